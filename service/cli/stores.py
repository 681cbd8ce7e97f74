"""Opening and closing the two stores for the time of a command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from resolution.store import RecordStore
from service.graph.opening import open_graph
from service.graph.store import GraphStore
from service.settings import Settings


@contextmanager
def records(settings: Settings) -> Iterator[RecordStore]:
    """The record store, closed at the end. Raises StoreLocked if another process holds it."""
    store = RecordStore.open(settings.data)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def graph(settings: Settings) -> Iterator[GraphStore]:
    """The graph that the settings choose, closed at the end."""
    opened = open_graph(settings.data, uri=settings.neo4j_uri, user=settings.neo4j_user, password=settings.neo4j_password)
    try:
        yield opened
    finally:
        opened.close()

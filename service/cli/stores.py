"""Opening and closing the two stores for the time of a command; what they need is imported by the commands that open one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from service.settings import Settings

if TYPE_CHECKING:
    from resolution.store import RecordStore
    from service.graph.store import GraphStore


@contextmanager
def records(settings: Settings) -> Iterator[RecordStore]:
    """The record store, closed at the end. Raises StoreLocked if another process holds it."""
    from resolution.store import RecordStore

    store = RecordStore.open(settings.data)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def graph(settings: Settings) -> Iterator[GraphStore]:
    """The graph that the settings choose, closed at the end."""
    from service.graph.opening import open_graph

    opened = open_graph(settings.data, uri=settings.neo4j_uri, user=settings.neo4j_user, password=settings.neo4j_password)
    try:
        yield opened
    finally:
        opened.close()


def noted(settings: Settings, operation: str, **asked: str | None) -> None:
    """Enter what a command changed into the audit log."""
    from service.audit import Audit, Entry
    from service.keys import LOCAL
    from service.state import State

    with closing(State(settings.data)) as state:
        audit = Audit(state)
        subject = audit.subject({name: value for name, value in asked.items() if value is not None})
        audit.append(Entry(LOCAL.key_id, LOCAL.role, "CLI", f"clew {operation}", subject, status=0))

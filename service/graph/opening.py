"""The graph that the settings choose."""

from __future__ import annotations

from pathlib import Path

from service.graph.embedded_store import EmbeddedStore
from service.graph.store import GraphStore


def open_graph(data: Path, *, uri: str = "", user: str = "neo4j", password: str = "") -> GraphStore:
    """Neo4j at a Bolt address, else the embedded graph in the data folder."""
    if not uri:
        return EmbeddedStore.open(data / "graph.sqlite")
    from service.graph.neo4j_store import Neo4jStore

    return Neo4jStore.open(uri, user, password)

"""Both graph stores for the contract: SQLite in a folder, and a real Neo4j that the tests provide or that NEO4J_URI names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.graph.embedded_store import EmbeddedStore
from service.graph.neo4j_store import Neo4jStore


@pytest.fixture(scope="session")
def neo4j_store(neo4j_address: tuple[str, str, str]) -> Iterator[Neo4jStore]:
    """The Neo4j store; a test that uses it empties it first."""
    store = Neo4jStore.open(*neo4j_address)
    yield store
    store.clear()
    store.close()


@pytest.fixture
def embedded_store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    """An embedded store of its own."""
    store = EmbeddedStore.open(tmp_path / "graph.sqlite")
    yield store
    store.close()


@pytest.fixture(params=["embedded", "neo4j"])
def store(request: pytest.FixtureRequest) -> EmbeddedStore | Neo4jStore:
    """Each store in turn, empty and claimed."""
    held: EmbeddedStore | Neo4jStore = request.getfixturevalue(f"{request.param}_store")
    held.clear()
    held.claim("contract")
    return held


@pytest.fixture
def both(embedded_store: EmbeddedStore, neo4j_store: Neo4jStore) -> tuple[EmbeddedStore, Neo4jStore]:
    """Both stores, to be filled alike."""
    return embedded_store, neo4j_store

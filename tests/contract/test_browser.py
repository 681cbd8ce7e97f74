"""The analysts' pack runs on the real server: every saved query answers, and the style names what the graph holds."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from graphs import DAYS, node, relationship, small
from neo4j import GraphDatabase

from service.graph.neo4j_store import Neo4jStore
from service.graph.reader import SCOPES
from service.graph.store import NODE_TYPES, Batch

PACK = Path(__file__).resolve().parents[2] / "cypher" / "browser"
QUERIES = sorted(PACK.glob("*.cypher"))
PARAMETER = re.compile(r"^// :param (\w+) => '(.*)'$", re.MULTILINE)


@pytest.fixture(scope="module")
def loaded(neo4j_store: Neo4jStore) -> Neo4jStore:
    graph = small()
    more_nodes = [node("image-1", "image", "a picture", value="0" * 64), node("address-1", "address", "Storgata 1", value="Storgata 1"), node("place:NO/bergen", "place", "Bergen")]
    more = [
        relationship("person-0", "PICTURED_IN", "image-1", 0.9),
        relationship("person-1", "PICTURED_IN", "image-1", 0.9),
        relationship("person-0", "POSSIBLY_SAME_AS", "person-3", 0.4),
        relationship("phone-1", "IN_SERIES_WITH", "phone-2", 0.9, properties={"gap": 1, "expected": 0.01}),
        relationship("owner-1", "REGISTERED_AT", "address-1", 0.9),
        *(relationship(f"person-{n}", "SEEN_IN", "place:NO/bergen", None, first_seen=DAYS[0], last_seen=DAYS[2]) for n in (0, 1)),
    ]
    grown = tuple(replace(n, properties={**n.properties, "growth": 2.0}) if n.type == "network" else n for n in graph.nodes)
    neo4j_store.clear()
    neo4j_store.claim("contract")
    neo4j_store.apply(Batch(1, (*grown, *more_nodes), (*graph.relationships, *more)))
    return neo4j_store


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_saved_query_answers(loaded: Neo4jStore, neo4j_address: tuple[str, str, str], path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    parameters: dict[str, Any] = dict(PARAMETER.findall(text))
    assert set(re.findall(r"\$(\w+)", text)) == set(parameters)
    with GraphDatabase.driver(neo4j_address[0], auth=neo4j_address[1:]) as driver:
        assert driver.execute_query(text, parameters).records  # type: ignore[arg-type]


def test_pack_is_complete() -> None:
    assert len(QUERIES) >= 15
    readme = (PACK / "README.md").read_text(encoding="utf-8")
    style = (PACK / "style.grass").read_text(encoding="utf-8")
    assert all(path.name in readme for path in QUERIES)
    assert all(f"node.{type.capitalize()} " in style for type in NODE_TYPES)
    assert all(type in readme for type in SCOPES)

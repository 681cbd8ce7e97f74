"""How Neo4j would run each query: by an index, unless the question is about everything of a kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from graphs import node, small

from service.graph.neo4j_store import Neo4jStore
from service.graph.queries import CYPHER
from service.graph.store import Batch

WHOLE = {
    "counts", "dump_nodes", "dump_relationships", "image_hashes", "places", "state", "04_largest_networks", "05_fastest_growing_networks",
    "10_number_series", "11_subscribers_of_many_numbers", "12_pictures_of_several_persons", "13_possibly_the_same_person",
}  # fmt: skip
MANY = 1000  # of so few as the small graph has a scan is as good
READS = sorted(path for path in CYPHER.rglob("*.cypher") if not re.match(r"schema|clear|await|claim|delete_former", path.stem))


@pytest.fixture(scope="module")
def planner(neo4j_store: Neo4jStore) -> Neo4jStore:
    neo4j_store.clear()
    neo4j_store.claim("plans")
    graph = small()
    many = [node(f"{type}-many{n}", type, str(n)) for type in ("person", "phone", "owner") for n in range(MANY)]
    neo4j_store.apply(Batch(1, (*graph.nodes, *many), graph.relationships))
    return neo4j_store


@pytest.mark.parametrize("path", READS, ids=lambda path: path.stem)
def test_no_query_looks_at_everything_to_find_something(planner: Neo4jStore, path: Any) -> None:
    text = path.read_text(encoding="utf-8")
    with planner._driver.session() as session:
        plan = session.run(f"EXPLAIN {text}", dict.fromkeys(re.findall(r"\$(\w+)", text))).consume().plan
    scans = [name for name in _operators(plan) if "LabelScan" in name or "LabelsScan" in name or "AllNodes" in name or "TypeScan" in name]
    assert path.stem in WHOLE or not scans


def _operators(plan: Mapping[str, Any]) -> Iterator[str]:
    yield plan["operatorType"]
    for child in plan.get("children", ()):
        yield from _operators(child)

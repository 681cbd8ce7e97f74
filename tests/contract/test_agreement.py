"""Random graphs in both stores: equal answers to every question, and paths that an independent search confirms."""

from __future__ import annotations

import itertools
import math
from dataclasses import asdict
from typing import Any

import networkx as nx
import pytest
from graphs import DAYS, Graph, graphs, ids_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.graph.embedded_store import EmbeddedStore
from service.graph.neo4j_store import Neo4jStore
from service.graph.reader import BETWEEN_ENTITIES, SCOPES
from service.graph.states import node_digest, relationship_digest
from service.graph.store import ENTITY_TYPES, NODE_TYPES, Area, Batch, GraphStore, Limits, LinkQuery, NetworkFilter, SearchQuery

Both = tuple[EmbeddedStore, Neo4jStore]
SLOW = settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
ENDS = [id for type in (*ENTITY_TYPES, "ad") for id in ids_of(type)]
types = st.none() | st.frozensets(st.sampled_from(NODE_TYPES), min_size=1, max_size=6)
days = st.none() | st.sampled_from(DAYS) | st.sampled_from([day[:10] for day in DAYS])
walks = {"types": types, "since": days, "until": days, "min_probability": st.sampled_from([0.0, 0.6]), "include_hubs": st.booleans()}
limits = st.builds(Limits, hops=st.integers(0, 4), max_nodes=st.sampled_from([1, 4, 1000]), **walks)
link_queries = st.builds(
    LinkQuery,
    k=st.integers(1, 4),
    max_hops=st.integers(1, 6),
    order=st.sampled_from(["steps", "probability"]),
    avoid=st.frozensets(st.sampled_from(ENDS), max_size=2),
    **walks,
)


def fill(stores: Both, graph: Graph) -> None:
    for store in stores:
        store.clear()
        store.claim("contract")
        store.apply(Batch(1, graph.nodes, graph.relationships))


def answers(store: GraphStore, calls: list[tuple[str, tuple[Any, ...], dict[str, Any]]]) -> list[Any]:
    return [getattr(store, name)(*arguments, **named) for name, arguments, named in calls]


def agree(stores: Both, calls: list[tuple[str, tuple[Any, ...], dict[str, Any]]]) -> None:
    for (name, arguments, _), left, right in zip(calls, answers(stores[0], calls), answers(stores[1], calls), strict=True):
        assert left == right, (name, arguments)


@SLOW
@given(graph=graphs(), limit=limits, query=link_queries, ends=st.lists(st.sampled_from(ENDS), min_size=2, max_size=6))
def test_walks_agree(both: Both, graph: Graph, limit: Limits, query: LinkQuery, ends: list[str]) -> None:
    fill(both, graph)
    calls: list[Any] = [("neighbourhood", (id, limit), {}) for id in ends]
    calls += [("shortest_links", pair, {"query": query}) for pair in itertools.pairwise(ends)]
    agree(both, calls)


@SLOW
@given(graph=graphs(), data=st.data())
def test_lists_agree(both: Both, graph: Graph, data: st.DataObject) -> None:
    fill(both, graph)
    area = Area(*data.draw(st.tuples(st.sampled_from([None, "NO"]), st.sampled_from([None, "oslo"]), st.sampled_from([None, (60.0, 8.0, 250.0)]), days, days)))
    query = data.draw(
        st.builds(
            SearchQuery,
            q=st.sampled_from([None, "ann", "maria anna", "katia", "AND", "phone:1 value", "now"]),
            name=st.sampled_from([None, "Hanna", "Katja", "ann maria", "+"]),
            phones=st.sampled_from([(), ("phone:0", "phone:2")]),
            email=st.sampled_from([None, "email:1"]),
            city=st.sampled_from([None, "Oslo", "NO/bergen"]),
            country=st.sampled_from([None, "no"]),
            near=st.sampled_from([None, (60.0, 8.0, 250.0)]),
            since=days,
            until=days,
            types=types,
        )
    )
    wanted = NetworkFilter(indicator=data.draw(st.sampled_from([None, "rotating"])), owner=data.draw(st.sampled_from([None, "anna"])), since=area.since)
    ids = [id for type in NODE_TYPES for id in ids_of(type)]
    calls: list[Any] = [("node", (id,), {}) for id in ids]
    calls += [("nodes", (ids,), {}), ("search", (query,), {}), ("overview", (), {}), ("map", (area,), {}), ("network", ("network-0",), {})]
    calls += [("ads_of", (id,), {"limit": 3}) for id in ids]
    calls += [("timeline", (id,), {"companions": True}) for id in ids_of("person") + ids_of("network") + ids_of("owner")]
    calls += [("networks", (wanted, order), {"limit": 1}) for order in ("size", "growth", "newest", "cohesion")]
    calls += [("first_appearances", (area, type), {"limit": 2}) for type in ("person", "phone", "ad")]
    calls += [("timeseries", (area, by), {"interval": each}) for by in ("country", "city", "site") for each in ("day", "week", "month")]
    calls += [("entities_by_value", ("phone", ["phone:2", "phone:0", "x"]), {})]
    agree(both, calls)


@SLOW
@given(before=graphs(), after=graphs(), rebuilt=st.booleans())
def test_any_history_leaves_the_last_state(both: Both, before: Graph, after: Graph, rebuilt: bool) -> None:
    fill(both, before)
    kept = {r.id for r in after.relationships}
    gone = [(r.source, r.type, r.target) for r in before.relationships if r.id not in kept]
    lost = tuple(ids_of("image"))
    nodes = tuple(node for node in after.nodes if node.id not in lost)
    relationships = tuple(r for r in after.relationships if r.source not in lost and r.target not in lost)
    for store in both:
        if rebuilt:
            store.rebuild(nodes, relationships, 5)
        else:
            store.apply(Batch(5, nodes, relationships, lost, gone))
        assert store.position() == 5
        assert sorted(map(node_digest, store.dump_nodes())) == sorted(map(node_digest, nodes))
        assert sorted(map(relationship_digest, store.dump_relationships())) == sorted(map(relationship_digest, relationships))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(graph=graphs(), query=link_queries, ends=st.tuples(st.sampled_from(ENDS), st.sampled_from(ENDS)))
def test_paths_are_the_best(embedded_store: EmbeddedStore, graph: Graph, query: LinkQuery, ends: tuple[str, str]) -> None:
    embedded_store.clear()
    embedded_store.claim("contract")
    embedded_store.apply(Batch(1, graph.nodes, graph.relationships))
    source, target = ends
    links = embedded_store.shortest_links(source, target, query)
    assert links is not None
    if source == target:
        return
    found = [(len(path.steps), pytest.approx(path.probability)) for path in links.paths]
    assert found == [(steps, probability) for steps, probability, _ in expected(graph, source, target, query)]
    for path in links.paths:
        assert path.probability == pytest.approx(math.prod(1.0 if s.relationship.probability is None else s.relationship.probability for s in path.steps))
        assert all({s.relationship.source, s.relationship.target} == {s.source.id, s.target.id} for s in path.steps)


def expected(graph: Graph, source: str, target: str, query: LinkQuery) -> list[tuple[int, float, list[str]]]:
    """All simple paths by networkx, ranked."""
    allowed = ENTITY_TYPES if query.types is None else query.types
    nodes = {node.id: node for node in graph.nodes}
    since = query.since or ""
    until = "9999" if query.until is None else f"{query.until[:10]}T23:59:59Z" if len(query.until) == 10 else query.until
    ground = nx.Graph()
    ground.add_nodes_from((source, target))
    for r in graph.relationships:
        probability = 1.0 if r.probability is None else r.probability
        inside = all(
            id in (source, target) or (nodes[id].type in allowed and nodes[id].type not in ("network", "place", "site") and (query.include_hubs or not nodes[id].hub))
            for id in (r.source, r.target)
        )
        seen = (r.last_seen is None or r.last_seen >= since) and (r.first_seen is None or r.first_seen <= until)
        of_ads = SCOPES[r.type] == 1 and ("ad" in allowed or r.source in (source, target))
        if not inside or not seen or not (SCOPES[r.type] == BETWEEN_ENTITIES or of_ads) or probability < query.min_probability or {r.source, r.target} & (query.avoid):
            continue
        held = ground.get_edge_data(r.source, r.target, {"probability": -1.0})["probability"]
        ground.add_edge(r.source, r.target, probability=max(held, probability))
    paths = []
    for path in nx.all_simple_paths(ground, source, target, cutoff=query.max_hops):
        probability = math.prod(ground.edges[a, b]["probability"] for a, b in itertools.pairwise(path))
        paths.append((len(path) - 1, probability, path))
    order = (lambda p: (p[0], -round(p[1], 12), p[2])) if query.order == "steps" else (lambda p: (-round(p[1], 12), p[0], p[2]))
    return sorted(paths, key=order)[: query.k]


def test_answers_are_plain_data(embedded_store: EmbeddedStore) -> None:
    embedded_store.claim("contract")
    assert asdict(embedded_store.overview())["nodes"] == {}

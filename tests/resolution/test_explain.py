"""An explanation adds up to the score, shows where the values stand, and says what joins or parts two ads."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolution import explain
from resolution.errors import Unfit, Unknown
from resolution.store import RecordStore
from tests.resolution.test_decisions import two_of_one, two_strangers


def test_the_waterfall_adds_up_to_the_weight_that_was_kept(store: RecordStore) -> None:
    a, b = two_of_one(store)
    told = explain.explain(store, a, b)
    assert told["same_entity"]
    assert told["match_weight"] == pytest.approx(sum(step["match_weight"] for step in told["waterfall"]), abs=0.01)
    kept = {(p["a"], p["b"]): p["match_weight"] for p in explain.why(store, store.persons_of([a])[a])["pairs"]}
    if (a, b) in kept:
        assert told["match_weight"] == pytest.approx(kept[a, b], abs=0.01)
    for shared in told["shared"]:
        assert {where["ad"] for where in shared["ads"]} == {a, b}


def test_two_kept_apart_are_told_what_stood_against(store: RecordStore) -> None:
    told = explain.explain(store, *two_strangers(store))
    assert not told["same_entity"]
    assert told["against"]


def test_every_entity_says_why(store: RecordStore) -> None:
    seen = set()
    for node in store.all_graph_nodes():
        if node["type"] not in ("ad", "place", "site") and node["type"] not in seen:
            seen.add(node["type"])
            assert explain.why(store, node["id"])["entity_id"] == node["id"]
    assert {"person", "network", "phone", "image"} <= seen


def test_two_phones_are_compared_as_they_are_written(store: RecordStore) -> None:
    one, other, *_ = sorted(n["id"] for n in store.all_graph_nodes() if n["type"] == "phone")
    told = explain.explain(store, one, other)
    assert [step["comparison"] for step in told["waterfall"]] == ["prior", "number", "country"]
    assert not told["same_entity"]
    assert told["match_probability"] < 0.5
    assert explain.explain(store, one, one)["match_probability"] > 0.9


def test_only_like_is_compared_with_like(store: RecordStore) -> None:
    a, _ = two_strangers(store)
    phone = next(n["id"] for n in store.all_graph_nodes() if n["type"] == "phone")
    with pytest.raises(Unfit):
        explain.explain(store, a, phone)
    with pytest.raises(Unknown):
        explain.explain(store, a, "nowhere/1")


@given(st.dictionaries(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")).filter(lambda p: p[0] < p[1]), st.floats(-5, 20), max_size=12))
def test_no_chain_has_a_stronger_weakest_pair(weights: dict[tuple[str, str], float]) -> None:
    import networkx as nx

    found = explain.chain("a", "f", weights)
    graph = nx.Graph()
    graph.add_nodes_from("af")
    graph.add_weighted_edges_from((x, y, w) for (x, y), w in weights.items())
    paths = [min(graph.edges[e]["weight"] for e in pairwise(p)) for p in nx.all_simple_paths(graph, "a", "f")]
    assert (found is None) == (not paths)
    if found:
        assert found["weakest"]["match_weight"] == pytest.approx(max(paths), abs=1e-3)

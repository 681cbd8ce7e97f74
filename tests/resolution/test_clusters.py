import random

import networkx as nx
import pyarrow as pa
import pytest

from resolution.clusters import UNSCORED_MATCH_WEIGHT, cluster_pairs
from resolution.region import Decision

Pairs = list[tuple[str, str, float]]


def table(pairs: Pairs) -> pa.Table:
    columns = list(zip(*pairs, strict=True)) or [(), (), ()]
    return pa.table(
        {
            "unique_id_l": pa.array(columns[0], pa.string()),
            "unique_id_r": pa.array(columns[1], pa.string()),
            "match_weight": pa.array(columns[2], pa.float64()),
            "match_probability": pa.array([1 / (1 + 2**-weight) for weight in columns[2]], pa.float64()),
        }
    )


def clusters(pairs: Pairs, ids: str | list[str], **options: object) -> dict[str, str]:
    options.setdefault("unscored_match_weight", UNSCORED_MATCH_WEIGHT)
    found = cluster_pairs(table(pairs), list(ids), **options)  # type: ignore[arg-type]
    return dict(zip(found["unique_id"].to_pylist(), found["cluster_id"].to_pylist(), strict=True))


def decided(answer: str, left: str, right: str) -> Decision:
    return Decision(f"{left}{right}", "person", frozenset(left), frozenset(right), answer)


def random_pairs(seed: int, records: int = 30, pairs: int = 90) -> tuple[Pairs, list[str]]:
    rng = random.Random(seed)
    ids = [f"r{n:02d}" for n in range(records)]
    chosen = {tuple(sorted(rng.sample(ids, 2))) for _ in range(pairs)}
    return [(left, right, round(rng.gauss(-1, 5), 3)) for left, right in sorted(chosen)], ids


def test_a_cluster_is_named_by_its_smallest_record_and_lone_records_stand_alone() -> None:
    assert clusters([("c", "b", 5.0)], "abcd") == {"a": "a", "b": "b", "c": "b", "d": "d"}


def test_no_pairs_and_no_records_are_answered() -> None:
    assert clusters([], "ab") == {"a": "a", "b": "b"}
    assert clusters([("a", "b", 3.0)], []) == {}


def test_pairs_with_records_that_were_not_named_are_left_out() -> None:
    assert clusters([("a", "z", 9.0)], "ab") == {"a": "a", "b": "b"}


def test_one_chance_pair_does_not_chain_two_clusters() -> None:
    tight = [(a, b, 8.0) for group in ("abc", "xyz") for a in group for b in group if a < b]
    assert len(set(clusters([*tight, ("c", "x", 6.0)], "abcxyz").values())) == 2


def test_pairs_that_agree_weakly_all_round_join() -> None:
    weak = [(a, b, 2.0) for a in "abc" for b in "xyz"]
    tight = [(a, b, 8.0) for group in ("abc", "xyz") for a in group for b in group if a < b]
    assert set(clusters(weak + tight, "abcxyz").values()) == {"a"}


def test_a_contradiction_outweighs_what_ties() -> None:
    assert clusters([("a", "b", 6.0), ("b", "c", 6.0), ("a", "c", -20.0)], "abc") == {"a": "a", "b": "a", "c": "c"}


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_pairs_and_sides_is_of_no_account(seed: int) -> None:
    pairs, ids = random_pairs(seed)
    rng = random.Random(seed)
    turned = [(right, left, weight) if rng.random() < 0.5 else (left, right, weight) for left, right, weight in pairs]
    rng.shuffle(turned)
    assert clusters(turned, ids[::-1]) == clusters(pairs, ids)


@pytest.mark.parametrize("seed", range(20))
def test_components_do_not_see_one_another(seed: int) -> None:
    pairs, ids = random_pairs(seed)
    others, more = random_pairs(seed + 100)
    apart = [(f"x{left}", f"x{right}", weight) for left, right, weight in others]
    together = clusters(pairs + apart, ids + [f"x{record}" for record in more])
    assert {record: together[record] for record in ids} == clusters(pairs, ids)


@pytest.mark.parametrize("seed", range(10))
def test_clusters_never_join_what_no_chain_of_probable_pairs_joins(seed: int) -> None:
    pairs, ids = random_pairs(seed)
    graph = nx.Graph([(left, right) for left, right, weight in pairs if weight >= 0])
    graph.add_nodes_from(ids)
    component = {record: min(held) for held in nx.connected_components(graph) for record in held}
    for record, cluster in clusters(pairs, ids).items():
        assert component[record] == component[cluster]


def naive(pairs: Pairs, ids: list[str]) -> set[frozenset[str]]:
    """Average linkage by the book."""
    weight = {frozenset((left, right)): w for left, right, w in pairs}
    found = [frozenset({record}) for record in ids]
    while True:
        means = [
            (sum(weight.get(frozenset((a, b)), UNSCORED_MATCH_WEIGHT) for a in one for b in two) / (len(one) * len(two)), one, two)
            for at, one in enumerate(found)
            for two in found[:at]
        ]
        mean, one, two = max(means, key=lambda entry: entry[0])
        if mean < 0:
            return set(found)
        found = [held for held in found if held not in (one, two)] + [one | two]


@pytest.mark.parametrize("seed", range(8))
def test_it_is_average_linkage(seed: int) -> None:
    pairs, ids = random_pairs(seed, 14, 45)
    found: dict[str, set[str]] = {}
    for record, cluster in clusters(pairs, ids).items():
        found.setdefault(cluster, set()).add(record)
    assert set(map(frozenset, found.values())) == naive(pairs, ids)


def test_decisions_join_and_part() -> None:
    pairs = [("a", "b", 9.0), ("c", "d", 9.0)]
    assert clusters(pairs, "abcd", decisions=[decided("same", "a", "d")])["d"] == "a"
    assert clusters(pairs, "abcd", decisions=[decided("different", "a", "b")])["b"] == "b"
    assert clusters(pairs, "abcd", decisions=[decided("unsure", "a", "b")]) == clusters(pairs, "abcd")


def test_what_was_decided_apart_is_not_joined_by_a_third() -> None:
    pairs = [(a, b, 9.0) for a in "abcde" for b in "abcde" if a < b]
    found = clusters(pairs, "abcde", decisions=[decided("different", "ab", "e")])
    assert found["e"] not in (found["a"], found["b"])


def test_a_large_component_is_clustered_in_time() -> None:
    rng = random.Random(1)
    ids = [f"r{n:04d}" for n in range(5000)]
    pairs = [(a, b, rng.gauss(-2, 5)) for a, b in {tuple(sorted(rng.sample(ids, 2))) for _ in range(60_000)}]
    assert len(clusters(pairs, ids)) == 5000

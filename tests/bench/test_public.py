"""Public records without labels: right, and never worse than connected components of the same pairs."""

import itertools
import math

import pyarrow as pa
import pytest

from bench import public
from resolution.clusters import cluster_pairs


@pytest.mark.parametrize(("name", "least"), [("febrl1", 0.999), ("febrl2", 0.995)])
def test_public_records_are_resolved_without_labels(name: str, least: float) -> None:
    row = public.measure(public._set(name, public.SETS[name]))
    assert row["clew"]["f1"] >= least
    assert row["clew"]["f1"] >= row["connected components"]["f1"]


def _pairs(rows: list[tuple[str, str, float]]) -> pa.Table:
    left, right, weight = zip(*rows, strict=True)
    probability = [2**w / (1 + 2**w) for w in weight]
    return pa.table({"unique_id_l": left, "unique_id_r": right, "match_weight": weight, "match_probability": probability})


@pytest.mark.parametrize("threshold", [0.5, 0.9, 0.99])
def test_one_strong_chance_pair_does_not_chain_two_groups_where_closure_does(threshold: float) -> None:
    groups = [[f"{g}{n}" for n in range(5)] for g in "ab"]
    rows = [(a, b, 9.0) for group in groups for a, b in itertools.combinations(group, 2)] + [("a0", "b0", 12.0)]
    clusters = cluster_pairs(_pairs(rows), [*groups[0], *groups[1]], threshold_match_probability=threshold)
    assert len(set(clusters["cluster_id"].to_pylist())) == 2
    assert len(set(public.closure(_pairs(rows), [*groups[0], *groups[1]], threshold).values())) == 1


def test_a_pair_that_blocking_passed_over_does_not_break_a_group() -> None:
    rows = [("a", "b", 8.0), ("b", "c", 8.0), ("c", "d", 8.0), ("a", "d", 8.0)]
    assert set(cluster_pairs(_pairs(rows), "abcd")["cluster_id"].to_pylist()) == {"a"}
    assert math.isclose(_pairs(rows)["match_probability"][0].as_py(), 1, abs_tol=0.01)

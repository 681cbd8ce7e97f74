"""A kept match weight is used again as long as what it followed from stands, and only so long."""

from __future__ import annotations

import pyarrow as pa

from resolution.scores import Scores

LABELS = ("joint",)


def records(**changed: dict[str, str]) -> pa.Table:
    rows = {ad: {"unique_id": ad, "joint": "a", "name": "anna"} for ad in ("a", "b", "c")}
    return pa.Table.from_pylist([{**row, **changed.get(ad, {})} for ad, row in rows.items()])


def scored(table: pa.Table, version: str = "1") -> Scores:
    return Scores.unscored(table, [("a", "b"), ("a", "c"), ("b", "c")], LABELS, version)


def kept(table: pa.Table, version: str = "1") -> Scores:
    """Pairs of `table` after recalling, by way of stored rows, what was scored of the unchanged records."""
    before = scored(records())
    weights = {("a", "b"): 1.0, ("a", "c"): 2.0, ("b", "c"): 3.0}
    before.learn(pa.table({
        "unique_id_l": [a for a, _ in weights], "unique_id_r": [b for _, b in weights], "match_weight": list(weights.values()),
    }))
    rows = [row for _, row in before.rows(dict.fromkeys("abc", "region"))]
    now = scored(table, version)
    now.recall(Scores.stored(rows, len(LABELS)))
    return now


def test_nothing_is_scored_again_where_nothing_changed() -> None:
    found = kept(records())
    assert found.fresh() == []
    assert found.table()["match_weight"].to_pylist() == [1.0, 2.0, 3.0]


def test_pairs_of_a_record_that_changed_are_scored_again() -> None:
    found = kept(records(b={"name": "maria"}))
    assert found.fresh() == [("a", "b"), ("b", "c")]


def test_labels_count_only_by_being_equal() -> None:
    assert kept(records(a={"joint": "z"}, b={"joint": "z"}, c={"joint": "z"})).fresh() == []
    assert kept(records(c={"joint": "z"})).fresh() == [("a", "c"), ("b", "c")]


def test_another_model_scores_everything_again() -> None:
    assert len(kept(records(), version="2").fresh()) == 3

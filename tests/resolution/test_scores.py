"""A kept match weight is used again as long as what it followed from stands, and only so long."""

from __future__ import annotations

import random
from dataclasses import replace

import pyarrow as pa
import pytest
from markets import random_region

from resolution.person_records import Records
from resolution.profiles import digest
from resolution.scores import Scores

Stated = dict[str, tuple[str, str, str]]  # ad: joint, component, name
NAMES = ("joint", "component", "blocks")  # what a record stands in and is found by
UNCHANGED: Stated = dict.fromkeys("abc", ("joint", "component", "anna"))


def scored(stated: Stated, version: str = "1") -> Scores:
    pairs = [("a", "b"), ("a", "c"), ("b", "c")]
    return Scores.unscored([(ad, digest((version, name)), labels) for ad, (*labels, name) in stated.items()], pairs)


def kept(stated: Stated, version: str = "1") -> Scores:
    """Pairs of `stated` after recalling, by way of stored rows, what was scored of the unchanged records."""
    before = scored(UNCHANGED)
    weights = {("a", "b"): 1.0, ("a", "c"): 2.0, ("b", "c"): 3.0}
    before.learn(pa.table({
        "unique_id_l": [a for a, _ in weights], "unique_id_r": [b for _, b in weights], "match_weight": list(weights.values()),
    }))
    rows = [row for _, row in before.rows(dict.fromkeys("abc", "region"))]
    now = scored(stated, version)
    now.recall(Scores.stored(rows, 2))
    return now


def test_nothing_is_scored_again_where_nothing_changed() -> None:
    found = kept(UNCHANGED)
    assert found.fresh() == []
    assert found.table()["match_weight"].to_pylist() == [1.0, 2.0, 3.0]


def test_pairs_of_a_record_that_changed_are_scored_again() -> None:
    found = kept({**UNCHANGED, "b": ("joint", "component", "maria")})
    assert found.fresh() == [("a", "b"), ("b", "c")]


def test_labels_count_only_by_being_equal() -> None:
    assert kept(dict.fromkeys("abc", ("z", "component", "anna"))).fresh() == []
    assert kept({**UNCHANGED, "c": ("z", "component", "anna")}).fresh() == [("a", "c"), ("b", "c")]
    assert kept({**UNCHANGED, "c": ("joint", "y", "anna")}).fresh() == [("a", "c"), ("b", "c")]


def test_another_model_scores_everything_again() -> None:
    assert len(kept(UNCHANGED, version="2").fresh()) == 3


@pytest.mark.parametrize("seed", range(8))
def test_records_of_one_digest_say_the_same(seed: int) -> None:
    whole = random_region(seed, spread=5)
    left_out = random.Random(seed).sample(sorted(whole.ads), 2)
    part = replace(whole, ads={key: ad for key, ad in whole.ads.items() if key not in left_out})
    one, other = Records(whole), Records(part)
    same = [ad for ad in other.ads if one.digest(ad) == other.digest(ad)]
    said = [[{**row, "shoots": [shoot.partition("@")[0] for shoot in row["shoots"]]} for row in made.table(same).to_pylist()] for made in (one, other)]
    for left, right in zip(*said, strict=True):
        assert {key: left[key] for key in left if key not in NAMES} == {key: right[key] for key in right if key not in NAMES}
    assert same
    assert {one.digest(ad) for ad in one.ads} > {one.digest(ad) for ad in same}

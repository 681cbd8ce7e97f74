"""A unit's digest moves with all that its rows follow from."""

from __future__ import annotations

from markets import ad, region

from resolution.persons import Persons
from resolution.scores import Scores
from resolution.units import Resolved, digests

LEFT, BETWEEN, RIGHT = "image:a", "image:b", "image:c"


def found(value_of_between: str) -> dict[str, int]:
    made = region(ad("s/1", LEFT, RIGHT))
    persons = Persons({"s/1": "s/1"}, (), {"s/1": 1.0}, Scores.stored([], 2))
    briefs = {"s/1": {"digest": 1, "forms": [LEFT, BETWEEN, RIGHT]}}
    ids = {LEFT: "image-left", RIGHT: "image-right"}
    resolved = Resolved(made, briefs, {LEFT: LEFT, BETWEEN: value_of_between, RIGHT: RIGHT}, persons, (), {"s/1": "person-1"}, {}, ids)
    return digests(resolved, {"s/1": "region"})["region"]


def test_a_picture_that_moves_between_two_of_an_ad_moves_every_unit_that_shows_them() -> None:
    before, after = found(LEFT), found(RIGHT)
    assert before.keys() == after.keys() == {"s/1", "person-1", "image-left", "image-right"}
    assert all(before[unit] != after[unit] for unit in before)
    assert found(LEFT) == before

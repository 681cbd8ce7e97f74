"""Series pairs against markets of numbers drawn by chance, sparse and dense, and the locality that incremental resolving needs."""

from __future__ import annotations

import random

import pytest

from resolution import series
from resolution.region import SeriesPair


def _key(number: int, calling: str = "47") -> str:
    return f"phone:+{calling}{number}"


def _by_ends(pairs: list[SeriesPair]) -> dict[tuple[str, str], SeriesPair]:
    return {(pair.left, pair.right): pair for pair in pairs}


def _market(seed: int) -> tuple[list[int], set[int]]:
    """Lone numbers all over the plan, dense blocks of an operator, and runs bought together; the runs' starts."""
    rng = random.Random(seed)
    numbers = {rng.randrange(90_000_000, 99_999_999) for _ in range(800)}
    for _ in range(4):
        start = rng.randrange(90_000_000, 99_990_000)
        numbers |= {start + rng.randrange(2_000) for _ in range(120)}
    bought: set[int] = set()
    for _ in range(80):
        at = rng.randrange(90_000_000, 99_990_000)
        for _ in range(rng.randint(2, 5)):
            bought.add(at)
            at += rng.randint(1, 6)
    return sorted(numbers | bought), bought


def test_gap_and_chance_are_stated() -> None:
    (pair,) = series.pairs([_key(90_000_001), _key(90_000_004)])
    assert (pair.left, pair.right, pair.gap) == (_key(90_000_001), _key(90_000_004), 3)
    assert pair.expected < 0.01
    assert pair.probability > 0.98


def test_same_gap_means_little_where_numbers_are_dense() -> None:
    rng = random.Random(1)
    block = [_key(90_000_000 + at) for at in rng.sample(range(1_000), 300)]
    dense = series.pairs(block)
    assert dense
    assert max(pair.probability for pair in dense) < 0.5
    assert min(pair.expected for pair in dense) > 20


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_probability_means_what_it_says(seed: int) -> None:
    numbers, bought = _market(seed)
    found = series.pairs([_key(number) for number in numbers])
    believed = [pair for pair in found if pair.probability >= 0.9]
    right = [pair for pair in believed if int(pair.left[9:]) in bought and int(pair.right[9:]) in bought]
    assert len(right) >= 0.9 * len(believed)
    assert len(right) >= 80


def test_numbers_of_other_countries_and_lengths_are_no_neighbours() -> None:
    numbers = [_key(90_000_001), _key(90_000_002, "46"), "phone:+479000000", "phone:+4790000003000"]
    assert series.pairs(numbers) == []


def test_calling_codes_that_share_digits_are_told_apart() -> None:
    assert series.plan("phone:+12015550100") == ("1", 11)
    assert series.plan("phone:+4790000001") == ("47", 10)
    assert series.plan("phone:+35840000000")[0] == "358"


def test_a_score_looks_no_further_than_its_reach() -> None:
    numbers, _ = _market(4)
    rng = random.Random(5)
    whole = _by_ends(series.pairs([_key(number) for number in numbers]))
    for number in rng.sample(numbers, 40):
        among = [_key(other) for other in numbers if abs(other - number) <= series.REACH]
        alone = _by_ends(series.pairs([_key(number)], among))
        assert alone == {ends: pair for ends, pair in whole.items() if _key(number) in ends}


def test_order_changes_nothing() -> None:
    numbers = [_key(number) for number in _market(6)[0]]
    shuffled = random.Random(7).sample(numbers, len(numbers))
    assert series.pairs(shuffled) == series.pairs(numbers)


def test_what_is_no_number_is_left_out() -> None:
    assert series.pairs(["phone:", "phone:+", "phone:anonymous"]) == []

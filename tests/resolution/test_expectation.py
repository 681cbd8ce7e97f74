import random
from collections import Counter
from itertools import pairwise
from typing import Any

import pytest

from resolution.expectation import learn, with_learnt
from resolution.parameters import LEARNT, SLACK, clamped, problems_of, weights_of


def comparison(name: str, m: list[float], u: list[float]) -> dict[str, Any]:
    levels = [
        {"sql_condition": f"{name}_l = {name}_r", "label_for_charts": f"{at}", "m_probability": a, "u_probability": b}
        for at, (a, b) in enumerate(zip(m, u, strict=True))
    ]
    return {
        "output_column_name": name,
        "comparison_levels": [{"is_null_level": True, "sql_condition": "", "label_for_charts": "null"}, *levels],
    }


START = [
    comparison("name", [0.7, 0.3], [0.3, 0.7]),
    comparison("age", [0.5, 0.3, 0.2], [0.2, 0.3, 0.5]),
    comparison("hair", [0.6, 0.4], [0.4, 0.6]),
]
TRUE_M = [[0.9, 0.1], [0.7, 0.2, 0.1], [0.8, 0.2]]
TRUE_U = [[0.05, 0.95], [0.1, 0.2, 0.7], [0.25, 0.75]]


def market(pairs: int, share: float, missing: float, seed: int = 1) -> Counter[tuple[int, ...]]:
    rng = random.Random(seed)
    seen: Counter[tuple[int, ...]] = Counter()
    for _ in range(pairs):
        shares = TRUE_M if rng.random() < share else TRUE_U
        ranks = [rng.choices(range(len(share_of)), share_of)[0] for share_of in shares]
        gammas = [-1 if rng.random() < missing else len(share_of) - 1 - rank for rank, share_of in zip(ranks, shares, strict=True)]
        seen[tuple(gammas)] += 1
    return seen


@pytest.mark.parametrize("missing", [0.0, 0.5])
def test_what_made_the_pairs_is_learnt_without_labels(missing: float) -> None:
    learnt = learn(market(40_000, 0.2, missing), START, 0.1)
    assert learnt.prior == pytest.approx(0.2, abs=0.06)
    for found, truth in zip(learnt.m + learnt.u, TRUE_M + TRUE_U, strict=True):
        assert found == pytest.approx(truth, abs=0.07)


def test_a_small_market_stays_near_the_start() -> None:
    learnt = learn(market(10, 0.2, 0.0), START, 0.1)
    assert learnt.m[0] == pytest.approx([0.7, 0.3], abs=0.1)


@pytest.mark.parametrize("pattern", [(1, 2, 1), (0, 0, 0), (-1, -1, -1)])
def test_pairs_that_are_all_alike_do_no_harm(pattern: tuple[int, ...]) -> None:
    learnt = learn({pattern: 50_000}, START, 0.1)
    settings = with_learnt({"comparisons": START, "probability_two_random_records_match": 0.1}, learnt)
    assert problems_of(settings) == []


def test_no_pairs_at_all_leave_the_start() -> None:
    learnt = learn({}, START, 0.1)
    assert learnt.m[1] == pytest.approx([0.5, 0.3, 0.2])


@pytest.mark.parametrize("seed", range(30))
def test_weights_are_kept_in_order_and_within_bounds(seed: int) -> None:
    rng = random.Random(seed)
    size = rng.randint(2, 6)
    m, u = ([10 ** rng.uniform(-12, 0) for _ in range(size)] for _ in range(2))
    m, u = [value / sum(m) for value in m], [value / sum(u) for value in u]
    kept_m, kept_u = clamped(m, u)
    assert sum(kept_m) == pytest.approx(1)
    assert sum(kept_u) == pytest.approx(1)
    weights = weights_of(comparison("x", list(kept_m), list(kept_u)))
    assert weights == sorted(weights, reverse=True) or max(b - a for a, b in pairwise(weights)) < 1e-9
    assert max(map(abs, weights)) <= LEARNT + SLACK


def test_parameters_in_order_are_left_alone() -> None:
    m, u = clamped(TRUE_M[1], TRUE_U[1])
    assert m == pytest.approx(TRUE_M[1])
    assert u == pytest.approx(TRUE_U[1])

"""Number series: numbers closer together than the local supply of numbers would put them by chance.

A pair's score depends on nothing but the numbers of its own country and length within `REACH` of it, so a new number changes
only the pairs near it. The supply is measured twice, far (100 to 1,000) and near (up to 100, without the run the pair stands
in); numbers bought together count once, or every series would hide the next one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

from resolution.region import SeriesPair

REACH = 2_000  # no score looks further than this
LARGEST_GAP = 20
NEIGHBOURS = 3  # pairs per number: more would repeat what the chain already says, and dense blocks would be quadratic
FAR = (100, 1_000)
NEAR = 100
RUN_GAP = 5  # a run is the pair's own likely series: it must not count as the supply that explains the pair away
RUN_REACH = 500
BOUGHT_TOGETHER = 3
NEAR_SHRINKAGE = 400.0  # numbers' worth of width that the near supply borrows from the far one: one stray number is no dense block
SUPPLY_FLOOR = 1e-4  # a market of 2,000 numbers in a plan of 20 million
PRIOR = 0.16  # share of neighbouring numbers bought together: of 870 numbers of a real market 227 stood in 89 series, (227 - 89) / 870

Numbers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_GAP_WEIGHT = np.array([0.0] + [1.0 / (1 + gap) for gap in range(1, LARGEST_GAP + 1)])
GAP_SHARE = _GAP_WEIGHT / _GAP_WEIGHT.sum()  # how gaps spread among numbers bought together: small ones likelier, none certain


@dataclass(frozen=True, slots=True)
class Supply:
    """How densely the market uses the numbers around each candidate pair, per number."""

    density: Floats
    nearby: Floats  # numbers within 1,000, the pair included


def plan(number: str) -> tuple[str, int]:
    """The numbering plan of an E.164 number: calling code and length, within which closeness means something."""
    digits = number.rpartition(":")[2].lstrip("+")
    code = next((digits[:n] for n in (1, 2, 3) if int(digits[:n] or 0) in COUNTRY_CODE_TO_REGION_CODE), digits[:2])
    return code, len(digits)


def pairs(numbers: Sequence[str], among: Iterable[str] = ()) -> list[SeriesPair]:
    """Pairs with at least one of `numbers` (phone value keys), scored among them and `among`: all numbers within `REACH` of them."""
    asked = set(numbers)
    plans: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
    for number in asked.union(among):
        if number.rpartition(":")[2].lstrip("+").isdecimal():
            plans[plan(number)].add(number)
    found = [pair for members in plans.values() for pair in _pairs_of_plan(members)]
    return sorted((pair for pair in found if pair.left in asked or pair.right in asked), key=lambda pair: (pair.left, pair.right))


def _pairs_of_plan(members: set[str]) -> list[SeriesPair]:
    keys = sorted(members, key=_value)
    values = np.array([_value(key) for key in keys], dtype=np.int64)
    left, right = _close(values)
    supply = _supply(values, left, right)
    gaps = values[right] - values[left]
    together = PRIOR * GAP_SHARE[gaps]
    chance = (1 - PRIOR) * supply.density * np.exp(-supply.density * gaps)
    probability = together / (together + chance)
    expected = supply.nearby * supply.density * gaps
    return [
        SeriesPair(keys[i], keys[j], int(gap), round(float(e), 6), round(float(p), 6))
        for i, j, gap, e, p in zip(left, right, gaps, expected, probability, strict=True)
    ]


def _value(key: str) -> int:
    return int(key.rpartition(":")[2].lstrip("+"))


def _close(values: Numbers) -> tuple[Numbers, Numbers]:
    """Positions of every number and its next few neighbours within the largest gap."""
    starts, ends = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for step in range(1, NEIGHBOURS + 1):
        here = np.flatnonzero(values[step:] - values[:-step] <= LARGEST_GAP)
        starts.append(here)
        ends.append(here + step)
    return np.concatenate(starts), np.concatenate(ends)


def _supply(values: Numbers, left: Numbers, right: Numbers) -> Supply:
    weight = _weights(values)
    total = np.concatenate([[0.0], np.cumsum(weight)])
    low, high = values[left], values[right]
    far = _between(values, total, low - FAR[1], low - FAR[0]) + _between(values, total, high + FAR[0], high + FAR[1])
    far_density = far / (2 * (FAR[1] - FAR[0]))
    first, last = _runs(values)
    below, above = np.maximum(values[first[left]], low - RUN_REACH), np.minimum(values[last[right]], high + RUN_REACH)
    near = _between(values, total, below - NEAR, below - 1) + _between(values, total, above + 1, above + NEAR)
    near_density = (near + NEAR_SHRINKAGE * far_density) / (2 * NEAR + NEAR_SHRINKAGE)
    counted = np.arange(len(values) + 1, dtype=np.float64)
    nearby = _between(values, counted, low - FAR[1], high + FAR[1])
    return Supply(np.maximum(_uncollapsed(np.maximum(far_density, near_density)), SUPPLY_FLOOR), nearby)


def _weights(values: Numbers) -> Floats:
    """One purchase counts about once: each number by one over the numbers within a few of it."""
    low = np.searchsorted(values, values - BOUGHT_TOGETHER, side="left")
    high = np.searchsorted(values, values + BOUGHT_TOGETHER, side="right")
    return np.asarray(1.0 / (high - low), dtype=np.float64)


def _uncollapsed(density: Floats) -> Floats:
    """The supply that shows as this density once neighbours count as one: by chance alone, a number has Poisson(width * supply) of them."""
    width = 2 * BOUGHT_TOGETHER
    return np.asarray(-np.log1p(-np.minimum(width * density, 0.99)) / width, dtype=np.float64)


def _runs(values: Numbers) -> tuple[Numbers, Numbers]:
    """First and last position of the run of small gaps that each number stands in."""
    breaks = np.flatnonzero(np.diff(values) > RUN_GAP)
    firsts = np.concatenate([[0], breaks + 1])
    lasts = np.concatenate([breaks, [len(values) - 1]])
    run = np.searchsorted(firsts, np.arange(len(values)), side="right") - 1
    return firsts[run], lasts[run]


def _between(values: Numbers, total: Floats, low: Numbers, high: Numbers) -> Floats:
    """Sum of what `total` accumulates over the numbers from `low` to `high`."""
    return np.asarray(
        total[np.searchsorted(values, high, side="right")] - total[np.searchsorted(values, low, side="left")], dtype=np.float64
    )

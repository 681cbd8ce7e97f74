"""How sure quality figures are: intervals over seeds, reliability of stated probabilities, and quality without labels. Pure."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

STUDENT_95 = (12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.20, 2.18, 2.16, 2.14, 2.13, 2.12, 2.11, 2.10, 2.09, 2.09)


def interval(values: Sequence[float]) -> tuple[float, float, float]:
    """Mean with its 95 % interval over seeds (Student)."""
    n = len(values)
    mean = sum(values) / n
    if n < 2:
        return mean, mean, mean
    spread = math.sqrt(sum((v - mean) ** 2 for v in values) / (n - 1) / n)
    half = spread * (STUDENT_95[n - 2] if n - 2 < len(STUDENT_95) else 1.96)
    return mean, mean - half, mean + half


@dataclass(frozen=True, slots=True)
class Bin:
    """Pairs whose stated probability lies between `low` and `high`, and how many were true."""

    low: float
    high: float
    pairs: int
    stated: float
    observed: float


def reliability(probabilities: Sequence[float], outcomes: Sequence[bool], bins: int = 10) -> list[Bin]:
    """Stated against observed probability in equal bins; empty bins are left out."""
    held: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for probability, outcome in zip(probabilities, outcomes, strict=True):
        held[min(bins - 1, int(probability * bins))].append((probability, outcome))
    return [
        Bin(b / bins, (b + 1) / bins, len(held[b]), sum(p for p, _ in held[b]) / len(held[b]), sum(o for _, o in held[b]) / len(held[b]))
        for b in sorted(held)
    ]


def calibration_error(table: Sequence[Bin]) -> float:
    """Mean distance between stated and observed, weighted by pairs."""
    pairs = sum(b.pairs for b in table)
    return sum(b.pairs * abs(b.stated - b.observed) for b in table) / pairs if pairs else 0.0


@dataclass(frozen=True, slots=True)
class Estimate:
    """Quality without labels, as calibrated pair probabilities imply it; recall is of the pairs that were compared."""

    precision: float
    precision_low: float
    precision_high: float
    recall: float
    recall_low: float
    recall_high: float
    pairs: int


def _clamp(value: float) -> float:
    return min(1.0, max(0.0, value))


def estimate(pairs: Iterable[tuple[str, str, float]], cluster_of: Mapping[str, Hashable]) -> Estimate:
    """Expected precision and recall of the clusters, with 95 % intervals, from (left, right, match probability).

    Pairs of one cluster stand or fall together, so their errors add up in full: the intervals are wide rather than narrow.
    """
    inside: dict[Hashable, list[float]] = defaultdict(list)
    outside: dict[Hashable, list[float]] = defaultdict(list)
    for left, right, probability in pairs:
        a, b = cluster_of.get(left, left), cluster_of.get(right, right)
        (inside[a] if a == b else outside[min((a, b), key=str), max((a, b), key=str)]).append(probability)
    together, apart = sum(map(sum, inside.values())), sum(map(sum, outside.values()))
    count = sum(map(len, inside.values()))

    def variance(groups: Mapping[Hashable, list[float]]) -> float:
        return float(sum(sum(math.sqrt(p * (1 - p)) for p in group) ** 2 for group in groups.values()))

    precision = together / count if count else 1.0
    half = 1.96 * math.sqrt(variance(inside)) / count if count else 0.0
    total = together + apart
    recall = together / total if total else 1.0
    spread = 1.96 * math.sqrt(apart**2 * variance(inside) + together**2 * variance(outside)) / total**2 if total else 0.0
    return Estimate(
        precision,
        _clamp(precision - half),
        _clamp(precision + half),
        recall,
        _clamp(recall - spread),
        _clamp(recall + spread),
        count + sum(map(len, outside.values())),
    )

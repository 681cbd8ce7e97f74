"""How sure quality figures are: intervals over seeds, reliability of stated probabilities, and quality without labels. Pure."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

DOUBT = 1.0  # bits that stated log odds may be off by, all at once: on markets with truth they were off by up to 0.7
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
class Ways:
    """Pairs of one cluster by what ties them: two kinds of evidence that are lost independently of each other."""

    both: float = 0
    one: float = 0
    other: float = 0
    neither: float = 0
    together: float = 1  # pairs that stand in one cluster, on average over pairs: they are no independent cases

    def unseen(self) -> tuple[float, float]:
        """True pairs that neither kind ties and that were not found either, with a standard error: capture and recapture."""
        if not self.both:
            return 0.0, 0.0
        missed = self.one * self.other / self.both
        spread = missed * (self.one + self.both) * (self.other + self.both) / self.both**2
        return max(0.0, missed - self.neither), math.sqrt(spread * self.together)


@dataclass(frozen=True, slots=True)
class Estimate:
    """Quality without labels, as pair probabilities and the ways in which evidence is lost imply it."""

    precision: float
    precision_low: float
    precision_high: float
    recall: float
    recall_low: float
    recall_high: float
    pairs: int
    unseen: float  # true pairs that share nothing and were not found: a part of what recall lacks


def estimate(pairs: Iterable[tuple[str, str, float]], cluster_of: Mapping[str, Hashable], ways: Ways = Ways()) -> Estimate:
    """Expected precision and recall of the clusters, with 95 % intervals, from (left, right, match probability).

    Two records of a cluster are one as surely as the weakest pair on the surest chain between them. Pairs of one cluster stand or fall
    together, so their errors add up in full, and every probability may be off by `DOUBT` bits at once: the intervals are wide rather than narrow.
    """
    inside: dict[Hashable, list[tuple[float, str, str]]] = defaultdict(list)
    outside: dict[Hashable, list[tuple[float, int]]] = defaultdict(list)
    for left, right, probability in pairs:
        a, b = cluster_of.get(left, left), cluster_of.get(right, right)
        if a == b:
            inside[a].append((probability, left, right))
        else:
            outside[min((a, b), key=str), max((a, b), key=str)].append((probability, 1))
    chained = [list(_chained(held)) for held in inside.values()]
    apart = list(outside.values())
    found = sum(count for group in chained for _, count in group)
    unseen, unseen_error = ways.unseen()
    precision, precision_off = _share(chained, lambda true, _: true / found if found else 1.0, apart)
    recall, recall_off = _share(chained, lambda true, missed: true / (true + missed + unseen) if true else 1.0, apart)
    true, missed = _expected(chained, 0.0), _expected(apart, 0.0)
    total = true + missed + unseen
    half = 1.96 * math.sqrt(_variance(chained)) / found if found else 0.0
    spread = 1.96 * math.sqrt((missed + unseen) ** 2 * _variance(chained) + true**2 * (_variance(apart) + unseen_error**2)) / total**2 if total else 0.0
    return Estimate(
        precision,
        _clamp(precision - half - precision_off),
        _clamp(precision + half + precision_off),
        recall,
        _clamp(recall - spread - recall_off),
        _clamp(recall + spread + recall_off),
        found + sum(map(len, apart)),
        unseen,
    )


Groups = Sequence[Sequence[tuple[float, int]]]  # of pairs that stand or fall together: probability, and for how many pairs it holds


def _share(inside: Groups, share: Callable[[float, float], float], apart: Groups) -> tuple[float, float]:
    """A share of expected pairs, and how far it moves if all probabilities are off by `DOUBT`."""
    here, *shifted = (share(_expected(inside, bits), _expected(apart, bits)) for bits in (0.0, -DOUBT, DOUBT))
    return here, max(abs(value - here) for value in shifted)


def _expected(groups: Groups, bits: float) -> float:
    odds = float(2.0**bits)
    return sum(count * p * odds / (1 - p + p * odds) for group in groups for p, count in group)


def _variance(groups: Groups) -> float:
    return float(sum(sum(count * math.sqrt(p * (1 - p)) for p, count in group) ** 2 for group in groups))


def _chained(pairs: list[tuple[float, str, str]]) -> Iterator[tuple[float, int]]:
    """Pairs of a cluster's records by the weakest pair on the surest chain between them, surest first."""
    group_of: dict[str, list[str]] = {}
    for probability, left, right in sorted(pairs, reverse=True):
        one, other = group_of.setdefault(left, [left]), group_of.setdefault(right, [right])
        if one is not other:
            yield probability, len(one) * len(other)
            small, large = sorted((one, other), key=len)
            large += small
            group_of.update(dict.fromkeys(small, large))


def _clamp(value: float) -> float:
    return min(1.0, max(0.0, value))

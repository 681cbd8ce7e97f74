"""Scored pairs and decisions into clusters, for any Splink model: average linkage over match weights.

Two clusters join while the mean match weight over *all* pairs between them, scored or not, stays at or above the threshold. A pair that
was not scored counts against: counted as nothing, one chance pair would chain two large clusters. The result depends on the set of
pairs alone: pairs are sorted first, and ties go to the smallest record ids.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pyarrow as pa

from resolution.region import Decision

UNSCORED_MATCH_WEIGHT = -5.0  # where blocking holds nearly every true pair: anything from -3 to -10 gives nearly the same clusters
AGAINST, FOR = -0.5, 5.0  # bits from the threshold that one pair counts at most, of a model of which nothing is known

Neighbours = list[dict[int, float]]


def cluster_pairs(
    pairs: pa.Table,
    record_ids: Iterable[str],
    *,
    decisions: Sequence[Decision] = (),
    threshold_match_probability: float = 0.5,
    unscored_match_weight: float | None = None,
) -> pa.Table:
    """Cluster records by Splink's predictions.

    `pairs` has unique_id_l, unique_id_r and match_weight (bits); pairs with records not in `record_ids` are left out. The answer has one
    row a record, sorted: unique_id, and cluster_id, which is the smallest unique_id of its cluster.

    Without `unscored_match_weight` no single pair decides: where values are missing, blocking passes over true pairs and single weights
    are far off, so every pair counts from `AGAINST` to `FOR` bits beside the threshold, an unscored one `AGAINST`. With it, weights count
    in full: for pairs of which nearly every true one was scored.
    """
    ids = sorted(set(record_ids))
    weights = _weights(pairs, {record: number for number, record in enumerate(ids)})
    constraints = _constraints(decisions, {record: number for number, record in enumerate(ids)})
    threshold = math.log2(threshold_match_probability / (1.0 - threshold_match_probability))
    if unscored_match_weight is None:
        weights = [(left, right, min(max(weight, threshold + AGAINST), threshold + FOR)) for left, right, weight in weights]
        unscored_match_weight = threshold + AGAINST
    roots = _Agglomeration(len(ids), weights, constraints, threshold, unscored_match_weight).run()
    return pa.table({"unique_id": pa.array(ids, pa.string()), "cluster_id": pa.array([ids[root] for root in roots], pa.string())})


@dataclass(frozen=True)
class _Constraints:
    """Records that must stand together (chains of two) and that never may."""

    together: list[tuple[int, int]]
    apart: list[tuple[int, int]]


def _weights(pairs: pa.Table, number: Mapping[str, int]) -> list[tuple[int, int, float]]:
    """The pairs by record number, smaller first, sorted; of a pair given twice the higher weight counts."""
    best: dict[tuple[int, int], float] = {}
    columns = (pairs.column(name).to_pylist() for name in ("unique_id_l", "unique_id_r", "match_weight"))
    for left_id, right_id, weight in zip(*columns, strict=True):
        left, right = number.get(left_id, -1), number.get(right_id, -1)
        if left < 0 or right < 0 or left == right:
            continue
        key = (left, right) if left < right else (right, left)
        best[key] = max(weight, best.get(key, -math.inf))
    return [(left, right, weight) for (left, right), weight in sorted(best.items())]


def _constraints(decisions: Sequence[Decision], number: Mapping[str, int]) -> _Constraints:
    """Decisions on the records at hand."""
    together, apart = [], []
    for decision in decisions:
        left, right = (sorted(number[record] for record in side if record in number) for side in (decision.left, decision.right))
        if decision.answer == "same":
            known = left + right
            together += list(pairwise(known))
        elif decision.answer == "different":
            apart += [(a, b) for a in left for b in right if a != b]
    return _Constraints(sorted(together), sorted(apart))


class _Agglomeration:
    """One run of average linkage. A cluster is known by its smallest record, which is why merged clusters keep the smaller number."""

    def __init__(self, size: int, weights: list[tuple[int, int, float]], constraints: _Constraints, threshold: float, unscored: float) -> None:
        self.parent = list(range(size))
        self.size = [1] * size
        self.threshold = threshold
        self.unscored = unscored
        self.sums: Neighbours = [{} for _ in range(size)]  # of weights above that of an unscored pair, by neighbouring cluster
        self.enemies: dict[int, set[int]] = defaultdict(set)
        self._start(weights, constraints)

    def _start(self, weights: list[tuple[int, int, float]], constraints: _Constraints) -> None:
        near = _components(len(self.parent), [(a, b) for a, b, weight in weights if weight >= self.threshold] + constraints.together)
        for left, right, weight in weights:
            if near[left] == near[right]:  # clusters whose mean reaches the threshold have a pair that does: other pairs cannot matter
                self.sums[left][right] = self.sums[right][left] = weight - self.unscored
        for left, right in constraints.together:
            if self._find(left) != self._find(right):
                self._merge(*sorted((self._find(left), self._find(right))))
        for left, right in constraints.apart:
            a, b = self._find(left), self._find(right)
            if a != b:
                self.enemies[a].add(b)
                self.enemies[b].add(a)

    def run(self) -> list[int]:
        """The cluster of each record."""
        queue = [entry for left, near in enumerate(self.sums) for right in near if left < right and (entry := self._entry(left, right))]
        heapq.heapify(queue)
        while queue:
            mean, left, right = heapq.heappop(queue)
            if right not in self.sums[left] or self._entry(left, right) != (mean, left, right):
                continue  # one of them has grown since
            self._merge(left, right)
            for other in self.sums[left]:
                if entry := self._entry(*sorted((left, other))):
                    heapq.heappush(queue, entry)
        return [self._find(record) for record in range(len(self.parent))]

    def _entry(self, left: int, right: int) -> tuple[float, int, int] | None:
        mean = self._mean(left, right)
        return (-mean, left, right) if mean >= self.threshold and right not in self.enemies.get(left, ()) else None

    def _mean(self, left: int, right: int) -> float:
        return self.sums[left][right] / (self.size[left] * self.size[right]) + self.unscored

    def _merge(self, keep: int, gone: int) -> None:
        self.parent[gone] = keep
        self.size[keep] += self.size[gone]
        self.sums[keep].pop(gone, None)
        for other, weight in self.sums[gone].items():
            if other != keep:
                total = self.sums[keep].get(other, 0.0) + weight
                self.sums[keep][other] = self.sums[other][keep] = total
                del self.sums[other][gone]
        self.sums[gone] = {}
        for enemy in self.enemies.pop(gone, ()):
            self.enemies[enemy].discard(gone)
            self.enemies[enemy].add(keep)
            self.enemies[keep].add(enemy)

    def _find(self, record: int) -> int:
        while self.parent[record] != record:
            self.parent[record] = self.parent[self.parent[record]]
            record = self.parent[record]
        return record


def _components(size: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    """The smallest member of each record's connected component."""
    parent = list(range(size))

    def find(record: int) -> int:
        while parent[record] != record:
            parent[record] = parent[parent[record]]
            record = parent[record]
        return record

    for left, right in pairs:
        a, b = find(left), find(right)
        if a != b:
            parent[max(a, b)] = min(a, b)
    return [find(record) for record in range(size)]

"""Match weights that outlive a run: a pair whose two records say what they said then keeps its weight (pure).

A record is known by a digest of all that a score may follow from, the model's version included. Labels only name what a record stands in and
are compared for equality alone, so of them only is kept whether the two were equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import orjson
import pyarrow as pa
from numpy.typing import NDArray

Row = tuple[str, bytes, bytes, bytes, bytes]
COLUMNS = ("ads", "digests", "labels", "ends", "weights")


@dataclass(frozen=True, slots=True)
class Scores:
    """Scored pairs of some ads, by their places: `ends` (pairs, 2) and `weights` (bits); `labels` (ads, columns) number what each ad stands in."""

    ads: Sequence[str]
    digests: NDArray[np.int64]
    labels: NDArray[np.int32]
    ends: NDArray[np.int32]
    weights: NDArray[np.float64]

    @classmethod
    def unscored(cls, stated: Sequence[tuple[str, int, tuple[str, ...]]], pairs: Sequence[tuple[str, str]]) -> Self:
        """The pairs of these ads (key, digest of what its record says, what it stands in) that are to be scored; every weight is NaN."""
        ads = [ad for ad, _, _ in stated]
        place = {ad: number for number, ad in enumerate(ads)}
        digests = np.array([number for _, number, _ in stated], dtype=np.int64)
        columns = [_numbered(labels) for labels in zip(*(labels for _, _, labels in stated), strict=True)]
        ends = np.array([(place[left], place[right]) for left, right in pairs], dtype=np.int32).reshape(-1, 2)
        return cls(ads, digests, np.array(columns, np.int32).reshape(len(columns), len(ads)).T, ends, np.full(len(ends), np.nan))

    @classmethod
    def stored(cls, rows: Iterable[Row], columns: int) -> Self:
        """What `rows` gave, read again; regions in any number."""
        ads: list[str] = []
        parts: list[tuple[Any, ...]] = [(np.empty(0, np.int64), np.empty((0, columns), np.int32), np.empty((0, 2), np.int32), np.empty(0, np.float64))]
        for held, digests, labels, ends, weights in rows:
            first, names = len(ads), orjson.loads(held)
            ads += names
            numbers = np.frombuffer(labels, np.int32).reshape(-1, columns)
            parts.append((np.frombuffer(digests, np.int64), numbers, np.frombuffer(ends, np.int32).reshape(-1, 2) + first, np.frombuffer(weights)))
        return cls(ads, *(np.concatenate(column) for column in zip(*parts, strict=True)))

    def rows(self, region_of: Mapping[str, str]) -> Iterator[tuple[str, Row]]:
        """(region, row) of every region with a pair; a pair stands in one region."""
        codes = {region: code for code, region in enumerate(dict.fromkeys(region_of[ad] for ad in self.ads))}
        of_ads = np.array([codes[region_of[ad]] for ad in self.ads], dtype=np.int64)
        by_region = np.argsort(of_ads, kind="stable")
        place = np.empty(len(of_ads), dtype=np.int32)
        bounds = np.searchsorted(of_ads[by_region], np.arange(len(codes) + 1))
        for code in range(len(codes)):
            own = by_region[bounds[code] : bounds[code + 1]]
            place[own] = np.arange(len(own))
        of_pairs = of_ads[self.ends[:, 0]]
        order = np.argsort(of_pairs, kind="stable")
        pair_bounds = np.searchsorted(of_pairs[order], np.arange(len(codes) + 1))
        for region, code in codes.items():
            pairs = order[pair_bounds[code] : pair_bounds[code + 1]]
            if len(pairs):
                own = by_region[bounds[code] : bounds[code + 1]]
                names = orjson.dumps([self.ads[at] for at in own]).decode()
                ends = place[self.ends[pairs]]
                yield region, (names, self.digests[own].tobytes(), self.labels[own].tobytes(), ends.tobytes(), self.weights[pairs].tobytes())

    def fresh(self) -> list[tuple[str, str]]:
        """The pairs that have no weight yet."""
        return [(self.ads[left], self.ads[right]) for left, right in self.ends[np.isnan(self.weights)].tolist()]

    def recall(self, known: Scores) -> None:
        """Take over the weights of pairs about which nothing has changed."""
        if not len(known.ends) or not len(self.ends):
            return
        place = {ad: number for number, ad in enumerate(self.ads)}
        now = np.array([place.get(ad, -1) for ad in known.ads], dtype=np.int64)
        now[(now >= 0) & (self.digests[now] != known.digests)] = -1
        ends = now[known.ends]
        same_then = known.labels[known.ends[:, 0]] == known.labels[known.ends[:, 1]]
        same_now = self.labels[ends[:, 0]] == self.labels[ends[:, 1]]
        kept = (ends >= 0).all(axis=1) & (same_then == same_now).all(axis=1)
        keys, weights = _keys(ends[kept], len(self.ads)), known.weights[kept]
        order = np.argsort(keys)
        keys, weights = keys[order], weights[order]
        asked = _keys(self.ends, len(self.ads))
        found = np.minimum(np.searchsorted(keys, asked), max(0, len(keys) - 1))
        if len(keys):
            self.weights[:] = np.where(keys[found] == asked, weights[found], self.weights)

    def learn(self, scored: pa.Table) -> None:
        """Take the weights of `fresh` pairs from what the scorer answered."""
        weights = dict(zip(zip(scored["unique_id_l"].to_pylist(), scored["unique_id_r"].to_pylist(), strict=True), scored["match_weight"].to_pylist(), strict=True))
        for at in np.flatnonzero(np.isnan(self.weights)).tolist():
            left, right = self.ends[at].tolist()
            self.weights[at] = weights[self.ads[left], self.ads[right]]

    def table(self) -> pa.Table:
        """Scored pairs as clustering takes them: unique_id_l, unique_id_r, match_weight."""
        names = pa.array(self.ads, pa.string())
        sides = (names.take(pa.array(self.ends[:, side], pa.int32())) for side in (0, 1))
        return pa.table([*sides, pa.array(self.weights)], names=["unique_id_l", "unique_id_r", "match_weight"])


def _keys(ends: NDArray[Any], size: int) -> NDArray[np.int64]:
    ordered = np.sort(ends.astype(np.int64), axis=1)
    keys: NDArray[np.int64] = ordered[:, 0] * size + ordered[:, 1]
    return keys


def _numbered(labels: Sequence[str]) -> list[int]:
    """Labels as numbers: equal where they are equal."""
    number: dict[str, int] = {}
    return [number.setdefault(label, len(number)) for label in labels]

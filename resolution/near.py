"""Which near hashes are compared: a picture that thousands copied has millions of near pairs, and a few of each copy hold them together.

Invariant: a pair is kept if one of the two counts the other among the `MOST` smallest hashes near it. That follows from the hashes held
alone, so `move` hands out what changes by those that come and go, whatever came before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from resolution.hamming import MOST, NEAR, HammingIndex, bits_between, words

Pairs = set[tuple[str, str]]  # smaller hash first


@dataclass(frozen=True, slots=True)
class Moved:
    """Pairs that are kept now and may not have been, and pairs that were and are no more."""

    gained: Pairs
    lost: Pairs


class Neighbours:
    """The kept pairs of all hashes held, as they come and go."""

    def __init__(self, hashes: Iterable[str] = ()) -> None:
        self._index = HammingIndex(hashes)
        self._crowded: dict[str, list[str]] = {}  # the smallest near it, of hashes that have `MOST`: asking anew would cost most for these

    def all_pairs(self, hashes: Collection[str]) -> Pairs:
        """Every kept pair of the hashes held, which these are."""
        return _pairs(self._smallest(hashes))

    def move(self, came: Collection[str], went: Collection[str]) -> Moved:
        """Take hashes in and others out."""
        others = self._index.beside([*came, *went]) - {*came, *went}
        before = self._smallest(others)
        self._index.discard(went)
        self._index.add(came)
        for known in {*came, *went}:
            self._crowded.pop(known, None)
        after = self._after(before, sorted(came), set(went))
        after |= self._smallest(came)
        changed = {held: set(after[held]) ^ set(near) for held, near in before.items() if after[held] != near}
        gained = _pairs({held: moved.intersection(after[held]) for held, moved in changed.items()} | {new: after[new] for new in came})
        dropped = {held: moved.difference(after[held]) for held, moved in changed.items()}
        missing = {other for near in dropped.values() for other in near} - after.keys() - set(went)
        after |= self._smallest(missing)
        lost = _pairs({held: {other for other in near if held not in after.get(other, ())} for held, near in dropped.items()})
        return Moved(gained, lost - gained)

    def _after(self, before: Mapping[str, list[str]], came: list[str], went: set[str]) -> dict[str, list[str]]:
        """The smallest near the hashes of `before` now."""
        full = {held: near for held, near in before.items() if len(near) == MOST and went.isdisjoint(near)}
        for held in before.keys() - full.keys():
            self._crowded.pop(held, None)
        after = self._smallest(before.keys() - full.keys())
        for held, near in full.items():
            smaller = came[: bisect_left(came, near[-1])]
            new = [pdq for pdq, bits in zip(smaller, bits_between(words(smaller), words([held])).tolist(), strict=True) if bits <= NEAR] if smaller else []
            after[held] = sorted([*near, *new])[:MOST] if new else near
            self._crowded[held] = after[held]
        return after

    def _smallest(self, hashes: Collection[str]) -> dict[str, list[str]]:
        """The `MOST` smallest of the others near each of these, sorted."""
        found: dict[str, list[str]] = {pdq: self._crowded.get(pdq) or [] for pdq in hashes}
        asked = sorted(pdq for pdq in hashes if pdq not in self._crowded)
        for pdq, other, _ in self._index.matches(asked, most=MOST + 1):
            if pdq != other:
                found[pdq].append(other)
        for pdq in asked:
            found[pdq] = sorted(found[pdq])[:MOST]
            if len(found[pdq]) == MOST:
                self._crowded[pdq] = found[pdq]
        return found


def _pairs(near: Mapping[str, Iterable[str]]) -> Pairs:
    return {(min(one, other), max(one, other)) for one, others in near.items() for other in others}

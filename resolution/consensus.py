"""Which near-equal pictures are copies of one: each copy lies near the picture that all of them were made from.

A chain of near pairs can lead from one picture of a shoot to the next. So pictures are joined closest first, and only while the
bits that most members of each side agree on stay near each other: errors of copies cancel out there, distinct pictures remain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from resolution.hamming import MASKS, NEAR, bits_between, words
from resolution.region import Decision

Votes = NDArray[np.int32]  # for each of the 256 bits, members with it set less members without
SIGNS = 1 - 2 * np.unpackbits(MASKS.view(np.uint8), axis=1).astype(np.int32)


class _Groups:
    """Pictures joined so far, each group with its votes turned as its first member is."""

    def __init__(self, hashes: Sequence[str], apart: Iterable[tuple[str, str]]) -> None:
        bits = np.unpackbits(words(hashes).view(np.uint8), axis=1).astype(np.int32)
        self.group_of = {pdq: number for number, pdq in enumerate(hashes)}
        self._members = [[pdq] for pdq in hashes]
        self._votes: list[Votes] = list(2 * bits - 1)
        self._apart: list[set[str]] = [set() for _ in hashes]
        for left, right in apart:
            self._apart[self.group_of[left]].add(right)
            self._apart[self.group_of[right]].add(left)

    def join(self, left: str, right: str, most: int) -> bool:
        """Join the groups of two pictures if nothing keeps them apart and their common bits differ by at most `most`."""
        one, other = self.group_of[left], self.group_of[right]
        if one == other or self._apart[one].intersection(self._members[other]):
            return False
        bits, sign = min((_differing(self._votes[one], self._votes[other] * sign), number) for number, sign in enumerate(SIGNS))
        if bits > most:
            return False
        if len(self._members[one]) < len(self._members[other]):
            one, other = other, one
        self._votes[one] = self._votes[one] + self._votes[other] * SIGNS[sign]
        self._apart[one] |= self._apart[other]
        self._members[one] += self._members[other]
        self.group_of.update(dict.fromkeys(self._members[other], one))
        return True


def pictures(hashes: Iterable[str], pairs: Iterable[tuple[str, str]], decisions: Sequence[Decision] = ()) -> dict[str, int]:
    """A group number for each hash, from pairs of near-equal ones; decisions name hashes and bind."""
    known = sorted(set(hashes))
    present = set(known)
    groups = _Groups(known, _decided(decisions, "different", present))
    for left, right in _decided(decisions, "same", present):
        groups.join(left, right, most=256)
    waiting = _closest_first(pairs)
    while sum(groups.join(left, right, NEAR) for left, right in waiting):
        waiting = [(left, right) for left, right in waiting if groups.group_of[left] != groups.group_of[right]]
    return groups.group_of


def _closest_first(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    ordered = sorted({(min(pair), max(pair)) for pair in pairs})
    if not ordered:
        return []
    left, right = zip(*ordered, strict=True)
    return [ordered[place] for place in np.argsort(bits_between(words(left), words(right)), kind="stable")]


def _decided(decisions: Sequence[Decision], answer: str, present: set[str]) -> Iterator[tuple[str, str]]:
    for decision in sorted(decisions, key=lambda decision: decision.decision_id):
        if decision.answer == answer:
            yield from product(sorted(decision.left & present), sorted(decision.right & present))


def _differing(left: Votes, right: Votes) -> int:
    """Bits on which two groups clearly disagree; where one is evenly divided it says half."""
    return int((1 - np.sign(left) * np.sign(right)).sum()) // 2

"""Which near-equal pictures are copies of one: each copy lies near the picture that all of them were made from.

A chain of near pairs can lead from one picture of a shoot to the next. So pictures are joined closest first, and only while all
members of a group lie near one centre: a member, or the bits that most members agree on, where the errors of copies cancel out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

import numpy as np

from resolution.hamming import MASKS, NEAR, Rows, Words, words
from resolution.region import Decision


class _Groups:
    """Pictures joined so far; the rows of a group are turned the same way round."""

    def __init__(self, hashes: Sequence[str], apart: Iterable[tuple[str, str]]) -> None:
        rows = words(hashes)
        self.group_of = {pdq: number for number, pdq in enumerate(hashes)}
        self._members = [[pdq] for pdq in hashes]
        self._rows: list[Words] = [rows[number : number + 1] for number in range(len(hashes))]
        self._centre: list[Words] = [rows[number] for number in range(len(hashes))]
        self._apart: list[set[str]] = [set() for _ in hashes]
        for left, right in apart:
            self._apart[self.group_of[left]].add(right)
            self._apart[self.group_of[right]].add(left)

    def join(self, left: str, right: str, *, decided: bool = False) -> bool:
        """Join the groups of two pictures if nothing keeps them apart and, unless decided, one centre is near all."""
        one, other = self.group_of[left], self.group_of[right]
        if one == other or self._apart[one].intersection(self._members[other]):
            return False
        rows = np.concatenate([self._rows[one], self._rows[other] ^ self._turn(left, right)])
        centre = next((centre for centre in self._centres(one, rows) if decided or _bits(rows ^ centre).max() <= NEAR), None)
        if centre is None:
            return False
        self._rows[one], self._centre[one] = rows, centre
        self._apart[one] |= self._apart[other]
        self._members[one] += self._members[other]
        self.group_of.update(dict.fromkeys(self._members[other], one))
        return True

    def _turn(self, left: str, right: str) -> Words:
        """What turns the group of `right` as the group of `left` is, so that these two are nearest."""
        difference = self._row(left) ^ self._row(right)
        nearest: Words = MASKS[int(np.argmin(_bits(difference ^ MASKS)))]
        return nearest

    def _row(self, pdq: str) -> Words:
        group = self.group_of[pdq]
        row: Words = self._rows[group][self._members[group].index(pdq)]
        return row

    def _centres(self, one: int, rows: Words) -> Iterator[Words]:
        """Where the middle of the joined rows may be: where it was, at either end, at the bits of the majority."""
        yield self._centre[one]
        yield rows[len(self._members[one])]
        votes = np.unpackbits(rows.view(np.uint8), axis=1).sum(axis=0, dtype=np.int64) * 2 - len(rows)
        centre = np.unpackbits(self._centre[one].view(np.uint8))
        yield np.packbits(np.where(votes == 0, centre, votes > 0)).view(np.uint64)


def pictures(hashes: Iterable[str], pairs: Iterable[tuple[str, str]], decisions: Sequence[Decision] = ()) -> dict[str, int]:
    """A group number for each hash, from pairs of near-equal ones; decisions name hashes and bind."""
    known = sorted(set(hashes))
    present = set(known)
    groups = _Groups(known, _decided(decisions, "different", present))
    for left, right in _decided(decisions, "same", present):
        groups.join(left, right, decided=True)
    waiting = _closest_first(pairs)
    while sum(groups.join(left, right) for left, right in waiting):
        waiting = [(left, right) for left, right in waiting if groups.group_of[left] != groups.group_of[right]]
    return groups.group_of


def _closest_first(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    ordered = sorted({(min(pair), max(pair)) for pair in pairs})
    if not ordered:
        return []
    left, right = zip(*ordered, strict=True)
    apart = _bits((words(left) ^ words(right))[:, None, :] ^ MASKS).min(axis=1)
    return [ordered[place] for place in np.argsort(apart, kind="stable")]


def _decided(decisions: Sequence[Decision], answer: str, present: set[str]) -> Iterator[tuple[str, str]]:
    for decision in sorted(decisions, key=lambda decision: (sorted(decision.left), sorted(decision.right))):
        if decision.answer == answer:
            yield from product(sorted(decision.left & present), sorted(decision.right & present))


def _bits(differences: Words) -> Rows:
    counts: Rows = np.bitwise_count(differences).sum(axis=-1, dtype=np.int64)
    return counts

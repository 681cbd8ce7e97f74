"""Near-equal 256-bit picture hashes, found without comparing all with all.

Two hashes at most 31 bits apart differ by at most seven bits in at least one of their four words (four words with eight or more each would make
32), and there by at most one bit in at least one of its four bands of 16 bits. So probing every band with its own value and with one bit turned finds
every such pair; of what else is found, one in a thousand is as alike in the other half of the band's word, which is kept beside the band.
A mirrored copy counts as near: its hash follows from the original's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

NEAR = 31  # PDQ's authors advise 31 of 256 bits; it is also the most that the bands can promise to find
WORDS, BANDS, BAND_BITS = 4, 16, 16
TAIL = 16_384  # at most so many hashes are compared one by one before they are sorted into the bands: about 0.5 ms a look-up
SMALL_TAIL = 512
AT_ONCE = 64  # look-ups taken together: bounds the memory of their candidates
BLOCK = 64  # rows compared with all others together: what fits in the processor's cache is fastest
MANY = 32  # from so many look-ups on, sorting the tail first pays
# A picture that thousands copied has millions of near pairs. Of more than this many near hashes the smallest are kept: those of
# one picture share them, so they still hang together, whatever their number and the order in which they came.
MOST = 64
# Turning a picture over its vertical axis changes the sign of every second column of its cosine transform. Which columns
# those are in the hexadecimal text depends on whether a tool writes the bits of a word upwards or downwards.
MIRRORS = (0x5555, 0xAAAA)

Words = NDArray[np.uint64]
Rows = NDArray[np.int64]

OTHER_HALF = np.arange(BANDS) // 2 ^ 1  # of each band: which of the eight halves of words stands beside its own
PROBES: Rows = np.array([0, *(1 << bit for bit in range(BAND_BITS))])
MASKS: Words = np.frombuffer(b"".join(np.full(BANDS, mask, dtype=">u2").tobytes() for mask in (0, *MIRRORS)), dtype=np.uint64).reshape(3, 4)


def words(hashes: Sequence[str]) -> Words:
    """Hashes of 64 hex digits as rows of four 64-bit words."""
    rows: Words = np.frombuffer(bytes.fromhex("".join(hashes)), dtype=np.uint64).reshape(-1, 4)
    return rows


def bits_between(left: Words, right: Words) -> Rows:
    """Differing bits of rows of words, the nearer of the picture as it is and mirrored."""
    differences = left ^ right
    turned = [_bits(differences ^ mask) for mask in MASKS]
    nearest: Rows = np.minimum(np.minimum(turned[0], turned[1]), turned[2]).astype(np.int64)
    return nearest


def _bits(rows: Words) -> NDArray[np.uint16]:
    """Bits set in rows of words; the four words of a row are added by hand, for reducing so short an axis is slow."""
    counts = np.bitwise_count(rows).astype(np.uint16)
    total: NDArray[np.uint16] = counts[..., 0] + counts[..., 1] + counts[..., 2] + counts[..., 3]
    return total


def near_pairs(rows: Words, distance: int) -> Iterator[tuple[int, int]]:
    """Places (larger, smaller) of all rows at most `distance` bits apart, the nearer way round; all with all, so for some thousands."""
    for start in range(1, len(rows), BLOCK):
        block = rows[start : start + BLOCK]
        bits = bits_between(block[:, None, :], rows[None, : start + len(block) - 1, :])
        for row, other in zip(*np.nonzero(bits <= distance), strict=True):
            if other < start + row:
                yield int(start + row), int(other)


class HammingIndex:
    """Distinct hashes, searchable by distance; about 160 bytes a hash."""

    def __init__(self, hashes: Iterable[str] = ()) -> None:
        self._rows: Words = np.empty((0, 4), dtype=np.uint64, order="F")  # word by word: most of the tail is told apart by the first two
        self._gone: set[bytes] = set()
        self._sorted = 0  # how many of the rows the bands hold
        self._order: NDArray[np.uint32] = np.empty(0, dtype=np.uint32)  # band after band: its rows by value
        self._halves: NDArray[np.uint32] = np.empty(0, dtype=np.uint32)  # beside `_order`: the other half of each row's word
        self._starts: Rows = np.zeros((BANDS << BAND_BITS) + 1, dtype=np.int64)  # band after band: where in `_order` each value's rows begin
        self.add(hashes)

    def __len__(self) -> int:
        return len(self._rows) - len(self._gone)

    def add(self, hashes: Iterable[str]) -> None:
        """Take hashes in; those already held change nothing."""
        given = list(dict.fromkeys(hashes))
        held = self._held(given)
        self._gone -= {bytes.fromhex(pdq) for pdq in held}
        self._rows = np.asfortranarray(np.concatenate([self._rows, words([pdq for pdq in given if pdq not in held])]))
        if len(self._rows) - self._sorted > min(TAIL, SMALL_TAIL + self._sorted // 8):
            self._sort()

    def discard(self, hashes: Iterable[str]) -> None:
        """Forget hashes; those not held change nothing."""
        self._gone |= {bytes.fromhex(pdq) for pdq in self._held(list(hashes))}
        if len(self._gone) > TAIL:
            self._sort()

    def within(self, pdq: str, distance: int = NEAR) -> list[tuple[str, int]]:
        """Held hashes at most `distance` (at most 31) bits from this one or from its mirrored copy, nearest first."""
        found = ((near, bits) for _, near, bits in self.matches([pdq], distance, most=len(self._rows)))
        return sorted(found, key=lambda item: (item[1], item[0]))

    def pairs(self, distance: int = NEAR) -> list[tuple[str, str, int]]:
        """The pairs of held hashes that `matches` gives for all, as (smaller, larger, bits), sorted."""
        hashes = [row.tobytes().hex() for row in self._rows if row.tobytes() not in self._gone]
        return sorted({(min(one, other), max(one, other), bits) for one, other, bits in self.matches(hashes, distance) if one != other})

    def matches(self, hashes: Sequence[str], distance: int = NEAR, most: int = MOST) -> Iterator[tuple[str, str, int]]:
        """For many hashes at once, each (asked, held, bits) that is near, in no order; of more than `most` the smallest hashes."""
        for asked, found in self._near_all(hashes, distance):
            for query, row, bits in self._smallest(found, most).tolist():
                yield asked[query], self._rows[row].tobytes().hex(), bits

    def beside(self, hashes: Sequence[str]) -> set[str]:
        """The held hashes that are near any of these."""
        rows = {row for _, found in self._near_all(hashes, NEAR) for row in np.unique(found[:, 1]).tolist()}
        return {self._rows[row].tobytes().hex() for row in rows}

    def _near_all(self, hashes: Sequence[str], distance: int) -> Iterator[tuple[Sequence[str], Rows]]:
        if not 0 <= distance <= NEAR:
            raise ValueError(f"distance must be from 0 to {NEAR}")
        if len(hashes) >= MANY and self._sorted < len(self._rows):
            self._sort()
        for start in range(0, len(hashes), AT_ONCE):
            asked = hashes[start : start + AT_ONCE]
            yield asked, self._near(words(asked), distance)

    def _near(self, queries: Words, distance: int) -> Rows:
        """(query, row, bits of the nearer way round) of rows at most `distance` bits apart that are not forgotten."""
        found = np.concatenate([self._turned(queries ^ mask, distance) for mask in MASKS])
        found = found[np.lexsort((found[:, 2], found[:, 1], found[:, 0]))]
        first = np.ones(len(found), dtype=bool)
        first[1:] = (found[1:, :2] != found[:-1, :2]).any(axis=1)
        found = found[first]
        if self._gone:
            found = found[[self._rows[row].tobytes() not in self._gone for row in found[:, 1]]]
        return found

    def _smallest(self, found: Rows, most: int) -> Rows:
        """Of each query with more than `most` rows those with the smallest hashes."""
        queries, starts, counts = np.unique(found[:, 0], return_index=True, return_counts=True)
        if not len(queries) or counts.max() <= most:
            return found
        kept = []
        for start, count in zip(starts, counts, strict=True):
            part = found[start : start + count]
            order = np.lexsort(self._rows[part[:, 1]].byteswap().T[::-1]) if count > most else np.arange(count)
            kept.append(part[order[:most]])
        return np.concatenate(kept)

    def _turned(self, queries: Words, distance: int) -> Rows:
        tail = np.arange(self._sorted, len(self._rows), dtype=np.int64)
        alike = self._alike(queries, distance)
        asked = np.concatenate([np.repeat(np.arange(len(queries)), len(tail)), alike[0]])
        rows = np.concatenate([np.tile(tail, len(queries)), alike[1]])
        bits = np.zeros(len(rows), dtype=np.int64)
        for word in range(WORDS):
            bits += np.bitwise_count(queries[:, word][asked] ^ self._rows[:, word][rows])
            near = bits <= distance
            asked, rows, bits = asked[near], rows[near], bits[near]
        return np.stack([asked, rows, bits], axis=1)

    def _alike(self, queries: Words, distance: int) -> tuple[Rows, Rows]:
        """(query, row) of sorted rows that may be so near: alike in a band, and in the other half of that band's word; some of them repeatedly."""
        most = distance // WORDS
        probes = PROBES if most >= BANDS // WORDS else PROBES[:1]
        held = np.ascontiguousarray(queries)
        buckets = ((held.view(np.uint16) + (np.arange(BANDS) << BAND_BITS))[:, :, None] ^ probes).ravel()
        first = self._starts[buckets]
        lengths = self._starts[buckets + 1] - first
        shift = first - (np.cumsum(lengths) - lengths)  # from a candidate's place among all candidates to its place in `_order`
        places = np.repeat(shift, lengths) + np.arange(lengths.sum())
        other = np.repeat(held.view(np.uint32)[:, OTHER_HALF], len(probes), axis=1).ravel()
        alike = np.flatnonzero(np.bitwise_count(np.repeat(other, lengths) ^ self._halves[places]) <= most)
        asked = np.searchsorted(np.cumsum(lengths), alike, side="right") // (BANDS * len(probes))
        return asked, self._order[places[alike]].astype(np.int64)

    def _held(self, hashes: Sequence[str]) -> set[str]:
        """Those of the hashes that stand among the rows, forgotten ones included."""
        if not len(self._rows) or not hashes:
            return set()
        held = {row.tobytes().hex() for row in self._rows[self._sorted :]}.intersection(hashes)
        for start in range(0, len(hashes) if self._sorted else 0, AT_ONCE):
            queries = words(hashes[start : start + AT_ONCE])
            asked, rows = self._alike(queries, 0)
            held.update(hashes[start + query] for query in np.unique(asked[(queries[asked] == self._rows[rows]).all(axis=1)]))
        return held

    def _sort(self) -> None:
        if self._gone:
            kept = np.array([row.tobytes() not in self._gone for row in self._rows], dtype=bool)
            self._rows, self._gone = np.asfortranarray(self._rows[kept]), set()
        bands = np.ascontiguousarray(self._rows).view(np.uint16)
        order = [np.argsort(bands[:, band], kind="stable") for band in range(BANDS)]
        halves = np.ascontiguousarray(self._rows).view(np.uint32)
        self._halves = np.concatenate([halves[rows, half] for rows, half in zip(order, OTHER_HALF, strict=True)])
        self._order = np.concatenate(order).astype(np.uint32)
        self._starts[1:] = np.concatenate([np.bincount(bands[:, band], minlength=1 << BAND_BITS) for band in range(BANDS)]).cumsum()
        self._sorted = len(self._rows)

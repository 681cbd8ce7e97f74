"""The index of picture hashes finds what comparing all with all finds."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolution import hamming
from resolution.hamming import HammingIndex, bits_between, words
from resolution.mentions.images import mirrored


def turned(pdq: str, bits: int, chance: random.Random) -> str:
    number = int(pdq, 16)
    for place in chance.sample(range(256), bits):
        number ^= 1 << place
    return f"{number:064x}"


def pictures(seed: int, originals: int = 60) -> list[str]:
    chance = random.Random(seed)
    made = [f"{chance.getrandbits(256):064x}" for _ in range(originals)]
    copies = [turned(chance.choice(made), chance.randrange(0, 45), chance) for _ in range(originals)]
    return made + copies + [turned(mirrored(chance.choice(made)), chance.randrange(0, 20), chance) for _ in range(originals // 3)]


def by_hand(asked: str, held: list[str], distance: int) -> list[tuple[str, int]]:
    bits = bits_between(words([asked]), words(held)).tolist()
    return sorted({(pdq, apart) for pdq, apart in zip(held, bits, strict=True) if apart <= distance}, key=lambda item: (item[1], item[0]))


@given(st.integers(0, 10**6), st.integers(0, 31), st.booleans())
def test_within_finds_what_brute_force_finds(seed: int, distance: int, sorted_in: bool) -> None:
    held = pictures(seed)
    index = HammingIndex(held)
    if sorted_in:
        index._sort()
    for asked in held[::17]:
        assert index.within(asked, distance) == by_hand(asked, held, distance)


def test_pairs_are_those_of_brute_force(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hamming, "SMALL_TAIL", 50)
    held = pictures(7)
    index = HammingIndex(held[:80])
    index.add(held[80:])
    expected = {(min(a, b), max(a, b), bits) for a in held for b, bits in by_hand(a, held, 31) if a != b}
    assert index.pairs() == sorted(expected)


def test_the_order_in_which_hashes_came_changes_nothing() -> None:
    held = pictures(8)
    backwards = HammingIndex()
    for pdq in reversed(held):
        backwards.add([pdq])
    assert backwards.pairs() == HammingIndex(held).pairs()
    assert len(backwards) == len(set(held))


def test_forgotten_hashes_are_not_found_until_they_come_back() -> None:
    held = pictures(9)
    index = HammingIndex(held)
    index.discard(held[:10])
    assert len(index) == len(set(held)) - 10
    assert all(pdq not in held[:10] for asked in held[:10] for pdq, _ in index.within(asked))
    index.add(held[:10])
    assert index.within(held[0])[0] == (held[0], 0)


def test_distances_beyond_what_the_bands_promise_are_refused() -> None:
    with pytest.raises(ValueError, match="31"):
        HammingIndex().within("0" * 64, 32)


def test_a_picture_that_thousands_copied_stays_one_without_millions_of_pairs() -> None:
    chance = random.Random(4)
    original = f"{chance.getrandbits(256):064x}"
    copies = sorted({turned(original, chance.randrange(1, 8), chance) for _ in range(1500)})
    found = HammingIndex(copies).pairs()
    assert len(found) <= hamming.MOST * len(copies)
    reached, frontier = {copies[0]}, {copies[0]}
    near: dict[str, set[str]] = {}
    for one, other, _ in found:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    while frontier:
        frontier = set().union(*(near[pdq] for pdq in frontier)) - reached
        reached |= frontier
    assert len(reached) == len(copies)
    assert len(HammingIndex(copies).within(original, 8)) == len(copies)

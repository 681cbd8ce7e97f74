"""Which pairs of near pictures are kept follows from the pictures held, whatever came and went before."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resolution import near
from resolution.hamming import NEAR, bits_between, words
from resolution.near import Neighbours
from tests.resolution.test_hamming import turned


def by_hand(held: set[str], most: int) -> near.Pairs:
    ordered = sorted(held)
    kept = set()
    for one in ordered:
        others = [other for other, bits in zip(ordered, bits_between(words(ordered), words([one])).tolist(), strict=True) if bits <= NEAR and other != one]
        kept |= {(min(one, other), max(one, other)) for other in others[:most]}
    return kept


@settings(max_examples=30)
@given(seed=st.integers(0, 10**6))
def test_pairs_follow_from_what_is_held(seed: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(near, "MOST", 5)
        chance = random.Random(seed)
        originals = [f"{chance.getrandbits(256):064x}" for _ in range(3)]
        held: set[str] = set()
        kept: near.Pairs = set()
        neighbours = Neighbours()
        for _ in range(30):
            came = {turned(chance.choice(originals), chance.randrange(22), chance) for _ in range(chance.choice((0, 1, 1, 4)))} - held
            went = set(chance.sample(sorted(held), min(len(held), chance.choice((0, 1, 1, 3)))))
            moved = neighbours.move(sorted(came), sorted(went))
            held = (held | came) - went
            kept = {pair for pair in (kept | moved.gained) - moved.lost if held.issuperset(pair)}
            assert kept == by_hand(held, 5)
        assert neighbours.all_pairs(held) == kept

"""Pictures as 256-bit hashes: shoots, re-encodings, crops and mirror images, at the distances that PDQ shows for them."""

from __future__ import annotations

import random

from bench.market.rates import Noise

MIRROR = int("aa" * 32, 16)  # negates the odd horizontal frequencies of the 16x16 coefficients
BITS = 256


def flipped(rng: random.Random, value: int, bits: int) -> int:
    """The hash with this many bits changed."""
    for at in rng.sample(range(BITS), bits):
        value ^= 1 << at
    return value


def shoot(rng: random.Random, size: int) -> list[int]:
    """Hashes of different pictures of one shoot: 33 to 60 bits apart from the first, further from one another."""
    first = rng.getrandbits(BITS)
    out = [first]
    while len(out) < size:
        out.append(flipped(rng, first, rng.randint(34, 60)) if rng.random() < 0.3 else rng.getrandbits(BITS))
    return out


def shown(rng: random.Random, noise: Noise, value: int) -> tuple[int, str]:
    """The hash of the picture as one ad shows it, and what happened to the picture."""
    roll = rng.random()
    if roll < noise.cropped:
        return flipped(rng, value, rng.randint(40, 95)), "cropped"
    roll -= noise.cropped
    if roll < noise.mirrored:
        return flipped(rng, value ^ MIRROR, rng.randint(0, 10)), "mirrored"
    roll -= noise.mirrored
    if roll < noise.watermarked:
        return flipped(rng, value, rng.randint(10, 30)), "watermarked"
    roll -= noise.watermarked
    if roll < noise.recompressed:
        return flipped(rng, value, min(26, 2 * int(rng.expovariate(0.35)))), "recompressed"
    return value, ""

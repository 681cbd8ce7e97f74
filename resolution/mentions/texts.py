"""Wording of ads: folded for search, and as templates, which near-equal texts share whatever was filled in."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from resolution.mentions import emails, handles
from resolution.mentions.characters import LONGEST_TEXT, plain

_WORD = re.compile(r"[^\W_]+")
_LINK = re.compile(r"(?:https?://|www\.)\S+|(?<![^\s])[^\s@]{1,64}@\S+|(?<!\w)@\S+|\b(?:t|wa)\.me/\S+")
_BANDS, _ROWS = 8, 4  # two texts with 80 % of their shingles in common share a band with probability 0.98, with 30 % 0.06
_SHINGLE = 3
_SHORTEST = 8  # words; below that wording is no evidence
_PRIME = np.uint64((1 << 61) - 1)
_RANDOM = np.random.default_rng(20260601)
_FACTORS = _RANDOM.integers(1, 1 << 31, size=_BANDS * _ROWS, dtype=np.uint64)
_OFFSETS = _RANDOM.integers(0, 1 << 31, size=_BANDS * _ROWS, dtype=np.uint64)


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """The text as search compares it: lower-case Latin letters and digits, one space between words."""
    return " ".join(_WORD.findall(plain(text)))


def templates(text: str, mask: Sequence[str] = ()) -> tuple[str, ...]:
    """Bands of the text's minhash once numbers, contacts and the masked words (names, cities, phones) are taken out.

    Two texts that share a band are near-duplicates in wording; a text of under eight words has none.
    """
    return _bands(_masked(text[:LONGEST_TEXT], tuple(sorted(set(mask)))))


def _masked(text: str, mask: tuple[str, ...]) -> tuple[str, ...]:
    contacts = [text[start:end] for start, end, *_ in (*emails.find(text), *handles.find(text))]
    for written in sorted(dict.fromkeys((*contacts, *mask)), key=len, reverse=True):
        text = text.replace(written, " ")
    hidden = {word for written in mask for word in fold(written).split()}
    words = fold(_LINK.sub(" ", text)).split()
    return tuple(word for word in words if word not in hidden and not any(map(str.isdecimal, word)))


@lru_cache(maxsize=16384)
def _bands(words: tuple[str, ...]) -> tuple[str, ...]:
    if len(words) < _SHORTEST:
        return ()
    shingles = {" ".join(words[place : place + _SHINGLE]) for place in range(len(words) - _SHINGLE + 1)}
    signature = _signature(shingles)
    bands = signature.reshape(_BANDS, _ROWS)
    return tuple(f"{place}{hashlib.blake2b(band.tobytes(), digest_size=6).hexdigest()}" for place, band in enumerate(bands))


def _signature(shingles: set[str]) -> npt.NDArray[np.uint64]:
    hashes = np.array(
        [int.from_bytes(hashlib.blake2b(s.encode(), digest_size=4).digest(), "big") for s in sorted(shingles)], dtype=np.uint64
    )
    mixed: npt.NDArray[np.uint64] = (hashes[:, None] * _FACTORS + _OFFSETS) % _PRIME
    smallest: npt.NDArray[np.uint64] = mixed.min(axis=0)
    return smallest

"""Streets as they are compared: the word for the kind of street apart from the name, neither with spaces."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from resolution.mentions.address_words import ARTICLES, STREET_KINDS

FUZZY = 5  # letters from which on a word for a kind of street is known with a typing error
LONG_KINDS = tuple(kind for kind in STREET_KINDS if len(kind) >= FUZZY)
# Letters that two spellings, or two ways to write another alphabet, write in two ways: Mihajlova and Mikhailova, Ermou and Ermoy.
DOUBLES = (("aa", "a"), ("ae", "a"), ("oe", "o"), ("ue", "u"), ("kh", "h"), ("oy", "ou"), ("y", "i"), ("j", "i"), ("ii", "i"), ("w", "v"))
SALTS = (0x9E3779B9, 0x85EBCA6B)


@dataclass(frozen=True, slots=True)
class Street:
    """A street's kind ("" if none stands apart) and the key of its name."""

    kind: str
    name: str


@lru_cache(maxsize=100_000)
def street_of(text: str) -> Street:
    """Kind and name of a folded street: a first or last word names the kind if anything else is left."""
    words = text.split()
    for kind_of in (STREET_KINDS.get, _misspelt_kind):
        for place, rest in ((0, words[1:]), (-1, words[:-1])):
            kind = kind_of(words[place]) if len("".join(rest)) > 1 or rest[:1] > ["0"] else None
            if kind:
                return Street(kind, _key(rest))
    return Street("", _key(words))


@lru_cache(maxsize=100_000)
def signature(name: str) -> tuple[str, ...]:
    """Two pairs of letters of a name, chosen so that names with most pairs in common likely choose alike."""
    padded = f"^{name}$"
    pairs = {padded[place : place + 2] for place in range(len(padded) - 1)}
    return tuple(min(pairs, key=lambda pair: (zlib.crc32(pair.encode(), salt), pair)) for salt in SALTS)


@lru_cache(maxsize=20_000)
def _misspelt_kind(word: str) -> str | None:
    near = (kind for kind in LONG_KINDS if DamerauLevenshtein.distance(word, kind, score_cutoff=1) <= 1) if len(word) >= FUZZY - 1 else ()
    return STREET_KINDS.get(min(near, default="", key=lambda kind: (kind[0] != word[0], kind)))


def _key(words: list[str]) -> str:
    named = [word for word in words if word not in ARTICLES] or words
    key = "".join(c for word in named for c in word if c.isalnum())
    for double, single in DOUBLES:
        key = key.replace(double, single)
    return key

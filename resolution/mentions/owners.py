"""Names and numbers of directory rows: "Nielsen, Marius", "Marius NIELSEN" and "Mr. Marius Nielsen" fold to one name."""

from __future__ import annotations

import re
from functools import lru_cache

from resolution.mentions.characters import plain
from resolution.mentions.typing_errors import untangled

TITLES = frozenset(
    """mr mrs ms miss mx dr prof herr frau hr fru sr sra srta don dona sig sigra dott mme mlle m monsieur madame pan pani dl dna""".split()  # noqa: SIM905
)
LONGEST = 100  # characters of a name that are read: comparing letters takes time with their square
DIGITS = str.maketrans("013457", "oieast")


@lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """The distinct words of a name in alphabetical order, lower-case ASCII, without titles; initials stay single letters."""
    words = [_spelled(word) for word in re.split(r"[^a-z0-9]+", plain(untangled(name[:LONGEST])).replace("'", "")) if word]
    named = [word for word in words if word not in TITLES or (len(word) == 1 and len(words) == 2)]
    return " ".join(sorted(set(named or words)))


def _spelled(word: str) -> str:
    """A word with the digits that stand for letters as letters: "mor3au"."""
    return word.translate(DIGITS) if any(c.isalpha() for c in word) and len(word) > 2 else word


def phone(number: str) -> str:
    """The digits of a number that no numbering plan knows, written as if they began with a country's."""
    return f"+{''.join(str(int(c)) for c in number if c.isdigit()).removeprefix('00')}"

"""Names and numbers of directory rows: "Nielsen, Marius", "Marius NIELSEN" and "Mr. Marius Nielsen" fold to one name."""

from __future__ import annotations

import re
from functools import lru_cache

from resolution.mentions.characters import plain
from resolution.mentions.typing_errors import untangled

TITLES = frozenset(
    """mr mrs ms miss mx dr prof herr frau hr fru sr sra srta don dona sig sigra dott mme mlle m monsieur madame pan pani dl dna""".split()  # noqa: SIM905
)


@lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """The words of a name in alphabetical order, lower-case ASCII, without titles; initials stay single letters."""
    words = [word for word in re.split(r"[^a-z0-9]+", plain(untangled(name)).replace("'", "")) if word]
    named = [word for word in words if word not in TITLES or (len(word) == 1 and len(words) == 2)]
    return " ".join(sorted(named or words))


def phone(number: str) -> str:
    """A directory's number in E.164; a directory writes numbers with their country."""
    digits = "".join(str(int(c)) for c in number if c.isdigit())
    return f"+{digits.removeprefix('00')}"

"""Slips of the keyboard that capital letters give away: a capital in the second place, or one that a space came after."""

from __future__ import annotations

import re

SECOND = re.compile(r"\b([^\W\d_A-ZÀ-Þ])([A-ZÀ-Þ])(?=[^\W\d_A-ZÀ-Þ])")  # "iSlva"
EARLY_SPACE = re.compile(r"(?<=[^\W\d_A-ZÀ-Þ]{2})([A-ZÀ-Þ]) (?=[^\W\d_A-ZÀ-Þ]{2})")  # "CalleR eal"


def untangled(text: str) -> str:
    """The text with such letters put back: "iSlva" is Silva, "CalleR eal" is Calle Real."""
    return SECOND.sub(lambda found: found[2] + found[1].lower(), EARLY_SPACE.sub(r" \1", text))

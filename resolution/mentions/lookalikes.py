"""Letters that stand for digits: `O7O1 Z345`."""

from __future__ import annotations

from functools import lru_cache

from resolution.mentions.characters import look_alike
from resolution.mentions.numerals import Numeral

_DIGITS = {
    "o": "0",
    "q": "9",
    "l": "1",
    "i": "1",
    "!": "1",
    "|": "1",
    "z": "2",
    "s": "5",
    "b": "8",
    "g": "9",
    "з": "3",
    "б": "6",
    "ч": "4",
    "õ": "0",
}
_RISKY = frozenset("zsbgчбз")  # too often part of a unit, an abbreviation or a plain word
_ROUND = frozenset("ol0123456789")


@lru_cache(maxsize=16384)
def read(chunk: str, original: str) -> Numeral | None:
    """The chunk as digits if it holds nothing but digits and letters that look like digits; `original` tells Q from q."""
    digits = []
    for place, letter in enumerate(look_alike(chunk) if not chunk.isascii() else chunk):
        if letter.isdecimal():
            digits.append(letter)
        elif letter in _DIGITS:
            capital = len(original) == len(chunk) and original[place] == "Q"
            digits.append("0" if capital else _DIGITS[letter])
        else:
            return None
    letters = sum(not letter.isdecimal() for letter in chunk)
    if letters == len(chunk):
        risky = any(letter in _RISKY for letter in chunk)
        return None if len(chunk) > 3 or (risky and len(chunk) > 1) else Numeral("".join(digits), weak=True, guessed=True)
    if letters < len(chunk) and _ROUND.issuperset(chunk):
        return Numeral("".join(digits), guessed=True)
    if len(chunk) <= 4 and chunk[-1] in _RISKY and chunk[:-1].isdecimal():
        return Numeral("".join(digits), weak=True, guessed=True, pieces=3)  # as likely a size: 75B, 128g
    if letters > len(chunk) - letters and len(chunk) < 6 and not _ROUND.issuperset(chunk):
        return None
    return Numeral("".join(digits), weak=len(chunk) < 4, guessed=True, pieces=letters)

"""Number words of many languages, read as digits: plain, glued, compound, misspelt.

Words are compared after `characters.fold`, so without marks: `åtta` stands as `atta`. A word that is also an ordinary
word somewhere (`to`, `sex`, `fire`) is weak: it counts only in the company of other digits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from resolution.mentions.characters import fold, look_alike
from resolution.mentions.number_words import LANGUAGES, MISSPELT, ORDINARY, Language


@dataclass(frozen=True, slots=True)
class Numeral:
    """A word read as digits."""

    digits: str
    weak: bool = False  # an ordinary word too
    guessed: bool = False  # misspelt, or letters for digits
    pieces: int = 1  # number words and digits glued together
    letters: bool = True  # written with letters at all


_JOINING = """
and y e et og und och en i si és es и и та και kai ve
"""
_CONNECTORS = frozenset(_JOINING.split())
_LEET = str.maketrans("013457890@$!|", "oieastbgoasil")
_REPEATS = {
    "double": 2,
    "doble": 2,
    "doppel": 2,
    "dubbel": 2,
    "dobbel": 2,
    "doppia": 2,
    "doppio": 2,
    "duplo": 2,
    "triple": 3,
    "trippel": 3,
    "tripple": 3,
}


def _variants(words: str) -> Iterator[tuple[int, str]]:
    for value, group in enumerate(words.split()):
        for word in group.split("/"):
            yield value, fold(word).text.replace("'", "")


def _compounds(language: Language) -> Iterator[tuple[str, str]]:
    for ten, ten_word in _variants(language.tens):
        for unit, unit_word in _variants(language.units):
            if unit and language.compound:
                value = str((ten + 2) * 10 + unit)
                yield language.compound.format(ten=ten_word, unit=unit_word), value
                yield f"{ten_word}{unit_word}", value
                if language.compound.startswith("{ten}") and unit_word[0] in "ou" and ten_word[-1] in "ia":
                    yield f"{ten_word[:-1]}{unit_word}", value  # Italian: ventuno, trentotto
    for unit, unit_word in _variants(language.units):
        if unit:
            yield f"veinti{unit_word}", f"2{unit}"


def _french() -> Iterator[tuple[str, str]]:
    for value, word in _variants(LANGUAGES["fr"].teens):
        yield f"soixante{word}", str(70 + value)
        yield f"soixanteet{word}", str(70 + value)
        yield f"quatrevingt{word}", str(90 + value)


def _spoken_variants(word: str, digits: str) -> Iterator[str]:
    """The word, and with its first letter as the digit it means: `7even`."""
    yield word
    if len(digits) == 1 and len(word) >= 3:
        yield digits + word[1:]


def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    languages = LANGUAGES.values()
    for group, base, step in (("units", 0, 1), ("teens", 10, 1), ("tens", 20, 10)):  # units first: `tres` is 3, though 60 in Danish
        for language in languages:
            for value, word in _variants(getattr(language, group)):
                for variant in _spoken_variants(word, str(base + value * step)):
                    table.setdefault(variant, str(base + value * step))
    for word, digits in (*(pair for language in languages for pair in _compounds(language)), *_french(), *MISSPELT.items()):
        table.setdefault(word, digits)
    return table | {"hundred": "00", "thousand": "000"}


_WORDS = _table()
_LONGEST = max(map(len, _WORDS))
_GUESSABLE = [word for word in _WORDS if 3 <= len(word) <= 9 and len(_WORDS[word]) == 1 and word not in ORDINARY and word.isalpha()]
_LONGEST_CHUNK = 80  # no number takes more, all its digits in words
_TENS = frozenset(str(value) for value in range(20, 100, 10))


def repeats(text: str) -> int:
    """How often the next digit is meant: 2 for `double`, 3 for `triple`, else 0."""
    return _REPEATS.get(text, 0)


def is_connector(text: str) -> bool:
    """Whether the word joins tens and units: `treinta y uno`."""
    return text in _CONNECTORS


def is_ten(digits: str) -> bool:
    """Whether these digits are a round ten that a unit may follow: `twenty 1`."""
    return digits in _TENS


@lru_cache(maxsize=65536)
def read(chunk: str) -> Numeral | None:
    """The chunk as digits: a number word, number words and digits glued together, or None."""
    if len(chunk) > _LONGEST_CHUNK:
        return None
    if chunk in _WORDS:
        return Numeral(_WORDS[chunk], weak=chunk in ORDINARY, guessed=chunk in MISSPELT)
    for spelling in (chunk, look_alike(chunk)):
        leet = spelling.translate(_LEET)
        if leet in _WORDS and not spelling.isdecimal():
            return Numeral(_WORDS[leet], weak=leet in ORDINARY, guessed=spelling != chunk or leet in MISSPELT)
        if len(spelling) > 3 and (glued := _glued(spelling, leet)) is not None:
            return glued
    return None


def _glued(chunk: str, leet: str) -> Numeral | None:
    """The fewest number words and digits that make up the whole chunk, or None."""
    best: list[tuple[int, int, tuple[str, ...]] | None] = [(0, 0, ())] + [None] * len(chunk)
    for start in range(len(chunk)):
        here = best[start]
        if here is None:
            continue
        for piece, length in _pieces(chunk, leet, start):
            bent = chunk[start : start + length] != piece  # digits taken for letters: `tw0`
            candidate = (here[0] + 1 + 2 * bent, here[1] + (piece in ORDINARY), (*here[2], piece))
            there = best[start + length]
            if there is None or candidate[:2] < there[:2]:
                best[start + length] = candidate
    found = best[-1]
    if found is None:
        return None
    return _joined(found[2])


def _pieces(chunk: str, leet: str, start: int) -> Iterator[tuple[str, int]]:
    for length in range(min(_LONGEST, len(chunk) - start), 1, -1):
        part = chunk[start : start + length]
        if part in _WORDS:
            yield part, length
        elif length > 2 and part[0].isalpha() and sum(map(str.isalpha, part)) > 1 and leet[start : start + length] in _WORDS:
            yield leet[start : start + length], length
    if chunk[start].isdecimal():
        yield chunk[start], 1


def _joined(pieces: tuple[str, ...]) -> Numeral | None:
    words = [piece for piece in pieces if not piece.isdecimal()]
    if not words:
        return None
    strong = any(piece not in ORDINARY for piece in words)
    if not strong and not any(piece.isdecimal() for piece in pieces):
        return (
            None if all(len(piece) <= 3 for piece in words) else Numeral(combine([_WORDS[p] for p in words]), weak=True, pieces=len(pieces))
        )
    digits = combine([piece if piece.isdecimal() else _WORDS[piece] for piece in pieces])
    return Numeral(digits, weak=not strong, pieces=len(pieces), guessed=any(piece in MISSPELT for piece in words))


def combine(parts: list[str]) -> str:
    """Digits of words said one after the other; tens and a unit make one number: twenty, one -> 21."""
    said: list[str] = []
    for part in parts:
        if said and is_ten(said[-1]) and len(part) == 1 and part != "0":
            said[-1] = said[-1][0] + part
        else:
            said.append(part)
    return "".join(said)


@lru_cache(maxsize=65536)
def guess(chunk: str) -> Numeral | None:
    """A misspelt number word: one slip away from a word of four letters or more. Only to be asked beside other digits."""
    spelling = look_alike(chunk).translate(_LEET)
    if not 4 <= len(spelling) <= 10:
        return None
    near = {
        _WORDS[known] for known in _GUESSABLE if abs(len(known) - len(spelling)) <= 1 and OSA.distance(known, spelling, score_cutoff=1) <= 1
    }
    return Numeral(near.pop(), weak=True, guessed=True) if len(near) == 1 else None

"""Number words of many languages, read as digits: plain, glued, compound, misspelt.

Words are compared after `characters.fold`, so without marks: `åtta` stands as `atta`. A word that is also an ordinary
word somewhere (`to`, `sex`, `fire`) is weak: it counts only in the company of other digits. Who says a number stays in
one language, which settles words glued together (`sekseen` is no `seksen`) and misspelt ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from resolution.mentions.characters import fold, look_alike
from resolution.mentions.number_words import LANGUAGES, MISSPELT, ORDINARY, Language

Languages = frozenset[str]


@dataclass(frozen=True, slots=True)
class Numeral:
    """A word read as digits."""

    digits: str
    weak: bool = False  # an ordinary word too
    guessed: bool = False  # misspelt, or letters for digits
    pieces: int = 1  # number words and digits glued together
    letters: bool = True  # written with letters at all
    languages: Languages = frozenset()  # in which all its words are number words; none for figures and mixtures


_JOINING = """
and y e et og und och en i si és es и и та and kai ve in un
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
        if unit and language is LANGUAGES["es"]:
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


def _words_of(language: Language) -> dict[str, str]:
    """Every number word of one language with its digits."""
    words: dict[str, str] = {}
    for group, base, step in (("units", 0, 1), ("teens", 10, 1), ("tens", 20, 10)):
        for value, word in _variants(getattr(language, group)):
            for variant in _spoken_variants(word, str(base + value * step)):
                words.setdefault(variant, str(base + value * step))
    for word, digits in _compounds(language):
        words.setdefault(word, digits)
    return words


def _table() -> tuple[dict[str, str], dict[str, Languages]]:
    """Every number word with its digits and its languages; single digits first: `tres` is 3, though 60 in Danish."""
    spoken = [(word, digits, name) for name, language in LANGUAGES.items() for word, digits in _words_of(language).items()]
    spoken += [(word, digits, "fr") for word, digits in _french()]
    spoken.sort(key=lambda entry: len(entry[1]))
    spoken += [*((word, digits, "en") for word, digits in MISSPELT.items()), ("hundred", "00", "en"), ("thousand", "000", "en")]
    words: dict[str, str] = {}
    languages: defaultdict[str, set[str]] = defaultdict(set)
    for word, digits, name in spoken:
        if words.setdefault(word, digits) == digits:
            languages[word].add(name)
    return words, {word: frozenset(names) for word, names in languages.items()}


_WORDS, _LANGUAGES = _table()
_LONGEST = max(map(len, _WORDS))
_UNITS = [word for word, digits in _WORDS.items() if 3 <= len(word) <= 12 and len(digits) == 1 and word.isalpha()]
_ENGLISH = frozenset({"en"})
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


@lru_cache(maxsize=16384)
def read(chunk: str) -> Numeral | None:
    """The chunk as digits: a number word, number words and digits glued together, or None."""
    if len(chunk) > _LONGEST_CHUNK:
        return None
    if chunk in _WORDS:
        return Numeral(_WORDS[chunk], weak=chunk in ORDINARY, guessed=chunk in MISSPELT, languages=_LANGUAGES[chunk])
    for spelling in (chunk,) if chunk.isascii() else (chunk, look_alike(chunk)):
        leet = spelling.translate(_LEET)
        if leet in _WORDS and not spelling.isdecimal():
            guessed = spelling != chunk or leet in MISSPELT
            return Numeral(_WORDS[leet], weak=leet in ORDINARY, guessed=guessed, languages=_LANGUAGES[leet])
        if len(spelling) > 3 and (glued := _glued(spelling, leet)) is not None:
            return glued
    return None


def _glued(chunk: str, leet: str) -> Numeral | None:
    """The fewest number words and digits that make up the whole chunk, of one language if there is such a way; or None."""
    found = _fewest(chunk, leet, lambda piece: True)
    if found is None or _common(found):
        return _joined(found) if found else None
    for language in LANGUAGES:
        alone = _fewest(chunk, leet, lambda piece, language=language: language in _LANGUAGES[piece])  # type: ignore[misc]
        if alone is not None:
            return _joined(alone)
    return _joined(found)


def _fewest(chunk: str, leet: str, spoken: Callable[[str], bool]) -> tuple[str, ...] | None:
    """The fewest pieces that make up the whole chunk, number words only as far as they are `spoken`."""
    best: list[tuple[int, int, tuple[str, ...]] | None] = [(0, 0, ())] + [None] * len(chunk)
    for start in range(len(chunk)):
        here = best[start]
        if here is None:
            continue
        for piece, length in _pieces(chunk, leet, start):
            if not piece.isdecimal() and not spoken(piece):
                continue
            bent = chunk[start : start + length] != piece  # digits taken for letters: `tw0`
            candidate = (here[0] + 1 + 2 * bent, here[1] + (piece in ORDINARY), (*here[2], piece))
            there = best[start + length]
            if there is None or candidate[:2] < there[:2]:
                best[start + length] = candidate
    found = best[-1]
    return found[2] if found is not None else None


def _pieces(chunk: str, leet: str, start: int) -> Iterator[tuple[str, int]]:
    for length in range(min(_LONGEST, len(chunk) - start), 1, -1):
        part = chunk[start : start + length]
        if part in _WORDS:
            yield part, length
        elif length > 2 and part[0].isalpha() and sum(map(str.isalpha, part)) > 1 and leet[start : start + length] in _WORDS:
            yield leet[start : start + length], length
    if chunk[start].isdecimal():
        yield chunk[start], 1


def _common(pieces: tuple[str, ...]) -> Languages:
    """The languages that have all the words of the pieces."""
    spoken = [_LANGUAGES[piece] for piece in pieces if not piece.isdecimal()]
    return frozenset.intersection(*spoken) if spoken else frozenset()


def _joined(pieces: tuple[str, ...]) -> Numeral | None:
    words = [piece for piece in pieces if not piece.isdecimal()]
    if not words:
        return None
    languages = _common(pieces)
    strong = any(piece not in ORDINARY for piece in words)
    if not strong and not any(piece.isdecimal() for piece in pieces):
        if all(len(piece) <= 3 for piece in words):
            return None
        return Numeral(combine([_WORDS[piece] for piece in words]), weak=True, pieces=len(pieces), languages=languages)
    digits = combine([piece if piece.isdecimal() else _WORDS[piece] for piece in pieces])
    guessed = any(piece in MISSPELT for piece in words)
    return Numeral(digits, weak=not strong, pieces=len(pieces), guessed=guessed, languages=languages)


def combine(parts: list[str]) -> str:
    """Digits of words said one after the other; tens and a unit make one number: twenty, one -> 21."""
    said: list[str] = []
    for part in parts:
        if said and is_ten(said[-1]) and len(part) == 1 and part != "0":
            said[-1] = said[-1][0] + part
        else:
            said.append(part)
    return "".join(said)


@lru_cache(maxsize=16384)
def guess(chunk: str, languages: Languages = frozenset()) -> Numeral | None:
    """A misspelt number word, one slip away. Only to be asked beside other digits; `languages` are those of the words around.

    Without such words only an English one of four letters or more is guessed, and no word that is an ordinary word too.
    """
    if not (3 if languages else 4) <= len(chunk) <= 13:
        return None
    spoken = languages or _ENGLISH
    known = [word for word in _UNITS if _LANGUAGES[word] & spoken and (languages or word not in ORDINARY)]
    for spelling in dict.fromkeys((chunk, look_alike(chunk).translate(_LEET))):
        said = _fewest(spelling, spelling, lambda piece: bool(_LANGUAGES[piece] & languages)) if languages else None
        if said:
            return Numeral(combine([_WORDS.get(piece, piece) for piece in said]), pieces=len(said), languages=languages)
        near = {_WORDS[word]: word for word in known if OSA.distance(word, spelling, score_cutoff=1) <= 1}
        if len(near) == 1:
            ((digits, word),) = near.items()
            return Numeral(digits, weak=not languages, guessed=True, languages=_LANGUAGES[word] & spoken)
    return None

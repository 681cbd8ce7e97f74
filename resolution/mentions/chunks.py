"""Runs of digits in folded text, whatever they are written with: figures, words, look-alike letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from resolution.mentions import lookalikes, numerals
from resolution.mentions.characters import Folded
from resolution.mentions.number_words import FILLERS
from resolution.mentions.numerals import Numeral

_WORD = r"[^\W_]+(?:(?<=[^\W\d_])'[^\W\d_]+)*"
_SPELLED = r"(?<!\w)[^\W\d_](?P<between>[ ._*~|-])[^\W\d_](?:(?P=between)[^\W\d_])+(?!\w)"  # "f i v e", "t-w-o"
_CHUNK, _CHUNK_OR_SPELLED = re.compile(_WORD), re.compile(f"{_SPELLED}|{_WORD}")
_PARTS = re.compile(r"\d+|\D+")
_PARTED = re.compile(r"[,;/.|\n]| -|- ")  # no ten and its unit: "fifty, five"
_SYMBOL_IN_WORD = re.compile(r"(?<=[a-z])[!|@](?=[a-z])|\$(?=[a-z]{2})")
_BARS = re.compile(r"(?<=[\doliqszbg])[!|]|[!|](?=[\doliqszbg])")
_SYMBOLS = {"!": "i", "|": "i", "@": "a", "$": "s"}
_MOST_PARTS = 5  # what changes between letters and digits more often is a code, no number that touches words
_LONGEST_RUN = 200  # chunks; longer lists of figures are taken in parts
_SAID_NEAR = 6  # pieces to either side that tell in which language a number is said
_WIDEST_GAP = 14  # characters without letter or digit between two digits of one number; hearts and line breaks


@dataclass(frozen=True, slots=True)
class Chunk:
    """One piece of a run; offsets in the folded text."""

    start: int
    end: int
    digits: str
    gap: str  # what stands between it and the chunk before
    cost: float  # how far it must be stretched to be digits
    letters: bool  # written with letters
    weak: bool  # an ordinary word too
    pieces: int = 1
    languages: frozenset[str] = frozenset()  # in which it is said, if it is words


Run = list[Chunk]


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    text: str
    numeral: Numeral | None


def _cost(numeral: Numeral) -> float:
    return (0.6 if numeral.weak else 0.0) + (0.35 * min(numeral.pieces, 3) if numeral.guessed else 0.0)


@lru_cache(maxsize=16384)
def _read(chunk: str, original: str) -> Numeral | None:
    if chunk.isdecimal():
        return Numeral(chunk, letters=False)
    if len(chunk) > 80:
        return None
    chunk = chunk.replace("'", "")
    seen = lookalikes.read(chunk, original)
    if seen is not None and len(chunk) < 4 and any(map(str.isdecimal, chunk)):
        return seen  # `o7` is no Hungarian `öt`
    return numerals.read(chunk) or seen


def _pieces(folded: Folded, text: str, blocked: Sequence[tuple[int, int]]) -> Iterator[_Piece]:
    """The alphanumeric chunks; one that makes no sense whole is taken apart into letters and digits."""
    block = iter([*blocked, (len(text) + 1, len(text) + 1)])
    start, end = next(block)
    for left, right, chunk in _spelled(text):
        while left >= end:
            start, end = next(block)
        if right > start:
            yield _Piece(left, right, chunk, None)
            continue
        numeral = _read(chunk, folded.raw(left, right) if "q" in chunk else chunk)
        if numeral is not None or not any(map(str.isdecimal, chunk)):
            yield _Piece(left, right, chunk, numeral)
        else:
            yield from _apart(chunk, left)


def _spelled(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and text of each chunk; the letters of a number word that stand apart are one: `f i v e`."""
    for match in _CHUNK_OR_SPELLED.finditer(text):
        between, written = match["between"], match.group()
        if between is None or numerals.read(written.replace(between, "")) is not None:
            yield *match.span(), written if between is None else written.replace(between, "")
        else:
            yield from ((*letter.span(), letter.group()) for letter in _CHUNK.finditer(text, *match.span()))


def _apart(chunk: str, offset: int) -> Iterator[_Piece]:
    parts = list(_PARTS.finditer(chunk))
    longest = max(len(part.group()) for part in parts if part.group().isdecimal())
    for part in parts:
        readable = (longest >= 5 and len(parts) <= _MOST_PARTS) or (len(parts) == 2 and longest >= 2)
        numeral = _alone(part.group()) if readable else None
        yield _Piece(offset + part.start(), offset + part.end(), part.group(), numeral)


def _alone(part: str) -> Numeral | None:
    return Numeral(part, letters=False) if part.isdecimal() else numerals.read(part)


def _repeated(pieces: list[_Piece]) -> list[_Piece]:
    """The pieces with `double five` made 55."""
    for place in range(len(pieces) - 2, -1, -1):
        times, after = numerals.repeats(pieces[place].text), pieces[place + 1]
        if times and after.numeral is not None and len(after.numeral.digits) == 1:
            said = Numeral(after.numeral.digits * times, pieces=times)
            pieces[place : place + 2] = [_Piece(pieces[place].start, after.end, after.text, said)]
    return pieces


def runs(folded: Folded, blocked: Sequence[tuple[int, int]] = (), *, bars: bool = False) -> list[Run]:
    """The runs of digits outside the blocked spans; with `bars`, a `!` or `|` beside a digit is a 1."""
    text = folded.text
    if bars:
        text = _BARS.sub("1", text)
    text = _SYMBOL_IN_WORD.sub(lambda match: _SYMBOLS[match.group()], text)
    pieces = _filled(_unjoined(_repeated(list(_pieces(folded, text, blocked)))))
    fillers = _recurring(pieces)
    found: list[Run] = []
    run: Run = []
    for place, piece in enumerate(pieces):
        numeral = piece.numeral
        if run and (piece.text in FILLERS or piece.text in fillers) and _goes_on(pieces, place):
            continue
        gap = text[run[-1].end : piece.start] if run else ""
        if run and (numeral is None or len(gap) > _WIDEST_GAP or len(run) >= _LONGEST_RUN):
            found.append(run)
            run = []
        if numeral is not None:
            run.append(_chunk(piece, numeral, gap if run else ""))
    return [_spoken(run) for run in (*found, run) if run and sum(len(chunk.digits) for chunk in run) >= 2]


def _recurring(pieces: Sequence[_Piece]) -> frozenset[str]:
    """The words that stand between figures twice or more: `612 hola 345 hola 678`, in whatever language."""
    between = (word for before, word, after in zip(pieces, pieces[1:], pieces[2:], strict=False) if before.numeral and after.numeral and word.numeral is None)
    counts = Counter(word.text for word in between if word.text.isalpha())
    return frozenset(word for word, count in counts.items() if count > 1)


def _goes_on(pieces: Sequence[_Piece], place: int) -> bool:
    """Whether this word, no number here, is followed by digits, or by one more of its kind and digits: `612 mi vida 345`."""
    here = pieces[place].numeral
    before, after, next_after = (pieces[at].numeral if at < len(pieces) else None for at in (place - 1, place + 1, place + 2))
    if here is not None:  # `en` is one in Norwegian, and in Dutch it joins
        beside = [numeral for numeral in (before, after) if numeral is not None]
        return len(beside) == 2 and here.weak and all(_speaks_otherwise(numeral, here) for numeral in beside)
    return after is not None or (place + 1 < len(pieces) and pieces[place + 1].text in FILLERS and next_after is not None)


def _speaks_otherwise(beside: Numeral, weak: Numeral) -> bool:
    """Whether a neighbour of a weak number word is in figures, two or more, or in a language that has no such word."""
    return not (beside.languages & weak.languages) if beside.letters else len(beside.digits) > 1


def _filled(pieces: list[_Piece]) -> list[_Piece]:
    """The pieces with misspelt number words read, from the left and then from the right: one that is read helps the next."""
    for places in (range(len(pieces)), range(len(pieces) - 1, -1, -1)):
        for place in places:
            piece = pieces[place]
            if piece.numeral is None and ((place and pieces[place - 1].numeral) or (place + 1 < len(pieces) and pieces[place + 1].numeral)):
                numeral = _guessed(pieces, place)
                if numeral is not None:
                    pieces[place] = _Piece(piece.start, piece.end, piece.text, numeral)
    return pieces


def _chunk(piece: _Piece, said: Numeral, gap: str) -> Chunk:
    return Chunk(piece.start, piece.end, said.digits, gap, _cost(said), said.letters, said.weak, said.pieces, said.languages)


def _unjoined(pieces: list[_Piece]) -> list[_Piece]:
    """The pieces without the word that joins a ten and a unit: `treinta y uno`, `soixante et onze`."""
    between = zip(pieces, pieces[1:], pieces[2:], strict=False)
    joining = {place for place, (ten, word, unit) in enumerate(between, 1) if numerals.is_connector(word.text) and _joins(ten, word, unit)}
    return [piece for place, piece in enumerate(pieces) if place not in joining] if joining else pieces


def _joins(ten: _Piece, word: _Piece, unit: _Piece) -> bool:
    if ten.numeral is None or unit.numeral is None or not numerals.is_ten(ten.numeral.digits):
        return False
    shared = ten.numeral.languages & unit.numeral.languages
    return bool(shared) and not (word.numeral is not None and word.numeral.languages & shared)


def _guessed(pieces: Sequence[_Piece], place: int) -> Numeral | None:
    """A misspelt number word, if a digit stands on both sides of it, or on one at the end of a run."""
    piece = pieces[place]
    glued = (place and pieces[place - 1].end == piece.start) or (place + 1 < len(pieces) and pieces[place + 1].start == piece.end)
    if glued or len(piece.text) < 3 or not piece.text.isalnum() or any(map(str.isdecimal, piece.text[:1])):
        return None
    around = [pieces[near].numeral for near in (place - 1, place + 1) if 0 <= near < len(pieces)]
    company = [numeral for numeral in around if numeral is not None and (not numeral.weak or len(numeral.digits) > 1)]
    between = len(around) == 2 and None not in around
    language = _language(pieces, place, 1 if between and len(piece.text) > 3 else 3)
    if language and (between or company):
        said = numerals.guess(piece.text, language)
        return replace(said, weak=True) if said and not between and len(piece.text) < 4 else said
    return numerals.guess(piece.text) if company or None not in around else None


def _language(pieces: Sequence[_Piece], place: int, least: int) -> frozenset[str]:
    """The languages that most of the number words about a place are in, if enough say so."""
    near = (pieces[beside].numeral for beside in range(max(0, place - _SAID_NEAR), min(len(pieces), place + _SAID_NEAR + 1)))
    counts = Counter(language for numeral in near if numeral is not None for language in numeral.languages)
    most = max(counts.values(), default=0)
    return frozenset(language for language, count in counts.items() if count == most) if most >= least else frozenset()


def _spoken(run: Run) -> Run:
    """The run with a ten and the unit word after it made one: `seventy five`, `quatre vingt dix`."""
    spoken: Run = []
    for chunk in run:
        before = spoken[-1] if spoken else None
        value = _together(before, chunk) if before and before.languages & chunk.languages and not _PARTED.search(chunk.gap) else None
        if before is not None and value is not None:
            weak = before.weak and chunk.weak
            cost, languages = max(before.cost, chunk.cost), before.languages & chunk.languages
            spoken[-1] = Chunk(before.start, chunk.end, value, before.gap, cost, True, weak, before.pieces, languages)
        else:
            spoken.append(chunk)
    return spoken


def _together(before: Chunk, after: Chunk) -> str | None:
    ten, unit = before.digits, after.digits
    if numerals.is_ten(ten) and len(unit) == 1 and unit != "0":
        return ten[0] + unit
    if "fr" not in before.languages & after.languages:
        return None
    if ten == "4" and unit == "20":
        return "80"  # quatre vingt
    if ten in ("60", "80") and len(unit) == 2 and unit[0] == "1":
        return str(int(ten) + int(unit))  # soixante quinze, quatre vingt dix
    return str(int(ten) + int(unit)) if ten in ("10", "70", "90") and unit in ("7", "8", "9") else None  # quatre vingt dix-sept

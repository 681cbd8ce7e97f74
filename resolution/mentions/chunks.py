"""Runs of digits in folded text, whatever they are written with: figures, words, look-alike letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from resolution.mentions import lookalikes, numerals
from resolution.mentions.characters import Folded
from resolution.mentions.numerals import Numeral

_CHUNK = re.compile(r"[^\W_]+(?:(?<=[^\W\d_])'[^\W\d_]+)*")
_PARTS = re.compile(r"\d+|\D+")
_SYMBOL_IN_WORD = re.compile(r"(?<=[a-z])[!|@](?=[a-z])|\$(?=[a-z]{2})")
_BARS = re.compile(r"(?<=[\doliqszbg])[!|]|[!|](?=[\doliqszbg])")
_SYMBOLS = {"!": "i", "|": "i", "@": "a", "$": "s"}
_LONGEST_RUN = 200  # chunks; longer lists of figures are taken in parts
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


Run = list[Chunk]


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    text: str
    numeral: Numeral | None


def _cost(numeral: Numeral) -> float:
    return (0.6 if numeral.weak else 0.0) + (0.35 * min(numeral.pieces, 3) if numeral.guessed else 0.0)


@lru_cache(maxsize=65536)
def _read(chunk: str, original: str) -> Numeral | None:
    if chunk.isdecimal():
        return Numeral(chunk, letters=False)
    if len(chunk) > 80:
        return None
    chunk = chunk.replace("'", "")
    return numerals.read(chunk) or lookalikes.read(chunk, original)


def _pieces(folded: Folded, text: str, blocked: Sequence[tuple[int, int]]) -> Iterator[_Piece]:
    """The alphanumeric chunks; one that makes no sense whole is taken apart into letters and digits."""
    block = iter([*blocked, (len(text) + 1, len(text) + 1)])
    start, end = next(block)
    for match in _CHUNK.finditer(text):
        left, right = match.span()
        while left >= end:
            start, end = next(block)
        chunk = match.group()
        if right > start:
            yield _Piece(left, right, chunk, None)
            continue
        numeral = _read(chunk, folded.raw(left, right) if "q" in chunk else chunk)
        if numeral is not None or not any(map(str.isdecimal, chunk)):
            yield _Piece(left, right, chunk, numeral)
        else:
            yield from _apart(chunk, left)


def _apart(chunk: str, offset: int) -> Iterator[_Piece]:
    parts = list(_PARTS.finditer(chunk))
    longest = max(len(part.group()) for part in parts if part.group().isdecimal())
    for part in parts:
        readable = longest >= 5 or (len(parts) == 2 and longest >= 2)
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
    pieces = _repeated(list(_pieces(folded, text, blocked)))
    found: list[Run] = []
    run: Run = []
    for place, piece in enumerate(pieces):
        gap = text[pieces[place - 1].end : piece.start] if place else ""
        numeral = piece.numeral
        if numeral is None and ((place and pieces[place - 1].numeral) or (place + 1 < len(pieces) and pieces[place + 1].numeral)):
            numeral = _guessed(pieces, place)
        if (
            run
            and (numeral is None or len(gap) > _WIDEST_GAP or len(run) >= _LONGEST_RUN)
            and not (numeral is None and _joins(pieces, place, run))
        ):
            found.append(run)
            run = []
        if numeral is not None:
            run.append(
                Chunk(
                    piece.start,
                    piece.end,
                    numeral.digits,
                    gap if run else "",
                    _cost(numeral),
                    numeral.letters,
                    numeral.weak,
                    numeral.pieces,
                )
            )
    return [_spoken(run) for run in (*found, run) if run and sum(len(chunk.digits) for chunk in run) >= 2]


def _bar_cost(written: str) -> float:
    """A bar inside digits is a likely 1, at their end more likely a mark of its own."""
    bars = written.count("!") + written.count("|")
    return 1.0 * bars + 1.0 * (written[:1] in "!|" or written[-1:] in "!|")


def _guessed(pieces: Sequence[_Piece], place: int) -> Numeral | None:
    """A misspelt number word, if a digit stands on both sides of it, or on one at the end of a run."""
    piece = pieces[place]
    glued = (place and pieces[place - 1].end == piece.start) or (place + 1 < len(pieces) and pieces[place + 1].start == piece.end)
    if glued or len(piece.text) < 3 or not piece.text.isalnum() or any(map(str.isdecimal, piece.text[:1])):
        return None
    around = [pieces[near].numeral for near in (place - 1, place + 1) if 0 <= near < len(pieces)]
    company = [numeral for numeral in around if numeral is not None and (not numeral.weak or len(numeral.digits) > 1)]
    return numerals.guess(piece.text) if company or None not in around else None


def _joins(pieces: Sequence[_Piece], place: int, run: Run) -> bool:
    """Whether this word joins a ten and a unit: `treinta y uno`."""
    after = pieces[place + 1].numeral if place + 1 < len(pieces) else None
    joined = after is not None and after.letters and len(after.digits) == 1 and numerals.is_ten(run[-1].digits) and run[-1].letters
    return joined and numerals.is_connector(pieces[place].text)


def _spoken(run: Run) -> Run:
    """The run with a ten and the unit word after it made one: `seventy five`, `quatre vingt dix`."""
    spoken: Run = []
    for chunk in run:
        before = spoken[-1] if spoken else None
        value = _together(before.digits, chunk.digits) if before and before.letters and chunk.letters else None
        if before is not None and value is not None:
            weak = before.weak and chunk.weak
            spoken[-1] = Chunk(before.start, chunk.end, value, before.gap, max(before.cost, chunk.cost), True, weak, before.pieces)
        else:
            spoken.append(chunk)
    return spoken


def _together(ten: str, unit: str) -> str | None:
    if numerals.is_ten(ten) and len(unit) == 1 and unit != "0":
        return ten[0] + unit
    if ten == "4" and unit == "20":
        return "80"  # quatre vingt
    if ten in ("60", "80") and len(unit) == 2 and unit[0] == "1":
        return str(int(ten) + int(unit))  # soixante quinze, quatre vingt dix
    return None

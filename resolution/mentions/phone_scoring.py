"""Which chunks of a run are telephone numbers: candidates, their scores in bits of evidence, the best set that does not overlap.

A score is a sum of log-odds set from how ads are written (most numbers stand alone, in one piece or in even groups, with
their trunk prefix or country code); a candidate is taken when it stands above `ACCEPT`, and the sum becomes its confidence.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from resolution.mentions import numbering
from resolution.mentions.characters import Folded
from resolution.mentions.chunks import Chunk, Run

ACCEPT = 0.0
_SURE, _SURE_CODED, _USUAL = 4.0, 7.0, 0.5  # bits of a mobile of the ad's country, with its country code, of its usual length
_SUREST, _SUREST_CODED = _SURE + _USUAL, _SURE_CODED + _USUAL  # no number is surer than that
_SHORTEST, _LONGEST = 7, 19
_PLUS = re.compile(r"(?:\+|\bplus|\bpluss)[ (\[]{0,2}$")
_CUE = re.compile(
    r"(?:\bt(?:el|lf|fn|lph)?|phone|fono|call|ring|sms|txt|text|message|only|whats? ?app|wapp|wats?app|\bwa|\bws|zap|viber|signal|imo|mob(?:il(?:e|nr)?)?|cell?|"
    r"nummer|number|\bnr|numero|n°|num|\bno|puh|puhelin|soita|ruf|anruf|handy|llama|llamar|truca|liga|appell?e|chiama|suna|sunati|dzwon|zadzwon|vola[jt]|volej|hivj|hiv|"
    r"\bbel\b|\bapp\b|simi|hringdu|helista|zvani|skambink|poklici|nazovi|zovi|cell|дзвони|набери|обади|"
    r"kontakt|contact|contacto|reach|sorgu|ara|тел|телефон|звони|вотсап|ватсап|τηλ|κιν|tal|nuo|skriv|write|escribe)"
    r"(?:[^a-z0-9\n]{1,3}(?:me|mig|meg|mich|us|on|at|til|to|pa|i|a|al|au|an|zu|unter|auf|to|si|is|nr|number|now|only))*[^a-z0-9\n]{0,6}$"
)
_ID_CUE = re.compile(r"(?:\b(?:id|ref|nr|no|#)|#)[ .:]{0,2}$")
_DAY_OF_MONTH, _MONTH = r"(?:0[1-9]|[12]\d|3[01])", r"(?:0[1-9]|1[0-2])"
_COMPACT_DATE = re.compile(rf"20[1-3]\d{_MONTH}{_DAY_OF_MONTH}|{_DAY_OF_MONTH}{_MONTH}20[1-3]\d")
_STRONG_GAP = re.compile(r"\n|[,;:!?] |\. | / | - | \| |\d{20}| {3,}")
_WORD = re.compile(r"[^\W\d_]")
_FILLER = 1.2  # bits against each word that is said between digits: more often it parts two numbers or two prices
_GUESSED = 0.9  # cost from which on a chunk is an ordinary word and misspelt as a number
_SENTENCE_END = re.compile(r"^[.!?;] ")


@dataclass(frozen=True, slots=True)
class Context:
    """What is known beside the digits themselves."""

    country: str = ""
    hints: tuple[str, ...] = ()
    field: bool = False  # the text is a phone field: a number is expected
    decoys: bool = True  # figures that look like dates, prices and the like are left out


@dataclass(frozen=True, slots=True)
class Candidate:
    """Chunks `first` to `last` of a run read as one number."""

    first: int
    last: int
    digits: str
    explicit: bool  # a + or 00 was written
    start: int  # offsets in the folded text, the + included
    end: int
    readings: tuple[tuple[numbering.Reading, float], ...]
    score: float
    tail: int  # digits of its last chunk, as far as a second number may abbreviate it

    @property
    def confidence(self) -> float:
        """Probability that this is a telephone number at all."""
        return round(1 / (1 + 2 ** -(self.score + 2)), 4)


@dataclass(frozen=True, slots=True)
class _Span:
    """Chunks `first` to `last` of a run, from `start` on, where a + may stand; `written` is their score but for what number they are."""

    first: int
    last: int
    digits: str
    start: int
    end: int
    plus: bool
    cue: bool
    written: float
    tail: int

    @property
    def explicit(self) -> bool:
        """Whether a + or 00 was written."""
        return self.plus or self.digits.startswith("00")

    @property
    def at_most(self) -> float:
        """The score if it were the surest of numbers."""
        return self.written + (_SUREST_CODED if self.explicit else _SUREST)


def is_long_enough(run: Run) -> bool:
    """Whether the digits of a run can be a number."""
    return sum(len(chunk.digits) for chunk in run) >= _SHORTEST


def best(run: Run, folded: Folded, context: Context) -> list[Candidate]:
    """The candidates of a run that together score highest without overlap, in order.

    Asking what number digits can be costs most. So the best choice is made as if all were the surest of numbers, those chosen are
    asked, and it is made again with what they are, until all that are chosen have been asked: what was not cannot do better.
    """
    spans = list(_spans(run, folded, context))
    scores = [span.at_most for span in spans]
    asked: dict[int, Candidate | None] = {}
    while True:
        chosen = _best(spans, scores, len(run))
        if asked.keys() >= set(chosen):
            return [candidate for place in chosen if (candidate := asked[place])]
        for place in chosen:
            if place not in asked:
                asked[place] = candidate = _candidate(spans[place], context)
                scores[place] = candidate.score if candidate else ACCEPT


def _best(spans: list[_Span], scores: list[float], chunks: int) -> list[int]:
    """The places of the spans above `ACCEPT` that together score highest without overlap."""
    ending: dict[int, list[int]] = {}
    for place, span in enumerate(spans):
        if scores[place] > ACCEPT:
            ending.setdefault(span.last, []).append(place)
    reach: list[tuple[float, list[int]]] = [(0.0, [])]
    for last in range(chunks):
        options = [reach[-1]]
        for place in ending.get(last, ()):
            before, chosen = reach[spans[place].first]
            options.append((before + scores[place] - ACCEPT, [*chosen, place]))
        reach.append(max(options, key=lambda option: option[0]))
    return reach[-1][1]


def _spans(run: Run, folded: Folded, context: Context) -> Iterator[_Span]:
    """The parts of a run that are as long as numbers are."""
    for first, chunk in enumerate(run):
        plus = _PLUS.search(folded.text, max(0, chunk.start - 8), chunk.start)
        start = plus.start() if plus else chunk.start
        cue = bool(_CUE.search(folded.text, max(0, start - 24), start))
        about = (2.0 if cue else -4.0 if _ID_CUE.search(folded.text, max(0, start - 8), start) else 0.0) + (4.0 if context.field else 0.0)
        digits = ""
        for last in range(first, len(run)):
            digits += run[last].digits
            if len(digits) > _LONGEST:
                break
            if len(digits) >= _SHORTEST:
                written = _shape_score(run[first : last + 1]) + _edge_score(run, first, last) + about
                yield _Span(first, last, digits, start, run[last].end, bool(plus), cue, written, min(len(run[last].digits), 4))


def _candidate(span: _Span, context: Context) -> Candidate | None:
    """What a span is as a number, None if it is none."""
    readings = numbering.readings(span.digits, span.plus, context.country, context.hints)
    if (context.field or span.cue) and (not readings or readings[0][1] < 0.01):
        readings = numbering.readings(span.digits, span.plus, context.country, context.hints, True)
    if not readings:
        return None
    score = span.written + _number_score(readings[0], span.explicit, context)
    score -= 9.0 if numbering.is_pattern(span.digits) and not (readings[0][0].country == context.country and readings[0][1] > 0.5) else 0.0
    return Candidate(span.first, span.last, span.digits, span.explicit, span.start, span.end, readings, score, span.tail)


def _number_score(best_reading: tuple[numbering.Reading, float], explicit: bool, context: Context) -> float:
    """How far the digits are a number: a valid mobile of the ad's country 4, with its country code 7, an unknown range of elsewhere -6."""
    reading, weight = best_reading
    kind, place = math.log2(reading.plausibility), math.log2(weight / reading.plausibility)
    if reading.international and not explicit:
        return 3.0 + kind + place * 0.6
    usual = _USUAL if len(reading.e164) - len(numbering.calling_code(reading.country)) - 1 == numbering.usual_length(reading.country) else 0.0
    if reading.international:
        abroad_service = 4.0 if reading.country == "001" else 0.0
        return _SURE_CODED + usual + kind * 0.3 + place * 0.6 - abroad_service
    if not context.country and not context.hints:
        place = 0.4 * place
    return max(_SURE + kind + place * 0.6 + usual, -6.0)


def _shape_score(chunks: Run) -> float:
    """How far the chunks look written as one number: one piece, even groups, one kind of separator."""
    sizes = [len(chunk.digits) for chunk in chunks]
    gaps = [chunk.gap.strip() or " " if chunk.gap else "" for chunk in chunks[1:]]
    strong = [chunk for chunk in chunks if chunk.letters and not chunk.weak]
    cost = sum(chunk.cost for chunk in chunks if not (chunk.weak and len(strong) >= 2) or chunk.cost > 0.7)
    score = 1.0 - cost + (1.5 if len(strong) >= 3 else 0.0) + 0.05 * sum(sizes)
    score -= 8.0 if _listed(chunks) else 0.0
    if len(chunks) == 1:
        return score + (1.0 if len(chunks[0].digits) >= 8 else 0.0)
    inner = gaps if len(gaps) < 3 else gaps[1:]  # the code is often set off in another way
    kinds = len(set(inner))
    broken = [cost for before, chunk in pairwise(chunks) if (cost := _break(before, chunk))]
    score -= 0.5 * max(0, kinds - 1)
    score -= _FILLER * len({gap for gap in gaps if _WORD.search(gap)})
    score -= 0.0 if len(broken) == len(gaps) and kinds == 1 and len(gaps) >= 2 else sum(broken)
    score -= 0.5 * max(0, sum(size == 1 for size in sizes) - 1) if any(size > 2 for size in sizes) and not strong else 0.0
    score -= (
        1.0 if any(size == 4 and chunk.digits[:2] in ("19", "20") for size, chunk in zip(sizes, chunks, strict=True)) and broken else 0.0
    )
    return score


def _break(before: Chunk, after: Chunk) -> float:
    """How far what stands between two chunks rather ends a number; a comma between words is how people write them."""
    if not _STRONG_GAP.search(after.gap) or (before.letters and after.letters and after.gap.strip() in (",", "-", "/", "|")):
        return 0.0
    return 3.0 if _SENTENCE_END.search(after.gap) else 1.5


def _listed(chunks: Run) -> bool:
    """Whether the chunks are a list of prices, years or counts rather than one number: 1000/1900, 2024 2025, 1, 2, 3."""
    digits = [chunk.digits for chunk in chunks]
    if len(digits) == 1:
        return bool(_COMPACT_DATE.fullmatch(digits[0]))
    if all(2 <= len(group) <= 5 and group.endswith("0") and group[0] != "0" for group in digits):
        return all(chunk.gap.strip() in ("", "/", "-", ",", "|", ".", ";") or _WORD.search(chunk.gap) for chunk in chunks[1:])
    if all(len(group) == 4 and group[:2] in ("19", "20") for group in digits):
        return True
    counted = all(int(after) - int(before) == 1 for before, after in pairwise(digits))
    return counted and all("," in chunk.gap for chunk in chunks[1:])


def _edge_score(run: Run, first: int, last: int) -> float:
    """Digits left over beside the candidate speak against it, the more the closer they stand."""
    inner = {chunk.gap for chunk in run[first + 1 : last + 1]}
    score = 0.0
    if first > 0:
        score -= _counts(run, first - 1, -1, run[first].gap, inner) * _closeness(run[first].gap, inner)
    if last + 1 < len(run):
        score -= _counts(run, last + 1, 1, run[last + 1].gap, inner) * _closeness(run[last + 1].gap, inner)
    return score


def _counts(run: Run, place: int, step: int, gap: str, inner: set[str]) -> float:
    """How far the chunk is a digit at all: wholly, unless it is an ordinary word too that stands apart from number words."""
    if not run[place].weak or (gap in inner and gap.strip()):
        return 1.0
    beyond = run[place + step] if 0 <= place + step < len(run) else None
    before = run[place - step]
    if (beyond is not None and not beyond.weak and beyond.letters) or (before.letters and len(before.digits) == 1):
        return 1.0 if run[place].cost < _GUESSED else 0.25
    return 0.3 if len(before.digits) == 1 else 0.0


def _closeness(gap: str, inner: set[str]) -> float:
    if gap == "":
        return 4.0
    if gap in inner:
        return 4.0
    if _STRONG_GAP.search(gap) or "/" in gap or _WORD.search(gap):
        return 0.3
    return 2.5 if len(gap) <= 2 else 0.8

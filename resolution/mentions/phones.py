"""Telephone numbers in fields, free text and links, however they are disguised, with every country they may belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate
from urllib.parse import unquote

from resolution.captures import Capture
from resolution.mentions import chunks, decoys, emails, handles, numbering, phone_scoring, places
from resolution.mentions.characters import LONGEST_TEXT, TEXTS, Folded, fold
from resolution.mentions.mention import Mention
from resolution.mentions.phone_scoring import Candidate, Context
from resolution.mentions.taken import Taken

decide = numbering.decide

_LONGEST_FIELD = 1_000  # characters of a phone field that are read: dozens of numbers
_MOST_CHUNKS = 2_000  # pieces of figures in a text that are weighed: hundreds of numbers, however they are spaced
_BARS = 1.0  # bits against a bar that is read as 1: more often it is a separator
_MOST_TAILS = 100  # numbers that may follow one as their last digits only

_LINK = re.compile(
    r"(?:wa\.me/(?:message/)?|whatsapp(?:\.com)?(?:://|/)?send/?\?(?:[\w=%.+-]*&)?phone=|t(?:elegram)?\.me/(?=\+|%2b)|viber://\w+/?\?number=|signal\.me/#p/|"
    r"(?:tel|sms|smsto|callto|whatsapp|facetime):/{0,2})(?P<number>(?:\+|%2b|00)?\d(?:[-.()]{0,2}\d){6,18})"
)
_ELSEWHERE = re.compile(  # e-mails and addresses of the web: their digits are no numbers
    r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|(?:https?://|www\.)[^\s<>\"']+|(?<![a-z0-9.-])(?:[a-z0-9-]{1,63}\.){1,4}(?:com|net|org|info|me|io|example)/[^\s<>\"']+|(?<!\w)@[a-z_][\w.]+"
)
_WORDS = re.compile(r"[^\W_]")
_ABBREVIATED = re.compile(
    r" ?(?:/|\\|or|eller|oder|o|ou|och|og|und|\+|&) ?(\d{1,4})(?![\d:]|[^\w\s/]{1,3}\d|[ *-]\d| [^\W\d_]{1,6} \d{3}| ?(?:h|t|kr|eur|€|\$|min|cm|kg|timer|ar|years?|yo|ans|jahre|%)\b)"
)


def mentions(capture: Capture) -> Iterator[Mention]:
    """Every telephone number of a capture: those in its phone field, its handles, its title and its text."""
    context = Context(capture.country or places.country_of(capture.city), _hints(capture))
    expected = Context(context.country, context.hints, field=True)
    for place, written in enumerate(capture.phones):
        yield from _moved(_in_field(written, expected), f"phones[{place}]")
    for place, handle in enumerate(capture.handles):
        if is_number(handle.value):
            yield from _moved(_in_field(handle.value, expected), f"handles[{place}]")
    title, text = (capture.title or "")[:LONGEST_TEXT], (capture.text or "")[:LONGEST_TEXT]
    in_title, in_text = _in_text(title, context), _in_text(text, context)
    yield from _moved(in_title, "title", offsets=True)
    split = _split(title, text, in_title, in_text, context)
    if split is not None:
        yield split[0]
        in_text = tuple(mention for mention in in_text if (mention.start or 0) >= split[1])
    yield from _moved(in_text, "text", offsets=True)


def read(written: str, country: str | None = None) -> tuple[tuple[str, float], ...]:
    """What a written number can be, as (E.164, probability), likeliest first; () if it is none."""
    found = _in_field(written, Context(country or "", field=True))
    return found[0].readings if found else ()


@lru_cache(maxsize=65536)
def is_number(value: str) -> bool:
    """Whether a handle's value is a telephone number: at least seven digits and no letters but a link's."""
    bare = re.sub(r"^\W*(?:https?://)?(?:wa\.me/|t\.me/|tel:)", "", value.strip().lower())
    return sum(map(str.isdecimal, bare)) >= 7 and not any(map(str.isalpha, bare))


def _hints(capture: Capture) -> tuple[str, ...]:
    """Countries that the site's own address and the stated nationality point at."""
    site = capture.site.lower().rstrip(".").rsplit(".", 1)[-1].upper()
    site = "GB" if site == "UK" else site
    nationality = capture.attributes.get("nationality")
    stated = nationality.upper() if isinstance(nationality, str) and len(nationality) == 2 else ""
    found = [code if code and numbering.calling_code(code) else "" for code in (site, stated)]
    return tuple(code for code in found if code)


def _moved(found: Sequence[Mention], field: str, *, offsets: bool = False) -> Iterator[Mention]:
    for mention in found:
        start, end = (mention.start, mention.end) if offsets else (None, None)
        yield Mention(
            mention.kind, mention.raw, mention.normalised, field, start, end, mention.confidence, mention.readings, mention.detail
        )


@lru_cache(maxsize=32768)
def _in_field(written: str, context: Context) -> tuple[Mention, ...]:
    """The numbers of a phone field; the raw value is the whole field where it holds a single one."""
    shown = written[:_LONGEST_FIELD]
    found = _in_text(shown, context) or _in_text(shown, replace(context, decoys=False))
    if len(found) == 1:
        only = found[0]
        return (Mention(only.kind, written, only.normalised, "", None, None, only.confidence, only.readings, only.detail),)
    return found


@lru_cache(maxsize=TEXTS)
def _in_text(text: str, context: Context) -> tuple[Mention, ...]:
    """The numbers of a text in order, with offsets."""
    if not text:
        return ()
    folded = fold(text)
    linked = list(_linked(folded, context))
    blocked = sorted([*_blocked(folded, context), *((start, end) for start, end, _ in linked)])
    found = [_mention(folded, start, end, candidate, context) for start, end, candidate in linked]
    plain = _candidates(folded, blocked, context)
    found += [_mention(folded, candidate.start, candidate.end, candidate, context) for candidate in plain]
    starts = {candidate.start for candidate in plain}
    for candidate in plain:
        found += _abbreviated(folded, candidate, context, starts)
    return tuple(sorted(found, key=lambda mention: (mention.start or 0, mention.end or 0)))


def _blocked(folded: Folded, context: Context) -> list[tuple[int, int]]:
    spans = [match.span() for match in _ELSEWHERE.finditer(folded.text)]
    if not context.field:
        spans += handles.spans(folded) + emails.spans(folded)
    if context.decoys:
        spans += decoys.spans(folded.text)
    return spans


def _candidates(folded: Folded, blocked: list[tuple[int, int]], context: Context) -> list[Candidate]:
    merged = _merged(blocked)
    found = _weighed(chunks.runs(folded, merged), folded, context)
    if "!" in folded.text or "|" in folded.text:
        barred = _weighed(chunks.runs(folded, merged, bars=True), folded, context)
        found = _apart([*found, *(replace(candidate, score=candidate.score - _BARS) for candidate in barred)])
    return found


def _weighed(runs: Sequence[chunks.Run], folded: Folded, context: Context) -> list[Candidate]:
    """The best candidates of the runs, of the shortest if they are more than an ad can hold: a number has few chunks."""
    ranked = sorted(filter(phone_scoring.is_long_enough, runs), key=len)
    kept = [run for run, end in zip(ranked, accumulate(map(len, ranked)), strict=True) if end <= _MOST_CHUNKS]
    return [candidate for run in sorted(kept, key=lambda run: run[0].start) for candidate in phone_scoring.best(run, folded, context)]


def _apart(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates that score highest among those that overlap."""
    taken = Taken()
    ranked = sorted(candidates, key=lambda candidate: (-candidate.score, candidate.start))
    return [candidate for candidate in ranked if taken.take(candidate.start, candidate.end)]


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _linked(folded: Folded, context: Context) -> Iterator[tuple[int, int, Candidate]]:
    """Numbers in links, which are written with their country code."""
    for match in _LINK.finditer(folded.text):
        digits = "".join(filter(str.isdecimal, unquote(match["number"])))
        readings = numbering.readings(digits, True, context.country, context.hints)
        if readings:
            start, end = match.span("number")
            yield start, end, Candidate(0, 0, digits, True, start, end, readings, 8.0, 0)


def _mention(folded: Folded, start: int, end: int, candidate: Candidate, context: Context) -> Mention:
    left, right = folded.span(start, end)
    weighted = candidate.readings
    if not weighted[0][0].international:
        weighted = numbering.readings(candidate.digits, candidate.explicit, context.country, context.hints, True)
    readings = numbering.priors(weighted)
    detail = {"explicit": candidate.readings[0][0].international}
    return Mention("phone", folded.original[left:right], readings[0][0], "", left, right, candidate.confidence, readings, detail)


def _abbreviated(folded: Folded, candidate: Candidate, context: Context, taken: set[int]) -> Iterator[Mention]:
    """The numbers that follow as their last digits only: `70 111 22 33/34`."""
    place, length = candidate.end, 0
    for _ in range(_MOST_TAILS):
        match = _ABBREVIATED.match(folded.text, place)
        if match is None:
            return
        tail = match[1]
        if match.start(1) in taken or (length and length != len(tail)) or len(tail) > max(candidate.tail, 2):
            return
        digits = candidate.digits[: -len(tail)] + tail
        readings = numbering.readings(digits, candidate.explicit, context.country, context.hints)
        if readings and digits != candidate.digits:
            second = replace(candidate, digits=digits, start=match.start(1), end=match.end(1), readings=readings, score=candidate.score - 2)
            yield _mention(folded, second.start, second.end, second, context)
        place, length = match.end(), len(tail)


@lru_cache(maxsize=TEXTS)
def _loose(text: str) -> tuple[Folded, chunks.Run, chunks.Run] | None:
    """The first and the last run of a text, None if it has none."""
    folded = fold(text)
    found = chunks.runs(folded, _merged(decoys.spans(folded.text)))
    return (folded, found[0], found[-1]) if found else None


def _split(title: str, text: str, in_title: Sequence[Mention], in_text: Sequence[Mention], context: Context) -> tuple[Mention, int] | None:
    """A number that begins at the end of the title and goes on at the start of the text, and where in the text it ends."""
    above = _loose(title)
    below = _loose(text) if above else None
    if above is None or below is None:
        return None
    (head, _, first), (tail, second, _) = above, below
    start, end = head.span(first[0].start, first[-1].end)
    start_text, end_text = tail.span(second[0].start, second[-1].end)
    if any((mention.end or 0) > start for mention in in_title) or _WORDS.search(title, end) or _WORDS.search(text, 0, start_text):
        return None
    digits = "".join(chunk.digits for chunk in (*first, *second))
    explicit = "+" in title[max(0, start - 2) : start]
    readings = numbering.readings(digits, explicit, context.country, context.hints)
    coded = explicit or digits.startswith("00")
    whole = any((mention.start or 0) < end_text for mention in in_text)  # the text's first figures are a number by themselves
    if not readings or (not coded and (whole or readings[0][1] < 0.02)):
        return None
    start = title.rindex("+", 0, start) if explicit else start
    detail = {"explicit": readings[0][0].international, "continued": {"field": "text", "start": start_text, "end": end_text}}
    priors = numbering.priors(readings)
    return Mention(
        "phone", f"{title[start:end]} {text[start_text:end_text]}", priors[0][0], "title", start, end, 0.8, priors, detail
    ), end_text

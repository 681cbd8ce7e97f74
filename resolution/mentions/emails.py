"""E-mail addresses in fields and free text, also as people disguise them: `name (at) mail dot com`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from resolution.captures import Capture
from resolution.mentions.characters import LONGEST_TEXT, TEXTS, Folded, fold, look_alike
from resolution.mentions.mention import Mention
from resolution.mentions.taken import Taken

# Words for "at" and "dot"; in brackets or between asterisks any of them counts, bare only as a whole disguise.
_AT_WORDS = r"(?:at|arroba|chiocciola|kukac|malpa|snabel-?a|alfakrull|krollalfa|zavinac|klammeraffe|apenstaartje|arobase?|arobas|et|a|sobaka|собака|papaki|παπακι|kroll|miuku(?:mauku)?|coada de maimuta|arond|afna|eta|att|равлик|кльомба)"
_DOT_WORDS = r"(?:dot|d0t|punkt|punto|ponto|prikk|prick|point|punct|kropka|tecka|pont|piste|nokta|tocka|точка|τελεια|stip|punkts|punktum|punt|bodka|pika|taskas|крапка)"
_LEFT, _RIGHT = r"[\[({<*_~|-]{1,2}\s?", r"\s?[\])}>*_~|-]{1,2}"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_LOCAL = r"[a-z0-9](?:[a-z0-9._%+'-]{0,62}[a-z0-9_+-])?"  # 64 characters at most, as mail allows

_PLAIN = rf"{_LOCAL}@{_LABEL}(?:\.{_LABEL})*\.[a-z]{{2,24}}"
_BRACKET_AT = rf"\s{{0,2}}{_LEFT}(?:{_AT_WORDS}|@){_RIGHT}\s{{0,2}}"
_SPACED_AT = r"\s{1,2}@\s{0,2}|\s{0,2}@\s{1,2}|@"
_WORD_AT = rf"\s{{1,3}}{_AT_WORDS}\s{{1,3}}"
_ANY_DOT = rf"(?:\s{{0,2}}{_LEFT}(?:{_DOT_WORDS}|\.){_RIGHT}\s{{0,2}}|\s{{1,3}}{_DOT_WORDS}\s{{1,3}}|\s{{0,2}}\.\s{{0,1}})"
_WORD_DOT = rf"(?:\s{{0,2}}{_LEFT}(?:{_DOT_WORDS}|\.){_RIGHT}\s{{0,2}}|\s{{1,3}}{_DOT_WORDS}\s{{1,3}})"
_TOP = (
    r"(?:com|net|org|info|biz|eu|me|io|co|live|online|site|email|mail|example|test|invalid|no|se|dk|fi|is|de|at|ch|nl|be|lu|uk|ie|fr|es|pt|it|ro|pl|cz|sk|hu|gr|cy|"
    r"bg|hr|si|rs|ba|mk|al|tr|ru|ua|by|md|lt|lv|ee|us|ca|br|mx|ar|cl|pe|ve|au|nz|in|cn|jp|th|ph|za|ng|il|ae|xyz|club|pro|ai|app|dev)"
)
_SECOND = r"(?:\.(?:uk|br|ar|mx|au|nz|in|za|tr|il|jp|co|pl|ua|cy))?"
_PROVIDER = r"(?:gmail|googlemail|g-?mail|hotmail|outlook|yahoo|ymail|icloud|proton(?:mail)?|live|aol|gmx|web|mail|yandex|tutanota|tuta|wp|onet|o2|seznam|libero|orange|uol|bol)"

_BEGIN = r"(?<![\w.%+-])(?<![\w.%+-]')"  # not in the middle of a name: an apostrophe may be a part of it, or a quotation mark
_NAME = rf"{_BEGIN}(?P<local>{_LOCAL}(?:(?:{_WORD_DOT}|\s\.\s){_LOCAL}){{0,2}})"
_END = r"(?![\w@])"
_DISGUISES = tuple(
    re.compile(rf"{_NAME}(?P<at>{at})(?P<domain>{domain}){_END}")
    for at, domain in (
        (_BRACKET_AT, rf"{_LABEL}(?:{_ANY_DOT}{_LABEL}){{0,2}}?{_ANY_DOT}{_TOP}{_SECOND}"),
        (_SPACED_AT, rf"{_LABEL}(?:{_ANY_DOT}{_LABEL}){{0,2}}?{_ANY_DOT}{_TOP}{_SECOND}"),
        (_WORD_AT, rf"{_LABEL}(?:{_WORD_DOT}{_LABEL}){{0,2}}?{_WORD_DOT}{_TOP}"),
        (_WORD_AT, rf"{_PROVIDER}{_ANY_DOT}{_TOP}(?:\.[a-z]{{2}})?"),
    )
)
_STRAIGHT = re.compile(rf"{_BEGIN}(?=[a-z0-9._%+'-]{{1,64}}+@){_PLAIN}(?![\w@])")
_SUSPECT = re.compile(rf"@|\b{_AT_WORDS}\b|{_DOT_WORDS}")
_DOTS = re.compile(_WORD_DOT)
_FIGURES = re.compile(r"[\d.]+")


def mentions(capture: Capture) -> Iterator[Mention]:
    """Every e-mail address of a capture: those in its field, its title and its text."""
    for place, written in enumerate(capture.emails):
        normalised = normalise(written)
        if normalised:
            yield Mention("email", written, normalised, f"emails[{place}]")
    for field in ("title", "text"):
        text = (getattr(capture, field) or "")[:LONGEST_TEXT]
        for start, end, normalised, confidence in find(text):
            yield Mention("email", text[start:end], normalised, field, start, end, confidence)


def normalise(written: str) -> str:
    """The address in lower-case without disguise, "" if there is none."""
    found = find(written.strip()[:LONGEST_TEXT])
    return found[0][2] if found else ""


@lru_cache(maxsize=TEXTS)
def find(text: str) -> tuple[tuple[int, int, str, float], ...]:
    """Start, end, normal form and confidence of every e-mail address in a text."""
    if not text:
        return ()
    folded = fold(text)
    return tuple((*folded.span(start, end), email, sure) for start, end, email, sure in _found(folded.text))


def spans(folded: Folded) -> list[tuple[int, int]]:
    """Where e-mail addresses stand in a folded text."""
    return [(start, end) for start, end, _, _ in _found(folded.text)]


@lru_cache(maxsize=TEXTS)
def _found(text: str) -> tuple[tuple[int, int, str, float], ...]:
    if "@" not in text and not _SUSPECT.search(text):
        return ()
    found = [(*match.span(), match.group().strip("."), 1.0) for match in _STRAIGHT.finditer(look_alike(text))]
    taken = Taken((start, end) for start, end, _, _ in found)
    for disguise in _DISGUISES:
        for match in disguise.finditer(text):
            domain = ".".join(part.strip() for part in re.split(_ANY_DOT, match["domain"]))
            if not (_FIGURES.fullmatch(match["local"]) and domain[0].isdecimal()) and taken.take(*match.span()):
                local = _DOTS.sub(".", match["local"]).replace(" . ", ".")
                found.append((*match.span(), f"{local}@{domain}", 0.9))
    return tuple(sorted(found))

"""E-mail addresses in fields and free text, also as people disguise them: `name (at) mail dot com`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from resolution.captures import Capture
from resolution.mentions.characters import LONGEST_TEXT, TEXTS, Folded, fold, look_alike
from resolution.mentions.mention import Mention
from resolution.mentions.taken import Taken

# Words for "at" and "dot"; in brackets or between asterisks any of them counts, bare only as a whole disguise.
_AT_WORDS = r"(?:at|arroba|chiocciola|kukac|malpa|snabel-?a|alfakrull|krollalfa|zavinac|klammeraffe|apenstaartje|arobase?|arobas|et|a|sobaka|собака|papaki|παπακι|kroll|aet|at.?sign|apestaartje|kuyruklu a|monkey|majmun(?:sko a)?|маимун\w{0,3}(?: а)?|hja|miuku(?:mauku)?|coada de maimuta|arond|afna|eta|att|равлик|кльомба)"
DOT_WORDS = r"(?:dot|d0t|punkt|punto|ponto|prikk|prick|point|punct|kropka|tecka|pont|piste|nokta|tocka|точка|τελεια|stip|punkts|punktum|punt|bodka|pika|taskas|крапка)"
_UNDERSCORES = r"(?:under ?score|underline|understre[ck]k?|unterstrich|gui[oa]n bajo|tiret (?:du )?bas|trattino basso|podkreslnik|podkreslenie|podtrzitko|podciarknik|alulvonas|alaviiva|alt ?cizgi|linie de subliniere|liggend streepje|нижн\w{2} подчеркивани\w|κατω παυλα)"
_LEFT, _RIGHT = r"[\[({<*_~|-]{1,2}\s?", r"\s?[\])}>*_~|-]{1,2}"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_LOCAL = r"[a-z0-9](?:[a-z0-9._%+'-]{0,62}[a-z0-9_+-])?"  # 64 characters at most, as mail allows

_PLAIN = rf"{_LOCAL}@{_LABEL}(?:\.{_LABEL})*\.[a-z]{{2,24}}"
_BRACKET_AT = rf"\s{{0,2}}{_LEFT}(?:{_AT_WORDS}|@){_RIGHT}\s{{0,2}}"
_SPACED_AT = r"\s{1,2}@\s{0,2}|\s{0,2}@\s{1,2}|@{1,3}|%40|[^\w\s@.,:;]{1,2}@[^\w\s@.,:;]{1,2}"
_WORD_AT = rf"\s{{1,3}}{_AT_WORDS}\s{{1,3}}"
_WORD_DOT = rf"(?:\s{{0,2}}{_LEFT}(?:{DOT_WORDS}|\.){_RIGHT}\s{{0,2}}|\s{{1,3}}{DOT_WORDS}\s{{1,3}})"
_ANY_DOT = rf"(?:{_WORD_DOT}|\s{{0,2}}\.\s{{0,1}}|\.\.|,)"
_SURE_DOT = rf"(?:{_WORD_DOT}|\s\.\s|\.)"  # where the at is a word, a stop before a space ends a sentence
_COUNTRY = (
    r"(?:no|se|dk|fi|is|de|at|ch|nl|be|lu|uk|ie|fr|es|pt|it|ro|pl|cz|sk|hu|gr|cy|bg|hr|si|rs|ba|mk|al|tr|ru|ua|by|md|lt|lv|ee|us|ca|br|mx|ar|cl|pe|ve|au|nz|in|cn|jp|th|ph|"
    r"za|ng|il|ae)"
)
_TOP = rf"(?:com|net|org|info|biz|eu|me|io|co|live|online|site|email|mail|example|test|invalid|xyz|club|pro|ai|app|dev|{_COUNTRY})"
_SECOND = rf"(?:(?:{_WORD_DOT}|\.)(?:uk|br|ar|mx|au|nz|in|za|tr|il|jp|co|pl|ua|cy)(?!\w))?"
# Names that mean mail and nothing else, in whatever is around them; and all.
_KNOWN = r"(?:gmail|googlemail|hotmail|outlook|yahoo|ymail|icloud|proton(?:mail)?|gmx|yandex|tutanota)"
_PROVIDER = rf"(?:{_KNOWN}|g-?mail|live|aol|web|mail|tuta|wp|onet|o2|seznam|libero|orange|uol|bol)"

_BEGIN = r"(?<![\w.%+-])(?<![\w.%+-]')"  # not in the middle of a name: an apostrophe may be a part of it, or a quotation mark
_NAME = rf"{_BEGIN}(?P<local>{_LOCAL}(?:(?:{_WORD_DOT}|\s\.\s|\s{_UNDERSCORES}\s){_LOCAL}){{0,2}})"
_END = r"(?![\w@])"
_DISGUISES = tuple(
    re.compile(rf"{_NAME}(?P<at>{at})(?P<domain>{domain}){_END}")
    for at, domain in (
        (_BRACKET_AT, rf"{_LABEL}(?:{_ANY_DOT}{_LABEL}){{0,2}}?{_ANY_DOT}{_TOP}{_SECOND}"),
        (_SPACED_AT, rf"{_LABEL}(?:{_ANY_DOT}{_LABEL}){{0,2}}?{_ANY_DOT}{_TOP}{_SECOND}"),
        (_WORD_AT, rf"{_LABEL}(?:{_WORD_DOT}{_LABEL}){{0,2}}?{_WORD_DOT}{_TOP}{_SECOND}"),
        (_WORD_AT, rf"{_PROVIDER}{_SURE_DOT}{_TOP}{_SECOND}"),
    )
)
# A provider's name says what is missing before and after it: `annaQgmail.com`, `anna@gmail`, `annaatgmaildotcom`.
_ANY_AT = rf"(?:{_BRACKET_AT}|{_SPACED_AT}|\s?[*#✉📧📨📩💌🅰]+\s?|\s?[({{\[]q[)}}\]]\s?|q|(?:at|arroba|chiocciola|arobase|kukac|malpa|zavinac|arond|собака|papaki|apenstaartje|snabela?))"
_LOOSE_DOT = rf"(?:{_ANY_DOT}|[\s_-]|{DOT_WORDS})?"
_AROUND_PROVIDER = (
    re.compile(rf"{_BEGIN}(?P<local>{_LOCAL}?)(?P<at>{_ANY_AT})(?P<domain>{_KNOWN}(?:\s?\.\s?|{_WORD_DOT}|,|\.\.|{DOT_WORDS}){_TOP}{_SECOND}){_END}"),
    re.compile(rf"{_BEGIN}(?P<local>{_LOCAL})(?P<at>\s?@\s?)(?P<domain>(?:gmail|googlemail|hotmail|icloud|outlook|protonmail|yahoo)(?:{_LOOSE_DOT}com)?){_END}(?!\.\w)"),
    re.compile(rf"(?<!\w)(?P<domain>(?:gmail|hotmail|outlook|icloud)(?=(?:\s?[:=→>])))\s?[:=→>]+\s?(?P<at>)(?P<local>{_LOCAL}){_END}"),
    re.compile(rf"{_BEGIN}(?P<local>{_LOCAL})(?P<at>)\s(?P<domain>{_KNOWN}(?:\s?\.\s?|\s){_TOP}{_SECOND}){_END}"),
    re.compile(rf"{_BEGIN}(?P<local>{_LOCAL})(?P<at>)\s?\(\s?(?P<domain>gmail|hotmail|outlook|icloud)\s?\)"),
)
_APART = re.compile(r"(?<!\S)(?:[a-z0-9._-] ){2,40}(?:@|\(a\)|\[at\])(?: [a-z0-9.-](?!\w)){4,40}")  # a letter at a time
_PROVIDED = re.compile(_KNOWN)
_STRAIGHT = re.compile(rf"{_BEGIN}(?=[a-z0-9._%+'-]{{1,64}}+@){_PLAIN}(?![\w@])")
_SUSPECT = re.compile(rf"@|\b{_AT_WORDS}\b|{DOT_WORDS}")
_DOTS, _UNDERSCORE, _STOPS = re.compile(_WORD_DOT), re.compile(rf"\s{_UNDERSCORES}\s"), re.compile(_ANY_DOT)
_GLUED = re.compile(rf"({_KNOWN}){_LOOSE_DOT}({_TOP}{_SECOND})")
_WHOLE = re.compile(rf"{_LABEL}(?:\.{_LABEL}){{0,2}}?\.{_TOP}(?:\.uk|\.br)?")
_FIGURES = re.compile(r"[\d.]+")
_SENTENCES = "call am is are be me us you him her them it look see meet come live stay mail email write text contact find book reach only or and the a at on in my"
_NO_NAMES = frozenset(_SENTENCES.split())  # what stands before a word such as `at`, and is nobody's address


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
    provided = _PROVIDED.search(text) is not None
    if "@" not in text and "%40" not in text and not provided and not _SUSPECT.search(text):
        return ()
    found = [(*match.span(), match.group().strip("."), 1.0) for match in _STRAIGHT.finditer(look_alike(text))]
    taken = Taken((start, end) for start, end, _, _ in found)
    for match in chain.from_iterable(disguise.finditer(text) for disguise in _DISGUISES):
        if _meant(match) and taken.take(*match.span()):
            found.append((*match.span(), f"{_local(match)}@{_domain(match)}", 0.9))
    for match in chain.from_iterable(loose.finditer(text) for loose in _AROUND_PROVIDER) if provided else ():
        if len(match["local"]) > 2 and _meant(match) and taken.take(*match.span()):
            found.append((*match.span(), f"{_local(match)}@{_domain(match)}", 0.8))
    for match in _APART.finditer(text) if " @ " in text or " (a" in text or " [a" in text else ():
        spelled = _spelled(match.group())
        if spelled and taken.take(*match.span()):
            found.append((*match.span(), spelled, 0.8))
    return tuple(sorted(found))


def _meant(match: re.Match[str]) -> bool:
    """Whether both sides look like an address: no sum of money, no sentence."""
    local = match["local"]
    if _FIGURES.fullmatch(local) and match["domain"][0].isdecimal():
        return False
    at = match["at"]
    if not at:
        return not local.isalpha()  # `gmail: anna.k88`, and not `gmail: ask me`
    return not (at.strip().isalpha() and at != at.strip() and local in _NO_NAMES)


def _local(match: re.Match[str]) -> str:
    return _DOTS.sub(".", _UNDERSCORE.sub("_", match["local"])).replace(" . ", ".")


def _domain(match: re.Match[str]) -> str:
    """The domain with full stops alone; a provider that stands without the end of its name has that of most."""
    glued = _GLUED.fullmatch(match["domain"])
    written = f"{glued[1]}.{glued[2]}" if glued else match["domain"]
    domain = ".".join(part.strip() for part in _STOPS.split(written) if part.strip())
    return domain if "." in domain else f"{domain}.com"


def _spelled(letters: str) -> str:
    """The address that is written letter by letter, "" if it is none."""
    local, _, domain = letters.replace(" ", "").replace("(a)", "@").replace("[at]", "@").partition("@")
    whole = _WHOLE.match(domain)
    return f"{local}@{whole.group()}" if whole else ""

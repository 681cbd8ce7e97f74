"""Postal addresses of Europe and the Americas: a written line into street, number, unit, post code and city.

Everything is folded to lower-case ASCII. A part that was not written is empty, which says nothing about the address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import lru_cache

from resolution.captures import Capture
from resolution.mentions.address_words import (
    COUNTRY_NAMES,
    FLOOR_WORDS,
    GLUED_ABBREVIATIONS,
    NUMBER_WORDS,
    POSTCODES,
    SHORT,
    SHORT_CODES,
    STREET_KINDS,
    UNIT_WORDS,
)
from resolution.mentions.characters import LONGEST_TEXT, TEXTS, plain
from resolution.mentions.mention import Mention
from resolution.mentions.typing_errors import untangled

LONGEST = 160  # characters of an address that are read: what is longer is a description
LONGEST_ABBREVIATION = 4  # letters of a word that stands for a flat or floor in a language that is not known here
IN_TEXT = 0.8  # confidence in an address that only free text shows: directions and landmarks are written alike
HOUSE = re.compile(r"\d{1,5}[a-z]?(?:[-/+]\d{0,5}[a-z]?)*")
FIRST_HOUSE = re.compile(r"(\d{1,5}(?: ?(?:bis|ter|quater)\b|[a-z]\b)?(?:[-/]\d{1,5}[a-z]?)*),? (?!de )(.*[a-z]{2}.*)")
UNIT = re.compile(r"[a-z]+\.? ?(?:\d\w{0,4}|[a-z]\d{0,3})(?:[ /-](?:[a-z]+\.? ?)?(?:\d\w{0,4}|[a-z]))*")
GLUED_UNIT = re.compile(r"(?<=\d)(?=(?!(?:st|nd|rd|th|er)\b)[a-z]{2,})")  # "151-9hoog"
INNER_STOP = re.compile(r"\b([a-z])\.(?=[a-z]{2,3}\b)")  # "P.zza", "C.so"
NUMBERED = re.compile(r"(?<![\w.])(?:(?:no|nr|n|num|br|bud|dom|d|hnr|c\.? ?p|c) ?[.:] ?(?=\d)(?!\d+ de )|(?:bud|dom|br) (?=\d+\w?$))")  # "No:35", "c.p. 12", "d. 7"
ENTERED = re.compile(r"(?<=\d) ?/ ?(?=[a-z]{2,}\.? ?\d)")  # "12/Top 3"
FLAT_FIRST = re.compile(r"^((?:unit|flat|apt|apartment|suite|room) \w{1,4}) (?=\d+[a-z]? [a-z]{2})")  # "Flat 3 12 Baker Street"
ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10"}
ROMAN_FLOOR = re.compile(r"\b([ivx]{1,4})\.? (?=(?:em|emelet|emeleti|patro|p|pietro)\b)")
DISTRICT = re.compile(r"([a-z]+) \d{1,2}")  # "Praha 2"


@dataclass(frozen=True, slots=True)
class AddressParts:
    """An address taken apart."""

    street: str = ""
    number: str = ""
    unit: str = ""
    postcode: str = ""
    city: str = ""

    @property
    def precise(self) -> bool:
        """Whether it names one building; otherwise it is no more than a part of a city and joins nothing."""
        return bool(self.street and self.number)

    @property
    def canonical(self) -> str:
        """The address in one line, always written alike."""
        house = " ".join(filter(None, (self.street, self.number)))
        line = f"{house}/{self.unit}" if self.unit else house
        return ", ".join(filter(None, (line, f"{self.postcode} {self.city}".strip())))


@lru_cache(maxsize=100_000)
def parse(raw: str, country: str | None = None, city: str | None = None) -> AddressParts:
    """The parts of an address as written; the country and city of its ad settle what the line leaves open."""
    segments = _segments(raw[:LONGEST])
    postcode, town, segments = _locality(segments, country)
    street, number, unit, rest = _street(segments)
    known = plain(city or "")
    if not town:
        street, number, unit, town = _trailing_town(street, number, unit, known) or (street, number, unit, next(iter(rest), ""))
    return AddressParts(_street_name(street), number, unit, postcode, _town(town) or _town(known))


def mentions(capture: Capture) -> Iterator[Mention]:
    """The addresses that a capture gives, in fields and in free text."""
    for place, raw in enumerate(capture.addresses):
        yield _mention(raw, f"addresses[{place}]", capture)
    for field in ("title", "text"):
        text = (getattr(capture, field) or "")[:LONGEST_TEXT]
        for start, end in _free(text):
            mention = _mention(text[start:end], field, capture, (start, end))
            if mention.detail["precise"]:
                yield mention


@lru_cache(maxsize=TEXTS)
def _free(text: str) -> tuple[tuple[int, int], ...]:
    """Where a text gives a street and a house number."""
    return tuple(found.span() for found in FREE.finditer(text)) if any(c.isdigit() for c in text) else ()


def _mention(raw: str, field: str, capture: Capture, span: tuple[int, int] | None = None) -> Mention:
    parts = parse(raw, capture.country, capture.city)
    start, end = span or (None, None)
    detail = {**asdict(parts), "precise": parts.precise}
    return Mention("address", raw, parts.canonical, field, start, end, IN_TEXT if span else 1.0, detail=detail)


def _segments(raw: str) -> list[str]:
    text = re.sub(r"(?<=\d)\s?[ºª°]|[ºª°]", " ", untangled(raw).replace("\n", ",").replace(";", ","))
    text = re.sub(r"\([^)]*\)", " ", re.sub(r"\s[-–—|·]\s", ",", text))
    found = (_segment(segment) for segment in text.split(","))
    return [segment for part in found for segment in part.split(",") if segment and segment not in COUNTRY_NAMES]


def _segment(written: str) -> str:
    """A folded segment: what introduces a house number in one word, what stands before a flat with a comma."""
    text = INNER_STOP.sub(r"\1", " ".join(plain(written).replace("'", "").replace('"', "").split())).strip(" .-")
    text = ROMAN_FLOOR.sub(lambda floor: f"{ROMAN.get(floor[1], floor[1])} ", ENTERED.sub(" ", NUMBERED.sub("nr ", text)))
    return FLAT_FIRST.sub(r"\1,", text)


@lru_cache(maxsize=100)
def _postcode_patterns(country: str | None) -> tuple[re.Pattern[str], ...]:
    shapes = [*(POSTCODES[key] for key in (country or "", "generic") if key in POSTCODES), SHORT]
    word = r"[^\d,]*[a-z][^\d,]*\d{0,2}[a-z]?"  # a city, with a district's number
    return tuple(
        re.compile(template.format(code=rf"(?:[a-z]{{1,3}}-)?(?P<code>{shape})", word=word))
        for shape in shapes
        for template in (r"(?P<before>){code} (?P<city>{word})", r"(?P<before>)(?P<city>{word}?) {code}", r"(?P<before>)(?P<city>){code}")
        if shape != SHORT or template.endswith("{word})")
    ) + tuple(re.compile(rf"(?P<before>.*[a-z].* ?\d.*?|\d.*[a-z].*?)(?: in)? (?:[a-z]{{1,3}}-)?(?P<code>{shape}) (?P<city>{word})") for shape in shapes if shape != SHORT)


def _locality(segments: list[str], country: str | None) -> tuple[str, str, list[str]]:
    """Post code and city, and the segments that remain."""
    for pattern in _postcode_patterns(country):
        for place in reversed(range(len(segments))):
            found = pattern.fullmatch(segments[place])
            if found and _may_be_locality(segments, place, found, country):
                before, after = segments[:place], segments[place + 1 :]
                if found["before"]:
                    before = [*before, found["before"]]
                return re.sub(r"^[a-z]{2}(?=\d{4,5}$)", "", re.sub(r"[ -]", "", found["code"])), *_city_beside(found["city"], before, after)
    *others, last = segments or [""]
    numbered = re.fullmatch(r"([a-z]+).* \d{1,2}[a-z]?", last)  # "Dublin 1"
    if others and (not re.search(r"\d", last) or (numbered and numbered[1] not in UNIT_WORDS and re.search(r"\d", others[-1]))):
        return "", *_city_beside(last, others, [])
    return "", "", segments


def _may_be_locality(segments: list[str], place: int, found: re.Match[str], country: str | None) -> bool:
    """A first segment is the street unless it holds more than a locality or a later one holds the house number."""
    if found["before"]:
        return True
    if len(found["code"]) == 3:
        return _ends_in_short_code(segments, place, found) or (len(segments) == 1 and country in SHORT_CODES)
    if place and _is_unit_before_town(segments, place, found):
        return False
    if place:
        before = " ".join(segments[:place])
        return bool(found["city"]) or not found["code"].isdigit() or bool(re.search(r"[a-z]{2}.*\d|\d.*[a-z]{2}", before))
    if not found["city"] and country and len(found["code"]) > 4:  # "01001, Kyiv, Khreshchatyk 12"
        return len(segments) > 2 and not re.search(r"\d", segments[1])
    words = set(found["city"].split())
    later = any(re.search(r"\d", segment) for segment in segments[1:]) or (len(segments) == 1 and country not in (None, "US"))
    return bool(words) and later and not words & STREET_KINDS.keys()


def _ends_in_short_code(segments: list[str], place: int, found: re.Match[str]) -> bool:
    """Whether the last segment has three figures and a town after a house: "Flat 26, 150 Albert Street, Leeds" has another house number."""
    housed = any(_house(segment) and not _is_unit(segment) for segment in segments[:place])
    return housed and place == len(segments) - 1 and not set(found["city"].split()) & STREET_KINDS.keys()


def _is_unit_before_town(segments: list[str], place: int, found: re.Match[str]) -> bool:
    """Whether a word and figures name a flat, the town stands after it: "Storgata 5, leil. 2804, Oslo"; a short word names no town itself."""
    town = segments[place + 1] if place + 1 < len(segments) else ""
    led = found.start("city") < found.start("code") and bool(found["city"])
    return led and (_is_unit(segments[place]) or (len(found["city"].strip(" .")) <= LONGEST_ABBREVIATION and len(town) > 2 and not re.search(r"\d", town)))


def _city_beside(city: str, before: list[str], after: list[str]) -> tuple[str, list[str]]:
    """A two-letter state is no city: the city stands before it."""
    if len(city) > 2:
        return city, [*before, *after]
    while before and len(before[-1]) <= 2:
        before = before[:-1]
    if len(before) > 1 and not re.search(r"\d", before[-1]):
        return before[-1], [*before[:-1], *after]
    if after and not re.search(r"\d", after[0]):
        return after[0], [*before, *after[1:]]
    return "", [*before, *after]


def _street(segments: list[str]) -> tuple[str, str, str, list[str]]:
    """Street, number and unit, and the segments that hold none of them."""
    rest: list[str] = []
    units: list[str] = []
    street = number = ""
    for place, segment in enumerate(segments):
        following = segments[place + 1] if place + 1 < len(segments) else ""
        if number or _is_unit(segment):
            (units if _is_unit(segment) or (number and re.search(r"\d", segment)) else rest).append(segment)
        elif DISTRICT.fullmatch(segment) and _has_kind(following) and _house(following):
            rest.append(segment)
        elif HOUSE.fullmatch(segment) and not rest and re.search(r"[a-z]{2}", following) and not _is_unit(following) and not _house(following):
            street, number, unit = following, *_number(segment, [])
            units.extend(filter(None, (unit,)))
            segments[place + 1] = ""
        elif (house := _house(segment)) is not None:
            street, number, unit = house
            units.extend(filter(None, (unit,)))
        elif re.search(r"[a-z]{2}", segment) and re.match(r"(?:(?:nr|no|n|num|numero)\.? ?)?\d", following) and not _house(following.removeprefix("nr ")):
            street, number, unit = _house(f"{segment} {following}") or (segment, "", "")
            units.extend(filter(None, (unit,)))
            segments[place + 1] = ""
        elif segment:
            rest.append(segment)
    if not street and rest:
        street = rest.pop(0)
    return street, number, _unit(" ".join(units)), rest


def _has_kind(segment: str) -> bool:
    return any(word.rstrip(".") in STREET_KINDS for word in segment.split())


def _is_unit(segment: str) -> bool:
    words = re.findall(r"[a-z]+", segment)
    if not words:
        return False
    return bool(words[0] in UNIT_WORDS and UNIT.fullmatch(segment)) or (set(words) <= FLOOR_WORDS | {"a", "b", "c", "d"} and len(words[0]) > 1) or segment.startswith("r/c")


def _house(segment: str) -> tuple[str, str, str] | None:
    """Street, number and what follows, of a segment that holds both a street and a number."""
    segment = GLUED_UNIT.sub(" ", segment)
    tokens = [token for token in re.split(r"[ ]+|(?<=[a-z])\.(?=\d)|(#)", segment) if token]
    if len(tokens) > 1 and HOUSE.fullmatch(tokens[0]):
        first = FIRST_HOUSE.fullmatch(segment)
        return _number_first(first) if first and tokens[1].rstrip(".") not in UNIT_WORDS else None
    for place, token in enumerate(tokens):
        bare = token.rstrip(".")
        if HOUSE.fullmatch(bare) and re.search(r"[a-z]{2}", " ".join(tokens[:place]).removeprefix("nr")) and not _within_name(tokens, place):
            if tokens[place - 1] == "#":  # a plate: "Calle 50 # 12-34"
                return " ".join(tokens[: place - 1]), bare, " ".join(tokens[place + 1 :])
            named = tokens[: place - 1] if tokens[place - 1].rstrip(".") in NUMBER_WORDS and place > 1 else tokens[:place]
            return " ".join(named), *_number(bare, tokens[place + 1 :])
    return None


def _number_first(found: re.Match[str]) -> tuple[str, str, str]:
    number, unit = _number(found[1].replace(" ", ""), [])
    tokens = found[2].replace("#", "# ").split()
    cut = next((place for place, token in enumerate(tokens) if place and _opens_unit(token, tokens[place + 1 :])), len(tokens))
    return " ".join(tokens[:cut]), number, " ".join(filter(None, (unit, *tokens[cut:])))


def _opens_unit(token: str, after: list[str]) -> bool:
    return token == "#" or (token.rstrip(".") in UNIT_WORDS and bool(after))


def _within_name(tokens: list[str], place: int) -> bool:
    """Whether a number belongs to the street's name: "Strasse des 17. Juni 135", "9 de Julio 1234", "Calle 50 # 12-34"."""
    after = tokens[place + 1 :]
    if not after:
        return False
    worded = after[0] == "de" or (re.fullmatch(r"[a-z]{3,}", after[0]) and after[0] not in UNIT_WORDS)
    return after[0] == "#" or bool(worded and any(token[0].isdigit() for token in after))


def _number(house: str, after: list[str]) -> tuple[str, str]:
    """A house number and its unit: 12/3 and 12-3 name flat 3, 12-14 a house of two numbers, 12/a and 12 a its entrance a."""
    first, *others = re.split(r"[/+-]", house)
    if others and re.fullmatch(r"[a-z]", others[0]) and first.isdigit():
        first, others = first + others[0], others[1:]
    if others and "-" in house and others[0].isdigit() and first.isdigit() and int(others[0]) > int(first):
        first, others = f"{first}-{others[0]}", others[1:]
    if after and re.fullmatch(r"[a-z]|bis|ter|quater", after[0]) and first.isdigit() and (len(after) == 1 or after[1][0].isdigit() or after[1].rstrip(".") in UNIT_WORDS):
        first, after = first + after[0], after[1:]
    return first.lstrip("0") or first, " ".join([*others, *after])


def _unit(text: str) -> str:
    """The unit without the words that introduce it: "leil. 2" is 2, "3. sal tv" is 3tv."""
    parts = re.findall(r"[a-z]+|\d+", text)
    named = [part for place, part in enumerate(parts) if part not in UNIT_WORDS or (len(part) == 1 and place == len(parts) - 1 and place > 0)]
    return "".join(part.lstrip("0") or part for part in named)[:12]


def _trailing_town(street: str, number: str, unit: str, known: str) -> tuple[str, str, str, str] | None:
    """A city written after the number with no comma between."""
    if unit and len(unit) >= 3 and unit.isalpha():
        return street, number, "", known if known.replace(" ", "") == unit else unit
    return None


def _street_name(street: str) -> str:
    """The name with abbreviations that are glued to it written out, and no full stops."""
    for pattern, long in GLUED_ABBREVIATIONS:
        street = pattern.sub(long, street)
    return " ".join(token for token in re.split(r"[ ./#]+", street) if token)


def _town(city: str) -> str:
    """A city without its district's number or letter."""
    return re.sub(r"(?: (?:\d{1,2}\w{0,2}|[a-z]|[ivx]+|cedex.*))+$", "", city).strip(" .-")

_PREFIXED = (
    r"(?i:calle|c/|carrer|avenida|avda?\.|av\.|rua|travessa|rue|avenue|chaussée|via|viale|v\.le|corso|c\.so|piazza|p\.zz?a|largo|plaza|pza\.|praça|place|boulevard|bd\.?|bld\.|bul\.?|bulevar|"
    r"b-?dul|ul\.|ulica|al\.|aleja|aleje|pl\.|plac|os\.|osiedle|strada|str\.?|bulevardul|calea|[sș]os\.|[sșş]oseaua|splaiul|paseo|passeig|quai|nám\.?|náměstí|námestie|t[rř]\.|třída|trg|rruga|rr\.|triq|"
    r"leof\.|leoforos|λεωφ\.|λεωφόρος|οδός|ул\.?|улица|бул\.?|булевард?|вул\.?|вулиця|просп\.?|проспект|пр-т|пл\.|площадь|vul\.|prosp\.|ulitsa|prospekt)"
)
_SUFFIXED = r"[^\W\d_]{2,30}(?:gata|gaten|gate|gatan|götu|gt\.|veien|vegen|vägen|vegur|vegi|stígur|vej|gade|straße|strasse|str\.|straat|laan|gracht|kade|gasse|platz|weg|damm|ufer|allee|katu|tie|plein)"
_WORDED = (
    r"(?i:gate|gata|gatan|vei|väg|allé|alle|utca|tér|körút|krt\.|út|straat|laan|straße|str\.|strasse|allee|platz|katu|tie|tänav|mnt\.?|maantee|pst|puiestee|iela|gatvė|prospektas|alėja|"
    r"ulica|ul\.|cesta|caddesi|cad\.|sokak|sok\.|bulvarı|ulitsa|ул\.|улица|проспект|пр-т|prospekt)|(?:u\.|g\.|c\.|tn|cd\.|sk\.|trg)"  # the shortest only in small letters: "Maria C. 25"
)
_NAME = r"(?![a-zß-ÿ])[\"„“]?[^\W\d_][\w'’.-]{0,30}[\"”“]?"
_SMALL = r"(?:d[aeio]s?|del|della|de la|de los|dei|du|des|la|las|los|el|e|cel|kneza|kralja|bana|cara|svetog|sv\.)"
_HOUSE = r"(?i:nr\.?\s?|n[º°.]\s?|no[:.]\s?|br\.\s|č\.\s?|№\s?|д\.\s?|буд\.\s?|)\d{1,4}(?:\s?[A-Za-z]\b)?(?:[/-]\d{1,4})?"
_NO_HOUSE = r"(?!\s?(?:years?|yo|y\.o|min|euros?|eur|kr|€|£|\$|h\b|år|let|lat|jahre|ans|años|anos|anni|ani|ετών|лет|ρ))"  # an age, a time or a price
_LOCALITY = r"(?:,\s(?:\d{3,6}\s)?(?![a-zß-ÿ])[^\W\d_][\w'’-]*)?"
FREE = re.compile(
    rf"\b(?:{_PREFIXED}\s(?:{_SMALL}\s)?{_NAME}(?:\s(?:{_SMALL}\s)?{_NAME}){{0,3}},?\s{_HOUSE}"
    rf"|(?:{_NAME}\s)?(?![a-zß-ÿ]){_SUFFIXED},?\s{_HOUSE}|(?:{_NAME}\s){{1,2}}(?:{_WORDED}),?\s{_HOUSE}"
    rf"|\d{{1,4}}[A-Za-z]?,?\s(?:(?:{_NAME}\s){{1,3}}(?:Street|Road|Avenue|Lane|Square|Terrace|Drive|Boulevard|Gardens|Court|Crescent|St|Rd|Ave|Ln|Sq)"
    rf"|(?i:rue|avenue|av\.|boulevard|bd|place|quai|chaussée|allée|impasse|cours)\s(?:{_SMALL}\s|d['’]|l['’])*{_NAME}(?:\s(?:{_SMALL}\s)?{_NAME})?)\b)\b(?i:{_NO_HOUSE}){_LOCALITY}"
)

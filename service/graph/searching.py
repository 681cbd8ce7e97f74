"""What a search wants in the terms of the index, and how matches are checked, ranked and highlighted. Pure."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable
from functools import cache, lru_cache
from itertools import islice
from operator import attrgetter

from service.graph import indexing
from service.graph.reader import Box, Candidate, Period, Ranked, Wish
from service.graph.store import Highlight, Node, SearchQuery

KM_PER_DEGREE = 111.2
EARTH_KM = 6371.0
FRAGMENT = 160  # characters
MAX_HIGHLIGHTS = 3
EXACT = 5.0  # of what was found by its value
HIGHLIGHTED = ("title", "text", "names", "value", "city")

_RAW_WORD = re.compile(r"\w+")


def wish(query: SearchQuery, places: Collection[str] | None) -> Wish:
    """The words that must all be there and the groups of facets of which one must be; `places` are those in the circle asked for."""
    names = tuple((word, _sound(word)) for word in indexing.words(query.name or ""))
    groups: list[tuple[str, ...]] = []
    if query.country:
        groups.append((indexing.facet("country", query.country),))
    if query.city:
        groups.append(city_facets(query.city))
    if places is not None:
        groups.append(tuple(sorted(indexing.facet("place", place.removeprefix("place:")) for place in places)))
    words = tuple(dict.fromkeys(indexing.words(query.q or "")))
    return Wish(words, tuple(groups), Period.of(query.since, query.until), query.types, query.near, names)


@lru_cache(maxsize=65_536)
def _sound(word: str) -> str:
    """What a word shares with its spelling variants; a word without letters stands for itself."""
    return next(iter(indexing.sounds(word)), word)


def city_facets(city: str) -> tuple[str, ...]:
    """A city by its name or by its place key."""
    if "/" in city:
        return (indexing.facet("place", city.removeprefix("place:")),)
    return (indexing.facet("city", " ".join(indexing.words(city))),)


def passes(node: Node, wish: Wish) -> bool:
    """Whether a node found by its value passes everything else that was asked."""
    held = set(indexing.search_words(node).split())
    own = set(indexing.facets(node))
    seen_from, seen_to = node.properties.get("first_seen"), node.properties.get("last_seen")
    return (
        held.issuperset(wish.words[:-1])
        and (not wish.words or any(word.startswith(wish.words[-1]) for word in held))
        and all(like in own or any(word.startswith(name) for word in held) for name, like in indexing.alike(wish.names))
        and all(own & set(group) for group in wish.facets)
        and (wish.types is None or node.type in wish.types)
        and (seen_to is None or seen_to >= wish.period.since)
        and (seen_from is None or seen_from <= wish.period.until)
    )


def candidate(node: Node) -> Candidate:
    """What ranks a node that was fetched whole."""
    p = node.properties
    return Candidate(node.id, node.type, node.label, float(p.get("ads") or 0), str(p.get("last_seen") or ""), p.get("lat"), p.get("lon"))


def rank(candidates: Iterable[Candidate], wish: Wish, exact: Collection[str] = ()) -> list[Ranked]:
    """Matches with their scores, best first; `exact` were found by their value. Ties: the last seen first, then by id."""
    level = _levels(wish)
    scored = [
        Ranked(found.id, round((EXACT if found.id in exact else level(found.label)) + found.ads / (found.ads + 10.0) * 0.9, 6), found.last_seen)
        for found in candidates
        if _is_near(found, wish)
    ]
    scored.sort(key=attrgetter("id"))
    scored.sort(key=attrgetter("score", "last_seen"), reverse=True)  # sorting is stable, in reverse too
    return scored


def follows(one: Ranked, after: tuple[float, str, str]) -> bool:
    """Whether a match stands behind the one with this score, last seen and id."""
    score, last_seen, id = after
    if one.score != score:
        return one.score < score
    return one.last_seen < last_seen or (one.last_seen == last_seen and one.id > id)


def _is_near(found: Candidate, wish: Wish) -> bool:
    """Whether coordinates of its own lie in the circle; what has none is judged by its place."""
    if wish.near is None or found.lat is None or found.lon is None:
        return True
    return within(found.lat, found.lon, wish.near)


def _levels(wish: Wish) -> Callable[[str], float]:
    """What a label is worth: labels that equal, begin with, hold or sound like the words, then texts. Of each the much seen go first."""
    wanted = (*(name for name, _ in wish.names), *wish.words)
    parts, sounds = frozenset(wanted), frozenset(map(_sound, wanted))

    @cache  # many candidates have one label
    def level(label: str) -> float:
        words = _words_of(label)
        if words[: len(wanted)] == wanted:
            return 4.0 if len(words) == len(wanted) else 3.0
        if parts.issubset(words):
            return 2.0
        return 1.5 if wish.names and sounds.issubset(map(_sound, words)) else 1.0

    return level if wanted else lambda label: 0.0


def highlighter(wish: Wish) -> Callable[[Node], tuple[Highlight, ...]]:
    """What finds pieces of a node's own words around the first match of each field."""
    beginnings = (*wish.words[-1:], *(name for name, _ in wish.names))
    sounds = {sound for _, sound in wish.names}

    @cache
    def matches(raw: str) -> bool:
        return any(word in wish.words or word.startswith(beginnings) or _sound(word) in sounds for word in _words_of(raw))

    def highlights(node: Node) -> tuple[Highlight, ...]:
        fields = ((name, node.properties.get(name)) for name in HIGHLIGHTED if beginnings)
        texts = ((name, value if isinstance(value, str) else ", ".join(value)) for name, value in fields if isinstance(value, str | list))
        return tuple(islice(filter(None, (_fragment(name, text, matches) for name, text in texts)), MAX_HIGHLIGHTS))

    return highlights


def _fragment(name: str, text: str, matches: Callable[[str], bool]) -> Highlight | None:
    spans = [m.span() for m in _RAW_WORD.finditer(text) if matches(m.group())]
    if not spans:
        return None
    start = max(0, spans[0][0] - FRAGMENT // 4)
    piece = text[start : start + FRAGMENT]
    inside = tuple((a - start, b - start) for a, b in spans if b - start <= len(piece))
    return Highlight(name, piece, inside)


@lru_cache(maxsize=65_536)
def _words_of(text: str) -> tuple[str, ...]:
    """As `indexing.words`; labels and the words of texts come again and again."""
    return tuple(indexing.words(text))


def box(near: tuple[float, float, float]) -> Box:
    """The box around a circle; the whole range of longitudes where it reaches a pole or the date line."""
    lat, lon, km = near
    high = km / KM_PER_DEGREE
    narrow = math.cos(math.radians(min(abs(lat) + high, 89.9)))
    wide = high / narrow
    if abs(lat) + high >= 89.9 or abs(lon) + wide > 180:
        return Box(lat - high, lat + high, -180.0, 180.0)
    return Box(lat - high, lat + high, lon - wide, lon + wide)


def within(lat: float, lon: float, near: tuple[float, float, float]) -> bool:
    """Whether a place lies in a circle."""
    return distance_km(lat, lon, near[0], near[1]) <= near[2]


def distance_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """The great-circle distance."""
    a, b = math.radians(lat_a), math.radians(lat_b)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))

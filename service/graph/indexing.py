"""What both stores index of a node: words for full text, and facets (type, country, city, place, sound of a name) as single words.

Words and facets are ASCII letters and digits only, so that SQLite's and Lucene's tokenisers cut them alike.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Any

from anyascii import anyascii

from resolution.mentions import names
from service.graph.store import Node

MAX_WORDS = 4_000  # of one node: an ad's text is far shorter, a golden record of a hub may not be
HIDDEN = ("record", "search")  # properties that ordinary answers leave out

_WORD = re.compile(r"[a-z0-9]+")


def words(text: str) -> list[str]:
    """The words of a text, transliterated and in lower case."""
    return _WORD.findall((text if text.isascii() else anyascii(text)).lower())


def facet(kind: str, value: str) -> str:
    """One word that stands for a value of a kind."""
    return kind + hashlib.blake2s(value.casefold().encode(), digest_size=6).hexdigest()


def sounds(text: str) -> list[str]:
    """What each word of a name shares with its spelling variants, short forms and transliterations."""
    return [sound for sound in map(names.root, words(text)) if sound]


def alike(names: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The words of a name with the facets of their sounds, given the words with their sounds."""
    return [(word, facet("name", sound)) for word, sound in names]


def search_words(node: Node) -> str:
    """The words that a node is found by, separated by blanks."""
    given = node.properties.get("search") or " ".join(_texts(node))
    return " ".join(words(f"{node.label} {given}")[:MAX_WORDS])


def facets(node: Node) -> list[str]:
    """The facets of a node, sorted."""
    found = {facet("type", node.type)}
    found.update(facet("country", country) for country in countries(node))
    found.update(facet("city", " ".join(words(city))) for city in cities(node))
    found.update(facet("place", place) for place in places(node))
    found.update(facet("name", sound) for name in _names(node) for sound in sounds(name))
    return sorted(found)


def places(node: Node) -> set[str]:
    """The place keys ("NO/oslo") of an ad, a person or a place."""
    own = node.id.removeprefix("place:") if node.type == "place" else node.properties.get("place")
    return {key.removeprefix("place:") for key in (*_list(own), *_list(node.properties.get("places")))}


def _names(node: Node) -> Iterable[str]:
    """The names of a person, an ad or a subscriber as they are written."""
    if node.type == "owner":
        return _list(node.properties.get("search") or node.label)
    return _list(node.properties.get("names")) if node.type in ("person", "ad") else ()


def countries(node: Node) -> set[str]:
    """The countries of a node, upper case."""
    stated = (*_list(node.properties.get("country")), *_list(node.properties.get("countries")))
    named = {c.upper() for c in stated} if node.type in ("ad", "network", "place") else set()
    return named | {key.split("/", 1)[0].upper() for key in places(node) if "/" in key}


def cities(node: Node) -> set[str]:
    """The cities of a node, as given and as their place keys have them."""
    stated = {*_list(node.properties.get("city")), *_list(node.properties.get("cities"))}
    return {city.split("/", 1)[-1] for city in stated | places(node)}


def sites(node: Node) -> set[str]:
    """The sites of an ad or a network."""
    return {*_list(node.properties.get("site")), *_list(node.properties.get("sites"))}


def traits(node: Node) -> list[tuple[str, str]]:
    """What a list of networks is filtered by: kind and value."""
    found = {("country", country) for country in countries(node)}
    found |= {("city", " ".join(words(city))) for city in cities(node)}
    found |= {("site", site) for site in sites(node)}
    return sorted(found | {("indicator", code) for code in _list(node.properties.get("indicators"))})


def ranks(node: Node) -> dict[str, int | float | str]:
    """What a list of networks is ordered by."""
    p = node.properties
    size, growth, cohesion = p.get("persons") or 0, float(p.get("growth") or 0.0), float(p.get("cohesion") or 0.0)
    return {"size": size, "growth": growth, "cohesion": cohesion, "newest": p.get("first_seen") or ""}


def _list(value: Any) -> Iterable[str]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


def _texts(node: Node) -> Iterable[str]:
    for name in ("title", "text", "names", "city", "value"):
        yield from _list(node.properties.get(name))

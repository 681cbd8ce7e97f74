"""Nodes and relationships as Neo4j holds them, and back. Pure.

In Neo4j every node also has `id`, `type`, `label`, what full text and filters go by, and its key under the contract's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from service.graph import indexing
from service.graph.reader import Wish
from service.graph.store import ENTITY_TYPES, Node, Relationship

KINDS = ("entities", "ads", "networks", "places", "sites")
DERIVED = frozenset({"id", "type", "label", "search", "facets", "generation", "traits", "owner_words", "city_words", "sort_size", "sort_growth", "sort_newest", "sort_cohesion"})
FIGURES = ("probability", "ads", "first_seen", "last_seen")
EVIDENCE = ("evidence", "evidence_at", "evidence_values")
ENDS = {
    "ADVERTISES": "ad_entity",
    "LISTS": "ad_entity",
    "SHOWS": "ad_entity",
    "GIVES": "ad_entity",
    "POSTED_ON": "ad_site",
    "PLACED_IN": "ad_place",
    "SEEN_IN": "entity_place",
    "MEMBER_OF": "entity_network",
}


class Keys(NamedTuple):
    """Ids by the label that they may have, without the prefixes of places and sites."""

    entities: list[str]
    ads: list[str]
    networks: list[str]
    places: list[str]
    sites: list[str]


def keys_of(ids: Iterable[str]) -> Keys:
    """Every label that an id may have by its form."""
    keys = Keys([], [], [], [], [])
    for id in ids:
        if "/" in id:
            keys.ads.append(id)
        else:
            keys.entities.append(id)
            keys.networks.append(id)
        if id.startswith("place:"):
            keys.places.append(id.removeprefix("place:"))
        elif id.startswith("site:"):
            keys.sites.append(id.removeprefix("site:"))
    return keys


def kind_of(node: Node) -> str:
    """Which statement writes it."""
    return "entities" if node.type in ENTITY_TYPES else {"ad": "ads", "network": "networks", "place": "places", "site": "sites"}[node.type]


def key_of(node: Node) -> str:
    """The value of its label's unique property."""
    return node.id.partition(":")[2] if node.type in ("place", "site") else node.id


def written_node(node: Node) -> dict[str, Any]:
    """The row that writes a node."""
    derived: dict[str, Any] = {
        "id": node.id,
        "type": node.type,
        "label": node.label,
        "search": indexing.search_words(node),
        "facets": " ".join(indexing.facets(node)),
    }
    if node.type == "network":
        derived["traits"] = [f"{kind}:{value}" for kind, value in indexing.traits(node)]
        derived.update({f"sort_{order}": rank for order, rank in indexing.ranks(node).items()})
        derived["owner_words"] = " ".join(indexing.words(str(node.properties.get("owners_search") or "")))
    if node.type == "place":
        derived["city_words"] = " ".join(indexing.words(node.id.partition("/")[2]))
    return {"id": key_of(node), "label": node.type.capitalize(), "properties": {**node.properties, **derived}}


def read_node(held: Mapping[str, Any]) -> Node:
    """A node from its properties in Neo4j."""
    properties = {name: value for name, value in held.items() if name not in DERIVED and value is not None}
    return Node(held["id"], held["type"], held["label"], properties)


def written_relationship(r: Relationship) -> dict[str, Any]:
    """The row that writes a relationship; what is empty is left out."""
    properties = dict(r.properties)
    properties.update({name: getattr(r, name) for name in FIGURES if getattr(r, name) is not None})
    properties.update({name: list(getattr(r, name)) for name in EVIDENCE if r.evidence})
    source, target = r.source, r.target.partition(":")[2] if ENDS.get(r.type) in ("ad_site", "ad_place", "entity_place") else r.target
    return {"source": source, "target": target, "type": r.type, "properties": properties}


def removed_relationship(source: str, type: str, target: str) -> dict[str, Any]:
    """The row that removes a relationship."""
    written = written_relationship(Relationship(source, target, type))
    return {name: written[name] for name in ("source", "target", "type")}


def read_relationship(source: str, target: str, type: str, held: Mapping[str, Any]) -> Relationship:
    """A relationship from its properties in Neo4j."""
    properties = {name: value for name, value in held.items() if name not in (*FIGURES, *EVIDENCE, "generation")}
    return Relationship(
        source,
        target,
        type,
        held.get("probability"),
        held.get("ads", 0),
        held.get("first_seen"),
        held.get("last_seen"),
        tuple(held.get("evidence", ())),
        tuple(held.get("evidence_at", ())),
        tuple(held.get("evidence_values", ())),
        properties,
    )


def ends_of(type: str) -> str:
    """Which statements write and remove relationships of a type."""
    return ENDS.get(type, "entity_entity")


def lucene(wish: Wish) -> str:
    """A Lucene query; words and facets are letters and digits only, but for AND, OR, NOT, which are upper case, so nothing needs escapes."""
    parts = [f"+search:{word}" for word in wish.words[:-1]]
    parts.extend(f"+(search:{word} search:{word}*)" for word in wish.words[-1:])
    parts.extend(f"+(search:{word}* facets:{like})" for word, like in indexing.alike(wish.names))
    kinds = [] if wish.types is None else [sorted(indexing.facet("type", type) for type in wish.types)]
    parts.extend("+facets:(" + " ".join(group) + ")" for group in (*wish.facets, *kinds))
    return " ".join(parts) or "*:*"

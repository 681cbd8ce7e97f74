"""What a watchlist waits for, looked up in the graph or told from an ad."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Any

from resolution.hamming import NEAR, HammingIndex
from resolution.mentions import places, texts
from resolution.mentions.images import distance
from service.graph.store import GraphStore, Node, SearchQuery
from service.watch.watchlists import Watched, Watchlist

REASONS = {
    Watched.PHONE: "An ad shows the phone watched as «{name}»",
    Watched.IMAGE: "An ad shows the picture watched as «{name}», or a near copy",
    Watched.EMAIL: "An ad shows the e-mail address watched as «{name}»",
    Watched.HANDLE: "An ad shows the handle watched as «{name}»",
    Watched.KEYWORD: "An ad holds the words watched as «{name}»",
    Watched.AREA: "An ad is new in the area watched as «{name}»",
    Watched.NETWORK: "An ad or a member is new in the network watched as «{name}»",
}
EARTH_KM = 6371.0
ADS_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Sighting:
    """A fact that a watchlist waits for; `fact` tells it from others of the same watchlist."""

    fact: str
    ad: str | None = None
    entity_id: str | None = None
    network_id: str | None = None
    restricted: bool = False


def ads_shown(watchlist: Watchlist, graph: GraphStore, changed: Mapping[str, Node] | None = None) -> Iterator[Sighting]:
    """Every ad that shows what is watched, by the entities in `changed` (None: by all)."""
    for node in _watched_nodes(watchlist, graph, changed):
        if changed is not None and node.id not in changed:
            continue
        network = node.id if node.type == "network" else None
        for ad in _ads(graph, node.id):
            referred = bool(ad.properties.get("referral") or (network and node.properties.get("referral")))
            yield Sighting(ad.id, ad.id, None if network else node.id, network, referred)


def _watched_nodes(watchlist: Watchlist, graph: GraphStore, changed: Mapping[str, Node] | None) -> Iterable[Node]:
    if watchlist.type in (Watched.PHONE, Watched.EMAIL):
        return graph.entities_by_value(watchlist.type, list(watchlist.terms))
    if watchlist.type is Watched.HANDLE:
        return _handles(watchlist.terms[0], graph)
    if watchlist.type is Watched.IMAGE:
        return _pictures(watchlist.terms[0], graph, changed)
    return graph.nodes([watchlist.value]) if watchlist.type is Watched.NETWORK else ()


def _handles(term: str, graph: GraphStore) -> tuple[Node, ...]:
    if ":" in term:
        return graph.entities_by_value("handle", [term])
    hits = graph.search(SearchQuery(handle=term.lstrip("@"), types=frozenset({"handle"})), None, 100)
    return tuple(hit.node for hit in hits.items if str(hit.node.properties.get("value", "")).rpartition(":")[2] == term.lstrip("@"))


def _pictures(pdq: str, graph: GraphStore, changed: Mapping[str, Node] | None) -> Iterable[Node]:
    if changed is not None:
        pictures = (node for node in changed.values() if node.type == "image" and node.properties.get("value"))
        return [node for node in pictures if distance(pdq, str(node.properties["value"])) <= NEAR]
    held = {found: entity for entity, found in graph.image_hashes()}
    return graph.nodes(sorted({held[found] for found, _ in HammingIndex(held).within(pdq)}))


def _ads(graph: GraphStore, id: str) -> Iterator[Node]:
    cursor: str | None = None
    while True:
        page = graph.ads_of(id, cursor, ADS_AT_ONCE)
        yield from page.items
        if (cursor := page.next_cursor) is None:
            return


def matches_ad(watchlist: Watchlist, ad: Mapping[str, Any]) -> bool:
    """Whether an ad, or one capture of it, holds the watched words or lies in the watched area."""
    if watchlist.type is Watched.KEYWORD:
        folded = " ".join(texts.fold(f"{ad.get('title') or ''} {ad.get('text') or ''}").split())
        return f" {watchlist.terms[0]} " in f" {folded} "
    return _in_area(watchlist, ad)


def _in_area(watchlist: Watchlist, ad: Mapping[str, Any]) -> bool:
    if watchlist.near is not None:
        lat, lon = ad.get("lat"), ad.get("lon")
        return lat is not None and lon is not None and _kilometres(watchlist.near, (lat, lon)) <= watchlist.near[2]
    if (ad.get("country") or "").upper() != (watchlist.country or "").upper():
        return False
    return not watchlist.city or places.key(ad.get("country"), ad.get("city")) == places.key(watchlist.country, watchlist.city)


def _kilometres(center: tuple[float, float, float], point: tuple[float, float]) -> float:
    north, east, south, west = (radians(degrees) for degrees in (center[0], center[1], *point))
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin((west - east) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


"""The answers to every question of GraphStore, made of what a store fetches: what both stores must answer alike stands here once."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Literal, TypeVar

from service.graph import cursors, indexing, matches, searching, trails
from service.graph.paths import Adjacent, FoundPath, best_paths
from service.graph.reader import (
    BETWEEN_ENTITIES,
    FIRST,
    NEVER,
    OF_ADS,
    OF_CONTEXT,
    NetworkWish,
    Period,
    Reach,
    Reader,
    SeriesWish,
)
from service.graph.store import (
    ENTITY_TYPES,
    Appearance,
    Area,
    Count,
    Hit,
    Limits,
    LinkPath,
    LinkQuery,
    Links,
    MapCell,
    NetworkFilter,
    NetworkOrder,
    Node,
    Overview,
    Page,
    Relationship,
    Searched,
    SearchQuery,
    Step,
    Subgraph,
    Timeline,
    Walk,
)
from service.graph.surroundings import NO_FURTHER, around

MAX_CANDIDATES = 200  # persons compared for moving along

T = TypeVar("T")


class Answers(ABC):
    """What the two stores share; a store gives `read`."""

    @abstractmethod
    def read(self, work: Callable[[Reader], T], *, counting: bool = False) -> T:
        """What `work` makes of one consistent reading; one that counts over much of the graph says so, for no other need wait for it."""

    def node(self, id: str) -> Node | None:
        """One node with its `record`."""
        return self.read(lambda reader: reader.node(id))

    def nodes(self, ids: Sequence[str]) -> tuple[Node, ...]:
        """The nodes that exist, in the order asked, without `record`."""
        found = self.read(lambda reader: reader.nodes(ids))
        return tuple(found[id] for id in ids if id in found)

    def entities_by_value(self, type: str, values: Sequence[str]) -> tuple[Node, ...]:
        """Entities of a type whose `value` is one of these, in the order asked."""
        return tuple(self.read(lambda reader: reader.entities_by_value(type, list(dict.fromkeys(values)))))

    def ads_of(self, id: str, cursor: str | None = None, limit: int = 100) -> Page[Node]:
        """The ads of an entity, network, place or site, the last seen first."""
        seen, after = cursors.decode(cursor, str, str) or (NEVER, "")
        found = self.read(lambda reader: reader.ads_of(id, seen, after, limit + 1))
        return cursors.page(found, limit, lambda ad: (ad.properties.get("last_seen") or "", ad.id))

    def neighbourhood(self, id: str, limits: Limits) -> Subgraph | None:
        """What lies around a node, nearest and most probable first; None if there is no such node."""
        return self.read(lambda reader: _neighbourhood(reader, id, limits))

    def shortest_links(self, source: str, target: str, query: LinkQuery) -> Links | None:
        """The k best paths between two nodes; None if one of them does not exist."""
        return self.read(lambda reader: _shortest_links(reader, source, target, query))

    def networks(
        self, filter: NetworkFilter, order: NetworkOrder = "size", cursor: str | None = None, limit: int = 100
    ) -> Page[Node]:
        """Network nodes, the largest (fastest growing, newest, most cohesive) first."""
        given = cursors.decode(cursor, str if order == "newest" else (int, float), str) or (None, None)
        wish = _network_wish(filter, order, given, limit + 1)
        found = self.read(lambda reader: reader.networks(wish))
        ranks = {node.id: rank for node, rank in found}
        return cursors.page([node for node, _ in found], limit, lambda node: (ranks[node.id], node.id))

    def network(self, id: str) -> Subgraph | None:
        """Every member of a network and every relationship among them; None if there is no such network."""
        return self.read(lambda reader: _network(reader, id))

    def search(self, query: SearchQuery, cursor: str | None = None, limit: int = 100) -> Page[Hit]:
        """What matches, each 200 of it best first; which matches come first among more is the store's choice."""
        given = cursors.decode(cursor, int, int, (int, float), str, str)
        start, after = (FIRST, None) if given is None else ((max(given[0], 0), max(given[1], 0)), given[2:])
        return self.read(lambda reader: matches.search(reader, query, start, after, limit))

    def timeline(self, id: str, *, companions: bool = False) -> Timeline | None:
        """The dated places of an entity or network, and on request those who moved along."""
        return self.read(lambda reader: _timeline(reader, id, companions))

    def first_appearances(self, area: Area, type: str = "person", cursor: str | None = None, limit: int = 100) -> Page[Appearance]:
        """Entities first seen in an area in its period, the newest first."""
        after = cursors.decode(cursor, str, str)
        period = Period.of(area.since, area.until)
        found = self.read(lambda reader: reader.appearances(_places(reader, area), type, period, after, limit + 1), counting=True)
        return cursors.page(found, limit, lambda one: (one.first_seen, one.node.id))

    def overview(self) -> Overview:
        """How much of what there is."""
        (nodes, hubs, relationships), span = self.read(lambda reader: (reader.counts(), reader.span()), counting=True)
        return Overview(nodes, relationships, hubs, *span)

    def timeseries(
        self, area: Area, by: Literal["country", "city", "site"], interval: Literal["day", "week", "month"] = "week"
    ) -> tuple[Count, ...]:
        """Ads by the period of their first capture and by country, city or site."""
        cells = self.read(lambda reader: reader.timeseries(_series_wish(reader, area, by)), counting=True)
        counts: dict[tuple[str, str], int] = defaultdict(int)
        for day, group, ads in cells:
            counts[_first_day(day, interval), group] += ads
        return tuple(Count(period, group, ads) for (period, group), ads in sorted(counts.items()))

    def map(self, area: Area) -> tuple[MapCell, ...]:
        """Places that have coordinates with the ads and persons seen there in the period."""
        period = Period.of(area.since, area.until)
        return tuple(self.read(lambda reader: reader.map(_places(reader, area, located=True), period), counting=True))

    def image_hashes(self) -> Iterator[tuple[str, str]]:
        """Every image entity with its pdq."""
        return iter(self.read(lambda reader: list(reader.image_hashes()), counting=True))


def _reach(walk: Walk, *, scopes: tuple[int, ...] | None = None) -> Reach:
    types = ENTITY_TYPES if walk.types is None else tuple(sorted(walk.types))
    asked = (BETWEEN_ENTITIES, *((OF_ADS,) if "ad" in types else ()), *((OF_CONTEXT,) if set(types) & set(NO_FURTHER) else ()))
    return Reach(scopes or asked, types, walk.min_probability, Period.of(walk.since, walk.until))


def _walked(query: LinkQuery) -> Reach:
    """As `_reach`, without what is never walked over."""
    types = frozenset(ENTITY_TYPES if query.types is None else query.types) - frozenset(NO_FURTHER)
    scopes = (BETWEEN_ENTITIES, OF_ADS) if "ad" in types else (BETWEEN_ENTITIES,)
    return Reach(scopes, tuple(sorted(types)), query.min_probability, Period.of(query.since, query.until))


def _neighbourhood(reader: Reader, id: str, limits: Limits) -> Subgraph | None:
    reach = _reach(limits)
    start = (reader.starts([id], reach) if limits.hops > 1 else reader.nodes([id])).get(id)
    if start is None:
        return None
    type = start.type

    def expand(ids: Sequence[str]) -> list[Adjacent]:
        if ids == [id] and type == "ad":
            return reader.expand(ids, _reach(limits, scopes=tuple({*reach.scopes, OF_ADS})))
        return [] if ids == [id] and type in NO_FURTHER else reader.expand(ids, reach)

    found = around(id, limits, expand)
    beside = {*reach.scopes, OF_ADS} if type == "ad" else set(reach.scopes)
    nodes, relationships = reader.subgraph(found.ids, sorted(beside - {BETWEEN_ENTITIES}))
    kept = [r for r in relationships if _within(r, reach)]
    return Subgraph(tuple(nodes[i] for i in found.ids if i in nodes), _sorted(kept), found.left_out())


def _within(relationship: Relationship, reach: Reach) -> bool:
    return (
        (relationship.probability is None or relationship.probability >= reach.min_probability)
        and (relationship.last_seen is None or relationship.last_seen >= reach.period.since)
        and (relationship.first_seen is None or relationship.first_seen <= reach.period.until)
    )


def _sorted(relationships: Sequence[Relationship]) -> tuple[Relationship, ...]:
    return tuple(sorted(relationships, key=lambda r: (r.source, r.type, r.target)))


def _shortest_links(reader: Reader, source: str, target: str, query: LinkQuery) -> Links | None:
    reach = _walked(query)
    ends = reader.starts([source, target], reach)
    if source not in ends or target not in ends:
        return None
    if source == target:
        return Links((LinkPath(1.0, ()),), Searched(1, 0, 0, (), True))
    of_ends = _of_ends(reader, ends, reach)

    def expand(ids: Sequence[str]) -> list[Adjacent]:
        inner = [id for id in ids if id not in ends or ends[id].type != "ad" or OF_ADS in reach.scopes]
        return [*(reader.expand(inner, reach) if inner else ()), *(step for id in ids for step in of_ends.get(id, ()))]

    found = best_paths(source, target, query, expand)
    searched = Searched(found.nodes, found.relationships, found.hops, found.hubs, found.complete)
    return Links(_with_evidence(reader, found.paths), searched)


def _of_ends(reader: Reader, ends: Mapping[str, Node], reach: Reach) -> dict[str, list[Adjacent]]:
    """The relationships of ends that ordinary expansion does not reach, ads and types not walked through, from both sides."""
    steps: dict[str, list[Adjacent]] = defaultdict(list)
    for id, node in ends.items():
        if node.type in reach.types:
            continue
        scope = OF_ADS if node.type == "ad" else BETWEEN_ENTITIES
        types = tuple(sorted({*reach.types, *(end.type for end in ends.values())}))
        for step in reader.expand([id], Reach((scope,), types, reach.min_probability, reach.period)):
            if step.other_type not in reach.types and step.other not in ends:
                continue
            if node.type == "ad":
                steps[id].append(step)
            back = step._replace(origin=step.other, other=id, forward=not step.forward, other_type=node.type, other_hub=node.hub)
            steps[step.other].append(back)
    return steps


def _with_evidence(reader: Reader, paths: Sequence[FoundPath]) -> tuple[LinkPath, ...]:
    keys = list(dict.fromkeys(_key(step) for path in paths for step in path.steps))
    nodes, relationships = reader.steps(keys) if keys else ({}, [])
    held = {(r.source, r.type, r.target): r for r in relationships}
    return tuple(
        LinkPath(path.probability, tuple(Step(nodes[step.origin], nodes[step.other], held[_key(step)]) for step in path.steps))
        for path in paths
    )


def _key(step: Adjacent) -> tuple[str, str, str]:
    return (step.origin, step.type, step.other) if step.forward else (step.other, step.type, step.origin)


def _network_wish(filter: NetworkFilter, order: NetworkOrder, given: tuple[Any, ...], limit: int) -> NetworkWish:
    period = Period.of(filter.since, filter.until)
    return NetworkWish(
        order,
        network_traits(filter),
        None if filter.owner is None else tuple(indexing.words(filter.owner)),
        filter.min_size,
        filter.max_size,
        filter.since and period.since,
        filter.until and period.until,
        rank=given[0],
        after=given[1],
        limit=limit,
    )


def network_traits(filter: NetworkFilter) -> dict[str, str | None]:
    """The traits that a filter asks for, as the stores hold them."""
    city = None if filter.city is None else " ".join(indexing.words(filter.city.removeprefix("place:").split("/", 1)[-1]))
    country = filter.country.upper() if filter.country else None
    return {"country": country, "city": city, "site": filter.site, "indicator": filter.indicator}


def _network(reader: Reader, id: str) -> Subgraph | None:
    node = reader.nodes([id]).get(id)
    if node is None or node.type != "network":
        return None
    ids = reader.members(id)
    nodes, relationships = reader.subgraph(ids)
    return Subgraph(tuple(nodes[i] for i in ids if i in nodes), _sorted(relationships))


def _timeline(reader: Reader, id: str, with_companions: bool) -> Timeline | None:
    node = reader.nodes([id]).get(id)
    if node is None:
        return None
    trail = trails.merged(reader.stays(reader.holders(id)), id)
    if not with_companions:
        return Timeline(trail)
    others = _others(reader, node)
    return Timeline(trail, trails.companions(trail, reader.stays(others), reader.nodes(others)))


def _others(reader: Reader, node: Node) -> list[str]:
    """Persons who may have moved along: those of the same network, else those within two steps."""
    network = node.properties.get("network_id")
    own = set(reader.holders(node.id)) | {node.id}
    if network:
        ids = reader.members(str(network))
        found = [other.id for other in reader.nodes(ids).values() if other.type == "person"]
    else:
        reach = _reach(Walk())
        near = around(node.id, Limits(hops=2, max_nodes=MAX_CANDIDATES * 2), lambda ids: reader.expand(ids, reach))
        found = [other.id for other in reader.nodes(near.ids).values() if other.type == "person"]
    return sorted(set(found) - own)[:MAX_CANDIDATES]


def _places(reader: Reader, area: Area, *, located: bool = False) -> list[str]:
    box = None if area.near is None else searching.box(area.near)
    country = area.country.upper() if area.country else None
    city = None if area.city is None else " ".join(indexing.words(area.city.removeprefix("place:").split("/", 1)[-1]))
    found = reader.places(country, city, box)
    if located or area.near is not None:
        found = [(id, lat, lon) for id, lat, lon in found if lat is not None and lon is not None]
    if area.near is None:
        return [id for id, _, _ in found]
    return [id for id, lat, lon in found if lat is not None and lon is not None and searching.within(lat, lon, area.near)]


def _series_wish(reader: Reader, area: Area, by: str) -> SeriesWish:
    within = area.city is not None or area.near is not None
    country = area.country.upper() if area.country else None
    return SeriesWish(by, Period.of(area.since, area.until), country, tuple(_places(reader, area)) if within else None)


def _first_day(day: str, interval: str) -> str:
    if interval == "month":
        return f"{day[:7]}-01"
    at = date.fromisoformat(day)
    return (at - timedelta(days=at.weekday())).isoformat() if interval == "week" else day

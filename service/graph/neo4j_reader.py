"""One reading of Neo4j: the queries of `cypher/` in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from service.graph.neo4j_rows import KINDS, keys_of, lucene, read_node, read_relationship
from service.graph.paths import Adjacent
from service.graph.reader import BETWEEN_ENTITIES, OF_ADS, Box, Candidate, Found, NetworkWish, Parts, Period, Reach, SeriesWish, Start, Wish
from service.graph.store import Appearance, MapCell, Node, Relationship, Stay

EXPANSIONS = {BETWEEN_ENTITIES: "expand_entities", OF_ADS: "expand_ads"}
AMONG = {OF_ADS: "among_ads"}
AHEAD = 200  # neighbours of one entity whose own are read with it

Run = Callable[[str, Mapping[str, Any]], Iterable[Any]]


class Neo4jReader:
    """Reader over a function that runs a query of `cypher/` by its name."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._ahead: dict[Reach, dict[str, list[Adjacent]]] = {}

    def rows(self, name: str, /, **parameters: Any) -> Iterable[Any]:
        """The records of a query."""
        return self._run(name, parameters)

    def node(self, id: str) -> Node | None:
        """One node with its `record`."""
        return next((read_node(row["n"]) for row in self.rows("node", **keys_of([id])._asdict())), None)

    def nodes(self, ids: Sequence[str]) -> dict[str, Node]:
        """The nodes that exist, by id."""
        if not ids:
            return {}
        return {held["id"]: read_node(held) for held in self._found("nodes", **keys_of(ids)._asdict())}

    def entities_by_value(self, type: str, values: Sequence[str]) -> list[Node]:
        """Entities by value, in the order of the values, then by id."""
        return self._nodes("entities_by_value", type=type, values=list(values))

    def starts(self, ids: Sequence[str], reach: Reach) -> dict[str, Node]:
        """Those of the nodes that exist, read with what `expand` will be asked for, as far as it lies between entities."""
        if reach.scopes != (BETWEEN_ENTITIES,):
            return self.nodes(ids)
        near = self._found("expand_ahead", ids=list(ids), ahead=AHEAD, **_wanted(reach))
        self._ahead[reach] = {id: list(map(Adjacent._make, steps)) for id, _, _, steps in near}
        found = {id: Node(id, type, "", {"hub": hub}) for id, type, hub, _ in near if id in ids}
        return found | self.nodes([id for id in ids if id not in found])

    def expand(self, ids: Sequence[str], reach: Reach) -> list[Adjacent]:
        """What is adjacent to these nodes."""
        known = self._ahead.get(reach, {})
        found = [step for id in ids for step in known.get(id, ())]
        new = [id for id in ids if id not in known]
        return found + self._expanded(new, reach) if new else found

    def _expanded(self, ids: Sequence[str], reach: Reach) -> list[Adjacent]:
        names = [EXPANSIONS.get(scope, "expand_context") for scope in reach.scopes]
        return [Adjacent._make(found) for name in names for found in self._found(name, ids=ids, **_wanted(reach))]

    def subgraph(self, ids: Sequence[str], beside: Sequence[int] = ()) -> Parts:
        """The nodes that exist, and every relationship between entities and of the scopes `beside` that has both ends in `ids`."""
        nodes, relationships = self._entities(ids)
        others = [id for id in ids if id not in nodes]
        names = {AMONG.get(scope, "among_context") for scope in beside}
        relationships += [_relationship(row) for name in names for row in self.rows(name, ids=list(ids))]
        return {**nodes, **self.nodes(others)}, relationships

    def _entities(self, ids: Sequence[str]) -> Parts:
        nodes: dict[str, Node] = {}
        relationships: list[Relationship] = []
        for held, found in self._found("subgraph", ids=list(ids)):
            node = read_node(held)
            nodes[node.id] = node
            relationships += [read_relationship(node.id, *one) for one in found]
        return nodes, relationships

    def steps(self, keys: Sequence[tuple[str, str, str]]) -> Parts:
        """Relationships by source, type and target, and their ends."""
        found = [(read_node(a), read_node(b), type, r) for a, b, type, r in self._found("steps", keys=[list(key) for key in keys])]
        return {end.id: end for step in found for end in step[:2]}, [read_relationship(a.id, b.id, type, r) for a, b, type, r in found]

    def members(self, network: str) -> list[str]:
        """The members of a network, by id."""
        return [row["id"] for row in self.rows("members", id=network)]

    def holders(self, id: str) -> list[str]:
        """Whose ads a node's ads are."""
        if id.startswith(("place:", "site:")):
            return [id]
        return sorted(row["id"] for row in self.rows("holders", id=id))

    def ads_of(self, id: str, seen: str, after: str, limit: int) -> list[Node]:
        """The ads of a node's holders by last capture, latest first, then by id."""
        keys = keys_of([id])
        wanted = {"entities": keys.entities, "networks": keys.networks, "places": keys.places, "sites": keys.sites}
        return [read_node(held) for held in self._found("ads_of", **wanted, seen=seen, after=after, limit=limit)]

    def stays(self, ids: Sequence[str]) -> list[Stay]:
        """Where the ads of these entities were placed and when."""
        return [Stay(*found) for found in self._found("stays", ids=list(ids))]

    def networks(self, wish: NetworkWish) -> list[tuple[Node, float | str]]:
        """Networks with what they are ranked by."""
        wanted = {name: getattr(wish, name) for name in ("min_size", "max_size", "since", "until", "rank", "after", "limit")}
        traits = [f"{kind}:{value}" for kind, value in wish.traits.items() if value is not None]
        found = self.rows(f"networks_by_{wish.order}", **wanted, traits=traits, owner=None if wish.owner is None else list(wish.owner))
        return [(read_node(row["n"]), row["rank"]) for row in found]

    def full_text(self, wish: Wish, start: Start, limit: int) -> Found:
        """As Lucene ranks them; `start` counts those before."""
        period = {"always": wish.period.always, "since": wish.period.since, "until": wish.period.until}
        part = {"skip": start[0], "limit": limit}
        found = [Candidate._make(found) for found in self._found("full_text", match=lucene(wish), located=wish.near is not None, **period, **part)]
        return Found(found, (start[0] + limit, 0) if len(found) == limit else None)

    def places(self, country: str | None, city: str | None, box: Box | None) -> list[tuple[str, float | None, float | None]]:
        """Places with their coordinates, by id."""
        edges = {edge: None if box is None else getattr(box, edge) for edge in ("south", "north", "west", "east")}
        return [(row["id"], row["lat"], row["lon"]) for row in self.rows("places", country=country, city=city, **edges)]

    def appearances(
        self, places: Sequence[str], type: str, period: Period, after: tuple[str, str] | None, limit: int
    ) -> list[Appearance]:
        """Entities whose first placing there lies in the period."""
        seen, id = after or (None, None)
        wanted = {"type": type, "since": period.since, "until": period.until, "seen": seen, "after": id, "limit": limit}
        found = self.rows("appearances", places=_places(places), **wanted)
        return [Appearance(read_node(r["n"]), r["place"], r["first_seen"], r["first_seen"] == r["anywhere"]) for r in found]

    def counts(self) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
        """Nodes by type, hubs by type, relationships by type."""
        counts: dict[str, dict[str, int]] = {"node": {}, "hub": {}, "relationship": {}}
        for row in self.rows("counts"):
            if row["count"]:
                counts[row["kind"]][row["type"]] = row["count"]
        nodes, hubs, relationships = (dict(sorted(counts[kind].items())) for kind in ("node", "hub", "relationship"))
        return nodes, hubs, relationships

    def span(self) -> tuple[str | None, str | None]:
        """The first and the last capture."""
        for row in self.rows("span"):
            return row["first_seen"], row["last_seen"]
        return None, None

    def timeseries(self, wish: SeriesWish) -> list[tuple[str, str, int]]:
        """Day, group and number of ads."""
        places = None if wish.places is None else _places(wish.places)
        since, until = wish.period.since[:10], wish.period.until[:10]
        found = self.rows("timeseries", by=wish.by, since=since, until=until, country=wish.country, places=places)
        return [(row["day"], row["group"], row["ads"]) for row in found]

    def map(self, places: Sequence[str], period: Period) -> list[MapCell]:
        """Places with what was seen there, by id."""
        found = self.rows("map", places=_places(places), since=period.since, until=period.until)
        return [MapCell(read_node(row["n"]), row["ads"], row["persons"]) for row in found]

    def image_hashes(self) -> Iterator[tuple[str, str]]:
        """Image entities with their pdq."""
        for row in self.rows("image_hashes"):
            yield row["id"], row["value"]

    def dump_nodes(self) -> Iterator[Node]:
        """Every node with its record."""
        for row in self.rows("dump_nodes"):
            yield read_node(row["n"])

    def dump_relationships(self) -> Iterator[Relationship]:
        """Every relationship."""
        yield from map(_relationship, self.rows("dump_relationships"))

    def _found(self, name: str, /, **parameters: Any) -> list[Any]:
        """What a query collected into one record: each record costs the driver as much as fetching what ten hold."""
        return [found for row in self.rows(name, **parameters) for found in row["found"]]

    def _nodes(self, name: str, /, **parameters: Any) -> list[Node]:
        return [read_node(row["n"]) for row in self.rows(name, **parameters)]


def _wanted(reach: Reach) -> dict[str, Any]:
    return {"types": list(reach.types), "min_probability": reach.min_probability, "since": reach.period.since, "until": reach.period.until}


def present(run: Run, ids: Iterable[str]) -> set[str]:
    """Those of the ids that are in the graph."""
    return {row["id"] for row in run("present", keys_of(ids)._asdict())}


def removal_rows(ids: Iterable[str]) -> dict[str, list[str]]:
    """Keys by the statement that removes them; an id is tried under every label that it may have."""
    keys = keys_of(ids)._asdict()
    return {kind: keys[kind] for kind in KINDS if keys[kind]}


def _places(ids: Sequence[str]) -> list[str]:
    return [id.removeprefix("place:") for id in ids]


def _relationship(row: Any) -> Relationship:
    return read_relationship(row["source"], row["target"], row["type"], row["r"])

"""One reading of Neo4j: the queries of `cypher/` in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from service.graph.neo4j_rows import KINDS, keys_of, lucene, read_node, read_relationship
from service.graph.paths import Adjacent
from service.graph.reader import BETWEEN_ENTITIES, OF_ADS, Box, Candidate, NetworkWish, Period, Reach, SeriesWish, Wish
from service.graph.store import Appearance, MapCell, Node, Relationship, Stay

EXPANSIONS = {BETWEEN_ENTITIES: "expand_entities", OF_ADS: "expand_ads"}
AMONG = {BETWEEN_ENTITIES: "among_entities", OF_ADS: "among_ads"}

Run = Callable[[str, Mapping[str, Any]], Iterable[Any]]


class Neo4jReader:
    """Reader over a function that runs a query of `cypher/` by its name."""

    def __init__(self, run: Run) -> None:
        self._run = run

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
        return {node.id: node for node in self._nodes("nodes", **keys_of(ids)._asdict())}

    def entities_by_value(self, type: str, values: Sequence[str]) -> list[Node]:
        """Entities by value, in the order of the values, then by id."""
        return self._nodes("entities_by_value", type=type, values=list(values))

    def expand(self, ids: Sequence[str], reach: Reach) -> list[Adjacent]:
        """What is adjacent to these nodes."""
        wanted = {"types": list(reach.types), "min_probability": reach.min_probability, "since": reach.period.since, "until": reach.period.until}
        names = [EXPANSIONS.get(scope, "expand_context") for scope in reach.scopes]
        return [Adjacent._make(found) for name in names for row in self.rows(name, ids=list(ids), **wanted) for found in row["found"]]

    def among(self, ids: Sequence[str], scopes: Sequence[int]) -> list[Relationship]:
        """Every relationship of the scopes that has both ends in `ids`."""
        names = [AMONG.get(scope, "among_context") for scope in scopes]
        return [_relationship(row) for name in names for row in self.rows(name, ids=list(ids))]

    def relationships(self, keys: Sequence[tuple[str, str, str]]) -> list[Relationship]:
        """Relationships by source, type and target."""
        return [_relationship(row) for row in self.rows("relationships", keys=[list(key) for key in keys])]

    def members(self, network: str) -> list[str]:
        """The members of a network, by id."""
        return [row["id"] for row in self.rows("members", id=network)]

    def holders(self, id: str) -> list[str]:
        """Whose ads a node's ads are."""
        if id.startswith(("place:", "site:")):
            return [id]
        return sorted(row["id"] for row in self.rows("holders", id=id))

    def ads_of(self, holders: Sequence[str], seen: str, after: str, limit: int) -> list[Node]:
        """Ads by last capture, latest first, then by id."""
        keys = keys_of(holders)
        wanted = {"entities": keys.entities, "places": keys.places, "sites": keys.sites}
        return self._nodes("ads_of", **wanted, seen=seen, after=after, limit=limit)

    def stays(self, ids: Sequence[str]) -> list[Stay]:
        """Where the ads of these entities were placed and when."""
        return [Stay(*found) for row in self.rows("stays", ids=list(ids)) for found in row["found"]]

    def networks(self, wish: NetworkWish) -> list[tuple[Node, float | str]]:
        """Networks with what they are ranked by."""
        wanted = {name: getattr(wish, name) for name in ("min_size", "max_size", "since", "until", "rank", "after", "limit")}
        traits = [f"{kind}:{value}" for kind, value in wish.traits.items() if value is not None]
        found = self.rows(f"networks_by_{wish.order}", **wanted, traits=traits, owner=None if wish.owner is None else list(wish.owner))
        return [(read_node(row["n"]), row["rank"]) for row in found]

    def full_text(self, wish: Wish, limit: int) -> list[Candidate]:
        """Nodes that hold every word and one facet of each group."""
        wanted = {"match": lucene(wish), "since": wish.period.since, "until": wish.period.until, "limit": limit}
        return [Candidate._make(found) for row in self.rows("full_text", **wanted) for found in row["found"]]

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

    def _nodes(self, name: str, /, **parameters: Any) -> list[Node]:
        return [read_node(row["n"]) for row in self.rows(name, **parameters)]


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

"""One reading of the embedded graph: the statements of `sql/` over one SQLite connection inside a transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

import orjson

from service.graph import indexing
from service.graph.paths import Adjacent
from service.graph.queries import sql
from service.graph.reader import (
    BETWEEN_ENTITIES,
    Box,
    Candidate,
    Found,
    NetworkWish,
    Parts,
    Period,
    Reach,
    SeriesWish,
    Start,
    Wish,
)
from service.graph.store import Appearance, MapCell, Node, Relationship, Stay

PLACINGS_AN_ENTITY = 10
NO_KEY = 1 << 62  # above every key


class EmbeddedReader:
    """Reader over SQLite."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, name: str, /, **parameters: Any) -> sqlite3.Cursor:
        """The rows of a statement; lists are sent as JSON."""
        sent = {key: _json(value) if isinstance(value, list | tuple) else value for key, value in parameters.items()}
        return self._connection.execute(sql(name), sent)

    def node(self, id: str) -> Node | None:
        """One node with its `record`."""
        row = self.rows("node", id=id).fetchone()
        return None if row is None else _whole_node(row)

    def nodes(self, ids: Sequence[str]) -> dict[str, Node]:
        """The nodes that exist, by id."""
        return {row[0]: _node(row) for row in self.rows("nodes", ids=list(ids))}

    def entities_by_value(self, type: str, values: Sequence[str]) -> list[Node]:
        """Entities by value, in the order of the values, then by id."""
        return [_node(row) for row in self.rows("entities_by_value", type=type, values=list(values))]

    def expand(self, ids: Sequence[str], reach: Reach) -> list[Adjacent]:
        """What is adjacent to these nodes."""
        found = self.rows(
            "expand",
            ids=list(ids),
            scopes=reach.scopes,
            types=reach.types,
            min_probability=reach.min_probability,
            since=reach.period.since,
            until=reach.period.until,
        )
        return list(map(Adjacent._make, found))

    def starts(self, ids: Sequence[str], reach: Reach) -> dict[str, Node]:
        """Those of the nodes that exist; nothing is read ahead, for an expansion waits for nobody here."""
        return {id: Node(id, type, "", {"hub": hub}) for id, type, hub in self.rows("starts", ids=list(ids))}

    def subgraph(self, ids: Sequence[str], beside: Sequence[int] = ()) -> Parts:
        """The nodes that exist, and every relationship between entities and of the scopes `beside` that has both ends in `ids`."""
        return self.nodes(ids), [_relationship(row) for row in self.rows("among", ids=list(ids), scopes=[BETWEEN_ENTITIES, *beside])]

    def steps(self, keys: Sequence[tuple[str, str, str]]) -> Parts:
        """Relationships by source, type and target, and their ends."""
        ends = list({end for source, _, target in keys for end in (source, target)})
        return self.nodes(ends), [_relationship(row) for row in self.rows("relationships", ids=list(keys))]

    def members(self, network: str) -> list[str]:
        """The members of a network, by id."""
        return [row[0] for row in self.rows("members", id=network)]

    def holders(self, id: str) -> list[str]:
        """Whose ads a node's ads are."""
        return [row[0] for row in self.rows("holders", id=id)]

    def ads_of(self, id: str, seen: str, after: str, limit: int) -> list[Node]:
        """The ads of a node's holders by last capture, latest first, then by id."""
        return [_node(row[:4]) for row in self.rows("ads_of", holders=self.holders(id), seen=seen, after=after, limit=limit)]

    def stays(self, ids: Sequence[str]) -> list[Stay]:
        """Where the ads of these entities were placed and when."""
        return [Stay(*row) for row in self.rows("stays", ids=list(ids))]

    def networks(self, wish: NetworkWish) -> list[tuple[Node, float | str]]:
        """Networks with what they are ranked by."""
        found = self.rows(
            f"networks_by_{wish.order}",
            **wish.traits,
            owner=wish.owner,
            min_size=wish.min_size,
            max_size=wish.max_size,
            since=wish.since,
            until=wish.until,
            rank=wish.rank,
            after=wish.after,
            limit=wish.limit,
        )
        return [(_node(row[:4]), row[4]) for row in found]

    def full_text(self, wish: Wish, start: Start, limit: int) -> Found:
        """Entities before ads, whole words before the beginnings of words, of each the last written first."""
        found: list[Candidate] = []
        stage, below = start
        stages = _stages(wish)
        while stage < len(stages):
            rows = self._candidates(*stages[stage], wish, below or NO_KEY, limit - len(found))
            found += [Candidate._make(row[:-1]) for row in rows]
            if len(found) == limit:
                return Found(found, (stage, min(row[-1] for row in rows)))
            stage, below = stage + 1, 0
        return Found(found, None)

    def _candidates(self, name: str, match: str, wish: Wish, below: int, limit: int) -> list[Any]:
        period = {"always": wish.period.always, "since": wish.period.since, "until": wish.period.until}
        return self.rows(name, match=match, below=below, located=wish.near is not None, limit=limit, **period).fetchall()

    def places(self, country: str | None, city: str | None, box: Box | None) -> list[tuple[str, float | None, float | None]]:
        """Places with their coordinates, by id."""
        edges = {edge: None if box is None else getattr(box, edge) for edge in ("south", "north", "west", "east")}
        return self.rows("places", country=country, city=city, **edges).fetchall()

    def appearances(
        self, places: Sequence[str], type: str, period: Period, after: tuple[str, str] | None, limit: int
    ) -> list[Appearance]:
        """Entities whose first placing there lies in the period."""
        seen, id = after or (None, None)
        until = period.until if seen is None else min(seen, period.until)
        wanted = {"places": list(places), "until": until}
        count = PLACINGS_AN_ENTITY * limit
        while True:
            # Who first appeared before `since` ranks below all who appeared after, so the latest placings answer for all if they suffice.
            row = self.rows("placed_at_least", since=period.since, count=count, **wanted).fetchone()
            since = period.since if row is None else row[0]
            found = self.rows("appearances", type=type, since=since, seen=seen, after=id, limit=limit, **wanted).fetchall()
            if row is None or len(found) == limit:
                return [Appearance(_node(one[:4]), one[6], one[4], one[4] == one[5]) for one in found]
            count *= 8

    def counts(self) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
        """Nodes by type, hubs by type, relationships by type."""
        nodes = self.rows("count_nodes").fetchall()
        hubs = {type: count for type, _, count in nodes if count}
        return {type: count for type, count, _ in nodes}, hubs, dict(self.rows("count_relationships").fetchall())

    def span(self) -> tuple[str | None, str | None]:
        """The first and the last capture."""
        first, last = self.rows("span").fetchone()
        return first, last

    def timeseries(self, wish: SeriesWish) -> list[tuple[str, str, int]]:
        """Day, group and number of ads."""
        period = wish.period
        return self.rows(
            "timeseries", by=wish.by, since=period.since, until=period.until, country=wish.country, places=wish.places
        ).fetchall()

    def map(self, places: Sequence[str], period: Period) -> list[MapCell]:
        """Places with what was seen there, by id."""
        found = self.rows("map", places=list(places), since=period.since, until=period.until)
        return [MapCell(_node(row[:4]), row[4], row[5]) for row in found]

    def image_hashes(self) -> Iterator[tuple[str, str]]:
        """Image entities with their pdq."""
        yield from self.rows("image_hashes")

    def dump_nodes(self) -> Iterator[Node]:
        """Every node with its record."""
        yield from map(_whole_node, self.rows("dump_nodes"))

    def dump_relationships(self) -> Iterator[Relationship]:
        """Every relationship."""
        yield from map(_relationship, self.rows("dump_relationships"))


def _json(value: Sequence[Any]) -> str:
    return orjson.dumps(value).decode()


def _node(row: Sequence[Any]) -> Node:
    return Node(row[0], row[1], row[2], orjson.loads(row[3]))


def _whole_node(row: Sequence[Any]) -> Node:
    properties: dict[str, Any] = orjson.loads(row[3])
    if row[4] is not None:
        properties["record"] = row[4]
    return Node(row[0], row[1], row[2], properties)


def _relationship(row: Sequence[Any]) -> Relationship:
    source, target, type, probability, ads, first_seen, last_seen, detail = row
    if detail is None:
        return Relationship(source, target, type, probability, ads, first_seen, last_seen)
    evidence, evidence_at, evidence_values, properties = orjson.loads(detail)
    return Relationship(
        source, target, type, probability, ads, first_seen, last_seen, tuple(evidence), tuple(evidence_at), tuple(evidence_values), properties
    )


def detail_of(relationship: Relationship) -> bytes | None:
    """What a relationship holds beside its figures, None for nothing."""
    r = relationship
    if not (r.evidence or r.properties):
        return None
    return orjson.dumps([r.evidence, r.evidence_at, r.evidence_values, r.properties])


def properties_of(node: Node, hidden: Sequence[str]) -> str:
    """A node's properties as JSON, without those that stand in columns of their own."""
    return orjson.dumps({key: value for key, value in node.properties.items() if key not in hidden}).decode()


def _stages(wish: Wish) -> list[tuple[str, str]]:
    """Statements and their FTS5 expressions, in the order of their matches."""
    stages = []
    if wish.types is None or wish.types - {"ad"}:
        others = () if wish.types is None else (tuple(sorted(indexing.facet("type", type) for type in wish.types - {"ad"})),)
        stages += [("full_text_of_entities", match) for match in _matches(wish, (*wish.facets, *others))]
    if wish.types is None or "ad" in wish.types:
        stages += [("full_text_of_ads", match) for match in _matches(wish, wish.facets)]
    return stages


def _matches(wish: Wish, facets: Sequence[Sequence[str]]) -> list[str]:
    """FTS5 expressions that exclude one another; words and facets are letters and digits only, so quoting needs no escapes.

    What holds the last word whole comes before what holds a word that begins with it: the lists of all words with a common
    beginning are read to their ends before the first match is known, which takes longer the larger the store.
    """
    parts = [f'search : "{word}"' for word in wish.words[:-1]]
    parts.extend(f'(search : "{word}" * OR facets : "{like}")' for word, like in indexing.alike(wish.names))
    parts.extend("facets : (" + " OR ".join(f'"{facet}"' for facet in group) + ")" for group in facets)
    if not wish.words:
        return [" AND ".join(parts) or 'facets : "type" *']
    last = f'search : "{wish.words[-1]}"'
    return [" AND ".join([*parts, last]), " AND ".join([*parts, f"({last} * NOT {last})"])]

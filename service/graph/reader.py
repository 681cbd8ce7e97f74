"""What a store fetches, one statement a method, inside one consistent reading; `answers.py` makes the answers of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from service.graph.paths import Adjacent
from service.graph.store import Appearance, MapCell, NetworkOrder, Node, Relationship, Stay

BETWEEN_ENTITIES, OF_ADS, OF_CONTEXT = 0, 1, 2  # scopes of relationships
SCOPES = {
    "ADVERTISES": OF_ADS,
    "LISTS": OF_ADS,
    "SHOWS": OF_ADS,
    "GIVES": OF_ADS,
    "POSTED_ON": OF_CONTEXT,
    "PLACED_IN": OF_CONTEXT,
    "SEEN_IN": OF_CONTEXT,
    "MEMBER_OF": OF_CONTEXT,
    "USES": BETWEEN_ENTITIES,
    "PICTURED_IN": BETWEEN_ENTITIES,
    "STAYS_AT": BETWEEN_ENTITIES,
    "POSSIBLY_SAME_AS": BETWEEN_ENTITIES,
    "IN_SERIES_WITH": BETWEEN_ENTITIES,
    "REGISTERED_TO": BETWEEN_ENTITIES,
    "REGISTERED_AT": BETWEEN_ENTITIES,
    "SIMILAR_TO": BETWEEN_ENTITIES,
}
ALWAYS, NEVER = "", "9999"  # bounds of a period that was left open


@dataclass(frozen=True, slots=True)
class Period:
    """Bounds as text; a day as `until` means its end."""

    since: str
    until: str

    @classmethod
    def of(cls, since: str | None, until: str | None) -> Period:
        """The period that two optional bounds describe."""
        end = NEVER if until is None else f"{until}T23:59:59.999999Z" if len(until) == 10 else until
        return cls(since or ALWAYS, end)

    @property
    def always(self) -> bool:
        """Whether it was left open on both sides."""
        return self == Period(ALWAYS, NEVER)


@dataclass(frozen=True, slots=True)
class Reach:
    """Which relationships and other nodes an expansion gives."""

    scopes: tuple[int, ...]
    types: tuple[str, ...]
    min_probability: float
    period: Period


@dataclass(frozen=True, slots=True)
class NetworkWish:
    """A network filter in the store's terms: traits folded, bounds closed, and where the list goes on."""

    order: NetworkOrder
    traits: Mapping[str, str | None]  # country, city, site, indicator
    owner: tuple[str, ...] | None
    min_size: int | None
    max_size: int | None
    since: str | None
    until: str | None
    rank: float | str | None
    after: str | None
    limit: int


@dataclass(frozen=True, slots=True)
class Box:
    """Degrees."""

    south: float
    north: float
    west: float
    east: float


@dataclass(frozen=True, slots=True)
class SeriesWish:
    """Which ads a time series counts; `places` are ids, None for all."""

    by: str
    period: Period
    country: str | None
    places: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Wish:
    """A search in the terms of the index."""

    words: tuple[str, ...]
    facets: tuple[tuple[str, ...], ...]
    period: Period
    types: frozenset[str] | None = None
    near: tuple[float, float, float] | None = None
    names: tuple[tuple[str, str], ...] = ()  # each word of a name, which may be the beginning of one, and its sound


class Candidate(NamedTuple):
    """What ranks a match; `lat` and `lon` may be None where the search has no circle."""

    id: str
    type: str
    label: str
    ads: float
    last_seen: str
    lat: float | None
    lon: float | None


Start = tuple[int, int]  # where a search goes on, in the store's own terms
FIRST: Start = (0, 0)


class Found(NamedTuple):
    """Some matches of a search in any order, and where the next are; None after the last."""

    candidates: list[Candidate]
    further: Start | None


class Ranked(NamedTuple):
    """A match with its score; the last seen goes first among equals, then the id."""

    id: str
    score: float
    last_seen: str


Parts = tuple[dict[str, Node], list[Relationship]]  # nodes by id, and relationships


class Reader(Protocol):
    """One reading of the graph, consistent in itself."""

    def node(self, id: str) -> Node | None:
        """One node with its `record`."""

    def nodes(self, ids: Sequence[str]) -> dict[str, Node]:
        """The nodes that exist, by id."""

    def entities_by_value(self, type: str, values: Sequence[str]) -> list[Node]:
        """Entities by value, in the order of the values, then by id."""

    def expand(self, ids: Sequence[str], reach: Reach) -> list[Adjacent]:
        """What is adjacent to these nodes, in any order."""

    def starts(self, ids: Sequence[str], reach: Reach) -> dict[str, Node]:
        """Those of the nodes that exist, by id, of their properties only `hub`.

        `expand` will be asked about them, then about those adjacent: a store that waits long for each answer reads that with them.
        """

    def subgraph(self, ids: Sequence[str], beside: Sequence[int] = ()) -> Parts:
        """The nodes that exist, and every relationship between entities and of the scopes `beside` that has both ends in `ids`, in any order."""

    def steps(self, keys: Sequence[tuple[str, str, str]]) -> Parts:
        """Relationships by source, type and target, in any order, and their ends."""

    def members(self, network: str) -> list[str]:
        """The members of a network, by id."""

    def holders(self, id: str) -> list[str]:
        """Whose ads a node's ads are: an owner's phones, a network's persons, else the node itself."""

    def ads_of(self, id: str, seen: str, after: str, limit: int) -> list[Node]:
        """The ads of a node's holders by last capture, latest first, then by id; those after (`seen`, `after`)."""

    def stays(self, ids: Sequence[str]) -> list[Stay]:
        """Where the ads of these entities were placed and when, in any order."""

    def networks(self, wish: NetworkWish) -> list[tuple[Node, float | str]]:
        """Networks with what they are ranked by, best first, then by id."""

    def full_text(self, wish: Wish, start: Start, limit: int) -> Found:
        """From `start` on, so many nodes that hold every word (the last may be the beginning of one) and one facet of each group."""

    def places(self, country: str | None, city: str | None, box: Box | None) -> list[tuple[str, float | None, float | None]]:
        """Places with their coordinates, by id."""

    def appearances(
        self, places: Sequence[str], type: str, period: Period, after: tuple[str, str] | None, limit: int
    ) -> list[Appearance]:
        """Entities whose first placing there lies in the period, latest first, then by id."""

    def counts(self) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
        """Nodes by type, hubs by type, relationships by type."""

    def span(self) -> tuple[str | None, str | None]:
        """The first and the last capture."""

    def timeseries(self, wish: SeriesWish) -> list[tuple[str, str, int]]:
        """Day, group and number of ads."""

    def map(self, places: Sequence[str], period: Period) -> list[MapCell]:
        """Places with what was seen there, by id."""

    def image_hashes(self) -> Iterator[tuple[str, str]]:
        """Image entities with their pdq."""

    def dump_nodes(self) -> Iterator[Node]:
        """Every node with its record, in any order."""

    def dump_relationships(self) -> Iterator[Relationship]:
        """Every relationship, in any order."""

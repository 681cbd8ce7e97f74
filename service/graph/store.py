"""GraphStore: one method per question that the graph answers, and the types of the answers.

Ids: an entity's `entity_id`, a network's `network_id`, `site/ad_id` of an ad, `place:NO/oslo`, `site:<name>`. Times are RFC 3339 text in
UTC and compare as text. Paths and neighbourhoods walk over entities (ads only where `types` asks for them), never over a network, a
place or a site, and through a hub only with `include_hubs`. Equal answers from both stores: ties go by id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, Protocol, TypeVar

from service.graph.asked import Area, Limits, LinkQuery, NetworkFilter, NetworkOrder, SearchQuery, Walk

__all__ = [
    "ENTITY_TYPES",
    "NODE_TYPES",
    "Appearance",
    "Area",
    "Attempt",
    "BadCursor",
    "Batch",
    "Companion",
    "Count",
    "ForeignGraph",
    "GraphError",
    "GraphStore",
    "GraphUnavailable",
    "Highlight",
    "Hit",
    "LeftOut",
    "Limits",
    "LinkPath",
    "LinkQuery",
    "Links",
    "MapCell",
    "MissingEnds",
    "NetworkFilter",
    "NetworkOrder",
    "Node",
    "Overview",
    "Page",
    "Relationship",
    "SearchQuery",
    "Searched",
    "Stay",
    "Step",
    "Subgraph",
    "Timeline",
    "Walk",
    "once",
]

ENTITY_TYPES = ("person", "phone", "email", "handle", "address", "image", "owner")
NODE_TYPES = (*ENTITY_TYPES, "network", "ad", "place", "site")

T = TypeVar("T")


class GraphError(Exception):
    """Something the graph cannot do; the message says what and what to do."""


class ForeignGraph(GraphError):
    """The graph holds the projection of another record store."""


class GraphUnavailable(GraphError):
    """The graph does not answer now; the same call may succeed later."""


class MissingEnds(GraphError):
    """Relationships were sent whose ends are not in the graph."""


class BadCursor(GraphError):
    """The cursor is not one that this list gave."""


@dataclass(frozen=True, slots=True)
class Node:
    """One node; `properties` are flat (scalars and lists of scalars) and hold `record` only where one node is asked for."""

    id: str
    type: str
    label: str
    properties: Mapping[str, Any] = field(default_factory=dict)

    @property
    def hub(self) -> bool:
        """Whether paths go around it."""
        return bool(self.properties.get("hub"))


@dataclass(frozen=True, slots=True)
class Relationship:
    """One relationship; the three evidence lists are parallel, at most 50 long, and empty where an answer says so."""

    source: str
    target: str
    type: str
    probability: float | None = None
    ads: int = 0
    first_seen: str | None = None
    last_seen: str | None = None
    evidence: tuple[str, ...] = ()  # ad keys
    evidence_at: tuple[str, ...] = ()  # when each was captured
    evidence_values: tuple[str, ...] = ()  # what each showed
    properties: Mapping[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The key of the change log: source, type and target."""
        return f"{self.source}|{self.type}|{self.target}"


@dataclass(frozen=True, slots=True)
class Batch:
    """What a part of the change log came to: states to write, ids to remove, and the position that this reaches."""

    position: int
    nodes: Sequence[Node] = ()
    relationships: Sequence[Relationship] = ()
    removed_nodes: Sequence[str] = ()
    removed_relationships: Sequence[tuple[str, str, str]] = ()  # source, type, target


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A part of a list; `next_cursor` asks on, None is the end."""

    items: tuple[T, ...]
    next_cursor: str | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a bounded answer does not show: nodes by type, and hubs that were not walked through (at most 50 ids)."""

    nodes: Mapping[str, int] = field(default_factory=dict)
    hubs: tuple[str, ...] = ()

    @property
    def truncated(self) -> bool:
        """Whether a limit cut the answer; hubs passed over are a choice, not a cut."""
        return bool(self.nodes)


@dataclass(frozen=True, slots=True)
class Subgraph:
    """Nodes (without `record`) and every relationship among them."""

    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]
    left_out: LeftOut = field(default_factory=LeftOut)

    @property
    def truncated(self) -> bool:
        """Whether something within the asked reach is missing."""
        return self.left_out.truncated


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path, in walking order; the relationship itself may point the other way."""

    source: Node
    target: Node
    relationship: Relationship


@dataclass(frozen=True, slots=True)
class LinkPath:
    """One path; `probability` is the product of its steps'."""

    probability: float
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Searched:
    """What was looked at; not `complete` if the bound on nodes ended the search before `max_hops`."""

    nodes: int
    relationships: int
    hops: int
    hubs: tuple[str, ...]  # hubs passed over, at most 50
    complete: bool


@dataclass(frozen=True, slots=True)
class Links:
    """The paths found, best first, and what was searched."""

    paths: tuple[LinkPath, ...]
    searched: Searched


@dataclass(frozen=True, slots=True)
class Highlight:
    """A piece of a field with the matched words as (start, end) offsets in it."""

    field: str
    fragment: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One result of a search, the higher the score the better."""

    node: Node
    score: float
    highlights: tuple[Highlight, ...] = ()


@dataclass(frozen=True, slots=True)
class Stay:
    """One entity in one place, as one ad shows it."""

    entity: str
    ad: str
    place: str  # id of the place node
    first_seen: str
    last_seen: str


@dataclass(frozen=True, slots=True)
class Companion:
    """A person who was in the same places at the same time."""

    node: Node
    places: tuple[str, ...]
    days_together: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Stays in order of time, stays of several ads in one place merged where they touch; and those who moved along."""

    stays: tuple[Stay, ...]
    companions: tuple[Companion, ...] = ()


@dataclass(frozen=True, slots=True)
class Appearance:
    """An entity first seen in an area in a period; `new_everywhere` if it was seen nowhere before."""

    node: Node
    place: str
    first_seen: str
    new_everywhere: bool


@dataclass(frozen=True, slots=True)
class Count:
    """A cell of a time series: ads first seen in a period in a group."""

    period: str  # "2026-03-02" (the first day)
    group: str
    ads: int


@dataclass(frozen=True, slots=True)
class MapCell:
    """One place with what was seen there."""

    place: Node
    ads: int
    persons: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Counts by node type and relationship type, hubs by type, and the span of the captures."""

    nodes: Mapping[str, int]
    relationships: Mapping[str, int]
    hubs: Mapping[str, int]
    first_seen: str | None
    last_seen: str | None


class Attempt(Protocol):
    """Runs a step, and again if the store was away."""

    def __call__(self, step: Callable[[], T], /) -> T:
        """What the step gives."""


def once(step: Callable[[], T]) -> T:
    """The attempt that is not repeated."""
    return step()


class GraphStore(Protocol):
    """The graph as the service asks it; every method raises GraphUnavailable if the store does not answer."""

    def claim(self, store_id: str) -> None:
        """Take an empty graph for this record store; raises ForeignGraph if it holds another's."""

    def position(self) -> int:
        """How far in the change log the graph is; 0 for nothing."""

    def apply(self, batch: Batch) -> None:
        """Write one batch and its position in one transaction; writing it again changes nothing."""

    def rebuild(self, nodes: Iterable[Node], relationships: Iterable[Relationship], position: int, attempt: Attempt) -> None:
        """Replace everything by what is given; readers see the old graph until it is done, as far as the store can.

        `attempt` runs one step and may run it again; what a store cannot do in one transaction it does in such steps.
        """

    def clear(self) -> None:
        """Remove everything, the claim included."""

    def purge(self) -> None:
        """Leave no trace of removed values in the store's files, as far as the store can."""

    def close(self) -> None:
        """Give back connections."""

    def node(self, id: str) -> Node | None:
        """One node with its `record`."""

    def nodes(self, ids: Sequence[str]) -> tuple[Node, ...]:
        """The nodes that exist, in the order asked, without `record`."""

    def entities_by_value(self, type: str, values: Sequence[str]) -> tuple[Node, ...]:
        """Entities of a type whose `value` is one of these (E.164, pdq, e-mail, "platform:name"), in the order asked."""

    def ads_of(self, id: str, cursor: str | None = None, limit: int = 100) -> Page[Node]:
        """The ads of an entity, network, place or site, the last seen first."""

    def neighbourhood(self, id: str, limits: Limits) -> Subgraph | None:
        """What lies around a node, nearest and most probable first; None if there is no such node."""

    def shortest_links(self, source: str, target: str, query: LinkQuery) -> Links | None:
        """The k best paths between two nodes; None if one of them does not exist."""

    def networks(self, filter: NetworkFilter, order: NetworkOrder = "size", cursor: str | None = None, limit: int = 100) -> Page[Node]:
        """Network nodes without `record`, the largest (fastest growing, newest, most cohesive) first."""

    def network(self, id: str) -> Subgraph | None:
        """Every member of a network and every relationship among them; None if there is no such network."""

    def search(self, query: SearchQuery, cursor: str | None = None, limit: int = 100) -> Page[Hit]:
        """What matches, each 200 of it best first; which matches come first among more is the store's choice."""

    def timeline(self, id: str, *, companions: bool = False) -> Timeline | None:
        """The dated places of an entity or network, and on request those who moved along."""

    def first_appearances(self, area: Area, type: str = "person", cursor: str | None = None, limit: int = 100) -> Page[Appearance]:
        """Entities first seen in an area in its period, the newest first."""

    def overview(self) -> Overview:
        """How much of what there is."""

    def timeseries(
        self, area: Area, by: Literal["country", "city", "site"], interval: Literal["day", "week", "month"] = "week"
    ) -> tuple[Count, ...]:
        """Ads by the period of their first capture and by country, city or site."""

    def map(self, area: Area) -> tuple[MapCell, ...]:
        """Places that have coordinates with the ads and persons seen there in the period."""

    def image_hashes(self) -> Iterator[tuple[str, str]]:
        """Every image entity with its pdq, for an index of near copies."""

    def dump_nodes(self) -> Iterator[Node]:
        """Every node with its `record`, in any order; for verification."""

    def dump_relationships(self) -> Iterator[Relationship]:
        """Every relationship with its evidence, in any order; for verification."""

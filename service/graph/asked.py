"""What GraphStore is asked: limits, filters and orders. Times are RFC 3339 text in UTC; a day as an upper bound means its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Walk:
    """Which relationships and nodes a search may use; undated relationships and such without probability pass."""

    types: frozenset[str] | None = None  # node types; None = every entity type
    since: str | None = None
    until: str | None = None
    min_probability: float = 0.0
    include_hubs: bool = False


@dataclass(frozen=True, slots=True)
class Limits(Walk):
    """How far a neighbourhood reaches."""

    hops: int = 2
    max_nodes: int = 1000


@dataclass(frozen=True, slots=True)
class LinkQuery(Walk):
    """Which paths between two nodes are wanted."""

    k: int = 1
    max_hops: int = 6
    order: Literal["steps", "probability"] = "steps"
    avoid: frozenset[str] = frozenset()


NetworkOrder = Literal["size", "growth", "newest", "cohesion"]


@dataclass(frozen=True, slots=True)
class NetworkFilter:
    """Which networks a list holds; everything given must hold."""

    country: str | None = None  # ISO code
    city: str | None = None  # name, or place key "NO/oslo"
    site: str | None = None
    min_size: int | None = None  # persons
    max_size: int | None = None
    since: str | None = None  # seen at or after
    until: str | None = None  # seen at or before
    owner: str | None = None  # words of a subscriber's name
    indicator: str | None = None  # code


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What a search wants; everything given must hold. `phones` are E.164 candidates, likeliest first."""

    q: str | None = None
    phones: tuple[str, ...] = ()
    email: str | None = None
    handle: str | None = None  # "name" or "platform:name"
    name: str | None = None
    city: str | None = None
    country: str | None = None
    near: tuple[float, float, float] | None = None  # latitude, longitude, kilometres
    since: str | None = None
    until: str | None = None
    types: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """A country, a city of it or a circle, and a period."""

    country: str | None = None
    city: str | None = None
    near: tuple[float, float, float] | None = None
    since: str | None = None
    until: str | None = None

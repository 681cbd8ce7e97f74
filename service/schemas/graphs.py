"""Entities, networks, paths: what stands in the graph."""

from __future__ import annotations

from typing import Any

from pydantic import ConfigDict, Field

from service.schemas.common import Evidence, Probability, Shape


class Node(Shape):
    """A node: an entity, or an ad, place or site where they were asked for."""

    entity_id: str
    type: str
    label: str | None = Field(default=None, description="null where it is masked")


class Relationship(Shape):
    """A relationship between two nodes; `evidence` are ad keys."""

    source: str
    target: str
    type: str
    probability: Probability | None = None
    ads: int | None = None
    first_seen: str | None = None
    last_seen: str | None = None
    evidence: list[str] = Field(default_factory=list)


class LeftOut(Shape):
    """What a bounded answer does not show: nodes within reach by type, and hubs that were not walked through (at most 50)."""

    nodes: dict[str, int]
    hubs: list[str]


class Graph(Shape):
    """Nodes and relationships; `truncated` says whether anything within the limits was left out, `left_out` what."""

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={
            "example": {
                "nodes": [
                    {"entity_id": "person-1a2b3c", "type": "person", "label": "Anna"},
                    {"entity_id": "phone-4d5e6f", "type": "phone", "label": "+46701740605"},
                ],
                "relationships": [
                    {
                        "source": "person-1a2b3c",
                        "target": "phone-4d5e6f",
                        "type": "USES",
                        "probability": 0.998,
                        "ads": 3,
                        "first_seen": "2026-05-01T00:00:00Z",
                        "last_seen": "2026-05-20T00:00:00Z",
                        "evidence": ["site-a.example/101"],
                    }
                ],
                "truncated": False,
                "left_out": {"nodes": {}, "hubs": []},
            }
        },
    )

    nodes: list[Node]
    relationships: list[Relationship]
    truncated: bool
    left_out: LeftOut


class Entity(Shape):
    """A golden record with its counts, dates, network and, for a hub, the reason."""

    entity_id: str
    type: str
    label: str | None = None
    record: dict[str, Any]
    aliases: list[Any] = Field(default_factory=list)
    counts: dict[str, Any] = Field(default_factory=dict)
    first_seen: str | None = None
    last_seen: str | None = None
    network_id: str | None = None
    hub: bool = False
    hub_reason: str | None = None
    referral: bool = False


class NetworkItem(Shape):
    """A network in a list."""

    network_id: str
    size: dict[str, int | None] = Field(description="members by type; null where a small figure is suppressed")
    first_seen: str | None = None
    last_seen: str | None = None
    probability: Probability | None = None


class Network(Graph):
    """A whole network: every member and every relationship among them."""

    network_id: str
    size: dict[str, int]
    first_seen: str | None = None
    last_seen: str | None = None
    probability: Probability | None = None


class TimelineEntry(Shape):
    """Where an entity was, and when."""

    at: str
    until: str | None = None
    place: str | None = None
    ad: str | None = None


class Companion(Node):
    """Who was in the same places on the same days."""

    places: list[str] = Field(default_factory=list)
    days_together: int | None = None


class Timeline(Shape):
    """Dated places, the oldest first; `companions` with `mode=advanced`."""

    entity_id: str
    items: list[TimelineEntry]
    next_cursor: str | None = None
    companions: list[Companion] | None = None


class Step(Shape):
    """One step of a path, in words, with the ads that show it."""

    source: str
    target: str
    type: str
    probability: Probability
    text: str
    evidence: list[Evidence]


class Path(Shape):
    """One path; its probability is the product of its steps'."""

    probability: Probability
    steps: list[Step]


class Searched(Shape):
    """How far was looked; not `complete` if so much was met that the search ended before `max_hops`."""

    nodes: int
    relationships: int
    hops: int
    hubs_passed_over: list[str]
    complete: bool


class Paths(Shape):
    """The paths found and what was searched."""

    paths: list[Path]
    searched: Searched

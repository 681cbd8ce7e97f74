"""Figures."""

from __future__ import annotations

from typing import Any, Literal

from service.schemas.common import Shape
from service.schemas.graphs import Node


class Overview(Shape):
    """Counts by type; null where a small figure is suppressed."""

    counts: dict[str, int | None]
    relationships: dict[str, int | None]
    hubs: dict[str, int | None]
    first_seen: str | None = None
    last_seen: str | None = None


class Cell(Shape):
    """Ads first seen in a period in a group; null where suppressed."""

    period: str
    group: str
    ads: int | None


class TimeSeries(Shape):
    """Cells in order of period and group."""

    by: str
    interval: str
    items: list[Cell]


class Feature(Shape):
    """A place with what was seen there."""

    type: Literal["Feature"] = "Feature"
    geometry: dict[str, Any]
    properties: dict[str, Any]


class FeatureCollection(Shape):
    """GeoJSON (RFC 7946)."""

    type: Literal["FeatureCollection"] = "FeatureCollection"
    features: list[Feature]


class Appearance(Node):
    """An entity first seen in an area; `new_everywhere` if it was seen nowhere before."""

    place: str | None = None
    first_seen: str | None = None
    new_everywhere: bool | None = None

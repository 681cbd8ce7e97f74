"""Figures as the API shows them. Who may only count sees no cell under five, so that nobody is told apart."""

from __future__ import annotations

from typing import Any, Literal

from service import views
from service.context import Clew
from service.graph.store import Appearance, Area
from service.keys import Permission, Principal


def suppressed(count: int, principal: Principal) -> int | None:
    """`count`, unless it is small and `principal` may only count."""
    return None if 0 < count < views.SMALL and not principal.may(Permission.READ) else count


def overview(clew: Clew, principal: Principal) -> dict[str, Any]:
    """Counts by type."""
    found = clew.graph.overview()
    return {
        "counts": {type: suppressed(count, principal) for type, count in found.nodes.items()},
        "relationships": {type: suppressed(count, principal) for type, count in found.relationships.items()},
        "hubs": {type: suppressed(count, principal) for type, count in found.hubs.items()},
        "first_seen": found.first_seen,
        "last_seen": found.last_seen,
    }


def timeseries(
    clew: Clew, area: Area, by: Literal["country", "city", "site"], interval: Literal["day", "week", "month"], principal: Principal
) -> dict[str, Any]:
    """Ads by period and group."""
    cells = clew.graph.timeseries(area, by, interval)
    items = [{"period": cell.period, "group": cell.group, "ads": suppressed(cell.ads, principal)} for cell in cells]
    return {"by": by, "interval": interval, "items": items}


def places(clew: Clew, area: Area, principal: Principal) -> dict[str, Any]:
    """GeoJSON of places; small ones are left out for who may only count."""
    cells = clew.graph.map(area)
    features = [_feature(cell, principal) for cell in cells if suppressed(cell.ads, principal) is not None]
    return {"type": "FeatureCollection", "features": features}


def _feature(cell: Any, principal: Principal) -> dict[str, Any]:
    properties = cell.place.properties
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [properties.get("lon"), properties.get("lat")]},
        "properties": {
            "place": cell.place.id.removeprefix("place:"),
            "label": cell.place.label,
            "ads": cell.ads,
            "persons": suppressed(cell.persons, principal),
        },
    }


def appearances(clew: Clew, area: Area, type: str, part: tuple[str | None, int], principal: Principal) -> dict[str, Any]:
    """Entities first seen in an area."""
    return views.page_view(clew.graph.first_appearances(area, type, *part), _appearance, principal)


def _appearance(appearance: Appearance, principal: Principal) -> dict[str, Any]:
    return {
        **views.node_view(appearance.node, principal),
        "place": appearance.place.removeprefix("place:"),
        "first_seen": appearance.first_seen,
        "new_everywhere": appearance.new_everywhere,
    }

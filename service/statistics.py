"""Figures as the API shows them. Who may only count sees no cell under five, so that nobody is told apart.

Nor may such a cell follow from others: where one alone would be left out of figures that add up to one shown elsewhere, the next smallest goes
too; periods are whole; circles, and dates on the map, whose overlaps could be subtracted, need the right to read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Literal

from service import views
from service.context import Clew
from service.errors import Restricted
from service.graph.store import Appearance, Area, Count
from service.keys import Permission, Principal

LATEST = date(9999, 1, 1)  # a later end means the same and cannot be widened


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
    counting = not principal.may(Permission.READ)
    cells = clew.graph.timeseries(_whole_periods(area, interval) if counting else area, by, interval)
    hidden = small_cells(cells) if counting else set()
    items = [{"period": cell.period, "group": cell.group, "ads": None if cell in hidden else cell.ads} for cell in cells]
    return {"by": by, "interval": interval, "items": items}


def _whole_periods(area: Area, interval: Literal["day", "week", "month"]) -> Area:
    """The area without a circle, its dates widened to whole periods."""
    if area.near is not None:
        raise Restricted("Figures within a circle need the right to read")
    since = None if area.since is None else _begin(date.fromisoformat(area.since[:10]), interval).isoformat()
    until = None if area.until is None else _end(date.fromisoformat(area.until[:10]), interval).isoformat()
    return replace(area, since=since, until=until)


def _begin(day: date, interval: str) -> date:
    return day.replace(day=1) if interval == "month" else day - timedelta(days=day.weekday()) if interval == "week" else day


def _end(day: date, interval: str) -> date:
    longest = timedelta(days={"day": 1, "week": 7, "month": 32}[interval])
    return _begin(_begin(min(day, LATEST), interval) + longest, interval) - timedelta(days=1)


def small_cells(cells: Sequence[Count]) -> set[Count]:
    """Small cells, and beside one that could be subtracted from a sum shown elsewhere the next smallest."""
    lines: dict[tuple[str, str], list[Count]] = defaultdict(list)
    for cell in sorted(cells, key=lambda cell: (cell.ads, cell.period, cell.group)):
        lines["period", f"{cell.period} {cell.group.rpartition('/')[0]}"].append(cell)
        lines["group", cell.group].append(cell)
    hidden = {cell for cell in cells if cell.ads < views.SMALL}
    while True:
        further = {other for line in lines.values() if (other := _beside(line, hidden)) is not None}
        if not further:
            return hidden
        hidden |= further


def _beside(line: Sequence[Count], hidden: set[Count]) -> Count | None:
    """What must be hidden too of cells that add up to a known sum, the smallest first."""
    left_out = sum(cell.ads for cell in line if cell in hidden)
    return next((cell for cell in line if cell not in hidden), None) if 0 < left_out < views.SMALL else None


def places(clew: Clew, area: Area, principal: Principal) -> dict[str, Any]:
    """GeoJSON of places; small ones are left out for who may only count."""
    if not principal.may(Permission.READ) and (area.near, area.since, area.until) != (None, None, None):
        raise Restricted("The map within a circle or between dates needs the right to read; the time series has dates")
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
    if views.hidden(appearance.node, principal):
        return views.node_view(appearance.node, principal)
    return {
        **views.node_view(appearance.node, principal),
        "place": appearance.place.removeprefix("place:"),
        "first_seen": appearance.first_seen,
        "new_everywhere": appearance.new_everywhere,
    }

"""Stays of single ads into a dated trail, and who moved along. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from service.graph.store import Companion, Node, Stay

SHARED_PLACES = 2  # in one place with many is where one lives; in two at the same times is moving along
MAX_COMPANIONS = 50


def merged(stays: Iterable[Stay], id: str) -> tuple[Stay, ...]:
    """Stays in order of time; those of several ads in one place that touch or overlap by the day become one, under its first ad."""
    trail: list[Stay] = []
    last: dict[str, int] = {}
    for stay in sorted(stays, key=lambda s: (s.first_seen, s.last_seen, s.place, s.ad)):
        at = last.get(stay.place)
        if at is not None and _next_day(trail[at].last_seen) >= stay.first_seen[:10]:
            before = trail[at]
            trail[at] = Stay(id, before.ad, before.place, before.first_seen, max(before.last_seen, stay.last_seen))
        else:
            last[stay.place] = len(trail)
            trail.append(Stay(id, stay.ad, stay.place, stay.first_seen, stay.last_seen))
    return tuple(trail)


def companions(stays: Sequence[Stay], others: Iterable[Stay], nodes: Mapping[str, Node]) -> tuple[Companion, ...]:
    """Those seen in at least two of the places on the same days, the most places first."""
    own = _days(stays)
    by_entity: dict[str, list[Stay]] = defaultdict(list)
    for stay in others:
        by_entity[stay.entity].append(stay)
    found = []
    for entity, theirs in by_entity.items():
        shared = {place: days & own[place] for place, days in _days(theirs).items() if place in own and days & own[place]}
        if len(shared) >= SHARED_PLACES and entity in nodes:
            together = len(set().union(*shared.values()))
            found.append(Companion(nodes[entity], tuple(sorted(shared)), together))
    found.sort(key=lambda c: (-len(c.places), -c.days_together, c.node.id))
    return tuple(found[:MAX_COMPANIONS])


def _days(stays: Iterable[Stay]) -> dict[str, set[int]]:
    days: dict[str, set[int]] = defaultdict(set)
    for stay in stays:
        first, last = date.fromisoformat(stay.first_seen[:10]), date.fromisoformat(stay.last_seen[:10])
        days[stay.place].update(range(first.toordinal(), last.toordinal() + 1))
    return days


def _next_day(at: str) -> str:
    return (date.fromisoformat(at[:10]) + timedelta(days=1)).isoformat()

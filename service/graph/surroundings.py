"""What lies around a node within limits, over whatever a store fetches. Pure: both stores choose the same nodes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from service.graph.paths import MAX_HUBS_NAMED, Adjacent, Expand
from service.graph.store import LeftOut, Limits

NO_FURTHER = ("network", "place", "site")  # shown where asked for, never walked over


@dataclass(slots=True)
class Surroundings:
    """The ids found, the start first, nearest first; and what the limits left out."""

    ids: list[str]
    types: dict[str, str] = field(default_factory=dict)
    hubs: set[str] = field(default_factory=set)
    cut: Counter[str] = field(default_factory=Counter)

    def left_out(self) -> LeftOut:
        """What the answer does not show."""
        return LeftOut(dict(sorted(self.cut.items())), tuple(sorted(self.hubs))[:MAX_HUBS_NAMED])


def around(start: str, limits: Limits, expand: Expand) -> Surroundings:
    """Breadth first; within one distance the most probable first, ties by id."""
    found = Surroundings([start])
    known, frontier = {start}, [start]
    for _ in range(limits.hops):
        reached = _reached(found, known, limits, expand(frontier))
        room = limits.max_nodes - len(found.ids)
        ranked = sorted(reached.values(), key=lambda a: (-a.probability, a.other))
        kept, cut = ranked[: max(room, 0)], ranked[max(room, 0) :]
        found.ids.extend(a.other for a in kept)
        known.update(a.other for a in kept)
        found.cut.update(a.other_type for a in cut)
        frontier = sorted(a.other for a in kept if a.other_type not in NO_FURTHER)
        if cut or not frontier:
            break
    return found


def _reached(found: Surroundings, known: set[str], limits: Limits, adjacent: list[Adjacent]) -> dict[str, Adjacent]:
    """The most probable relationship to each node not known yet."""
    best: dict[str, Adjacent] = {}
    for a in adjacent:
        if a.other in known:
            continue
        if a.other_hub and not limits.include_hubs:
            found.hubs.add(a.other)
        elif a.other not in best or a.probability > best[a.other].probability:
            best[a.other] = a
    return best

"""The best paths between two nodes, over whatever a store fetches. Pure: both stores give the same paths by construction.

Balls are grown around both ends, the smaller first, until every path of a length lies inside; then a best-first search with exact lower
bounds takes the k best out of that bounded subgraph. Costs are integers (steps, and bits of improbability in units of 2^-20), so that equal
means equal. A path of more than one relationship between the same two nodes takes the most probable of them.
"""

from __future__ import annotations

import heapq
import itertools
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from service.graph.store import LinkQuery

MAX_NODES = 20_000  # a search that met so many nodes ends and says so
MAX_PARTIAL_PATHS = 200_000
MAX_HUBS_NAMED = 50
UNIT = 1 << 20
NEVER = 1e-12  # a relationship without any probability still has a finite cost

Cost = tuple[int, int]


class Adjacent(NamedTuple):
    """One relationship as a search sees it: from the node that was asked about to the other one."""

    origin: str
    other: str
    type: str
    forward: bool  # whether the relationship points from origin to other
    probability: float
    other_type: str
    other_hub: bool


Expand = Callable[[Sequence[str]], list[Adjacent]]


@dataclass(slots=True)
class Ball:
    """What lies within some steps of one end."""

    distance: dict[str, int]
    frontier: list[str]
    radius: int = 0

    @classmethod
    def around(cls, id: str) -> Ball:
        """The ball of radius 0."""
        return cls({id: 0}, [id])


@dataclass(slots=True)
class Ground:
    """The subgraph fetched so far: the most probable relationship between each two nodes."""

    steps: dict[str, dict[str, Adjacent]] = field(default_factory=dict)
    hubs: set[str] = field(default_factory=set)
    relationships: int = 0

    def add(self, found: Adjacent) -> None:
        """Keep a relationship in both directions if none between the two is more probable."""
        here = self.steps.setdefault(found.origin, {})
        known = here.get(found.other)
        if known is not None and _strength(known) >= _strength(found):
            return
        self.relationships += known is None
        here[found.other] = found
        back = found._replace(origin=found.other, other=found.origin, forward=not found.forward)
        self.steps.setdefault(found.other, {})[found.origin] = back


@dataclass(frozen=True, slots=True)
class FoundPath:
    """The relationships of one path in walking order."""

    steps: tuple[Adjacent, ...]

    @property
    def probability(self) -> float:
        """The product of the steps' probabilities."""
        return math.prod(step.probability for step in self.steps)


@dataclass(frozen=True, slots=True)
class FoundLinks:
    """The k best paths and how far the search went."""

    paths: tuple[FoundPath, ...]
    nodes: int
    relationships: int
    hops: int
    hubs: tuple[str, ...]
    complete: bool


def best_paths(source: str, target: str, query: LinkQuery, expand: Expand) -> FoundLinks:
    """The k best paths between two different nodes; `expand` gives what is adjacent to nodes, hubs included."""
    ground, balls = Ground(), (Ball.around(source), Ball.around(target))
    paths: tuple[FoundPath, ...] = ()
    hops, complete = 0, True
    while hops < query.max_hops and len(paths) < query.k:
        ball = _smaller(*balls)
        if ball is None:
            break
        if len(balls[0].distance) + len(balls[1].distance) > MAX_NODES:
            complete = False
            break
        _grow(ball, ground, query, {source, target}, expand)
        hops += 1
        if query.order == "steps" and _meet(*balls):
            paths = _enumerate(ground, source, target, query, hops)
    if query.order == "probability" or len(paths) < query.k:
        paths = _enumerate(ground, source, target, query, query.max_hops if _exhausted(balls) else hops)
    hubs = sorted(ground.hubs - {source, target})[:MAX_HUBS_NAMED]
    met = len(balls[0].distance.keys() | balls[1].distance.keys())
    return FoundLinks(paths, met, ground.relationships, hops, tuple(hubs), complete)


def _strength(found: Adjacent) -> tuple[float, str, bool]:
    return found.probability, found.type, found.forward


def _smaller(left: Ball, right: Ball) -> Ball | None:
    """The ball to grow; none if one has nowhere to go, for then it holds everything that a path could use."""
    if not left.frontier or not right.frontier:
        return None
    return left if len(left.frontier) <= len(right.frontier) else right


def _exhausted(balls: tuple[Ball, Ball]) -> bool:
    return not balls[0].frontier or not balls[1].frontier


def _meet(left: Ball, right: Ball) -> bool:
    small, large = sorted((left.distance, right.distance), key=len)
    return any(id in large for id in small)


def _grow(ball: Ball, ground: Ground, query: LinkQuery, ends: set[str], expand: Expand) -> None:
    """Add the nodes one step further; hubs and avoided nodes are noted or left, the two ends always let in."""
    ball.radius += 1
    reached: set[str] = set()
    for found in expand(ball.frontier):
        if found.other in query.avoid:
            continue
        if found.other_hub and not query.include_hubs and found.other not in ends:
            ground.hubs.add(found.other)
            continue
        ground.add(found)
        if found.other not in ball.distance:
            ball.distance[found.other] = ball.radius
            reached.add(found.other)
    ball.frontier = sorted(reached - ends)  # a path ends at an end, so none goes through it


def _step_cost(step: Adjacent) -> int:
    return round(-math.log2(max(step.probability, NEVER)) * UNIT)


def _key(order: str, steps: int, cost: int) -> Cost:
    return (steps, cost) if order == "steps" else (cost, steps)


def _bounds(ground: Ground, source: str, target: str, order: str, hops: int) -> list[dict[str, Cost]]:
    """By number of steps that may still be taken: the best key from each node to the target within them."""
    best: list[dict[str, Cost]] = [{target: (0, 0)}]
    changed = best[0]
    for _ in range(hops):
        better, now = dict(best[-1]), {}
        for id, key in changed.items():
            for other, step in ground.steps.get(id, {}).items() if id != source else ():
                one = _key(order, 1, _step_cost(step))
                reached = (key[0] + one[0], key[1] + one[1])
                if other not in better or reached < better[other]:
                    better[other] = now[other] = reached
        best.append(better)
        changed = now
    return best


def _enumerate(ground: Ground, source: str, target: str, query: LinkQuery, hops: int) -> tuple[FoundPath, ...]:
    """The k best simple paths of at most `hops` steps, by key and then by the ids along them."""
    bounds = _bounds(ground, source, target, query.order, hops)
    start = bounds[hops].get(source)
    paths: list[FoundPath] = []
    heap: list[tuple[Cost, tuple[str, ...], Cost]] = [] if start is None else [(start, (source,), (0, 0))]
    for _ in range(MAX_PARTIAL_PATHS):
        if not heap or len(paths) == query.k:
            break
        _, ids, cost = heapq.heappop(heap)
        if ids[-1] == target:
            paths.append(_path(ground, ids))
            continue
        for item in _longer(ground, ids, cost, query.order, bounds[hops - len(ids)]):
            heapq.heappush(heap, item)
    return tuple(paths)


def _longer(
    ground: Ground, ids: tuple[str, ...], cost: Cost, order: str, bound: dict[str, Cost]
) -> Iterable[tuple[Cost, tuple[str, ...], Cost]]:
    for other, step in ground.steps.get(ids[-1], {}).items():
        rest = bound.get(other)
        if rest is None or other in ids:
            continue
        one = _key(order, 1, _step_cost(step))
        reached = (cost[0] + one[0], cost[1] + one[1])
        yield (reached[0] + rest[0], reached[1] + rest[1]), (*ids, other), reached


def _path(ground: Ground, ids: tuple[str, ...]) -> FoundPath:
    return FoundPath(tuple(ground.steps[a][b] for a, b in itertools.pairwise(ids)))

"""Bridges of a network: the single reasons whose loss would split it, with what stands on either side.

Tarjan's low-link search without recursion, over joints as relationships; two joints between the same members are no bridge.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from resolution.region import Joint


@dataclass(frozen=True, slots=True)
class Bridge:
    """A joint whose loss splits its component, with the ads and the persons on its two sides, smaller side first."""

    joint: Joint
    ads: tuple[int, int]
    persons: tuple[int, int]


@dataclass(slots=True)
class _Walk:
    """A depth-first walk: members in order of discovery, each with the joint that led there and the member it came from."""

    order: list[str]
    came_by: dict[str, int]
    came_from: dict[str, str]
    low: dict[str, int]


def bridges(joints: Sequence[Joint], persons: Mapping[str, str]) -> list[Bridge]:
    """The bridges among `joints`, in their order; `persons` gives each ad's person."""
    near: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for number, joint in enumerate(joints):
        near[joint.left].append((number, joint.right))
        near[joint.right].append((number, joint.left))
    seen: set[str] = set()
    found: list[tuple[int, Bridge]] = []
    for start in sorted(near):
        if start not in seen:
            walk = _walk(start, near)
            seen.update(walk.order)
            found += _split(walk, joints, persons)
    return [bridge for _, bridge in sorted(found, key=lambda row: row[0])]


def _walk(start: str, near: Mapping[str, Sequence[tuple[int, str]]]) -> _Walk:
    walk = _Walk([start], {start: -1}, {}, {start: 0})
    position = {start: 0}
    stack = [(start, iter(near[start]))]
    while stack:
        member, ahead = stack[-1]
        for number, other in ahead:
            if number == walk.came_by[member]:
                continue
            if other in position:
                walk.low[member] = min(walk.low[member], position[other])
                continue
            position[other] = walk.low[other] = len(walk.order)
            walk.order.append(other)
            walk.came_by[other], walk.came_from[other] = number, member
            stack.append((other, iter(near[other])))
            break
        else:
            stack.pop()
            if stack:
                above = stack[-1][0]
                walk.low[above] = min(walk.low[above], walk.low[member])
    return walk


def _split(walk: _Walk, joints: Sequence[Joint], persons: Mapping[str, str]) -> list[tuple[int, Bridge]]:
    """The bridges of one walked component; each subtree's persons are gathered from the leaves up, small into large."""
    total = Counter(persons[member] for member in walk.order if member in persons)
    everyone = total.total()
    below: dict[str, Counter[str]] = {}
    complete: Counter[str] = Counter()  # per subtree, the persons who have every ad in it
    size: Counter[str] = Counter()
    found = []
    for position in range(len(walk.order) - 1, -1, -1):
        member = walk.order[position]
        here = below.pop(member, Counter())
        if member in persons:
            size[member] += 1
            complete[member] += _gather(here, Counter([persons[member]]), total)
        number = walk.came_by[member]
        if number < 0:
            continue
        if walk.low[member] == position:
            inside, outside = len(here), len(total) - complete[member]
            ads = sorted((size[member], everyone - size[member]))
            found.append((number, Bridge(joints[number], (ads[0], ads[1]), (min(inside, outside), max(inside, outside)))))
        above = walk.came_from[member]
        size[above] += size[member]
        held, held_complete = below.get(above, Counter()), complete[above]
        if len(held) < len(here):
            held, here, held_complete, complete[member] = here, held, complete[member], held_complete
        complete[above] = held_complete + _gather(held, here, total)
        below[above] = held
    return found


def _gather(into: Counter[str], more: Counter[str], total: Mapping[str, int]) -> int:
    """Add `more` to `into`; how many persons became complete in it beyond those complete in `into` before."""
    newly = 0
    for person, ads in more.items():
        before = into[person] == total[person]
        into[person] += ads
        newly += (into[person] == total[person]) - before
    return newly

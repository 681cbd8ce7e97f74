"""New clusters + old ids -> stable ids, merges and splits. Pure.

The oldest keeps its id on a merge, the largest part on a split. An id that was retired comes back when what it stood for
stands alone again: after a decision is withdrawn, or when deleted ads return.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

SAME_AGAIN = 0.5  # share of records in common, of all in either, above which a cluster is what a retired id stood for


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of the ids that the records at hand ever had."""

    holder: Mapping[str, str]  # record -> the id it has
    born: Mapping[str, int]  # id -> number of the run that made it
    retired: Mapping[str, frozenset[str]]  # retired id -> the records it held last


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to an id: created, revived, merged, split or retired; `others` are the ids it happened with."""

    entity_id: str
    event: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assignment:
    """The id of every cluster, the ids that end, and what happened."""

    ids: Mapping[str, str]  # cluster key -> id
    ended: frozenset[str]
    events: tuple[Event, ...]


def new_id(kind: str, key: str, taken: Callable[[str], bool]) -> str:
    """An id for a new entity, the same for the same kind and cluster key unless that one is taken."""
    for salt in range(1_000_000):
        digest = hashlib.blake2b(f"{kind}|{key}|{salt or ''}".encode(), digest_size=10).digest()
        candidate = f"{kind}-{base64.b32encode(digest).decode().lower()}"
        if not taken(candidate):
            return candidate
    raise AssertionError("no free id in a million tries")


def assign(kind: str, clusters: Mapping[str, Collection[str]], past: Past, taken: Callable[[str], bool]) -> Assignment:
    """Give every cluster (key -> its records) an id.

    `past` must know every id that any of the records has or last had; `taken` tells whether any entity ever had an id.
    """
    parts = _parts(clusters, past)
    kept, revived = _keep(clusters, parts, past)
    for cluster in sorted(clusters.keys() - kept.keys()):
        back = _stood_for(clusters[cluster], past, set(revived.values()) | set(kept.values()))
        if back:
            kept[cluster] = revived[cluster] = back
    given = set(kept.values())
    ids = dict(kept)
    for cluster in sorted(clusters.keys() - kept.keys()):
        ids[cluster] = new_id(kind, cluster, lambda candidate: candidate in given or taken(candidate))
        given.add(ids[cluster])
    ended = frozenset(parts.keys() - given) | frozenset(i for i in past.holder.values() if i not in given)
    assignment = Assignment(ids, ended, ())
    return replace(assignment, events=tuple(_events(assignment, parts, revived, past)))


def _parts(clusters: Mapping[str, Collection[str]], past: Past) -> dict[str, Counter[str]]:
    """For every present id, the clusters its records went to, with how many."""
    parts: dict[str, Counter[str]] = defaultdict(Counter)
    for cluster, records in clusters.items():
        for record in records:
            if record in past.holder:
                parts[past.holder[record]][cluster] += 1
    return parts


def _keep(clusters: Mapping[str, Collection[str]], parts: Mapping[str, Counter[str]], past: Past) -> tuple[dict[str, str], dict[str, str]]:
    """Which cluster keeps which id, and which gets a retired one back."""
    claims: dict[str, list[str]] = defaultdict(list)
    revived: dict[str, str] = {}
    for entity_id, sizes in sorted(parts.items()):
        order = sorted(sizes, key=lambda c: (-sizes[c], c))
        if len(order) > 1:
            for cluster in order[::-1]:
                back = _stood_for(clusters[cluster], past, set(revived.values()))
                if back and len([c for c in order if c not in revived]) > 1:
                    revived[cluster] = back
        main = next((c for c in order if c not in revived), order[0])
        claims[main].append(entity_id)
    kept = {cluster: min(ids, key=lambda i: (past.born.get(i, 0), i)) for cluster, ids in claims.items()}
    for cluster, back in revived.items():
        oldest = kept.get(cluster)
        if oldest is None or past.born.get(back, 0) <= past.born.get(oldest, 0):
            kept[cluster] = back
    return kept, {c: i for c, i in revived.items() if kept[c] == i}


def _stood_for(records: Collection[str], past: Past, given: set[str]) -> str | None:
    """The retired id whose last records these are, the most alike first, then the oldest."""
    mine = set(records)
    best: list[tuple[float, int, str]] = []
    for entity_id, theirs in past.retired.items():
        alike = len(mine & theirs) / len(mine | theirs)
        if alike > SAME_AGAIN and entity_id not in given:
            best.append((-alike, past.born.get(entity_id, 0), entity_id))
    return min(best)[2] if best else None


def _events(made: Assignment, parts: Mapping[str, Counter[str]], revived: Mapping[str, str], past: Past) -> list[Event]:
    ids, ended = made.ids, made.ended
    events = []
    before: dict[str, set[str]] = defaultdict(set)
    for entity_id, sizes in parts.items():
        after = sorted({ids[cluster] for cluster in sizes})
        for cluster in sizes:
            before[ids[cluster]].add(entity_id)
        if entity_id in ended:
            events.append(Event(entity_id, "merged" if len(after) == 1 else "retired", tuple(after)))
        elif len(after) > 1:
            events.append(Event(entity_id, "split", tuple(i for i in after if i != entity_id)))
    for entity_id in ended:
        if entity_id not in parts:
            events.append(Event(entity_id, "retired"))
    for cluster, entity_id in ids.items():
        others = tuple(sorted(before[entity_id] - {entity_id}))
        if cluster in revived:
            events.append(Event(entity_id, "revived", others))
        elif entity_id not in past.born:
            events.append(Event(entity_id, "created", others))
        elif any(i in ended for i in others):
            events.append(Event(entity_id, "merged_with", tuple(i for i in others if i in ended)))
    return sorted(events, key=lambda e: (e.entity_id, e.event))

"""Stable ids for clusters of records, with what happened to each id written into its history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

import orjson

from resolution.identity import Past, assign, new_id
from resolution.steps.work import Work
from resolution.store import now


def name_clusters(work: Work, kind: str, clusters: Mapping[str, Collection[str]], records: Iterable[str]) -> dict[str, str]:
    """Give clusters (key -> records) their ids; `records` are all that were or are in play, those gone included."""
    records = set(records)
    if not records:
        return {}
    past, members = _past(work, kind, records)
    first_choice = {new_id(kind, key, lambda _: False) for key in clusters}
    work.scope(first_choice)
    used = {row[0] for row in work.rows("born_in_scope")}
    assignment = assign(kind, clusters, past, lambda i: i in used if i in first_choice else work.taken(i))
    holder = {record: assignment.ids[key] for key, held in clusters.items() for record in held}
    moved = {r for r in records if holder.get(r) != past.holder.get(r)}
    work.scope(f"{kind}|{record}" for record in moved)
    work.run("delete_members_in_scope")
    written = sorted(moved & holder.keys())
    work.store.insert("members", {
        "record": [f"{kind}|{record}" for record in written], "kind": [kind] * len(written), "entity_id": [holder[r] for r in written],
    })
    _end(work, kind, assignment.ended, members)
    _begin(work, kind, {i for i in assignment.ids.values() if i not in past.born or i in past.retired})
    _tell(work, [(e.entity_id, e.event, e.others) for e in assignment.events])
    return dict(assignment.ids)


def _past(work: Work, kind: str, records: set[str]) -> tuple[Past, dict[str, set[str]]]:
    work.scope(f"{kind}|{record}" for record in records)
    holder = {record.partition("|")[2]: entity_id for record, entity_id in work.rows("members_in_scope")}
    retired: dict[str, set[str]] = defaultdict(set)
    former = {row[0] for row in work.rows("former_ids_in_scope")}
    work.scope(former)
    for record, entity_id in work.rows("former_members_in_scope"):
        retired[entity_id].add(record.partition("|")[2])
    work.scope({*holder.values(), *former})
    born = dict(work.rows("born_in_scope"))
    members: dict[str, set[str]] = defaultdict(set)
    for record, entity_id in holder.items():
        members[entity_id].add(record)
    return Past(holder, born, {i: frozenset(held) for i, held in retired.items()}), members


def _end(work: Work, kind: str, ended: Collection[str], members: Mapping[str, Collection[str]]) -> None:
    rows = [(f"{kind}|{record}", entity_id) for entity_id in sorted(ended) for record in sorted(members[entity_id])]
    if rows:
        work.store.insert("former_members", {"record": [r[0] for r in rows], "entity_id": [r[1] for r in rows]})


def _begin(work: Work, kind: str, begun: Collection[str]) -> None:
    if not work.scope(begun):
        return
    work.run("delete_former_members_in_scope")
    known = dict(work.rows("born_in_scope"))
    fresh = sorted(set(begun) - known.keys())
    work.store.insert("entities", {"entity_id": fresh, "kind": [kind] * len(fresh), "born": [work.number] * len(fresh)})


def _tell(work: Work, events: Collection[tuple[str, str, tuple[str, ...]]]) -> None:
    if events:
        ordered = sorted(events)
        work.store.insert("history", {
            "entity_id": [e[0] for e in ordered], "moment": [now()] * len(ordered), "run_id": [work.run_id] * len(ordered),
            "event": [e[1] for e in ordered], "cause": [work.cause] * len(ordered), "others": [orjson.dumps(e[2]).decode() for e in ordered],
        })

"""Resolve: what was accepted and is not yet worked becomes entities, networks and changes, in one transaction.

Invariant: afterwards the partition of ads into persons, of mentions into entities and of entities into networks is what a run
over everything present would give, whatever came in which order. Each step hands on what it found to be touched; what a touched
value joins, before or after, is worked again, and nothing else is.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

import orjson

from resolution import linkage
from resolution.standing import SHARE_WORTH_ESTIMATING, WORTH_ESTIMATING, giant, quality
from resolution.steps.graph import write_hubs, write_similar, write_world
from resolution.steps.hubs import label_items
from resolution.steps.items import DECIDED, read_numbers, take_items
from resolution.steps.regions import resolve_regions
from resolution.steps.values import join_forms
from resolution.steps.work import Progress, Work
from resolution.store import RecordStore, now


@dataclass(frozen=True, slots=True)
class Run:
    """What one resolve did: counts, and the ids of the entities and networks that it wrote."""

    run_id: str
    items: int
    changes: int
    entities: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    figures: dict[str, Any] = field(default_factory=dict)


def _silent(_: str, __: int, ___: int) -> None:
    """Report no progress."""


def resolve(store: RecordStore, *, full: bool = False, cause: str = "", progress: Progress = _silent) -> Run:
    """Resolve what is pending (`full`: everything). A crash at any moment leaves the store as it was before."""
    with store.transaction():
        work = _begin(store, full, cause, progress)
        if not full and not work.seen[0]:
            return Run(work.run_id, 0, 0)
        take_items(work)
        read_numbers(work)
        join_forms(work)
        components = label_items(work)
        resolve_regions(work, components)
        write_hubs(work)
        write_similar(work)
        write_world(work)
        return _finish(work, len(components))


def current_model(store: RecordStore) -> linkage.Model:
    """The model that this store uses: the bundled one until another is adopted."""
    if "model" not in store.caches:
        adopted = store.meta("model")
        store.caches["model"] = linkage.Model.loads(adopted) if adopted else linkage.bundled()
    model: linkage.Model = store.caches["model"]
    return model


def scorer(store: RecordStore) -> linkage.Scorer:
    """The scorer of this store's model, compiled once."""
    if "scorer" not in store.caches:
        store.caches["scorer"] = linkage.Scorer(current_model(store), store.connection)
    made: linkage.Scorer = store.caches["scorer"]
    return made


def _begin(store: RecordStore, full: bool, cause: str, progress: Progress) -> Work:
    number = int(store.state.get("runs") or 0) + 1
    waiting = store.rows("pending_items")
    marks = [(item, mark) for item, mark in waiting if item is not None]
    decided: dict[str, set[str]] = {}
    for item, _ in marks:
        if item.startswith(DECIDED):
            kind, record = item.removeprefix(DECIDED).split("|", 1)
            decided.setdefault(kind, set()).add(record)
    run_id = f"run-{number}-{uuid.uuid4().hex[:8]}"
    work = Work(store, current_model(store), scorer(store), run_id, number, full, progress, decided=decided, cause=cause)
    work.pending = sorted({item for item, _ in marks if not item.startswith(DECIDED)})
    work.seen = [mark for _, mark in marks], [batch for item, batch in waiting if item is None]
    work.position = store.last_position
    work.started = now()
    return work


def _finish(work: Work, items: int) -> Run:
    store = work.store
    store.state.set("runs", str(work.number))
    store.state.set("position", str(work.position))
    marks, batches = work.seen
    store.afterwards("clear_pending", {"numbers": marks})
    store.afterwards("stamp_batches", {"run_id": work.run_id, "numbers": batches})
    entities = sorted(i for i in work.entities if not i.startswith("network-"))
    figures: dict[str, Any] = {"items": items, "changed": len(work.items), "removed": len(work.gone), "changes": work.changes}
    if work.full or len(work.items) >= max(WORTH_ESTIMATING, SHARE_WORTH_ESTIMATING * store.rows("count_items")[0][0]):
        figures |= {"quality": quality(store), "giant_component": giant(store)}
    store.insert("runs", {
        "run_id": [work.run_id], "number": [work.number], "started_at": [work.started], "ended_at": [now()],
        "model_version": [work.model.version], "scope": ["full" if work.full else "changed"], "figures": [orjson.dumps(figures).decode()],
    })
    networks = tuple(sorted(_present(work.entities, "network-")))
    return Run(work.run_id, items, work.changes, tuple(entities), networks, figures)


def _present(ids: Collection[str], prefix: str) -> list[str]:
    return [i for i in ids if i.startswith(prefix)]

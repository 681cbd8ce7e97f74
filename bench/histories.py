"""Random histories that end in one and the same market: what is present and decided at their end does not depend on the way there.

A history takes a market's captures and directory rows in some order, so many at a time; meanwhile ads are deleted and return, others come
and are deleted for good, analysts answer and take answers back, and the process starts anew.
"""

from __future__ import annotations

import random
import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import orjson

from resolution import decisions, pipeline
from resolution.captures import Capture, DirectoryRecord
from resolution.errors import Unfit
from resolution.region import Decision
from resolution.store import RecordStore

Item = Capture | DirectoryRecord
ORDERS = ("as crawled", "backwards", "shuffled")
REVIEWED = 0.5  # share of random answers on pairs that a review would offer


@dataclass(frozen=True)
class Way:
    """How a history goes to its end."""

    order: str
    size: int  # items to a batch
    seed: int
    returns: float = 0.3  # chance after each batch that an ad is deleted for a while, and that one comes back
    restarts: float = 0.05  # chance that the store is closed and opened again


@dataclass(frozen=True)
class End:
    """What every history ends in: the market without some ads, under some decisions."""

    items: Sequence[Item]
    absent: frozenset[str] = frozenset()  # ads that come and are deleted for good
    answers: Sequence[Decision] = ()
    withdrawn: Sequence[Decision] = ()  # answers that are given and taken back


def resolved(end: End, data: Path) -> RecordStore:
    """A store of the end alone, resolved in one run."""
    store = RecordStore.open(data)
    _accept(store, [item for item in end.items if not (isinstance(item, Capture) and item.ad_key in end.absent)])
    for answer in end.answers:
        _bind(store, answer)
    pipeline.resolve(store)
    return store


def lived(end: End, data: Path, way: Way) -> RecordStore:
    """A store that lived through a random history."""
    rng = random.Random(way.seed)
    store = RecordStore.open(data)
    taken: dict[str, list[Capture]] = defaultdict(list)
    away: list[str] = []
    asked = _asked(rng, end, way)
    for number, batch in enumerate(_batches(rng, end, way)):
        _accept(store, batch)
        for item in batch:
            if isinstance(item, Capture):
                taken[item.ad_key].append(item)
        for answer, back in asked[number]:
            if back:
                decisions.withdraw(store, answer.decision_id)
            else:
                _bind(store, answer)
        pipeline.resolve(store)
        if rng.random() < way.returns and taken:
            away.append(rng.choice(sorted(taken)))
            store.delete_ad(away[-1])
            pipeline.resolve(store)
        if away and rng.random() < way.returns:
            _accept(store, taken[away.pop(rng.randrange(len(away)))])
        if rng.random() < way.restarts:
            store.close()
            store = RecordStore.open(data)
    _accept(store, [capture for ad in away for capture in taken[ad]])
    for ad in sorted(end.absent):
        store.delete_ad(ad)
    pipeline.resolve(store)
    return store


def differences(one: RecordStore, other: RecordStore) -> list[str]:
    """What two stores assign differently, ids aside: mentions with their entities, networks and probabilities."""
    left, right = _assignments(one), _assignments(other)
    return sorted(f"- {row}" for row in left - right) + sorted(f"+ {row}" for row in right - left)


def random_answers(store: RecordStore, many: int, seed: int) -> list[Decision]:
    """Decisions on ads and entities of a resolved store that do not contradict each other, many on pairs that are much alike."""
    rng = random.Random(seed)
    pairs = list(_askable(store))
    with_ads = [(p["a"], p["b"]) for p in decisions.review(store, many)]
    for _ in range(many * 10):
        if len(_answers(store)) >= many:
            break
        one, other = rng.choice(with_ads if with_ads and rng.random() < REVIEWED else pairs)
        with suppress(decisions.Contradiction, Unfit):
            decisions.decide(store, one, other, rng.choice(decisions.ANSWERS), reason="", author="")
    found = _answers(store)
    for decision in store.decisions():
        decisions.withdraw(store, decision["decision_id"])
    return found


def _askable(store: RecordStore) -> Iterator[tuple[str, str]]:
    """Pairs of neighbours of each type by what they say, and of ads at large."""
    rows = store.assignments().read_all().to_pylist()
    for kind in decisions.DECIDABLE:
        held = sorted({(row["normalised"], row["entity_id"]) for row in rows if row["entity_type"] == kind})
        yield from ((one, other) for (_, one), (_, other) in pairwise(held))
    ads = sorted({f"{row['site']}/{row['ad_id']}" for row in rows if row["entity_type"] == "person"})
    yield from zip(ads, ads[len(ads) // 2 :], strict=False)


def _answers(store: RecordStore) -> list[Decision]:
    return [
        Decision(decision_id, kind, frozenset(orjson.loads(left)), frozenset(orjson.loads(right)), answer)
        for kind in decisions.DECIDABLE for decision_id, left, right, answer in store.rows("decisions_of_kind", {"kind": kind})
    ]  # fmt: skip


def _bind(store: RecordStore, answer: Decision) -> None:
    ends = {"a": min(answer.left), "b": min(answer.right)}
    decisions.bind(store, answer, {"author": "", "entity_type": answer.entity_type, **ends, "decision": answer.answer, "reason": ""})


def _batches(rng: random.Random, end: End, way: Way) -> list[list[Item]]:
    items = list(end.items)
    if way.order == "backwards":
        items.reverse()
    elif way.order == "shuffled":
        rng.shuffle(items)
    return [items[start : start + way.size] for start in range(0, len(items), way.size)]


def _asked(rng: random.Random, end: End, way: Way) -> dict[int, list[tuple[Decision, bool]]]:
    """After which batch which answers are given, and which are taken back (True)."""
    batches = -(-len(end.items) // way.size)
    asked: dict[int, list[tuple[Decision, bool]]] = defaultdict(list)
    for answer in end.answers:
        asked[rng.randrange(batches)].append((answer, False))
    for answer in end.withdrawn:
        first, last = sorted((rng.randrange(batches), rng.randrange(batches)))
        asked[first].append((answer, False))
        asked[last].append((answer, True))
    return asked


def _accept(store: RecordStore, items: Sequence[Item]) -> None:
    captures = [item for item in items if isinstance(item, Capture)]
    store.accept(f"batch-{uuid.uuid4().hex}", captures, [item for item in items if isinstance(item, DirectoryRecord)])


def _assignments(store: RecordStore) -> set[tuple[Any, ...]]:
    """Every mention with the smallest mention of its entity and of its network in place of their ids."""
    rows = [tuple(row.values()) for row in store.assignments().read_all().to_pylist()]
    entities: dict[str, tuple[Any, ...]] = {}
    networks: dict[str, tuple[Any, ...]] = {}
    for kind, entity, network, *mention in sorted(rows, key=lambda row: (row[0], row[3:])):
        entities.setdefault(entity, (kind, *mention[:4]))
        if network:
            networks.setdefault(network, (kind, *mention[:4]))
    return {(kind, entities[entity], networks.get(network), *mention) for kind, entity, network, *mention in rows}

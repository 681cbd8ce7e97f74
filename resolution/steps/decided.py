"""Analysts' decisions as the clustering steps need them."""

from __future__ import annotations

import orjson

from resolution.region import Decision
from resolution.steps.work import Work
from resolution.store import DECISIONS


def decisions_of(work: Work, kind: str) -> list[Decision]:
    """The decisions on records of one entity type, in the order in which they were taken."""
    known: dict[str, list[Decision]] = work.store.caches.setdefault(DECISIONS, {})
    if kind not in known:
        known[kind] = [
            Decision(decision_id, kind, frozenset(orjson.loads(left)), frozenset(orjson.loads(right)), answer)
            for decision_id, left, right, answer in work.store.rows("decisions_of_kind", {"kind": kind})
        ]
    return known[kind]

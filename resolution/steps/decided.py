"""Analysts' decisions as the clustering steps need them."""

from __future__ import annotations

import orjson

from resolution.region import Decision
from resolution.steps.work import Work


def decisions_of(work: Work, kind: str) -> list[Decision]:
    """The decisions on records of one entity type, in the order in which they were taken."""
    if kind not in work.decisions:
        work.decisions[kind] = [
            Decision(decision_id, kind, frozenset(orjson.loads(left)), frozenset(orjson.loads(right)), answer)
            for decision_id, left, right, answer in work.store.rows("decisions_of_kind", {"kind": kind})
        ]
    return work.decisions[kind]

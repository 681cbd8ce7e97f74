"""What ends or binds ads: removal, decisions and erasure, each on the writer thread with the resolve that follows."""

from __future__ import annotations

from datetime import date
from typing import Any

from resolution import decisions, erasure, holds, retention
from resolution.store import RecordStore
from service.batches import touched_view
from service.context import Clew
from service.errors import Invalid, Moved, NotFound
from service.schemas.admin import ErasureBody
from service.schemas.decisions import DecisionBody
from service.watch.forgetting import forget


def remove_ad(clew: Clew, ad: str) -> dict[str, Any]:
    """Remove an ad; what that touched. Raises NotFound."""
    store = clew.store

    def removed_ad() -> bool:
        holds.refuse(store, [ad], ad)
        return _removed(store.delete_ad(ad), f"No ad {ad}")

    removed, run = clew.writer.change(lambda: (removed_ad(), "an ad was removed"))
    return {"ad": ad, "removed": removed, **touched_view(clew, run.entities, run.networks)}


def decide(clew: Clew, body: DecisionBody, author: str) -> dict[str, Any]:
    """Bind two ads or entities by an analyst's answer, at once; the decision and what it changed."""
    if body.a == body.b:
        raise Invalid("a and b are the same")
    store = clew.store
    decision, run = clew.writer.change(lambda: _decided(store, body, author))
    return {**decision, "changed": touched_view(clew, run.entities, run.networks)}


def _decided(store: RecordStore, body: DecisionBody, author: str) -> tuple[dict[str, Any], str]:
    a, b = (_present(store, end) for end in (body.a, body.b))
    decision = decisions.decide(store, a, b, body.decision, reason=body.reason, author=author)
    return decision, str(decision["decision_id"])


def _present(store: RecordStore, end: str) -> str:
    """The id that `end` became, itself if it stands. Raises Moved where it became several."""
    became = store.successors(end) or ("",)
    if len(became) > 1:
        raise Moved(end, became)
    return became[0] or end


def withdraw(clew: Clew, decision_id: str) -> dict[str, Any]:
    """Take a decision back, at once; what that changed. Raises NotFound."""
    store = clew.store
    _, run = clew.writer.change(lambda: (_removed(decisions.withdraw(store, decision_id), f"No decision {decision_id}"), f"{decision_id} withdrawn"))
    return {"decision_id": decision_id, "withdrawn": True, "changed": touched_view(clew, run.entities, run.networks)}


def _removed(done: bool, otherwise: str) -> bool:
    if not done:
        raise NotFound(otherwise)
    return True


def erase(clew: Clew, body: ErasureBody, author: str) -> dict[str, Any]:
    """Erase a value or an ad from every store, the service's own state and the graph included."""
    store = clew.store

    def forgotten() -> None:
        forget(clew.state, type=body.type, value=body.value, ads=[body.ad] if body.ad else [])

    def erased() -> dict[str, Any]:
        return erasure.erase(store, kind=body.type, value=body.value, ad=body.ad, reason=body.reason, author=author, beside=forgotten)

    done, _ = clew.writer.change(lambda: (erased(), ""))
    return {**done, **touched_view(clew, done["entities"], done["networks"])}


def retain(clew: Clew, author: str, as_of: date | None = None) -> dict[str, Any]:
    """Remove what its source's rule keeps no longer; how much that was."""
    store = clew.store

    def carried_out() -> dict[str, Any]:
        return retention.carry_out(store, author=author, as_of=as_of, beside=lambda ads: forget(clew.state, ads=ads))

    done: dict[str, Any] = clew.writer.change(lambda: (carried_out(), ""))[0]
    return done

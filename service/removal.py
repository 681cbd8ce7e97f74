"""What ends or binds ads: removal, decisions and erasure, each on the writer thread with the resolve that follows."""

from __future__ import annotations

from typing import Any

from resolution import decisions, erasure
from resolution.store import RecordStore
from service.batches import touched_view
from service.context import Clew
from service.errors import Invalid, NotFound
from service.schemas.admin import ErasureBody
from service.schemas.decisions import DecisionBody


def remove_ad(clew: Clew, ad: str) -> dict[str, Any]:
    """Remove an ad; what that touched. Raises NotFound."""
    store = clew.store
    removed, run = clew.writer.change(lambda: _removed(store.delete_ad(ad), ad))
    return {"ad": ad, "removed": removed, **touched_view(clew, run.entities, run.networks)}


def _removed(done: bool, ad: str) -> bool:
    if not done:
        raise NotFound(f"No ad {ad}")
    return True


def decide(clew: Clew, body: DecisionBody, author: str) -> dict[str, Any]:
    """Bind two ads or entities by an analyst's answer, at once; the decision and what it changed."""
    if body.a == body.b:
        raise Invalid("a and b are the same")
    store = clew.store
    decision, run = clew.writer.change(lambda: decisions.decide(store, body.a, body.b, body.decision, body.reason, author))
    return {**decision, "changed": touched_view(clew, run.entities, run.networks)}


def withdraw(clew: Clew, decision_id: str) -> dict[str, Any]:
    """Take a decision back, at once; what that changed. Raises NotFound."""
    store = clew.store
    _, run = clew.writer.change(lambda: _withdrawn(decisions.withdraw(store, decision_id), decision_id))
    return {"decision_id": decision_id, "withdrawn": True, "changed": touched_view(clew, run.entities, run.networks)}


def _withdrawn(done: bool, decision_id: str) -> bool:
    if not done:
        raise NotFound(f"No decision {decision_id}")
    return True


def erase(clew: Clew, body: ErasureBody, author: str) -> dict[str, Any]:
    """Erase a value or an ad from every store, the service's own state and the graph included."""
    store = clew.store
    erased, run = clew.writer.change(lambda: _erased(store, body, author))
    clew.alerts.forget(body.value, body.ad)
    clew.graph.purge()
    return {**erased, **touched_view(clew, run.entities, run.networks)}


def _erased(store: RecordStore, body: ErasureBody, author: str) -> dict[str, Any]:
    return erasure.erase(store, kind=body.type, value=body.value, ad=body.ad, reason=body.reason, author=author)

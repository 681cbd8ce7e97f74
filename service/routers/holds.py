"""Legal holds."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from resolution import holds
from service import lists
from service.errors import NotFound
from service.routers.asked import Administrator, Paged, Service, problems
from service.schemas.common import Page
from service.schemas.keeping import Hold, HoldBody

router = APIRouter(prefix="/holds", tags=["administration"])


@router.post("", status_code=201, response_model=Hold, responses=problems(404))
def place_hold(body: HoldBody, service: Service, principal: Administrator) -> Any:
    """Keep something whatever a retention rule, an erasure or a removal says."""
    review = body.review_on.isoformat() if body.review_on else None
    return holds.place(service.store, *body.subject, reason=body.reason, author=principal.key_id, review_on=review)


@router.get("", response_model=Page[Hold], responses=problems(501))
def list_holds(service: Service, principal: Administrator, part: Paged) -> Any:
    """The holds that stand."""
    return lists.page(holds.holds(service.store), part, lists.by("at", "hold_id"))


@router.delete("/{hold_id}", response_model=Page[Hold], responses=problems(404))
def release_hold(hold_id: str, service: Service, principal: Administrator, part: Paged) -> Any:
    """Release a hold; those that still stand."""
    if not holds.release(service.store, hold_id):
        raise NotFound(f"No hold {hold_id}")
    return lists.page(holds.holds(service.store), part, lists.by("at", "hold_id"))

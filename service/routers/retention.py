"""Retention by source: the rules, and what went by them."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from resolution import retention
from service import lists, removal
from service.errors import NotFound
from service.routers.asked import Administrator, Paged, Service, problems
from service.schemas.common import Page
from service.schemas.keeping import Removal, RemovalBody, RemovalMade, Rule, RuleBody

router = APIRouter(prefix="/retention", tags=["administration"])


@router.post("", status_code=201, response_model=Rule, responses=problems())
def set_rule(body: RuleBody, service: Service, principal: Administrator) -> Any:
    """Set how long a source's captures and directory rows are kept, in place of the rule it has."""
    review = body.review_on.isoformat() if body.review_on else None
    return retention.keep(service.store, body.source, body.keep_days, review_on=review, note=body.note, author=principal.key_id)


@router.get("", response_model=Page[Rule], responses=problems(501))
def list_rules(service: Service, principal: Administrator, part: Paged) -> Any:
    """Every rule, with how much is over its time and whether its review is due."""
    return lists.page(retention.rules(service.store), part, lists.by("source"))


@router.delete("/{source}", response_model=Page[Rule], responses=problems(404))
def remove_rule(source: str, service: Service, principal: Administrator, part: Paged) -> Any:
    """Take a source's rule away; the rules that are left."""
    if not retention.drop(service.store, source):
        raise NotFound(f"No rule for {source}")
    return lists.page(retention.rules(service.store), part, lists.by("source"))


@router.post("/removals", status_code=201, response_model=RemovalMade, responses=problems())
def carry_out(body: RemovalBody, service: Service, principal: Administrator) -> Any:
    """Remove now what the rules keep no longer, as an erasure does; the service does so itself once a day."""
    return removal.retain(service, principal.key_id, body.as_of)


@router.get("/removals", response_model=Page[Removal], responses=problems(501))
def list_removals(service: Service, principal: Administrator, part: Paged) -> Any:
    """What went by the rules, when and by whose order."""
    return lists.page(retention.removals(service.store), part, lists.by("at", "removal_id"))

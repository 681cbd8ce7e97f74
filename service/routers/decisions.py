"""Analysts' decisions and the pairs worth one."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from resolution.decisions import review
from service import lists, removal
from service.errors import NotFound
from service.keys import LOCAL
from service.routers.asked import Decider, Paged, Service, problems
from service.schemas.common import Page
from service.schemas.decisions import Decision, DecisionBody, DecisionMade, DecisionWithdrawn, ReviewPair

router = APIRouter(tags=["resolution"])
MOST_OFFERED = 1000


@router.get("/review", response_model=Page[ReviewPair], responses=problems(501))
def list_review(service: Service, principal: Decider, part: Paged) -> Any:
    """Pairs worth an analyst's answer, those whose answer would change the most first."""
    return lists.page(review(service.store, MOST_OFFERED), part, lists.by("-worth", "a", "b"))


@router.post("/decisions", status_code=201, response_model=DecisionMade, responses=problems(404, 409))
def make_decision(body: DecisionBody, service: Service, principal: Decider) -> Any:
    """Answer same, different or unsure; it acts at once and survives every later run."""
    author = (body.author or principal.name) if principal is LOCAL else principal.name or principal.key_id
    return removal.decide(service, body, author)


@router.get("/decisions", response_model=Page[Decision], responses=problems(501))
def list_decisions(service: Service, principal: Decider, part: Paged) -> Any:
    """Every decision that stands."""
    return lists.page(service.store.decisions(), part, lists.by("at", "decision_id"))


@router.get("/decisions/{decision_id}", response_model=Decision, responses=problems(404, 501))
def read_decision(decision_id: str, service: Service, principal: Decider) -> Any:
    """One decision."""
    decision = service.store.decision(decision_id)
    if decision is None:
        raise NotFound(f"No decision {decision_id}")
    return decision


@router.delete("/decisions/{decision_id}", response_model=DecisionWithdrawn, responses=problems(404))
def withdraw_decision(decision_id: str, service: Service, principal: Decider) -> Any:
    """Take a decision back; the ids from before it return."""
    return removal.withdraw(service, decision_id)

"""Runs, the model, and whether the two stores agree."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from service import lists, model, state_of_store
from service.routers.asked import Administrator, Counter, Paged, Service, problems
from service.schemas.admin import ModelState, Run, Verification
from service.schemas.common import Page

router = APIRouter(tags=["administration"])
MOST_RUNS = 100_000


@router.get("/runs", response_model=Page[Run], responses=problems(501))
def list_runs(service: Service, principal: Counter, part: Paged) -> Any:
    """Resolves, the newest first, with their figures and the estimate of quality."""
    return lists.page(service.store.runs(MOST_RUNS), part, lists.by("-number"))


@router.get("/model", response_model=ModelState, responses=problems(501))
def read_model(service: Service, principal: Counter) -> Any:
    """The version of the model in use and what it holds."""
    return model.in_use(service)


@router.get("/verify", response_model=Verification, responses=problems(501))
def verify(service: Service, principal: Administrator) -> Any:
    """Compare the record store with the graph and report each difference."""
    return state_of_store.verification(service)

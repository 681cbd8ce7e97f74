"""Batches: how far they have come."""

from __future__ import annotations

from functools import partial
from typing import Any

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool
from sse_starlette import EventSourceResponse

from service import events
from service.batches import state_of
from service.routers.asked import Service, Submitter, problems
from service.schemas.ads import BatchState

router = APIRouter(prefix="/batches", tags=["ads"])


@router.get("/{batch_id}", response_model=BatchState, responses=problems(404, 501))
def read_batch(batch_id: str, service: Service, principal: Submitter) -> Any:
    """How far a batch has come: accepted, resolved, loaded."""
    return state_of(service, batch_id)


@router.get("/{batch_id}/events", response_class=EventSourceResponse, responses=problems(404, 501))
async def follow_batch(batch_id: str, service: Service, principal: Submitter) -> EventSourceResponse:
    """Server-sent events, one a change of state, until the batch is loaded."""
    await run_in_threadpool(state_of, service, batch_id)
    return events.stream(events.until_settled(partial(state_of, service, batch_id), "loaded"))

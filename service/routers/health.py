"""Liveness, readiness, metrics: no prefix, no key."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response

from service import state_of_store
from service.routers.asked import Service
from service.schemas.admin import Health, Readiness

router = APIRouter(tags=["health"])


@router.get("/healthz", response_model=Health)
def read_health() -> Any:
    """Whether the process lives."""
    return {"status": "ok"}


@router.get("/readyz", response_model=Readiness, responses={503: {"model": Readiness, "description": "Not ready"}})
def read_readiness(service: Service, response: Response) -> Any:
    """Whether the graph answers and the writer thread gets on."""
    answer = state_of_store.readiness(service)
    response.status_code = 200 if answer["status"] == "ready" else 503
    return answer


@router.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
def read_metrics(service: Service) -> Response:
    """Prometheus exposition."""
    service.metrics.waiting.set(service.ingest.waiting() if service.ingest else 0)
    return Response(service.metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")

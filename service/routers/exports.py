"""Exports of everything."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Response

from service import exporting
from service.routers.asked import Decider, Service, problems

router = APIRouter(prefix="/exports", tags=["exports"])
Format = Literal["csv", "parquet"]


@router.get("/assignments", response_class=Response, responses=problems(501))
def export_assignments(service: Service, principal: Decider, format: Format = "csv") -> Response:
    """One row a mention, with its entity and network."""
    return exporting.everything(service, "assignments", format)


@router.get("/entities", response_class=Response, responses=problems(501))
def export_entities(service: Service, principal: Decider, format: Format = "csv") -> Response:
    """One row an entity, with its network, dates and, for a hub, the reason."""
    return exporting.everything(service, "entities", format)

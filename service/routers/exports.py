"""Exports of everything."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Response

from service import exporting
from service.routers.asked import Decider, Service, problems

router = APIRouter(prefix="/exports", tags=["exports"])


@router.get("/assignments", response_class=Response, responses=problems(501))
def export_assignments(service: Service, principal: Decider, format: Literal["csv", "parquet"] = "csv") -> Response:
    """One row a mention, with its entity and network."""
    return exporting.all_assignments(service, format)

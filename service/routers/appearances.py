"""What is new in an area."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query

from service import statistics
from service.routers.asked import Paged, Reader, Service, Where, problems
from service.routers.plain import Plain
from service.schemas.common import Page
from service.schemas.stats import Appearance

router = APIRouter(prefix="/first-appearances", tags=["statistics"], route_class=Plain)
Kind = Annotated[Literal["person", "phone", "email", "handle", "address", "image", "owner"], Query(alias="type")]


@router.get("", response_model=Page[Appearance], responses=problems())
def list_first_appearances(service: Service, principal: Reader, where: Where, part: Paged, kind: Kind = "person") -> Any:
    """Entities first seen in the area in the period, the newest first."""
    return statistics.appearances(service, where, kind, part, principal)

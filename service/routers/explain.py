"""Why two things are one, or are not."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from service import reading
from service.routers.asked import End, Reader, Service, problems
from service.schemas.history import Explanation

router = APIRouter(prefix="/explain", tags=["resolution"])


@router.get("", response_model=Explanation, responses=problems(300, 308, 404, 501))
def explain_pair(a: End, b: End, service: Service, principal: Reader) -> Any:
    """The match-weight waterfall of two ads or entities; the chain that joins them, or what stood against it."""
    return reading.explanation(service, a, b, principal)

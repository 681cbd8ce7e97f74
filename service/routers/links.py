"""Shortest links between two things."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query

from service import reading
from service.graph.store import LinkQuery
from service.routers.asked import End, Reader, Service, Walked, problems
from service.routers.plain import Plain
from service.schemas.graphs import Paths

router = APIRouter(prefix="/links", tags=["links"], route_class=Plain)


@router.get("/shortest", response_model=Paths, responses=problems(300, 308, 404))
def find_links(
    source: End,
    target: End,
    service: Service,
    principal: Reader,
    walk: Walked,
    *,
    k: Annotated[int, Query(ge=1, le=20)] = 1,
    max_hops: Annotated[int, Query(ge=1, le=10)] = 6,
    order: Literal["steps", "probability"] = "steps",
    avoid: Annotated[str | None, Query(max_length=10_000, description="entity ids, separated by commas")] = None,
) -> Any:
    """The `k` best paths, each step in words with the ads that show it; none found is an empty list and what was searched."""
    avoided = frozenset(part.strip() for part in (avoid or "").split(",") if part.strip())
    return reading.links(service, source, target, LinkQuery(**asdict(walk), k=k, max_hops=max_hops, order=order, avoid=avoided), principal)

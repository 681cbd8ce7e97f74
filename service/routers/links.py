"""Shortest links between two things."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query

from service import reading
from service.graph.store import LinkQuery
from service.routers.asked import End, Reader, Service, Walked, problems, words_of
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
    k: Annotated[int, Query(ge=1, le=20, description="how many paths, at most 20")] = 1,
    max_hops: Annotated[int, Query(ge=1, le=10, description="steps of a path, at most 10")] = 6,
    order: Annotated[Literal["steps", "probability"], Query(description="fewest steps, ties by probability; or the product of the steps' probabilities")] = "steps",
    avoid: Annotated[list[str] | None, Query(max_length=1000, description="ids, separated by commas or repeated")] = None,
) -> Any:
    """The `k` best paths, each step in words with the ads that show it; none found is an empty list and what was searched."""
    return reading.links(service, source, target, LinkQuery(**asdict(walk), k=k, max_hops=max_hops, order=order, avoid=words_of(avoid)), principal)

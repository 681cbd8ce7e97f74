"""Entities: golden record, ads, timeline, surroundings, and why they are one."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query

from service import lists, reading, views
from service.graph.store import Limits
from service.routers.asked import Paged, Reader, Service, Walked, problems
from service.routers.plain import Plain
from service.schemas.ads import AdItem
from service.schemas.common import Page
from service.schemas.graphs import Entity, Graph, Timeline
from service.schemas.history import HistoryEvent, Why

router = APIRouter(prefix="/entities", tags=["entities"], route_class=Plain)
ERRORS = problems(300, 308, 404)


@router.get("/{entity_id:id}/ads", response_model=Page[AdItem], responses=ERRORS)
def list_ads(entity_id: str, service: Service, principal: Reader, part: Paged) -> Any:
    """Its ads, the last seen first."""
    service.node(entity_id, principal)
    return views.page_view(service.graph.ads_of(entity_id, *part), views.ad_view, principal)


@router.get("/{entity_id:id}/timeline", response_model=Timeline, responses=ERRORS)
def read_timeline(
    entity_id: str, service: Service, principal: Reader, part: Paged, mode: Annotated[Literal["simple", "advanced"], Query(description="`advanced` adds those who moved along")] = "simple"
) -> Any:
    """Dated places, the oldest first; `mode=advanced` with those who moved along."""
    return reading.timeline(service, entity_id, part, principal, companions=mode == "advanced")


@router.get("/{entity_id:id}/why", response_model=Why, responses=problems(300, 308, 404, 501))
def explain_entity(entity_id: str, service: Service, principal: Reader) -> Any:
    """The evidence that built it."""
    return reading.why(service, entity_id, principal)


@router.get("/{entity_id:id}/history", response_model=Page[HistoryEvent], responses=problems(404, 501))
def read_history(entity_id: str, service: Service, principal: Reader, part: Paged) -> Any:
    """Its merges and splits, each with its cause; ids that ended answer too."""
    return lists.page(reading.history(service, entity_id, principal), part)


@router.get("/{entity_id:id}/network", response_model=Graph, responses=ERRORS)
def read_surroundings(
    entity_id: str,
    service: Service,
    principal: Reader,
    walk: Walked,
    *,
    hops: Annotated[int, Query(ge=0, le=6, description="steps from it, at most 6")] = 2,
    max_nodes: Annotated[int, Query(ge=1, le=10_000, description="nearest and most probable first, at most 10,000; `left_out` counts the rest")] = 1000,
) -> Any:
    """Nodes and relationships around it."""
    return reading.surroundings(service, entity_id, Limits(**asdict(walk), hops=hops, max_nodes=max_nodes), principal)


@router.get("/{entity_id:id}", response_model=Entity, responses=ERRORS)
def read_entity(entity_id: str, service: Service, principal: Reader) -> Any:
    """Golden record, aliases, counts, first and last seen, network, hub reason."""
    return views.entity_view(service.node(entity_id, principal))

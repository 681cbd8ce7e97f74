"""Networks: listed, whole, in one screen, exported."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Header, Query, Response

from service import exporting, lists, reading, views
from service.graph.store import NetworkFilter, NetworkOrder
from service.routers.asked import Counter, Country, Paged, Reader, Service, Since, Until, Words, problems
from service.routers.plain import Plain
from service.schemas.common import Page
from service.schemas.graphs import Network, NetworkItem
from service.schemas.history import HistoryEvent
from service.schemas.summary import Summary

router = APIRouter(prefix="/networks", tags=["networks"], route_class=Plain)
ERRORS = problems(300, 308, 404)
Format = Literal["graphml", "gexf", "xlsx", "csv", "cytoscape", "json", "xmind", "html"]
Case = Annotated[str, Header(alias="X-Case-Reference")]
Size = Annotated[int | None, Query(ge=0, description="persons")]


async def _filter(
    *,
    country: Country = None,
    city: Words = None,
    site: Words = None,
    min_size: Size = None,
    max_size: Size = None,
    since: Since = None,
    until: Until = None,
    owner: Words = None,
    indicator: Words = None,
) -> NetworkFilter:
    return NetworkFilter(country and country.upper(), city, site, min_size, max_size, since, until, owner, indicator)


@router.get("", response_model=Page[NetworkItem], responses=problems())
def list_networks(
    *,
    service: Service,
    principal: Counter,
    wanted: Annotated[NetworkFilter, Depends(_filter)],
    part: Paged,
    order: NetworkOrder = "size",
) -> Any:
    """Networks that match every filter, the largest (fastest growing, newest, most cohesive) first."""
    return reading.networks(service, wanted, order, part, principal)


@router.get("/{network_id}", response_model=Network, responses=ERRORS)
def read_network(network_id: str, service: Service, principal: Reader) -> Any:
    """Every member and every relationship among them."""
    return reading.network(service, network_id, principal)


@router.get("/{network_id}/summary", response_model=Summary, responses=ERRORS)
def read_summary(network_id: str, service: Service, principal: Reader) -> Any:
    """The network in one screen."""
    return views.summary_view(service.node(network_id, principal))


@router.get("/{network_id}/history", response_model=Page[HistoryEvent], responses=problems(404, 501))
def read_network_history(network_id: str, service: Service, principal: Reader, part: Paged) -> Any:
    """Its merges and splits, each with its cause."""
    return lists.page(reading.history(service, network_id, principal), part)


@router.get("/{network_id}/export", response_class=Response, responses=ERRORS)
def export_network(network_id: str, service: Service, principal: Reader, *, format: Format, case: Case = "") -> Response:
    """The whole network as a file; every format is directed."""
    return exporting.network(service, network_id, format, principal, case)

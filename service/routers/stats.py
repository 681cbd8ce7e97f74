"""Figures: counts, series, a map. Small cells are suppressed for who may only count."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import APIRouter

from service import statistics
from service.routers.asked import Counter, Service, Where, problems
from service.routers.plain import Plain
from service.schemas.stats import FeatureCollection, Overview, TimeSeries

router = APIRouter(prefix="/stats", tags=["statistics"], route_class=Plain)


@router.get("/overview", response_model=Overview, responses=problems())
def read_overview(service: Service, principal: Counter) -> Any:
    """Counts by type, hubs, and the span of the captures."""
    return statistics.overview(service, principal)


@router.get("/timeseries", response_model=TimeSeries, responses=problems())
def read_timeseries(
    service: Service,
    principal: Counter,
    where: Where,
    by: Literal["country", "city", "site"] = "country",
    interval: Literal["day", "week", "month"] = "week",
) -> Any:
    """Ads by the period of their first capture and by country, city or site."""
    return statistics.timeseries(service, where, by, interval, principal)


@router.get("/map", response_model=FeatureCollection, responses=problems())
def read_map(service: Service, principal: Counter, where: Where) -> Any:
    """GeoJSON: places with the ads and persons seen there."""
    return statistics.places(service, where, principal)

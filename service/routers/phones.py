"""Telephone look-up."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from service import reading
from service.routers.asked import Country, Reader, Service, problems
from service.routers.plain import Plain
from service.schemas.search import PhoneLookUp

router = APIRouter(prefix="/phones", tags=["search"], route_class=Plain)


@router.get("/{number:path}", response_model=PhoneLookUp, responses=problems(404))
def look_up_phone(number: str, service: Service, principal: Reader, country: Country = None) -> Any:
    """Any written form; the numbers it may be that are held, by probability, each with its entity and ads."""
    return reading.phone(service, number, country, principal)

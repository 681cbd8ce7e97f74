"""Search by words, phone, e-mail, handle, name, place and date."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import AfterValidator

from service import reading
from service.graph.store import NODE_TYPES, SearchQuery
from service.routers.asked import Country, Near, Paged, Reader, Service, Words, circle, end, listed, moment, problems
from service.routers.plain import Plain
from service.schemas.common import Page
from service.schemas.search import SearchHit

router = APIRouter(prefix="/search", tags=["search"], route_class=Plain)

From = Annotated[str | None, Query(alias="from", max_length=40, description="RFC 3339 date or moment"), AfterValidator(moment)]
To = Annotated[str | None, Query(alias="to", max_length=40, description="RFC 3339 date or moment; a date means the whole day"), AfterValidator(end)]
Kinds = Annotated[list[str] | None, Query(alias="type", max_length=50, description="node types, separated by commas or repeated")]


async def _query(
    *,
    q: Words = None,
    phone: Annotated[str | None, Query(max_length=100, description="in any written form")] = None,
    email: Words = None,
    handle: Annotated[str | None, Query(max_length=200, description="`name` or `platform:name`")] = None,
    name: Words = None,
    city: Words = None,
    country: Country = None,
    near: Near = None,
    since: From = None,
    until: To = None,
    types: Kinds = None,
) -> SearchQuery:
    written = (phone,) if phone else ()
    return SearchQuery(q, written, email, handle, name, city, country and country.upper(), circle(near), since, until, listed(types, NODE_TYPES))


@router.get("", response_model=Page[SearchHit], responses=problems())
def search(service: Service, principal: Reader, query: Annotated[SearchQuery, Depends(_query)], part: Paged) -> Any:
    """What matches everything given, best first."""
    return reading.search(service, query, part, principal)

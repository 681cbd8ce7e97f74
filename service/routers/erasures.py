"""Erasure of values and ads."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from resolution.erasure import erasures
from service import lists, removal
from service.errors import Invalid
from service.routers.asked import Administrator, Paged, Service, problems
from service.schemas.admin import Erasure, ErasureBody
from service.schemas.common import Page

router = APIRouter(prefix="/erasures", tags=["administration"])


@router.post("", status_code=201, response_model=Erasure, responses=problems(404))
def erase(body: ErasureBody, service: Service, principal: Administrator) -> Any:
    """Erase a value or an ad from every store; a keyed hash stays, so that a new crawl does not bring it back."""
    if (body.ad is None) == (body.type is None or body.value is None):
        raise Invalid("Name either an ad, or a type and a value")
    return removal.erase(service, body, principal.key_id)


@router.get("", response_model=Page[Erasure], responses=problems(501))
def list_erasures(service: Service, principal: Administrator, part: Paged) -> Any:
    """What was erased, when, by whom and why; not the values."""
    return lists.page(erasures(service.store), part, lists.by("at", "erasure_id"))

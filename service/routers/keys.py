"""Keys: made, listed, revoked."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from service import lists
from service.routers.asked import Administrator, Paged, Service, problems
from service.schemas.admin import Key, KeyBody, KeyMade
from service.schemas.common import Page

router = APIRouter(prefix="/keys", tags=["administration"])


@router.post("", status_code=201, response_model=KeyMade, responses=problems())
def add_key(body: KeyBody, service: Service, principal: Administrator) -> Any:
    """Make a key; its secret is shown this once. The first key closes the open loopback."""
    key, secret = service.keys.add(body.name, body.role, body.expires_at, body.rate_limit)
    return key | {"key": secret}


@router.get("", response_model=Page[Key], responses=problems())
def list_keys(service: Service, principal: Administrator, part: Paged) -> Any:
    """Every key, the revoked included."""
    return lists.page(service.keys.list(), part, lists.by("created_at", "key_id"))


@router.get("/{key_id}", response_model=Key, responses=problems(404))
def read_key(key_id: str, service: Service, principal: Administrator) -> Any:
    """One key."""
    return service.keys.get(key_id)


@router.delete("/{key_id}", response_model=Key, responses=problems(404))
def revoke_key(key_id: str, service: Service, principal: Administrator) -> Any:
    """End a key now."""
    return service.keys.revoke(key_id)

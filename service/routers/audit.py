"""The audit log."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from service.routers.asked import Administrator, Limit, Service, problems
from service.schemas.admin import AuditCheck, AuditEntry
from service.schemas.common import Page

router = APIRouter(prefix="/audit", tags=["administration"])
Noted = Annotated[str, Query(pattern=r"^(\d{1,18}:[0-9a-f]*)?$", max_length=100, description="the `head` of an earlier verification, which must still be there")]
Before = Annotated[str | None, Query(pattern=r"^\d{1,18}$", description="`next_cursor` of the page before")]


@router.get("", response_model=Page[AuditEntry], responses=problems())
def list_audit(service: Service, principal: Administrator, cursor: Before = None, limit: Limit = 100) -> Any:
    """Every call under `/v1`, the newest first."""
    items = service.audit.page(limit, int(cursor) if cursor else None)
    return {"items": items, "next_cursor": str(items[-1]["seq"]) if len(items) == limit else None}


@router.get("/verify", response_model=AuditCheck, responses=problems())
def verify_audit(service: Service, principal: Administrator, head: Noted = "") -> Any:
    """Whether no entry was changed, removed or put in. Note its `head` elsewhere: given later, it shows that nothing was put back either."""
    return service.audit.verify(head)

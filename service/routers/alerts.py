"""Alerts: listed, and as server-sent events."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query
from sse_starlette import EventSourceResponse

from service import events
from service.context import Clew
from service.keys import Principal
from service.routers.asked import Limit, Reader, Service, problems
from service.schemas.common import Page
from service.schemas.watch import Alert

router = APIRouter(prefix="/alerts", tags=["watchlists"])
After = Annotated[str | None, Query(pattern=r"^\d{1,18}$", description="`next_cursor` of the page before: the `seq` to go on from")]
LastEvent = Annotated[str | None, Header(alias="Last-Event-ID", pattern=r"^\d{1,18}$")]


@router.get("", response_model=Page[Alert], responses=problems())
def list_alerts(service: Service, principal: Reader, watchlist_id: str | None = None, cursor: After = None, limit: Limit = 100) -> Any:
    """Alerts of one's watchlists, the oldest first."""
    items = service.alerts.page(principal, int(cursor or 0), limit, watchlist_id)
    return {"items": items, "next_cursor": str(items[-1]["seq"]) if len(items) == limit else None}


@router.get("/events", response_class=EventSourceResponse, responses=problems())
async def follow_alerts(service: Service, principal: Reader, last: LastEvent = None) -> EventSourceResponse:
    """Server-sent events, one an alert, from `Last-Event-ID` on or from now on."""
    after = int(last) if last else service.alerts.last()
    return events.stream(events.following(after, partial(_new, service, principal), "alert"))


def _new(service: Clew, principal: Principal, seq: int) -> list[dict[str, Any]] | None:
    """Alerts beyond a number; None once the key is no longer valid."""
    return service.alerts.page(principal, seq, 100) if service.keys.still_valid(principal) else None

"""Watchlists."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from service import lists
from service.routers.asked import Paged, Reader, Service, circle, problems
from service.schemas.common import Page
from service.schemas.watch import Watchlist, WatchlistBody, WatchlistMade
from service.watch.watchlists import made

router = APIRouter(prefix="/watchlists", tags=["watchlists"])


@router.post("", status_code=201, response_model=WatchlistMade, responses=problems())
def add_watchlist(body: WatchlistBody, service: Service, principal: Reader) -> Any:
    """Watch something from now on."""
    watchlist = made(body, circle(body.near), principal, service.graph)
    service.alerts.add(watchlist)
    return watchlist.view() | {"webhook_secret": watchlist.secret or None}


@router.get("", response_model=Page[Watchlist], responses=problems())
def list_watchlists(service: Service, principal: Reader, part: Paged) -> Any:
    """One's own watchlists; reviewer and admin see all."""
    seen = service.alerts.watchlists.seen_by(principal)
    return lists.page([watchlist.view() for watchlist in seen], part, lists.by("created_at", "watchlist_id"))


@router.get("/{watchlist_id}", response_model=Watchlist, responses=problems(404))
def read_watchlist(watchlist_id: str, service: Service, principal: Reader) -> Any:
    """One watchlist."""
    return service.alerts.watchlists.get(watchlist_id, principal).view()


@router.delete("/{watchlist_id}", response_model=Watchlist, responses=problems(404))
def remove_watchlist(watchlist_id: str, service: Service, principal: Reader) -> Any:
    """Stop watching; its alerts go too."""
    watchlist = service.alerts.watchlists.get(watchlist_id, principal)
    service.alerts.watchlists.remove(watchlist_id)
    return watchlist.view()

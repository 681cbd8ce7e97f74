"""Watchlists and alerts."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from service.schemas.common import Body, Shape

Kind = Literal["phone", "image", "email", "handle", "keyword", "area", "network"]


class WatchlistBody(Body):
    """What to watch: a value, or an area by country and city or by `near`."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"name": "Case 12", "type": "phone", "value": "+46701740605"}})

    type: Kind
    value: str = Field(default="", max_length=1000, description="phone in any written form, pdq, e-mail, `platform:name`, words, network id")
    name: str = Field(default="", max_length=200)
    country: str | None = Field(default=None, pattern=r"^[A-Za-z]{2}$")
    city: str | None = Field(default=None, max_length=200)
    near: str | None = Field(default=None, max_length=80, description="latitude,longitude,kilometres")
    webhook: str | None = Field(default=None, max_length=2000, description="https URL that gets each alert, signed")


class Watchlist(Shape):
    """Something watched."""

    watchlist_id: str
    name: str
    type: Kind
    value: str
    created_at: str
    webhook: str | None = None


class WatchlistMade(Watchlist):
    """A new watchlist; `webhook_secret` signs its deliveries and is shown once."""

    webhook_secret: str | None = None


class Alert(Shape):
    """One new fact. `seq` goes up by time."""

    seq: int
    alert_id: str
    watchlist_id: str
    at: str
    type: Kind
    ad: str | None = None
    entity_id: str | None = None
    network_id: str | None = None
    reason: str

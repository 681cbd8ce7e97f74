"""Erasure in the service's own state: what names an erased value or ad goes, and its place in the file is written over."""

from __future__ import annotations

from collections.abc import Collection

from service.state import State
from service.watch.watchlists import Watchlists


def forget(state: State, *, type: str | None = None, value: str | None = None, ads: Collection[str] = ()) -> None:
    """Remove the watchlists that name a value, the alerts that name one of these ads, and the kept answers to writes."""
    if type is not None and value is not None:
        Watchlists(state).forget(type, value)
    named = [(ad,) for ad in ads]
    state.write_many("DELETE FROM delivery WHERE alert_id IN (SELECT alert_id FROM alert WHERE ad = ?)", named)
    state.write_many("DELETE FROM alert WHERE ad = ?", named)
    state.write("DELETE FROM idempotency")
    state.scrub()

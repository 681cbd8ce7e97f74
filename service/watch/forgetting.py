"""Erasure in the service's own state: what names an erased value or ad goes, and its place in the file is written over."""

from __future__ import annotations

from service.state import State
from service.watch.watchlists import Watchlists


def forget(state: State, *, type: str | None = None, value: str | None = None, ad: str | None = None) -> None:
    """Remove the watchlists that name a value, the alerts that name an ad, and the kept answers to writes."""
    if type is not None and value is not None:
        Watchlists(state).forget(type, value)
    with state.transaction() as connection:
        connection.execute("DELETE FROM delivery WHERE alert_id IN (SELECT alert_id FROM alert WHERE ad = ?)", (ad,))
        connection.execute("DELETE FROM alert WHERE ad = ?", (ad,))
        connection.execute("DELETE FROM idempotency")
    state.scrub()

"""Alerts: once for each new fact that a watchlist waits for.

Invariant: a fact and its alert are written in one transaction, and a fact is written once, so neither a crash nor a repeated run
raises an alert twice. What was there when the watchlist was made is a known fact. Reasons name no values.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import orjson
import structlog

from resolution.store import RecordStore
from service.graph.store import GraphStore, Node
from service.keys import Principal
from service.metrics import Metrics
from service.state import State, now
from service.watch.matching import REASONS, Sighting, ads_shown, matches_ad
from service.watch.watchlists import Watched, Watchlist, Watchlists, owns

CHANGES_AT_ONCE = 5_000
RETRY_SECONDS = 1.0

log = structlog.get_logger()


class Alerts:
    """Follows the change log behind the projection and raises alerts on a thread of its own."""

    def __init__(self, state: State, graph: GraphStore, watchlists: Watchlists, metrics: Metrics, records: RecordStore | None) -> None:
        self.watchlists = watchlists
        self._state = state
        self._graph = graph
        self._metrics = metrics
        self._records = records
        self._wake = threading.Event()
        self._stopping = False
        self._evaluating = threading.Lock()
        self._thread = threading.Thread(target=self._work, name="alerts", daemon=True)

    def start(self) -> None:
        """Begin with what changed since the last alert was looked for."""
        self._wake.set()
        self._thread.start()

    def stop(self) -> None:
        """End after the look in hand."""
        self._stopping = True
        self._wake.set()
        self._thread.join()

    def changed(self, run: object = None) -> None:
        """The graph has changed: look soon."""
        self._wake.set()

    def add(self, watchlist: Watchlist) -> Watchlist:
        """Watch something from now on: what is there already raises no alert."""
        with self._evaluating:
            self._look()
            self.watchlists.add(watchlist)
            known = [(watchlist.watchlist_id, self._state.keyed(sighting.fact)) for sighting in ads_shown(watchlist, self._graph)]
            self._state.write_many("INSERT OR IGNORE INTO fact (watchlist_id, fact) VALUES (?, ?)", known)
        return watchlist

    def page(self, principal: Principal, after: int, limit: int, watchlist_id: str | None = None) -> list[dict[str, Any]]:
        """Alerts beyond a number that `principal` may see, the oldest first."""
        seen = [w.watchlist_id for w in self.watchlists.all() if owns(principal, w.owner) and watchlist_id in (None, w.watchlist_id)]
        rows = self._state.rows(
            f"SELECT seq, alert_id, watchlist_id, at, type, ad, entity_id, network_id, reason FROM alert WHERE seq > ? AND restricted <= ?"
            f" AND watchlist_id IN ({', '.join('?' * len(seen))}) ORDER BY seq LIMIT ?",
            after, int(principal.sees_referred), *seen, limit,
        )  # fmt: skip
        return rows

    def last(self) -> int:
        """The number of the newest alert."""
        row = self._state.row("SELECT max(seq) AS seq FROM alert")
        return int(row["seq"] or 0) if row else 0

    def _work(self) -> None:
        while True:
            self._wake.wait()
            self._wake.clear()
            if self._stopping:
                return
            try:
                with self._evaluating:
                    self._look()
            except Exception as exc:
                log.error("alerts.failed", error=type(exc).__name__, exc_info=exc)
                time.sleep(RETRY_SECONDS)
                self._wake.set()

    def _look(self) -> None:
        """Walk the change log from where the last look ended."""
        if self._records is None:
            return
        row = self._state.row("SELECT value FROM setting WHERE name = 'alert_position'")
        position = int(row["value"]) if row else self._records.last_position
        watchlists = self.watchlists.all()
        while watchlists and (changes := self._records.changes_after(position, CHANGES_AT_ONCE)):
            position = changes[-1].position
            self._raise(watchlists, {change.id for change in changes if change.kind == "node"})
            self._keep(position)
        self._keep(self._records.last_position if not watchlists else position)

    def _keep(self, position: int) -> None:
        self._state.write("INSERT OR REPLACE INTO setting (name, value) VALUES ('alert_position', ?)", str(position))

    def _raise(self, watchlists: list[Watchlist], changed: set[str]) -> None:
        nodes = {node.id: node for node in self._graph.nodes(sorted(changed))}
        for watchlist in watchlists:
            for sighting in self._sightings(watchlist, nodes):
                self._alert(watchlist, sighting)

    def _followed(self, watchlist: Watchlist) -> Iterator[Watchlist]:
        """The watchlist itself; where its network became others, one for each of them."""
        became = self._records.successors(watchlist.value) if self._records is not None and watchlist.type is Watched.NETWORK else None
        yield from (replace(watchlist, value=id) for id in became or (watchlist.value,))

    def _sightings(self, watchlist: Watchlist, nodes: Mapping[str, Node]) -> Iterator[Sighting]:
        if watchlist.type not in (Watched.KEYWORD, Watched.AREA):
            for followed in self._followed(watchlist):
                yield from ads_shown(followed, self._graph, nodes)
            return
        for node in nodes.values():
            if node.type == "ad" and matches_ad(watchlist, node.properties) and not self._known(watchlist, node.id):
                yield Sighting(fact=node.id, ad=node.id, restricted=bool(node.properties.get("referral")))

    def _known(self, watchlist: Watchlist, ad: str) -> bool:
        """Whether a capture from before the watchlist was made matched already."""
        if self._records is None:
            return False
        earlier = self._records.rows("captures_received_before", {"ad": ad, "at": watchlist.created_at})
        return any(matches_ad(watchlist, orjson.loads(record)) for (record,) in earlier)

    def _alert(self, watchlist: Watchlist, sighting: Sighting) -> None:
        alert_id, moment = secrets.token_hex(12), now()
        with self._state.transaction() as connection:
            fact = (watchlist.watchlist_id, self._state.keyed(sighting.fact))
            if not connection.execute("INSERT OR IGNORE INTO fact (watchlist_id, fact) VALUES (?, ?)", fact).rowcount:
                return
            connection.execute(
                "INSERT INTO alert (alert_id, watchlist_id, at, type, ad, entity_id, network_id, reason, restricted) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (alert_id, watchlist.watchlist_id, moment, watchlist.type, sighting.ad, sighting.entity_id, sighting.network_id,
                 REASONS[watchlist.type].format(name=watchlist.name), int(sighting.restricted)),
            )  # fmt: skip
            if watchlist.webhook and (watchlist.sees_referred or not sighting.restricted):
                connection.execute(
                    "INSERT INTO delivery (alert_id, watchlist_id, attempts, due) VALUES (?, ?, 0, ?)", (alert_id, watchlist.watchlist_id, time.time())
                )
        self._metrics.alerts.inc()

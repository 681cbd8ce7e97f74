"""Webhooks: each alert signed, tried again with back-off until it is taken, never sent again once it was."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx

from service.errors import Invalid
from service.metrics import Metrics
from service.repeating import Repeating
from service.state import State, now
from service.watch import targets

BACK_OFF = (5, 15, 60, 300, 900, 3600, 3 * 3600, 6 * 3600, 12 * 3600, 24 * 3600)  # seconds; after the last it is given up
LOOK_SECONDS = 1.0
AT_ONCE = 8  # targets
TIMEOUT = httpx.Timeout(10.0, connect=5.0)


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """What `Clew-Signature` says: HMAC-SHA256 of `timestamp.body`, in hex."""
    return "sha256=" + hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


class Webhooks(Repeating):
    """Sends what is due, several targets at once."""

    def __init__(self, state: State, metrics: Metrics, *, private: bool) -> None:
        super().__init__("webhooks", self.deliver_due, seconds=LOOK_SECONDS, wait=LOOK_SECONDS)
        self._state = state
        self._metrics = metrics
        self._private = private

    def deliver_due(self) -> None:
        """Try every delivery that is due."""
        due = self._state.rows(
            "SELECT d.alert_id, d.attempts, w.webhook, w.secret, a.* FROM delivery d JOIN watchlist w USING (watchlist_id) JOIN alert a USING (alert_id)"
            " WHERE d.delivered_at IS NULL AND d.failure IS NULL AND d.due <= ? ORDER BY a.seq LIMIT 100",
            time.time(),
        )
        by_target = defaultdict(list)
        for row in due:
            by_target[row["webhook"]].append(row)
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="webhook") as pool:
            list(pool.map(self._deliver, by_target.values()))

    def _deliver(self, rows: Sequence[dict[str, Any]]) -> None:
        """What is due at one target, in order; one that does not answer holds up no other."""
        for row in rows:
            if not self.stopping:
                self._try(row)

    def _try(self, row: dict[str, Any]) -> None:
        outcome = self._sent(row)
        self._metrics.deliveries.labels("taken" if outcome is None else "refused").inc()
        if outcome is None:
            self._state.write("UPDATE delivery SET delivered_at = ?, attempts = attempts + 1 WHERE alert_id = ?", now(), row["alert_id"])
            return
        attempts = row["attempts"] + 1
        given_up = outcome if attempts > len(BACK_OFF) else None
        due = time.time() + BACK_OFF[min(attempts, len(BACK_OFF)) - 1]
        self._state.write("UPDATE delivery SET attempts = ?, due = ?, failure = ? WHERE alert_id = ?", attempts, due, given_up, row["alert_id"])

    def _sent(self, row: dict[str, Any]) -> str | None:
        """Send one; None if it was taken, else why not. The body holds ids: who gets it reads the rest with a key."""
        body = json.dumps({name: row[name] for name in ("alert_id", "watchlist_id", "at", "type", "ad", "entity_id", "network_id", "reason")}).encode()
        timestamp = str(int(time.time()))
        try:
            target = targets.resolve(row["webhook"], private=self._private)
            headers = {
                "Host": target.host_header,
                "Content-Type": "application/json",
                "Clew-Alert-Id": row["alert_id"],
                "Clew-Timestamp": timestamp,
                "Clew-Signature": signature(row["secret"], timestamp, body),
            }
            with httpx.Client(timeout=TIMEOUT, follow_redirects=False, trust_env=False) as client:
                sni = {"sni_hostname": target.host}
                with client.stream("POST", target.url, content=body, headers=headers, extensions=sni) as answer:
                    return None if answer.is_success else f"status {answer.status_code}"
        except (httpx.HTTPError, Invalid, OSError) as exc:
            return type(exc).__name__

"""Once at its start and then once a day the service removes what retention rules keep no longer."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import structlog

from resolution import retention
from service import removal
from service.audit import Entry
from service.keys import Role

if TYPE_CHECKING:
    from service.context import Clew

DAY = 86_400.0
AUTHOR = "service"

log = structlog.get_logger()


class Keeping:
    """One thread that carries the rules out."""

    def __init__(self, clew: Clew) -> None:
        self._clew = clew
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="keeping", daemon=True)

    def start(self) -> None:
        """Begin with what is due already."""
        self._thread.start()

    def stop(self) -> None:
        """End after the removal in hand."""
        self._stopping.set()
        self._thread.join()

    def _work(self) -> None:
        wait = 0.0
        while not self._stopping.wait(wait):
            wait = DAY
            try:
                if any(rule["due"] for rule in retention.rules(self._clew.store)):
                    done = removal.retain(self._clew, AUTHOR)
                    subject = self._clew.audit.subject({"removal_id": done["removal_id"]})
                    self._clew.audit.append(Entry(AUTHOR, Role.ADMIN, "POST", "/v1/retention/removals", subject, status=201))
            except Exception as exc:
                log.error("retention.failed", error=type(exc).__name__)

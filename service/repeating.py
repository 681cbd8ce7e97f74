"""What a service does again and again in a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable

import structlog

log = structlog.get_logger()


class Repeating:
    """Takes a step, first after `wait` and then every `seconds`, until it is stopped; one that fails is logged by its name and taken again."""

    def __init__(self, name: str, step: Callable[[], object], *, seconds: float, wait: float) -> None:
        self._name = name
        self._step = step
        self._seconds = seconds
        self._wait = wait
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)

    @property
    def stopping(self) -> bool:
        """Whether a long step should end early."""
        return self._stopping.is_set()

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the step in hand."""
        self._stopping.set()
        self._thread.join()

    def _work(self) -> None:
        wait = self._wait
        while not self._stopping.wait(wait):
            wait = self._seconds
            try:
                self._step()
            except Exception as exc:
                log.error(f"{self._name}.failed", error=type(exc).__name__)

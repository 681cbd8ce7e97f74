"""The one writer thread: it takes what waits, many requests at once, through accept, resolve and load.

Invariants: a submission's `accepted` is set only when its captures are durable, its `loaded` only when the graph shows them.
What was accepted and not loaded when the process ended is taken up at the next start.
"""

from __future__ import annotations

import queue
import secrets
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

import structlog

from resolution import pipeline
from resolution.captures import Capture, DirectoryRecord
from resolution.store import RecordStore
from service.errors import Unavailable
from service.graph import projection
from service.graph.store import GraphStore

QUIET_SECONDS = 0.2  # with nobody waiting, a resolve starts when no batch came for so long ...
LONGEST_LINGER = 2.0  # ... or at the latest so long after the first
LARGEST_GROUP = 20_000  # captures resolved at once: bounds how long one waiting request can be held up by others
RETRY_SECONDS = (1.0, 2.0, 5.0, 15.0, 30.0)  # between attempts when the graph or a resolve fails

log = structlog.get_logger()


@dataclass(slots=True, eq=False)
class Submission:
    """One batch on its way, or a change to run on the writer thread in its turn."""

    batch_id: str = field(default_factory=lambda: secrets.token_hex(8))
    captures: Sequence[Capture] = ()
    directory: Sequence[DirectoryRecord] = ()
    rejected: int = 0
    source: str = ""
    waits: bool = False
    change: Callable[[], Any] | None = None
    accepted: Future[Any] = field(default_factory=Future)
    loaded: Future[pipeline.Run] = field(default_factory=Future)

    @property
    def weight(self) -> int:
        """How many records it brings."""
        return len(self.captures) + len(self.directory)


class Ingest:
    """Accepts batches and changes from any thread and works them on its own."""

    def __init__(self, records: RecordStore, graph: GraphStore) -> None:
        self.records = records
        self.graph = graph
        self.failure: str | None = None  # why the last attempt failed, for readiness
        self.listeners: list[Callable[[pipeline.Run], None]] = []
        self._queue: queue.Queue[Submission | None] = queue.Queue()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="ingest", daemon=True)

    def start(self) -> None:
        """Begin with what an earlier process left unfinished."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the group in hand and end; what is queued and not accepted is refused."""
        self._stopping.set()
        self._queue.put(None)
        self._thread.join()

    def submit(self, submission: Submission) -> Submission:
        """Queue a batch; wait on its futures."""
        self._queue.put(submission)
        return submission

    def change(self, work: Callable[[], Any]) -> tuple[Any, pipeline.Run]:
        """Run `work` on the writer thread, resolve and load; what it returned and the run that followed."""
        submission = self.submit(Submission(waits=True, change=work))
        return submission.accepted.result(), submission.loaded.result()

    def waiting(self) -> int:
        """How many submissions are queued."""
        return self._queue.qsize()

    def _work(self) -> None:
        group: list[Submission] = []
        attempt = 0
        unfinished = True  # an earlier process may have left something
        while not self._stopping.is_set():
            if not unfinished:
                group = self._gather()
            try:
                self._settle(group)
                group, attempt, unfinished, self.failure = [], 0, False, None
            except Exception as exc:
                self.failure = type(exc).__name__
                log.exception("ingest.failed", attempt=attempt, error=type(exc).__name__)
                _fail(group, exc)
                group, unfinished = [], True
                self._stopping.wait(RETRY_SECONDS[min(attempt, len(RETRY_SECONDS) - 1)])
                attempt += 1
        self._refuse_rest()

    def _gather(self) -> list[Submission]:
        """Everything that waits. With nobody waiting for an answer, linger for more and resolve it all together."""
        group: list[Submission] = []
        first = time.monotonic()
        while sum(submission.weight for submission in group) < LARGEST_GROUP:
            hurried = any(submission.waits for submission in group) or time.monotonic() - first > LONGEST_LINGER
            taken = self._take(None if not group else 0 if hurried else QUIET_SECONDS)
            if not taken:
                break
            first = first if group else time.monotonic()
            self._accept(taken, group)
        return group

    def _take(self, timeout: float | None) -> list[Submission]:
        """What is queued, waiting up to `timeout` seconds (None: as long as it takes) for the first."""
        taken: list[Submission] = []
        try:
            while (submission := self._queue.get(timeout=0 if taken else timeout)) is not None:
                taken.append(submission)
        except queue.Empty:
            pass
        return taken

    def _accept(self, taken: Sequence[Submission], group: list[Submission]) -> None:
        """Make batches durable in one transaction; changes run after them, each in one of its own."""
        batches = [s for s in taken if s.change is None]
        try:
            with self.records.transaction():
                done = [self.records.accept(s.batch_id, s.captures, s.directory, s.rejected, s.source) for s in batches]
        except Exception as exc:
            log.exception("ingest.refused", error=type(exc).__name__)
            _fail(batches, exc)
        else:
            for submission, accepted in zip(batches, done, strict=True):
                submission.accepted.set_result(accepted)
                group.append(submission)
        group.extend(s for s in taken if s.change is not None and _attempt(s))

    def _settle(self, group: Sequence[Submission]) -> None:
        run = pipeline.resolve(self.records)
        projection.apply(self.records, self.graph)
        for submission in group:
            submission.loaded.set_result(run)
        for listener in self.listeners:
            listener(run)

    def _refuse_rest(self) -> None:
        _fail(self._take(0), Unavailable("The service is stopping"))


def _attempt(submission: Submission) -> bool:
    """Run a change; its error goes to who asked for it."""
    assert submission.change is not None
    try:
        submission.accepted.set_result(submission.change())
    except Exception as exc:
        _fail([submission], exc)
        return False
    return True


def _fail(group: Sequence[Submission], exc: Exception) -> None:
    for submission in group:
        for future in (submission.accepted, submission.loaded):
            if not future.done():
                future.set_exception(exc)


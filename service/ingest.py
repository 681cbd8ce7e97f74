"""Two threads that every write goes through: one makes batches durable, many requests at once; one resolves and loads what is.

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
from resolution.warming import warm
from service.errors import Unavailable
from service.graph import projection
from service.graph.store import GraphStore

Change = Callable[[], tuple[Any, str]]  # what it answers with, and the cause that history names

QUIET_SECONDS = 0.2  # with nobody waiting, a resolve starts when no batch came for so long ...
LONGEST_LINGER = 2.0  # ... or at the latest so long after the first
LARGEST_GROUP = 20_000  # records resolved at once: bounds how long one waiting request can be held up by others
RETRY_SECONDS = (1.0, 2.0, 5.0, 15.0, 30.0)  # between attempts when the graph or a resolve fails

log = structlog.get_logger()


@dataclass(slots=True, eq=False)
class Submission:
    """One batch on its way, or a change to run before the resolve that follows it."""

    batch_id: str = field(default_factory=lambda: secrets.token_hex(8))
    captures: Sequence[Capture] = ()
    directory: Sequence[DirectoryRecord] = ()
    rejected: int = 0
    source: str = ""
    waits: bool = False
    shared: bool = False  # whether the run that loaded it worked others too
    change: Change | None = None
    accepted: Future[Any] = field(default_factory=Future)
    loaded: Future[pipeline.Run] = field(default_factory=Future)

    @property
    def weight(self) -> int:
        """How many records it brings."""
        return len(self.captures) + len(self.directory)


Line = queue.Queue["Submission | None"]


class Ingest:
    """Takes batches and changes from any thread and works them on its own two."""

    def __init__(self, records: RecordStore, graph: GraphStore) -> None:
        self.records = records
        self.graph = graph
        self.failure: str | None = None  # why the last attempt failed, for readiness
        self._loaded = 0  # number of the last run that the graph shows
        self.listeners: list[Callable[[pipeline.Run], None]] = []
        self._arriving: Line = queue.Queue()
        self._durable: Line = queue.Queue()
        self._stopping = threading.Event()
        self._threads = [threading.Thread(target=work, name=work.__name__, daemon=True) for work in (self._accept_all, self._resolve_all)]

    def start(self) -> None:
        """Begin with what an earlier process left unfinished."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Finish the groups in hand and end; what is durable and not loaded waits for the next start."""
        self._stopping.set()
        for line in (self._arriving, self._durable):
            line.put(None)
        for thread in self._threads:
            thread.join()
        _fail([*_taken(self._arriving, 0), *_taken(self._durable, 0)], Unavailable("The service is stopping"))

    def submit(self, submission: Submission) -> Submission:
        """Queue a batch; wait on its futures."""
        self._arriving.put(submission)
        return submission

    def change(self, work: Change) -> tuple[Any, pipeline.Run]:
        """Run `work` between two resolves, resolve and load; what it answered and the run that followed."""
        submission = Submission(waits=True, change=work)
        self._durable.put(submission)
        return submission.accepted.result(), submission.loaded.result()

    def shows(self, run_id: str | None) -> bool:
        """Whether the graph shows what a run did."""
        return run_id is not None and _number(run_id) <= self._loaded

    def waiting(self) -> int:
        """How many submissions are queued."""
        return self._arriving.qsize() + self._durable.qsize()

    def _accept_all(self) -> None:
        while not self._stopping.is_set():
            batches = _taken(self._arriving, None)
            try:
                with self.records.accepting():
                    done = [self.records.accept(s.batch_id, s.captures, s.directory, s.rejected, s.source) for s in batches]
            except Exception as exc:
                log.error("accept.failed", error=type(exc).__name__, exc_info=exc)
                _fail(batches, exc)
                continue
            for submission, accepted in zip(batches, done, strict=True):
                submission.accepted.set_result(accepted)
                self._durable.put(submission)

    def _resolve_all(self) -> None:
        group: list[Submission] = []
        attempt = 0
        unfinished = True  # an earlier process may have left something
        while not self._stopping.is_set():
            if not unfinished:
                group = self._gather()
            try:
                if unfinished:
                    warm(self.records)
                self._work(group)
                attempt, unfinished, self.failure = 0, False, None
            except Exception as exc:
                log.error("resolve.failed", attempt=attempt, error=type(exc).__name__, exc_info=exc)
                _fail(group, exc)
                group, unfinished, self.failure = [], True, type(exc).__name__
                self._stopping.wait(RETRY_SECONDS[min(attempt, len(RETRY_SECONDS) - 1)])
                attempt += 1

    def _gather(self) -> list[Submission]:
        """Everything that waits. With nobody waiting for an answer, linger for more and resolve it all together."""
        group: list[Submission] = []
        first = time.monotonic()
        while sum(submission.weight for submission in group) < LARGEST_GROUP:
            hurried = any(submission.waits for submission in group) or time.monotonic() - first > LONGEST_LINGER
            taken = _taken(self._durable, None if not group else 0 if hurried else QUIET_SECONDS)
            if not taken:
                break
            first = first if group else time.monotonic()
            group += taken
        return group

    def _work(self, group: Sequence[Submission]) -> None:
        """Batches together, then each change with a run of its own, so that history can tell its cause."""
        batches = [submission for submission in group if submission.change is None]
        if batches or not group:
            self._settle(batches)
        for submission in group:
            if submission.change is not None and (cause := _changed(submission)) is not None:
                self._settle([submission], cause)

    def _settle(self, group: Sequence[Submission], cause: str = "") -> None:
        run = pipeline.resolve(self.records, cause=cause)
        projection.apply(self.records, self.graph)
        self._loaded = max(self._loaded, _number(run.run_id))
        for submission in group:
            submission.shared = len(group) > 1
            submission.loaded.set_result(run)
        for listener in self.listeners:
            listener(run)


def _number(run_id: str) -> int:
    return int(run_id.split("-")[1])


def _taken(line: Line, timeout: float | None) -> list[Submission]:
    """What is queued, waiting up to `timeout` seconds (None: as long as it takes) for the first."""
    taken: list[Submission] = []
    try:
        while (submission := line.get(timeout=0 if taken else timeout)) is not None:
            taken.append(submission)
    except queue.Empty:
        pass
    return taken


def _changed(submission: Submission) -> str | None:
    """Run a change; its cause, or None after an error, which goes to who asked for it."""
    assert submission.change is not None
    try:
        answer, cause = submission.change()
    except Exception as exc:
        _fail([submission], exc)
        return None
    submission.accepted.set_result(answer)
    return cause


def _fail(group: Sequence[Submission], exc: Exception) -> None:
    for submission in group:
        for future in (submission.accepted, submission.loaded):
            if not future.done():
                future.set_exception(exc)

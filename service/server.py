"""The service as a process: opens the stores, starts the threads, listens, and puts everything away at the end."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
import structlog
import uvicorn

from resolution.store import RecordStore
from service.app import create_app
from service.audit import Audit
from service.context import Clew
from service.errors import SettingRefused
from service.graph.opening import open_graph
from service.ingest import Ingest
from service.keeping import keeping
from service.keys import Keys
from service.metrics import Metrics
from service.pictures import Pictures
from service.protocol import Protocol
from service.settings import Settings
from service.state import State
from service.watch.alerts import Alerts
from service.watch.watchlists import Watchlists
from service.watch.webhooks import Webhooks

SWITCH_SECONDS = 0.0005  # an answer passes between threads several times: at Python's 5 ms each time may wait that long for its turn
FRAMES = 12  # the innermost places of an exception that the log names


@contextmanager
def opened(settings: Settings) -> Iterator[Clew]:
    """Everything that serves, open and running. Raises SettingRefused where it would be open to others without keys."""
    state = State(settings.data)
    keys = Keys(state)
    if not settings.on_loopback and not keys.exist:
        state.close()
        raise SettingRefused(f"{settings.host} can be reached from other machines: make a key first, with `clew keys add`")
    records = None if settings.read_only else RecordStore.open(settings.data)
    graph = open_graph(settings.data, uri=settings.neo4j_uri, user=settings.neo4j_user, password=settings.neo4j_password)
    metrics = Metrics()
    watchlists = Watchlists(state, private_targets=settings.webhook_private)
    alerts = Alerts(state, graph, watchlists, metrics, records)
    ingest = Ingest(records, graph) if records is not None else None
    clew = Clew(settings, graph, state, keys, Audit(state), alerts, Pictures(graph), metrics, records, ingest)
    try:
        with _running(clew):
            yield clew
    finally:
        graph.close()
        if records is not None:
            records.close()
        state.close()


@contextmanager
def _running(clew: Clew) -> Iterator[None]:
    if clew.ingest is None:
        yield
        return
    webhooks = Webhooks(clew.state, clew.metrics, private=clew.settings.webhook_private)
    clew.ingest.listeners.append(clew.alerts.changed)
    kept = keeping(clew)
    for part in (clew.ingest, clew.alerts, webhooks, kept):
        part.start()
    try:
        yield
    finally:
        for part in (kept, clew.ingest, clew.alerts, webhooks):  # who asks the writer for something goes first
            part.stop()


def config(clew: Clew) -> uvicorn.Config:
    """How uvicorn serves an open service. Its own access log would hold values; ours does not."""
    configure_log()
    sys.setswitchinterval(SWITCH_SECONDS)
    return uvicorn.Config(
        create_app(clew), host=clew.settings.host, port=clew.settings.port, access_log=False, log_config=None, timeout_keep_alive=30,
        server_header=False, timeout_graceful_shutdown=5, http=Protocol,
    )  # fmt: skip


def configure_log() -> None:
    """One JSON object a line on standard error: ids, templates and times, never a value."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _frames,
            structlog.processors.JSONRenderer(orjson.dumps),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.BytesLoggerFactory(sys.stderr.buffer),
        cache_logger_on_first_use=False,
    )


def _frames(logger: Any, method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """An exception as the places it went through: its message and its variables could hold values of ads."""
    raised = event.pop("exc_info", None)
    raised = sys.exc_info()[1] if raised is True else raised
    if isinstance(raised, BaseException):
        stack = traceback.extract_tb(raised.__traceback__)
        event["frames"] = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in stack[-FRAMES:]]
    return event

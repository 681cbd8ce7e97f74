"""How the stores are: ready, in agreement, under which model."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from service.context import Clew
from service.graph import projection


def readiness(clew: Clew) -> dict[str, Any]:
    """Whether each part can do its work."""
    try:
        clew.graph.position()
        graph = "ok"
    except Exception as exc:
        graph = type(exc).__name__
    ingest = "read-only" if clew.ingest is None else clew.ingest.failure or "ok"
    ready = graph == "ok" and ingest in ("ok", "read-only")
    pending = clew.records.pending() if clew.records is not None else None
    waiting = clew.ingest.waiting() if clew.ingest is not None else 0
    return {"status": "ready" if ready else "not ready", "graph": graph, "ingest": ingest, "waiting": waiting, "pending": pending}


def verification(clew: Clew) -> dict[str, Any]:
    """Each difference between the record store and the graph, looked for while nothing is written."""
    store = clew.store
    found, _ = clew.writer.change(lambda: (projection.verify(store, clew.graph), ""))
    return {"clean": not found, "differences": [asdict(difference) for difference in found]}

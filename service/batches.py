"""Batches from a request to what they touched."""

from __future__ import annotations

from concurrent.futures import TimeoutError as Late
from typing import Any

from service.context import Clew
from service.errors import NotFound
from service.ingest import Submission
from service.submissions import Parsed


def submitted(clew: Clew, submission: Submission, parsed: Parsed[Any], wait: bool) -> tuple[int, dict[str, Any]]:
    """Hand in a batch; the status and the body that answer it. Waiting too long answers as if not waited for."""
    submission.rejected, submission.waits = len(parsed.rejected), wait
    writer = clew.writer
    writer.submit(submission)
    accepted = submission.accepted.result()
    clew.metrics.accepted.inc(accepted.accepted)
    clew.metrics.rejected.inc(len(parsed.rejected))
    body = {
        "batch_id": submission.batch_id,
        "state": "accepted",
        "accepted": accepted.accepted,
        "new": accepted.fresh,
        "tombstoned": accepted.tombstoned,
        "rejected": parsed.rejected,
    }
    return (202, body) if not wait else _waited(clew, submission, body)


def _waited(clew: Clew, submission: Submission, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    try:
        run = submission.loaded.result(clew.settings.wait_seconds)
    except Late:
        return 202, body
    touched = touched_view(clew, run.entities, run.networks)
    return 200, {**body, "state": "loaded", **touched}


def touched_view(clew: Clew, entities: Any, networks: Any) -> dict[str, Any]:
    """Entities and networks by their ids, each entity with its type; those that ended are left out."""
    nodes = clew.graph.nodes(sorted(entities))
    return {
        "entities": [{"entity_id": node.id, "type": node.type} for node in nodes],
        "networks": [{"network_id": id} for id in sorted(networks)],
    }


def state_of(clew: Clew, batch_id: str) -> dict[str, Any]:
    """How far a batch has come. Raises NotFound."""
    batch = clew.store.batch(batch_id)
    if batch is None:
        raise NotFound(f"No batch {batch_id}")
    return batch

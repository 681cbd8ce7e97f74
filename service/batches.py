"""Batches from a request to what they touched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import TimeoutError as Late
from typing import Any

from service.context import Clew
from service.errors import NotFound
from service.graph.store import GraphUnavailable, Node
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
    except (Late, GraphUnavailable):  # it is durable, and will be loaded when its turn or the graph comes
        return 202, body
    own = _of_records(clew, submission) if body["new"] else set()
    beside = (set(), set()) if submission.shared else (set(run.entities), set(run.networks))
    nodes = clew.graph.nodes(sorted(own | beside[0]))
    networks = {str(network) for node in nodes if node.id in own and (network := node.properties.get("network_id"))}
    return 200, {**body, "state": "loaded", **_touched(nodes, networks | beside[1])}


def _of_records(clew: Clew, submission: Submission) -> set[str]:
    """The entities that a batch's records came to, by whichever run: what is durable is taken up by the next that begins."""
    items = [*{capture.ad_key for capture in submission.captures}, *(f"row:{row.digest}" for row in submission.directory)]
    profiles = clew.store.profiles(items)
    return {*clew.store.entities_of(profiles, profiles).values(), *clew.store.persons_of(items).values()}


def touched_view(clew: Clew, entities: Iterable[str], networks: Iterable[str]) -> dict[str, Any]:
    """Entities and networks by their ids, each entity with its type; those that ended are left out."""
    return _touched(clew.graph.nodes(sorted(entities)), networks)


def _touched(nodes: Sequence[Node], networks: Iterable[str]) -> dict[str, Any]:
    return {
        "entities": [{"entity_id": node.id, "type": node.type} for node in nodes],
        "networks": [{"network_id": id} for id in sorted(networks)],
    }


def state_of(clew: Clew, batch_id: str) -> dict[str, Any]:
    """How far a batch has come. Raises NotFound."""
    batch = clew.store.batch(batch_id)
    if batch is None:
        raise NotFound(f"No batch {batch_id}")
    return batch | {"state": "loaded"} if clew.writer.shows(batch["run_id"]) else batch

"""The change log into the graph. State based: a change names what moved, its present state is written, so any part may be done again.

The position is kept inside the graph in the transaction of the batch that reaches it. After a kill, a failed batch or an absence of
the store, the same call goes on from there and ends in the same place.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import structlog
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_delay, stop_never, wait_exponential_jitter

from resolution import erasure
from resolution.readings import Change
from resolution.store import RecordStore
from service.graph.reader import SCOPES
from service.graph.states import node_digest, node_of, relationship_digest, relationship_of
from service.graph.store import Batch, GraphStore, GraphUnavailable, MissingEnds

BATCH = 10_000  # changes in one transaction
FIRST_WAIT, LONGEST_WAIT = 0.5, 15.0  # seconds between attempts
PATIENCE = 60.0  # seconds for which a step is tried again; math.inf for as long as it takes
MOST_DIFFERENCES = 1_000

log = structlog.get_logger()
T = TypeVar("T")
Say = Callable[[str], None]
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one call brought into the graph."""

    position: int
    changes: int
    nodes: int
    relationships: int


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which the graph differs from the record store."""

    kind: str  # node, relationship
    id: str
    fault: str  # missing, surplus, differs


def apply(
    records: RecordStore, graph: GraphStore, *, say: Say | None = None, progress: Progress | None = None, patience: float = PATIENCE
) -> Loaded:
    """Bring the graph up to date; waits for a store that is away and says so. Raises ForeignGraph, GraphUnavailable."""
    attempt = _attempts(say, patience)
    attempt(lambda: graph.claim(records.store_id))
    start = position = attempt(graph.position)
    end, changed, nodes, relationships = records.last_position, 0, 0, 0
    if position > end or position < records.log_begins:
        log.warning("graph.off_the_log", position=position, begins=records.log_begins, end=end)
        return rebuild(records, graph, say=say, progress=progress, patience=patience)
    while changes := records.changes_after(position, BATCH):
        batch = _batch(records, changes)
        attempt(lambda batch=batch: _write(records, graph, batch))  # type: ignore[misc]
        position = batch.position
        changed, nodes, relationships = changed + len(changes), nodes + len(batch.nodes), relationships + len(batch.relationships)
        if progress is not None:
            progress("load", position - start, max(end, position) - start)
    _forget(records, graph, position)
    return Loaded(position, changed, nodes, relationships)


def rebuild(
    records: RecordStore, graph: GraphStore, *, say: Say | None = None, progress: Progress | None = None, patience: float = PATIENCE
) -> Loaded:
    """Make the graph anew from the record store. Raises ForeignGraph, GraphUnavailable."""
    attempt = _attempts(say, patience)
    attempt(lambda: graph.claim(records.store_id))
    position = records.last_position
    nodes = _Counted("nodes", map(node_of, records.all_graph_nodes()), progress)
    relationships = _Counted("relationships", map(relationship_of, records.all_graph_relationships()), progress)
    graph.rebuild(nodes, relationships, position, attempt)
    _forget(records, graph, position)
    return Loaded(position, 0, nodes.count, relationships.count)


def _forget(records: RecordStore, graph: GraphStore, position: int) -> None:
    """Once the graph is without what was erased, neither its files nor the change log keep a trace of it."""
    if erasure.due(records, position):
        graph.purge()
        erasure.scrub(records, position)


def verify(records: RecordStore, graph: GraphStore) -> list[Difference]:
    """Every difference between the record store and the graph, at most 1,000."""
    nodes = _differences("node", ((n["id"], node_digest(node_of(n))) for n in records.all_graph_nodes()), ((n.id, node_digest(n)) for n in graph.dump_nodes()))
    held = ((r.id, relationship_digest(r)) for r in graph.dump_relationships())
    wanted = ((r.id, relationship_digest(r)) for r in map(relationship_of, records.all_graph_relationships()))
    return [*nodes, *_differences("relationship", wanted, held)][:MOST_DIFFERENCES]


class _Counted(Iterable[T]):
    """Passes items on, counts them, and tells how many went by."""

    def __init__(self, what: str, items: Iterable[T], progress: Progress | None) -> None:
        self.count = 0
        self._what, self._items, self._progress = what, items, progress

    def __iter__(self) -> Iterator[T]:
        for item in self._items:
            self.count += 1
            if self._progress is not None and self.count % BATCH == 0:
                self._progress(self._what, self.count, 0)
            yield item


def _attempts(say: Say | None, patience: float) -> Callable[[Callable[[], T]], T]:
    """Runs a step, again and again while the store is away, with growing pauses."""

    def tell(state: RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome is not None else None
        pause = state.next_action.sleep if state.next_action is not None else 0.0
        log.warning("graph.away", attempt=state.attempt_number, wait=round(pause, 1))
        if say is not None:
            say(f"The graph does not answer ({error}); trying again in {pause:.0f} s")

    def attempt(step: Callable[[], T]) -> T:
        retrying = Retrying(
            retry=retry_if_exception_type(GraphUnavailable),
            wait=wait_exponential_jitter(multiplier=FIRST_WAIT, max=LONGEST_WAIT),
            stop=stop_never if math.isinf(patience) else stop_after_delay(patience),
            before_sleep=tell,
            reraise=True,
        )
        return retrying(step)

    return attempt


def _batch(records: RecordStore, changes: list[Change]) -> Batch:
    moved = {kind: list(dict.fromkeys(c.id for c in changes if c.kind == kind)) for kind in ("node", "relationship")}
    nodes = tuple(map(node_of, records.graph_nodes(moved["node"])))
    relationships = tuple(map(relationship_of, records.graph_relationships(moved["relationship"])))
    present = {node.id for node in nodes} | {relationship.id for relationship in relationships}
    gone = [id for id in moved["relationship"] if id not in present]
    return Batch(
        position=changes[-1].position,
        nodes=nodes,
        relationships=relationships,
        removed_nodes=tuple(id for id in moved["node"] if id not in present),
        removed_relationships=tuple(map(_parts, gone)),
    )


def _parts(id: str) -> tuple[str, str, str]:
    """Source, type and target of a relationship's id; an ad's id may itself hold the separator."""
    for type in SCOPES:
        source, found, target = id.partition(f"|{type}|")
        if found:
            return source, type, target
    raise ValueError(f"{id} names no relationship")


def _write(records: RecordStore, graph: GraphStore, batch: Batch) -> None:
    """Write a batch; ends that come later in the log are brought along."""
    try:
        graph.apply(batch)
    except MissingEnds as missing:
        ends = {node.id: node for node in map(node_of, records.graph_nodes([str(id) for id in missing.args]))}
        ends.update((node.id, node) for node in batch.nodes)
        held = tuple(r for r in batch.relationships if not {r.source, r.target} & (set(missing.args) - ends.keys()))
        graph.apply(Batch(batch.position, tuple(ends.values()), held, batch.removed_nodes, batch.removed_relationships))


def _differences(kind: str, wanted: Iterable[tuple[str, bytes]], held: Iterable[tuple[str, bytes]]) -> list[Difference]:
    expected = dict(wanted)
    found: list[Difference] = []
    for id, digest in held:
        known = expected.pop(id, None)
        if known != digest:
            found.append(Difference(kind, id, "surplus" if known is None else "differs"))
    return [*found, *(Difference(kind, id, "missing") for id in expected)]

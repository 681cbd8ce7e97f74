"""What a handler works with: the parts of one running service."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from resolution.store import RecordStore
from service.audit import Audit
from service.errors import Moved as MovedError
from service.errors import NeedsRecordStore, NotFound, ReadOnly, Restricted, Unavailable
from service.graph.store import GraphStore, Node
from service.ingest import Ingest
from service.keys import Keys, Principal
from service.metrics import Metrics
from service.pictures import Pictures
from service.settings import Settings
from service.state import State
from service.watch.alerts import Alerts


@dataclass(slots=True)
class Clew:
    """One service: without `records` and `ingest` it serves the graph alone."""

    settings: Settings
    graph: GraphStore
    state: State
    keys: Keys
    audit: Audit
    alerts: Alerts
    pictures: Pictures
    metrics: Metrics = field(default_factory=Metrics)
    records: RecordStore | None = None
    ingest: Ingest | None = None

    @property
    def store(self) -> RecordStore:
        """The record store. Raises NeedsRecordStore on a read-only process."""
        if self.records is None:
            raise NeedsRecordStore
        return self.records

    @property
    def writer(self) -> Ingest:
        """The writer thread. Raises ReadOnly on a read-only process."""
        if self.ingest is None:
            raise ReadOnly
        return self.ingest

    def node(self, id: str, principal: Principal) -> Node:
        """A node that `principal` may read. Raises NotFound, Moved or Restricted."""
        return self.held(self.graph.node(id), id, principal)

    def held(self, node: Node | None, id: str, principal: Principal) -> Node:
        """`node`, looked up as `id`, if it is there and `principal` may read it."""
        if node is None:
            raise self.missing(id)
        if node.properties.get("referral") and not principal.sees_referred:
            raise Restricted
        return node

    def missing(self, id: str) -> Exception:
        """Why `id` is not in the graph: it became others, it is on its way, or it never was."""
        became = self.records.successors(id) if self.records is not None else None
        if became is None:
            return NotFound(f"Nothing is held as {id}")
        if became == ("",):
            return NotFound(f"What was {id} is held no more")
        if not became:
            return Unavailable(f"{id} is being loaded", retry_after=1)
        return MovedError(id, became)

    def found(self, answer: Any, id: str) -> Any:
        """`answer`, unless it is None because nothing is held as `id`."""
        if answer is None:
            raise self.missing(id)
        return answer

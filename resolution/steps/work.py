"""What the steps of one resolve hand on to each other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from resolution.linkage import Model, Scorer
from resolution.store import RecordStore

Progress = Callable[[str, int, int], None]
CHUNK = 5_000  # items worked on at once: bounds memory, and is large enough for columns to pay


@dataclass
class Work:
    """One resolve under way: what it has found to be touched so far."""

    store: RecordStore
    model: Model
    scorer: Scorer
    run_id: str
    number: int
    full: bool
    progress: Progress
    pending: list[str] = field(default_factory=list)  # ads and directory rows to be looked at, sorted
    items: set[str] = field(default_factory=set)  # ads and directory rows that changed or whose region must be resolved again
    gone: dict[str, str | None] = field(default_factory=dict)  # items that are no more, with the region they stood in
    forms: set[str] = field(default_factory=set)  # forms that an item took up or gave up
    values: set[str] = field(default_factory=set)  # values whose holders changed
    left: set[tuple[str, str | None]] = field(default_factory=set)  # values that items gave up, with the joint that these stood in
    rewritten: set[str] = field(default_factory=set)  # values that forms moved between, whoever holds them
    hubs: set[str] = field(default_factory=set)  # values that became hubs, ceased to be, or whose figures moved
    labels: dict[str, set[str]] = field(default_factory=lambda: {"line": set(), "joint": set(), "component": set()})
    # ... by level, labels before this run of what must be worked again
    keys: set[str] = field(default_factory=set)  # counted keys whose count moved: places and sites among them
    entities: set[str] = field(default_factory=set)  # ids that this run wrote, for the answer
    before: dict[str, str | None] = field(default_factory=dict)  # item -> its region before this run
    decided: dict[str, set[str]] = field(default_factory=dict)  # kind -> records on which a decision came or went
    seen: tuple[list[int], list[int]] = ([], [])  # numbers of the marks and batches that this run takes up
    cause: str = ""  # what set the run off, in words, for the histories
    started: str = ""
    position: int = 0  # of the newest change
    changes: int = 0
    _scope: list[str] = field(default_factory=list)
    _placed: list[str] | None = None

    def taken(self, entity_id: str) -> bool:
        """Whether any entity ever had this id."""
        return bool(self.store.rows("entity", {"id": entity_id}))

    def scope(self, keys: Iterable[str]) -> int:
        """Name the keys that the next `..._in_scope` statements are about; how many there are."""
        self._scope = sorted(set(keys))
        return len(self._scope)

    def rows(self, name: str, parameters: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """What a statement says of the keys in scope: nothing, if there are none."""
        return self.store.rows(name, parameters) if self._in_place() else []

    def run(self, name: str, parameters: Mapping[str, Any] | None = None) -> None:
        """Do something to the keys in scope."""
        if self._in_place():
            self.store.run(name, parameters)

    def append(self, table: str, columns: Sequence[str], rows: Collection[tuple[Any, ...]]) -> None:
        """Append rows to a table."""
        if rows:
            self.store.insert(table, dict(zip(columns, map(list, zip(*rows, strict=True)), strict=True)))

    def _in_place(self) -> bool:
        """Put the scope where statements look for it, unless it stands there; whether there is anything in it."""
        if self._scope and self._placed != self._scope:
            self.store.state.replace_scope(self._scope)
            self._placed = self._scope
        return bool(self._scope)

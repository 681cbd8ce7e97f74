"""Crowds: the holders of values that many hold, kept as they were last read, so that one more costs what it is and not what all of them are.

What is kept says what the state says: each step that changes items, or which value a holding belongs to, tells it; a run that fails drops it.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

from resolution.state import scattered
from resolution.steps.work import Work

LEAST = 250  # holdings of a value from which on it is one
MOST_VALUES = 2_000  # asked for at once: where more are, all are counted anew
MOST_HELD, MOST_MOVED = 200_000, 50_000  # holders kept, and items that may move until all are read anew

# What is counted of a holder, in the order of `holders_of_value`.
FACETS = ("site", "name", "identity", "place", "joint", "line", "first_seen", "last_seen")
Row = tuple[str | None, ...]


class Crowd:
    """Who holds one value, and what is counted of them; a directory row has no site."""

    def __init__(self, holders: Iterable[tuple[Any, ...]], told: int) -> None:
        self.told = told  # moves that it knows of
        self._holders: dict[str, Row] = {}
        self._counts = [Counter[str]() for _ in FACETS]
        self._ads: list[tuple[str, str]] = []  # in the order in which a sample takes them
        for item, *row in holders:
            self.put(item, tuple(row))

    def __len__(self) -> int:
        return len(self._holders)

    def put(self, item: str, row: Row | None) -> None:
        """Tell how an item holds the value now; None if it does not."""
        place = (scattered(item), item)
        if before := self._holders.pop(item, None):
            self._count(before, -1)
            if before[0] is not None:
                del self._ads[bisect_left(self._ads, place)]
        if row:
            self._holders[item] = row
            self._count(row, 1)
            if row[0] is not None:
                insort(self._ads, place)

    def figures(self) -> tuple[int, ...]:
        """What `figures_in_scope` says of a value."""
        return len(self._ads), *map(len, self._counts[:6])

    def dates(self) -> tuple[int, str | None, str | None]:
        """What `dates_in_scope` says of a value."""
        first, last = self._counts[6:]
        return len(self._ads), min(first, default=None), max(last, default=None)

    def sample(self, most: int) -> list[str]:
        """So many of its ads, which the ads alone choose: those that `company_in_scope` takes."""
        return [item for _, item in self._ads[:most]]

    def _count(self, row: Row, sign: int) -> None:
        for counts, said in zip(self._counts, row, strict=True):
            if said is not None:
                counts[said] += sign
                if not counts[said]:
                    del counts[said]


class Crowds:
    """The crowds of a store that were asked for, and what has moved since."""

    def __init__(self) -> None:
        self._known: dict[str, Crowd] = {}
        self._moved: list[str] = []

    def tell(self, items: Collection[str]) -> None:
        """These items came, went or say something else."""
        if self._known:
            self._moved += items
        if len(self._moved) > MOST_MOVED:
            self._drop()

    def forget(self, values: Iterable[str]) -> None:
        """Forms moved between these values."""
        for value in values:
            self._known.pop(value, None)

    def among(self, work: Work, values: Collection[str]) -> dict[str, Crowd]:
        """The crowds among these values, up to date."""
        if work.full or len(values) > MOST_VALUES:
            return {}
        work.scope(values)
        return {value: self._told(work, value) for (value,) in work.rows("crowded_in_scope", {"least": LEAST})}

    def _told(self, work: Work, value: str) -> Crowd:
        crowd = self._known.get(value)
        if crowd is None:
            crowd = Crowd(work.store.rows("holders_of_value", {"value": value}), len(self._moved))
            if len(crowd) + sum(map(len, self._known.values())) > MOST_HELD:
                self._drop()
                crowd.told = 0
            self._known[value] = crowd
        elif moved := self._moved[crowd.told :]:
            work.scope(moved)
            now = {item: tuple(row) for item, *row in work.rows("holders_in_scope_of_value", {"value": value})}
            for item in dict.fromkeys(moved):
                crowd.put(item, now.get(item))
            crowd.told = len(self._moved)
        return crowd

    def _drop(self) -> None:
        self._known.clear()
        self._moved.clear()


def crowds(work: Work) -> Crowds:
    """What is kept of this store's crowds; a run over everything keeps nothing."""
    if work.full:
        work.store.caches.pop("crowds", None)
    kept: Crowds = work.store.caches.setdefault("crowds", Crowds())
    return kept

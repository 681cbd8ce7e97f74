"""Places of a text that a find has taken, so that no later find overlaps it."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable


class Taken:
    """Spans that do not overlap, in order."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._spans = sorted(spans)

    def take(self, start: int, end: int) -> bool:
        """Take a span unless it overlaps one that is taken; whether it was free."""
        place = bisect_left(self._spans, (start, end))
        before, after = self._spans[place - 1 : place], self._spans[place : place + 1]
        free = all(right <= start for _, right in before) and all(left >= end for left, _ in after)
        if free:
            insort(self._spans, (start, end))
        return free

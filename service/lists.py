"""Pages of lists that are whole in memory: the cursor holds the sort key of the last item shown, so it survives what comes and goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from service.graph import cursors

Item = Mapping[str, Any]
Key = Callable[[Item], tuple[Any, ...]]


def by(*fields: str) -> Key:
    """Fields that tell items apart, in the order of the list; numbers after a minus go down."""
    return lambda item: tuple(-item[field[1:]] if field.startswith("-") else item[field] for field in fields)


def page(items: Sequence[Item], part: tuple[str | None, int], key: Key | None = None) -> dict[str, Any]:
    """The part of `items`, sorted by `key`, that follows the cursor; without one the items stay in place and are counted."""
    cursor, limit = part
    keyed = sorted(((key(item) if key else (number,), item) for number, item in enumerate(items)), key=lambda one: one[0])
    if keyed and (after := cursors.decode(cursor, *(str if isinstance(one, str) else (int, float) for one in keyed[0][0]))):
        keyed = [one for one in keyed if one[0] > after]
    shown = keyed[:limit]
    return {"items": [item for _, item in shown], "next_cursor": cursors.encode(*shown[-1][0]) if len(keyed) > limit else None}

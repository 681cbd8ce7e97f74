"""Pages of lists that are whole in memory: the cursor names the last item shown, so it survives what comes and goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from service.errors import Invalid

START = "#"  # a cursor of this kind counts, for items that have no id of their own


def page(items: Sequence[Mapping[str, Any]], part: tuple[str | None, int], id: str = "") -> dict[str, Any]:
    """The part of `items` after the cursor; `id` is the field that tells them apart, none if they stay in place."""
    cursor, limit = part
    first = _after(items, cursor, id) if cursor else 0
    shown = list(items[first : first + limit])
    more = first + limit < len(items)
    following = (str(shown[-1][id]) if id else f"{START}{first + limit}") if more else None
    return {"items": shown, "next_cursor": following}


def _after(items: Sequence[Mapping[str, Any]], cursor: str, id: str) -> int:
    if not id and cursor.startswith(START) and cursor[1:].isdecimal() and len(cursor) < 12:
        return int(cursor[1:])
    found = next((number + 1 for number, item in enumerate(items) if id and str(item[id]) == cursor), None)
    if found is None:
        raise Invalid("The cursor is not one that this list gave, or its item is gone: begin anew")
    return found

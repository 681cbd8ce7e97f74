"""Where a list goes on: the sort key of the last item shown, so that a cursor survives change."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import orjson

from service.graph.store import BadCursor, Page

T = TypeVar("T")

LARGEST = 1 << 53  # what every language counts exactly; a store may refuse larger ones


def encode(*key: Any) -> str:
    """The cursor after an item with this sort key."""
    return base64.urlsafe_b64encode(orjson.dumps(key)).decode().rstrip("=")


def decode(cursor: str | None, *types: type | tuple[type, ...]) -> tuple[Any, ...] | None:
    """The sort key in a cursor, None for no cursor; raises BadCursor if it is not made of these types."""
    if cursor is None:
        return None
    try:
        key = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error) as exc:
        raise BadCursor("this cursor was not given by this list; leave it out to start again") from exc
    if not isinstance(key, list) or len(key) != len(types) or not all(map(_fits, key, types)):
        raise BadCursor("this cursor belongs to another list; leave it out to start again")
    return tuple(key)


def page(found: Sequence[T], limit: int, key: Callable[[T], tuple[Any, ...]]) -> Page[T]:
    """A page of `limit` of those found; `key` is what the list is sorted by."""
    shown = tuple(found[:limit])
    return Page(shown, encode(*key(shown[-1])) if len(found) > limit and shown else None)


def _fits(part: Any, wanted: type | tuple[type, ...]) -> bool:
    return isinstance(part, wanted) and not (isinstance(part, int) and abs(part) > LARGEST)

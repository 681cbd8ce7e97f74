"""Where a list goes on: the sort key of the last item shown, so that a cursor survives change."""

from __future__ import annotations

import base64
import binascii
from typing import Any

import orjson

from service.graph.store import BadCursor


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
    if not isinstance(key, list) or len(key) != len(types) or not all(isinstance(part, wanted) for part, wanted in zip(key, types, strict=True)):
        raise BadCursor("this cursor belongs to another list; leave it out to start again")
    return tuple(key)

"""Server-sent events: the only asynchronous part. The work that each look needs runs on a thread."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import orjson
from anyio import to_thread
from sse_starlette import EventSourceResponse, ServerSentEvent

LOOK_SECONDS = 0.25
PING_SECONDS = 15
LONGEST_SECONDS = 3600.0  # then the client connects anew and goes on from the last event it saw


def stream(events: AsyncIterator[ServerSentEvent]) -> EventSourceResponse:
    """A response that sends `events` as they come."""
    return EventSourceResponse(events, ping=PING_SECONDS, headers={"Cache-Control": "no-store"})


async def until_settled(look: Callable[[], dict[str, Any]], settled: str) -> AsyncIterator[ServerSentEvent]:
    """What `look` answers, each time its `state` changes, until that is `settled`."""
    last, waited = None, 0.0
    while waited < LONGEST_SECONDS:
        seen = await to_thread.run_sync(look)
        if seen["state"] != last:
            last = seen["state"]
            yield ServerSentEvent(data=orjson.dumps(seen).decode(), event="batch")
        if last == settled:
            return
        await asyncio.sleep(LOOK_SECONDS)
        waited += LOOK_SECONDS


async def following(after: int, look: Callable[[int], list[dict[str, Any]] | None], event: str) -> AsyncIterator[ServerSentEvent]:
    """What `look` finds beyond a number, as it comes, until it answers None; each item's `seq` is its event id."""
    waited = 0.0
    while waited < LONGEST_SECONDS:
        found = await to_thread.run_sync(look, after)
        if found is None:
            return
        for item in found:
            after = item["seq"]
            yield ServerSentEvent(data=orjson.dumps(item).decode(), event=event, id=str(after))
        await asyncio.sleep(LOOK_SECONDS)
        waited += LOOK_SECONDS

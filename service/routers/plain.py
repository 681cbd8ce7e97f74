"""Reads answered as they are: what a handler returns is sent as JSON, made on the one thread that a handler is given.

FastAPI would check it against its model again and hand it to a second thread for that, which costs more than most answers take to find. The models
still describe the answers in the OpenAPI document, and the tests hold every answer to it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial, wraps
from typing import Any

import orjson
from fastapi import Response
from fastapi.routing import APIRoute


class Plain(APIRoute):
    """A route whose GET sends what its handler returns."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **given: Any) -> None:
        super().__init__(path, _sending(endpoint) if set(given.get("methods") or ()) == {"GET"} else endpoint, **given)


def _sending(endpoint: Callable[..., Any]) -> Callable[..., Awaitable[Response]]:
    def sent(**asked: Any) -> Response:
        answer = endpoint(**asked)
        return answer if isinstance(answer, Response) else Response(orjson.dumps(answer), media_type="application/json")

    @wraps(endpoint)
    async def sending(**asked: Any) -> Response:
        return await asyncio.get_running_loop().run_in_executor(None, partial(sent, **asked))

    return sending

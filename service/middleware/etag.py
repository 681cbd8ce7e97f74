"""ETags: who has the answer already is told so, and nothing is sent again."""

from __future__ import annotations

import hashlib

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TAGGED = ("/v1/entities/", "/v1/networks", "/v1/ads/", "/v1/stats/")


class ETags:
    """Names each JSON answer to a GET by its content and answers `If-None-Match` with 304."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or not scope["path"].startswith(TAGGED):
            await self.app(scope, receive, send)
            return
        await self.app(scope, receive, _Tagging(send, Headers(scope=scope).get("if-none-match", "")))


class _Tagging:
    """Holds back the start of an answer until its one body is known."""

    def __init__(self, send: Send, known: str) -> None:
        self.send = send
        self.known = known
        self.start: Message | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            if message["status"] == 200 and "application/json" in Headers(raw=message["headers"]).get("content-type", ""):
                self.start = message
                return
        elif self.start is not None:
            start, self.start = self.start, None
            if not message.get("more_body"):
                message = self._tagged(start, message)
            await self.send(start)
        await self.send(message)

    def _tagged(self, start: Message, message: Message) -> Message:
        tag = f'W/"{hashlib.blake2b(message["body"], digest_size=16).hexdigest()}"'
        headers = MutableHeaders(raw=start["headers"])
        headers["ETag"] = tag
        start["headers"] = headers.raw
        if not _matches(self.known, tag):
            return message
        start["status"] = 304
        del headers["content-length"]
        del headers["content-type"]
        start["headers"] = headers.raw
        return {**message, "body": b""}


def _matches(known: str, tag: str) -> bool:
    opaque = tag.removeprefix("W/")
    return known.strip() == "*" or any(part.strip().removeprefix("W/") == opaque for part in known.split(","))

"""HTTP as uvicorn reads it, except that what cannot be read at all is answered in the API's one shape of errors, and that an answer is sent at once."""

from __future__ import annotations

import asyncio
import secrets
from typing import Any

import orjson
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from service.errors import problem
from service.problems import MEDIA_TYPE

HELD_BYTES = 65_536  # so much at most waits for the rest of its answer


class Protocol(HttpToolsProtocol):
    """Answers a request whose first line or headers are no HTTP, or too long, with a problem."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a new connection."""
        super().connection_made(Joined(transport, self.loop))  # type: ignore[arg-type]

    def send_400_response(self, msg: str) -> None:
        """Answer 400 and close: where this request ends is not known."""
        request_id = secrets.token_hex(8)
        said = problem(400, "malformed", "The request cannot be read", f"{msg} An address has at most 65,535 bytes.") | {"request_id": request_id}
        content = orjson.dumps(said)
        head = (
            f"HTTP/1.1 400 Bad Request\r\ncontent-type: {MEDIA_TYPE}\r\ncontent-length: {len(content)}\r\nx-request-id: {request_id}\r\n"
            "cache-control: no-store\r\nx-content-type-options: nosniff\r\nconnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + content)
        self.transport.close()


class Joined:
    """A transport that sends what is written in one step of the loop at once: head and body each by itself would wake the client twice."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._held: list[bytes] = []
        self._size = 0

    def write(self, data: bytes) -> None:
        """Send with what else is written in this step."""
        if not self._held:
            self._loop.call_soon(self._flush)
        self._held.append(data)
        self._size += len(data)
        if self._size > HELD_BYTES:
            self._flush()

    def close(self) -> None:
        """Send what is held and close."""
        self._flush()
        self._transport.close()

    def _flush(self) -> None:
        held, self._held, self._size = self._held, [], 0
        if held and not self._transport.is_closing():
            self._transport.write(b"".join(held))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

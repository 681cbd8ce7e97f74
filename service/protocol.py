"""HTTP as uvicorn reads it, except that what cannot be read at all is answered in the API's one shape of errors."""

from __future__ import annotations

import secrets

import orjson
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from service.errors import problem
from service.problems import MEDIA_TYPE


class Protocol(HttpToolsProtocol):
    """Answers a request whose first line or headers are no HTTP, or too long, with a problem."""

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

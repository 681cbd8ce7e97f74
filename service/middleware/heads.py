"""HEAD: whatever answers GET answers it too; the server that holds the connection sends no body."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from service.middleware.limits import STREAMS


class Heads:
    """Asks for what GET would answer; streams, which would not end, are left out."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http" and scope["method"] == "HEAD" and not scope["path"].endswith(STREAMS):
            scope = {**scope, "method": "GET"}
        await self.app(scope, receive, send)

"""Request ids, security headers, metrics and the access log; and the last resort for what no handler caught."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Mapping
from typing import Any

import structlog
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.metrics import Metrics
from service.problems import foreign

SENT_ID = re.compile(r"^[A-Za-z0-9._-]{8,64}$")
DOCS = ("/docs", "/redoc")  # pages that load their script from elsewhere
HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-resource-policy": b"same-origin",
    b"content-security-policy": b"default-src 'none'; frame-ancestors 'none'",
    b"permissions-policy": b"camera=(), geolocation=(), microphone=()",
}

log = structlog.get_logger()


class Envelope:
    """The outermost layer: names the request, times it, logs its route's template and never its values."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        sent = Headers(scope=scope).get("x-request-id", "")
        request_id = sent if SENT_ID.match(sent) else secrets.token_hex(8)
        scope.setdefault("state", {})["request_id"] = request_id
        started, status = time.perf_counter(), 0

        async def enveloped(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _dress(message, scope, request_id)
            await send(message)

        try:
            await self.app(scope, receive, enveloped)
        except Exception as exc:
            if status:
                raise
            await foreign(exc, scope)(scope, receive, enveloped)
        finally:
            self._note(scope, status, time.perf_counter() - started, request_id)

    def _note(self, scope: Scope, status: int, seconds: float, request_id: str) -> None:
        operation = template(scope)
        self.metrics.requests.labels(scope["method"], operation, str(status)).inc()
        self.metrics.seconds.labels(scope["method"], operation).observe(seconds)
        log.info("request", method=scope["method"], operation=operation, status=status, ms=round(seconds * 1000, 1), request_id=request_id)


def template(scope: Scope) -> str:
    """The route's template, such as `/v1/entities/{entity_id}`: no values."""
    templates: Mapping[Any, str] = scope["app"].state.templates
    return templates.get(scope.get("endpoint"), "unmatched")


def _dress(message: Message, scope: Scope, request_id: str) -> None:
    sent = {name.lower() for name, _ in message["headers"]}
    wanted = {**HEADERS, b"x-request-id": request_id.encode()}
    if scope["path"].startswith(DOCS):
        del wanted[b"content-security-policy"]
    if scope["path"].startswith("/v1/"):
        wanted[b"cache-control"] = b"private, no-cache" if b"etag" in sent else b"no-store"
    message["headers"] = [*message["headers"], *(header for header in wanted.items() if header[0] not in sent)]

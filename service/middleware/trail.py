"""The trail: every call under `/v1` is in the audit log before its answer is sent, and an exception is answered here."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.audit import Audit, Entry
from service.middleware.envelope import template
from service.problems import foreign

UNSPOKEN = frozenset({"cursor", "limit", "wait", "hops", "max_nodes", "k", "max_hops", "include_hubs", "order", "mode", "interval", "by"})


class Trail:
    """Appends an entry a call; ids are written as they are, everything else as a keyed hash."""

    def __init__(self, app: ASGIApp, audit: Audit) -> None:
        self.app = app
        self.audit = audit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or "principal" not in scope.get("state", {}):
            await self.app(scope, receive, send)
            return

        started = False

        async def noted(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                # A tenth of a millisecond without waiting for the disk: handing it to a thread would cost more than it takes.
                self.audit.append(self._entry(scope, message["status"]))
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except Exception as exc:
            if started:
                raise
            await foreign(exc, scope)(scope, receive, noted)

    def _entry(self, scope: Scope, status: int) -> Entry:
        state, principal = scope["state"], scope["state"]["principal"]
        return Entry(
            key_id=principal.key_id,
            role=principal.role,
            method=scope["method"],
            operation=template(scope),
            subject=self._subject(scope),
            status=status,
            case_reference=Headers(scope=scope).get("x-case-reference", "")[:200],
            request_id=state.get("request_id", ""),
        )

    def _subject(self, scope: Scope) -> str:
        asked = [*scope.get("path_params", {}).items(), *parse_qsl(scope["query_string"].decode("latin-1"))]
        return self.audit.subject({name: str(value) for name, value in asked if name not in UNSPOKEN})

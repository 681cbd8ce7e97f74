"""Idempotency keys: a write sent again with the same key is answered again and done once."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Sequence

import orjson
from anyio import to_thread
from starlette.datastructures import Headers
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.errors import ClewError, Conflict, Invalid
from service.problems import answer
from service.state import State

LONGEST_KEY = 200
KEYS = "/v1/keys"
ABANDONED_SECONDS = 600  # a request that ended without an answer, by a crash, may be tried again after so long


class Replay:
    """Keeps the answers to writes that carry an `Idempotency-Key`, for `hours`."""

    def __init__(self, app: ASGIApp, state: State, hours: int) -> None:
        self.app = app
        self.state = state
        self.hours = hours

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        writes = scope["type"] == "http" and scope["method"] in ("POST", "DELETE")
        sent = Headers(scope=scope).get("idempotency-key", "") if writes else ""
        name = f"{scope['method']} {scope['path']} {sent}" if sent else ""  # a key is one operation's: on another path it is another
        if not name or "principal" not in scope.get("state", {}):
            await self.app(scope, receive, send)
            return
        _name_route(scope)
        body = await _whole(receive)
        try:
            kept = await to_thread.run_sync(self._begin, scope, name, body)
        except ClewError as error:
            await answer(error, scope)(scope, receive, send)
            return
        if kept is not None:
            await _again(kept, send)
            return
        await self._first(scope, name, body, receive, send)

    async def _first(self, scope: Scope, name: str, body: bytes, receive: Receive, send: Send) -> None:
        answered: list[Message] = []

        async def noted(message: Message) -> None:
            answered.append(message)
            if message["type"] == "http.response.body" and not message.get("more_body"):
                await to_thread.run_sync(self._end, scope, name, answered)
            await send(message)

        try:
            await self.app(scope, _given(body, receive), noted)
        except BaseException:
            self._forget(scope, name)
            raise

    def _begin(self, scope: Scope, name: str, body: bytes) -> dict[str, object] | None:
        """The kept answer, if there is one; else the key is taken."""
        if len(Headers(scope=scope)["idempotency-key"]) > LONGEST_KEY:
            raise Invalid(f"An Idempotency-Key has at most {LONGEST_KEY} characters")
        asked = self.state.keyed(hashlib.sha256(scope["query_string"] + b"\0" + body).hexdigest())
        who = scope["state"]["principal"].key_id
        now = time.time()
        with self.state.transaction() as connection:
            connection.execute("DELETE FROM idempotency WHERE at < ?", (now - self.hours * 3600,))
            connection.execute("DELETE FROM idempotency WHERE status IS NULL AND at < ?", (now - ABANDONED_SECONDS,))
            row = connection.execute("SELECT * FROM idempotency WHERE scope = ? AND name = ?", (who, self.state.keyed(name))).fetchone()
            if row is None:
                taken = (who, self.state.keyed(name), asked, now)
                connection.execute("INSERT INTO idempotency (scope, name, request_hash, at) VALUES (?, ?, ?, ?)", taken)
                return None
        if row["request_hash"] != asked:
            raise Invalid("This Idempotency-Key was used for another request")
        if row["status"] is None:
            raise Conflict("The first request with this Idempotency-Key is still being worked", headers={"Retry-After": "1"})
        return dict(row)

    def _end(self, scope: Scope, name: str, answered: list[Message]) -> None:
        status = answered[0]["status"]
        if status >= 500 or status == 429:
            self._forget(scope, name)
            return
        headers = Headers(raw=answered[0]["headers"])
        kept = {key: headers[key] for key in ("content-type", "location") if key in headers}
        body = _kept(scope, answered)
        who = scope["state"]["principal"].key_id
        self.state.write(
            "UPDATE idempotency SET status = ?, headers = ?, body = ? WHERE scope = ? AND name = ?",
            status, json.dumps(kept), body, who, self.state.keyed(name),
        )  # fmt: skip

    def _forget(self, scope: Scope, name: str) -> None:
        who = scope["state"]["principal"].key_id
        self.state.write("DELETE FROM idempotency WHERE scope = ? AND name = ? AND status IS NULL", who, self.state.keyed(name))


def _name_route(scope: Scope) -> None:
    """Find the route now, so that the log and the audit name a call that is answered without its handler."""
    for prefix, route in scope["app"].state.routes:
        match, found = route.matches({**scope, "path": scope["path"].removeprefix(prefix)})
        if match is Match.FULL:
            scope.update(found)
            return


def _kept(scope: Scope, answered: Sequence[Message]) -> bytes:
    """The body to answer with again; a secret that is shown once is not kept."""
    body = b"".join(message.get("body", b"") for message in answered)
    made = scope["path"] == KEYS and answered[0]["status"] == 201
    return orjson.dumps({**orjson.loads(body), "key": None}) if made else body


async def _whole(receive: Receive) -> bytes:
    parts = []
    while True:
        message = await receive()
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(parts)


def _given(body: bytes, receive: Receive) -> Receive:
    sent = False

    async def given() -> Message:
        nonlocal sent
        if sent:
            return await receive()
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return given


async def _again(kept: dict[str, object], send: Send) -> None:
    body = kept["body"] if isinstance(kept["body"], bytes) else b""
    headers = {**json.loads(str(kept["headers"])), "content-length": str(len(body)), "idempotency-replayed": "true"}
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": kept["status"], "headers": raw})
    await send({"type": "http.response.body", "body": body})

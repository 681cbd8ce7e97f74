"""How large a request may be and how long it may take."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.errors import TimedOut, TooLarge
from service.problems import answer

STREAMS = "/events"  # server-sent events last as long as the client listens


class Limits:
    """Refuses bodies over `max_body` bytes as they come in, and answers 504 after `seconds`."""

    def __init__(self, app: ASGIApp, max_body: int, seconds: float) -> None:
        self.app = app
        self.max_body = max_body
        self.seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["path"].endswith(STREAMS):
            await self.app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("content-length", "")
        if declared.isdecimal() and int(declared) > self.max_body:
            await answer(self._too_large(), scope)(scope, receive, send)
            return
        await self._timed(scope, receive, send)

    async def _timed(self, scope: Scope, receive: Receive, send: Send) -> None:
        # A handler's thread cannot be stopped: when time is up the caller is answered and what the thread says later is dropped.
        reply = _Reply(send)
        late: list[asyncio.Task[None]] = []

        def expire() -> None:
            if not reply.started:
                reply.closed = True
                late.append(asyncio.ensure_future(self._expired(scope, receive, send)))

        timer = asyncio.get_running_loop().call_later(self.seconds, expire)
        try:
            await self.app(scope, self._counted(receive), reply)
        except Exception:
            if not reply.closed:
                raise
        finally:
            timer.cancel()
            for told in late:
                await told

    async def _expired(self, scope: Scope, receive: Receive, send: Send) -> None:
        with suppress(OSError):
            await answer(TimedOut(), scope)(scope, receive, send)

    def _counted(self, receive: Receive) -> Receive:
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self.max_body:
                raise self._too_large()
            return message

        return counted

    def _too_large(self) -> TooLarge:
        return TooLarge(f"At most {self.max_body} bytes a request: send several", headers={"Connection": "close"})


class _Reply:
    """The way back to the client, until it is closed."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.started = False
        self.closed = False

    async def __call__(self, message: Message) -> None:
        if not self.closed:
            self.started = True
            await self.send(message)

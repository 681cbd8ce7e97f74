"""Who asks: keys, the open loopback, and how often a key may ask."""

from __future__ import annotations

import threading
import time
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from service.errors import ClewError, Forbidden, TooMany, Unauthenticated
from service.keys import LOCAL, Keys, Principal
from service.problems import answer
from service.settings import Settings

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]", "testserver"})


class Access:
    """Finds the principal of every call under `/v1`; without one the call ends here."""

    def __init__(self, app: ASGIApp, keys: Keys, settings: Settings) -> None:
        self.app = app
        self.keys = keys
        self.open = settings.on_loopback
        self.hosts = LOOPBACK_NAMES | set(settings.allowed_hosts)
        self.origins = frozenset(settings.cors_origins)
        self.rates = Rates(settings.rate_limit)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http" and scope["path"].startswith("/v1/") and scope["method"] != "OPTIONS":
            try:
                scope.setdefault("state", {})["principal"] = self._principal(Headers(scope=scope))
            except ClewError as error:
                await answer(error, scope)(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _principal(self, headers: Headers) -> Principal:
        if not self.keys.exist:
            return self._local(headers)
        principal = self.keys.authenticate(_secret(headers))
        if principal is None:
            raise Unauthenticated("Send a key as `Authorization: Bearer KEY`", headers={"WWW-Authenticate": "Bearer"})
        self.rates.take(principal)
        return principal

    def _local(self, headers: Headers) -> Principal:
        # A page in the analyst's browser could reach an open loopback by its own host name or by a form: such calls are refused.
        if not self.open:
            raise Unauthenticated("Only loopback is open without keys", headers={"WWW-Authenticate": "Bearer"})
        if _name(headers.get("host", "")) not in self.hosts:
            raise Forbidden("This host name is not answered while no key exists")
        origin = headers.get("origin")
        if origin and origin not in self.origins and _name(urlsplit(origin).netloc) not in self.hosts:
            raise Forbidden("This origin is not answered while no key exists")
        return LOCAL


class Rates:
    """A token bucket a key: a minute's worth may come at once."""

    def __init__(self, default: int) -> None:
        self.default = default
        self._buckets: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def take(self, principal: Principal, at: float | None = None) -> None:
        """Take one request from the key's bucket. Raises TooMany when it is empty."""
        rate = principal.rate_limit or self.default
        if not rate:
            return
        moment = time.monotonic() if at is None else at
        with self._lock:
            left, since = self._buckets.get(principal.key_id, (float(rate), moment))
            left = min(float(rate), left + (moment - since) * rate / 60)
            self._buckets[principal.key_id] = (left - 1 if left >= 1 else left, moment)
        if left < 1:
            wait = str(max(1, round((1 - left) * 60 / rate)))
            raise TooMany(f"{rate} requests a minute", headers={"Retry-After": wait})


def _secret(headers: Headers) -> str:
    scheme, _, secret = headers.get("authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else headers.get("x-api-key", "")


def _name(host: str) -> str:
    return host.rsplit(":", 1)[0].lower() if not host.endswith("]") else host.lower()

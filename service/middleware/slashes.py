"""Slashes inside an id that something may follow: `/entities/site%2F7%2Fads` is the ad `7/ads`, not the ads of `site/7`.

Servers decode the whole path before it is routed. Here an encoded slash stays encoded until its parameter is read.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from starlette.convertors import PathConvertor, register_url_convertor
from starlette.types import ASGIApp, Receive, Scope, Send

FOLLOWED = "/v1/entities/"  # elsewhere an id with slashes ends its path
ENCODED = re.compile(r"%2F", re.IGNORECASE)
KEPT = re.compile(r"%(25)?2F")


class Id(PathConvertor):
    """A path parameter that may hold slashes, encoded or not."""

    def convert(self, value: str) -> str:
        """The id that was asked for."""
        return KEPT.sub(lambda kept: "%2F" if kept[1] else "/", value)


register_url_convertor("id", Id())


class Slashes:
    """Routes by a path whose encoded slashes are still encoded."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        raw = scope.get("raw_path", b"").decode("latin-1")
        if raw.startswith(FOLLOWED) and ENCODED.search(raw):
            parts = (ENCODED.sub("%252F", unquote(part)) for part in ENCODED.split(raw.partition("?")[0]))
            scope = {**scope, "path": "%2F".join(parts)}
        await self.app(scope, receive, send)

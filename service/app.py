"""The FastAPI application, put together from its parts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

from anyio import to_thread
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware

from service import problems
from service.context import Clew
from service.middleware.access import Access
from service.middleware.envelope import Envelope
from service.middleware.etag import ETags
from service.middleware.heads import Heads
from service.middleware.limits import Limits
from service.middleware.replay import Replay
from service.middleware.slashes import Slashes
from service.middleware.trail import Trail
from service.routers import (
    ads,
    alerts,
    appearances,
    audit,
    batches,
    decisions,
    directory,
    entities,
    erasures,
    explain,
    exports,
    health,
    holds,
    images,
    keys,
    links,
    networks,
    phones,
    retention,
    runs,
    search,
    stats,
    watchlists,
)  # fmt: skip

RESOURCES = (  # in the order of the documentation, in which paths are looked for too: what is asked most stands early
    ads, directory, batches, entities, networks, links, explain, search, phones, images, decisions, watchlists, alerts, appearances,
    stats, exports, runs, erasures, retention, holds, keys, audit,
)  # fmt: skip
CASE = {
    "name": "X-Case-Reference",
    "in": "header",
    "required": False,
    "schema": {"type": "string"},
    "description": "the case that this is read for; it stands in the audit log and in exports, cut at 200 characters",
}
IDEMPOTENCY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "maxLength": 200},
    "description": "a write sent again with the same key is done once and answered alike",
}
THREADS = 40
DESCRIPTION = """Resolves captured classified ads into persons, phones, addresses, images and the networks that run them.

Everything here is a hypothesis with its evidence beside it, not a verdict. Errors are `application/problem+json` (RFC 9457). Lists page by
`cursor`. Writes take an `Idempotency-Key`. Reads of personal data may carry `X-Case-Reference`; every call is in the audit log.
While no key exists the API is open on loopback; from the first key on, every call sends `Authorization: Bearer KEY`."""


def create_app(clew: Clew) -> FastAPI:
    """The application that serves `clew`."""
    app = FastAPI(title="Clew", version=version("clew"), description=DESCRIPTION, lifespan=_lifespan, redirect_slashes=False)
    app.state.clew = clew
    problems.install(app)
    app.state.routes = []  # each with its prefix: what names a call whose handler is not asked
    for router, prefix in [(resource.router, "/v1") for resource in RESOURCES] + [(health.router, "")]:
        app.include_router(router, prefix=prefix)
        app.state.routes += [(prefix, route) for route in router.routes if isinstance(route, APIRoute)]
    # handler -> its path without values, for the log, the metrics and the audit
    app.state.templates = {route.endpoint: prefix + route.path_format for prefix, route in app.state.routes}
    _surround(app, clew)
    app.openapi = lambda: _described(app)  # type: ignore[method-assign]
    return app


def _described(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document, with how keys are sent: optional, for an open loopback asks for none."""
    if app.openapi_schema is None:
        document = FastAPI.openapi(app)
        document["components"]["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
        for path, operations in document["paths"].items():
            for method, operation in operations.items() if path.startswith("/v1/") else ():
                operation["security"] = [{"key": []}, {}]
                header = CASE if method == "get" else IDEMPOTENCY
                if header["name"] not in [parameter["name"] for parameter in operation.setdefault("parameters", [])]:
                    operation["parameters"].append(header)
    assert app.openapi_schema is not None
    return app.openapi_schema


def _surround(app: FastAPI, clew: Clew) -> None:
    """Put the middleware around it: what is added last is outermost."""
    settings = clew.settings
    app.add_middleware(ETags)
    app.add_middleware(Replay, state=clew.state, hours=settings.idempotency_hours)
    app.add_middleware(Trail, audit=clew.audit)
    app.add_middleware(Access, keys=clew.keys, settings=settings)
    app.add_middleware(Limits, max_body=settings.max_body, seconds=settings.request_seconds)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(settings.cors_origins),
            allow_methods=["GET", "HEAD", "POST", "DELETE"],
            allow_headers=["Authorization", "Content-Type", "Idempotency-Key", "If-None-Match", "X-API-Key", "X-Case-Reference", "X-Request-ID"],
            expose_headers=["ETag", "Location", "Retry-After", "X-Request-ID"],
        )
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=4)
    app.add_middleware(Envelope, metrics=clew.metrics)
    app.add_middleware(Slashes)
    app.add_middleware(Heads)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    to_thread.current_default_thread_limiter().total_tokens = THREADS
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS, "reading"))
    yield

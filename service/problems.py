"""Every error as one shape: foreign exceptions are translated here, once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

import orjson
import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import Scope

from resolution.decisions import Contradiction
from resolution.errors import StoreError, Unfit, Unknown
from resolution.holds import Held
from service.errors import ClewError, Conflict, Invalid, Moved, NotFound, Unavailable, problem
from service.graph.store import BadCursor, GraphUnavailable

MEDIA_TYPE = "application/problem+json"
CODES = {400: "malformed", 404: "not-found", 405: "method-not-allowed", 406: "not-acceptable", 415: "unsupported-media-type"}

log = structlog.get_logger()


def answer(error: ClewError, scope: Scope) -> Response:
    """The response that says `error`."""
    members = error.problem(scope.get("path"))
    return problem_response(members, scope, error.headers)


def problem_response(members: Mapping[str, Any], scope: Scope, headers: Mapping[str, str] | None = None) -> Response:
    """A problem, with the request's id."""
    body = dict(members) | {"request_id": scope.get("state", {}).get("request_id")}
    content = orjson.dumps(body, default=str)
    return Response(content, status_code=int(members["status"]), headers=dict(headers or {}), media_type=MEDIA_TYPE)


def translated(exc: Exception) -> ClewError:
    """A foreign exception as one of ours."""
    if isinstance(exc, ClewError):
        return exc
    if isinstance(exc, Contradiction):
        return Conflict(str(exc), chain=exc.chain)
    if isinstance(exc, Held):
        return Conflict(str(exc), holds=exc.holds)
    if isinstance(exc, Unknown):
        return NotFound(str(exc))
    if isinstance(exc, Unfit):
        return Invalid(str(exc))
    if isinstance(exc, StoreError):
        return Unavailable(str(exc))
    if isinstance(exc, BadCursor):
        return Invalid("The cursor is not one that this list gave")
    if isinstance(exc, GraphUnavailable):
        return Unavailable("The graph is away; try again shortly")
    return ClewError("The request id names it in the log")


def install(app: FastAPI) -> None:
    """Answer every exception of `app` as a problem."""
    app.add_exception_handler(ClewError, _ours)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(HTTPException, _http)


async def _ours(request: Request, exc: Exception) -> Response:
    assert isinstance(exc, ClewError)
    return _moved(request, exc) if isinstance(exc, Moved) else answer(exc, request.scope)


def _moved(request: Request, moved: Moved) -> Response:
    """The same request with the new id in the old one's place."""
    locations = [_place(request, moved.old, new) for new in moved.became]
    headers = {"Location": locations[0]} if moved.answered == 308 else {}
    members = moved.problem(request.url.path) | {"became": list(moved.became), "locations": locations}
    return problem_response(members, request.scope, headers)


def _place(request: Request, old: str, new: str) -> str:
    path = "/".join(quote(new if step == old else step, safe="") for step in request.scope["path"].split("/"))
    query = urlencode([(name, new if value == old else value) for name, value in request.query_params.multi_items()])
    return path + (f"?{query}" if query else "")


async def _validation(request: Request, exc: Exception) -> Response:
    assert isinstance(exc, RequestValidationError)
    errors = [{"field": ".".join(str(step) for step in error["loc"]), "reason": error["msg"]} for error in exc.errors()]
    said = "; ".join(f"{error['field']}: {error['reason']}" for error in errors[:3])
    return answer(Invalid(said, errors=errors), request.scope)


async def _http(request: Request, exc: Exception) -> Response:
    assert isinstance(exc, HTTPException)
    members = problem(exc.status_code, CODES.get(exc.status_code, "http"), str(exc.detail), str(exc.detail), request.url.path)
    return problem_response(members, request.scope, exc.headers)


def foreign(exc: Exception, scope: Scope) -> Response:
    """What answers an exception that is not of our family; one that nobody foresaw is logged."""
    error = translated(exc)
    if error.status == ClewError.status:
        log.error("request.failed", request_id=scope["state"].get("request_id"), error=type(exc).__name__, exc_info=exc)
    return answer(error, scope)

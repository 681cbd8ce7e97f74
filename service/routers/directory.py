"""Directory rows: who a number was registered to."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from service import batches, submissions
from service.context import Clew
from service.ingest import Submission
from service.routers.ads import Wait
from service.routers.asked import Service, Submitter, problems
from service.schemas.ads import Batch

router = APIRouter(prefix="/directory", tags=["ads"])

EXAMPLE = {
    "phone": "+46701740605",
    "owner_name": "Marius Nielsen",
    "owner_address": "Storgatan 1, 211 34 Malmö",
    "source": "directory.example",
    "retrieved_at": "2026-05-02T00:00:00Z",
}
CONTENT = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": {"type": ["object", "array"]}, "example": [EXAMPLE]},
            "application/x-ndjson": {"schema": {"type": "string"}},
        },
    }
}


@router.post("", status_code=202, response_model=Batch, responses={200: {"model": Batch}, **problems(413, 415)}, openapi_extra=CONTENT)
async def hand_in_directory(request: Request, response: Response, service: Service, principal: Submitter, wait: Wait = False) -> Any:
    """Accept directory rows: an object, an array or one object a line."""
    body = submissions.unpacked(await request.body(), request.headers.get("content-encoding", ""), service.settings.max_body)
    response.status_code, answer = await run_in_threadpool(_take, service, body, wait)
    return answer


def _take(service: Clew, body: bytes, wait: bool) -> tuple[int, dict[str, Any]]:
    parsed = submissions.directory(body)
    return batches.submitted(service, Submission(directory=parsed.records, source="http"), parsed, wait)

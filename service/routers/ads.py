"""Ads: handed in, read, removed."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from service import batches, removal, submissions
from service.context import Clew
from service.ingest import Submission
from service.keys import LOCAL, Principal
from service.reading import ad_in_full
from service.routers.asked import Administrator, Reader, Service, Submitter, problems
from service.schemas.ads import Ad, Batch, RemovedAd

router = APIRouter(prefix="/ads", tags=["ads"])

Wait = Annotated[bool, Query(description="answer when the graph shows them, with the entities and networks they touched")]
EXAMPLE = {
    "site": "site-a.example",
    "ad_id": "101",
    "captured_at": "2026-05-01T08:00:00Z",
    "title": "Anna in town",
    "text": "Call 070 174 06 05",
    "name": "Anna",
    "age": 27,
    "phones": ["070-174 06 05"],
    "country": "SE",
    "city": "Malmö",
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
async def hand_in_ads(request: Request, response: Response, service: Service, principal: Submitter, wait: Wait = False) -> Any:
    """Accept captures: an object, an array or one object a line. What does not validate is refused alone, with its reasons."""
    body = submissions.unpacked(await request.body(), request.headers.get("content-encoding", ""), service.settings.max_body)
    response.status_code, answer = await run_in_threadpool(_take, service, principal, body, wait)
    return answer


def _take(service: Clew, principal: Principal, body: bytes, wait: bool) -> tuple[int, dict[str, Any]]:
    parsed = submissions.captures(body, service.settings.image_folder, principal is LOCAL)
    return batches.submitted(service, Submission(captures=parsed.records, source="http"), parsed, wait)


@router.get("/{site}/{ad_id:path}", response_model=Ad, responses=problems(404, 501))
def read_ad(site: str, ad_id: str, service: Service, principal: Reader) -> Any:
    """An ad with its captures, its mentions and its entities."""
    return ad_in_full(service, f"{site}/{ad_id}", principal)


@router.delete("/{site}/{ad_id:path}", response_model=RemovedAd, responses=problems(404))
def remove_ad(site: str, ad_id: str, service: Service, principal: Administrator) -> Any:
    """Remove an ad; what it held together is resolved again. It may come again: for erasure see `/erasures`."""
    return removal.remove_ad(service, f"{site}/{ad_id}")

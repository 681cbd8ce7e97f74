"""Search by picture."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool

from service import pictures
from service.routers.asked import Limit, Reader, Service, problems
from service.schemas.pictures import PictureBody
from service.schemas.search import PictureMatches

router = APIRouter(prefix="/images", tags=["search"])
PICTURE = {"schema": {"type": "string", "format": "binary"}}
CONTENT = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": PictureBody.model_json_schema()},
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": PICTURE["schema"], "distance": {"type": "integer", "minimum": 0, "maximum": 31}},
                }
            },
            "image/jpeg": PICTURE,
            "image/png": PICTURE,
        },
    }
}


@router.post("/search", response_model=PictureMatches, responses=problems(413, 415), openapi_extra=CONTENT)
async def search_images(request: Request, service: Service, principal: Reader, limit: Limit = 100) -> Any:
    """Images within a distance of a picture or a `pdq`, nearest first, with their ads. The picture is not kept."""
    asked = await pictures.asked(request)
    items = await run_in_threadpool(service.pictures.near, asked.pdq, asked.distance, limit, principal)
    return {"pdq": asked.pdq, "distance": asked.distance, "items": items}

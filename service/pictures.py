"""Pictures like a given one: an index of the graph's hashes, kept in step with the graph."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from pydantic import ValidationError
from starlette.datastructures import UploadFile

from resolution.hamming import HammingIndex
from resolution.mentions import images
from service.errors import Invalid, UnsupportedMedia
from service.graph.store import GraphStore, Node
from service.keys import Principal
from service.schemas.pictures import PictureBody
from service.views import ad_view, node_view

REFRESH_SECONDS = 30.0  # how old the index may be on a process that is not told of changes
ADS_SHOWN = 20


class Pictures:
    """Look-ups of near copies among the pictures in the graph."""

    def __init__(self, graph: GraphStore) -> None:
        self._graph = graph
        self._lock = threading.Lock()
        self._index = HammingIndex()
        self._entities: dict[str, str] = {}
        self._position = -1
        self._looked = 0.0

    def near(self, pdq: str, distance: int, limit: int, principal: Principal) -> list[dict[str, Any]]:
        """Images at most `distance` bits from `pdq`, nearest first, with their ads."""
        with self._lock:
            self._refresh()
            matches = [(self._entities[found], bits) for found, bits in self._index.within(pdq, distance) if found in self._entities]
        bits_of = dict(reversed(matches))
        nodes = self._graph.nodes(list(dict.fromkeys(id for id, _ in matches))[:limit])
        return [self._match(node, bits_of[node.id], principal) for node in nodes]

    def _match(self, node: Node, bits: int, principal: Principal) -> dict[str, Any]:
        ads = self._graph.ads_of(node.id, None, ADS_SHOWN)
        return {**node_view(node, principal), "distance": bits, "ads": [ad_view(ad, principal) for ad in ads.items]}

    def _refresh(self) -> None:
        """Take in what the graph gained and lost since; not more often than it changes."""
        position = self._graph.position()
        if position == self._position and time.monotonic() - self._looked < REFRESH_SECONDS:
            return
        held = {pdq: entity for entity, pdq in self._graph.image_hashes()}
        self._index.discard([pdq for pdq in self._entities if pdq not in held])
        self._index.add([pdq for pdq in held if pdq not in self._entities])
        self._entities, self._position, self._looked = held, position, time.monotonic()


def hash_of(content: bytes) -> str:
    """The PDQ hash of an uploaded picture, whose pixels are not kept. Raises Invalid if it is none."""
    with NamedTemporaryFile(prefix="clew-", suffix=".picture") as file:
        file.write(content)
        file.flush()
        try:
            return images.pdq(Path(file.name))
        except (OSError, ValueError) as exc:
            raise Invalid("The file cannot be read as a picture") from exc


async def asked(request: Request) -> PictureBody:
    """The hash and the distance that a request asks for: JSON, a form with a file, or the picture itself."""
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind == "multipart/form-data":
        return await _form(request)
    content = await request.body()
    if kind.startswith("image/") or kind == "application/octet-stream":
        return PictureBody(pdq=await run_in_threadpool(hash_of, content))
    if kind in ("application/json", ""):
        return _body(content)
    raise UnsupportedMedia("Send JSON with a pdq, a form with a file, or a picture")


def _body(content: bytes) -> PictureBody:
    try:
        body = PictureBody.model_validate_json(content)
    except ValidationError as exc:
        raise Invalid("The body is a JSON object with a pdq of 64 hex digits, and a distance of at most 31") from exc
    return body.model_copy(update={"pdq": body.pdq.lower()})


async def _form(request: Request) -> PictureBody:
    form = await request.form(max_files=1, max_fields=4)
    file, distance = form.get("file"), str(form.get("distance", 31))
    if not isinstance(file, UploadFile) or not distance.isdecimal() or int(distance) > 31:
        raise Invalid("The form needs a file, and a distance of at most 31")
    return PictureBody(pdq=await run_in_threadpool(hash_of, await file.read()), distance=int(distance))

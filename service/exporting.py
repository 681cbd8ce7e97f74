"""Files over HTTP: one network, every assignment, or every entity."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from fastapi import Response
from fastapi.responses import StreamingResponse

from service.context import Clew
from service.exports import FORMATS, Provenance, network_document, rows
from service.keys import Principal
from service.state import now

SAME = {"json": "cytoscape"}  # formats that go by two names
PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"


def network(clew: Clew, network_id: str, format: str, principal: Principal, case_reference: str = "") -> Response:
    """One network as a file."""
    clew.node(network_id, principal)
    document = clew.found(network_document(clew.graph, network_id, Provenance("Clew", now(), case_reference[:200])), network_id)
    chosen = FORMATS[SAME.get(format, format)]
    headers = {"Content-Disposition": f'attachment; filename="{network_id}{chosen.suffix}"', "Clew-Content-SHA256": document.sha256}
    if format == "html":
        headers |= {"Content-Security-Policy": PAGE_POLICY, "Content-Disposition": f'inline; filename="{network_id}.html"'}
    return Response(chosen.write(document), media_type=chosen.media_type, headers=headers)


def everything(clew: Clew, kind: Literal["assignments", "entities"], format: Literal["csv", "parquet"]) -> Response:
    """Every assignment of a mention to its entity, or every entity."""
    read = clew.store.assignments() if kind == "assignments" else clew.store.all_entities()
    headers = {"Content-Disposition": f'attachment; filename="{kind}.{format}"'}
    if format == "parquet":
        return Response(rows.parquet(read), media_type=rows.MEDIA_TYPES[format], headers=headers)
    parts: Iterator[bytes] = (part for part, _ in rows.csv_parts(read))
    return StreamingResponse(parts, media_type=rows.MEDIA_TYPES[format], headers=headers)

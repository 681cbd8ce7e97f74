"""One network, every assignment or every entity, as files that other programs open.

    document = network_document(graph, network_id, Provenance(source, exported_at, case_reference))
    FORMATS["graphml"].write(document)

`network_document` answers None for an unknown network; `write` gives the bytes of the file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from service.exports.document import Document, Provenance, network_document
from service.exports.graphs import cytoscape, gexf, graphml
from service.exports.mindmap import xmind
from service.exports.report import html
from service.exports.tables import csv_tables, csv_zip, xlsx

__all__ = ["FORMATS", "Document", "Format", "Provenance", "csv_tables", "network_document"]


@dataclass(frozen=True, slots=True)
class Format:
    """How a network is written in one format."""

    suffix: str  # of the file, with its dot
    media_type: str
    write: Callable[[Document], bytes]


FORMATS: Mapping[str, Format] = {
    "graphml": Format(".graphml", "application/graphml+xml", graphml),
    "gexf": Format(".gexf", "application/gexf+xml", gexf),
    "xlsx": Format(".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx),
    "csv": Format(".zip", "application/zip", csv_zip),
    "cytoscape": Format(".json", "application/json", cytoscape),
    "xmind": Format(".xmind", "application/vnd.xmind.workbook", xmind),
    "html": Format(".html", "text/html; charset=utf-8", html),
}

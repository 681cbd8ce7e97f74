"""A network for graph programs: GraphML (yEd, Gephi, i2), GEXF (Gephi) and Cytoscape JSON."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import networkx
import orjson

from service.exports.document import Document, Row, joined

GEXF = "http://www.gexf.net/1.2draft"


def graphml(document: Document) -> bytes:
    """GraphML with every property typed; what the export states of itself are properties of the graph."""
    out = BytesIO()
    networkx.write_graphml(_directed(document), out, named_key_ids=True)
    content: bytes = out.getvalue()
    return content


def gexf(document: Document) -> bytes:
    """GEXF 1.2; a relationship's type is its label and its attribute `relationship`."""
    graph = _directed(document)
    graph.graph.clear()  # GEXF has no place for properties of the graph: they stand in its description
    root = ElementTree.fromstring("\n".join(networkx.generate_gexf(graph)))
    ElementTree.register_namespace("", GEXF)
    _describe(root, document)
    content: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return content


def cytoscape(document: Document) -> bytes:
    """Cytoscape JSON: `elements.nodes` and `elements.edges`, each with its `data`."""
    nodes = [{"data": {"id": row["entity_id"], "name": row["label"], **row}} for row in document.entities]
    edges = [{"data": {"id": relationship_id(row), "interaction": row["type"], **row}} for row in document.relationships]
    content = {"format_version": "1.0", "data": {"name": document.label, **document.about()}, "elements": {"nodes": nodes, "edges": edges}}
    return orjson.dumps(content, option=orjson.OPT_INDENT_2)


def relationship_id(row: Row) -> str:
    """What names one relationship."""
    return f"{row['source']}|{row['type']}|{row['target']}"


def _directed(document: Document) -> networkx.MultiDiGraph[str]:
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    graph.graph.update(document.about())
    for row in document.entities:
        graph.add_node(row["entity_id"], **_attributes(row, "entity_id"))
    for row in document.relationships:
        named = {"relationship": row["type"], "label": row["type"], **_attributes(row, "source", "target", "type")}
        # GEXF takes the attribute `id` for the relationship's own
        graph.add_edge(row["source"], row["target"], key=relationship_id(row), id=relationship_id(row), **named)
    return graph


def _attributes(row: Row, *left_out: str) -> dict[str, Any]:
    return {name: joined(value) for name, value in row.items() if name not in left_out and value is not None}


def _describe(root: ElementTree.Element, document: Document) -> None:
    meta = root.find(f"{{{GEXF}}}meta")
    if meta is None:
        meta = ElementTree.SubElement(root, f"{{{GEXF}}}meta")
    meta.clear()
    meta.set("lastmodifieddate", document.provenance.exported_at[:10])
    ElementTree.SubElement(meta, f"{{{GEXF}}}creator").text = "Clew"
    ElementTree.SubElement(meta, f"{{{GEXF}}}description").text = "\n".join(f"{name}: {value}" for name, value in document.about().items())

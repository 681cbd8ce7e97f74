"""One network as every export writes it: complete, flat, with where it comes from and a hash of what it says."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from service.graph.store import GraphStore, Node, Relationship

Row = dict[str, Any]

CAVEAT = "A network is a hypothesis drawn from advertisements, not a verdict. Check every claim against its ads before acting on it."
LEFT_OUT = frozenset({"entity_id", "type", "label", "record", "search", "owners_search"})
AD_COLUMNS = ("title", "url", "country", "city", "age", "names", "first_seen", "last_seen", "captures", "text")
# What XML 1.0, and with it GraphML, GEXF and Excel, cannot hold.
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an export comes from, when and for which case it was made."""

    source: str
    exported_at: str  # RFC 3339
    case_reference: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A network's entities, relationships, ads and evidence as flat rows, with its summary and provenance."""

    network_id: str
    label: str
    summary: Mapping[str, Any]
    entities: Sequence[Row]
    relationships: Sequence[Row]
    ads: Sequence[Row]
    evidence: Sequence[Row]
    provenance: Provenance

    @property
    def sha256(self) -> str:
        """Hash of the entities and relationships, the same for the same content whatever the format and time."""
        content = {"network_id": self.network_id, "entities": list(self.entities), "relationships": list(self.relationships)}
        return hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()

    def about(self) -> dict[str, str]:
        """What every export states of itself, in reading order."""
        return {
            "network_id": self.network_id,
            "source": self.provenance.source,
            "exported_at": self.provenance.exported_at,
            "case_reference": self.provenance.case_reference,
            "sha256": self.sha256,
            "caveat": CAVEAT,
        }


def network_document(graph: GraphStore, network_id: str, provenance: Provenance) -> Document | None:
    """The document of a network; None if the graph holds none of this id."""
    network = graph.node(network_id)
    if network is None or network.type != "network":
        return None
    members = graph.network(network_id)
    if members is None:
        return None
    inside = {node.id for node in members.nodes if node.type != "network"}
    relationships = [r for r in members.relationships if r.source in inside and r.target in inside]
    return Document(
        network_id=network_id,
        label=network.label,
        summary=orjson.loads(network.properties.get("record") or "{}"),
        entities=[entity_row(node) for node in members.nodes if node.id in inside],
        relationships=[relationship_row(relationship) for relationship in relationships],
        ads=[_ad_row(node) for node in _ads(graph, network_id)],
        evidence=[row for relationship in relationships for row in _evidence_rows(relationship)],
        provenance=provenance,
    )


def entity_row(node: Node) -> Row:
    """One entity, its flat properties after its id, type and label."""
    properties = {
        name: value for name, value in sorted(node.properties.items()) if name not in LEFT_OUT and value not in (None, "", [], ())
    }
    return {"entity_id": node.id, "type": node.type, "label": writable(node.label), **writable(properties)}


def relationship_row(relationship: Relationship) -> Row:
    """One relationship with its evidence as a list of ads."""
    return {
        "source": relationship.source,
        "target": relationship.target,
        "type": relationship.type,
        "probability": None if relationship.probability is None else float(relationship.probability),
        "ads": relationship.ads,
        "first_seen": relationship.first_seen,
        "last_seen": relationship.last_seen,
        "evidence": writable(list(relationship.evidence)),
        **writable(dict(sorted(relationship.properties.items()))),
    }


def writable(value: Any) -> Any:
    """A value without characters that XML cannot hold."""
    if isinstance(value, str):
        return UNWRITABLE.sub("�", value)
    if isinstance(value, Mapping):
        return {writable(name): writable(item) for name, item in value.items()}
    return [writable(item) for item in value] if isinstance(value, (list, tuple)) else value


def joined(value: Any) -> Any:
    """A list as one cell or attribute; other values as they are."""
    return "; ".join(str(item) for item in value) if isinstance(value, (list, tuple)) else value


def _ads(graph: GraphStore, network_id: str) -> Iterator[Node]:
    cursor: str | None = None
    while True:
        page = graph.ads_of(network_id, cursor, 1000)
        yield from page.items
        if (cursor := page.next_cursor) is None:
            return


def _ad_row(node: Node) -> Row:
    return {"ad": node.id, **{name: writable(node.properties.get(name)) for name in AD_COLUMNS}}


def _evidence_rows(relationship: Relationship) -> Iterator[Row]:
    ends = {"source": relationship.source, "target": relationship.target, "type": relationship.type}
    for number, ad in enumerate(relationship.evidence):
        at = relationship.evidence_at[number] if number < len(relationship.evidence_at) else None
        value = relationship.evidence_values[number] if number < len(relationship.evidence_values) else None
        yield {**ends, "ad": writable(ad), "captured_at": at, "value": writable(value)}

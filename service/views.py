"""What the graph holds as the API shows it, to whom it may be shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from service.graph.store import Hit, LeftOut, Node, Page, Relationship, Subgraph
from service.keys import Principal

KEPT_BACK = frozenset({"record", "search", "entity_id", "type", "label", "owners_search"})
SIZES = {
    "persons": "person", "phones": "phone", "addresses": "address", "images": "image",
    "emails": "email", "handles": "handle", "owners": "owner", "ads": "ad",
}  # fmt: skip
CAVEAT = "A network and its persons are hypotheses from advertisements, not a verdict about anyone."
SMALL = 5  # a figure under it is suppressed where only counts are shown


def hidden(node: Node, principal: Principal) -> bool:
    """Whether `principal` may see no more of `node` than that it is there."""
    return bool(node.properties.get("referral")) and not principal.sees_referred


def node_view(node: Node, principal: Principal) -> dict[str, Any]:
    """A node in a list or a graph."""
    if hidden(node, principal):
        return {"entity_id": node.id, "type": node.type, "label": None, "referral": True, "restricted": True}
    return {"entity_id": node.id, "type": node.type, "label": node.label, **_shown(node.properties)}


def _shown(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if name not in KEPT_BACK and value is not None}


def relationship_view(relationship: Relationship) -> dict[str, Any]:
    """A relationship, without the values that its evidence showed."""
    return {
        **relationship.properties,
        "source": relationship.source,
        "target": relationship.target,
        "type": relationship.type,
        "probability": relationship.probability,
        "ads": relationship.ads,
        "first_seen": relationship.first_seen,
        "last_seen": relationship.last_seen,
        "evidence": list(relationship.evidence),
    }


def graph_view(graph: Subgraph, principal: Principal) -> dict[str, Any]:
    """A subgraph, with what its limits left out; of a relationship to what is hidden only that it is there."""
    unseen = {node.id for node in graph.nodes if hidden(node, principal)}
    shown = (r if unseen.isdisjoint((r.source, r.target)) else Relationship(r.source, r.target, r.type, r.probability) for r in graph.relationships)
    return {
        "nodes": [node_view(node, principal) for node in graph.nodes],
        "relationships": [relationship_view(relationship) for relationship in shown],
        "truncated": graph.truncated,
        "left_out": left_out_view(graph.left_out),
    }


def left_out_view(left_out: LeftOut) -> dict[str, Any]:
    """What a bounded answer does not show."""
    return {"nodes": dict(left_out.nodes), "hubs": list(left_out.hubs)}


def record_of(node: Node) -> dict[str, Any]:
    """The golden record or summary that a node carries."""
    record = node.properties.get("record")
    parsed = orjson.loads(record) if isinstance(record, str | bytes) else record
    return dict(parsed) if isinstance(parsed, Mapping) else {}


def entity_view(node: Node) -> dict[str, Any]:
    """One entity in full."""
    record = record_of(node)
    properties = node.properties
    return {
        **_shown(properties),
        "entity_id": node.id,
        "type": node.type,
        "label": node.label,
        "record": record,
        "aliases": record.get("aliases", []),
        "counts": record.get("counts", {"ads": properties.get("ads") or 0} if isinstance(properties.get("ads"), int) else {}),
        "first_seen": properties.get("first_seen"),
        "last_seen": properties.get("last_seen"),
        "network_id": properties.get("network_id") or None,
        "hub": node.hub,
        "hub_reason": properties.get("hub_reason") or None,
        "referral": bool(properties.get("referral")),
    }


def size_of(node: Node) -> dict[str, int]:
    """A network's members by type."""
    return {type: int(node.properties.get(name) or 0) for name, type in SIZES.items()}


def network_view(node: Node, principal: Principal) -> dict[str, Any]:
    """A network in a list; who may only count sees no values and no small figures."""
    if hidden(node, principal):
        return {"network_id": node.id, "size": {}, "referral": True, "restricted": True}
    head = network_head(node)
    if principal.role == "dashboard":
        sizes = {type: count if count >= SMALL or count == 0 else None for type, count in head["size"].items()}
        return {**head, "size": sizes, "countries": node.properties.get("countries") or []}
    return {**_shown(node.properties), **head, "label": node.label}


def network_head(node: Node) -> dict[str, Any]:
    """What every shape of a network begins with."""
    properties = node.properties
    return {
        "network_id": node.id,
        "size": size_of(node),
        "first_seen": properties.get("first_seen"),
        "last_seen": properties.get("last_seen"),
        "probability": properties.get("probability"),
    }


def summary_view(node: Node) -> dict[str, Any]:
    """A cluster summary."""
    return {"caveat": CAVEAT, **network_head(node), **record_of(node), "network_id": node.id}


def ad_view(node: Node, principal: Principal) -> dict[str, Any]:
    """An ad in a list."""
    if hidden(node, principal):
        return {"ad": node.id, "referral": True, "restricted": True}
    return {**_shown(node.properties), "ad": node.id}


def hit_view(hit: Hit, principal: Principal) -> dict[str, Any]:
    """A result of a search."""
    marks = [{"field": mark.field, "fragment": mark.fragment, "spans": mark.spans} for mark in hit.highlights]
    return node_view(hit.node, principal) | {"score": hit.score, "highlights": marks}


def page_view(page: Page[Any], view: Any, principal: Principal) -> dict[str, Any]:
    """A page with each item as `view` shows it."""
    return {"items": [view(item, principal) for item in page.items], "next_cursor": page.next_cursor}

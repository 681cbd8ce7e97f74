"""Rows of the record store as nodes and relationships, in the one form that both stores give back unchanged."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import orjson

from service.graph.indexing import HIDDEN
from service.graph.store import Node, Relationship

NODE_FIELDS = ("id", "type", "label")
PREFIXED = ("place", "site")
SCALARS = (str, bool, int, float)


def node_of(row: Mapping[str, Any]) -> Node:
    """A node from a row with `id`, `type`, `label`, `properties`."""
    id, type = row["id"], row["type"]
    properties = {name: value for name, value in row["properties"].items() if name not in NODE_FIELDS}
    name = {"ad": "ad", "network": "network_id", "place": "place", "site": "site"}.get(type, "entity_id")
    return Node(id, type, row["label"], flat(id, properties | {name: id.partition(":")[2] if type in PREFIXED else id}))


def relationship_of(row: Mapping[str, Any]) -> Relationship:
    """A relationship from a row with the fields of Relationship."""
    return Relationship(
        row["source"],
        row["target"],
        row["type"],
        row["probability"],
        row["ads"] or 0,
        row["first_seen"],
        row["last_seen"],
        tuple(row["evidence"]),
        tuple(row["evidence_at"]),
        tuple(row["evidence_values"]),
        flat(row["source"], row["properties"]),
    )


def flat(id: str, properties: Mapping[str, Any]) -> dict[str, Any]:
    """Properties without those that say nothing (None, an empty list); raises ValueError for what a graph cannot hold."""
    kept = {name: list(value) if isinstance(value, tuple) else value for name, value in properties.items() if value not in (None, [], ())}
    for name, value in kept.items():
        parts = value if isinstance(value, list) else [value]
        if not all(isinstance(part, SCALARS) for part in parts):
            raise ValueError(f"property {name} of {id} is neither a scalar nor a list of scalars")
        if len({float if isinstance(part, int | float) and not isinstance(part, bool) else type(part) for part in parts}) > 1:
            raise ValueError(f"property {name} of {id} mixes types in one list")
    return kept


def node_digest(node: Node) -> bytes:
    """What two stores compare of a node; the search text is derived and left out."""
    return _digest([node.id, node.type, node.label, {k: v for k, v in node.properties.items() if k == "record" or k not in HIDDEN}])


def relationship_digest(relationship: Relationship) -> bytes:
    """What two stores compare of a relationship."""
    r = relationship
    values = [r.source, r.type, r.target, r.probability, r.ads, r.first_seen, r.last_seen]
    return _digest([*values, r.evidence, r.evidence_at, r.evidence_values, dict(r.properties)])


def _digest(value: Any) -> bytes:
    return hashlib.blake2b(orjson.dumps(value, option=orjson.OPT_SORT_KEYS), digest_size=8).digest()

"""Writes random states of the graph, and the log of what changed, into a real record store: what a resolve leaves behind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson

from resolution.store import RecordStore
from service.graph.store import Node, Relationship


def put(records: RecordStore, nodes: list[Node], relationships: list[Relationship], *, chunk: int = 50_000) -> None:
    """Make this the state that the graph should have; what differs from before is logged."""
    wanted = [(("node", n.id), _node(n)) for n in nodes] + [(("relationship", r.id), _relationship(r)) for r in relationships]
    held = {("node", n["id"]): None for n in records.all_graph_nodes()}
    held |= {("relationship", f"{r['source']}|{r['type']}|{r['target']}"): None for r in records.all_graph_relationships()}
    present = {key for key, _ in wanted}
    moved = [(key, "put") for key, _ in wanted] + [(key, "remove") for key in sorted(held.keys() - present)]
    position = records.last_position
    with records.transaction():
        for kind in ("node", "relationship"):
            records.state.replace_scope([id for held_kind, id in held if held_kind == kind])
            records.run(f"delete_graph_{kind}s_by_id")
        for table, kind in (("graph_nodes", "node"), ("graph_relationships", "relationship")):
            rows = [row for key, row in wanted if key[0] == kind]
            for start in range(0, len(rows), chunk):
                part = rows[start : start + chunk]
                records.insert(table, {name: [row[name] for row in part] for name in part[0]})
        log: dict[str, list[Any]] = {
            "position": list(range(position + 1, position + 1 + len(moved))), "run_id": ["run"] * len(moved), "op": [op for _, op in moved],
            "kind": [kind for (kind, _), _ in moved], "id": [id for (_, id), _ in moved],
        }  # fmt: skip
        records.insert("changes", log)
        records.state.set("position", str(position + len(moved)))


def _node(node: Node) -> dict[str, Any]:
    return {"id": node.id, "unit": "c", "type": node.type, "label": node.label, "properties": orjson.dumps(dict(node.properties)).decode()}


def _relationship(r: Relationship) -> dict[str, Any]:
    evidence = orjson.dumps(list(zip(r.evidence, r.evidence_at, r.evidence_values, strict=True))).decode()
    return {
        "id": r.id, "unit": "c", "source": r.source, "target": r.target, "type": r.type, "probability": r.probability, "ads": r.ads,
        "first_seen": r.first_seen, "last_seen": r.last_seen, "evidence": evidence, "properties": orjson.dumps(dict(r.properties)).decode(),
    }  # fmt: skip


def opened(folder: Path) -> RecordStore:
    return RecordStore.open(folder, memory_limit="500MB")

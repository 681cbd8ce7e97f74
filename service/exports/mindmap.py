"""A network as an XMind map, as journalists draw it: one branch a person, what the person uses beneath it.

Every entity is one topic, under the first that it belongs to; every relationship that the branches do not show is an arrow.
"""

from __future__ import annotations

import zipfile
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

import orjson

from service.exports.document import Document, Row, joined
from service.exports.graphs import relationship_id

ORDER = ("person", "phone", "owner", "address", "email", "handle", "image")
SHOWN = (
    "first_seen",
    "last_seen",
    "ads",
    "names",
    "nationality",
    "ages_min",
    "ages_max",
    "countries",
    "cities",
    "probability",
    "hub_reason",
)
MANIFEST: Mapping[str, Any] = {"file-entries": {"content.json": {}, "metadata.json": {}}}


def xmind(document: Document) -> bytes:
    """The map as XMind 2020 and later read it: a zip with `content.json`."""
    metadata = {"creator": {"name": "Clew", "version": "1"}, **document.about()}
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (("content.json", [_sheet(document)]), ("metadata.json", metadata), ("manifest.json", MANIFEST)):
            archive.writestr(zipfile.ZipInfo(name), orjson.dumps(content))
    return out.getvalue()


def _sheet(document: Document) -> dict[str, Any]:
    by_id = {row["entity_id"]: row for row in document.entities}
    under = _tree(by_id, document.relationships)
    drawn = {relationship["id"] for relationship, _ in under.values() if relationship}
    arrows = [_arrow(row) for row in document.relationships if relationship_id(row) not in drawn]
    children: defaultdict[str, list[str]] = defaultdict(list)
    for entity, (_, parent) in under.items():
        children[parent].append(entity)
    notes = "\n".join(f"{name}: {value}" for name, value in document.about().items())
    root = {
        "id": "root",
        "class": "topic",
        "title": document.label or document.network_id,
        "structureClass": "org.xmind.ui.map.unbalanced",
        "notes": {"plain": {"content": notes}},
        "children": {"attached": [_topic(entity, by_id, children, under) for entity in children[""]]},
    }
    return {"id": "sheet", "class": "sheet", "title": document.network_id, "rootTopic": root, "relationships": arrows}


Placed = dict[str, tuple[Mapping[str, str] | None, str]]  # entity: the relationship that places it (None at the centre), and its parent


def _tree(by_id: Mapping[str, Row], relationships: Sequence[Row]) -> Placed:
    """Persons at the centre, everything else under the nearest that it is related to; what nothing reaches is at the centre too."""
    near: defaultdict[str, list[tuple[str, Row]]] = defaultdict(list)
    for row in relationships:
        near[row["source"]].append((row["target"], row))
        near[row["target"]].append((row["source"], row))
    order = sorted(by_id, key=lambda entity: (_rank(by_id[entity]), entity))
    placed: Placed = {}
    _spread([entity for entity in order if by_id[entity]["type"] == "person"], near, placed)
    for entity in order:
        if entity not in placed:
            _spread([entity], near, placed)
    return placed


def _spread(centre: Sequence[str], near: Mapping[str, Sequence[tuple[str, Row]]], placed: Placed) -> None:
    placed.update(dict.fromkeys(centre, (None, "")))
    waiting = deque(centre)
    while waiting:
        parent = waiting.popleft()
        for entity, row in sorted(near.get(parent, ()), key=lambda item: (item[0], item[1]["type"])):
            if entity not in placed:
                placed[entity] = ({"id": relationship_id(row), "type": row["type"]}, parent)
                waiting.append(entity)


def _topic(entity: str, by_id: Mapping[str, Row], children: Mapping[str, Sequence[str]], under: Placed) -> dict[str, Any]:
    row, relationship = by_id[entity], under[entity][0]
    facts = [f"{name}: {joined(row[name])}" for name in SHOWN if row.get(name) not in (None, "", [])]
    topic: dict[str, Any] = {
        "id": entity,
        "class": "topic",
        "title": row["label"],
        "labels": [row["type"], *([relationship["type"]] if relationship else [])],
        "notes": {"plain": {"content": "\n".join([entity, *facts])}},
    }
    below = sorted(children.get(entity, ()), key=lambda child: (_rank(by_id[child]), by_id[child]["label"], child))
    return {**topic, "children": {"attached": [_topic(child, by_id, children, under) for child in below]}} if below else topic


def _rank(row: Row) -> int:
    return ORDER.index(row["type"]) if row["type"] in ORDER else len(ORDER)


def _arrow(row: Row) -> dict[str, str]:
    return {"id": relationship_id(row), "class": "relationship", "end1Id": row["source"], "end2Id": row["target"], "title": row["type"]}

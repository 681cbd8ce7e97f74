"""Record stores filled from a small generated market, and what they partition it into."""

from __future__ import annotations

import dataclasses
import gzip
from collections import defaultdict
from pathlib import Path
from typing import Any

import orjson

from bench.market.files import write
from bench.market.rates import PRESETS
from resolution.captures import Capture, DirectoryRecord
from resolution.store import RecordStore

Partition = tuple[set[frozenset[Any]], set[frozenset[Any]]]


def market(folder: Path, preset: str = "nordic", ads: int = 90, seed: int = 1) -> tuple[list[Capture], list[DirectoryRecord]]:
    """A generated market's captures and directory rows."""
    write(dataclasses.replace(PRESETS[preset], ads=ads, seed=seed, captures_per_ad=2.0), folder)
    with gzip.open(folder / "ads.jsonl.gz") as lines:
        captures = [Capture.model_validate(orjson.loads(line)) for line in lines]
    with gzip.open(folder / "directory.jsonl.gz") as lines:
        return captures, [DirectoryRecord.model_validate(orjson.loads(line)) for line in lines]


def partition(store: RecordStore) -> Partition:
    """Mentions by entity and entities by network, ids left out: what must not depend on history."""
    entities: dict[str, set[Any]] = defaultdict(set)
    networks: dict[str, set[Any]] = defaultdict(set)
    for row in store.assignments().read_all().to_pylist():
        mention = (row["entity_type"], row["site"], row["ad_id"], row["value"], row["normalised"])
        entities[row["entity_id"]].add(mention)
        if row["network_id"]:
            networks[row["network_id"]].add(mention)
    return {frozenset(held) for held in entities.values()}, {frozenset(held) for held in networks.values()}


def state(store: RecordStore) -> tuple[dict[str, Any], dict[str, Any]]:
    """The graph as it should be, by id."""
    nodes = {node["id"]: node for node in store.all_graph_nodes()}
    relationships = {f"{r['source']}|{r['type']}|{r['target']}": r for r in store.all_graph_relationships()}
    return nodes, relationships

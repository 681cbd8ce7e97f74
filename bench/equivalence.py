"""`python -m bench.equivalence`: whatever the order, the batches, the deletions and the decisions, the same end is resolved alike.

Each market is resolved at once and by histories in three orders, with batches of 1, 7, 100 items and all at once, with deletions, returns,
replacements and restarts; then again under random decisions. Every assignment must be the same but for ids, and a full run afterwards must
change nothing in the change log. Exits with 1 and the differences if any is found.
"""

from __future__ import annotations

import argparse
import dataclasses
import gzip
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import orjson

from bench.histories import ORDERS, End, Item, Way, differences, lived, random_answers, resolved
from bench.market import PRESETS, write
from resolution import pipeline
from resolution.captures import Capture, DirectoryRecord
from resolution.store import RecordStore

SIZES = (1, 7, 100, 0)  # items to a batch; 0: all at once
ABSENT = 0.1  # share of ads that come and are deleted for good
SHOWN = 20


def main() -> int:
    """Run every history of every market; 1 if one ends otherwise."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--markets", default="nordic,harsh,agencies")
    options.add_argument("--seeds", default="1")
    options.add_argument("--ads", type=int, default=150)
    options.add_argument("--sizes", default=",".join(map(str, SIZES)))
    options.add_argument("--decisions", type=int, default=200)
    options.add_argument("--plain", action="store_true", help="leave out the histories without decisions")
    given = options.parse_args()
    failed = 0
    for preset in given.markets.split(","):
        for seed in map(int, given.seeds.split(",")):
            for many in sorted({0, given.decisions})[given.plain :]:
                failed += _prove(preset, seed, given.ads, [int(size) for size in given.sizes.split(",")], many)
    print(f"{failed} histories ended otherwise" if failed else "Every history ended alike.", flush=True)
    return 1 if failed else 0


def market(preset: str, ads: int, seed: int, folder: Path) -> list[Item]:
    """Captures and directory rows of a generated market, mixed as a crawler and a clerk would bring them."""
    write(dataclasses.replace(PRESETS[preset], ads=ads, seed=seed, captures_per_ad=2.0), folder)
    with gzip.open(folder / "ads.jsonl.gz") as lines:
        captures: list[Item] = [Capture.model_validate(orjson.loads(line)) for line in lines]
    with gzip.open(folder / "directory.jsonl.gz") as lines:
        rows: list[Item] = [DirectoryRecord.model_validate(orjson.loads(line)) for line in lines]
    step = max(1, len(captures) // max(1, len(rows)))
    mixed = [item for number, capture in enumerate(captures) for item in (capture, *rows[number // step : number // step + 1][: number % step == 0])]
    return mixed + rows[(len(captures) - 1) // step + 1 :]


def _prove(preset: str, seed: int, ads: int, sizes: list[int], many: int) -> int:
    with tempfile.TemporaryDirectory() as scratch:
        end = _end(market(preset, ads, seed, Path(scratch)), seed, many)
        print(f"{preset}, seed {seed}: {len(end.items)} captures and rows, {len(end.absent)} ads deleted for good, {len(end.answers)} decisions", flush=True)
        once = resolved(end, Path(scratch) / "once")
        failed = 0
        for number, way in enumerate(_ways(sizes, len(end.items), seed)):
            began = time.process_time()
            store = lived(end, Path(scratch) / f"way-{number}", way)
            found = differences(once, store)
            changes = pipeline.resolve(store, full=True).changes
            found += [f"! {changes} changes by a full run afterwards"] if changes else []
            failed += bool(found)
            told = "ends otherwise" if found else "ends alike"
            print(f"  {way.order}, by {way.size}: {told}, {time.process_time() - began:.0f} s of CPU", *found[:SHOWN], sep="\n    ", flush=True)
            store.close()
        once.close()
    return failed


def _ways(sizes: list[int], items: int, seed: int) -> Iterator[Way]:
    for size in sizes:
        for order in ORDERS:
            yield Way(order, size or items, seed)


def _end(items: list[Item], seed: int, many: int) -> End:
    rng = random.Random(seed)
    ads = sorted({item.ad_key for item in items if isinstance(item, Capture)})
    absent = frozenset(rng.sample(ads, round(ABSENT * len(ads))))
    if not many:
        return End(items, absent)
    with tempfile.TemporaryDirectory() as scratch:
        store: RecordStore = resolved(End(items), Path(scratch))
        answers = random_answers(store, many + many // 5, seed)
        store.close()
    rng.shuffle(answers)
    return End(items, absent, answers[:many], answers[many:])


if __name__ == "__main__":
    sys.exit(main())

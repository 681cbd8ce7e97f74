"""`python -m bench.market FOLDER --preset harsh --ads 2500 --seed 1`: write one market with its truth."""

from __future__ import annotations

import argparse
import dataclasses
import time
from pathlib import Path

from bench.market.files import write
from bench.market.rates import PRESETS


def main() -> None:
    """Read the options and write the market."""
    options = argparse.ArgumentParser(description="Write a synthetic market of ads with its truth.")
    options.add_argument("folder", type=Path)
    options.add_argument("--preset", choices=sorted(PRESETS), default="nordic")
    options.add_argument("--ads", type=int, default=2500)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--captures-per-ad", type=float, default=6.5)
    options.add_argument("--plain", action="store_true", help="do not compress")
    given = options.parse_args()
    begin = time.perf_counter()
    plan = dataclasses.replace(PRESETS[given.preset], ads=given.ads, seed=given.seed, captures_per_ad=given.captures_per_ad)
    counts = write(plan, given.folder, compress=not given.plain)
    seconds = time.perf_counter() - begin
    print(" ".join(f"{k} {v}" for k, v in counts.items()), f"in {seconds:.1f} s, {counts['ads'] / seconds:.0f} ads/s")


if __name__ == "__main__":
    main()

"""Every benchmark and long proof, one after the other: `make bench`, small unless SIZE says otherwise.

Each is a program of its own (`python -m bench.quality --help`); what it prints is what it found, and results lie in bench/results/.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

SCRATCH = "build/bench"  # small runs prove that a benchmark runs; their figures go here, not into the documents
SMALL: dict[str, list[str]] = {
    "bench.quality": f"--markets calm,nordic --seeds 1 --ads 800 --ablations= --out {SCRATCH}/quality.json --page {SCRATCH}/quality.md".split(),
    "bench.public": f"--out {SCRATCH}/public.json".split(),
    "bench.hubs": ["--markets", "islands", "--ads", "600"],
    "bench.graph": ["--ads", "5000", "--seconds", "1"],
    "bench.api_speed": ["--ads", "1000", "--seconds", "2"],
    "bench.speed": ["--ads", "3000", "--seconds", "1", "--out", f"{SCRATCH}/speed.json", "--page", f"{SCRATCH}/speed.md"],
    "bench.arrival": ["--ads", "1000", "--arrivals", "20", "--out", f"{SCRATCH}/arrival.json"],
    "bench.strangers": ["--ads", "64", "--out", f"{SCRATCH}/strangers.json"],
    "bench.equivalence": ["--markets", "dense", "--ads", "50", "--sizes", "7,0", "--decisions", "20"],
    "bench.kills": ["--rounds", "8", "--stores", "2"],
    "bench.fuzz_api": ["--examples", "10", "--ads", "400"],
}
FULL: dict[str, list[str]] = {
    "bench.quality": [],
    "bench.public": [],
    "bench.hubs": [],
    "bench.graph": ["--ads", "500000"],
    "bench.api_speed": ["--ads", "500000", "--write", "200"],
    "bench.speed": ["--ads", "500000"],
    "bench.arrival": ["--ads", "500000"],
    "bench.strangers": ["--ads", "5000"],
    "bench.equivalence": [],
    "bench.kills": [],
    "bench.fuzz_api": ["--examples", "100"],
}


def main() -> int:
    """Run them all; 1 if one fails."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--size", choices=("small", "full"), default="small")
    asked = options.parse_args()
    Path(SCRATCH).mkdir(parents=True, exist_ok=True)
    chosen = SMALL if asked.size == "small" else FULL
    return max([_run(name, arguments) for name, arguments in chosen.items()], default=0)


def _run(name: str, arguments: list[str]) -> int:
    began = time.monotonic()
    print(f"== {name} {' '.join(arguments)}", flush=True)
    status = subprocess.run([sys.executable, "-m", name, *arguments], check=False).returncode
    print(f"== {name}: {'done' if status == 0 else f'failed ({status})'} in {time.monotonic() - began:.0f} s\n", flush=True)
    return status


if __name__ == "__main__":
    sys.exit(main())

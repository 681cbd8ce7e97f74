"""`python -m bench.quality`: how right Clew is, over markets and seeds, by its own command line; writes docs/quality.md.

Each market is written with its truth, ingested and resolved in a fresh store with the bundled model, and compared with the truth. Ablations take one kind of evidence or one kind of noise away. `--world` adds a folder that holds a market from elsewhere.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import pickle
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.market import PRESETS, Plan
from bench.quality_page import page
from resolution.linkage import bundled

ROOT = Path(__file__).resolve().parent.parent
CLEW = Path(sys.executable).parent / "clew"
HELD_OUT = ("baltic", "bosporus", "latin")  # no other market has their countries, disguises and hubs
MARKETS = ("nordic", "iberia", "central", "islands", "americas", "balkan", "harsh", "agencies", "dense", *HELD_OUT)
HUBS = (
    "help_line",
    "hotel_number",
    "switchboard",
    "placeholder_number",
    "hotel_address",
    "site_mail",
    "channel",
    "phone_shop",
    "weekly_let",
)
ABLATIONS: dict[str, dict[str, Any]] = {
    "as it is": {},
    "no pictures": {"no_pictures": 1.0, "placeholder": 0.0},
    "no directory": {"listed": 0.0},
    "no addresses": {"address_given": 0.0},
    "no series": {"series": 0.0},
    "no numbers given": {"phone_nowhere": 0.5},
    "no hubs": dict.fromkeys(HUBS, 0.0),
    "no wrong facts": dict.fromkeys(("wrong_place", "wrong_attribute", "age_wrong", "age_falling", "two_people"), 0.0),
    "no aliases or variants": dict.fromkeys(("aliases", "name_variant", "ornaments"), 0.0),
    "no stolen, stock or cropped pictures": dict.fromkeys(("stolen", "stock", "cropped", "placeholder", "mirrored", "watermarked"), 0.0),
    "no recycled or rotated numbers": dict.fromkeys(("recycled", "rotation"), 0.0),
    "twice the noise": {"scale": 2.0},
    "no noise": {"scale": 0.0},
}


@dataclass(frozen=True, slots=True)
class World:
    """One market to measure: a plan to write, or a folder that is there."""

    name: str
    seed: int
    plan: Plan | None = None
    folder: Path | None = None


def worlds(markets: list[str], seeds: list[int], ads: int, folders: list[Path]) -> Iterator[World]:
    """Every market with every seed, then the folders given."""
    for name in markets:
        for seed in seeds:
            yield World(name, seed, dataclasses.replace(PRESETS[name], ads=ads, seed=seed))
    for number, folder in enumerate(folders):
        yield World("given worlds", number, None, folder)


def ablated(name: str, seed: int, ads: int, market: str) -> World:
    """The market with one kind of evidence or noise changed."""
    change, plan = dict(ABLATIONS[name]), dataclasses.replace(PRESETS[market], ads=ads, seed=seed)
    noise = plan.noise.scaled(change.pop("scale")) if "scale" in change else plan.noise
    return World(name, seed, dataclasses.replace(plan, noise=dataclasses.replace(noise, **change)))


def rounded(value: Any) -> Any:
    """The results with five decimals."""
    if isinstance(value, dict):
        return {k: rounded(v) for k, v in value.items()}
    return round(value, 5) if isinstance(value, float) else value


def _clew(*arguments: str | Path) -> str:
    done = subprocess.run(
        [str(CLEW), *map(str, arguments)], capture_output=True, text=True, check=False, cwd=ROOT, env={**os.environ, "NEO4J_URI": ""}
    )
    if done.returncode not in (0, 3):  # 3: some input was refused, the rest is in
        raise SystemExit(f"clew {' '.join(map(str, arguments))} ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def _input(folder: Path, name: str) -> Path:
    return next(p for p in (folder / f"{name}.jsonl", folder / f"{name}.jsonl.gz") if p.exists())


def resolved(folder: Path, data: Path) -> float:
    """Ingest and resolve a market by the command line: the seconds that resolving took."""
    _clew("ingest", _input(folder, "ads"), "--data", data)
    if any((folder / f"directory.jsonl{end}").exists() for end in ("", ".gz")):
        _clew("ingest", "--directory", _input(folder, "directory"), "--data", data)
    begin = time.perf_counter()
    _clew("resolve", "--data", data)
    return time.perf_counter() - begin


def measure(world: World) -> dict[str, Any]:
    """The full report of one market, and what the store thinks of itself."""
    scratch = Path(tempfile.mkdtemp(prefix="clew-quality-"))
    try:
        folder, data = world.folder or scratch / "market", scratch / "data"
        if world.plan is not None:
            _written(world.plan, folder)
        seconds = resolved(folder, data)
        parts = json.loads(_clew("evaluate", folder, "--data", data, "--json"))
        estimate = json.loads(_clew("evaluate", "--data", data, "--json"))["estimate"]
        ads = parts["scores"]["person"]["items"]
        return {"market": world.name, "seed": world.seed, "ads": ads, "resolve_seconds": round(seconds, 1), "estimate": estimate, **rounded(parts)}
    finally:
        shutil.rmtree(scratch)


def _written(plan: Plan, folder: Path) -> None:
    """Write a market in a process of its own, so that several are written at once."""
    script = "import sys, pickle; from bench.market import write; write(*pickle.load(sys.stdin.buffer))"
    subprocess.run([sys.executable, "-c", script], input=pickle.dumps((plan, folder)), check=True, cwd=ROOT)


def _line(run: dict[str, Any]) -> str:
    scores = run["scores"]
    figures = " ".join(f"{k} {scores[k]['f1']:.4f}" for k in ("person", "network", "phone", "image", "address", "owner"))
    rest = f"oracle {scores['network_oracle']['f1']:.4f} wrong {scores['wrong_merges']['share']:.4f}"
    return f"{run['market']:20s} {run['seed']:3d} {figures} {rest} in {run['resolve_seconds']} s"


def measured(todo: list[World], known: list[dict[str, Any]], jobs: int, keep: Callable[[], None]) -> None:
    """Measure every world that is not known yet, several at once: a line for each, and all that is known so far handed on to be kept."""
    done = {(run["market"], run["seed"]) for run in known}
    order = {(world.name, world.seed): place for place, world in enumerate(todo)}
    with ThreadPoolExecutor(jobs) as pool:
        for job in as_completed([pool.submit(measure, world) for world in todo if (world.name, world.seed) not in done]):
            known.append(job.result())
            known.sort(key=lambda run: order.get((run["market"], run["seed"]), -1))
            keep()
            print(_line(job.result()), flush=True)


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--markets", default=",".join(MARKETS))
    options.add_argument("--seeds", default="1,2,3")
    options.add_argument("--ads", type=int, default=1200)
    options.add_argument("--ablations", default="nordic", metavar="MARKET", help="change this market too, one kind of evidence or noise at a time")
    options.add_argument("--ablated-ads", type=int, default=600)
    options.add_argument("--jobs", type=int, default=2, help="markets measured at once")
    options.add_argument("--world", type=Path, action="append", default=[])
    options.add_argument("--out", type=Path, default=ROOT / "bench" / "results" / "quality.json")
    options.add_argument("--page", type=Path, default=ROOT / "docs" / "quality.md")
    options.add_argument("--keep", action="store_true", help="measure only what the results do not hold yet")
    return options.parse_args()


def main() -> None:
    """Measure, and after every market write the results as JSON and the page from them."""
    given = _options()
    seeds = [int(s) for s in given.seeds.split(",")]
    held: dict[str, Any] = json.loads(given.out.read_text()) if given.keep and given.out.exists() else {}
    results: dict[str, Any] = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "splink": version("splink"),
        "model": bundled().version,
        "ads": given.ads,
        "ablated_market": given.ablations or held.get("ablated_market", ""),
        "runs": [rounded(run) for run in held.get("runs", [])],
        "ablations": held.get("ablations", []),
    }

    def keep() -> None:
        given.out.parent.mkdir(parents=True, exist_ok=True)
        given.out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
        given.page.write_text(page(results, given.out.parent / "public.json"), encoding="utf-8")

    measured(list(worlds([m for m in given.markets.split(",") if m], seeds, given.ads, given.world)), results["runs"], given.jobs, keep)
    if given.ablations:
        changed = [ablated(name, seed, given.ablated_ads, given.ablations) for name in ABLATIONS for seed in seeds]
        measured(changed, results["ablations"], given.jobs, keep)
    keep()


if __name__ == "__main__":
    main()

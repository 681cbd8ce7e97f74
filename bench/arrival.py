"""One ad among many: how long until it is visible in its network, how many a second, and where the time goes.

.venv/bin/python -m bench.arrival --ads 50000               a market of its own; some of its ads are kept back and arrive afterwards
.venv/bin/python -m bench.arrival --keep DIR --again      the store that an earlier run with --keep filled
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import http.client
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import orjson

from bench.api_speed import CLEW, ask, served
from resolution import pipeline
from resolution.captures import Capture
from resolution.store import RecordStore
from service.graph import projection
from service.graph.opening import open_graph

RESULTS = Path(__file__).parent / "results" / "arrival.json"
Ad = list[dict[str, Any]]  # all captures of one ad


def parted(world: Path, kept_back: int, ads: int) -> Path:
    """Split a market's captures by ad: those present from the start, and `later.jsonl`, an ad a line; by the ads' keys alone."""
    later: dict[str, Ad] = defaultdict(list)
    share = int(kept_back / ads * 2**32)
    with gzip.open(world / "ads.jsonl.gz") as lines, (world / "present.jsonl").open("wb") as present:
        for line in lines:
            record = orjson.loads(line)
            key = f"{record['site']}/{record['ad_id']}"
            if zlib.crc32(key.encode()) < share:
                later[key].append(record)
            else:
                present.write(line)
    path = world / "later.jsonl"
    path.write_bytes(b"".join(orjson.dumps(ad) + b"\n" for ad in later.values()))
    return path


def fill(data: Path, world: Path, given: argparse.Namespace) -> None:
    """Make the market and take in what is present from the start."""
    size = ["--preset", given.preset, "--ads", str(given.ads), "--captures-per-ad", str(given.captures)]
    subprocess.run([sys.executable, "-m", "bench.market", str(world), *size], check=True)
    parted(world, 4 * given.arrivals, given.ads)
    for command in (
        ["ingest", "--directory", str(world / "directory.jsonl.gz")], ["ingest", str(world / "present.jsonl")], ["resolve"], ["load"],
    ):  # fmt: skip
        began = time.monotonic()
        subprocess.run([CLEW, *command, "--data", str(data)], check=True)
        print(f"clew {command[0]}: {time.monotonic() - began:.0f} s", flush=True)


def posted(address: tuple[str, int], ads: Sequence[Ad]) -> list[float]:
    """Milliseconds until each ad is visible, one after the other over one connection."""
    connection = http.client.HTTPConnection(*address, timeout=600)
    times = []
    for ad in ads:
        began = time.perf_counter()
        status, answer = ask(connection, "/v1/ads?wait=true", orjson.dumps(ad))
        if status != 200 or not answer["entities"]:
            raise RuntimeError(f"An ad was answered {status}")
        times.append((time.perf_counter() - began) * 1000)
    return times


def throughput(address: tuple[str, int], ads: Sequence[Ad], clients: int) -> float:
    """Ads a second that so many clients together get visible."""
    began = time.perf_counter()
    with ThreadPoolExecutor(clients) as threads:
        list(threads.map(lambda part: posted(address, part), [ads[client::clients] for client in range(clients)]))
    return len(ads) / (time.perf_counter() - began)


def stages(data: Path, ads: Sequence[Ad]) -> dict[str, list[float]]:
    """Milliseconds of each stage of an arrival, in this process: what HTTP takes is the rest."""
    times: dict[str, list[float]] = defaultdict(list)
    with contextlib.closing(RecordStore.open(data)) as store, contextlib.closing(open_graph(data)) as graph:
        for number, ad in enumerate(ads):
            for stage, work in (
                ("accept", lambda ad=ad, number=number: store.accept(f"stage-{number}", [Capture.model_validate(c) for c in ad], [])),
                ("resolve", lambda: pipeline.resolve(store)),
                ("load", lambda: projection.apply(store, graph)),
            ):
                began = time.perf_counter()
                work()
                times[stage].append((time.perf_counter() - began) * 1000)
    return times


def peak_memory(data: Path) -> float:
    """Megabytes that the process which holds the store has had in memory at most."""
    holder = (data / "clew.lock").read_text(encoding="utf-8").split()[1]
    status = Path(f"/proc/{holder}/status").read_text(encoding="utf-8")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def _told(times: Sequence[float]) -> dict[str, float]:
    cuts = statistics.quantiles(times, n=100)
    return {"median_ms": round(cuts[49], 1), "p95_ms": round(cuts[94], 1)}


@contextlib.contextmanager
def _folder(given: Path | None) -> Iterator[Path]:
    if given is not None:
        given.mkdir(parents=True, exist_ok=True)
        yield given
        return
    with tempfile.TemporaryDirectory() as scratch:
        yield Path(scratch)


def main() -> None:
    """Measure and write what was found."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--ads", type=int, default=5_000)
    options.add_argument("--preset", default="europe")
    options.add_argument("--captures", type=float, default=2.0, help="captures an ad")
    options.add_argument("--arrivals", type=int, default=200, help="ads of each of the three measurements")
    options.add_argument("--clients", type=int, default=8)
    options.add_argument("--keep", type=Path, help="folder for the store and the market, to be measured again")
    options.add_argument("--again", action="store_true", help="the folder of --keep is filled")
    options.add_argument("--out", type=Path, default=RESULTS)
    given = options.parse_args()
    with _folder(given.keep) as folder:
        data, world = folder / "data", folder / "world"
        if not given.again:
            fill(data, world, given)
        with (world / "later.jsonl").open("rb") as lines:
            later = [ad for line in lines if (ad := orjson.loads(line))]
        with served(data) as address:
            counts = ask(http.client.HTTPConnection(*address, timeout=60), "/v1/stats/overview")[1]["counts"]
            fresh = [ad for ad in later if ask(http.client.HTTPConnection(*address), f"/v1/ads/{ad[0]['site']}/{ad[0]['ad_id']}")[0] == 404]
            parts = [fresh[at * given.arrivals : (at + 1) * given.arrivals] for at in range(3)]
            alone = _told(posted(address, parts[0]))
            rate = round(throughput(address, parts[1], given.clients), 1)
            memory = round(peak_memory(data))
        inside = {stage: _told(times) for stage, times in stages(data, parts[2]).items()}
    report = {
        "machine": platform.machine(), "processors": os.cpu_count(), "load": round(os.getloadavg()[0], 1), "python": platform.python_version(),
        "counts": counts, "one_ad_visible": alone, "clients": given.clients, "ads_per_second": rate, "peak_memory_mb": memory, "stages": inside,
    }  # fmt: skip
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(json_text := orjson.dumps(report, option=orjson.OPT_INDENT_2).decode() + "\n", encoding="utf-8")
    print(json_text)


if __name__ == "__main__":
    main()

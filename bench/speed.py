"""How fast the service answers on a large store: the figures that are promised, each beside its target, as one table.

    python -m bench.speed --ads 500000                                      the embedded graph
    NEO4J_URI=... NEO4J_PASSWORD=... python -m bench.speed --ads 500000     Neo4j too; its database is emptied first

A market of that many ads (bench.graph) is loaded into each store and served by `clew serve --read-only --workers`; clients are processes that ask over
HTTP, each again as soon as it is answered. Figures, machine and versions go to bench/results/speed.json and docs/speed.md; a store that is
not asked keeps the figures it has there.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from bench.api_speed import Timing, measured, served
from bench.graph import FIRST_NAMES, Group, Market
from service.graph.opening import open_graph
from service.graph.store import GraphStore

RESULTS = Path(__file__).parent / "results" / "speed.json"
PAGE = Path(__file__).parents[1] / "docs" / "speed.md"
HEAD = """# How fast it answers

Written by `python -m bench.speed --ads 500000` (with `NEO4J_URI` set for Neo4j too; `--keep --folder DIR` asks graphs that it loaded before). A
made-up graph of so many ads is served by `clew serve --read-only` with a worker a processor; clients are processes of the same machine that
ask over HTTP, each again as soon as it has the last byte of its answer, of which they read the status and the length alone. Times are wall clock in
milliseconds and hold whatever else the machine did: `load` is the number of processes that wanted a processor while it was asked, the eight
clients, the workers and Neo4j among them. The graph's file had been read before: what must come from the disk first takes longer.
"""
PATHS = 2000  # of each kind, drawn once
VERSIONS = ("fastapi", "uvicorn", "neo4j", "orjson")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and within how many milliseconds 95 of 100 are to be answered, embedded and by Neo4j."""

    name: str
    paths: list[str]
    embedded: float
    neo4j: float


def questions(market: Market, seed: int = 1) -> list[Question]:
    """The promised ones; ends are drawn from networks by their size, so that the large ones are asked about most."""
    networks = [group for group in market.groups() if group.persons > 1]
    drawn = random.Random(seed)
    chosen = drawn.choices(networks, [group.persons for group in networks], k=PATHS)
    largest = max(networks, key=lambda group: group.persons)
    others = drawn.choices(networks, k=PATHS)
    within = [{"source": _person(group, drawn), "target": drawn.choice(group.phones)} for group in chosen]
    between = [{"source": _person(a, drawn), "target": _person(b, drawn)} for a, b in zip(chosen, others, strict=True)]
    names = [drawn.choice(FIRST_NAMES) for _ in range(PATHS)]
    return [
        Question("two-hop network", [f"/v1/entities/{_person(group, drawn)}/network" for group in chosen], 20, 50),
        Question("shortest link in a network", [f"/v1/links/shortest?{urlencode(ends)}" for ends in within], 20, 50),
        Question("shortest link of strangers", [f"/v1/links/shortest?{urlencode(ends)}" for ends in between], 20, 50),
        Question("search by words", [f"/v1/search?{urlencode({'q': name, 'limit': 20})}" for name in names], 50, 50),
        Question("search by name", [f"/v1/search?{urlencode({'name': name, 'limit': 20})}" for name in names], 50, 50),
        Question("telephone look-up", [f"/v1/phones/{quote(group.number_of(0), safe='')}" for group in chosen], 50, 50),
        Question(f"summary of {largest.persons} persons", [f"/v1/networks/{largest.network}/summary"], 100, 100),
    ]


def _person(group: Group, drawn: random.Random) -> str:
    return drawn.choice(group.ids("person", group.persons))


def loaded(store: GraphStore, market: Market) -> float:
    """Fill a store; the seconds it took."""
    began = time.perf_counter()
    store.clear()
    store.claim("bench")
    store.rebuild(market.nodes(), market.relationships(), 1, lambda step: step())
    store.close()
    return round(time.perf_counter() - began, 1)


def asked(name: str, folder: Path, market: Market, options: argparse.Namespace) -> Iterator[tuple[Question, Timing]]:
    """Load (unless kept), serve and ask one store."""
    address = os.environ.get("NEO4J_URI", "") if name == "neo4j" else ""
    if not options.keep:
        print(f"{name}: loaded in {loaded(open_graph(folder, uri=address, password=os.environ.get('NEO4J_PASSWORD', '')), market)} s", flush=True)
    with served(folder, "--read-only", "--workers", str(options.workers), environment={"NEO4J_URI": address}) as service:
        for question in questions(market):
            measured(service, question.name, question.paths, clients=2, seconds=1.0)
            yield question, measured(service, question.name, question.paths, clients=options.clients, seconds=options.seconds)


def report(name: str, timings: Iterable[tuple[Question, Timing]], options: argparse.Namespace) -> dict[str, Any]:
    """The figures of one store, printed as they come."""
    machine = {"machine": platform.machine(), "processors": os.cpu_count(), "python": platform.python_version()}
    answers = []
    for question, timing in timings:
        target = getattr(question, name)
        print(f"{name:9} {question.name:28} {timing.median:9.1f} {timing.p95:8.1f} {target:7.0f} {timing.per_second:9.0f}  {timing.failures}", flush=True)
        answers.append({"target": target, "load": round(os.getloadavg()[0], 1), **asdict(timing)})
    return {**machine, **{package: version(package) for package in VERSIONS}, "ads": options.ads, "clients": options.clients, "timings": answers}


def page(stores: Mapping[str, dict[str, Any]]) -> str:
    """The figures as a document."""
    parts = [HEAD]
    for name, of in stores.items():
        parts.append(f"\n## {name.capitalize()}, {of['ads']:,} ads, {of['clients']} clients\n\n")
        parts.append(f"{of['processors']} processors ({of['machine']}), Python {of['python']}, " + ", ".join(f"{p} {of[p]}" for p in VERSIONS) + ".\n\n")
        parts.append("| question | median | 95 of 100 within | target | a second | load |\n|---|---|---|---|---|---|\n")
        rows = (f"| {t['question']} | {t['median']} | {t['p95']} | {t['target']} | {t['per_second']:.0f} | {t['load']} |\n" for t in of["timings"])
        parts += rows
    return "".join(parts)


def main() -> None:
    """Print the table and keep it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ads", type=int, default=20_000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes that answer")
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument("--folder", type=Path, default=None, help="keep the embedded graph here")
    parser.add_argument("--keep", action="store_true", help="ask the graphs as they are instead of loading them")
    parser.add_argument("--stores", default="embedded,neo4j" if os.environ.get("NEO4J_URI") else "embedded", help="which to ask, separated by a comma")
    parser.add_argument("--out", type=Path, default=RESULTS)
    parser.add_argument("--page", type=Path, default=PAGE)
    options = parser.parse_args()
    print(f"{'store':9} {'question':28} {'median ms':>9} {'p95 ms':>8} {'target':>7} {'a second':>9}  failures")
    market = Market(options.ads)
    stores: dict[str, dict[str, Any]] = json.loads(options.out.read_text(encoding="utf-8")) if options.out.exists() else {}
    with tempfile.TemporaryDirectory() as scratch:
        for name in options.stores.split(","):
            stores[name] = report(name, asked(name, (options.folder or Path(scratch)) / name, market, options), options)
            options.out.write_text(json.dumps(stores, indent=1) + "\n", encoding="utf-8")
            options.page.write_text(page(stores), encoding="utf-8")


if __name__ == "__main__":
    main()

"""`python -m bench.kills`: hundreds of kill -9 in ingest, resolve, load, erase and retention; nothing accepted is lost, the graph equals the record.

Each round does one of them in a process of its own that is killed at a random moment. Another process then opens the stores, resolves and
loads what is left to do, and looks: whatever was accepted is there but for what was to go, `verify` finds no difference, and an erased ad is
there whole or in not one byte of any file. After the last round of a store a full run must change nothing. Exits with 1 after any fault.
"""

from __future__ import annotations

import argparse
import os
import pickle
import random
import signal
import statistics
import sys
import tempfile
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.equivalence import market
from bench.histories import Item
from resolution import erasure, pipeline, retention
from resolution.captures import Capture, rfc3339
from resolution.linkage import bundled
from resolution.store import RecordStore
from service.graph import projection
from service.graph.opening import open_graph

Sight = tuple[str, str]  # ad and moment of a capture, or the digest of a directory row
LATEST = 1.1  # of the time that such work usually takes, the latest moment of a kill
FIRST = 60  # captures and rows that a store begins with
EACH = 4  # that come in a round


@dataclass
class Under:
    """One store under fire, and what is known of it from outside."""

    data: Path
    items: list[Item]
    rng: random.Random
    accepted: dict[Sight, str] = field(default_factory=dict)  # what `accept` returned for, with its date
    aged: set[Sight] = field(default_factory=set)  # what retention was to remove
    erased: set[str] = field(default_factory=set)  # ads that were to be erased

    def take(self, many: int) -> None:
        """Note that the next items were accepted."""
        self.accepted |= {_sight(item): _date(item) for item in self.items[:many]}
        del self.items[:many]

    @property
    def stays(self) -> set[Sight]:
        """What must be there."""
        return {sight for sight in self.accepted.keys() - self.aged if sight[0] not in self.erased}


def main() -> int:
    """Run the rounds; 1 after any fault."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=200)
    options.add_argument("--stores", type=int, default=8, help="how many stores share the rounds")
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    kills, faults = run(given.rounds, given.stores, given.seed, say=lambda line: print(line, flush=True))
    told = ", ".join(f"{count} in {work}" for work, count in sorted(kills.items()))
    print(f"{sum(kills.values())} of {given.rounds} rounds were killed before they ended: {told}. {len(faults)} faults.")
    return 1 if faults else 0


def run(rounds: int, stores: int, seed: int, say: Callable[[str], None] = lambda _: None) -> tuple[Counter[str], list[str]]:
    """Kill so many rounds, spread over so many stores; how many kills struck each kind of work, and every fault."""
    kills, faults = Counter[str](), list[str]()
    seconds: dict[str, list[float]] = defaultdict(list)
    bundled()  # read once, by this process, for all that it forks
    for number in range(stores):
        with tempfile.TemporaryDirectory() as scratch:
            mine = range(number, rounds, stores)
            items = market("nordic", 20 + len(mine), seed + number, Path(scratch) / "market")
            under = Under(Path(scratch) / "data", items, random.Random(seed + number))
            _forked(_ingest, under, FIRST)
            under.take(FIRST)
            _forked(_catch_up, under)
            for place, turn in enumerate(mine):
                work = WORKS[place % len(WORKS)]
                struck, found = _round(under, work, seconds[work.__name__])
                kills[work.__name__.strip("_")] += struck
                faults += [f"round {turn}, {work.__name__.strip('_')}: {fault}" for fault in found]
                say(f"round {turn}: {work.__name__.strip('_')} {'killed' if struck else 'ended'}{''.join(f'; {fault}' for fault in found)}")
            told, _, _ = _forked(_full, under)
            faults += [f"store {number}: {fault}" for fault in told]
            say(f"store {number}: {'; '.join(told) or 'a full run changes nothing'}")
    return kills, faults


def _round(under: Under, work: Callable[..., Iterator[Any]], seconds: list[float]) -> tuple[bool, list[str]]:
    """One kill and what follows; whether it struck before the work was done, and the faults."""
    asked = _prepared(under, work)
    usual = statistics.median(seconds) if seconds else 1.0
    said, ended, took = _forked(work, under, asked, after=under.rng.uniform(0, LATEST * usual))
    if ended:
        seconds.append(took)
    if work is _ingest:
        under.take(len(said))
    faults, _, _ = _forked(_catch_up, under)
    return not ended, [*faults, *_bytes_left(under)]


def _prepared(under: Under, work: Callable[..., Iterator[Any]]) -> Any:
    """What the work is about; what it needs is brought about first, in peace."""
    if work is _ingest:
        return EACH
    if work in (_resolve, _load):
        _forked(_ingest, under, EACH)
        under.take(EACH)
        if work is _load:
            _forked(_resolve, under, None)
        return None
    if work is _erase:
        ad = under.rng.choice(sorted({ad for ad, moment in under.stays if moment}))
        under.erased.add(ad)
        return ad
    horizon = date.fromisoformat(min(under.accepted[sight] for sight in under.stays)) + timedelta(days=1)
    under.aged |= {sight for sight, day in under.accepted.items() if day < horizon.isoformat()}
    return horizon + timedelta(days=1)


def _sight(item: Item) -> Sight:
    return (item.ad_key, rfc3339(item.captured_at)) if isinstance(item, Capture) else (item.digest, "")


def _date(item: Item) -> str:
    """The day that retention counts from; an undated directory row is as old as its batch."""
    moment = item.captured_at if isinstance(item, Capture) else item.retrieved_at
    return rfc3339(moment)[:10] if moment else "9999-01-01"


def _ingest(under: Under, many: int) -> Iterator[int]:
    with closing(RecordStore.open(under.data)) as store:
        for at, item in enumerate(under.items[:many]):
            store.accept(f"batch-{at}", *(([item], []) if isinstance(item, Capture) else ([], [item])))
            yield at


def _resolve(under: Under, _: None) -> Iterator[None]:
    with closing(RecordStore.open(under.data)) as store:
        pipeline.resolve(store)
    yield


def _load(under: Under, _: None) -> Iterator[None]:
    with closing(RecordStore.open(under.data)) as store, closing(open_graph(under.data)) as graph:
        projection.apply(store, graph)
    yield


def _erase(under: Under, ad: str) -> Iterator[None]:
    with closing(RecordStore.open(under.data)) as store, closing(open_graph(under.data)) as graph:
        erasure.erase(store, ad=ad, reason="a round", author="bench")
        projection.apply(store, graph)
    yield


def _retain(under: Under, as_of: date) -> Iterator[None]:
    with closing(RecordStore.open(under.data)) as store, closing(open_graph(under.data)) as graph:
        retention.keep(store, retention.OTHERS, 1)
        try:
            retention.carry_out(store, author="bench", as_of=as_of)
        finally:
            retention.drop(store, retention.OTHERS)
        projection.apply(store, graph)
    yield


WORKS: tuple[Callable[..., Iterator[Any]], ...] = (_ingest, _resolve, _load, _erase, _retain)


def _catch_up(under: Under) -> Iterator[str]:
    """What the next start does; then every fault that is left."""
    with closing(RecordStore.open(under.data)) as store, closing(open_graph(under.data)) as graph:
        retention.drop(store, retention.OTHERS)
        pipeline.resolve(store)
        projection.apply(store, graph)
        held = _held(store)
        if lost := under.stays - held:
            yield f"lost {sorted(lost)[:3]}"
        for ad in sorted(under.erased & {name for name, _ in held}):
            if {sight for sight in under.accepted.keys() - under.aged - held if sight[0] == ad}:
                yield f"{ad} was erased in part"
            else:
                erasure.erase(store, ad=ad, reason="a round", author="bench")
        projection.apply(store, graph)
        if store.pending():
            yield f"{store.pending()} pending"
        if differences := projection.verify(store, graph):
            yield f"{len(differences)} differences, such as {differences[0]}"


def _full(under: Under) -> Iterator[str]:
    with closing(RecordStore.open(under.data)) as store:
        if changes := pipeline.resolve(store, full=True).changes:
            yield f"a full run changes {changes}"


def _held(store: RecordStore) -> set[Sight]:
    rows = {(row[0].removeprefix("row:"), "") for row in store.rows("everything_held") if row[0].startswith("row:")}
    return rows | {(ad, moment) for ad, moment in store.rows("all_sights")}


def _bytes_left(under: Under) -> list[str]:
    """Erased ads of which a file still holds the name."""
    held = b"".join(path.read_bytes() for path in under.data.rglob("*") if path.is_file())
    return [f"{ad} is left in a file" for ad in sorted(under.erased) if ad.encode() in held]


def _forked(work: Callable[..., Iterator[Any]], *given: Any, after: float | None = None) -> tuple[list[Any], bool, float]:
    """Do work in a process of its own, killed `after` so many seconds: what it said, whether it ended by itself, how long that took."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _speak(work, given, writing)
    os.close(writing)
    began, ended = time.monotonic(), False
    while after is not None and not ended and time.monotonic() - began < after:
        time.sleep(0.002)
        ended = os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
    if after is not None and not ended:
        os.kill(child, signal.SIGKILL)
    said = []
    with os.fdopen(reading, "rb") as told:
        while True:
            try:
                said.append(pickle.load(told))
            except (EOFError, pickle.UnpicklingError):
                break
    took = time.monotonic() - began
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        said.append(f"{work.__name__} failed")
    return said, not os.WIFSIGNALED(status), took


def _speak(work: Callable[..., Iterator[Any]], given: tuple[Any, ...], writing: int) -> None:
    status = 1
    try:
        with os.fdopen(writing, "wb") as telling:
            for word in work(*given):
                pickle.dump(word, telling)
                telling.flush()
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


if __name__ == "__main__":
    sys.exit(main())

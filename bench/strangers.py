"""One value that strangers share, arriving ad by ad: does it become a hub in time, and does each arrival cost the same?

.venv/bin/python -m bench.strangers --ads 5000 --kinds email,phone,image,address
"""

from __future__ import annotations

import argparse
import platform
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import orjson

from resolution import pipeline
from resolution.captures import Capture
from resolution.store import RecordStore

RESULTS = Path(__file__).parent / "results" / "strangers.json"
SHARED: dict[str, dict[str, Any]] = {
    "email": {"emails": ["desk@agency.example"]},
    "phone": {"phones": ["07700 900555"]},
    "image": {"images": [{"pdq": "5a0f93c1" * 8}]},
    "address": {"addresses": ["14 Mill Lane, Leeds LS1 4AB"]},
}
NAMES = ["anna", "maria", "elena", "sofia", "nina", "katya", "ines", "carla", "tina", "eva", "ida", "lea", "mia", "zoe", "amy", "ruth", "vera", "olga", "lena", "rosa"]
PARTS = 8  # checkpoints


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How things stand after so many arrivals; the time is CPU time of each since the checkpoint before."""

    kind: str
    ads: int
    ms_each: float
    hub: str  # its reason, empty while it is none
    largest_network: int  # ads


def stranger(kind: str, number: int, rng: random.Random) -> Capture:
    """An ad that has the shared value and nothing else in common with the others."""
    shared = SHARED[kind]
    own = f"+4670{rng.randrange(10**7):07d}"  # spread so far that no series is seen in them
    ad = {
        "site": f"adsite-{'abcd'[number % 4]}.example", "ad_id": str(number), "captured_at": f"2026-06-{1 + number % 28:02d}T10:00:00Z",
        "name": f"{rng.choice(NAMES)}{rng.choice(NAMES)}".title(), "age": 20 + number % 25, "country": "GB",
        "city": ("London", "Leeds", "Bristol", "Cardiff")[number % 4], "text": f"Call me {rng.random()}",
    }  # fmt: skip
    return Capture.model_validate({**ad, **shared, "phones": [*shared.get("phones", ()), own]})


def arrive(data: Path, kind: str, ads: int, seed: int = 1) -> Iterator[Checkpoint]:
    """Let strangers arrive one by one."""
    rng = random.Random(seed)
    store = RecordStore.open(data)
    began = time.process_time()
    for number in range(ads):
        store.accept(f"{kind}-{number}", [stranger(kind, number, rng)], [])
        pipeline.resolve(store)
        if (number + 1) % max(1, ads // PARTS) == 0:
            each = (time.process_time() - began) * 1000 / max(1, ads // PARTS)
            reasons = [reason for hub_kind, reason, _ in store.rows("hub_counts") if hub_kind == kind]
            yield Checkpoint(kind, number + 1, round(each, 1), ", ".join(reasons), store.rows("largest_network")[0][0] or 0)
            began = time.process_time()
    store.close()


def main() -> None:
    """Measure and write what was found."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--ads", type=int, default=800)
    options.add_argument("--kinds", default=",".join(SHARED))
    options.add_argument("--out", type=Path, default=RESULTS)
    given = options.parse_args()
    found = []
    for kind in given.kinds.split(","):
        with tempfile.TemporaryDirectory() as folder:
            for checkpoint in arrive(Path(folder), kind, given.ads):
                print(f"{kind:8} {checkpoint.ads:6} ads  {checkpoint.ms_each:7.1f} ms each  largest network {checkpoint.largest_network:4}  {checkpoint.hub}", flush=True)
                found.append(asdict(checkpoint))
    report = {"machine": platform.machine(), "python": platform.python_version(), "checkpoints": found}
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_bytes(orjson.dumps(report, option=orjson.OPT_INDENT_2) + b"\n")


if __name__ == "__main__":
    main()

"""`python -m bench.demo`: write the sample that `clew demo` ships: over 2,000 ads of nobody, with numbers set aside for fiction."""

from __future__ import annotations

import argparse
import dataclasses
import gzip
import json
import tempfile
from pathlib import Path

from bench.market import PRESETS, write

SAMPLE = Path(__file__).resolve().parent.parent / "service" / "sample"
PLAN = dataclasses.replace(PRESETS["fiction"], ads=2100, seed=11, captures_per_ad=4.0)
FILES = ("ads.jsonl.gz", "directory.jsonl.gz")


def _ad(line: bytes) -> tuple[str, str, str]:
    """Captures of one ad lie together: the file compresses four times better."""
    record = json.loads(line)
    return record.get("site", ""), record.get("ad_id", record.get("phone", "")), record.get("captured_at", "")


def write_sample(folder: Path = SAMPLE) -> dict[str, int]:
    """Write the sample's two input files and return the market's counts; the truth is not shipped."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        counts = write(PLAN, Path(scratch))
        for name in FILES:
            lines = sorted(gzip.decompress((Path(scratch) / name).read_bytes()).splitlines(), key=_ad)
            with gzip.GzipFile(folder / name, "wb", compresslevel=9, mtime=0) as file:
                file.write(b"\n".join(lines) + b"\n")
    return counts


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--folder", type=Path, default=SAMPLE)
    print(write_sample(options.parse_args().folder))

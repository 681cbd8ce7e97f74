"""The short form of bench/fuzz_api.py: generated requests to every operation, no 500 and every answer as documented."""

from __future__ import annotations

from pathlib import Path

from bench.fuzz_api import fuzz, served


def test_generated_requests_are_answered_as_documented(tmp_path: Path) -> None:
    with served(tmp_path, ads=120) as (url, secret):
        found = fuzz(url, secret, examples=3, phases="examples,fuzzing")
    assert found.clean, found.report[-6000:]

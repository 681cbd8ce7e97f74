"""Captures to profiles, on every core where many are asked for: reading mentions is most of a large run, and needs nothing but the captures."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import orjson

from resolution.captures import Capture, DirectoryRecord
from resolution.profiles import Profile, profile_ad, profile_row

Job = tuple[str, Sequence[str]]  # an ad or directory row, and its records as they were stored
WORTH_A_HELPER = 1_000  # items from which on another process, which takes a second or two to start, saves time
SERVE = "import sys; sys.path.insert(0, sys.argv[1]); from resolution.extraction import serve; serve(sys.stdin.buffer, sys.stdout.buffer)"


def profile(job: Job) -> bytes:
    """The profile of an item as JSON."""
    item, records = job
    if item.startswith("row:"):
        return orjson.dumps(profile_row(DirectoryRecord.stored(records[0])))
    return orjson.dumps(profile_ad([Capture.stored(record) for record in records]))


def serve(jobs: IO[bytes], answers: IO[bytes]) -> None:
    """Answer each line of `jobs` with a profile, until they end."""
    for line in jobs:
        answers.write(profile(orjson.loads(line)) + b"\n")
        answers.flush()


class Extraction:
    """Makes profiles of items; as a context it keeps as many helping processes as there are further cores, if `items` are worth it."""

    def __init__(self, items: int) -> None:
        helpers = max(1, os.cpu_count() or 1) - 1 if items >= WORTH_A_HELPER else 0
        command = [sys.executable, "-c", SERVE, str(Path(__file__).parent.parent)]
        self._helpers = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(helpers)]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        for helper in self._helpers:
            helper.kill()
            helper.communicate()

    def profiles(self, jobs: Sequence[Job]) -> dict[str, Profile]:
        """The profile of each item."""
        parts = [jobs[part :: len(self._helpers) + 1] for part in range(len(self._helpers) + 1)]
        with ThreadPoolExecutor(2 * len(self._helpers) + 1) as threads:
            asked = [threads.submit(_answers, threads, helper, part) for helper, part in zip(self._helpers, parts[1:], strict=True)]
            made = [[profile(job) for job in parts[0]], *(answers.result() for answers in asked)]
        return {job[0]: orjson.loads(answer) for part, answers in zip(parts, made, strict=True) for job, answer in zip(part, answers, strict=True)}


def _answers(threads: ThreadPoolExecutor, helper: subprocess.Popen[Any], jobs: Sequence[Job]) -> list[bytes]:
    """What a helper answers to its jobs; they are written beside, for it stops reading when nobody takes its answers."""
    assert helper.stdin is not None and helper.stdout is not None
    sent = threads.submit(_send, helper.stdin, jobs)
    answers = [helper.stdout.readline() for _ in jobs]
    sent.result()
    if answers and not answers[-1]:
        raise RuntimeError("A process that helped to read ads has ended; its message stands above. Run the command again.")
    return answers


def _send(line: IO[bytes], jobs: Sequence[Job]) -> None:
    for job in jobs:
        line.write(orjson.dumps(job) + b"\n")
    line.flush()

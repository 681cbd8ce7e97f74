"""The folder of a record store: which process holds it, and what a killed one left in it."""

from __future__ import annotations

import fcntl
import os
import shutil
import sys
from pathlib import Path
from typing import IO

from resolution.errors import StoreLocked

REWRITE, SPILL = "clew.rewrite.duckdb", "spill"  # the store's successor in the making, and what DuckDB cannot hold in memory


def sweep(data: Path) -> None:
    """Remove what a killed process left beside the store."""
    for left in (data / REWRITE, data / f"{REWRITE}.wal"):
        left.unlink(missing_ok=True)
    shutil.rmtree(data / SPILL, ignore_errors=True)


def take_lock(path: Path) -> IO[str]:
    """Hold the folder for this process. Raises StoreLocked, which names the process that does."""
    lock = path.open("a+", encoding="utf-8")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as exc:
        lock.seek(0)
        holder = lock.read().strip() or "another process"
        lock.close()
        raise StoreLocked(f"The record store {path.parent} is held by {holder}. Use that service's HTTP API, or stop it first.") from exc
    lock.truncate(0)
    lock.write(f"process {os.getpid()} ({' '.join(Path(a).name if i == 0 else a for i, a in enumerate(sys.argv[:3]))})")
    lock.flush()
    return lock

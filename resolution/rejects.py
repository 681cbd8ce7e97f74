"""The rejects file of a batch: one JSON line a refused record, in `DATA/rejects/<batch_id>.jsonl`. No reject, no file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import orjson

from resolution.readers import Reject


def folder(data: Path) -> Path:
    """Where rejects files lie."""
    return data / "rejects"


class Rejects:
    """Writes the refused records of one batch."""

    def __init__(self, data: Path, batch_id: str) -> None:
        self.path = folder(data) / f"{batch_id}.jsonl"
        self.count = 0
        self._file: IO[bytes] | None = None

    def add(self, reject: Reject) -> None:
        """Append one."""
        if self._file is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self.path.open("ab")
        self._file.write(row_bytes(reject.row()) + b"\n")
        self.count += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._file is not None:
            self._file.close()


def row_bytes(row: dict[str, Any]) -> bytes:
    """A reject as one JSON line, whatever its record holds."""
    try:
        return orjson.dumps(row, default=str)
    except TypeError:  # nested deeper than JSON is written here, or text that is no text
        return orjson.dumps({**row, "record": f"a {type(row['record']).__name__} that cannot be written as JSON"})


def without(data: Path, holds: Callable[[bytes], bool]) -> int:
    """Remove every reject whose line `holds` says to, and answer how many; for erasure."""
    removed = 0
    for path in sorted(folder(data).glob("*.jsonl")):
        lines = path.read_bytes().splitlines(keepends=True)
        kept = [line for line in lines if not holds(line)]
        if len(kept) < len(lines):
            removed += len(lines) - len(kept)
            waiting = path.with_suffix(".rewritten")
            waiting.write_bytes(b"".join(kept))
            waiting.replace(path)
    return removed

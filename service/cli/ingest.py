"""`clew ingest`: files into the record store; what was accepted is durable when its line is printed."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.cli import options, output, stores

if TYPE_CHECKING:
    from resolution.rejects import Rejects
    from resolution.store import RecordStore

CHUNK = 20_000  # captures in memory at once
REFUSED = 3  # exit status: some input was refused


def ingest(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files of ads, or folders of such files.", exists=True, show_default=False)
    ] = None,
    directory: Annotated[
        list[Path] | None, typer.Option("--directory", metavar="PATH", exists=True, help="A file of directory records; may be repeated.")
    ] = None,
    data: options.Data = None,
    as_json: options.Json = False,
) -> None:
    """Read files of ads (or directory records) into the record store."""
    if not paths and not directory:
        raise typer.BadParameter("name at least one file")
    from resolution.readers import read_captures, read_directory

    settings = options.settings(data)
    with stores.records(settings) as store, output.progress() as advance:
        asked = [(path, read_captures) for path in _files(paths or [])] + [(path, read_directory) for path in _files(directory or [])]
        batches = [taken(store, path, read, advance) for path, read in asked]
    output.answer({"batches": batches}, as_json, lambda: _lines(batches))
    if any(batch["error"] for batch in batches):
        raise typer.Exit(1)
    if any(batch["rejected"] for batch in batches):
        raise typer.Exit(REFUSED)


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """The files named, and of each folder those of a kind that is read."""
    from resolution.readers import KINDS

    for path in paths:
        if path.is_dir():
            yield from (file for file in sorted(path.iterdir()) if file.name.lower().removesuffix(".gz").endswith(KINDS))
        else:
            yield path


def taken(store: RecordStore, path: Path, read: Any, advance: output.Advance, source: str = "") -> dict[str, Any]:
    """Take one file in as one batch and say what became of it."""
    from resolution.readers import ReadError
    from resolution.rejects import Rejects

    batch = Batch(batch_id(), source or path.name)
    with Rejects(store.data, batch.batch_id) as rejects:
        try:
            for chunk in _chunks(read(path), rejects):
                batch.accept(store, chunk, rejects.count)
                advance(path.name, batch.accepted, 0)
        except ReadError as error:
            batch.error = str(error)
    if rejects.count > batch.rejected:  # the file ended, or broke off, in rejects alone
        batch.accept(store, [], rejects.count)
    return {**asdict(batch), "rejects": str(rejects.path) if rejects.count else None}


@dataclass(slots=True)
class Batch:
    """What became of a file so far."""

    batch_id: str
    source: str
    accepted: int = 0
    new: int = 0
    tombstoned: int = 0
    rejected: int = 0
    error: str | None = None

    def accept(self, store: RecordStore, chunk: Sequence[Any], rejected: int) -> None:
        """Take a chunk in, durably; `rejected` counts the refusals up to its end."""
        from resolution.captures import Capture

        captures = [item for item in chunk if isinstance(item, Capture)]
        rows = [item for item in chunk if not isinstance(item, Capture)]
        done = store.accept(self.batch_id, captures, rows, rejected - self.rejected, self.source)
        self.accepted += done.accepted
        self.new += done.fresh
        self.tombstoned += done.tombstoned
        self.rejected = rejected


def _chunks(read: Iterable[Any], rejects: Rejects) -> Iterator[list[Any]]:
    """What was parsed, in chunks; what was refused goes to the rejects file."""
    from resolution.readers import Reject

    def kept() -> Iterator[Any]:
        for item in read:
            if isinstance(item, Reject):
                rejects.add(item)
            else:
                yield item

    parsed = kept()
    while chunk := list(islice(parsed, CHUNK)):
        yield chunk


def batch_id() -> str:
    """A name for a batch that sorts by time."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"


def _lines(batches: Sequence[dict[str, Any]]) -> None:
    for batch in batches:
        if batch["error"]:
            output.note(f"clew: {batch['error']}")
        if batch["accepted"] or not batch["error"]:
            kept_out = f", {batch['tombstoned']} kept out by an erasure or their age" if batch["tombstoned"] else ""
            output.say(f"{batch['source']}: {batch['accepted']} accepted, {batch['new']} new{kept_out} (batch {batch['batch_id']})")
        if batch["rejects"]:
            output.say(f"{batch['source']}: {batch['rejected']} refused, see {batch['rejects']}")

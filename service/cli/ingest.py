"""`clew ingest`: files into the record store; what was accepted is durable when its line is printed."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer

from service.cli import options, output, stores

CHUNK = 20_000  # captures in memory at once
REFUSED = 3  # exit status: some input was refused


def ingest(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files of ads, or folders of such files.", exists=True, show_default=False)] = None,
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


def taken(store: Any, path: Path, read: Any, advance: output.Advance, source: str = "") -> dict[str, Any]:
    """Take one file in as one batch and say what became of it."""
    from resolution.readers import ReadError
    from resolution.rejects import Rejects

    batch = {"batch_id": batch_id(), "source": source or path.name, "accepted": 0, "new": 0, "tombstoned": 0, "rejected": 0, "rejects": None, "error": None}
    with Rejects(store.data, batch["batch_id"]) as rejects:
        try:
            for chunk in _chunks(read(path), rejects):
                _accept(store, batch, chunk, rejects.count)
                advance(path.name, batch["accepted"], 0)
        except ReadError as error:
            batch["error"] = str(error)
    if rejects.count > batch["rejected"]:  # the file ended, or broke off, in rejects alone
        _accept(store, batch, [], rejects.count)
    return {**batch, "rejects": str(rejects.path) if rejects.count else None}


def _chunks(read: Iterable[Any], rejects: Any) -> Iterator[list[Any]]:
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


def _accept(store: Any, batch: dict[str, Any], chunk: Sequence[Any], rejected: int) -> None:
    from resolution.captures import Capture

    captures = [item for item in chunk if isinstance(item, Capture)]
    rows = [item for item in chunk if not isinstance(item, Capture)]
    done = store.accept(batch["batch_id"], captures, rows, rejected - batch["rejected"], batch["source"])
    batch["accepted"] += done.accepted
    batch["new"] += done.fresh
    batch["tombstoned"] += done.tombstoned
    batch["rejected"] = rejected


def batch_id() -> str:
    """A name for a batch that sorts by time."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"


def _lines(batches: Sequence[dict[str, Any]]) -> None:
    for batch in batches:
        if batch["error"]:
            output.note(f"clew: {batch['error']}")
        if batch["accepted"] or not batch["error"]:
            kept_out = f", {batch['tombstoned']} kept out by an erasure" if batch["tombstoned"] else ""
            output.say(f"{batch['source']}: {batch['accepted']} accepted, {batch['new']} new{kept_out} (batch {batch['batch_id']})")
        if batch["rejects"]:
            output.say(f"{batch['source']}: {batch['rejected']} refused, see {batch['rejects']}")

"""`clew backup`: a copy of everything that cannot be computed again; `--data` on the copy restores it."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from service.cli import options, output, stores

KEPT = ("service.key",)  # besides the stores: what the audit chain and keyed hashes are verified with
FOLDERS = ("rejects", "models")


def backup(
    target: Annotated[Path, typer.Argument(help="A folder that does not exist yet, or is empty.")],
    data: options.Data = None,
    as_json: options.Json = False,
) -> None:
    """Copy the record store and the service's state to TARGET. The graph is not copied: `clew load` rebuilds it."""
    settings = options.settings(data)
    with stores.records(settings) as store:
        store.backup(target)
    if (settings.data / "service.sqlite").exists():
        with (
            closing(sqlite3.connect(settings.data / "service.sqlite")) as source,
            closing(sqlite3.connect(target / "service.sqlite")) as copy,
        ):
            source.backup(copy)
    for name in KEPT:
        if (settings.data / name).exists():
            shutil.copy2(settings.data / name, target / name)
    for name in FOLDERS:
        if (settings.data / name).is_dir():
            shutil.copytree(settings.data / name, target / name)
    size = sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
    output.answer({"target": str(target), "bytes": size}, as_json, lambda: output.say(f"{target}: {size / 1e6:.1f} MB"))

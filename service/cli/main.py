"""The `clew` command: registers the commands and turns what can go wrong into one line and an exit status.

Exit status: 0 done, 1 failed, 2 wrong usage, 3 some input was refused.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import typer

from resolution.errors import StoreError
from resolution.lines import ReadError
from service.cli import (
    audit,
    backup,
    demo,
    erase,
    evaluate,
    explain,
    export,
    ingest,
    keys,
    load,
    model,
    resolve,
    retention,
    serve,
    status,
    verify,
)
from service.cli.output import note
from service.errors import ClewError
from service.graph.store import GraphError

app = typer.Typer(
    name="clew",
    help="Resolves captured classified ads into persons, phones, addresses, images and the networks that run them.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # its traces show local values, and those hold ads
    rich_markup_mode=None,
)
COMMANDS: tuple[Callable[..., None], ...] = (
    demo.demo, ingest.ingest, resolve.resolve, load.load, serve.serve, status.status, explain.explain, evaluate.evaluate, verify.verify,
    backup.backup, erase.erase,
)  # fmt: skip
for command in COMMANDS:
    app.command()(command)
app.add_typer(export.app, name="export")
app.add_typer(model.app, name="model")
app.add_typer(keys.app, name="keys")
app.add_typer(audit.app, name="audit")
app.add_typer(retention.app, name="retention")


def main() -> None:
    """Run the command line of this process."""
    try:
        app()
    except (ClewError, StoreError, GraphError, ReadError) as error:
        note(f"clew: {error}")
        sys.exit(1)
    except OSError as error:
        note(f"clew: {error.filename or ''} {error.strerror or error}")
        sys.exit(1)

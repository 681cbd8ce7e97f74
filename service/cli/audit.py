"""`clew audit`: who asked for what, and whether the log of it is whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from service.audit import Audit
from service.cli import options, output
from service.state import State

app = typer.Typer(help="Read and verify the audit log.", no_args_is_help=True)
SHOWN = ("seq", "at", "key_id", "role", "method", "operation", "subject", "status", "case_reference")


@contextmanager
def _audit(data: Any) -> Iterator[Audit]:
    state = State(options.settings(data).data)
    try:
        yield Audit(state)
    finally:
        state.close()


@app.command("list")
def list_(
    limit: Annotated[int, typer.Option(min=1, help="How many entries, the newest first.")] = 50,
    data: options.Data = None,
    as_json: options.Json = False,
) -> None:
    """List the newest entries."""
    with _audit(data) as audit:
        entries = audit.page(limit)
    output.answer({"items": entries}, as_json, lambda: output.table(SHOWN, [[entry[column] for column in SHOWN] for entry in entries]))


@app.command("verify")
def verify(
    noted: Annotated[str, typer.Option("--head", metavar="HEAD", help="A head that an earlier verification printed: is it still in the log?")] = "",
    data: options.Data = None,
    as_json: options.Json = False,
) -> None:
    """Check the chain of hashes; exits 1 if an entry was changed, removed or added out of turn."""
    with _audit(data) as audit:
        found = audit.verify(noted)
    words = f"{found['entries']} entries, whole; the head is {found['head']}" if found["whole"] else f"broken at entry {found['broken_at']}"
    output.answer(found, as_json, lambda: output.say(words))
    if not found["whole"]:
        raise typer.Exit(1)

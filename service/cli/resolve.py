"""`clew resolve`: what was accepted becomes entities and networks."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from service.cli import options, output, stores


def resolve(
    full: Annotated[bool, typer.Option("--full", help="Resolve everything, not only what is new.")] = False,
    data: options.Data = None,
    as_json: options.Json = False,
) -> None:
    """Resolve what is new in the record store."""
    with stores.records(options.settings(data)) as store, output.progress() as advance:
        run = resolved(store, full, advance)
    output.answer(run, as_json, lambda: _lines(run))


def resolved(store: Any, full: bool, advance: output.Advance) -> dict[str, Any]:
    """One run over a store that is open already, as figures."""
    from resolution import pipeline

    run = pipeline.resolve(store, full=full, progress=advance)
    return {"run_id": run.run_id, "ads": run.items, "entities": len(run.entities), "networks": len(run.networks), "changes": run.changes}


def _lines(run: dict[str, Any]) -> None:
    if run["ads"] or run["changes"]:
        output.say(f"Run {run['run_id']}: {run['ads']} ads touched, {run['entities']} entities and {run['networks']} networks changed")
    else:
        output.say("Nothing is new.")

"""`clew load`: the graph is brought up to date with the record store; it waits for a graph that is away and goes on where it was."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.cli import options, output, stores

if TYPE_CHECKING:
    from resolution.store import RecordStore
    from service.graph.store import GraphStore


def load(
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Build the graph anew from nothing.")] = False,
    patience: Annotated[
        float, typer.Option("--patience", metavar="SECONDS", help="How long to wait for a graph that does not answer.")
    ] = 600.0,
    data: options.Data = None,
    as_json: options.Json = False,
) -> None:
    """Bring the graph up to date."""
    settings = options.settings(data)
    with stores.records(settings) as store, stores.graph(settings) as graph, output.progress() as advance:
        done = loaded(store, graph, advance, rebuild=rebuild, patience=patience)
    output.answer(done, as_json, lambda: output.say(words(done)))


def loaded(
    store: RecordStore, graph: GraphStore, advance: output.Advance, *, rebuild: bool = False, patience: float = 600.0
) -> dict[str, Any]:
    """Apply the change log, or build anew, to a graph that is open already; what that wrote and where it led."""
    import structlog

    from service.graph import projection

    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))  # stdout holds results alone
    work = projection.rebuild if rebuild else projection.apply
    return asdict(work(store, graph, say=lambda line: output.note(f"clew: {line}"), progress=advance, patience=patience))


def words(done: dict[str, Any]) -> str:
    """What a load did, as one line."""
    return f"Wrote {done['nodes']} nodes and {done['relationships']} relationships; the graph is at position {done['position']}."

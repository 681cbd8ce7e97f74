"""`clew load`: the graph is brought up to date with the record store; it waits for a graph that is away and goes on where it was."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

import typer

from service.cli import options, output, stores
from service.graph.store import GraphUnavailable

T = TypeVar("T")
PAUSES = (1.0, 2.0, 4.0, 8.0)  # seconds between attempts, the last again and again


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

    def attempt() -> dict[str, Any]:
        with stores.graph(settings) as graph:
            return loaded(store, graph, rebuild, advance)

    with stores.records(settings) as store, output.progress() as advance:
        done = patiently(attempt, patience)
    output.answer(
        done,
        as_json,
        lambda: output.say(f"The graph is at position {done['position']}: {done['nodes']} nodes, {done['relationships']} relationships"),
    )


def loaded(store: Any, graph: Any, rebuild: bool, advance: output.Advance) -> dict[str, Any]:
    """Apply the change log, or build anew, to a graph that is open already; where that led."""
    from service.graph import projection

    (projection.rebuild if rebuild else projection.apply)(store, graph, progress=advance)
    overview = graph.overview()
    return {"position": graph.position(), "nodes": sum(overview.nodes.values()), "relationships": sum(overview.relationships.values())}


def patiently(attempt: Callable[[], T], patience: float) -> T:
    """Try until the graph answers or patience ends; what was loaded before stays loaded."""
    end = time.monotonic() + patience
    tried = 0
    while True:
        try:
            return attempt()
        except GraphUnavailable as error:
            pause = PAUSES[min(tried, len(PAUSES) - 1)]
            if time.monotonic() + pause > end:
                raise
            output.note(f"clew: {error}. Trying again in {pause:.0f} s.")
            time.sleep(pause)
            tried += 1

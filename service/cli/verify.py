"""`clew verify`: the two stores are compared, node by node and relationship by relationship."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

import typer

from service.cli import options, output, stores

SHOWN = 20


def verify(data: options.Data = None, as_json: options.Json = False) -> None:
    """Compare the graph with the record store; exits 1 if they differ."""
    from service.graph import projection

    settings = options.settings(data)
    with stores.records(settings) as store, stores.graph(settings) as graph:
        differences = [asdict(difference) for difference in projection.verify(store, graph)]
    output.answer({"clean": not differences, "differences": differences}, as_json, lambda: _lines(differences))
    if differences:
        raise typer.Exit(1)


def _lines(differences: Sequence[Mapping[str, str]]) -> None:
    for difference in differences[:SHOWN]:
        output.say("  ".join(difference.values()))
    output.say(f"{len(differences)} differences" if differences else "The graph equals the record store.")

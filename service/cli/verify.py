"""`clew verify`: the two stores are compared, node by node and relationship by relationship."""

from __future__ import annotations

import typer

from service.cli import options, output, stores

SHOWN = 20


def verify(data: options.Data = None, as_json: options.Json = False) -> None:
    """Compare the graph with the record store; exits 1 if they differ."""
    from service.graph import projection

    settings = options.settings(data)
    with stores.records(settings) as store, stores.graph(settings) as graph:
        found = projection.verify(store, graph)
    output.answer(found, as_json, lambda: _lines(found))
    if found["differences"]:
        raise typer.Exit(1)


def _lines(found: dict[str, list[dict[str, str]]]) -> None:
    for difference in found["differences"][:SHOWN]:
        output.say("  ".join(str(part) for part in difference.values()))
    differing = len(found["differences"])
    output.say(f"{differing} differences" if differing else "The graph equals the record store.")

"""`clew status`: what the store holds, under which model, and how good it estimates itself to be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.cli import options, output, stores


def status(data: options.Data = None, as_json: options.Json = False) -> None:
    """Show what the record store and the graph hold."""
    settings = options.settings(data)
    with stores.records(settings) as store:
        found = {"data": str(settings.data), **store.status(), "pending": store.pending(), "last_position": store.last_position}
    with stores.graph(settings) as graph:
        found["graph"] = {"kind": "neo4j" if settings.neo4j_uri else "embedded", "position": graph.position()}
    output.answer(found, as_json, lambda: output.facts({n: v for n, v in _flat(found) if not n.startswith("last_run.figures")}))


def _flat(value: Mapping[str, Any], before: str = "") -> list[tuple[str, Any]]:
    """Nested figures as dotted names."""
    pairs: list[tuple[str, Any]] = []
    for name, item in value.items():
        pairs += _flat(item, f"{before}{name}.") if isinstance(item, Mapping) else [(f"{before}{name}", _figure(item))]
    return pairs


def _figure(value: Any) -> Any:
    if isinstance(value, float):
        return f"{value:.4f}"
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else "-" if value is None else value

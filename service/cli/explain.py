"""`clew explain A B`: why two ads or entities are, or are not, one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from service.cli import options, output, stores


def explain(
    a: Annotated[str, typer.Argument(help="An ad (site/ad_id) or an entity id.")],
    b: Annotated[str, typer.Argument(help="Another of the same kind.")],
    data: options.Data = None,
    as_json: options.Json = False,
) -> None:
    """Show the match-weight waterfall of two ads or entities."""
    from resolution import explain as explaining

    with stores.records(options.settings(data)) as store:
        found = explaining.explain(store, a, b)
    output.answer(found, as_json, lambda: _lines(found))


def _lines(found: Mapping[str, Any]) -> None:
    output.say(str(found.get("text") or found.get("verdict") or ""))
    plain = {name: value for name, value in found.items() if isinstance(value, (str, int, float)) and name != "text"}
    output.facts(plain)
    for name, value in found.items():
        if isinstance(value, list) and value and isinstance(value[0], Mapping):
            columns = list(value[0])
            output.table(columns, [[_cell(row.get(column)) for column in columns] for row in value], title=name)


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.2f}"
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else "" if value is None else str(value)

"""`clew evaluate`: how right the resolution is: against truth where there is some, else as it estimates itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from service.cli import options, output, stores


def evaluate(
    truth: Annotated[
        Path | None, typer.Argument(help="A folder of truth tables (docs/quality.md).", exists=True, file_okay=False, show_default=False)
    ] = None,
    assignments: Annotated[
        Path | None, typer.Option("--assignments", exists=True, help="An export to judge instead of the store.", show_default=False)
    ] = None,
    compare: Annotated[
        str | None, typer.Option("--compare", metavar="MODEL", help="Say what this model would merge and split.", show_default=False)
    ] = None,
    data: options.Data = None,
    as_json: options.Json = False,
) -> None:
    """Judge the resolution against truth, by its own estimate, or against another model."""
    if compare is not None:
        from service.cli.model import compared

        return compared(compare, data, as_json)
    if truth is None:
        return _estimated(data, as_json)
    from resolution import evaluation

    known = evaluation.read_truth(truth)
    rows = evaluation.read_assignments(assignments) if assignments else _held(data)
    scores: dict[str, Any] = dict(evaluation.report(known, rows))
    output.answer(scores, as_json, lambda: _lines(scores))


def _held(data: Path | None) -> Iterator[Mapping[str, Any]]:
    """The store's own assignments."""
    with stores.records(options.settings(data)) as store:
        for batch in store.assignments():
            yield from batch.to_pylist()


def _estimated(data: Path | None, as_json: bool) -> None:
    with stores.records(options.settings(data)) as store:
        estimate = store.status().get("quality") or {}
    words = estimate or {"quality": "nothing is resolved yet"}
    output.answer({"estimate": estimate}, as_json, lambda: output.facts(words))


def _lines(scores: Mapping[str, Mapping[str, Mapping[str, float]]]) -> None:
    for name, part in scores.items():
        columns = list(dict.fromkeys(column for row in part.values() for column in row))
        if part:
            output.table([name, *columns], [[row, *_cells(part[row], columns)] for row in part])


def _cells(row: Mapping[str, float], columns: Sequence[str]) -> list[str]:
    return [f"{row[column]:.4f}" if isinstance(row.get(column), float) else str(row.get(column, "")) for column in columns]

"""`clew evaluate`: how right the resolution is: against truth where there is some, else as it estimates itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from service.cli import options, output, stores


def evaluate(
    truth: Annotated[
        list[Path] | None,
        typer.Argument(help="Folders of truth tables (docs/quality.md), one a market.", exists=True, file_okay=False, show_default=False),
    ] = None,
    assignments: Annotated[
        list[Path] | None,
        typer.Option("--assignments", exists=True, help="An export to judge instead of the store; one for each folder.", show_default=False),
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
    if not truth:
        return _estimated(data, as_json)
    exports: list[Path | None] = [*assignments] if assignments else [None]
    if len(truth) != len(exports):
        raise typer.BadParameter("name one export for each folder of truth", param_hint="--assignments")
    reports = [_judged(folder, export, data) for folder, export in zip(truth, exports, strict=True)]
    if len(reports) == 1:
        return output.answer(reports[0], as_json, lambda: _lines(reports[0]))
    together = over_reports(reports)
    output.answer({"runs": reports, "over_runs": together}, as_json, lambda: _lines(together))


def _judged(folder: Path, export: Path | None, data: Path | None) -> dict[str, Any]:
    """The report of one market: of an export, or of the store, whose scored pairs are judged too."""
    from resolution import evaluation

    known = evaluation.read_truth(folder)
    if export is not None:
        return dict(evaluation.report(known, evaluation.read_assignments(export)))
    with stores.records(options.settings(data)) as store:
        found = evaluation.report(known, (row for batch in store.assignments() for row in batch.to_pylist()))
        return {**found, "pair_reliability": evaluation.pair_reliability(known, store.rows("scores_of_pairs"))}


def over_reports(reports: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Mean, low and high of every figure of every part, over several markets."""
    from resolution import evaluation

    return {part: evaluation.over_runs([report[part] for report in reports]) for part in reports[0]}


def _estimated(data: Path | None, as_json: bool) -> None:
    with stores.records(options.settings(data)) as store:
        estimate = store.status().get("quality") or {}
    words = estimate or {"quality": "nothing is resolved yet"}
    output.answer({"estimate": estimate}, as_json, lambda: output.facts(words))


def _lines(scores: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> None:
    for name, part in scores.items():
        columns = list(dict.fromkeys(column for row in part.values() for column in row))
        if part:
            output.table([name, *columns], [[row, *_cells(part[row], columns)] for row in part])


def _cells(row: Mapping[str, Any], columns: Sequence[str]) -> list[str]:
    return [_cell(row.get(column, "")) for column in columns]


def _cell(value: Any) -> str:
    if isinstance(value, (tuple, list)):
        mean, low, high = value
        return f"{mean:.4f} ({low:.4f} to {high:.4f})"
    return f"{value:.4f}" if isinstance(value, float) else str(value)

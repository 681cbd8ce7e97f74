"""`clew model`: what scores follow, and the only way to change it."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from service import charts
from service.cli import options, output, resolve, stores

app = typer.Typer(help="Show, train, compare and adopt models.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(metavar="MODEL", help="A model file, a version trained here, or 'bundled'.")]


@app.command("show")
def show(
    name: Annotated[str | None, typer.Argument(metavar="MODEL", help="Else the one that the store uses.", show_default=False)] = None,
    chart: Annotated[
        Path | None, typer.Option("--chart", metavar="FILE.html", help="Write them as charts too, a page of its own.", show_default=False)
    ] = None,
    data: options.Data = None,
    as_json: options.Json = False,
) -> None:
    """Show a model's match weights, comparison by comparison."""
    from resolution import adoption, pipeline

    settings = options.settings(data)
    if name is not None:
        model = adoption.find(settings.data, name)
    else:
        with stores.records(settings) as store:
            model = pipeline.current_model(store)
    by_kind = {kind: list(weights(kind, model.settings[kind])) for kind in sorted(model.settings)}
    if chart is not None:
        drawings = [charts.weights(rows, f"Match weights of {kind}, in bits") for kind, rows in by_kind.items()]
        chart.write_text(charts.page(f"Model {model.version}", drawings), encoding="utf-8")
    found = {
        "version": model.version,
        "origin": model.origin,
        "training": model.training,
        "problems": model.check(),
        "match_weights": [row for rows in by_kind.values() for row in rows],
    }
    output.answer(found, as_json, lambda: _shown(found))


@app.command("train")
def train(data: options.Data = None, as_json: options.Json = False) -> None:
    """Train a model on the store's own ads, without labels. It is kept beside the store and not adopted."""
    from resolution import adoption, pipeline, training

    settings = options.settings(data)
    with stores.records(settings) as store, output.progress() as advance:
        used = pipeline.current_model(store).version
        model = training.train(store, progress=advance)
    path = adoption.models(settings.data) / f"{model.version}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    model.save(path)
    made = {"version": model.version, "path": str(path), "problems": model.check(), "training": model.training, "learnt": model.version != used}
    output.answer(made, as_json, lambda: _trained(made))
    if made["problems"]:
        raise typer.Exit(1)


@app.command("compare")
def compare(name: Name, data: options.Data = None, as_json: options.Json = False) -> None:
    """Say what a model would merge and split. Nothing is changed."""
    compared(name, data, as_json)


@app.command("adopt")
def adopt(name: Name, data: options.Data = None, as_json: options.Json = False) -> None:
    """Take a model and resolve everything by it."""
    from resolution import adoption

    settings = options.settings(data)
    with stores.records(settings) as store, output.progress() as advance:
        model = adoption.find(settings.data, name)
        adoption.adopt(store, model)
        run = resolve.resolved(store, True, advance)
    words = f"Model {model.version} is in use: {run['changes']} changes. Run `clew load` to bring the graph up to date."
    output.answer({"version": model.version, "run": run}, as_json, lambda: output.say(words))


def compared(name: str, data: Path | None, as_json: bool) -> None:
    """What the model `name` would merge and split."""
    from resolution import adoption

    settings = options.settings(data)
    with stores.records(settings) as store, tempfile.TemporaryDirectory(dir=settings.data, prefix="compare-") as workspace:
        found = adoption.compare(store, adoption.find(settings.data, name), Path(workspace))
    rows = [[kind, part["merged"], part["split"]] for kind, part in found["by_type"].items()]
    output.answer(
        found, as_json, lambda: output.table(("type", "would merge", "would split"), rows, title=f"{found['model']} -> {found['compared']}")
    )


def weights(kind: str, settings: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Each level of each comparison with its m, u and match weight in bits."""
    for comparison in settings["comparisons"]:
        for level in comparison["comparison_levels"]:
            m, u = level.get("m_probability"), level.get("u_probability")
            if m and u:
                row = {"entity_type": kind, "comparison": comparison["output_column_name"], "level": level["label_for_charts"]}
                yield {**row, "m": m, "u": u, "match_weight": math.log2(m / u)}


def _shown(found: Mapping[str, Any]) -> None:
    output.facts({"version": found["version"], "origin": found["origin"], "problems": "; ".join(found["problems"]) or "none"})
    columns = ("entity_type", "comparison", "level", "m", "u", "match_weight")
    rows = [
        [*(row[c] for c in columns[:3]), f"{row['m']:.4g}", f"{row['u']:.4g}", f"{row['match_weight']:+.2f}"]
        for row in found["match_weights"]
    ]
    output.table(columns, rows)


def _trained(made: Mapping[str, Any]) -> None:
    if not made["learnt"]:
        output.say(f"There are too few pairs to learn from: model {made['version']}, which is in use, stays as it is.")
        return
    output.say(f"Model {made['version']} is in {made['path']}. `clew model compare {made['version']}` says what it would change.")
    for problem in made["problems"]:
        output.note(f"clew: {problem}")

"""`clew export`: assignments, entities and networks, as files that other programs open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from resolution.errors import StoreLocked
from service.cli import options, output, stores
from service.errors import Invalid, Moved, NotFound
from service.settings import Settings

app = typer.Typer(help="Write assignments, entities or one network to a file.", no_args_is_help=True)
SUFFIXES = {
    ".graphml": "graphml",
    ".gexf": "gexf",
    ".xlsx": "xlsx",
    ".csv": "csv",
    ".json": "cytoscape",
    ".xmind": "xmind",
    ".html": "html",
}


@app.command("assignments")
def export_assignments(
    out: Annotated[Path, typer.Argument(help="OUT.csv or OUT.parquet")], data: options.Data = None, as_json: options.Json = False
) -> None:
    """Write one row per mention: which entity and network it belongs to."""
    _rows(out, data, as_json, lambda store: store.assignments())


@app.command("entities")
def export_entities(
    out: Annotated[Path, typer.Argument(help="OUT.csv or OUT.parquet")], data: options.Data = None, as_json: options.Json = False
) -> None:
    """Write one row per entity: its network, dates and, for a hub, the reason."""
    _rows(out, data, as_json, lambda store: store.all_entities())


@app.command("networks")
def export_networks(
    out: Annotated[Path, typer.Argument(help="OUT.csv or OUT.parquet")],
    strength: Annotated[float, typer.Option(min=0.3, max=0.99, help="how sure a joint must be: less than 0.7 cuts coarser, more cuts finer")] = 0.7,
    data: options.Data = None,
    as_json: options.Json = False,
) -> None:
    """Write one row per ad of every network, as another cut would have them; what is stored stays."""
    from resolution.cuts import cut

    _rows(out, data, as_json, lambda store: cut(store, strength))


def _rows(out: Path, data: Path | None, as_json: bool, read: Callable[[Any], Any]) -> None:
    from service.exports import rows

    if out.suffix not in (".csv", ".parquet"):
        raise typer.BadParameter("name a file that ends in .csv or .parquet", param_hint="OUT")
    with stores.records(options.settings(data)) as store:
        written = rows.write(read(store), out)
    output.answer({"path": str(out), "rows": written}, as_json, lambda: output.say(f"{out}: {written} rows"))


@app.command("network")
def export_network(
    network_id: Annotated[str, typer.Argument(metavar="ID")],
    out: Annotated[Path, typer.Argument(help="OUT.graphml, .gexf, .xlsx, .csv, .xmind, .json (Cytoscape) or .html")],
    case: options.Case = "",
    data: options.Data = None,
    as_json: options.Json = False,
) -> None:
    """Write one network. `.csv` writes OUT.entities.csv and OUT.relationships.csv."""
    if out.suffix not in SUFFIXES:
        raise typer.BadParameter(f"name a file that ends in {', '.join(SUFFIXES)}", param_hint="OUT")
    document = _document(network_id, case, data)
    written = _write(document, out)
    figures = {"paths": [str(path) for path in written], **document.about(), "entities": len(document.entities)}
    lines = f"{' and '.join(str(path) for path in written)}: {len(document.entities)} entities, {len(document.relationships)} relationships"
    output.answer({**figures, "relationships": len(document.relationships)}, as_json, lambda: output.say(lines))


def _document(network_id: str, case: str, data: Path | None) -> Any:
    from service.exports import Provenance, network_document

    settings = options.settings(data)
    moment = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    with stores.graph(settings) as graph:
        document = network_document(graph, network_id, Provenance("Clew", moment, case))
    if document is None:
        became = _became(network_id, settings)
        raise Moved(network_id, became) if became else NotFound(f"The graph holds no network {network_id}")
    return document


def _became(network_id: str, settings: Settings) -> tuple[str, ...] | None:
    """What an old id points at now, if no other process holds the record store."""
    try:
        with stores.records(settings) as store:
            return store.successors(network_id)
    except StoreLocked:
        return None


def _write(document: Any, out: Path) -> list[Path]:
    from service.exports import FORMATS, csv_tables

    if out.suffix == ".csv":
        files = {out.with_suffix(f".{name}.csv"): content for name, content in csv_tables(document).items()}
    else:
        files = {out: FORMATS[SUFFIXES[out.suffix]].write(document)}
    for path, content in files.items():
        if not path.parent.is_dir():
            raise Invalid(f"{path.parent} is no folder")
        path.write_bytes(content)
    return list(files)

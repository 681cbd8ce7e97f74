"""`clew demo`: the whole main job on bundled ads of a market that was made up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer

from service.cli import ingest, load, options, output, resolve, serve, stores
from service.errors import Conflict
from service.graph.store import GraphStore, LinkQuery, Links, NetworkFilter, Node

SAMPLE = Path(__file__).parents[1] / "sample"
SOURCE = "demo"
SHOWN = 8  # networks in the table
ENDS = 6  # persons of the largest network among whom the longest shortest link is looked for


def demo(
    stop: Annotated[bool, typer.Option("--exit", help="Stop after the summary instead of serving.")] = False,
    port: Annotated[
        int | None, typer.Option(help="Port to serve on; else CLEW_PORT, else 8000, else a free one.", show_default=False)
    ] = None,
    data: options.Data = None,
    as_json: options.Json = False,
) -> None:
    """Run the whole main job on bundled sample ads: ingest, resolve, load, show, serve."""
    settings = replace(options.settings(data), read_only=False)
    figures: dict[str, Any] = {}
    with stores.records(settings) as store, stores.graph(settings) as graph, output.progress() as advance:
        _only_the_sample(store)
        figures["batches"] = [_taken(store, name, advance) for name in ("ads", "directory")]
        figures["run"] = resolve.resolved(store, False, advance)
        figures["graph"] = load.loaded(store, graph, advance, patience=60.0)
        figures.update(_findings(graph))
    output.answer({**figures, "link": figures["link_words"]}, as_json, lambda: _lines(figures))
    if not stop:
        serve.run(replace(settings, port=_port(settings.host, port if port is not None else settings.port)))


def _only_the_sample(store: Any) -> None:
    """Made-up ads are not mixed among real ones."""
    if any(batch["source"] != SOURCE for batch in store.batches(100)):
        raise Conflict(f"{store.data} holds ads of your own, and the sample is not mixed among them: choose another folder with --data")


def _taken(store: Any, name: str, advance: output.Advance) -> dict[str, Any]:
    from resolution.readers import read_captures, read_directory

    read = read_captures if name == "ads" else read_directory
    return ingest.taken(store, SAMPLE / f"{name}.jsonl.gz", read, advance, source=SOURCE)


def _findings(graph: GraphStore) -> dict[str, Any]:
    """The largest networks, the summary of the first, and a link between two of its persons."""
    networks = graph.networks(NetworkFilter(), "size", None, SHOWN).items
    if not networks:
        return {"networks": [], "summary": {}, "link_words": []}
    largest = graph.node(networks[0].id)
    summary = orjson.loads(largest.properties["record"]) if largest else {}
    return {"networks": [_row(node) for node in networks], "summary": summary, "link_words": _link(graph, networks[0].id)}


def _row(node: Node) -> dict[str, Any]:
    counts = {name: node.properties.get(f"{name}s") for name in ("person", "phone", "owner")}
    seen = {name: (node.properties.get(name) or "")[:10] for name in ("first_seen", "last_seen")}
    cities = [city.partition("/")[2] or city for city in node.properties.get("cities") or []]
    return {"network_id": node.id, "label": node.label, **counts, "ads": node.properties.get("ads"), **seen, "cities": cities}


def _link(graph: GraphStore, network_id: str) -> list[str]:
    """In words, the longest of the shortest links among the first persons of a network."""
    from service.keys import LOCAL
    from service.words import sentence

    members = graph.network(network_id)
    persons = [node.id for node in members.nodes if node.type == "person"][:ENDS] if members else []
    found = [links for source in persons[:1] for target in persons[1:] if (links := _links(graph, source, target))]
    if not found:
        return []
    longest = max(found, key=lambda links: len(links.paths[0].steps))
    return [sentence(step, LOCAL) for step in longest.paths[0].steps]


def _links(graph: GraphStore, source: str, target: str) -> Links | None:
    links = graph.shortest_links(source, target, LinkQuery())
    return links if links and links.paths else None


def _port(host: str, port: int) -> int:
    """The port asked for, or 0 (a free one) if another program has it."""
    from service.errors import SettingRefused

    try:
        serve.listening(host, port).close()
    except SettingRefused:
        return 0
    return port


def _lines(figures: Mapping[str, Any]) -> None:
    ads, directory = figures["batches"]
    output.say(
        f"{ads['accepted']} captures of ads and {directory['accepted']} directory records, {ads['new'] + directory['new']} of them new"
    )
    graph = figures["graph"]
    output.say(f"{load.words(graph)}\n")
    columns = ("network_id", "person", "phone", "owner", "ads", "first_seen", "last_seen", "cities")
    rows = [[_first(row[c]) if c == "cities" else row[c] for c in columns] for row in figures["networks"]]
    output.table(columns, rows, title="The largest networks")
    _summary(figures["summary"])
    if figures["link_words"]:
        output.say("\nHow two of its persons are linked")
        for number, words in enumerate(figures["link_words"], start=1):
            output.say(f"  {number}. {words}")
    output.say()


def _summary(summary: Mapping[str, Any]) -> None:
    if not summary:
        return
    output.say("\nThe largest of them")
    held = summary.get("held_together") or {}
    bridge = held.get("weakest_bridge") or {}
    facts = {
        "size": ", ".join(f"{number} {kind}" for kind, number in (summary.get("size") or {}).items() if number),
        "seen": f"{(summary.get('first_seen') or '')[:10]} to {(summary.get('last_seen') or '')[:10]}",
        "cities": _ranked(summary.get("cities", ()), "city"),
        "names": _ranked(summary.get("names", ()), "name"),
        "held together by": ", ".join(f"{evidence} {number}" for evidence, number in (held.get("counts") or {}).items()),
        "weakest bridge": bridge.get("text", "none: no single joint splits it"),
    }
    output.facts({f"  {name}": value for name, value in facts.items() if value})
    for indicator in summary.get("indicators", ()):
        output.say(f"  - {indicator.get('text')}")
    output.say(f"  {summary.get('caveat', '')}")


def _first(names: Sequence[str], shown: int = 3) -> str:
    return ", ".join(names[:shown]) + (f" and {len(names) - shown} more" if len(names) > shown else "")


def _ranked(rows: Sequence[Mapping[str, Any]], name: str, shown: int = 6) -> str:
    more = f" and {len(rows) - shown} more" if len(rows) > shown else ""
    return ", ".join(f"{row.get(name)} ({row.get('ads')})" for row in rows[:shown]) + more

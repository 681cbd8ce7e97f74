"""A small drawing of a network for the printed report: the same network is always drawn the same way."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import networkx

from service.exports.document import Document

LARGEST = 150  # entities: beyond, a drawing on one page shows nothing
WIDTH, HEIGHT, EDGE, LEGEND = 720, 440, 30, 24
COLOURS = {
    "person": "#b5495b",
    "phone": "#2f6690",
    "owner": "#6b4e9b",
    "address": "#3a7d44",
    "image": "#9a7b2f",
    "email": "#4f8a8b",
    "handle": "#7a6c5d",
}


def svg(document: Document) -> str:
    """The drawing, or an empty text for a network too large for one."""
    if not 1 < len(document.entities) <= LARGEST:
        return ""
    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_nodes_from(row["entity_id"] for row in document.entities)
    graph.add_edges_from((row["source"], row["target"]) for row in document.relationships)
    at = {node: _point(position) for node, position in networkx.spring_layout(graph, seed=1, k=1.6 / len(graph) ** 0.5).items()}
    lines = [f'<line x1="{at[a][0]}" y1="{at[a][1]}" x2="{at[b][0]}" y2="{at[b][1]}"/>' for a, b in graph.edges]
    marks = [_mark(row["type"], row["label"], at[row["entity_id"]]) for row in document.entities]
    drawn = "".join([*lines, *marks, *_legend(dict.fromkeys(row["type"] for row in document.entities))])
    return f'<svg viewBox="0 0 {WIDTH} {HEIGHT + LEGEND}" role="img" aria-label="Drawing of the network">{drawn}</svg>'


def _legend(types: Iterable[str]) -> Iterable[str]:
    """Which colour stands for which type, on a line below."""
    for number, type in enumerate(sorted(types)):
        across, down = EDGE + number * 90, HEIGHT + LEGEND // 2
        yield f'<rect x="{across - 4}" y="{down - 4}" width="8" height="8" fill="{COLOURS.get(type, "#888")}"/><text x="{across + 8}" y="{down + 3}">{escape(type)}</text>'


def _point(position: Iterable[float]) -> tuple[int, int]:
    across, down = ((coordinate + 1) / 2 for coordinate in position)
    return round(EDGE + across * (WIDTH - 2 * EDGE)), round(EDGE + down * (HEIGHT - 2 * EDGE))


def _mark(type: str, label: str, at: tuple[int, int]) -> str:
    named = f'<text x="{at[0] + 8}" y="{at[1] + 4}">{escape(label)}</text>' if type in ("person", "phone") else ""
    circle = f'<circle cx="{at[0]}" cy="{at[1]}" r="{7 if type == "person" else 4}" fill="{COLOURS.get(type, "#888")}">'
    return f"{circle}<title>{escape(type)}: {escape(label)}</title></circle>{named}"

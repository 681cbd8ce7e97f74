"""A network as a page to print: the cluster summary first, then its entities, relationships and ads. Needs no network and no script."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from service.exports.document import Document, joined
from service.exports.drawing import svg

PAGE = Template((Path(__file__).parent / "report.html").read_text(encoding="utf-8"))
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z")
FACTS = ("first_seen", "last_seen", "ads", "names", "nationality", "ages_min", "ages_max", "country", "hub_reason", "probability")


def html(document: Document) -> bytes:
    """The page in UTF-8; everything that comes from ads is escaped."""
    summary = document.summary
    parts = [
        _about(document),
        svg(document),
        _line("Size", [f"{kind} {number}" for kind, number in sorted(summary.get("size", _size(document)).items()) if number]),
        _held(summary.get("held_together") or {}),
        _list("Indicators", [str(item.get("text")) for item in summary.get("indicators", [])]),
        _table("Cities", ("city", "country", "ads", "first_seen", "last_seen"), summary.get("cities", [])),
        _table("Routes", ("from", "to", "times"), (summary.get("travel_circuit") or {}).get("routes", [])),
        _table("Sites", ("site", "ads"), summary.get("sites", [])),
        _line("Names, with their ads", [f"{item.get('name')} {item.get('ads')}" for item in summary.get("names", [])]),
        _ages(summary.get("ages") or {}),
        _table(
            "Phones", ("phone", "ads", "persons", "first_seen", "last_seen", "owners", "series"), map(_phone, summary.get("phones", []))
        ),
        _table("Ads per week", ("week", "ads"), summary.get("ads_per_week", [])),
        _table("Entities", ("type", "label", "entity_id", "facts"), [{**row, "facts": _facts(row)} for row in document.entities]),
        _table("Relationships", ("source", "type", "target", "probability", "ads", "first_seen", "last_seen"), _named(document)),
        _table("Ads", ("ad", "title", "city", "country", "age", "names", "first_seen", "last_seen"), document.ads),
    ]
    return PAGE.substitute(title=escape(document.label or document.network_id), body="\n".join(filter(None, parts))).encode()


def _about(document: Document) -> str:
    rows = "".join(f"<dt>{escape(name.replace('_', ' '))}</dt><dd>{escape(value or '-')}</dd>" for name, value in document.about().items())
    return f"<dl>{rows}</dl>"


def _size(document: Document) -> Mapping[str, int]:
    return Counter(row["type"] for row in document.entities)


def _held(held: Mapping[str, Any]) -> str:
    counts = [f"{evidence} {number}" for evidence, number in (held.get("counts") or {}).items()]
    bridge = held.get("weakest_bridge") or {}
    return _line("Held together by", counts) + (f"<p>Weakest bridge: {escape(bridge['text'])}</p>" if bridge.get("text") else "")


def _ages(ages: Mapping[str, Any]) -> str:
    return _line("Stated ages, with their ads", [f"{item.get('age')}: {item.get('ads')}" for item in ages.get("stated", []) if isinstance(item, Mapping)])


def _named(document: Document) -> Iterable[Mapping[str, Any]]:
    """The relationships with the names of their ends before the ids."""
    labels = {row["entity_id"]: row["label"] for row in document.entities}
    for row in document.relationships:
        ends = {end: f"{labels.get(row[end], '')} {row[end]}".strip() for end in ("source", "target")}
        yield {**row, **ends}


def _phone(phone: Mapping[str, Any]) -> dict[str, Any]:
    owners = [owner.get("name") for owner in phone.get("owners", [])]
    series = [
        f"{pair.get('phone')} (gap {pair.get('gap')}, {pair.get('expected_by_chance')} expected by chance)"
        for pair in phone.get("series", [])
    ]
    return {**phone, "owners": owners, "series": series}


def _facts(row: Mapping[str, Any]) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {joined(row[name])}" for name in FACTS if row.get(name) not in (None, "", [], False))


def _list(title: str, lines: Sequence[str]) -> str:
    return f"<h2>{title}</h2><ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>" if lines else ""


def _line(title: str, parts: Sequence[str]) -> str:
    return f"<h2>{title}</h2><p>{escape(', '.join(parts))}</p>" if parts else ""


def _table(title: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    body = "".join(f"<tr>{''.join(f'<td>{_cell(row.get(column))}</td>' for column in columns)}</tr>" for row in rows)
    head = "".join(f"<th>{column.replace('_', ' ')}</th>" for column in columns)
    return f"<h2>{title}</h2><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>" if body else ""


def _cell(value: Any) -> str:
    said = "" if value is None else str(joined(value))
    if MOMENT.fullmatch(said):
        said = said[:10] if said[11:16] == "00:00" else f"{said[:10]} {said[11:16]}"
    return escape(said)

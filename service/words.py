"""Relationships as sentences: what links two nodes, how often and when it was seen."""

from __future__ import annotations

from typing import Any

from service.graph.store import LinkPath, Links, Node, Relationship, Step
from service.keys import Principal
from service.views import hidden

SENTENCES = {
    "ADVERTISES": "{source} advertises {target}",
    "LISTS": "{source} lists {target}",
    "SHOWS": "{source} shows {target}",
    "GIVES": "{source} gives {target}",
    "USES": "{source} uses {target}",
    "PICTURED_IN": "{source} is pictured in {target}",
    "STAYS_AT": "{source} stays at {target}",
    "SEEN_IN": "{source} was seen in {target}",
    "POSSIBLY_SAME_AS": "{source} is possibly the same as {target}",
    "IN_SERIES_WITH": "{source} is in a number series with {target}",
    "REGISTERED_TO": "{source} is registered to {target}",
    "REGISTERED_AT": "{source} is registered at {target}",
    "SIMILAR_TO": "{source} looks like {target}",
    "MEMBER_OF": "{source} is a member of {target}",
    "POSTED_ON": "{source} was posted on {target}",
    "PLACED_IN": "{source} was placed in {target}",
}
ARTICLES = {"image": "picture", "email": "e-mail"}


def name_of(node: Node, principal: Principal) -> str:
    """A node in words, such as `phone +46701740605`."""
    kind = ARTICLES.get(node.type, node.type)
    if hidden(node, principal):
        return f"{'an' if kind[0] in 'aeio' else 'a'} {kind} flagged for referral"
    label = node.label if node.type != "image" else node.label[:12]
    return f"{kind} {label}" if label else kind


def sentence(step: Step, principal: Principal) -> str:
    """A step in words: what links the two, in how many ads, and when."""
    relationship = step.relationship
    ends = {step.source.id: step.source, step.target.id: step.target}
    source, target = ends.get(relationship.source, step.source), ends.get(relationship.target, step.target)
    said = SENTENCES.get(relationship.type, "{source} is linked to {target}")
    text = said.format(source=name_of(source, principal), target=name_of(target, principal))
    return f"{text[:1].upper()}{text[1:]}{_seen(relationship)}"


def _seen(relationship: Relationship) -> str:
    parts = []
    if relationship.type == "IN_SERIES_WITH" and "gap" in relationship.properties:
        expected = relationship.properties.get("expected")
        chance = f", where chance would give {float(expected):.2g} such pairs" if isinstance(expected, int | float) else ""
        parts.append(f"{relationship.properties['gap']} apart{chance}")
    if relationship.ads:
        parts.append(f"in {relationship.ads} ad{'s' if relationship.ads != 1 else ''}")
    if relationship.first_seen:
        first, last = relationship.first_seen[:10], (relationship.last_seen or relationship.first_seen)[:10]
        parts.append(f"on {first}" if first == last else f"between {first} and {last}")
    return (", " + " ".join(parts)) if parts else ""


def links_view(links: Links, principal: Principal) -> dict[str, Any]:
    """Paths with each step in words, and what was searched."""
    searched = links.searched
    return {
        "paths": [_path(path, principal) for path in links.paths],
        "searched": {
            "nodes": searched.nodes,
            "relationships": searched.relationships,
            "hops": searched.hops,
            "hubs_passed_over": list(searched.hubs),
            "complete": searched.complete,
        },
    }


def _path(path: LinkPath, principal: Principal) -> dict[str, Any]:
    return {"probability": path.probability, "steps": [_step(step, principal) for step in path.steps]}


def _step(step: Step, principal: Principal) -> dict[str, Any]:
    relationship = step.relationship
    masked = hidden(step.source, principal) or hidden(step.target, principal)
    return {
        "source": step.source.id,
        "target": step.target.id,
        "type": relationship.type,
        "probability": 1.0 if relationship.probability is None else relationship.probability,
        "text": sentence(step, principal),
        "evidence": _evidence(relationship, masked),
    }


def _evidence(relationship: Relationship, masked: bool) -> list[dict[str, Any]]:
    ads = relationship.evidence
    moments = relationship.evidence_at or ("",) * len(ads)
    values = relationship.evidence_values or ("",) * len(ads)
    return [
        {"ad": ad, "captured_at": at or None, "value": None if masked else value or None}
        for ad, at, value in zip(ads, moments, values, strict=False)
    ]

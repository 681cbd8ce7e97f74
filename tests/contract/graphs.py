"""Random graphs that keep to the contract's labels and relationship types, and one small graph that can be read by eye."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from service.graph.states import node_of, relationship_of
from service.graph.store import Node, Relationship

PATTERNS = (
    ("ad", "ADVERTISES", "person"), ("ad", "LISTS", "phone"), ("ad", "LISTS", "email"), ("ad", "LISTS", "handle"), ("ad", "SHOWS", "image"),
    ("ad", "GIVES", "address"), ("ad", "POSTED_ON", "site"), ("ad", "PLACED_IN", "place"), ("person", "USES", "phone"), ("person", "USES", "email"),
    ("person", "USES", "handle"), ("person", "PICTURED_IN", "image"), ("person", "STAYS_AT", "address"), ("person", "SEEN_IN", "place"),
    ("person", "POSSIBLY_SAME_AS", "person"), ("phone", "IN_SERIES_WITH", "phone"), ("phone", "REGISTERED_TO", "owner"),
    ("owner", "REGISTERED_AT", "address"), ("image", "SIMILAR_TO", "image"), ("person", "MEMBER_OF", "network"), ("phone", "MEMBER_OF", "network"),
)  # fmt: skip
COUNTS = {"person": 5, "phone": 4, "email": 2, "handle": 2, "address": 2, "image": 3, "owner": 2, "network": 2, "ad": 6, "place": 3, "site": 2}
NAMES = ("Anna", "Ánna Maria", "Катя", "O'Brien", "anna+maria", "AND OR")
PLACES = (("NO/oslo", 59.91, 10.75), ("NO/bergen", 60.39, 5.32), ("SE/malmo", 55.6, 13.0))
DAYS = tuple(f"2026-03-{day:02}T10:00:00Z" for day in range(1, 28, 3))
PROBABILITIES = st.sampled_from([0.25, 0.5, 0.75, 0.9, 1.0, None])


@dataclass(frozen=True)
class Graph:
    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]


def node(id: str, type: str, label: str, **properties: Any) -> Node:
    return node_of({"id": id, "type": type, "label": label, "properties": properties})


def relationship(source: str, type: str, target: str, probability: float | None = 1.0, **fields: Any) -> Relationship:
    bare = {"ads": 0, "first_seen": None, "last_seen": None, "evidence": (), "evidence_at": (), "evidence_values": (), "properties": {}}
    return relationship_of({**bare, "source": source, "type": type, "target": target, "probability": probability, **fields})


def ids_of(type: str) -> list[str]:
    if type == "place":
        return [f"place:{key}" for key, _, _ in PLACES]
    prefix = {"ad": "s.example/", "site": "site:"}.get(type, f"{type}-")
    return [f"{prefix}{number}" for number in range(COUNTS[type])]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    nodes = [draw(_node(type, id)) for type in COUNTS for id in ids_of(type)]
    pairs = [(s, type, t) for source, type, target in PATTERNS for s in ids_of(source) for t in ids_of(target) if s < t or source != target]
    chosen = draw(st.lists(st.sampled_from(pairs), min_size=5, max_size=60, unique=True))
    return Graph(tuple(nodes), tuple(draw(_relationship(*key)) for key in chosen))


@st.composite
def _node(draw: st.DrawFn, type: str, id: str) -> Node:
    first, last = sorted(draw(st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS))))
    seen: dict[str, Any] = {"first_seen": first, "last_seen": last}
    name = draw(st.sampled_from(NAMES))
    if type == "ad":
        key, lat, lon = draw(st.sampled_from(PLACES))
        where = {"country": key[:2], "city": key[3:].title(), "place": f"place:{key}", "lat": lat, "lon": lon}
        return node(id, type, name, title=name, text=f"Call {name} now", site="0", ads=1, record="{}", **where, **seen)
    if type == "place":
        key, lat, lon = next(each for each in PLACES if each[0] == id.removeprefix("place:"))
        return node(id, type, key[3:].title(), lat=lat, lon=lon)
    if type == "site":
        return node(id, type, id.removeprefix("site:"))
    if type == "network":
        figures = {"persons": draw(st.integers(2, 4)), "growth": draw(st.sampled_from([0.0, 1.5])), "cohesion": draw(st.sampled_from([0.0, 1.0]))}
        listed = {"countries": ["NO"], "cities": ["Oslo"], "sites": ["0"], "indicators": draw(st.sampled_from([["rotating"], []]))}
        return node(id, type, "2 persons", owners_search=name, record='{"summary": 1}', **figures, **listed, **seen)
    ads = draw(st.integers(0, 5))
    if type == "person":
        network = draw(st.sampled_from([None, "network-0"]))
        return node(id, type, name, names=[name], ads=ads, places=["NO/oslo"], network_id=network, probability=0.5, record="{}", **seen)
    hub = draw(st.booleans()) and draw(st.booleans())
    return node(id, type, f"value {id[-1]}", value=f"{type}:{id[-1]}", ads=ads, hub=hub, record="{}", search=f"{type} {id[-1]}", **seen)


@st.composite
def _relationship(draw: st.DrawFn, source: str, type: str, target: str) -> Relationship:
    fields: dict[str, Any] = {}
    if draw(st.booleans()):
        fields["first_seen"], fields["last_seen"] = sorted(draw(st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS))))
    if draw(st.booleans()):
        fields |= {"ads": 1, "evidence": ["s.example/0"], "evidence_at": [DAYS[0]], "evidence_values": ["as written"], "properties": {"gap": 3}}
    return relationship(source, type, target, draw(PROBABILITIES), **fields)


SEEN = {"first_seen": DAYS[0], "last_seen": DAYS[-1]}


def small() -> Graph:
    """Two persons on one phone, a third on a hub that all share, a fourth through an owner; each with an ad."""
    persons = [
        node(f"person-{n}", "person", name, names=[name], ads=1, places=["NO/oslo"], network_id="network-1" if n < 3 else None, record="{}", **SEEN)
        for n, name in enumerate(("Anna", "Berta", "Clara", "Dora"))
    ]
    where = {"site": "s.example", "country": "NO", "city": "Oslo", "place": "place:NO/oslo", "lat": 59.91, "lon": 10.75}
    ads = [
        node(f"s.example/{n}", "ad", f"Ad {n}", title=f"Ad {n}", text="Ring Ånna på +47 900 00 001", ads=1, first_seen=DAYS[n], last_seen=DAYS[n + 1], **where)
        for n in range(4)
    ]
    values = [
        node("phone-1", "phone", "+4790000001", value="+4790000001", ads=2, search="+47 900 00 001"),
        node("phone-2", "phone", "+4790000002", value="+4790000002", ads=1),
        node("phone-hub", "phone", "+4790000009", value="+4790000009", ads=3, hub=True, hub_reason="shared by strangers"),
        node("owner-1", "owner", "Nielsen, M.", value="Nielsen, M."),
        node("handle-1", "handle", "telegram:anna", value="telegram:anna"),
    ]
    world = [
        node("place:NO/oslo", "place", "Oslo", lat=59.91, lon=10.75),
        node("site:s.example", "site", "s.example"),
        node("network-1", "network", "3 persons", persons=3, growth=1.5, cohesion=1.0, countries=["NO"], cities=["Oslo"], sites=["s.example"],
             indicators=["rotating_phones"], owners_search="Nielsen, M.", record='{"network_id": "network-1"}', **SEEN),
    ]  # fmt: skip
    shown = {"ads": 1, "evidence": ["s.example/0"], "evidence_at": [DAYS[0]], "evidence_values": ["900 00 001"], **SEEN}
    links = [
        relationship("person-0", "USES", "phone-1", 0.9, **shown),
        relationship("person-1", "USES", "phone-1", 0.8, **shown),
        relationship("person-1", "USES", "phone-2", 0.5, **shown),
        relationship("phone-1", "REGISTERED_TO", "owner-1", 0.7),
        relationship("phone-2", "REGISTERED_TO", "owner-1", 0.9),
        relationship("person-2", "USES", "phone-2", 0.5, **shown),
        relationship("person-0", "USES", "handle-1", 1.0, **shown),
        *(relationship(f"person-{n}", "USES", "phone-hub", 0.9) for n in (0, 2, 3)),
        *(relationship(f"person-{n}", "MEMBER_OF", "network-1", None) for n in (0, 1, 2)),
        *(relationship(id, "MEMBER_OF", "network-1", None) for id in ("phone-1", "phone-2", "owner-1")),
        *(relationship(f"s.example/{n}", "ADVERTISES", f"person-{n}", 1.0, **shown) for n in range(4)),
        *(relationship(f"s.example/{n}", "LISTS", "phone-1", 1.0) for n in (0, 1)),
        *(relationship(f"s.example/{n}", "POSTED_ON", "site:s.example", None) for n in range(4)),
        *(relationship(f"s.example/{n}", "PLACED_IN", "place:NO/oslo", None, first_seen=DAYS[n], last_seen=DAYS[n + 1]) for n in range(4)),
        *(relationship(f"person-{n}", "SEEN_IN", "place:NO/oslo", None, **SEEN) for n in range(4)),
    ]
    return Graph((*persons, *ads, *values, *world), tuple(links))

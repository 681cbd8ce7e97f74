"""Analysts' decisions: same, different or unsure, on ads or entities. They bind every later run, whatever id its records have then.

A decision is kept on the records that its two sides consisted of when it was taken, so it outlives splits, merges, new models and
ads that go and come back.
"""

from __future__ import annotations

import math
import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import networkx as nx
import orjson

from resolution.errors import StoreError, Unfit, Unknown
from resolution.profiles import CLUSTERED
from resolution.readings import DECISION
from resolution.region import Decision
from resolution.steps.items import DECIDED
from resolution.store import DECISIONS, RecordStore, now

ANSWERS = ("same", "different", "unsure")
DECIDABLE = ("person", *CLUSTERED)
WORTH_REVIEW = (0.02, 0.98)  # match probabilities between which an answer tells something
MOST_CANDIDATES = 5_000


class Contradiction(StoreError):
    """A decision that earlier ones exclude; `chain` names them in order."""

    def __init__(self, message: str, chain: Sequence[str]) -> None:
        super().__init__(message)
        self.chain = list(chain)


def decide(store: RecordStore, a: str, b: str, answer: str, *, reason: str, author: str) -> dict[str, Any]:
    """Keep an answer on two ads or two entities; the next resolve follows it. Raises Unknown, Unfit, Contradiction."""
    if answer not in ANSWERS:
        raise Unfit(f"The decision must be one of {', '.join(ANSWERS)}, not {answer!r}.")
    kind, left = _records(store, a)
    other, right = _records(store, b)
    if kind != other:
        raise Unfit(f"{a} is a {kind} and {b} is a {other}: a decision is on two of one type.")
    if left & right and answer != "unsure":
        raise Unfit(f"{a} and {b} share {min(left & right)}: name two ads of it to decide on them.")
    said = {"author": author, "entity_type": kind, "a": a, "b": b, "decision": answer, "reason": reason}
    return bind(store, Decision(f"decision-{secrets.token_hex(8)}", kind, left, right, answer), said)


def bind(store: RecordStore, decision: Decision, said: Mapping[str, str]) -> dict[str, Any]:
    """Keep a decision on records, held now or not, with who said what. Raises Contradiction."""
    with store.transaction():
        _refuse_contradiction(store, decision.entity_type, decision.left, decision.right, decision.answer)
        row = {"decision_id": decision.decision_id, "moment": now(), **said}
        sides = {"left_records": orjson.dumps(sorted(decision.left)).decode(), "right_records": orjson.dumps(sorted(decision.right)).decode()}
        store.insert("decisions", {name: [value] for name, value in (row | sides).items()})
        _mark(store, decision.entity_type, decision.left | decision.right)
    return dict(zip(DECISION, row.values(), strict=True))


def withdraw(store: RecordStore, decision_id: str) -> bool:
    """Take a decision back; the next resolve goes without it. False if there is none."""
    with store.transaction():
        found = [row for row in _all(store) if row[0] == decision_id]
        if not found:
            return False
        store.run("delete_decision", {"decision_id": decision_id})
        _mark(store, found[0][1], found[0][2] | found[0][3])
    return True


def _records(store: RecordStore, end: str) -> tuple[str, frozenset[str]]:
    """Entity type and records of an ad or an entity."""
    if store.persons_of([end]):
        return "person", frozenset([end])
    kind = end.partition("-")[0]
    records = frozenset(store.records_of(end))
    if not records:
        raise Unknown(f"Nothing is held as {end}.")
    if kind not in DECIDABLE:
        raise Unfit(f"{end} is a {kind}: decisions are on ads, persons, addresses, images and owners; other values are what is written.")
    return kind, records


def _all(store: RecordStore) -> list[tuple[str, str, frozenset[str], frozenset[str], str]]:
    found = []
    for kind in DECIDABLE:
        for decision_id, left, right, answer in store.rows("decisions_of_kind", {"kind": kind}):
            found.append((decision_id, kind, frozenset(orjson.loads(left)), frozenset(orjson.loads(right)), answer))
    return found


def _refuse_contradiction(store: RecordStore, kind: str, left: frozenset[str], right: frozenset[str], answer: str) -> None:
    known = [d for d in _all(store) if d[1] == kind]
    ties: nx.Graph[str] = nx.Graph()
    for decision_id, _, one, two, given in known:
        if given == "same":
            _tie(ties, one | two, decision_id)
    if answer == "same":
        _tie(ties, left | right, "this")
    apart = [(decision_id, one, two) for decision_id, _, one, two, given in known if given == "different"]
    if answer == "different":
        apart.append(("this", left, right))
    for decision_id, one, two in apart:
        chain = _chain(ties, one, two)
        if chain is not None and (answer == "same" or decision_id == "this"):
            names = [name for name in dict.fromkeys([*chain, decision_id]) if name != "this"]
            told = ", ".join(names) or "the decision itself"
            raise Contradiction(f"This is contradicted by decisions taken before: {told}. Withdraw one of them first.", names)


def _tie(ties: nx.Graph[str], records: Collection[str], decision_id: str) -> None:
    ordered = sorted(records)
    for record in ordered[1:]:
        ties.add_edge(ordered[0], record, decision=decision_id)


def _chain(ties: nx.Graph[str], one: Iterable[str], two: Iterable[str]) -> list[str] | None:
    """The decisions that tie a record of one side to a record of the other, in order."""
    for start in sorted(one):
        for end in sorted(two):
            if start in ties and end in ties and nx.has_path(ties, start, end):
                path = nx.shortest_path(ties, start, end)
                return [ties.edges[a, b]["decision"] for a, b in pairwise(path)]
    return None


def _mark(store: RecordStore, kind: str, records: Iterable[str]) -> None:
    store.caches.pop(DECISIONS, None)
    store.insert("pending", {"item": [f"{DECIDED}{kind}|{record}" for record in sorted(records)]})


def review(store: RecordStore, limit: int = 100) -> list[dict[str, Any]]:
    """Pairs of ads worth an analyst's answer: those whose answer would move the most, weighed by how uncertain it is."""
    answered = {pair for _, kind, one, two, _ in _all(store) if kind == "person" for a in one for b in two for pair in ((a, b), (b, a))}
    low, high = WORTH_REVIEW
    rows = store.rows("pairs_to_review", {"low": low, "high": high, "most": MOST_CANDIDATES})
    offered: dict[frozenset[str], dict[str, Any]] = {}
    for pair in sorted((_weighed(row) for row in rows if (row[0], row[1]) not in answered), key=lambda p: (-p["worth"], p["a"], p["b"])):
        offered.setdefault(frozenset((*pair["entities"], pair["a"] if pair["together"] else "")), pair)
        if len(offered) >= limit:
            break
    return list(offered.values())


def _weighed(row: Sequence[Any]) -> dict[str, Any]:
    a, b, weight, probability, one, two, size_one, size_two = row
    together = one == two
    entropy = -(probability * math.log2(probability) + (1 - probability) * math.log2(1 - probability))
    moved = size_one - 1 if together else size_one * size_two
    text = "stand in one person; if they are not, it would split" if together else f"if they are one, persons of {size_one} and {size_two} ads would merge"
    return {
        "a": a, "b": b, "match_weight": round(weight, 3), "match_probability": round(probability, 6), "entities": sorted({one, two}),
        "together": together, "worth": round(entropy * moved, 4), "text": f"The two ads {text}.",
    }  # fmt: skip


def answered_precision(store: RecordStore) -> Mapping[str, int]:
    """How the answers agree with the scores: pairs answered same or different, and those that the scores put on the same side."""
    pairs = {(a, b): p for a, b, p in store.rows("scores_of_pairs")} if _all(store) else {}
    told = [(answer, p) for _, kind, one, two, answer in _all(store) if kind == "person" and answer != "unsure"
            for a in one for b in two if (p := pairs.get((min(a, b), max(a, b)))) is not None]  # fmt: skip
    return {"answered": len(told), "agreeing": sum((p >= 0.5) == (answer == "same") for answer, p in told)}

"""The value layer: distinct normalised forms of addresses, pictures and owners, and the values that they cluster to.

A form is `kind:normalised`; a value is named by the smallest form in it. Of all other kinds every form is its own value.
Invariant: what is decided of a form follows from the forms that scored pairs connect it with, and from stepped counts, on
nothing else, so a part of the market gives the same values alone as among all others.

`blocking_keys` (pictures: `HammingIndex`) -> candidate pairs -> `compare` -> kept pairs -> `join` -> values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType, ModuleType
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.compute as pc

from resolution import clusters
from resolution.consensus import pictures
from resolution.forms import Form
from resolution.models import address, image, owner, phone
from resolution.region import Decision

MODELS: Mapping[str, ModuleType] = MappingProxyType({"address": address, "image": image, "owner": owner, "phone": phone})
KEPT = 0.05  # a pair less probable says no more than one that was never compared: clustering counts both against
JOINED = 0.5  # at least so probable on average are the pairs within a value
APART = -50.0  # match weight of two forms that cannot be one value

Frequency = Mapping[str, int]


class Scorer(Protocol):
    """What compares records: `linkage.Scorer`, or anything that answers alike."""

    def score(self, entity_type: str, records: pa.Table, pairs: pa.Table) -> pa.Table:
        """`pairs` (unique_id_l, unique_id_r) with match_weight and match_probability."""


def blocking_keys(form: Form) -> tuple[str, ...]:
    """Keys of which two forms of one value share at least one; none for pictures, which `HammingIndex` finds."""
    return tuple(f"{form.kind}:{key}" for key in MODELS[form.kind].blocking_keys(form.detail)) if form.kind in MODELS else ()


def frequency_keys(form: Form) -> tuple[str, ...]:
    """Of which keys `records` wants the `frequency_step` among the forms of their kind, besides `total:<kind>`, the `total_step`."""
    return tuple(MODELS[form.kind].frequency_keys(form.detail)) if form.kind in MODELS else ()


def candidates(forms: Iterable[Form]) -> list[tuple[str, str]]:
    """Pairs of form keys that share a blocking key, smaller first, sorted."""
    sharing: dict[str, set[str]] = {}
    for form in forms:
        for key in blocking_keys(form):
            sharing.setdefault(key, set()).add(form.key)
    return sorted({(left, right) for held in sharing.values() for left in held for right in held if left < right})


def records(kind: str, forms: Sequence[Form], frequency: Frequency) -> pa.Table:
    """What Splink compares: one row a form, `unique_id` its key."""
    model = MODELS[kind]
    rows = [{"unique_id": form.key, **model.record(form.normalised, form.detail, frequency)} for form in forms]
    return pa.Table.from_pylist(rows, schema=pa.schema([("unique_id", pa.string()), *model.COLUMNS]))


def compare(
    kind: str, forms: Sequence[Form], pairs: Iterable[tuple[str, str]], scorer: Scorer, frequency: Frequency = MappingProxyType({})
) -> pa.Table:
    """The candidate pairs worth keeping, with match_weight and match_probability; those that contradict weigh `APART`."""
    asked = sorted(set(pairs))
    sides = (pa.array([pair[side] for pair in asked], pa.string()) for side in (0, 1))
    scored = scorer.score(kind, records(kind, forms, frequency), pa.table(list(sides), names=["unique_id_l", "unique_id_r"]))
    kept = _at_least(scored, KEPT).select(["unique_id_l", "unique_id_r", "match_weight", "match_probability"])
    return _contradicted(kind, {form.key: form.detail for form in forms}, kept)


def _contradicted(kind: str, details: Mapping[str, Mapping[str, Any]], kept: pa.Table) -> pa.Table:
    sides = zip(kept["unique_id_l"].to_pylist(), kept["unique_id_r"].to_pylist(), strict=True)
    against = [MODELS[kind].contradict(details[str(left)], details[str(right)]) for left, right in sides]
    if not any(against):
        return kept
    columns = (pc.if_else(pa.array(against), worst, kept[name]) for name, worst in (("match_weight", APART), ("match_probability", 0.0)))
    return pa.table([kept["unique_id_l"], kept["unique_id_r"], *columns], schema=kept.schema)


def join(kind: str, form_keys: Iterable[str], pairs: pa.Table, decisions: Sequence[Decision] = ()) -> dict[str, str]:
    """The value of each form: `pairs` are kept pairs among the forms; decisions name form keys and bind."""
    keys = sorted(set(form_keys))
    if kind == "image":
        label_of: Mapping[str, Any] = _pictures(keys, pairs, decisions)
    else:
        bound = [*decisions, *_kept_apart(kind, pairs)]
        pairs = settled(pairs)
        unscored = clusters.UNSCORED_MATCH_WEIGHT
        joined = clusters.cluster_pairs(pairs, keys, decisions=bound, threshold_match_probability=JOINED, unscored_match_weight=unscored)
        label_of = dict(zip(map(str, joined["unique_id"].to_pylist()), joined["cluster_id"].to_pylist(), strict=True))
    smallest: dict[Any, str] = {}
    for key in keys:
        smallest.setdefault(label_of[key], key)
    return {key: smallest[label_of[key]] for key in keys}


def _kept_apart(kind: str, pairs: pa.Table) -> Iterator[Decision]:
    """Pairs that no third form may bring together: writings without a unit would join all flats of a house."""
    for row in pairs.filter(pc.field("match_weight") <= APART).to_pylist():
        left, right = row["unique_id_l"], row["unique_id_r"]
        yield Decision(f"{left}|{right}", kind, frozenset({left}), frozenset({right}), "different")


def settled(pairs: pa.Table) -> pa.Table:
    """The pairs where a form that fits several excluding one another fits only those that most forms agree with.

    A line without a unit fits every flat of its house. How often a flat is written with its unit is the best sign of how often it
    is written without: the line goes to the flat of which there are most writings, and is not shared out by chance.
    """
    sides = [list(map(str, pairs[side].to_pylist())) for side in ("unique_id_l", "unique_id_r")]
    weights, probabilities = ([float(x or 0.0) for x in pairs[name].to_pylist()] for name in ("match_weight", "match_probability"))
    ends = list(zip(*sides, weights, strict=True))
    apart: dict[str, set[str]] = {}
    for left, right, weight in ends:
        if weight <= APART:
            apart.setdefault(left, set()).add(right)
            apart.setdefault(right, set()).add(left)
    if not apart:
        return pairs
    near: dict[str, set[str]] = {}
    for (left, right, _), probability in zip(ends, probabilities, strict=True):
        if probability >= JOINED:
            near.setdefault(left, set()).add(right)
            near.setdefault(right, set()).add(left)
    refused = {(form, other) for form, fitting in near.items() for other in _outdone(fitting, apart)}
    against = pa.array([(left, right) in refused or (right, left) in refused for left, right, _ in ends], pa.bool_())
    columns = (pc.if_else(against, worst, pairs[name]) for name, worst in (("match_weight", APART), ("match_probability", 0.0)))
    return pa.table([pairs["unique_id_l"], pairs["unique_id_r"], *columns], schema=pairs.schema)


def _outdone(fitting: set[str], apart: Mapping[str, set[str]]) -> set[str]:
    """Of forms of which some exclude others, those that the one with the most writings on its side excludes."""
    torn = {form for form in fitting if not fitting.isdisjoint(apart.get(form, ()))}
    return torn & apart[min(torn, key=lambda form: (len(torn & apart[form]), form))] if torn else set()


def _pictures(keys: Sequence[str], pairs: pa.Table, decisions: Sequence[Decision]) -> dict[str, int]:
    """Average linkage would part the copies of one picture: each is near the original, two of them often are not near each other."""
    probable = _at_least(pairs, JOINED)
    left, right = ([_bare(str(key)) for key in probable[side].to_pylist()] for side in ("unique_id_l", "unique_id_r"))
    bare = [
        replace(decision, left=frozenset(map(_bare, decision.left)), right=frozenset(map(_bare, decision.right))) for decision in decisions
    ]
    groups = pictures(map(_bare, keys), zip(left, right, strict=True), bare)
    return {key: groups[_bare(key)] for key in keys}


def _at_least(pairs: pa.Table, probability: float) -> pa.Table:
    return pairs.filter(pc.field("match_probability") >= probability)


def _bare(key: str) -> str:
    return key.partition(":")[2]


def cluster(
    kind: str,
    forms: Sequence[Form],
    pairs: Iterable[tuple[str, str]],
    scorer: Scorer,
    *,
    decisions: Sequence[Decision] = (),
    frequency: Frequency = MappingProxyType({}),
) -> dict[str, str]:
    """The value of each form, from candidate pairs of form keys."""
    return join(kind, (form.key for form in forms), compare(kind, forms, pairs, scorer, frequency), decisions)

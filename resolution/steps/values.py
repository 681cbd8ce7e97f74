"""Steps 2 and 3: forms that came are compared with their likes and cluster to values; every value gets its stable id."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import orjson
import pyarrow as pa

from resolution import values
from resolution.forms import Form
from resolution.linkage import frequency_step, total_step
from resolution.near import Moved, Neighbours
from resolution.profiles import CLUSTERED
from resolution.region import form_of
from resolution.steps.crowds import crowds
from resolution.steps.decided import decisions_of
from resolution.steps.identities import name_clusters
from resolution.steps.work import CHUNK, Work
from resolution.store import RecordStore

OWN_VALUE = ("phone", "email", "handle")  # kinds of which every form is its own value


def join_forms(work: Work) -> None:
    """Cluster the forms that came, went or are decided upon, with all that scored pairs connect them to."""
    for number, kind in enumerate(CLUSTERED):
        work.progress("Joining values", number, len(CLUSTERED))
        _join(work, kind, {f for f in work.forms if f.startswith(f"{kind}:")}, work.decided.get(kind, set()))
    work.progress("Joining values", len(CLUSTERED), len(CLUSTERED))
    work.values.update(form for form in work.forms if form.partition(":")[0] in OWN_VALUE)
    for kind in OWN_VALUE:
        forms = {form for form in work.forms if form.startswith(f"{kind}:")}
        work.scope(forms)
        held = {row[0] for row in work.rows("held_in_scope")}
        name_clusters(work, kind, {form: (form,) for form in held}, forms)


def _join(work: Work, kind: str, touched: set[str], decided: set[str]) -> None:
    work.scope(touched)
    known = {row[0] for row in work.rows("known_forms_in_scope")}
    held = {row[0] for row in work.rows("held_forms_in_scope")}
    if work.full:
        held |= {row[0] for row in work.store.rows("all_forms", {"kind": kind})} - (touched - held)
    came, went = held & touched - known, known - held
    near = _forget(work, went)
    stale = came | _take_up(work, kind, came, went)
    if work.full:
        stale = held
    seeds = came | stale | near | _known(work, decided)
    if kind == "image":
        seeds |= _compare_pictures(work, stale, came, went)
    elif stale:
        _compare(work, kind, stale)
    _cluster(work, kind, seeds - went, went)


def _known(work: Work, forms: Collection[str]) -> set[str]:
    work.scope(forms)
    return {row[0] for row in work.rows("known_forms_in_scope")}


def _forget(work: Work, went: Collection[str]) -> set[str]:
    """Drop forms that nothing holds; those that shared a value with them."""
    if not work.scope(went):
        return set()
    near = {row[0] for row in work.rows("forms_beside_scope")} - set(went)
    work.scope(went)
    for statement in ("delete_forms_in_scope", "delete_form_pairs_in_scope"):
        work.run(statement)
    return near


def _take_up(work: Work, kind: str, came: Collection[str], went: Collection[str]) -> set[str]:
    """Write down forms that came, with their keys; forms whose counted keys crossed a step, to be scored again."""
    details = _details(work, kind, came)
    ordered = sorted(came)
    work.store.insert("forms", {
        "form": ordered, "kind": [kind] * len(ordered), "value": ordered,
        "detail": [orjson.dumps(details[form].detail).decode() for form in ordered],
    })
    keys = [(key, form) for form in ordered for key in values.blocking_keys(details[form])]
    counted = [(f"count:{key}", form) for form in ordered for key in values.frequency_keys(details[form])]
    moved = Counter(key for key, _ in counted)
    work.scope(went)
    moved.subtract(row[0] for row in work.rows("counted_keys_in_scope"))
    work.run("delete_form_keys_in_scope")
    rows = keys + counted
    if rows:
        work.store.insert("form_keys", {"key": [key for key, _ in rows], "form": [form for _, form in rows]})
    moved[f"count:total:{kind}"] = len(came) - len(went)
    return _crossed(work, kind, moved) if came or went else set()


def _crossed(work: Work, kind: str, moved: Counter[str]) -> set[str]:
    total_key = f"count:total:{kind}"
    work.scope(moved)
    before = dict(work.rows("counts_in_scope"))
    after = {key: before.get(key, 0) + change for key, change in moved.items()}
    work.run("delete_counts_in_scope")
    present = {key: count for key, count in after.items() if count > 0}
    work.store.insert("frequency", {"key": list(present), "count": list(present.values())})
    old_total, total = before.get(total_key, 0), after[total_key]
    if total_step(old_total) != total_step(total):
        return {row[0] for row in work.store.rows("all_forms", {"kind": kind})}
    work.scope(k for k in moved if frequency_step(before.get(k, 0), total) != frequency_step(after[k], total))
    return {row[0] for row in work.rows("forms_of_keys_in_scope")}


def _details(work: Work, kind: str, came: Collection[str]) -> dict[str, Form]:
    """The forms that came, with their parts, from the profiles that hold them."""
    if kind == "image":
        return {form: Form(kind, form.partition(":")[2]) for form in came}
    details: dict[str, Form] = {}
    missing = sorted(came)
    for start in range(0, len(missing), CHUNK):
        work.scope(missing[start : start + CHUNK])
        holders = {row[0] for row in work.rows("a_holder_of_each_in_scope")}
        work.scope(holders)
        for _, profile in work.rows("profiles_in_scope"):
            for mention in orjson.loads(profile)["mentions"]:
                form = form_of(mention)
                if mention["kind"] == kind and form in came and form not in details:
                    details[form] = Form(kind, mention["normalised"], mention.get("detail", {}))
    return details


def _compare(work: Work, kind: str, stale: Collection[str]) -> None:
    """Score stale forms against all that share a key with them."""
    work.scope(stale)
    work.run("delete_form_pairs_in_scope")
    _score(work, kind, sorted({(min(row), max(row)) for row in work.rows("candidate_forms_in_scope")}))


def _compare_pictures(work: Work, stale: Collection[str], came: Collection[str], went: Collection[str]) -> set[str]:
    """Score pictures that are near each other (`stale` is all of them in a full run); those whose pairs moved."""
    if work.full:
        neighbours = work.store.caches["pictures"] = Neighbours(_hashes(stale))
        work.scope(stale)
        work.run("delete_form_pairs_in_scope")
        moved = Moved(neighbours.all_pairs(_hashes(stale)), set())
    else:
        if not came and not went:
            return set()
        moved = known_pictures(work.store, came, went).move(_hashes(came), _hashes(went))
        new = set(_hashes(came))
        work.scope(f"image:{lower}|image:{upper}" for lower, upper in moved.gained | moved.lost if lower not in new and upper not in new)
        work.run("delete_given_form_pairs_in_scope")
    _score(work, "image", [(f"image:{lower}", f"image:{upper}") for lower, upper in sorted(moved.gained)])
    return {f"image:{pdq}" for pair in moved.gained | moved.lost for pdq in pair}


def known_pictures(store: RecordStore, came: Collection[str] = (), went: Collection[str] = ()) -> Neighbours:
    """The index of the pictures that were there before these came and went, made once."""
    if "pictures" not in store.caches:
        held = {row[0] for row in store.rows("all_forms", {"kind": "image"})} - set(came) | set(went)
        store.caches["pictures"] = Neighbours(_hashes(held))
    made: Neighbours = store.caches["pictures"]
    return made


def _hashes(forms: Collection[str]) -> list[str]:
    return sorted(form.removeprefix("image:") for form in forms)


def _score(work: Work, kind: str, pairs: Sequence[tuple[str, str]]) -> None:
    """Score these pairs of forms and write down those worth keeping."""
    if not pairs:
        return
    work.scope({form for pair in pairs for form in pair})
    forms = [Form(kind, form.partition(":")[2], orjson.loads(detail)) for form, detail in work.rows("forms_in_scope")]
    keys = sorted({f"count:{key}" for form in forms for key in values.frequency_keys(form)})
    kept = values.compare(kind, forms, pairs, work.scorer, steps(work, keys, f"count:total:{kind}"))
    ends = [tuple(sorted(map(str, pair))) for pair in zip(kept["unique_id_l"].to_pylist(), kept["unique_id_r"].to_pylist(), strict=True)]
    work.store.insert("form_pairs", {
        "kind": [kind] * len(ends),
        "lower": [lower for lower, _ in ends],
        "upper": [upper for _, upper in ends],
        "match_weight": kept["match_weight"].to_pylist(),
        "match_probability": kept["match_probability"].to_pylist(),
    })


def steps(work: Work, keys: Collection[str], total_key: str) -> dict[str, int]:
    """The frequency step of each counted key, by its name without `count:`."""
    work.scope([*keys, total_key])
    counts = dict(work.rows("counts_in_scope"))
    total = counts.get(total_key, 0)
    found = {key.removeprefix("count:"): frequency_step(counts.get(key, 0), total) for key in keys}
    return found | {total_key.removeprefix("count:"): total_step(total)}


def _cluster(work: Work, kind: str, seeds: Collection[str], went: Collection[str]) -> None:
    """Cluster again what scored pairs connect with the seeds; name the values; tell which ones changed."""
    forms, pairs = _connected(work, kind, seeds)
    if not forms and not went:
        return
    work.scope(forms)
    before = dict(work.rows("values_of_forms_in_scope"))
    table = pa.table({
        "unique_id_l": pa.array([p[0] for p in pairs], pa.string()), "unique_id_r": pa.array([p[1] for p in pairs], pa.string()),
        "match_weight": pa.array([p[2] for p in pairs], pa.float64()), "match_probability": pa.array([p[3] for p in pairs], pa.float64()),
    })
    after = values.join(kind, forms, table, [d for d in decisions_of(work, kind) if (d.left | d.right) & forms])
    changed = {form: value for form, value in after.items() if before.get(form) != value}
    _rewrite(work, changed)
    work.rewritten.update(changed.values(), (before[form] for form in changed if form in before))
    work.values |= work.rewritten
    work.values.update(after[form] for form in work.forms & after.keys())
    work.values.update(went)
    clusters: dict[str, list[str]] = defaultdict(list)
    for form, value in after.items():
        clusters[value].append(form)
    name_clusters(work, kind, clusters, {*forms, *went})


def _rewrite(work: Work, changed: Mapping[str, str]) -> None:
    if not changed:
        return
    work.store.state.replace_labels(changed)
    work.scope(changed)
    before = {row[1] for row in work.rows("values_of_forms_in_scope")}
    crowds(work).forget({*before, *changed.values()})
    work.scope(before)
    work.run("set_holding_values")
    work.store.run("set_form_values")
    # Who meets at a phone is told by what else its ads share, and that has changed for those that hold these forms.
    work.scope(changed.values())
    work.values.update(row[0] for row in work.rows("phones_beside_labelled_forms"))


def _connected(work: Work, kind: str, seeds: Iterable[str]) -> tuple[set[str], list[tuple[Any, ...]]]:
    """All forms that scored pairs or decisions connect with the seeds, and those pairs."""
    forms, frontier = set(seeds), set(seeds)
    pairs: set[tuple[Any, ...]] = set()
    same = [d.left | d.right for d in decisions_of(work, kind) if d.answer == "same"]
    while frontier:
        work.scope(frontier)
        found = {tuple(row) for row in work.rows("form_pairs_in_scope")} - pairs
        pairs |= found
        bound = {form for sides in same if sides & frontier for form in sides}
        frontier = ({end for pair in found for end in pair[:2]} | _known(work, bound - forms)) - forms
        forms |= frontier
    return forms, sorted(pairs)

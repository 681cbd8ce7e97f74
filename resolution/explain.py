"""Why two things are or are not one, in words and match weights, with what stands in the ads."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

import orjson

from resolution import person_records, pipeline, values
from resolution.errors import Unfit, Unknown
from resolution.forms import Form
from resolution.golden import CAVEAT
from resolution.linkage import WaterfallStep, probability
from resolution.profiles import CLUSTERED, Profile
from resolution.region import Region, form_of
from resolution.steps.decided import decisions_of
from resolution.steps.regions import read_region
from resolution.steps.values import steps
from resolution.steps.work import Work
from resolution.store import RecordStore

MOST_TIES = 200
MOST_HOLDERS = 100  # ads that a phone's written forms are looked for in
COMPARED = ("person", "phone", *CLUSTERED)


def explain(store: RecordStore, a: str, b: str) -> dict[str, Any]:
    """The match-weight waterfall of two ads, or of the closest records of two entities of one type; what joined them or kept them apart."""
    kind, left = _records(store, a)
    other, right = _records(store, b)
    if kind != other:
        raise Unfit(f"{a} is a {kind} and {b} is a {other}: only two of one type can be compared.")
    with store.transaction():
        work = _reader(store)
        found = _persons(work, left, right) if kind == "person" else _values(work, kind, left, right)
    return {"a": a, "b": b, "entity_type": kind, **found, "caveat": CAVEAT}


def why(store: RecordStore, entity_id: str) -> dict[str, Any]:
    """The evidence that built an entity: for each record, what ties it to the others most."""
    kind = entity_id.partition("-")[0]
    records = store.records_of(entity_id)
    if not records:
        raise Unknown(f"Nothing is held as {entity_id}.")
    node = next(iter(store.graph_nodes([entity_id])), {})
    record = orjson.loads(node.get("properties", {}).get("record", "{}"))
    about = {"entity_id": entity_id, "entity_type": kind, "records": records[:MOST_TIES], "caveat": CAVEAT}
    if kind == "network":
        return about | {"held_together": record.get("held_together"), "indicators": record.get("indicators", [])}
    if kind == "person":
        ties = store.rows("ties_of_ads", {"ads": records})
        shared = _shared(store.profiles(records))
    else:
        ties = store.rows("ties_of_forms", {"forms": records})
        shared = []
    told = [{"a": one, "b": two, "match_weight": round(w, 3), "match_probability": round(p, 6)} for one, two, w, p in ties[:MOST_TIES]]
    return about | {"pairs": told, "shared": shared, "hub": record.get("hub"), "text": _summary(kind, records, told)}


def _summary(kind: str, records: list[str], pairs: list[dict[str, Any]]) -> str:
    what = "ads" if kind == "person" else "spellings"
    if len(records) == 1:
        return f"It rests on one of the {what} alone."
    if not pairs:
        return f"{len(records)} {what} are taken for one by decision or by being written alike."
    weakest = min(pairs, key=lambda p: p["match_weight"])
    return f"{len(records)} {what} are tied by {len(pairs)} compared pairs; the weakest has a match weight of {weakest['match_weight']}."


def _shared(profiles: Mapping[str, Profile]) -> list[dict[str, Any]]:
    """Values that several ads give, with which."""
    ads: dict[str, set[str]] = defaultdict(set)
    for ad, profile in profiles.items():
        for mention in profile["mentions"]:
            ads[form_of(mention)].add(ad)
    return [{"value": value, "ads": sorted(held)} for value, held in sorted(ads.items()) if len(held) > 1]


def _records(store: RecordStore, end: str) -> tuple[str, list[str]]:
    if store.persons_of([end]):
        return "person", [end]
    records = store.records_of(end)
    if not records:
        raise Unknown(f"Nothing is held as {end}.")
    kind = end.partition("-")[0]
    if kind not in COMPARED:
        raise Unfit(f"{end} is a {kind}: ads, persons, phones, addresses, images and owners are compared; other values are equal or they are not.")
    return kind, records


def _reader(store: RecordStore) -> Work:
    return Work(store, pipeline.current_model(store), pipeline.scorer(store), "", 0, False, lambda *_: None)


def _persons(work: Work, left: list[str], right: list[str]) -> dict[str, Any]:
    region, profiles = _region(work, {*left, *right})
    pairs = {(one, two): (weight, probability) for one, two, weight, probability in work.store.rows("ties_of_ads", {"ads": sorted(region.ads)})}
    a, b = max(((x, y) for x in left for y in right), key=lambda p: (pairs.get(_ordered(*p), (-1e9, 0.0))[0], p))
    rows = {row["unique_id"]: row for row in person_records.build(region).to_pylist()}
    waterfall = work.scorer.waterfall("person", rows[min(a, b)], rows[max(a, b)])
    persons = work.store.persons_of(region.ads)
    members: dict[str, set[str]] = defaultdict(set)
    for ad, person in persons.items():
        members[person].add(ad)
    same = persons.get(a) == persons.get(b)
    found = _compared(waterfall, profiles, a, b)
    found |= {"same_entity": same, "compared": list(_ordered(a, b)), "decisions": _decisions(work, "person", {a, b})}
    if same:
        found["chain"] = chain(a, b, {p: w for p, (w, _) in pairs.items() if set(p) <= members[persons[a]]})
    else:
        found["against"] = [step["text"] for step in found["waterfall"] if step["match_weight"] < 0]
    return found


def _region(work: Work, ads: set[str]) -> tuple[Region, dict[str, Profile]]:
    """The regions in which these ads stand, read as one."""
    work.scope(ads)
    labels = {row[0] for row in work.rows("components_in_scope")}
    work.scope(labels)
    component = dict(work.rows("items_by_component_in_scope"))
    region = read_region(work, component, component).region
    work.scope(ads)
    return region, {item: orjson.loads(profile) for item, profile in work.rows("profiles_in_scope")}


def _ordered(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a <= b else (b, a)


def _compared(waterfall: Iterable[WaterfallStep], profiles: Mapping[str, Profile], a: str, b: str) -> dict[str, Any]:
    steps_told = [_told(step) for step in waterfall]
    weight = sum(step["match_weight"] for step in steps_told)
    where = [
        {"value": form_of(m), "ads": [{"ad": ad, "raw": m["raw"], "field": m["field"], "start": m["start"], "end": m["end"]} for ad, m in held]}
        for held in _common(profiles, a, b)
        for m in [held[0][1]]
    ]
    return {
        "match_weight": round(weight, 4),
        "match_probability": round(probability(weight), 6),
        "waterfall": steps_told,
        "shared": where,
    }


def _common(profiles: Mapping[str, Profile], a: str, b: str) -> list[list[tuple[str, dict[str, Any]]]]:
    """Mentions of one value in both ads."""
    held: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for ad in (a, b):
        for mention in profiles[ad]["mentions"] if ad in profiles else ():
            held[form_of(mention)].setdefault(ad, mention)
    return [sorted(by_ad.items()) for _, by_ad in sorted(held.items()) if len(by_ad) > 1]


def _told(step: WaterfallStep) -> dict[str, Any]:
    direction = "for" if step.match_weight > 0 else "against"
    text = f"{step.comparison.replace('_', ' ')}: {step.level}" + ("" if step.match_weight == 0 else f" ({abs(step.match_weight):.1f} bits {direction})")
    return {
        "comparison": step.comparison, "level": step.level, "match_weight": round(step.match_weight, 4),
        "term_frequency_weight": round(step.term_frequency_weight, 4), "left": step.left, "right": step.right, "text": text,
    }  # fmt: skip


def chain(a: str, b: str, weights: Mapping[tuple[str, str], float]) -> dict[str, Any] | None:
    """The chain of pairs from `a` to `b` whose weakest pair is the strongest possible; None where compared pairs do not connect them."""
    beside: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for (one, two), weight in sorted(weights.items()):
        beside[one].append((two, weight))
        beside[two].append((one, weight))
    reached: dict[str, tuple[float, str]] = {}
    queue: list[tuple[float, str, str]] = [(-float("inf"), a, "")]
    while queue:
        worst, node, before = heapq.heappop(queue)
        if node in reached:
            continue
        reached[node] = (-worst, before)
        for other, weight in beside[node]:
            if other not in reached:
                heapq.heappush(queue, (max(worst, -weight), other, node))
    if b not in reached:
        return None
    path = [b]
    while path[-1] != a:
        path.append(reached[path[-1]][1])
    path.reverse()
    links: list[dict[str, Any]] = [{"a": x, "b": y, "match_weight": round(weights[_ordered(x, y)], 4)} for x, y in pairwise(path)]
    return {"steps": links, "weakest": min(links, key=lambda s: float(s["match_weight"]), default=None)}


def _values(work: Work, kind: str, left: list[str], right: list[str]) -> dict[str, Any]:
    forms = _written_numbers(work, {*left, *right}) if kind == "phone" else _forms(work, kind, {*left, *right})
    work.scope(forms)
    kept = {_ordered(one, two): weight for one, two, weight, _ in work.rows("form_pairs_in_scope")}
    a, b = max(((x, y) for x in left for y in right if {x, y} <= forms.keys()), key=lambda p: (kept.get(_ordered(*p), -1e9), p))
    keys = sorted({f"count:{key}" for form in (a, b) for key in values.frequency_keys(forms[form])})
    records = values.records(kind, [forms[a], forms[b]], steps(work, keys, f"count:total:{kind}")).to_pylist()
    by_id = {row["unique_id"]: row for row in records}
    found = _compared(work.scorer.waterfall(kind, by_id[min(a, b)], by_id[max(a, b)]), {}, a, b)
    same = bool(set(left) & set(right)) or work.store.entities_named(kind, [a]) == work.store.entities_named(kind, [b])
    return found | {"same_entity": same, "compared": list(_ordered(a, b)), "decisions": _decisions(work, kind, {a, b})}


def _forms(work: Work, kind: str, keys: set[str]) -> dict[str, Form]:
    work.scope(keys)
    return {form: Form(kind, form.partition(":")[2], orjson.loads(detail)) for form, detail in work.rows("forms_in_scope")}


def _written_numbers(work: Work, phones: set[str]) -> dict[str, Form]:
    """Phones as they are written: with what their least doubtful writing may be read as, and the country of its ad."""
    work.scope(item for phone in phones for item, _ in work.store.rows("first_holders", {"value": phone, "most": MOST_HOLDERS}))
    written: dict[str, list[tuple[int, str, dict[str, Any]]]] = defaultdict(list)
    for item, text in work.rows("profiles_in_scope"):
        profile = orjson.loads(text)
        for mention in profile["mentions"]:
            if (form := form_of(mention)) in phones:
                readings = mention.get("readings") or [[mention["normalised"], 1.0]]
                written[form].append((len(readings), item, {"readings": readings, "country": profile.get("country")}))
    return {form: Form("phone", form.partition(":")[2], min(held, key=lambda one: one[:2])[2]) for form, held in sorted(written.items())}


def _decisions(work: Work, kind: str, records: set[str]) -> list[dict[str, str]]:
    return [{"decision_id": d.decision_id, "decision": d.answer} for d in decisions_of(work, kind) if (d.left | d.right) & records]

"""Rows of the graph as it should be, and the change log that tells projections which of them moved."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from statistics import median
from typing import Any

import orjson

from resolution import golden
from resolution.profiles import CLUSTERED
from resolution.region import Hub, Network, form_of
from resolution.relationships import Rows, entity
from resolution.steps.crowds import crowds
from resolution.steps.work import CHUNK, Work
from resolution.summary import Known, summarise
from resolution.units import Resolved

HUBS = "hubs"  # owns the nodes of hubs, and of pictures that several regions show
WORLD = "world"  # owns places and sites
SIMILAR = "similar"  # owns relationships between pictures that are near and not the same
MOST_POSITIONS = 50  # ads of a place whose coordinates its own are the median of
MOST_FORMS = 200  # holders of a hub that its record is made from
MOST_WRITINGS = 50_000  # holders of hubs of which is kept how they write them: some tens of megabytes
NODE = ("graph_nodes", "id", "unit", "type", "label", "properties")
RELATIONSHIP = ("graph_relationships", "id", "unit", "source", "target", "type", "probability", "ads", "first_seen", "last_seen", "evidence", "properties")


def replace_units(work: Work, stale: Collection[str], gone: Collection[str], rows: Rows) -> None:
    """What the units in `stale` and `gone` held becomes `rows`; only what differs is written and logged."""
    work.scope({*stale, *gone})
    old_relationships = {row[0]: row[1:] for row in work.rows("graph_relationships_of_units_in_scope")}
    new_nodes = {key: (key, *row) for key, row in rows.nodes.items()}
    work.scope({*new_nodes, *gone})  # another unit, or the hubs, may have owned them until now
    old_nodes = {row[0]: row[1:] for row in work.rows("graph_nodes_by_id") if row[0] in new_nodes or row[1] == row[0]}
    work.scope(rows.relationships.keys() - old_relationships.keys())
    old_relationships.update((row[0], row[1:]) for row in work.rows("graph_relationships_by_id"))
    _write(work, NODE, old_nodes, new_nodes)
    _write(work, RELATIONSHIP, old_relationships, rows.relationships)


def replace_given(work: Work, kind: str, keys: Collection[str], new: Mapping[str, tuple[Any, ...]]) -> None:
    """The nodes or relationships with these ids become `new`; those without a new state are removed."""
    spec = NODE if kind == "node" else RELATIONSHIP
    work.scope(keys)
    _write(work, spec, {row[0]: row[1:] for row in work.rows(f"{spec[0]}_by_id")}, new)


def _write(work: Work, spec: tuple[str, ...], old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    (table, *columns), kind = spec, "node" if spec is NODE else "relationship"
    moved = {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
    # A row that only changed its owner is the same to the graph.
    told = sorted(key for key in moved if key not in old or key not in new or old[key][1:] != new[key][1:])
    work.scope(moved)
    work.run(f"delete_{table}_by_id")
    work.append(table, columns, [(key, *new[key]) for key in sorted(moved & new.keys())])
    log(work, kind, {key: "put" if key in new else "remove" for key in told})
    if kind == "node":
        work.entities.update(key for key in told if key in new and new[key][1] not in ("ad", "place", "site"))


def log(work: Work, kind: str, operations: Mapping[str, str]) -> None:
    """Append what changed to the change log."""
    first = work.position + 1
    work.position += len(operations)
    work.changes += len(operations)
    work.store.insert("changes", {
        "position": list(range(first, first + len(operations))), "run_id": [work.run_id] * len(operations),
        "op": list(operations.values()), "kind": [kind] * len(operations), "id": list(operations),
    })


def network_node(rows: Rows, resolved: Resolved, network: Network, value_labels: Mapping[str, str]) -> None:
    """Add the node of a network, with its summary as its record; `value_labels` are by entity id."""
    network_id = resolved.network_ids[network.key]
    ids = {**resolved.value_ids, **resolved.person_ids}
    briefs = {ad: resolved.briefs[ad] for ad in sorted(network.ads)}
    seen = {ad: (told["first_seen"], told["last_seen"]) for ad, told in briefs.items()}
    labels = {told["places"][-1][1]: told["city"] for told in briefs.values() if told["places"] and told["city"]}
    labels |= {value: value_labels[ids[value]] for value in network.values if ids.get(value) in value_labels}
    summary: dict[str, Any] = summarise(network, resolved.region, resolved.persons.cluster_of, Known(seen, ids, labels))
    size = summary["size"]
    properties = {
        "network_id": network_id,
        "persons": size["person"], "phones": size["phone"], "addresses": size["address"], "images": size["image"],
        "emails": size["email"], "handles": size["handle"], "owners": size["owner"], "ads": size["ad"],
        "size": sum(count for kind, count in size.items() if kind != "ad"),
        "first_seen": summary["first_seen"], "last_seen": summary["last_seen"], "probability": round(network.probability, 6),
        "countries": [c["country"] for c in summary["countries"]], "cities": [c["city"] for c in summary["cities"]],
        "sites": [s["site"] for s in summary["sites"]],
        "growth": _growth(summary["ads_per_week"]), "cohesion": _cohesion(network),
        "indicators": [i["code"] for i in summary["indicators"]], "referral": bool(summary["referral"]),
        "owners_search": " ".join(sorted(labels[v] for v in network.values if v.startswith("owner:") and v in labels)),
        "record": orjson.dumps({"network_id": network_id, **summary}, option=orjson.OPT_SORT_KEYS).decode(),
    }  # fmt: skip
    rows.node(network_id, "network", f"{size['person']} persons, {size['phone']} phones", properties)


def _growth(weeks: list[dict[str, Any]]) -> float:
    """Ads a week in the latest four weeks over those in the four before; 0 if there were none before."""
    counts = [week["ads"] for week in weeks]
    late, early = sum(counts[-4:]), sum(counts[-8:-4])
    return round(late / early, 3) if early else 0.0


def _cohesion(network: Network) -> float:
    """Reasons that hold it together, for each that it needs at the least: 1 is a tree, more is firmer."""
    ends = {end for joint in network.joints for end in (joint.left, joint.right)}
    return round(len(network.joints) / max(1, len(ends) - 1), 3)


def write_hubs(work: Work) -> None:
    """The nodes of values that no one region owns, where their holders or figures moved; those that a region owns again go to it."""
    work.scope(work.values)
    touched = {row[0] for row in (work.store.rows("all_hubs") if work.full else work.rows("hubs_in_scope"))} | work.hubs
    touched |= {value for value in work.values if value.startswith("image:")}
    ordered = sorted(touched)
    for start in range(0, len(ordered), CHUNK):
        _write_hubs(work, ordered[start : start + CHUNK])


def _write_hubs(work: Work, values: list[str]) -> None:
    work.scope(values)
    hubs = {value: Hub(kind, reason, text, orjson.loads(figures)) for value, kind, reason, text, figures in work.rows("hubs_in_scope")}
    work.scope(value for value in values if value not in hubs)
    shared = {row[0] for row in work.rows("spread_values_in_scope")} | hubs.keys()
    work.scope(f"{value.partition(':')[0]}|{value}" for value in values)
    ids = {record.partition("|")[2]: entity_id for record, entity_id in work.rows("members_in_scope")}
    past = {row[0] for row in work.rows("former_ids_in_scope")}
    work.scope({*ids.values(), *past})
    owned = {row[0] for row in work.rows("graph_nodes_by_id") if row[1] == HUBS}
    crowded = crowds(work).among(work, shared)
    work.scope(shared - crowded.keys())
    dates = {row[0]: row[1:] for row in work.rows("dates_in_scope")} | {value: crowd.dates() for value, crowd in crowded.items()}
    forms = _forms(work, shared)
    rows = Rows()
    for value in sorted(shared & ids.keys() & dates.keys()):
        ads, first, last = dates[value]
        found = golden.value(value, forms.get(value, ()), ads, (first, last), hubs.get(value))
        entity(rows, ids[value], value.partition(":")[0], found, None)
    replace_given(work, "node", owned | rows.nodes.keys(), {key: (HUBS, *row) for key, row in rows.nodes.items()})


def _forms(work: Work, values: Collection[str]) -> dict[str, list[tuple[str, str]]]:
    """How the first holders of each value write it: what an item was found to write is kept, as long as it says the same."""
    kept: dict[tuple[str, str], tuple[object, list[tuple[str, str]]]] = work.store.caches.setdefault("writings", {})
    holders = {value: dict(work.store.rows("first_holders", {"value": value, "most": MOST_FORMS})) for value in values}
    work.scope(item for items in holders.values() for item in items)
    said = dict(work.rows("digests_in_scope"))
    here = {(value, item): (forms, said[item]) for value, items in holders.items() for item, forms in items.items()}
    if len(kept) + len(here) > MOST_WRITINGS:
        kept.clear()
    moved = {key for key in here if key not in kept or kept[key][0] != here[key]}
    work.scope(item for _, item in moved)
    profiles = {item: orjson.loads(profile) for item, profile in work.rows("profiles_in_scope")}
    value_of = {form: value for value, form in work.rows("clustered_in_scope", {"kinds": CLUSTERED})}
    for value, item in moved:
        mentions = [(m, form_of(m)) for m in profiles[item]["mentions"]]
        kept[value, item] = here[value, item], [(m["raw"], m["normalised"]) for m, form in mentions if value_of.get(form, form) == value]
    return {value: [written for item in items for written in kept[value, item][1]] for value, items in holders.items()}


def write_world(work: Work) -> None:
    """The nodes of places and sites: there as long as an ad is."""
    keys = sorted(work.keys)
    work.scope(keys)
    counts = dict(work.rows("counts_in_scope"))
    where = {key: at for key in keys if key.startswith("place:") and (at := _position(work, key))}
    nodes: dict[str, tuple[Any, ...]] = {}
    for key in keys:
        if counts.get(key, 0) > 0:
            kind, _, name = key.partition(":")
            country, _, city = name.partition("/")
            flat: dict[str, Any] = {"place": name, "country": country, "city": city} if kind == "place" else {"site": name}
            if kind == "place" and key in where:
                flat |= {"lat": where[key][0], "lon": where[key][1]}
            label = city.title() or country if kind == "place" else name
            nodes[key] = (WORLD, kind, label, orjson.dumps({**flat, "search": label}, option=orjson.OPT_SORT_KEYS).decode())
    replace_given(work, "node", keys, nodes)


def _position(work: Work, place: str) -> tuple[float, float] | None:
    """Where a place lies: the median of the coordinates that its first ads by key give."""
    given = [at for at in work.store.rows("first_ads_at", {"place": place, "most": MOST_POSITIONS}) if None not in at]
    return (round(median(at[0] for at in given), 4), round(median(at[1] for at in given), 4)) if given else None


def write_similar(work: Work) -> None:
    """Relationships between pictures that are near by their hashes and were not taken for one."""
    touched = sorted(v for v in work.values if v.startswith("image:"))
    for start in range(0, len(touched), CHUNK):
        work.scope(touched[start : start + CHUNK])
        near = work.rows("similar_in_scope")
        old = {row[0] for row in work.rows("similar_rows_in_scope")}
        new = {}
        for left, right, probability in near:
            low, high = sorted((left, right))
            key = f"{low}|SIMILAR_TO|{high}"
            new[key] = (SIMILAR, low, high, "SIMILAR_TO", round(probability, 6), 0, None, None, "[]", "{}")
        replace_given(work, "relationship", old | new.keys(), new)

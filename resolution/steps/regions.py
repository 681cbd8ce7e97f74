"""Steps 8 and 9: each region that something moved in is resolved to persons and networks, and what changed of it is written down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import orjson

from resolution import networks
from resolution.linkage import frequency_step
from resolution.models import person
from resolution.persons import resolve_persons
from resolution.profiles import CLUSTERED, Profile, resolved_ad, subscription
from resolution.region import Hub, Network, Region, SeriesPair, form_of
from resolution.relationships import Resolved, Rows, rows_of
from resolution.scores import COLUMNS, Scores
from resolution.steps.decided import decisions_of
from resolution.steps.graph import network_node, replace_rows
from resolution.steps.hubs import SERIES_AT_LEAST
from resolution.steps.identities import name_clusters
from resolution.steps.items import TOTAL, counted_keys
from resolution.steps.work import CHUNK, Work

PAIR_WORTH_KEEPING = 0.01  # match probability from which on a pair of ads is kept for review, explanation and estimates


def resolve_regions(work: Work, components: Mapping[str, str]) -> None:
    """Resolve the regions in `components` (item -> label)."""
    done = 0
    work.progress("Resolving persons and networks", 0, len(components))
    for labels, items in _chunks(components, work.before, work.labels["component"]):
        _resolve(work, labels, items)
        done += len(items)
        work.progress("Resolving persons and networks", done, len(components))


def _chunks(components: Mapping[str, str], before: Mapping[str, str | None], touched: Collection[str]) -> Iterator[tuple[set[str], list[str]]]:
    """Labels and items that belong together, some thousand items at a time: what was one region or is one now is never parted."""
    parent: dict[str, str] = {}

    def find(label: str) -> str:
        while parent.setdefault(label, label) != label:
            parent[label] = label = parent[parent[label]]
        return label

    for item, label in components.items():
        parent[find(before.get(item) or label)] = find(label)
    items: dict[str, list[str]] = defaultdict(list)
    labels: dict[str, set[str]] = defaultdict(set)
    for item, label in components.items():
        items[find(label)].append(item)
    for label in {*parent, *touched}:
        labels[find(label)].add(label)
    batch: tuple[set[str], list[str]] = (set(), [])
    for root in sorted(labels):
        batch = (batch[0] | labels[root], batch[1] + items[root])
        if len(batch[1]) >= CHUNK:
            yield batch
            batch = (set(), [])
    if batch[0]:
        yield batch


def _resolve(work: Work, labels: set[str], items: list[str]) -> None:
    work.scope(items)
    profiles = {item: orjson.loads(profile) for item, profile in work.rows("profiles_in_scope")}
    component = {item: label for item, _, _, label in work.rows("labels_in_scope")}
    value_of = {form: value for value, form in work.rows("clustered_in_scope", {"kinds": CLUSTERED})}
    work.scope(items)
    spread = {value: Hub("image", "spread", "shown in several regions", {}) for (value,) in work.rows("spread_pictures_in_scope")}
    region = read_region(work, profiles, value_of, component)
    persons = resolve_persons(region, work.scorer, _known_scores(work, labels))
    persons = persons.regrouped(networks.parted(region, persons.cluster_of, persons.pairs))
    # A picture that several regions show belongs to the networks of none.
    region = replace(region, hubs={**region.hubs, **spread})
    work.hubs |= spread.keys()  # it may have been this region's alone until now
    found = networks.find(region, persons.cluster_of, persons.pairs)
    value_ids = _value_ids(work, {value_of.get(form, form) for form in _forms(profiles)}, region)
    person_ids, network_ids = _identify(work, labels, region, persons.cluster_of, found)
    resolved = Resolved(region, profiles, persons, found, person_ids, network_ids, value_ids, value_of)
    rows = rows_of(resolved)
    for network in found:
        network_node(rows, resolved, network)
    _keep_pairs(work, labels, persons.pairs, component)
    _keep_scores(work, labels, persons.scores, component)
    work.entities.update(_touched(resolved, work.items))
    replace_rows(work, labels, rows, _owners(rows, resolved, component))


def _forms(profiles: Mapping[str, Profile]) -> Iterator[str]:
    """Every value as it was written, also in a directory row that names no subscriber."""
    return (form_of(mention) for profile in profiles.values() for mention in profile["mentions"] if mention["kind"] != "name")


def _touched(resolved: Resolved, items: Collection[str]) -> Iterator[str]:
    """The persons, networks and values of the items that changed, whether or not these changed too."""
    clusters = {resolved.persons.cluster_of[item] for item in resolved.region.ads.keys() & items}
    yield from (resolved.person_ids[cluster] for cluster in clusters)
    yield from (resolved.network_ids[network.key] for network in resolved.networks if network.persons & clusters)
    held = {value for item in resolved.region.ads.keys() & items for value in resolved.region.ads[item].values}
    yield from (resolved.value_ids[value] for value in held if value in resolved.value_ids)


def read_region(
    work: Work, profiles: Mapping[str, Profile], value_of: Mapping[str, str], component: Mapping[str, str] = MappingProxyType({})
) -> Region:
    """The region that these items make up, with everything that its scores follow."""
    work.scope(profiles)
    ads = {item: resolved_ad(item, profile, value_of, component.get(item, "")) for item, profile in profiles.items() if not profile.get("row")}
    rows = tuple(s for profile in profiles.values() if profile.get("row") and (s := subscription(profile, value_of)))
    series = tuple(SeriesPair(*row) for row in sorted(work.rows("series_of_items_in_scope", {"least": SERIES_AT_LEAST})))
    hubs = {value: Hub(kind, reason, text, orjson.loads(figures)) for value, kind, reason, text, figures in work.rows("hubs_of_items_in_scope")}
    series = tuple(pair for pair in series if pair.left not in hubs and pair.right not in hubs)
    keys = {key for ad in ads.values() for key in counted_keys(ad)}
    work.scope({*keys, TOTAL})
    counts = dict(work.rows("counts_in_scope"))
    frequency = {key: frequency_step(counts.get(key, 0), counts.get(TOTAL, 0)) for key in keys}
    decisions = tuple(d for d in decisions_of(work, "person") if (d.left | d.right) & ads.keys())
    return Region(ads, rows, series, hubs, frequency, decisions)


def _identify(
    work: Work, labels: Collection[str], region: Region, cluster_of: Mapping[str, str], found: Collection[Network]
) -> tuple[dict[str, str], dict[str, str]]:
    """Ids of the persons and networks of a region."""
    persons: dict[str, list[str]] = defaultdict(list)
    for ad in sorted(cluster_of):
        persons[cluster_of[ad]].append(ad)
    ads = {*region.ads, *(ad for ad in work.gone if work.gone[ad] in labels)}
    person_ids = name_clusters(work, "person", persons, ads)
    network_ids = name_clusters(work, "network", {network.key: network.ads for network in found}, ads)
    return person_ids, network_ids


def _value_ids(work: Work, held: Collection[str], region: Region) -> dict[str, str]:
    """Ids of the values held in a region and of those in series with them."""
    work.scope(f"{value.partition(':')[0]}|{value}" for value in {*held, *(end for pair in region.series for end in (pair.left, pair.right))})
    return {record.partition("|")[2]: entity_id for record, entity_id in work.rows("members_in_scope")}


def _keep_pairs(work: Work, labels: Collection[str], pairs: Collection[Any], component: Mapping[str, str]) -> None:
    work.scope(labels)
    work.run("delete_person_pairs_in_scope")
    kept = [p for p in pairs if p.match_probability >= PAIR_WORTH_KEEPING]
    work.store.insert("person_pairs", {
        "component": [component[p.left] for p in kept], "lower": [p.left for p in kept], "upper": [p.right for p in kept],
        "match_weight": [p.match_weight for p in kept], "match_probability": [p.match_probability for p in kept],
    })


def _known_scores(work: Work, labels: Collection[str]) -> Scores:
    """The scores that these regions were resolved by; a full run scores everything anew."""
    work.scope(() if work.full else labels)
    return Scores.stored(((row[0], row[1], row[2], row[3], row[4]) for row in work.rows("scores_in_scope")), len(person.LABELS))


def _keep_scores(work: Work, labels: Collection[str], scores: Scores, component: Mapping[str, str]) -> None:
    work.scope(labels)
    work.run("delete_scores_in_scope")
    kept = [(region, *row) for region, row in scores.rows(component)]
    if kept:
        work.store.insert("scores", dict(zip(("component", *COLUMNS), zip(*kept, strict=True), strict=True)))


def _owners(rows: Rows, resolved: Resolved, component: Mapping[str, str]) -> dict[str, str]:
    """The component that owns each node: that of any item which shows it."""
    owners = {item: component[item] for item in resolved.region.ads}
    owners.update({resolved.person_ids[cluster]: component[ad] for ad, cluster in resolved.persons.cluster_of.items()})
    owners.update({resolved.network_ids[network.key]: component[network.key] for network in resolved.networks})
    for item, profile in resolved.profiles.items():
        for mention in profile["mentions"]:
            form = f"{mention['kind']}:{mention['normalised']}"
            entity_id = resolved.value_ids.get(resolved.value_of.get(form, form))
            if entity_id in rows.nodes:
                owners[entity_id] = component[item]
    return owners

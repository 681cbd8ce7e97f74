"""Steps 8 and 9: each region that something moved in is resolved to persons and networks, and what changed of it is written down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import orjson

from resolution import networks
from resolution.joints import strong_joints
from resolution.linkage import frequency_step
from resolution.models import person
from resolution.person_records import frequency_keys
from resolution.persons import resolve_persons
from resolution.profiles import CLUSTERED, Profile, resolved_ad, subscription
from resolution.region import Hub, Network, Region, ResolvedAd, SeriesPair
from resolution.relationships import Rows, rows_of
from resolution.scores import COLUMNS, Scores
from resolution.steps.decided import decisions_of
from resolution.steps.graph import network_node, replace_units
from resolution.steps.hubs import SERIES_AT_LEAST
from resolution.steps.identities import name_clusters
from resolution.steps.items import TOTAL
from resolution.steps.work import CHUNK, Work
from resolution.units import Resolved, digests

MOST_ITEMS = 20_000  # that are kept as they were read: some kilobytes each
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
    component = {item: label for item, _, _, label in work.rows("labels_in_scope")}
    spread = {value: Hub("image", "spread", "shown in several regions", {}) for (value,) in work.rows("spread_pictures_in_scope")}
    read = read_region(work, items, component)
    region = read.region
    persons = resolve_persons(region, work.scorer, _known_scores(work, labels))
    strong = strong_joints(region, persons.cluster_of, persons.pairs)
    parted = networks.parted(region, persons.cluster_of, strong)
    if parted != persons.cluster_of:
        persons = persons.regrouped(parted)
        strong = strong_joints(region, persons.cluster_of, persons.pairs)
    # A picture that several regions show belongs to the networks of none.
    region = replace(region, hubs={**region.hubs, **spread})
    found = networks.held_by(region, persons.cluster_of, strong)
    resolved = Resolved(region, read.briefs, read.value_of, persons, found, *_identify(work, labels, read, persons.cluster_of, found))
    _keep_pairs(work, labels, persons.pairs, component)
    _keep_scores(work, labels, persons.scores, component)
    work.entities.update(_touched(resolved, work.items))
    gone = _write_units(work, labels, resolved, component)
    work.hubs |= {value for value in spread if resolved.value_ids[value] in gone}  # until now it was this region's alone


def _write_units(work: Work, labels: set[str], resolved: Resolved, component: Mapping[str, str]) -> set[str]:
    """Write what changed of the graph: the units whose digests moved, and those that are no more, which are returned."""
    work.scope(labels)
    kept = list(work.rows("units_in_scope"))
    before = {unit: number for _, units, numbers in kept for unit, number in zip(orjson.loads(units), np.frombuffer(numbers, np.int64).tolist(), strict=True)}
    by_region = digests(resolved, component)
    after = {unit: number for units in by_region.values() for unit, number in units.items()}
    written = [(label, orjson.dumps(list(units)).decode(), np.array(list(units.values()), np.int64).tobytes()) for label, units in sorted(by_region.items())]
    if set(written) != set(kept):
        work.run("delete_units_in_scope")
        work.append("units", ("component", "units", "digests"), written)
    stale = after.keys() if work.full else {unit for unit, number in after.items() if before.get(unit) != number}
    work.scope(resolved.items_of(stale))
    profiles = {item: orjson.loads(profile) for item, profile in work.rows("profiles_in_scope")}
    rows = rows_of(resolved, stale, profiles)
    _write_networks(work, resolved, stale, rows)
    gone = before.keys() - after.keys()
    replace_units(work, stale, gone, rows)
    return gone


def _write_networks(work: Work, resolved: Resolved, stale: Collection[str], rows: Rows) -> None:
    """Add the nodes of networks that changed."""
    changed = [network for network in resolved.networks if resolved.network_ids[network.key] in stale]
    members = {resolved.value_ids[value] for network in changed for value in network.values if value in resolved.value_ids}
    work.scope(members - rows.nodes.keys())
    labels = {row[0]: row[3] for row in work.rows("graph_nodes_by_id")} | {entity_id: rows.nodes[entity_id][1] for entity_id in members & rows.nodes.keys()}
    for network in changed:
        network_node(rows, resolved, network, labels)


def _touched(resolved: Resolved, items: Collection[str]) -> Iterator[str]:
    """The persons, networks and values of the items that changed, whether or not these changed too."""
    clusters = {resolved.persons.cluster_of[item] for item in resolved.region.ads.keys() & items}
    yield from (resolved.person_ids[cluster] for cluster in clusters)
    yield from (resolved.network_ids[network.key] for network in resolved.networks if network.persons & clusters)
    held = {value for item in resolved.region.ads.keys() & items for value in resolved.region.ads[item].values}
    yield from (resolved.value_ids[value] for value in held if value in resolved.value_ids)


class Read(NamedTuple):
    """A region as it was read: with everything that its scores follow, its items' briefs and the value of each form that clusters."""

    region: Region
    briefs: Mapping[str, Profile]
    value_of: Mapping[str, str]


class Item:
    """An item as it was last read; what stays as it is from one run to the next is made once."""

    def __init__(self, key: str, told: str) -> None:
        self.key, self.told = key, told
        self.brief: Profile = orjson.loads(told)
        self._ad: ResolvedAd | None = None

    def as_ad(self, value_of: Mapping[str, str], region: str) -> ResolvedAd:
        """The ad that it is among these values, in this region."""
        values = frozenset(value_of.get(form, form) for form in self.brief["forms"])
        if self._ad is None or self._ad.values != values or self._ad.region != region:
            self._ad = resolved_ad(self.key, self.brief, value_of, region)
        return self._ad


def _read_items(work: Work) -> dict[str, Item]:
    """The items in scope, as they were read before where they say the same."""
    kept: dict[str, Item] = work.store.caches.setdefault("items", {})
    read = {item: known if (known := kept.get(item)) and known.told == told else Item(item, told) for item, told in work.rows("briefs_in_scope")}
    if not work.full:
        if len(kept) + len(read) > MOST_ITEMS:
            kept.clear()
        kept.update(read)
    return read


def read_region(work: Work, items: Collection[str], component: Mapping[str, str]) -> Read:
    """The region that these items make up."""
    work.scope(items)
    read = _read_items(work)
    briefs = {item: known.brief for item, known in read.items()}
    value_of = {form: value for value, form in work.rows("clustered_in_scope", {"kinds": CLUSTERED})}
    ads = {item: known.as_ad(value_of, component.get(item, "")) for item, known in read.items() if not known.brief.get("row")}
    rows = tuple(s for told in briefs.values() if told.get("row") and (s := subscription(told, value_of)))
    series = tuple(SeriesPair(*row) for row in sorted(work.rows("series_of_items_in_scope", {"least": SERIES_AT_LEAST})))
    hubs = {value: Hub(kind, reason, text, orjson.loads(figures)) for value, kind, reason, text, figures in work.rows("hubs_of_items_in_scope")}
    series = tuple(pair for pair in series if pair.left not in hubs and pair.right not in hubs)
    keys = {key for ad in ads.values() for key in frequency_keys(ad)}
    work.scope({*keys, TOTAL})
    counts = dict(work.rows("counts_in_scope"))
    frequency = {key: frequency_step(counts.get(key, 0), counts.get(TOTAL, 0)) for key in keys}
    decisions = tuple(d for d in decisions_of(work, "person") if (d.left | d.right) & ads.keys())
    return Read(Region(ads, rows, series, hubs, frequency, decisions), briefs, value_of)


def _identify(
    work: Work, labels: Collection[str], read: Read, cluster_of: Mapping[str, str], found: Collection[Network]
) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Ids of the persons, networks and values of a region."""
    persons: dict[str, list[str]] = defaultdict(list)
    for ad in sorted(cluster_of):
        persons[cluster_of[ad]].append(ad)
    ads = {*read.region.ads, *(ad for ad in work.gone if work.gone[ad] in labels)}
    person_ids = name_clusters(work, "person", persons, ads)
    network_ids = name_clusters(work, "network", {network.key: network.ads for network in found}, ads)
    held = {read.value_of.get(form, form) for told in read.briefs.values() for form in told["forms"]}
    held |= {end for pair in read.region.series for end in (pair.left, pair.right)}
    work.scope(f"{value.partition(':')[0]}|{value}" for value in held)
    value_ids = {record.partition("|")[2]: entity_id for record, entity_id in work.rows("members_in_scope")}
    return person_ids, network_ids, value_ids


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
    work.append("scores", ("component", *COLUMNS), [(region, *row) for region, row in scores.rows(component)])

"""What a region resolved to, cut into units: what is written to the graph together, and a digest of all that it follows from. Pure.

A unit is an ad, a person, a value or a network with the relationships that lead from it, known by its id. A unit whose digest is that of the
last run is as it was, and nothing of it need be made again. A hub's subscriptions are units of their own: the hub is no region's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from resolution.persons import Persons
from resolution.profiles import Profile, digest
from resolution.region import Joint, Network, Region, SeriesPair

POSSIBLY = 0.1  # pairs of persons at least this probable are worth an analyst's look
MOST_POSSIBLY = 10  # for each person
NAMED = (("phone", "REGISTERED_TO", "owner"), ("owner", "REGISTERED_AT", "address"))
Triple = tuple[str, str, str]  # source, type, target


@dataclass(frozen=True, slots=True)
class Possibly:
    """Another person who was kept apart and is alike enough to be worth a look, with the closest pair of ads."""

    person_id: str
    match_probability: float
    match_weight: float
    ads: tuple[str, str]


@dataclass(frozen=True)
class Resolved:
    """A region with everything that was found in it; `ids` map person clusters (ad keys), network keys and values to entity ids."""

    region: Region
    briefs: Mapping[str, Profile]
    value_of: Mapping[str, str]  # of each form that clusters
    persons: Persons
    networks: Sequence[Network]
    person_ids: Mapping[str, str]
    network_ids: Mapping[str, str]
    value_ids: Mapping[str, str]

    @cached_property
    def in_network(self) -> Mapping[str, str]:
        """Entity id -> network id."""
        found = {}
        for network in self.networks:
            network_id = self.network_ids[network.key]
            found.update({self.person_ids[person]: network_id for person in network.persons})
            found.update({self.value_ids[value]: network_id for value in network.values if value in self.value_ids})
        return found

    @cached_property
    def ads_of_persons(self) -> Mapping[str, Sequence[str]]:
        """Person cluster -> its ads, sorted."""
        ads_of: dict[str, list[str]] = defaultdict(list)
        for ad in sorted(self.region.ads):
            ads_of[self.persons.cluster_of[ad]].append(ad)
        return ads_of

    @cached_property
    def holders(self) -> Mapping[str, Sequence[str]]:
        """Value that is no hub -> the items that hold it, sorted."""
        holders: dict[str, list[str]] = defaultdict(list)
        for item in sorted(self.briefs):
            for value in {self.value_of.get(form, form) for form in self.briefs[item]["forms"]}:
                if value not in self.region.hubs:
                    holders[value].append(item)
        return holders

    @cached_property
    def forms(self) -> Mapping[str, Collection[str]]:
        """Value -> its forms."""
        forms: dict[str, set[str]] = defaultdict(set)
        for form in {form for told in self.briefs.values() for form in told["forms"]}:
            forms[self.value_of.get(form, form)].add(form)
        return forms

    @cached_property
    def belongs(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """Ad -> which entity each of its forms belongs to: a form may move between two values that the ad shows both."""
        ids = {form: self.value_ids[value] for value, forms in self.forms.items() for form in forms}
        return {ad: [(form, ids[form]) for form in self.briefs[ad]["forms"]] for ad in self.region.ads}

    @cached_property
    def series(self) -> Mapping[str, Sequence[tuple[str, SeriesPair]]]:
        """Entity id of a phone -> numbers in series with it whose id is larger."""
        found: dict[str, list[tuple[str, SeriesPair]]] = defaultdict(list)
        for pair in self.region.series:
            source, target = sorted((self.value_ids[pair.left], self.value_ids[pair.right]))
            found[source].append((target, pair))
        return found

    @cached_property
    def subscriptions(self) -> Sequence[tuple[str, Triple, Sequence[tuple[str, str]]]]:
        """(unit, what the directory says, the rows that say so with the kind of what they name)."""
        found: dict[Triple, list[tuple[str, str]]] = defaultdict(list)
        hubs = set()
        for item, told in self.briefs.items():
            held = {kind: self.value_of.get(form, form) for kind, form in told.get("held", {}).items()}
            for source, kind, target in NAMED:
                if source in held and target in held:
                    found[self.value_ids[held[source]], kind, self.value_ids[held[target]]].append((item, target))
                    if held[source] in self.region.hubs:
                        hubs.add(self.value_ids[held[source]])
        return [("|".join(triple) if triple[0] in hubs else triple[0], triple, rows) for triple, rows in found.items()]

    @cached_property
    def possibly(self) -> Mapping[str, Sequence[Possibly]]:
        """Person id -> persons kept apart whose id is larger, alike enough to be worth a look."""
        best: dict[tuple[str, str], tuple[float, float, tuple[str, str]]] = {}
        for pair in self.persons.pairs:
            left, right = self.persons.cluster_of[pair.left], self.persons.cluster_of[pair.right]
            if left != right and pair.match_probability >= POSSIBLY:
                key = (min(left, right), max(left, right))
                ads = (min(pair.left, pair.right), max(pair.left, pair.right))
                best[key] = max(best.get(key, (0.0, 0.0, ("", ""))), (pair.match_probability, pair.match_weight, ads))
        drawn: dict[str, int] = defaultdict(int)
        found: dict[str, list[Possibly]] = defaultdict(list)
        for (left, right), (probability, weight, ads) in sorted(best.items(), key=lambda b: (-b[1][0], b[0])):
            if max(drawn[left], drawn[right]) < MOST_POSSIBLY:
                drawn[left] += 1
                drawn[right] += 1
                source, target = sorted((self.person_ids[left], self.person_ids[right]))
                found[source].append(Possibly(target, probability, round(weight, 3), ads))
        return found

    def items_of(self, units: Collection[str]) -> set[str]:
        """The items whose profiles the rows of these units are made from."""
        items = {ad for cluster, ads in self.ads_of_persons.items() if self.person_ids[cluster] in units for ad in ads}
        items |= {item for value, holders in self.holders.items() if self.value_ids[value] in units for item in holders}
        items |= {item for unit, _, rows in self.subscriptions if unit in units for item, _ in rows}
        items |= {ad for source, others in self.possibly.items() if source in units for other in others for ad in other.ads}
        return items | (self.region.ads.keys() & units)


def digests(resolved: Resolved, component: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """By component, each unit of the region with the digest of what it follows from."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for unit, item, said in (*_values(resolved), *_ads(resolved), *_persons(resolved)):
        found[component[item]][unit] = digest(said)
    for unit, triple, rows in resolved.subscriptions:
        if unit != triple[0]:
            found[component[rows[0][0]]][unit] = digest([(item, resolved.briefs[item]["digest"]) for item, _ in sorted(rows)])
    for network in resolved.networks:
        own = found[component[network.key]]
        own[resolved.network_ids[network.key]] = digest(_network(resolved, network, own))
    return found


Said = Iterator[tuple[str, str, object]]  # unit, an item of its region, what it follows from


def _ads(resolved: Resolved) -> Said:
    for ad in resolved.region.ads:
        cluster = resolved.persons.cluster_of[ad]
        person = (resolved.person_ids[cluster], resolved.persons.probability[cluster])
        yield ad, ad, (resolved.briefs[ad]["digest"], person, resolved.belongs[ad])


def _persons(resolved: Resolved) -> Said:
    for cluster, ads in resolved.ads_of_persons.items():
        person_id = resolved.person_ids[cluster]
        told = [(ad, resolved.briefs[ad]["digest"], resolved.belongs[ad]) for ad in ads]
        others = [
            (other.person_id, other.match_probability, other.match_weight, [(ad, resolved.briefs[ad]["digest"]) for ad in other.ads])
            for other in resolved.possibly.get(person_id, ())
        ]
        yield person_id, cluster, (told, resolved.persons.probability[cluster], resolved.in_network.get(person_id), others)


def _values(resolved: Resolved) -> Said:
    named: dict[str, list[str]] = defaultdict(list)
    for _, (source, _, target), _ in resolved.subscriptions:
        named[source].append(target)
    for value, items in resolved.holders.items():
        entity_id = resolved.value_ids[value]
        near = [(other, pair.probability, pair.gap, pair.expected) for other, pair in resolved.series.get(entity_id, ())]
        told = [(item, resolved.briefs[item]["digest"]) for item in items]
        yield entity_id, items[0], (value, told, sorted(resolved.forms[value]), resolved.in_network.get(entity_id), near, sorted(named.get(entity_id, ())))


def _network(resolved: Resolved, network: Network, digests_of: Mapping[str, int]) -> object:
    ads = [(ad, resolved.briefs[ad]["digest"], resolved.person_ids[resolved.persons.cluster_of[ad]]) for ad in sorted(network.ads)]
    values = [(value, *_known(resolved, value, digests_of)) for value in sorted(network.values)]
    return ads, values, list(map(_joint, network.joints)), network.weakest_bridge and _joint(network.weakest_bridge), network.probability


def _joint(joint: Joint) -> tuple[str, str, str, float]:
    return joint.left, joint.right, joint.evidence, joint.probability


def _known(resolved: Resolved, value: str, digests_of: Mapping[str, int]) -> tuple[str | None, int | None]:
    entity_id = resolved.value_ids.get(value)
    return entity_id, digests_of.get(entity_id or "")

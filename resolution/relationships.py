"""What a region resolved to, as nodes and relationships of the graph. Pure.

An ad leads to what it gives; a person to what the person's ads give. Each relationship carries the ads that show it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from resolution import golden
from resolution.persons import Persons
from resolution.profiles import Profile
from resolution.region import Network, Region, form_of
from resolution.summary import moment

MOST_EVIDENCE = 50
FROM_AD = {"phone": "LISTS", "email": "LISTS", "handle": "LISTS", "image": "SHOWS", "address": "GIVES"}
FROM_PERSON = {"phone": "USES", "email": "USES", "handle": "USES", "image": "PICTURED_IN", "address": "STAYS_AT"}
POSSIBLY = 0.1  # pairs of persons at least this probable are worth an analyst's look
MOST_POSSIBLY = 10  # for each person


@dataclass(frozen=True, slots=True)
class Shown:
    """One sight of a relationship: in which ad, when, what it showed and how sure the mention is."""

    ad: str
    first: str
    last: str
    value: str
    confidence: float


@dataclass
class Rows:
    """Nodes by id and relationships by id, as the graph should hold them."""

    nodes: dict[str, tuple[str, str, str]] = field(default_factory=dict)  # id -> type, label, properties (JSON)
    relationships: dict[str, tuple[Any, ...]] = field(default_factory=dict)  # id -> source, target, type, ... (as the table)

    def node(self, node_id: str, kind: str, label: str, properties: Mapping[str, Any]) -> None:
        """Add a node; what is None is left out."""
        bare = {k: v for k, v in properties.items() if v is not None}
        self.nodes[node_id] = (kind, label, orjson.dumps(bare, option=orjson.OPT_SORT_KEYS).decode())

    def relate(self, source: str, kind: str, target: str, shown: Sequence[Shown], probability: float | None = None, **properties: Any) -> None:
        """Add a relationship with its evidence, latest last."""
        ordered = sorted([(s.first, s.ad, s.value) for s in shown])
        evidence = orjson.dumps([[ad, first, value] for first, ad, value in ordered[:MOST_EVIDENCE]]).decode()
        sure = probability if probability is not None else max([s.confidence for s in shown], default=None)
        self.relationships[f"{source}|{kind}|{target}"] = (
            source, target, kind, round(sure, 6) if sure is not None else None, len({s.ad for s in shown}),
            ordered[0][0] if ordered else None, max([s.last for s in shown], default=None), evidence,
            orjson.dumps(properties, option=orjson.OPT_SORT_KEYS).decode() if properties else "{}",
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Resolved:
    """A region with everything that was found in it; `ids` maps person clusters (ad keys), network keys and values to entity ids."""

    region: Region
    profiles: Mapping[str, Profile]
    persons: Persons
    networks: Sequence[Network]
    person_ids: Mapping[str, str]
    network_ids: Mapping[str, str]
    value_ids: Mapping[str, str]
    value_of: Mapping[str, str]


def rows_of(resolved: Resolved) -> Rows:
    """All nodes and relationships that the region owns."""
    rows = Rows()
    in_network = _in_network(resolved)
    sights = _sights(resolved)
    _ads(rows, resolved, sights)
    _persons(rows, resolved, sights, in_network)
    _values(rows, resolved, in_network)
    _subscriptions(rows, resolved)
    _possibly(rows, resolved)
    for pair in resolved.region.series:
        if pair.left not in resolved.region.hubs and pair.right not in resolved.region.hubs:
            ends = sorted((resolved.value_ids[pair.left], resolved.value_ids[pair.right]))
            rows.relate(ends[0], "IN_SERIES_WITH", ends[1], (), pair.probability, gap=pair.gap, expected=pair.expected)
    for member, network_id in in_network.items():
        rows.relate(member, "MEMBER_OF", network_id, ())
    return rows


def _in_network(resolved: Resolved) -> dict[str, str]:
    """Entity id -> network id."""
    found = {}
    for network in resolved.networks:
        network_id = resolved.network_ids[network.key]
        found.update({resolved.person_ids[person]: network_id for person in network.persons})
        found.update({resolved.value_ids[value]: network_id for value in network.values if value in resolved.value_ids})
    return found


def _sights(resolved: Resolved) -> dict[str, dict[str, list[Shown]]]:
    """Ad -> value -> how the ad shows it."""
    sights: dict[str, dict[str, list[Shown]]] = {}
    for ad in resolved.region.ads:
        held: dict[str, list[Shown]] = defaultdict(list)
        for mention in resolved.profiles[ad]["mentions"]:
            if mention["kind"] in FROM_AD:
                form = form_of(mention)
                sure = mention["confidence"] * (mention["posterior"][0][1] if "posterior" in mention else 1.0)
                shown = Shown(ad, mention["first_seen"], mention["last_seen"], mention["raw"], sure)
                held[resolved.value_of.get(form, form)].append(shown)
        sights[ad] = held
    return sights


def _ads(rows: Rows, resolved: Resolved, sights: Mapping[str, Mapping[str, Sequence[Shown]]]) -> None:
    for ad in resolved.region.ads:
        profile = resolved.profiles[ad]
        place = f"place:{profile['places'][-1][1]}" if profile["places"] else None
        whole = Shown(ad, profile["first_seen"], profile["last_seen"], profile["title"] or "", 1.0)
        person_id = resolved.person_ids[resolved.persons.cluster_of[ad]]
        rows.node(ad, "ad", profile["title"] or ad, _ad_properties(ad, profile, place))
        rows.relate(ad, "ADVERTISES", person_id, [whole], resolved.persons.probability[resolved.persons.cluster_of[ad]])
        rows.relate(ad, "POSTED_ON", f"site:{profile['site']}", [whole])
        for day_place in sorted({p for _, p in profile["places"]}):
            days = [day for day, p in profile["places"] if p == day_place]
            rows.relate(ad, "PLACED_IN", f"place:{day_place}", [Shown(ad, moment(days[0]), moment(days[-1]), day_place, 1.0)])
        for value, shown in sights[ad].items():
            rows.relate(ad, FROM_AD[value.partition(":")[0]], resolved.value_ids[value], shown)


def _ad_properties(ad: str, profile: Profile, place: str | None) -> dict[str, Any]:
    return {
        "ad": ad, "site": profile["site"], "ad_id": profile["ad_id"], "title": profile["title"], "url": profile["url"], "text": profile["text"],
        "country": profile["country"], "city": profile["city"], "lat": profile["lat"], "lon": profile["lon"],
        "age": profile["ages"][-1][1] if profile["ages"] else None, "names": profile["given_names"], "first_seen": profile["first_seen"],
        "last_seen": profile["last_seen"], "captures": profile["captures"], "place": place, "referral": profile["referral"],
        "search": " ".join(filter(None, (profile["title"], profile["text"], *profile["given_names"], profile["city"]))),
    }  # fmt: skip


def _persons(
    rows: Rows, resolved: Resolved, sights: Mapping[str, Mapping[str, Sequence[Shown]]], in_network: Mapping[str, str]
) -> None:
    ads_of: dict[str, list[str]] = defaultdict(list)
    for ad in sorted(resolved.region.ads):
        ads_of[resolved.persons.cluster_of[ad]].append(ad)
    for cluster, ads in ads_of.items():
        person_id = resolved.person_ids[cluster]
        probability = round(resolved.persons.probability[cluster], 6)
        label, properties, record = golden.person({ad: resolved.profiles[ad] for ad in ads}, probability)
        entity(rows, person_id, "person", (label, properties, record), in_network.get(person_id))
        together: dict[str, list[Shown]] = defaultdict(list)
        stays: dict[str, list[Shown]] = defaultdict(list)
        for ad in ads:
            for value, shown in sights[ad].items():
                together[value].extend(shown)
            for day, place in resolved.profiles[ad]["places"]:
                stays[place].append(Shown(ad, moment(day), moment(day), place, 1.0))
        for value, sighted in together.items():
            rows.relate(person_id, FROM_PERSON[value.partition(":")[0]], resolved.value_ids[value], sighted)
        for place, stayed in stays.items():
            rows.relate(person_id, "SEEN_IN", f"place:{place}", stayed)


def entity(rows: Rows, entity_id: str, kind: str, found: tuple[str, dict[str, Any], dict[str, Any]], network_id: str | None) -> None:
    """Add the node of an entity with its golden record."""
    label, properties, record = found
    dated = {"first_seen": properties.get("first_seen"), "last_seen": properties.get("last_seen"), "network_id": network_id}
    whole = orjson.dumps({**record, **dated}, option=orjson.OPT_SORT_KEYS).decode()
    rows.node(entity_id, kind, label, {"hub": False, **properties, "network_id": network_id, "record": whole})


def _values(rows: Rows, resolved: Resolved, in_network: Mapping[str, str]) -> None:
    """Values that are no hub: all who hold them are in the region."""
    held: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for item, profile in resolved.profiles.items():
        for mention in profile["mentions"]:
            form = form_of(mention)
            value = resolved.value_of.get(form, form)
            if mention["kind"] != "name" and value not in resolved.region.hubs:
                held[value][item].append((mention["raw"], mention["normalised"]))
    for value, by_item in held.items():
        ads = sum(item in resolved.region.ads for item in by_item)
        forms = [pair for item in sorted(by_item) for pair in sorted(set(by_item[item]))]
        found = golden.value(value, forms, ads, golden.seen(resolved.profiles[item] for item in by_item), None)
        found[1]["referral"] = any(resolved.profiles[item].get("referral") for item in by_item)
        entity_id = resolved.value_ids[value]
        entity(rows, entity_id, value.partition(":")[0], found, in_network.get(entity_id))


def _subscriptions(rows: Rows, resolved: Resolved) -> None:
    registered: dict[tuple[str, str, str], list[Shown]] = defaultdict(list)
    for profile in resolved.profiles.values():
        if not profile.get("row"):
            continue
        held = {m["kind"]: (resolved.value_of.get(form_of(m), form_of(m)), m["raw"]) for m in profile["mentions"]}
        at = profile["retrieved_at"] or ""
        for source, kind, target in (("phone", "REGISTERED_TO", "owner"), ("owner", "REGISTERED_AT", "address")):
            if source in held and target in held:
                row = Shown(f"{profile['site']}/{profile['ad_id']}", at, at, held[target][1], 1.0)
                registered[held[source][0], kind, held[target][0]].append(row)
    for (source, kind, target), rows_shown in registered.items():
        rows.relate(resolved.value_ids[source], kind, resolved.value_ids[target], rows_shown)


def _possibly(rows: Rows, resolved: Resolved) -> None:
    """Persons kept apart whose ads are alike enough to be worth a look."""
    best: dict[tuple[str, str], tuple[float, float, Iterable[str]]] = {}
    for pair in resolved.persons.pairs:
        left, right = resolved.persons.cluster_of[pair.left], resolved.persons.cluster_of[pair.right]
        if left == right or pair.match_probability < POSSIBLY:
            continue
        key = (min(left, right), max(left, right))
        best[key] = max(best.get(key, (0.0, 0.0, ())), (pair.match_probability, pair.match_weight, sorted((pair.left, pair.right))))
    drawn: dict[str, int] = defaultdict(int)
    for (left, right), (probability, weight, ads) in sorted(best.items(), key=lambda b: (-b[1][0], b[0])):
        if max(drawn[left], drawn[right]) >= MOST_POSSIBLY:
            continue
        drawn[left] += 1
        drawn[right] += 1
        ends = sorted((resolved.person_ids[left], resolved.person_ids[right]))
        dates = [(resolved.profiles[ad]["first_seen"], resolved.profiles[ad]["last_seen"]) for ad in ads]
        shown = [Shown(ad, first, last, resolved.profiles[ad]["title"] or "", 1.0) for ad, (first, last) in zip(ads, dates, strict=True)]
        rows.relate(ends[0], "POSSIBLY_SAME_AS", ends[1], shown, probability, match_weight=round(weight, 3))

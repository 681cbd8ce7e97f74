"""What a region resolved to, as nodes and relationships of the graph. Pure.

An ad leads to what it gives; a person to what the person's ads give. Each relationship carries the ads that show it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from resolution import golden
from resolution.profiles import Profile
from resolution.region import form_of
from resolution.summary import moment
from resolution.units import Resolved

MOST_EVIDENCE = 50
FROM_AD = {"phone": "LISTS", "email": "LISTS", "handle": "LISTS", "image": "SHOWS", "address": "GIVES"}
FROM_PERSON = {"phone": "USES", "email": "USES", "handle": "USES", "image": "PICTURED_IN", "address": "STAYS_AT"}


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
    """Nodes by id and relationships by id, as the graph should hold them; each belongs to a unit, as `resolution.units` names them."""

    nodes: dict[str, tuple[str, str, str]] = field(default_factory=dict)  # id -> type, label, properties (JSON)
    relationships: dict[str, tuple[Any, ...]] = field(default_factory=dict)  # id -> unit, source, target, type, ... (as the table)

    def node(self, node_id: str, kind: str, label: str, properties: Mapping[str, Any]) -> None:
        """Add a node, a unit of its own; what is None is left out."""
        bare = {k: v for k, v in properties.items() if v is not None}
        self.nodes[node_id] = (kind, label, orjson.dumps(bare, option=orjson.OPT_SORT_KEYS).decode())

    def relate(
        self, source: str, kind: str, target: str, shown: Sequence[Shown], *, probability: float | None = None, unit: str = "", **properties: Any
    ) -> None:
        """Add a relationship with its evidence, latest last; it belongs to the unit of its source unless another is named."""
        ordered = sorted([(s.first, s.ad, s.value) for s in shown])
        evidence = orjson.dumps([[ad, first, value] for first, ad, value in ordered[:MOST_EVIDENCE]]).decode()
        sure = probability if probability is not None else max([s.confidence for s in shown], default=None)
        self.relationships[f"{source}|{kind}|{target}"] = (
            unit or source, source, target, kind, round(sure, 6) if sure is not None else None, len({s.ad for s in shown}),
            ordered[0][0] if ordered else None, max([s.last for s in shown], default=None), evidence,
            orjson.dumps(properties, option=orjson.OPT_SORT_KEYS).decode() if properties else "{}",
        )  # fmt: skip


def rows_of(resolved: Resolved, stale: Collection[str], profiles: Mapping[str, Profile]) -> Rows:
    """The nodes and relationships of the units in `stale`, networks' nodes aside; `profiles` are those of `resolved.items_of(stale)` at least."""
    rows = Rows()
    ads_of = resolved.ads_of_persons
    persons = {cluster: ads for cluster, ads in ads_of.items() if resolved.person_ids[cluster] in stale}
    sights = {ad: _sights(resolved, profiles[ad]) for ad in {ad for ads in persons.values() for ad in ads} | (resolved.region.ads.keys() & stale)}
    _ads(rows, resolved, sorted(resolved.region.ads.keys() & stale), sights, profiles)
    _persons(rows, resolved, persons, sights, profiles)
    _values(rows, resolved, {value for value in resolved.holders if resolved.value_ids[value] in stale}, profiles)
    for unit, (source, kind, target), shown in resolved.subscriptions:
        if unit in stale:
            rows.relate(source, kind, target, [Shown(*_row(profiles[item], target_kind)) for item, target_kind in shown], unit=unit)
    for source, others in resolved.possibly.items():
        for other in others if source in stale else ():
            dates = [(profiles[ad]["first_seen"], profiles[ad]["last_seen"]) for ad in other.ads]
            seen = [Shown(ad, first, last, profiles[ad]["title"] or "", 1.0) for ad, (first, last) in zip(other.ads, dates, strict=True)]
            rows.relate(source, "POSSIBLY_SAME_AS", other.person_id, seen, probability=other.match_probability, match_weight=other.match_weight)
    for source, pairs in resolved.series.items():
        for other_id, pair in pairs if source in stale else ():
            rows.relate(source, "IN_SERIES_WITH", other_id, (), probability=pair.probability, gap=pair.gap, expected=pair.expected)
    for member, network_id in resolved.in_network.items():
        if member in stale:
            rows.relate(member, "MEMBER_OF", network_id, ())
    return rows


def _row(profile: Profile, kind: str) -> tuple[str, str, str, str, float]:
    """How a directory row shows what it names."""
    at = profile["retrieved_at"] or ""
    raw = next(mention["raw"] for mention in profile["mentions"] if mention["kind"] == kind)
    return f"{profile['site']}/{profile['ad_id']}", at, at, raw, 1.0


def _sights(resolved: Resolved, profile: Profile) -> dict[str, list[Shown]]:
    """Value -> how the ad of this profile shows it."""
    ad = f"{profile['site']}/{profile['ad_id']}"
    held: dict[str, list[Shown]] = defaultdict(list)
    for mention in profile["mentions"]:
        if mention["kind"] in FROM_AD:
            form = form_of(mention)
            sure = mention["confidence"] * (mention["posterior"][0][1] if "posterior" in mention else 1.0)
            held[resolved.value_of.get(form, form)].append(Shown(ad, mention["first_seen"], mention["last_seen"], mention["raw"], sure))
    return held


def _ads(
    rows: Rows, resolved: Resolved, ads: Iterable[str], sights: Mapping[str, Mapping[str, Sequence[Shown]]], profiles: Mapping[str, Profile]
) -> None:
    for ad in ads:
        profile = profiles[ad]
        place = f"place:{profile['places'][-1][1]}" if profile["places"] else None
        whole = Shown(ad, profile["first_seen"], profile["last_seen"], profile["title"] or "", 1.0)
        person_id = resolved.person_ids[resolved.persons.cluster_of[ad]]
        rows.node(ad, "ad", profile["title"] or ad, _ad_properties(ad, profile, place))
        rows.relate(ad, "ADVERTISES", person_id, [whole], probability=resolved.persons.probability[resolved.persons.cluster_of[ad]])
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
    rows: Rows, resolved: Resolved, persons: Mapping[str, Sequence[str]], sights: Mapping[str, Mapping[str, Sequence[Shown]]],
    profiles: Mapping[str, Profile],
) -> None:  # fmt: skip
    for cluster, ads in persons.items():
        person_id = resolved.person_ids[cluster]
        probability = round(resolved.persons.probability[cluster], 6)
        label, properties, record = golden.person({ad: profiles[ad] for ad in ads}, probability)
        entity(rows, person_id, "person", (label, properties, record), resolved.in_network.get(person_id))
        together: dict[str, list[Shown]] = defaultdict(list)
        stays: dict[str, list[Shown]] = defaultdict(list)
        for ad in ads:
            for value, shown in sights[ad].items():
                together[value].extend(shown)
            for day, place in profiles[ad]["places"]:
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


def _values(rows: Rows, resolved: Resolved, values: Iterable[str], profiles: Mapping[str, Profile]) -> None:
    """Values that are no hub: all who hold them are in the region."""
    for value in values:
        items = resolved.holders[value]
        forms = [pair for item in items for pair in sorted(set(_writings(resolved, profiles[item], value)))]
        ads = sum(item in resolved.region.ads for item in items)
        found = golden.value(value, forms, ads, golden.seen(profiles[item] for item in items), None)
        found[1]["referral"] = any(profiles[item].get("referral") for item in items)
        entity_id = resolved.value_ids[value]
        entity(rows, entity_id, value.partition(":")[0], found, resolved.in_network.get(entity_id))


def _writings(resolved: Resolved, profile: Profile, value: str) -> Iterator[tuple[str, str]]:
    """The mentions of a value, as they were given and normalised."""
    for mention in profile["mentions"]:
        form = form_of(mention)
        if mention["kind"] != "name" and resolved.value_of.get(form, form) == value:
            yield mention["raw"], mention["normalised"]

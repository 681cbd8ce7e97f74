"""The cluster summary: what an investigator needs to know of one network, on one screen, as JSON."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from statistics import median

from resolution.indicators import Facts, facts, indicators
from resolution.region import Joint, Network, Region, SeriesPair

CAVEAT = (
    "A network is a hypothesis from what advertisements say, not a verdict. Persons are hypotheses too: ads taken for one person may be "
    "several. Shared numbers, addresses and subscribers can have innocent reasons. Nobody here is called a suspect or a victim."
)
ROUTES = 20
EPOCH = date(1970, 1, 1)
TYPES = ("person", "phone", "address", "image", "email", "handle", "owner", "ad")
WORDS = {
    "phone": "a shared number",
    "series": "numbers bought together",
    "owner": "one subscriber",
    "address": "a shared address",
    "email": "a shared e-mail",
    "handle": "a shared handle",
    "person": "one person's ads",
}


@dataclass(frozen=True, slots=True)
class Known:
    """What the region does not hold and the record store does: exact times, ids and written forms. All may be left out."""

    seen: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # ad key: first and last capture, RFC 3339
    entity_ids: Mapping[str, str] = field(default_factory=dict)  # value key or person key
    labels: Mapping[str, str] = field(default_factory=dict)  # value key or place key: as people write it


def summarise(network: Network, region: Region, persons: Mapping[str, str], known: Known | None = None) -> dict[str, object]:
    """The summary of one network of a region; `persons` gives each ad's person."""
    known = known or Known()
    held = facts(network, region, persons)
    first, last = _seen(held, known)
    found = indicators(held)
    return {
        "size": size(network),
        "first_seen": first,
        "last_seen": last,
        "probability": network.probability,
        "ads_per_week": _weeks(held),
        "sites": _ranked("site", Counter(ad.site for ad in held.ads.values())),
        "countries": _dated_places(held, known, "country"),
        "cities": _dated_places(held, known, "place"),
        "travel_circuit": _travel(held, known),
        "names": _ranked("name", Counter(name for ad in held.ads.values() for name in ad.names)),
        "ages": _ages(held),
        "phones": _phones(held, region, known),
        "held_together": _held_together(network, known),
        "indicators": [indicator.as_dict() for indicator in found],
        "referral": any(indicator.code == "stated_age_under_18" for indicator in found),
        "caveat": CAVEAT,
    }


def size(network: Network) -> dict[str, int]:
    """Members by type, every type present."""
    counts = Counter(value.partition(":")[0] for value in network.values)
    counts.update({"person": len(network.persons), "ad": len(network.ads)})
    return {kind: counts.get(kind, 0) for kind in TYPES}


@lru_cache(maxsize=8_192)
def moment(day: int) -> str:
    """The start of a day (days since 1970-01-01) as RFC 3339."""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=day)).strftime("%Y-%m-%dT%H:%M:%SZ")


def _days(held: Facts, ad: str) -> list[int]:
    return sorted({day for day, _ in held.ads[ad].places} | {day for day, _ in held.ads[ad].ages})


def _seen(held: Facts, known: Known) -> tuple[str | None, str | None]:
    firsts = [known.seen[ad][0] for ad in held.ads if ad in known.seen]
    lasts = [known.seen[ad][1] for ad in held.ads if ad in known.seen]
    days = [day for ad in held.ads if ad not in known.seen for day in _days(held, ad)]
    firsts, lasts = firsts + [moment(day) for day in days], lasts + [moment(day) for day in days]
    return min(firsts, default=None), max(lasts, default=None)


def _weeks(held: Facts) -> list[dict[str, object]]:
    """Distinct ads seen in each week that begins on a Monday, silent weeks between included."""
    ads: defaultdict[date, set[str]] = defaultdict(set)
    for ad in held.ads:
        for day in _days(held, ad):
            moment_of = EPOCH + timedelta(days=day)
            ads[moment_of - timedelta(days=moment_of.weekday())].add(ad)
    if not ads:
        return []
    weeks = (max(ads) - min(ads)).days // 7 + 1
    mondays = [min(ads) + timedelta(weeks=week) for week in range(weeks)]
    return [{"week": monday.isoformat(), "ads": len(ads.get(monday, ()))} for monday in mondays]


def _dated_places(held: Facts, known: Known, kind: str) -> list[dict[str, object]]:
    """Countries or cities with their ads and dates, most ads first."""
    days: defaultdict[str, list[int]] = defaultdict(list)
    ads: defaultdict[str, set[str]] = defaultdict(set)
    for key, ad in held.ads.items():
        for day, place in ad.places:
            where = place.partition("/")[0] if kind == "country" else place if place.partition("/")[2] else ""
            if where:
                days[where].append(day)
                ads[where].add(key)
    ranked = sorted(ads, key=lambda where: (-len(ads[where]), where))
    return [
        {
            kind: where,
            **_city(where, known),
            "ads": len(ads[where]),
            "first_seen": moment(min(days[where])),
            "last_seen": moment(max(days[where])),
        }
        for where in ranked
    ]


def _city(place: str, known: Known) -> dict[str, str]:
    country, _, city = place.partition("/")
    return {"country": country, "city": known.labels.get(place, city.title())} if city else {}


def _travel(held: Facts, known: Known) -> dict[str, object]:
    """Stays in order of time, and the routes between them by how often they were taken."""
    routes: Counter[tuple[str, str]] = Counter()
    before: dict[str, str] = {}
    for stay in held.stays:
        if before.get(stay.person, stay.place) != stay.place:
            routes[before[stay.person], stay.place] += 1
        before[stay.person] = stay.place
    ordered = sorted(held.stays, key=lambda stay: (stay.first_day, stay.person, stay.place))
    stays = [
        {
            "person": known.entity_ids.get(stay.person, stay.person),
            "place": stay.place,
            **_city(stay.place, known),
            "first_seen": moment(stay.first_day),
            "last_seen": moment(stay.last_day),
            "ads": len(stay.ads),
        }
        for stay in ordered
    ]
    ranked = sorted(routes.items(), key=lambda row: (-row[1], row[0]))[:ROUTES]
    return {"stays": stays, "routes": [{"from": start, "to": end, "times": times} for (start, end), times in ranked]}


def _ages(held: Facts) -> dict[str, object]:
    stated = sorted(age for ad in held.ads.values() for _, age in ad.ages)
    if not stated:
        return {"min": None, "max": None, "median": None, "stated": []}
    counts = Counter(age for ad in held.ads.values() for age in {age for _, age in ad.ages})
    spread = [{"age": age, "ads": counts[age]} for age in sorted(counts)]
    return {"min": stated[0], "max": stated[-1], "median": median(stated), "stated": spread}


def _phones(held: Facts, region: Region, known: Known) -> list[dict[str, object]]:
    near: defaultdict[str, list[SeriesPair]] = defaultdict(list)
    for pair in region.series:
        if pair.left in held.network.values and pair.right in held.network.values:
            near[pair.left].append(pair)
            near[pair.right].append(pair)
    phones = sorted(value for value in held.network.values if value.startswith("phone:"))
    return [_phone(held, phone, near.get(phone, ()), known) for phone in phones]


def _phone(held: Facts, phone: str, near: Sequence[SeriesPair], known: Known) -> dict[str, object]:
    ads = held.by_value.get(phone, ())
    days = [day for ad in ads for day in _days(held, ad)]
    owners = [owner for owner, phones in held.owned.items() if phone in phones]
    return {
        "phone": _bare(phone),
        "entity_id": known.entity_ids.get(phone, phone),
        "ads": len(ads),
        "persons": len(held.persons_at(ads)),
        "first_seen": moment(min(days)) if days else None,
        "last_seen": moment(max(days)) if days else None,
        "series": [_series(pair, phone) for pair in near],
        "owners": [{"entity_id": known.entity_ids.get(owner, owner), "name": _label(owner, known)} for owner in owners],
    }


def _series(pair: SeriesPair, phone: str) -> dict[str, object]:
    other = pair.right if pair.left == phone else pair.left
    return {"phone": _bare(other), "gap": pair.gap, "expected_by_chance": pair.expected, "probability": pair.probability}


def _held_together(network: Network, known: Known) -> dict[str, object]:
    counts = Counter(joint.evidence for joint in network.joints)
    by_evidence = {evidence: counts[evidence] for evidence in sorted(counts)}
    return {"counts": by_evidence, "weakest_bridge": _bridge(network.weakest_bridge, known)}


def _bridge(joint: Joint | None, known: Known) -> dict[str, object] | None:
    if joint is None:
        return None
    left, right = (_label(end.partition("#")[0], known) for end in (joint.left, joint.right))
    text = f"{left} and {right}: {WORDS.get(joint.evidence, joint.evidence)}; without it the network falls in two"
    source, target = (known.entity_ids.get(end.partition("#")[0], end.partition("#")[0]) for end in (joint.left, joint.right))
    ends = {"source": source, "target": target}
    return {**ends, "evidence": joint.evidence, "probability": joint.probability, "text": text}


def _label(key: str, known: Known) -> str:
    return known.labels.get(key, _bare(key))


def _bare(key: str) -> str:
    """A value key without its kind; an ad key as it is."""
    kind, colon, value = key.partition(":")
    return value if colon and kind in TYPES else key


def _ranked(name: str, counts: Mapping[str, int]) -> list[dict[str, object]]:
    ranked: Iterable[tuple[str, int]] = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    return [{name: value, "ads": ads} for value, ads in ranked]

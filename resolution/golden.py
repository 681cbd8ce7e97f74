"""Golden records: the best values of an entity, with how often each was stated and when. Pure.

Nothing is decided away: a name, an age or a nationality keeps every other value that was stated beside the best one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from statistics import median
from typing import Any

import phonenumbers

from resolution.profiles import Profile
from resolution.region import Hub

CAVEAT = "A hypothesis of a machine with its evidence beside it, not a verdict."
MOST_ALIASES = 50
MOST_LISTED = 20  # values kept as a flat property for analysts' queries; the record holds them all


def stated(values: Iterable[str]) -> list[dict[str, Any]]:
    """Distinct values with how many ads state each, the most frequent first."""
    values = list(values)
    if len(values) == 1:  # most often; counting is not for free
        return [{"value": values[0], "ads": 1}]
    return [{"value": value, "ads": count} for value, count in sorted(Counter(values).items(), key=lambda p: (-p[1], p[0]))]


def seen(profiles: Iterable[Profile]) -> tuple[str | None, str | None]:
    """First and last capture of the ads among these profiles; directory rows do not count."""
    ads = [p for p in profiles if not p.get("row")]
    return min((p["first_seen"] for p in ads), default=None), max((p["last_seen"] for p in ads), default=None)


def person(ads: Mapping[str, Profile], probability: float) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """Label, flat properties and golden record of the person whom these ads advertise."""
    profiles = list(ads.values())
    names = stated(name for p in profiles for name in p["given_names"])
    ages = sorted(age for p in profiles for _, age in p["ages"])
    attributes = {name: stated(v for p in profiles for v in p["attributes"].get(name, ())) for name in sorted({a for p in profiles for a in p["attributes"]})}
    places = stated(place for p in profiles for place in {place for _, place in p["places"]})
    first, last = seen(profiles)
    best = {name: values[0]["value"] for name, values in attributes.items() if values}
    golden = {"name": names[0]["value"] if names else None, "age": median(ages) if ages else None, **best}
    record = {
        "golden_record": golden,
        "aliases": names[:MOST_ALIASES],
        "ages": {"min": ages[0], "max": ages[-1], "median": median(ages)} if ages else None,
        "attributes": attributes,
        "places": places,
        "counts": {"ads": len(ads), "captures": sum(p["captures"] for p in profiles), "sites": len({p["site"] for p in profiles})},
        "probability": probability,
        "caveat": CAVEAT,
    }
    properties = {
        "ads": len(ads),
        "first_seen": first,
        "last_seen": last,
        "names": [n["value"] for n in names[:MOST_LISTED]],
        "ages_min": ages[0] if ages else None,
        "ages_max": ages[-1] if ages else None,
        "nationality": best.get("nationality"),
        "places": [p["value"] for p in places[:MOST_LISTED]],
        "probability": probability,
        "referral": any(p["referral"] for p in profiles),
        "search": " ".join(n["value"] for n in names[:MOST_LISTED]),
    }
    return (names[0]["value"] if names else "(no name)"), properties, record


def value(key: str, forms: Sequence[tuple[str, str]], ads: int, dates: tuple[str | None, str | None], hub: Hub | None) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """Label, flat properties and golden record of a phone, address, image, e-mail, handle or owner.

    `forms` are the (raw, normalised) mentions that came to it, one for each item that gives one.
    """
    kind, _, canonical = key.partition(":")
    written = stated(raw for raw, _ in forms)
    best = _best(kind, canonical, forms)
    record = {
        "golden_record": {kind: best, **(_telephone(canonical) if kind == "phone" else {})},
        "aliases": written[:MOST_ALIASES],
        "counts": {"ads": ads, "forms": len({normalised for _, normalised in forms}), "spellings": len(written)},
        "hub": {"reason": hub.reason, "text": hub.text, "figures": dict(hub.figures)} if hub else None,
    }
    properties = {
        "value": best,
        "ads": ads,
        "first_seen": dates[0],
        "last_seen": dates[1],
        "hub": hub is not None,
        "hub_reason": hub.text if hub else None,
        "referral": False,
        "search": best if kind == "image" else " ".join(dict.fromkeys([best, *(w["value"] for w in written[:MOST_LISTED])])),
    }
    if kind == "phone":
        properties["country"] = _telephone(canonical)["country"]
    return best, properties, record


def _best(kind: str, canonical: str, forms: Sequence[tuple[str, str]]) -> str:
    """What an entity is called: canonical for contacts and pictures, for addresses and owners the most frequent full writing."""
    if kind in ("address", "owner") and forms:
        counts = Counter(raw for raw, _ in forms)
        return min(counts, key=lambda raw: (-counts[raw], -len(raw), raw))
    return canonical


@lru_cache(maxsize=65_536)
def _telephone(number: str) -> Mapping[str, Any]:
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return {"country": None, "national": number}
    national = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
    return {"country": phonenumbers.region_code_for_number(parsed), "national": national}

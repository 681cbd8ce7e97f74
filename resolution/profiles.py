"""Items as the pipeline sees them: an ad or a directory row collapsed, with its mentions. Pure; a profile is plain JSON."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson

from resolution.captures import Ad, Capture, DirectoryRecord, collapse, day_of, rfc3339
from resolution.forms import directory_forms
from resolution.mentions import extract, features, names, phones, places, texts
from resolution.mentions.mention import Mention
from resolution.region import ResolvedAd, Subscription, form_of

Profile = dict[str, Any]
ADULT = 18
CLUSTERED = ("address", "image", "owner")  # kinds whose forms cluster to values; of the others every form is its own value
TEXTS_PER_AD = 4  # different wordings of one ad that are compared with others


def profile_ad(captures: Sequence[Capture]) -> Profile:
    """The profile of the ad that these captures are sightings of."""
    ad = collapse(captures)
    mentions = _mentions(ad)
    normalised = sorted({name for given in ad.names for name in names.normalise(given)})
    return {
        "site": ad.site,
        "ad_id": ad.ad_id,
        "first_seen": rfc3339(ad.first_seen),
        "last_seen": rfc3339(ad.last_seen),
        "captures": len(ad.captures),
        "days": sorted({capture.day for capture in ad.captures}),
        "url": ad.url,
        "title": ad.title,
        "text": ad.text,
        "country": ad.country,
        "city": ad.city,
        "lat": ad.lat,
        "lon": ad.lon,
        "given_names": list(ad.names),
        "names": normalised,
        "ages": [list(pair) for pair in ad.ages],
        "attributes": {name: list(stated) for name, stated in ad.attributes.items()},
        "stated": features.stated(text for capture in ad.captures for text in (capture.title, capture.text) if text),
        "places": _places(ad),
        "templates": _templates(ad, normalised, mentions),
        "referral": any(age < ADULT for _, age in ad.ages),
        "mentions": mentions,
    }


def _mentions(ad: Ad) -> list[dict[str, Any]]:
    """Distinct mentions of all captures, each with where it was first found and when it was seen."""
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for capture in ad.captures:
        for mention in extract(capture):
            key = (mention.kind, mention.raw, mention.normalised)
            if key not in found:
                found[key] = _row(mention) | {"first_seen": rfc3339(capture.captured_at), "captures": 0}
            found[key]["last_seen"] = rfc3339(capture.captured_at)
            found[key]["captures"] += 1
    return [found[key] for key in sorted(found)]


def _row(mention: Mention) -> dict[str, Any]:
    row: dict[str, Any] = {
        "kind": mention.kind,
        "raw": mention.raw,
        "normalised": mention.normalised,
        "field": mention.field,
        "start": mention.start,
        "end": mention.end,
        "confidence": mention.confidence,
    }
    if len(mention.readings) > 1:
        row["readings"] = [list(reading) for reading in mention.readings]
    if mention.detail:
        row["detail"] = mention.detail
    return row


def _places(ad: Ad) -> list[list[Any]]:
    dated = {(s.day, places.key(s.country, s.city)) for s in ad.places if s.country or s.city}
    return [[day, place] for day, place in sorted(dated) if place]


def _templates(ad: Ad, normalised: Sequence[str], mentions: Iterable[Mapping[str, Any]]) -> list[str]:
    mask = [*ad.names, *normalised, *(m["raw"] for m in mentions), *sorted({s.city for s in ad.places if s.city})]
    wordings = list(dict.fromkeys(capture.text for capture in reversed(ad.captures) if capture.text))[:TEXTS_PER_AD]
    return sorted({template for text in wordings for template in texts.templates(text, mask)})


def profile_row(record: DirectoryRecord) -> Profile:
    """The profile of a directory row: up to three mentions, of phone, owner and address."""
    at = rfc3339(record.retrieved_at) if record.retrieved_at else None
    forms = directory_forms(record)
    mentions = [{"field": form.kind, "start": None, "end": None, "confidence": 1.0, "first_seen": at, "last_seen": at, "captures": 1,
                 "kind": form.kind, "raw": raw, "normalised": form.normalised, "detail": dict(form.detail)} for raw, form in forms]
    return {
        "row": True,
        "site": record.source,
        "ad_id": record.phone,
        "owner_name": record.owner_name,
        "owner_address": record.owner_address,
        "day": day_of(record.retrieved_at) if record.retrieved_at else None,
        "retrieved_at": at,
        "mentions": mentions,
    }


def decide(profile: Profile, support: Mapping[str, int]) -> bool:
    """Read the ambiguous numbers of a profile in the light of the others; True if anything changed."""
    changed = False
    for mention in profile["mentions"]:
        if "readings" in mention:
            decided = phones.decide(tuple((number, prior) for number, prior in mention["readings"]), support)
            posterior = [[number, round(probability, 6)] for number, probability in decided]
            changed |= mention.get("posterior") != posterior
            mention["normalised"], mention["posterior"] = posterior[0][0], posterior
    return changed


def undecided(profile: Profile) -> Profile:
    """The profile as it is before any ambiguous number is decided."""
    mentions = []
    for mention in profile["mentions"]:
        as_given = {k: v for k, v in mention.items() if k != "posterior"}
        mentions.append(as_given | {"normalised": mention["readings"][0][0]} if "readings" in mention else as_given)
    return {**profile, "mentions": mentions}


def holdings(item: str, profile: Profile, keys: Iterable[str]) -> list[tuple[str, str, str, str]]:
    """(form, kind, item, role) of everything the item holds; `keys` are what is counted of it."""
    held: dict[tuple[str, str], str] = {}
    readings: set[str] = set()
    for mention in profile["mentions"]:
        if mention["kind"] == "name":
            continue
        readings.update(f"phone:{number}" for number, _ in mention.get("readings", ()))
        form = (form_of(mention), mention["kind"])
        if held.get(form) != "given":
            held[form] = "chosen" if "readings" in mention else "given"
    for key in keys:
        held[(key, key.partition(":")[0])] = "key"
    return [(form, kind, item, role) for (form, kind), role in sorted(held.items())] + [(form, "phone", item, "reading") for form in sorted(readings)]


def identity(profile: Profile) -> tuple[str | None, str | None]:
    """(name, name and nationality) that tell apart the people who meet at a value."""
    if not profile.get("names"):
        return None, None
    nationality = profile["attributes"].get("nationality", [""])[0]
    return profile["names"][0], f"{profile['names'][0]}|{nationality}"


def brief(profile: Profile) -> Profile:
    """What resolving needs of an item, far smaller than its profile, with a digest of all that the profile says."""
    mentions = [mention for mention in profile["mentions"] if mention["kind"] != "name"]
    told: Profile = {"digest": digest(profile), "forms": sorted({form_of(mention) for mention in mentions})}
    if profile.get("row"):
        held = {mention["kind"]: form_of(mention) for mention in mentions}
        return told | {"row": True, "site": profile["site"], "day": profile["day"], "held": held}
    given, stated = profile["attributes"], profile.get("stated", {})
    attributes = {name: sorted({*given.get(name, ()), *stated.get(name, ())}) for name in sorted({*given, *stated})}
    copied = {name: profile[name] for name in ("site", "city", "first_seen", "last_seen", "names", "ages", "places", "templates")}
    return told | copied | {"attributes": attributes}


def digest(said: Any) -> int:
    """A number of 64 bits that stands for plain JSON and is the same in every process."""
    return int.from_bytes(hashlib.blake2b(orjson.dumps(said, option=orjson.OPT_SORT_KEYS), digest_size=8).digest(), signed=True)


def resolved_ad(item: str, told: Profile, value_of: Mapping[str, str], region: str = "") -> ResolvedAd:
    """The ad of this brief as the person model and the networks see it; `value_of` maps forms that cluster to their values."""
    return ResolvedAd(
        key=item,
        site=told["site"],
        names=tuple(told["names"]),
        ages=tuple((day, age) for day, age in told["ages"]),
        attributes={name: tuple(values) for name, values in told["attributes"].items()},
        places=tuple((day, place) for day, place in told["places"]),
        templates=tuple(told["templates"]),
        values=frozenset(value_of.get(form, form) for form in told["forms"]),
        region=region,
    )


def subscription(told: Profile, value_of: Mapping[str, str]) -> Subscription | None:
    """The directory row of this brief as the networks see it, None without a phone or an owner."""
    held = {kind: value_of.get(form, form) for kind, form in told["held"].items()}
    if "phone" not in held or "owner" not in held:
        return None
    return Subscription(held["phone"], held["owner"], held.get("address", ""), told["site"], told["day"])

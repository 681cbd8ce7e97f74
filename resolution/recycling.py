"""Uses of a value over time: a number that fell silent and came back with strangers was handed out again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from resolution.region import Region, ResolvedAd

KINDS = ("phone", "email", "handle", "address")  # what joins ads directly; pictures and texts are stolen and copied
QUIET_DAYS = 14  # crawls miss days; a number used on is seen again within two weeks
LONG_DAYS = 90  # operators quarantine a number for about three months before they hand it out again


@dataclass(frozen=True, slots=True)
class Use:
    """What one value joins: its ads, for a recycled number those of one of its users."""

    name: str  # the value key; for later users `value#2`, `value#3`
    value: str
    kind: str
    members: frozenset[str]
    first_day: int = 0
    last_day: int = 0

    def days_from(self, other: Use) -> int:
        """Days of silence between two uses, 0 if they overlap."""
        return max(0, self.first_day - other.last_day, other.first_day - self.last_day)


def uses(region: Region, persons: Mapping[str, str]) -> list[Use]:
    """Every non-hub value that may join ads, recycled numbers once per user, sorted by name."""
    ads_of: defaultdict[str, list[ResolvedAd]] = defaultdict(list)
    for key in sorted(region.ads):
        for value in region.ads[key].values:
            if value.startswith(KINDS) and value not in region.hubs:
                ads_of[value].append(region.ads[key])
    return [use for value in sorted(ads_of) for use in _uses_of(value, ads_of[value], persons)]


def _uses_of(value: str, ads: Sequence[ResolvedAd], persons: Mapping[str, str]) -> list[Use]:
    parts = users(ads, persons) if value.startswith("phone:") and len(ads) > 1 else [list(ads)]
    names = [value, *(f"{value}#{number}" for number in range(2, len(parts) + 1))]
    return [_use(name, value, part) for name, part in zip(names, parts, strict=True)]


def _use(name: str, value: str, ads: Sequence[ResolvedAd]) -> Use:
    spans = [_span(ad) for ad in ads]
    first, last = min(first for first, _ in spans), max(last for _, last in spans)
    return Use(name, value, value.partition(":")[0], frozenset(ad.key for ad in ads), first, last)


def users(ads: Sequence[ResolvedAd], persons: Mapping[str, str]) -> list[list[ResolvedAd]]:
    """A number's ads split where it fell silent and nothing of its earlier user came back, in order of time."""
    dated = sorted(((*_span(ad), ad.key, ad) for ad in ads), key=lambda row: row[:3])
    parts: list[list[ResolvedAd]] = [[dated[0][3]]]
    latest, silences = dated[0][1], []
    for first, last, _, ad in dated[1:]:
        if first - latest >= QUIET_DAYS:
            parts.append([])
            silences.append(first - latest)
        parts[-1].append(ad)
        latest = max(latest, last)
    merged = parts[:1]
    for part, silence in zip(parts[1:], silences, strict=True):
        if _came_back(merged[-1], part, persons, silence):
            merged[-1].extend(part)
        else:
            merged.append(part)
    return merged


def _came_back(before: Sequence[ResolvedAd], after: Sequence[ResolvedAd], persons: Mapping[str, str], silence: int) -> bool:
    """Whether the later ads share a person, another value, a nationality or, unless the silence was long, a country."""
    known = {persons[ad.key] for ad in before}
    shared = frozenset[str]().union(*(ad.values for ad in before)) & frozenset[str]().union(*(ad.values for ad in after))
    if len(shared) > 1 or any(persons[ad.key] in known for ad in after):
        return True
    if _nationalities(before) & _nationalities(after):
        return True
    return silence < LONG_DAYS and bool(_countries(before) & _countries(after))


def _nationalities(ads: Sequence[ResolvedAd]) -> set[str]:
    return {nationality for ad in ads for nationality in ad.attributes.get("nationality", ())}


def _countries(ads: Sequence[ResolvedAd]) -> set[str]:
    return {place.partition("/")[0] for ad in ads for _, place in ad.places}


def _span(ad: ResolvedAd) -> tuple[int, int]:
    days = [day for day, _ in ad.places] + [day for day, _ in ad.ages]
    return (min(days), max(days)) if days else (0, 1 << 20)

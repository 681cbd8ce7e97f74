"""Uses of a value over time: a number that fell silent and came back with strangers may have been handed out again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from resolution.region import Region, ResolvedAd

KINDS = ("phone", "email", "handle", "address")  # what joins ads directly; pictures and texts are stolen and copied
QUIET_DAYS = 14  # crawls miss days; a number used on is seen again within two weeks
# That the old user came back, by days of silence: operators quarantine a number for a month to three before they hand it out again.
CAME_BACK = ((28, 0.98), (60, 0.9))
LONG_AWAY = 0.75
ABROAD = 4.0  # how much likelier a stranger is who advertises in none of the countries of before


@dataclass(frozen=True, slots=True)
class Use:
    """What one value joins: its ads, for a recycled number those of one of its users."""

    name: str  # the value key; for later users `value#2`, `value#3`
    value: str
    kind: str
    members: frozenset[str]
    first_day: int = 0
    last_day: int = 0
    countries: frozenset[str] = frozenset()

    def days_from(self, other: Use) -> int:
        """Days of silence between two uses, 0 if they overlap."""
        return max(0, self.first_day - other.last_day, other.first_day - self.last_day)

    def came_back(self, later: Use) -> float:
        """That a later use of the same value is by the same people, if nothing else is known."""
        silence = self.days_from(later)
        probability = next((known for days, known in CAME_BACK if silence < days), LONG_AWAY)
        odds = probability / (1 - probability) / (1 if self.countries & later.countries else ABROAD)
        return odds / (1 + odds)


def uses(region: Region, persons: Mapping[str, str]) -> list[Use]:
    """Every non-hub value that may join ads, numbers that fell silent once for each time of use; sorted by value and time."""
    ads_of: defaultdict[str, list[ResolvedAd]] = defaultdict(list)
    for key in sorted(region.ads):
        for value in region.ads[key].values:
            if value.startswith(KINDS) and value not in region.hubs:
                ads_of[value].append(region.ads[key])
    return [use for value in sorted(ads_of) for use in _uses_of(value, ads_of[value], persons)]


def _uses_of(value: str, ads: Sequence[ResolvedAd], persons: Mapping[str, str]) -> list[Use]:
    parts = times(ads, persons) if value.startswith("phone:") and not beside_others(value, ads) else [list(ads)]
    names = [value, *(f"{value}#{number}" for number in range(2, len(parts) + 1))]
    return [_use(name, value, part) for name, part in zip(names, parts, strict=True)]


def _use(name: str, value: str, ads: Sequence[ResolvedAd]) -> Use:
    spans = [ad.span for ad in ads]
    first, last = min(first for first, _ in spans), max(last for _, last in spans)
    countries = frozenset(country for ad in ads for country in ad.countries)
    return Use(name, value, value.partition(":")[0], frozenset(ad.key for ad in ads), first, last, countries)


def beside_others(value: str, ads: Iterable[ResolvedAd]) -> bool:
    """Whether every ad gives a number of its own beside this one, as ads do with a help line."""
    return all(any(other.startswith("phone:") and other != value for other in ad.values) for ad in ads)


def times(ads: Sequence[ResolvedAd], persons: Mapping[str, str]) -> list[list[ResolvedAd]]:
    """A number's ads split where it fell silent and came back with neither person nor other value of before, in order of time."""
    dated = sorted(((*ad.span, ad.key, ad) for ad in ads), key=lambda row: row[:3])
    parts: list[list[ResolvedAd]] = [[dated[0][3]]]
    latest = dated[0][1]
    for first, last, _, ad in dated[1:]:
        if first - latest >= QUIET_DAYS:
            parts.append([])
        parts[-1].append(ad)
        latest = max(latest, last)
    merged = parts[:1]
    for part in parts[1:]:
        if _known_again(merged[-1], part, persons):
            merged[-1].extend(part)
        else:
            merged.append(part)
    return merged


def _known_again(before: Sequence[ResolvedAd], after: Sequence[ResolvedAd], persons: Mapping[str, str]) -> bool:
    known = {persons[ad.key] for ad in before}
    shared = frozenset[str]().union(*(ad.values for ad in before)) & frozenset[str]().union(*(ad.values for ad in after))
    return len(shared) > 1 or any(persons[ad.key] in known for ad in after)

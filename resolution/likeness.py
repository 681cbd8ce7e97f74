"""Groups of ads and how alike two of them are in all that does not tie them: where, when, and what they would share if they were one.

The constants were read off without labels, on six generated markets and two samples: inside groups that a number alone joins, the ads of one
number against the rest, beside groups drawn at random from the same market. Of such rests with an address each, 65 % share one, with a
listed subscriber each 65 %, with a contact each 31 %; large networks share less with each part of theirs, so a bit less is assumed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from resolution.recycling import QUIET_DAYS

Span = tuple[int, int]

# That two parts of one network share such a value, for each that the poorer part holds.
SHARED = {"address": 0.5, "owner": 0.5, "contact": 0.25}
MOST_CHANCES = 4  # values that are not independent of one another: more of them say no more
# How much likelier strangers are. Countries in common are told by the cosine of days seen in each: below 0.3 for 8 % of rests, 67 % of strangers.
COUNTRIES_IN_COMMON = 0.3
ABROAD = 8.0
# Never seen at one time: 5.5 % and 30 %. Seen two weeks or more before or after a group that was seen often: 2 % and 21 %.
NEVER_TOGETHER = 5.0
OUT_OF_TIME = 9.0
OFTEN_SEEN = 6  # ads


@dataclass(frozen=True, slots=True)
class Group:
    """What is known of ads that have been joined."""

    persons: int = 0
    numbers: int = 0
    ads: int = 0
    holds: Mapping[str, int] = field(default_factory=dict)  # kind of evidence: values that could tie the group to the rest of its network
    countries: Mapping[str, int] = field(default_factory=dict)  # days that it was seen in each
    span: Span | None = None  # first and last day

    @property
    def size(self) -> int:
        """Persons or numbers, whichever are more: how much else would tie it in."""
        return max(1, self.persons, self.numbers)

    def __add__(self, other: Group) -> Group:
        return Group(
            self.persons + other.persons,
            self.numbers + other.numbers,
            self.ads + other.ads,
            Counter(self.holds) + Counter(other.holds),
            Counter(self.countries) + Counter(other.countries),
            _union(self.span, other.span),
        )


def likeness(one: Group, other: Group, tied: Collection[str]) -> float:
    """How much likelier one network looks than two by everything but the kinds of evidence that tie the groups: 1 says nothing, 0 excludes."""
    ratio = 1.0 / _out_of_time(one, other)
    for kind, share in SHARED.items():
        if kind not in tied:
            ratio *= (1 - share) ** min(MOST_CHANCES, one.holds.get(kind, 0), other.holds.get(kind, 0))
    if one.countries and other.countries and _cosine(one.countries, other.countries) < COUNTRIES_IN_COMMON:
        ratio /= ABROAD
    return ratio


def _out_of_time(one: Group, other: Group) -> float:
    if one.span is None or other.span is None:
        return 1.0
    if one.span[0] > other.span[1] or other.span[0] > one.span[1]:
        return NEVER_TOGETHER
    small, large = sorted((one, other), key=lambda group: (group.ads, group.span))
    return OUT_OF_TIME if large.ads >= OFTEN_SEEN and _outside(small.span, large.span) > QUIET_DAYS else 1.0


def _outside(inner: Span | None, outer: Span | None) -> int:
    """Days by which one span reaches beyond another."""
    return max(0, outer[0] - inner[0]) + max(0, inner[1] - outer[1]) if inner and outer else 0


def _cosine(one: Mapping[str, int], other: Mapping[str, int]) -> float:
    length = sum(days * days for days in one.values()) * sum(days * days for days in other.values())
    return float(sum(days * other.get(country, 0) for country, days in one.items()) / length**0.5)


def _union(one: Span | None, other: Span | None) -> Span | None:
    return (min(one[0], other[0]), max(one[1], other[1])) if one and other else one or other

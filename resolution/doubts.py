"""Doubtful joints: what seems to join groups that nothing else joins, and how far it can be believed.

Groups are components that surer joints made. Chance brings groups together the more often the more numbers they hold, and a real tie
between large groups would hardly be their only one: odds are divided by the numbers of the smaller group. Where groups merely
meet (at an address, a contact, a number that each ad gives beside its own), two are mostly one network and many are strangers;
groups that meet at several such values confirm one another.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from math import prod

from resolution.recycling import Use, span
from resolution.region import Joint, ResolvedAd

SURE = 0.95  # a series pair this probable needs no support
# That those who share such a value belong together, if nothing speaks against it.
BELONG = {"owner": 0.95, "address": 0.95, "phone": 0.97, "email": 0.97, "handle": 0.97}
# That separate groups at a value belong together, by their number. A flat's tenants are mostly one network or many strangers; an
# agency's e-mail stands on several sites, a site's own on that site alone.
MEETING: dict[str, dict[int, float]] = {
    "address": {2: 0.95, 3: 0.6},
    "phone": {2: 0.92, 3: 0.6},
    "contact": {2: 0.95, **dict.fromkeys(range(3, 12), 0.9)},
    "contact on one site": {2: 0.85, 3: 0.5},
}
STRANGERS = 0.15  # the same for more groups
ONE_AFTER_ANOTHER = 3.0  # how much likelier strangers are if no two groups were there at one time: a flat that is let by the week
MEETING_POWER = 1.5  # a group of many numbers that stays at a flat would tie in by more than the flat
MANY_GROUPS, MANY_GROUPS_OWNED = 5, 0.9  # an owner of numbers in five groups or more may be selling them
# That a subscriber registered at an address whose number no group there uses belongs there: payers are joined by their numbers.
HOUSEHOLD = 0.5


@dataclass(frozen=True, slots=True)
class Groups:
    """The components that surer joints made, and how many numbers each holds."""

    of: Mapping[str, str]
    phones: Mapping[str, int]

    @classmethod
    def made_by(cls, component: Mapping[str, str]) -> Groups:
        """The groups of members joined so far."""
        return cls(component, Counter(root for member, root in component.items() if member.startswith("phone:")))

    def group(self, member: str) -> str:
        """The group of a member; one that nothing joins is its own."""
        return self.of.get(member, member)

    def believed(self, probability: float, left: str, right: str, power: float = 1.0) -> float:
        """A joint's probability, given that it would be the only tie of these two groups."""
        if left == right:
            return probability
        smaller = max(1, min(self.phones.get(left, 0), self.phones.get(right, 0)))
        odds = probability / max(1e-9, 1 - probability) / float(smaller) ** power
        return float(round(odds / (1 + odds), 6))


def series(joints: Iterable[Joint], groups: Groups) -> Iterator[Joint]:
    """Series pairs, the less sure ones as far as their groups let them be believed."""
    for joint in joints:
        believed = groups.believed(joint.probability, groups.group(joint.left), groups.group(joint.right))
        yield joint if joint.probability >= SURE else replace(joint, probability=believed)


def owners(numbers: Mapping[str, Sequence[str]], groups: Groups) -> Iterator[Joint]:
    """Each owner with its numbers; a name that large groups share alone may be stolen, so all but its main group must be believed."""
    for owner in sorted(numbers):
        counts = Counter(groups.group(number) for number in numbers[owner])
        belong = BELONG["owner"] if len(counts) < MANY_GROUPS else MANY_GROUPS_OWNED
        main = min(counts, key=lambda group: (-counts[group], -groups.phones.get(group, 0), group))
        for number in numbers[owner]:
            yield Joint(number, owner, "owner", groups.believed(belong, main, groups.group(number)))


def resumed(parts: Sequence[Use], groups: Groups) -> Iterator[Joint]:
    """The uses of a number before and after it fell silent."""
    for before, after in pairwise(parts):
        if before.value == after.value:
            believed = groups.believed(before.came_back(after), groups.group(before.name), groups.group(after.name))
            yield Joint(before.name, after.name, before.kind, believed)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A value at which groups meet: those of its ads, and those whose subscribers alone are registered there."""

    use: Use
    groups: tuple[str, ...]  # the one with most numbers first
    registered: frozenset[str]
    probability: float  # that its groups belong together, if nothing else is known of them

    def pairs(self) -> Iterator[tuple[str, str]]:
        """The pairs of groups that meet, where they are few enough to mean something."""
        few = self.probability > STRANGERS
        return ((min(pair), max(pair)) for pair in combinations(self.groups, 2)) if few else iter(())


def meeting(use: Use, ads: Mapping[str, ResolvedAd], groups: Groups) -> Meeting:
    """Who meets at one value."""
    present: defaultdict[str, list[ResolvedAd]] = defaultdict(list)
    for member in use.members:
        if member in ads:
            present[groups.group(member)].append(ads[member])
    ranked = sorted(present, key=lambda group: (-groups.phones.get(group, 0), -len(present[group]), group))
    registered = frozenset(map(groups.group, use.members)) - present.keys()
    return Meeting(use, tuple(ranked), registered, _belong(use.kind, list(present.values())))


def _belong(kind: str, groups: Sequence[Sequence[ResolvedAd]]) -> float:
    if len(groups) < 2:
        return BELONG[kind]
    one_site = len({ad.site for group in groups for ad in group}) == 1
    table = MEETING[kind if kind in MEETING else "contact on one site" if one_site else "contact"]
    probability = table.get(len(groups), STRANGERS)
    if kind == "address" and probability > STRANGERS and not _together(groups):
        odds = probability / (1 - probability) / ONE_AFTER_ANOTHER
        return odds / (1 + odds)
    return probability


def _together(groups: Sequence[Sequence[ResolvedAd]]) -> bool:
    """Whether any two groups advertised at one time."""
    spans = sorted(
        (min(first for first, _ in days), max(last for _, last in days)) for days in (list(map(span, group)) for group in groups)
    )
    return any(after[0] <= before[1] for before, after in pairwise(spans))


def meetings(values: Sequence[Meeting], groups: Groups) -> Iterator[Joint]:
    """Each value with its members, as probable as theirs belong to its main group, other values at which the two meet included."""
    met: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for value in values:
        for pair in value.pairs():
            met[pair].append(1 - value.probability)
    for value in values:
        believed = {group: _with_main(value, group, met, groups) for group in value.groups}
        for member in sorted(value.use.members):
            probability = believed.get(groups.group(member), HOUSEHOLD)
            yield Joint(member, value.use.name, value.use.kind, round(min(BELONG[value.use.kind], probability), 6))


def _with_main(value: Meeting, group: str, met: Mapping[tuple[str, str], Sequence[float]], groups: Groups) -> float:
    main = value.groups[0]
    if group == main:
        return BELONG[value.use.kind]
    both = (min(group, main), max(group, main))
    return groups.believed(1 - prod(met[both]) if both in met else value.probability, main, group, MEETING_POWER)

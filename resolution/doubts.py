"""Doubtful joints: what seems to join groups that nothing else joins, and how far it can be believed.

Groups are components that surer joints made. Chance brings groups together the more often the more numbers they hold, and a real tie
between large groups would hardly be their only one: odds are divided by the numbers of the smaller group. Where groups merely
meet (at an address, at a number that each ad gives beside its own), two are mostly one network and many are strangers; groups
that meet at several such values confirm one another.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import prod

from resolution.recycling import Use
from resolution.region import Joint, ResolvedAd

SURE = 0.95  # a series pair this probable needs no support
# That those who share such a value belong together, if nothing speaks against it.
BELONG = {"owner": 0.95, "address": 0.95, "phone": 0.97, "email": 0.97, "handle": 0.97}
# That separate groups at a value belong together, by their number. A flat's tenants are mostly one network or many strangers; an
# agency's e-mail stands on several sites, a site's own on that site alone.
MEETING: dict[str, dict[int, float]] = {
    "address": {2: 0.9, 3: 0.6},
    "phone": {2: 0.8, 3: 0.5},
    "contact": dict.fromkeys(range(2, 12), 0.95),
    "contact on one site": {2: 0.85, 3: 0.5},
}
STRANGERS = 0.1  # the same for more groups
# The same for a subscriber registered there whose number no group there uses: whoever pays for a network's numbers is joined by them.
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

    def believed(self, probability: float, left: str, right: str) -> float:
        """A joint's probability, given that it would be the only tie of these two groups."""
        if left == right:
            return probability
        smaller = max(1, min(self.phones.get(left, 0), self.phones.get(right, 0)))
        odds = probability / max(1e-9, 1 - probability) / smaller
        return round(odds / (1 + odds), 6)


def series(joints: Iterable[Joint], groups: Groups) -> Iterator[Joint]:
    """Series pairs, the less sure ones as far as their groups let them be believed."""
    for joint in joints:
        believed = groups.believed(joint.probability, groups.group(joint.left), groups.group(joint.right))
        yield joint if joint.probability >= SURE else replace(joint, probability=believed)


def owners(numbers: Mapping[str, Sequence[str]], groups: Groups) -> Iterator[Joint]:
    """Each owner with its numbers; a name that large groups share alone may be stolen, so all but its main group must be believed."""
    for owner in sorted(numbers):
        counts = Counter(groups.group(number) for number in numbers[owner])
        main = min(counts, key=lambda group: (-counts[group], -groups.phones.get(group, 0), group))
        for number in numbers[owner]:
            yield Joint(number, owner, "owner", groups.believed(BELONG["owner"], main, groups.group(number)))


@dataclass(frozen=True, slots=True)
class Meeting:
    """A value at which groups meet: those of its ads, and those whose subscribers alone are registered there."""

    use: Use
    groups: tuple[str, ...]
    registered: frozenset[str]
    sites: int

    @property
    def table(self) -> Mapping[int, float]:
        """How far meetings at such a value are believed."""
        if self.use.kind in MEETING:
            return MEETING[self.use.kind]
        return MEETING["contact" if self.sites > 1 else "contact on one site"]

    @property
    def alone(self) -> float:
        """That the groups of its ads belong together, if nothing else is known of them."""
        return BELONG[self.use.kind] if len(self.groups) < 2 else self.table.get(len(self.groups), STRANGERS)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """The pairs of groups that meet, where they are few enough to mean something."""
        return combinations(self.groups, 2) if len(self.groups) in self.table else iter(())


def meeting(use: Use, ads: Mapping[str, ResolvedAd], groups: Groups) -> Meeting:
    """Who meets at one value."""
    present = [member for member in use.members if member in ads]
    met = set(map(groups.group, present))
    sites = len({ads[member].site for member in present})
    return Meeting(use, tuple(sorted(met)), frozenset(map(groups.group, use.members)) - met, sites)


def meetings(values: Sequence[Meeting], groups: Groups) -> Iterator[Joint]:
    """Each value with its members, as probable as its groups belong together, other values at which the same groups meet included."""
    met: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for value in values:
        for pair in value.pairs():
            met[pair].append(1 - value.alone)
    for value in values:
        confirmed = min((groups.believed(1 - prod(met[pair]), *pair) for pair in value.pairs()), default=value.alone)
        for member in sorted(value.use.members):
            limit = HOUSEHOLD if groups.group(member) in value.registered else BELONG[value.use.kind]
            yield Joint(member, value.use.name, value.use.kind, round(min(limit, confirmed), 6))

"""Doubtful evidence: what seems to join groups that surer joints left apart, and how far it can be believed.

The best believed pair of groups is joined first and all that this changes is weighed again, down to the asked strength. Groups that
merely meet (at an address, a contact, a number that each ad gives beside its own) are mostly one network when two meet and
strangers when many do; several meetings of the same two confirm one another. Chance brings groups together the more often the more
numbers they hold, and a real tie of large groups is seldom their only one: so odds are divided by the weight of the smaller.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from itertools import combinations
from math import prod

from resolution.region import Joint

Span = tuple[int, int]

# That those who share such a value belong together, if nothing speaks against it.
BELONG = {"owner": 0.95, "address": 0.95, "phone": 0.97, "email": 0.97, "handle": 0.97}
# That separate groups at a value belong together, by their number. A flat's tenants are mostly one network or many strangers; an
# agency's e-mail stands on several sites, a site's own on that site alone; an owner of numbers in many groups may be selling them.
MEETING: dict[str, dict[int, float]] = {
    "address": {2: 0.95, 3: 0.6},
    "phone": {2: 0.92, 3: 0.6},
    "contact": {2: 0.95, **dict.fromkeys(range(3, 12), 0.9)},
    "contact on one site": {2: 0.85, 3: 0.5},
    "owner": {2: 0.95, 3: 0.88, 4: 0.8, **dict.fromkeys(range(5, 12), 0.6)},
}
ONE_AFTER_ANOTHER = 3.0  # how much likelier strangers are if the two were never at an address at one time: a flat let by the week
# How the numbers of the smaller group count: a large group that stays at a flat would tie in by more than the flat.
POWER = {"address": 1.5, "phone": 1.5, "contact": 1.5, "contact on one site": 1.5}


@dataclass(slots=True)
class Evidence:
    """One reason to think that the groups of its members belong together."""

    name: str  # the value's name in joints; of a pair, its left end
    kind: str  # which table of MEETING holds, or "pair"
    joint: str  # what its joints are called
    members: tuple[str, ...]
    probability: float = 0.0  # of a pair
    spans: Mapping[str, Span] = field(default_factory=dict)  # member: first and last day, for one after another
    groups: dict[str, Span | None] = field(default_factory=dict)  # the groups that meet at it now

    def believed(self, left: str, right: str) -> float:
        """That two of its groups belong together, if nothing else is known of them."""
        probability = MEETING[self.kind].get(len(self.groups), 0.0)
        one, other = self.groups[left], self.groups[right]
        if one and other and (one[0] > other[1] or other[0] > one[1]):
            return _from_odds(_odds(probability) / ONE_AFTER_ANOTHER)
        return probability

    def few(self) -> bool:
        """Whether few enough groups meet at it for their meeting to mean something."""
        return len(self.groups) == 2 or len(self.groups) in MEETING.get(self.kind, {})


class Weighing:
    """Groups that grow as doubtful evidence is believed, best first."""

    def __init__(self, evidence: Sequence[Evidence], group_of: Mapping[str, str], weight: Mapping[str, int]) -> None:
        self.weight = dict(weight)
        self.merged: dict[str, str] = {}
        self.believed: dict[int, dict[str, float]] = defaultdict(dict)  # evidence: the joined groups, each with its probability
        self.evidence = evidence
        self._at: defaultdict[str, set[int]] = defaultdict(set)
        for number, item in enumerate(evidence):
            for member in item.members:
                group = group_of.get(member, member)
                item.groups[group] = _union(item.groups.get(group), item.spans.get(member))
                self._at[group].add(number)

    def run(self, strength: float) -> None:
        """Join what is believed at least that much."""
        queue = [entry for item in self.evidence for entry in self._entries(item, strength)]
        heapify(queue)
        while queue:
            negative, left, right = heappop(queue)
            if left in self.merged or right in self.merged:
                continue
            probability = self.probability(left, right)
            if probability == -negative:
                touched = self._join(left, right, probability)
                entries = [entry for number in touched for entry in self._entries(self.evidence[number], strength)]
            else:  # groups that grew are believed less; where one may be believed more, `_join` told
                entries = [(-probability, left, right)] if probability >= strength else []
            for entry in entries:
                heappush(queue, entry)

    def root(self, group: str) -> str:
        """The group that a group has become."""
        passed = []
        while group in self.merged:
            passed.append(group)
            group = self.merged[group]
        self.merged.update(dict.fromkeys(passed, group))
        return group

    def probability(self, left: str, right: str) -> float:
        """That two groups belong together by all evidence between them."""
        apart, power = 1.0, 1.5
        best: dict[str, float] = {}
        for number in sorted(self._at[left] & self._at[right]):
            item = self.evidence[number]
            if not item.few():
                continue
            power = min(power, POWER.get(item.kind, 1.0))
            if item.kind == "pair":  # the pairs of one series, or of one person, are no independent witnesses
                best[item.joint] = max(best.get(item.joint, 0.0), item.probability)
            else:
                apart *= 1 - item.believed(left, right)
        smaller = max(1, min(self.weight.get(left, 0), self.weight.get(right, 0)))
        apart *= prod(1 - best[joint] for joint in sorted(best))
        return round(_from_odds(_odds(1 - apart) / float(smaller) ** power), 6)

    def _entries(self, item: Evidence, strength: float) -> Iterator[tuple[float, str, str]]:
        """The pairs of groups that meet at one piece of evidence and are worth joining."""
        if len(item.groups) > 1 and item.few():
            for left, right in combinations(sorted(item.groups), 2):
                probability = self.probability(left, right)
                if probability >= strength:
                    yield -probability, left, right

    def _join(self, left: str, right: str, probability: float) -> list[int]:
        """Join two groups under the name of the one with more evidence; the evidence that may now say more."""
        between = self._at[left] & self._at[right]
        for number in between:
            if self.evidence[number].few():
                for group in (left, right):
                    known = self.believed[number]
                    known[group] = min(known.get(group, 1.0), probability)
        kept, gone = sorted((left, right), key=lambda group: (-len(self._at[group]), group))
        self.merged[gone] = kept
        self.weight[kept] = self.weight.get(kept, 0) + self.weight.get(gone, 0)
        moved = self._at.pop(gone)
        for number in moved:
            groups = self.evidence[number].groups
            groups[kept] = _union(groups.get(kept), groups.pop(gone))
            self._at[kept].add(number)
        self._at[kept] -= {number for number in between if len(self.evidence[number].groups) == 1}
        return sorted(moved & self._at[kept])


def believe(evidence: Sequence[Evidence], group_of: Mapping[str, str], weight: Mapping[str, int], strength: float) -> Iterator[Joint]:
    """The joints of the evidence that is believed at least `strength`.

    `group_of` tells each member that surer joints have joined, `weight` how much each group weighs: how much else would tie it in.
    """
    open_evidence = [item for item in evidence if len({group_of.get(member, member) for member in item.members}) > 1]
    weighing = Weighing(open_evidence, group_of, weight)
    weighing.run(strength)
    believed = {id(item): weighing.believed[number] for number, item in enumerate(open_evidence)}
    for item in evidence:
        yield from _joints(item, believed.get(id(item), {}), group_of, weighing)


def _joints(item: Evidence, believed: Mapping[str, float], group_of: Mapping[str, str], weighing: Weighing) -> Iterator[Joint]:
    """A value joins those of its members that ended in the group where most of them did; a pair joins its ends or nothing."""
    ended: defaultdict[str, list[str]] = defaultdict(list)
    for member in item.members:
        ended[weighing.root(group_of.get(member, member))].append(member)
    main = min(ended, key=lambda group: (-len(ended[group]), group))
    least = min(believed.values(), default=1.0)
    if item.kind == "pair":
        if len(ended) == 1:
            yield Joint(item.members[0], item.members[1], item.joint, item.probability if not believed else least)
        return
    for member in sorted(ended[main]):
        yield Joint(member, item.name, item.joint, min(BELONG[item.joint], least))


def _union(one: Span | None, other: Span | None) -> Span | None:
    return (min(one[0], other[0]), max(one[1], other[1])) if one and other else one or other


def _odds(probability: float) -> float:
    return probability / max(1e-9, 1 - probability)


def _from_odds(odds: float) -> float:
    return odds / (1 + odds)

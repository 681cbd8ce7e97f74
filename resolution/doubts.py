"""Doubtful evidence: what seems to join groups that surer joints left apart, and how far it can be believed.

The best believed pair of groups is joined first and all that this changes is weighed again, down to the asked strength. Groups that
meet at a value (an address, a contact, a subscriber, a number that each ad gives beside its own) are mostly one network if few meet there
with nothing else in common, and strangers if many do. Independent ties of the same two confirm one another; whatever one network would
share besides and these two do not speaks against them (`likeness`), and so does size: a real tie of large groups is seldom their only one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from itertools import combinations
from math import prod

from resolution.likeness import Group, likeness
from resolution.region import Joint

# That those who share such a value belong together, if nothing speaks against it.
BELONG = {"owner": 0.95, "address": 0.95, "phone": 0.97, "email": 0.97, "handle": 0.97}
# Odds that two groups which meet at such a value are one network, if nobody else is there.
OWN = {"address": 30.0, "phone": 18.0, "email": 30.0, "handle": 30.0, "owner": 30.0}
# That something else joins two groups of one network that meet at a value: each further group that nothing joins speaks for a public place.
JOINED_ELSEWHERE = 0.6
WORTH_ASKING = 0.2  # belief in a value below which no other evidence makes up for it
POWER = 0.5  # how odds fall with the size of the smaller group
CONTACT = {"email": "contact", "handle": "contact"}  # kinds that one would share instead of another

NOTHING = Group()


@dataclass(slots=True)
class Evidence:
    """One reason to think that the groups of its members belong together."""

    name: str  # the value's name in joints; of a pair, its left end
    joint: str  # what its joints are called: the kind of evidence
    members: tuple[str, ...]
    odds: float  # that two groups that meet at it are one network; of a pair, that its two ends are
    source: str = ""  # of a pair, else empty: pairs of one source, such as one series, are no independent witnesses
    groups: set[str] = field(default_factory=set)  # the groups that meet at it now
    taken: int = 0  # groups that were joined for its sake alone: no reason to believe it more

    @property
    def believed(self) -> float:
        """That two of its groups belong together, if nothing else is known of them."""
        if self.source:
            return _from_odds(self.odds)
        others = max(0, len(self.groups) + self.taken - 2)
        return _from_odds(self.odds * (1 - JOINED_ELSEWHERE) ** others)

    @property
    def tells(self) -> bool:
        """Whether its groups' meeting may mean something."""
        return self.believed >= WORTH_ASKING


class Weighing:
    """Groups that grow as doubtful evidence is believed, best first."""

    def __init__(self, evidence: Sequence[Evidence], group_of: Mapping[str, str], known: Mapping[str, Group]) -> None:
        self.known = dict(known)
        self.merged: dict[str, str] = {}
        self.believed: dict[int, dict[str, float]] = defaultdict(dict)  # evidence: the joined groups, each with its probability
        self.evidence = evidence
        self._at: defaultdict[str, set[int]] = defaultdict(set)
        for number, item in enumerate(evidence):
            for member in item.members:
                group = group_of.get(member, member)
                item.groups.add(group)
                self._at[group].add(number)

    def run(self, strength: float) -> None:
        """Join what is believed at least that much."""
        queue = list(self._entries(self.evidence, strength))
        heapify(queue)
        while queue:
            negative, left, right = heappop(queue)
            if left in self.merged or right in self.merged:
                continue
            probability = self.probability(left, right)
            if probability == -negative:
                touched = self._join(left, right, probability)
                entries = list(self._entries([self.evidence[number] for number in touched], strength))
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
        ties = [item for number in sorted(self._at[left] & self._at[right]) if (item := self.evidence[number]).tells]
        best: dict[str, float] = {}
        for item in ties:
            source = item.source or item.name
            best[source] = max(best.get(source, 0.0), item.believed)
        odds = _odds(1 - prod(1 - best[source] for source in sorted(best)))
        one, other = self.known.get(left, NOTHING), self.known.get(right, NOTHING)
        odds *= likeness(one, other, {CONTACT.get(item.joint, item.joint) for item in ties})
        return round(_from_odds(odds / float(min(one.size, other.size)) ** POWER), 6)

    def _entries(self, evidence: Iterable[Evidence], strength: float) -> Iterator[tuple[float, str, str]]:
        """The pairs of groups that meet at any of the evidence and are worth joining."""
        telling = (sorted(item.groups) for item in evidence if len(item.groups) > 1 and item.tells)
        for left, right in {pair for groups in telling for pair in combinations(groups, 2)}:
            probability = self.probability(left, right)
            if probability >= strength:
                yield -probability, left, right

    def _join(self, left: str, right: str, probability: float) -> list[int]:
        """Join two groups under the name of the one with more evidence; the evidence that may now say more."""
        between = self._at[left] & self._at[right]
        if len({self.evidence[number].joint for number in between}) == 1:
            for number in between:
                self.evidence[number].taken += 1
        for number in between:
            if self.evidence[number].tells:
                for group in (left, right):
                    known = self.believed[number]
                    known[group] = min(known.get(group, 1.0), probability)
        kept, gone = sorted((left, right), key=lambda group: (-len(self._at[group]), group))
        self.merged[gone] = kept
        self.known[kept] = self.known.get(kept, NOTHING) + self.known.get(gone, NOTHING)
        moved = self._at.pop(gone)
        for number in moved:
            groups = self.evidence[number].groups
            groups.discard(gone)
            groups.add(kept)
            self._at[kept].add(number)
        self._at[kept] -= {number for number in between if len(self.evidence[number].groups) == 1}
        return sorted(moved & self._at[kept])


def believe(evidence: Sequence[Evidence], group_of: Mapping[str, str], known: Mapping[str, Group], strength: float) -> Iterator[Joint]:
    """The joints of the evidence that is believed at least `strength`.

    `group_of` tells the group of each member that surer joints have joined, `known` what is known of each group.
    """
    open_evidence = [item for item in evidence if len({group_of.get(member, member) for member in item.members}) > 1]
    weighing = Weighing(open_evidence, group_of, known)
    weighing.run(strength)
    believed = {id(item): weighing.believed[number] for number, item in enumerate(open_evidence)}
    for item in evidence:
        yield from _joints(item, believed.get(id(item), {}), group_of, weighing)


def _joints(item: Evidence, believed: Mapping[str, float], group_of: Mapping[str, str], weighing: Weighing) -> Iterator[Joint]:
    """A pair joins its ends or nothing, a value its holders in the group where most of them ended, a number those in the group where itself ended."""
    ended: defaultdict[str, list[str]] = defaultdict(list)
    for member in item.members:
        ended[weighing.root(group_of.get(member, member))].append(member)
    least = min(believed.values(), default=1.0)
    if item.source:
        if len(ended) == 1:
            yield Joint(item.members[0], item.members[1], item.joint, round(item.believed, 6) if not believed else least)
        return
    main = next((group for group in ended if item.name in ended[group]), None) or min(ended, key=lambda group: (-len(ended[group]), group))
    for member in sorted(ended[main]):
        if member != item.name:
            yield Joint(member, item.name, item.joint, min(BELONG[item.joint], least))


def _odds(probability: float) -> float:
    return probability / max(1e-9, 1 - probability)


def _from_odds(odds: float) -> float:
    return odds / (1 + odds)

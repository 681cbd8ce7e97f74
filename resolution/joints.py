"""Joints: every strong reason why two members of a region belong together, each with its probability.

A value joins its ads unless it is doubtful: a number that every ad gives beside a number of its own (a small help line looks so), or
an address. What else joins the ads is asked first, and a doubtful value counts the less the more separate groups meet at it.
Two groups that meet at several doubtful values confirm one another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from resolution.recycling import Use, uses
from resolution.region import Joint, Region, ScoredPair

STRENGTH = 0.7  # joints less probable than this do not join, unless another cut is asked for
DIRECT = {"phone": 0.97, "email": 0.97, "handle": 0.97, "owner": 0.95, "address": 0.95}  # that two ads at a non-hub value belong together
# That separate groups at a doubtful value belong together, by their number. A flat's tenants are mostly one network or many strangers.
MEETING = {"address": {2: 0.9, 3: 0.6}, "phone": {2: 0.8, 3: 0.5}}
STRANGERS = 0.1  # the same for more groups
# The same for a subscriber registered there whose number no group there uses: whoever pays for a network's numbers is joined by them.
HOUSEHOLD = 0.5


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubtful value's use, the separate groups whose ads meet at it and those whose subscribers alone are registered there."""

    use: Use
    groups: frozenset[str]
    registered: frozenset[str]

    @property
    def alone(self) -> float:
        """That the groups of its ads belong together, if nothing else is known of them."""
        return DIRECT[self.use.kind] if len(self.groups) < 2 else MEETING[self.use.kind].get(len(self.groups), STRANGERS)

    def meetings(self) -> Iterator[tuple[str, str]]:
        """The pairs of groups that meet, where they are few enough to mean something."""
        return combinations(sorted(self.groups), 2) if len(self.groups) in MEETING[self.use.kind] else iter(())


def all_joints(region: Region, persons: Mapping[str, str], pairs: Sequence[ScoredPair]) -> list[Joint]:
    """Every reason to join two members of the region, sorted, weak ones included; `persons` gives each ad's person."""
    parts = uses(region, persons)
    doubtful = {use.name for use in parts if _doubtful(use, region)}
    joints = [joint for use in parts if use.name not in doubtful for joint in _of_use(use, DIRECT[use.kind])]
    joints += [*_series(region, parts), *_owned(region, parts), *_same_person(region, persons, pairs)]
    component = components(region.ads, [joint for joint in joints if joins(joint, STRENGTH)])
    asked = (use for use in _with_owners(parts, region) if use.kind == "address" or use.name in doubtful)
    doubts = [_doubt(use, component, region) for use in asked]
    joints += [joint for doubt, probability in _weighed(doubts) for joint in _of_doubt(doubt, probability, component)]
    return sorted(joints, key=lambda joint: (joint.left, joint.right, joint.evidence))


def joins(joint: Joint, strength: float) -> bool:
    """Whether a joint is strong enough to join; an error among persons joins all that both sides touch, so they must be far surer."""
    return joint.probability >= (1 - (1 - strength) ** 4 if joint.evidence == "person" else strength)


def components(members: Iterable[str], joints: Iterable[Joint]) -> dict[str, str]:
    """Every member's root: the smallest member it is joined with."""
    parent: dict[str, str] = {member: member for member in members}

    def root(member: str) -> str:
        parent.setdefault(member, member)
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    for joint in joints:
        low, high = sorted((root(joint.left), root(joint.right)))
        parent[high] = low
    return {member: root(member) for member in list(parent)}


def _doubtful(use: Use, region: Region) -> bool:
    if use.kind == "address":
        return True
    if use.kind != "phone" or len(use.members) < 2:
        return False
    return all(any(value.startswith("phone:") and value != use.value for value in region.ads[ad].values) for ad in use.members)


def _doubt(use: Use, component: Mapping[str, str], region: Region) -> Doubt:
    groups = frozenset(component[member] for member in use.members if member in region.ads)
    return Doubt(use, groups, frozenset(component.get(member, member) for member in use.members) - groups)


def _weighed(doubts: Sequence[Doubt]) -> Iterator[tuple[Doubt, float]]:
    """Each doubtful value with the probability that its groups belong together, other values at which the same groups meet included."""
    met: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for doubt in doubts:
        for pair in doubt.meetings():
            met[pair].append(1 - doubt.alone)
    for doubt in doubts:
        confirmed = max((1 - _product(met[pair]) for pair in doubt.meetings()), default=doubt.alone)
        yield doubt, round(min(DIRECT[doubt.use.kind], confirmed), 6)


def _of_doubt(doubt: Doubt, probability: float, component: Mapping[str, str]) -> Iterator[Joint]:
    for member in sorted(doubt.use.members):
        stranger = component.get(member, member) in doubt.registered
        yield Joint(member, doubt.use.name, doubt.use.kind, min(probability, HOUSEHOLD) if stranger else probability)


def _product(factors: Iterable[float]) -> float:
    product = 1.0
    for factor in factors:
        product *= factor
    return product


def _of_use(use: Use, probability: float) -> Iterable[Joint]:
    return (Joint(member, use.name, use.kind, probability) for member in sorted(use.members))


def _series(region: Region, parts: Sequence[Use]) -> Iterable[Joint]:
    names = _names(parts)
    for pair in region.series:
        for left in names.get(pair.left, ()):
            yield from (Joint(left, right, "series", pair.probability) for right in names.get(pair.right, ()))


def _owned(region: Region, parts: Sequence[Use]) -> Iterable[Joint]:
    names = _names(parts)
    for phone, owner in {(row.phone, row.owner) for row in region.subscriptions if row.owner}:
        if owner not in region.hubs and phone not in region.hubs:
            yield from (Joint(name, owner, "owner", DIRECT["owner"]) for name in names.get(phone, (phone,)))


def _with_owners(parts: Sequence[Use], region: Region) -> Iterable[Use]:
    """The uses, the owners registered at an address among its members; addresses that owners alone share included."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for row in region.subscriptions:
        if row.owner and row.address and not {row.owner, row.phone, row.address} & region.hubs.keys():
            owners[row.address].add(row.owner)
    for use in parts:
        yield Use(use.name, use.value, use.kind, use.members | owners.pop(use.value, set()))
    for address in sorted(owners):
        yield Use(address, address, "address", frozenset(owners[address]))


def _names(parts: Collection[Use]) -> Mapping[str, Sequence[str]]:
    names: defaultdict[str, list[str]] = defaultdict(list)
    for use in parts:
        names[use.value].append(use.name)
    return names


def _same_person(region: Region, persons: Mapping[str, str], pairs: Sequence[ScoredPair]) -> Iterable[Joint]:
    for pair in pairs:
        if pair.left in region.ads and pair.right in region.ads and persons[pair.left] == persons[pair.right]:
            yield Joint(pair.left, pair.right, "person", pair.match_probability)
    for decision in region.decisions:
        if decision.entity_type == "person" and decision.answer == "same":
            ends = sorted(ad for ad in decision.left | decision.right if ad in region.ads)
            yield from (Joint(ends[0], ad, "person", 1.0) for ad in ends[1:])

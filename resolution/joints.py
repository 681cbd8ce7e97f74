"""Joints: every strong reason why two members of a region belong together, each with its probability.

Sure ones first: numbers that an ad gives alone, close series and one person's ads. Their components are the groups by which
owners are believed, and then, with the owners' joints, looser series, addresses, contacts and numbers given only beside others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from resolution import doubts
from resolution.recycling import Use, beside_others, uses
from resolution.region import Joint, Region, ScoredPair

STRENGTH = 0.7  # joints less probable than this do not join, unless another cut is asked for


def all_joints(region: Region, persons: Mapping[str, str], pairs: Sequence[ScoredPair]) -> list[Joint]:
    """Every reason to join two members of the region, sorted, weak ones included; `persons` gives each ad's person."""
    parts = uses(region, persons)
    doubtful = _doubtful(parts, region)
    close = list(_series(region, parts))
    joints = [joint for use in parts if use.name not in doubtful for joint in _of_use(use)]
    joints += [*_same_person(region, persons, pairs), *(pair for pair in close if pair.probability >= doubts.SURE)]
    joints += doubts.owners(_owned(region, parts), _groups(region, joints))
    groups = _groups(region, joints)
    joints += doubts.resumed([use for use in parts if use.name not in doubtful], groups)
    joints += doubts.series((pair for pair in close if pair.probability < doubts.SURE), groups)
    asked = (use for use in _with_owners(parts, region) if use.kind != "phone" or use.name in doubtful)
    joints += doubts.meetings([doubts.meeting(use, region.ads, groups) for use in asked], groups)
    return sorted(joints, key=lambda joint: (joint.left, joint.right, joint.evidence))


def _groups(region: Region, joints: Iterable[Joint]) -> doubts.Groups:
    return doubts.Groups.made_by(components(region.ads, (joint for joint in joints if joins(joint, STRENGTH))))


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


def _doubtful(parts: Sequence[Use], region: Region) -> set[str]:
    """The uses whose ads are asked first what else joins them: addresses, contacts, numbers given only beside others."""
    ads = {value: [region.ads[ad] for use in held for ad in use.members] for value, held in _by_value(parts).items()}
    return {use.name for use in parts if use.kind != "phone" or (len(ads[use.value]) > 1 and beside_others(use.value, ads[use.value]))}


def _of_use(use: Use) -> Iterator[Joint]:
    return (Joint(member, use.name, use.kind, doubts.BELONG[use.kind]) for member in sorted(use.members))


def _series(region: Region, parts: Sequence[Use]) -> Iterator[Joint]:
    """The series pairs of numbers in use; of a recycled number, the use nearest in time to the other's is meant."""
    of_value = _by_value(parts)
    for pair in region.series:
        couples = [(left, right) for left in of_value.get(pair.left, ()) for right in of_value.get(pair.right, ())]
        if couples:
            left, right = min(couples, key=lambda couple: (couple[0].days_from(couple[1]), couple[0].name, couple[1].name))
            yield Joint(left.name, right.name, "series", pair.probability)


def _owned(region: Region, parts: Sequence[Use]) -> dict[str, list[str]]:
    """Each owner's numbers; of a recycled number, the use that was current when the directory was asked."""
    of_value = _by_value(parts)
    owned: defaultdict[str, set[str]] = defaultdict(set)
    for row in region.subscriptions:
        if row.owner and not {row.owner, row.phone} & region.hubs.keys():
            known = of_value.get(row.phone, ())
            current = [use.name for use in known if row.day is None or use.first_day <= row.day] or [use.name for use in known[:1]]
            owned[row.owner].add(current[-1] if current else row.phone)
    return {owner: sorted(numbers) for owner, numbers in owned.items()}


def _with_owners(parts: Sequence[Use], region: Region) -> Iterator[Use]:
    """The uses, the owners registered at an address among its members; addresses that owners alone share included."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for row in region.subscriptions:
        if row.owner and row.address and not {row.owner, row.phone, row.address} & region.hubs.keys():
            owners[row.address].add(row.owner)
    for use in parts:
        yield replace(use, members=use.members | owners.pop(use.value, set()))
    for address in sorted(owners):
        yield Use(address, address, "address", frozenset(owners[address]))


def _by_value(parts: Sequence[Use]) -> Mapping[str, Sequence[Use]]:
    """The uses of each value in order of time."""
    of_value: defaultdict[str, list[Use]] = defaultdict(list)
    for use in sorted(parts, key=lambda use: (use.first_day, use.name)):
        of_value[use.value].append(use)
    return of_value


def _same_person(region: Region, persons: Mapping[str, str], pairs: Sequence[ScoredPair]) -> Iterator[Joint]:
    for pair in pairs:
        if pair.left in region.ads and pair.right in region.ads and persons[pair.left] == persons[pair.right]:
            yield Joint(pair.left, pair.right, "person", pair.match_probability)
    for decision in region.decisions:
        if decision.entity_type == "person" and decision.answer == "same":
            ends = sorted(ad for ad in decision.left | decision.right if ad in region.ads)
            yield from (Joint(ends[0], ad, "person", 1.0) for ad in ends[1:])

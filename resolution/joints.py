"""Joints: every strong reason why two members of a region belong together, each with its probability.

Sure ones first: numbers that an ad gives alone and one person's ads. Then, for the groups that these make, whatever else joins
some of them is weighed against the rest: owners, series, addresses, contacts, numbers given only beside others or after a silence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from resolution.doubts import BELONG, Evidence, believe
from resolution.recycling import Use, beside_others, span, uses
from resolution.region import Joint, Region, ScoredPair

STRENGTH = 0.7  # joints less probable than this do not join, unless another cut is asked for
PERSON_POWER = 4  # how much surer persons must be than anything else, at any strength: 0.992 for 0.7
PERSON_AT_MOST = 0.95  # pictures are stolen whole shoots at a time
SERIES_AT_MOST = 0.98  # a stranger may have bought a number in the middle of a series


def strong_joints(region: Region, persons: Mapping[str, str], pairs: Sequence[ScoredPair], strength: float = STRENGTH) -> list[Joint]:
    """The reasons to join members of the region that are believed at least `strength`, sorted; `persons` gives each ad's person."""
    parts = uses(region, persons)
    doubtful = _doubtful(parts, region)
    joints = [Joint(ad, use.name, "phone", BELONG["phone"]) for use in parts if use.name not in doubtful for ad in use.members]
    joints += _decided(region)
    evidence = [_evidence(use, region) for use in parts if use.name in doubtful]
    evidence += [
        *_resumed(parts, doubtful),
        *_series(region, parts),
        *_owners(region, parts),
        *_same_person(region, persons, pairs, strength),
    ]
    group_of = components(region.ads, joints)
    joints += believe(evidence, group_of, _weight(region, persons, group_of), strength)
    return sorted(joints, key=lambda joint: (joint.left, joint.right, joint.evidence))


def _weight(region: Region, persons: Mapping[str, str], group_of: Mapping[str, str]) -> Mapping[str, int]:
    """The persons or the numbers of each group, whichever are more."""
    members: defaultdict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for key, ad in region.ads.items():
        people, numbers = members[group_of[key]]
        people.add(persons[key])
        numbers.update(value for value in ad.values if value.startswith("phone:") and value not in region.hubs)
    return {group: max(len(people), len(numbers)) for group, (people, numbers) in members.items()}


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


def _evidence(use: Use, region: Region) -> Evidence:
    ads = [region.ads[ad] for ad in sorted(use.members)]
    contact = "contact on one site" if len({ad.site for ad in ads}) == 1 else "contact"
    kind = contact if use.kind in ("email", "handle") else use.kind
    spans = {ad.key: span(ad) for ad in ads} if use.kind == "address" else {}
    return Evidence(use.name, kind, use.kind, tuple(ad.key for ad in ads), spans=spans)


def _resumed(parts: Sequence[Use], doubtful: set[str]) -> Iterator[Evidence]:
    """The uses of a number before and after it fell silent."""
    for before, after in pairwise(use for use in parts if use.name not in doubtful):
        if before.value == after.value:
            yield Evidence(before.name, "pair", "phone", (before.name, after.name), before.came_back(after))


def _series(region: Region, parts: Sequence[Use]) -> Iterator[Evidence]:
    """The series pairs of numbers in use; of a recycled number, the use nearest in time to the other's is meant."""
    of_value = _by_value(parts)
    for pair in region.series:
        couples = [(left, right) for left in of_value.get(pair.left, ()) for right in of_value.get(pair.right, ())]
        if couples:
            left, right = min(couples, key=lambda couple: (couple[0].days_from(couple[1]), couple[0].name, couple[1].name))
            yield Evidence(left.name, "pair", "series", (left.name, right.name), min(SERIES_AT_MOST, pair.probability))


def _owners(region: Region, parts: Sequence[Use]) -> Iterator[Evidence]:
    """Each owner's numbers; of a recycled number, the use that was current when the directory was asked."""
    of_value = _by_value(parts)
    owned: defaultdict[str, set[str]] = defaultdict(set)
    for row in region.subscriptions:
        if row.owner and not {row.owner, row.phone} & region.hubs.keys():
            known = of_value.get(row.phone, ())
            current = [use.name for use in known if row.day is None or use.first_day <= row.day] or [use.name for use in known[:1]]
            owned[row.owner].add(current[-1] if current else row.phone)
    for owner in sorted(owned):
        yield Evidence(owner, "owner", "owner", tuple(sorted(owned[owner])))


def _by_value(parts: Sequence[Use]) -> Mapping[str, Sequence[Use]]:
    """The uses of each value in order of time."""
    of_value: defaultdict[str, list[Use]] = defaultdict(list)
    for use in sorted(parts, key=lambda use: (use.first_day, use.name)):
        of_value[use.value].append(use)
    return of_value


def _same_person(region: Region, persons: Mapping[str, str], pairs: Sequence[ScoredPair], strength: float) -> Iterator[Evidence]:
    """One person's ads, if far surer than makes one person: an error there joins all that both sides touch."""
    least = 1 - (1 - strength) ** PERSON_POWER
    for pair in pairs:
        if (
            pair.match_probability >= least
            and pair.left in region.ads
            and pair.right in region.ads
            and persons[pair.left] == persons[pair.right]
        ):
            yield Evidence(pair.left, "pair", "person", (pair.left, pair.right), min(PERSON_AT_MOST, pair.match_probability))


def _decided(region: Region) -> Iterator[Joint]:
    for decision in region.decisions:
        if decision.entity_type == "person" and decision.answer == "same":
            ends = sorted(ad for ad in decision.left | decision.right if ad in region.ads)
            yield from (Joint(ends[0], ad, "person", 1.0) for ad in ends[1:])

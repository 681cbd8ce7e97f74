"""Joints: every strong reason why two members of a region belong together, each with its probability.

Sure ones first: numbers that an ad gives alone and one person's ads. Then, for the groups that these make, whatever else joins
some of them is weighed against the rest: owners, series, addresses, contacts, numbers given only beside others or after a silence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from resolution.doubts import BELONG, CONTACT, OWN, Evidence, believe
from resolution.hubs import PARTIES_AT_PHONE
from resolution.likeness import Group
from resolution.recycling import Use, beside_others, uses
from resolution.region import Joint, Region, ResolvedAd, ScoredPair

STRENGTH = 0.7  # joints less probable than this do not join, unless another cut is asked for
PERSON_POWER = 3  # how much surer persons must be than anything else, at any strength: 0.973 for 0.7
PERSON_AT_MOST = 0.95  # pictures are stolen whole shoots at a time
# That a further ad of a person who gives a contact gives it too, if it is her own and if it is a site's or a stranger's; how many are counted.
KEPT, STRAY, FURTHER = 0.8, 0.1, 3
KEPT_AT_MOST = 3.0  # whoever uses an agency's form or a service for payments keeps to its contact too: no more than this speaks for one network
KEPT_AT_LEAST = 0.2  # share of the further ads of a number's givers that give it again, below which it is as likely a stranger's
SERIES_AT_MOST = 0.98  # a stranger may have bought a number in the middle of a series


@dataclass(frozen=True, slots=True)
class _Surely:
    """What is sure before anything doubtful is weighed."""

    region: Region
    persons: Mapping[str, str]  # of each ad
    group_of: Mapping[str, str]  # of each ad and each number in use
    groups: Mapping[str, Sequence[str]]  # the ads of each
    people: Mapping[str, Sequence[str]]  # the ads of each


def strong_joints(region: Region, persons: Mapping[str, str], pairs: Sequence[ScoredPair], strength: float = STRENGTH) -> list[Joint]:
    """The reasons to join members of the region that are believed at least `strength`, sorted; `persons` gives each ad's person."""
    parts = uses(region, persons)
    doubtful = _doubtful(parts, region, persons)
    group_of = components(region.ads, [*_given(parts, doubtful), *_decided(region)])
    doubtful -= {use.name for use in parts if use.kind == "phone" and len({group_of[ad] for ad in use.members}) == 1}
    joints = [*_given(parts, doubtful), *_decided(region)]
    group_of = components(region.ads, joints)
    surely = _Surely(region, persons, group_of, _ads_by(group_of, region), _ads_by(persons, region))
    evidence = [
        *(_evidence(use, surely) for use in parts if use.name in doubtful),
        *_resumed(parts, doubtful),
        *_series(region, parts),
        *_owners(region, parts),
        *_same_person(region, persons, pairs, strength),
    ]
    joints += believe(evidence, group_of, _known(surely, evidence), strength)
    return sorted(joints, key=lambda joint: (joint.left, joint.right, joint.evidence))


def _given(parts: Sequence[Use], doubtful: Collection[str]) -> Iterator[Joint]:
    """The numbers that surely are of those who give them."""
    return (Joint(ad, use.name, "phone", BELONG["phone"]) for use in parts if use.name not in doubtful for ad in sorted(use.members))


def _ads_by(label: Mapping[str, str], region: Region) -> Mapping[str, Sequence[str]]:
    held: defaultdict[str, list[str]] = defaultdict(list)
    for ad in region.ads:
        held[label[ad]].append(ad)
    return held


def _known(surely: _Surely, evidence: Iterable[Evidence]) -> Mapping[str, Group]:
    """What is known of each group of ads that evidence may join with others."""
    region = surely.region
    owners = {row.phone: row.owner for row in region.subscriptions if row.owner and row.owner not in region.hubs}
    met = ({surely.group_of.get(member, member) for member in item.members} for item in evidence)
    return {
        group: _group([region.ads[ad] for ad in surely.groups[group]], len({surely.persons[ad] for ad in surely.groups[group]}), region, owners)
        for group in set().union(*(groups for groups in met if len(groups) > 1)) & surely.groups.keys()
    }


def _group(ads: Sequence[ResolvedAd], persons: int, region: Region, owners: Mapping[str, str]) -> Group:
    held = frozenset[str]().union(*(ad.values for ad in ads)) - region.hubs.keys()
    kinds = Counter(CONTACT.get(kind, kind) for kind in (value.partition(":")[0] for value in held))
    kinds["owner"] = len({owners[value] for value in held if value in owners})
    spans = [ad.span for ad in ads]
    countries = Counter(country for ad in ads for country in ad.countries)
    return Group(persons, kinds["phone"], len(ads), kinds, countries, (min(first for first, _ in spans), max(last for _, last in spans)))


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


def _doubtful(parts: Sequence[Use], region: Region, persons: Mapping[str, str]) -> set[str]:
    """The uses whose ads are asked first what else joins them: addresses, contacts, numbers given only beside others or that nobody keeps to."""
    ads = {value: [region.ads[ad] for use in held for ad in use.members] for value, held in _by_value(parts).items()}
    public = {value for value, held in ads.items() if value.startswith("phone:") and len(held) > 1 and beside_others(value, held)}
    public |= _left_again({value: held for value, held in ads.items() if value.startswith("phone:") and len(held) >= PARTIES_AT_PHONE}, region, persons)
    return {use.name for use in parts if use.kind != "phone" or use.value in public}


def _left_again(ads: Mapping[str, Sequence[ResolvedAd]], region: Region, persons: Mapping[str, str]) -> set[str]:
    """The numbers that many gave and hardly anybody gives again: their further ads give others, as those of a call forwarder's clients do.

    A network's number is the usual one of some of its persons; one that is nobody's stands in few of its ads.
    """
    calls: defaultdict[str, int] = defaultdict(int)  # of each person: ads with a number
    for key, ad in region.ads.items() if ads else ():
        calls[persons[key]] += any(value.startswith("phone:") for value in ad.values)
    found = set()
    for value, held in ads.items():
        people = {persons[ad.key] for ad in held}
        kept, further = len(held) - len(people), sum(calls[person] for person in people) - len(people)
        if len(people) >= PARTIES_AT_PHONE and kept < KEPT_AT_LEAST * further:
            found.add(value)
    return found


def _evidence(use: Use, surely: _Surely) -> Evidence:
    """What a value says that joins ads."""
    odds = OWN[use.kind]
    if use.kind in CONTACT or use.kind == "phone":
        odds *= _elsewhere(use, surely)
    if use.kind in CONTACT:
        odds *= _kept(use, surely)
    members = tuple(sorted(use.members))
    if use.kind == "phone":  # a number may have an owner or stand in a series: it goes with those whose it is, and is no stranger at itself
        return Evidence(use.name, use.kind, (*members, use.name), odds, taken=-1)
    return Evidence(use.name, use.kind, members, odds)


def _elsewhere(use: Use, surely: _Surely) -> float:
    """How much likelier a contact or number is its givers' own: one that stands on one site alone, while they use others too, is rather the site's."""
    sites = {surely.region.ads[ad].site for ad in use.members}
    if len(sites) > 1:
        return 1.0
    groups = sorted({surely.group_of[ad] for ad in use.members})
    used = [surely.region.ads[ad].site for group in groups for ad in surely.groups[group]]
    return float((used.count(min(sites)) / len(used)) ** (len(groups) - 1))


def _kept(use: Use, surely: _Surely) -> float:
    """How much likelier a contact is its givers' own by how many of their further ads give it too."""
    people = {surely.persons[ad] for ad in use.members}
    kept = len(use.members) - len(people)
    dropped = sum(len(surely.people[person]) for person in people) - len(use.members)
    return float(min(KEPT_AT_MOST, (KEPT / STRAY) ** min(FURTHER, kept) * ((1 - KEPT) / (1 - STRAY)) ** min(FURTHER, dropped)))


def _pair(left: str, right: str, joint: str, probability: float, source: str) -> Evidence:
    return Evidence(left, joint, (left, right), probability / (1 - probability), source)


def _resumed(parts: Sequence[Use], doubtful: set[str]) -> Iterator[Evidence]:
    """The uses of a number before and after it fell silent."""
    for before, after in pairwise(use for use in parts if use.name not in doubtful):
        if before.value == after.value:
            yield _pair(before.name, after.name, "phone", before.came_back(after), before.value)


def _series(region: Region, parts: Sequence[Use]) -> Iterator[Evidence]:
    """The series pairs of numbers in use; of a recycled number, the use nearest in time to the other's is meant."""
    of_value = _by_value(parts)
    run = components((), (Joint(pair.left, pair.right, "series", pair.probability) for pair in region.series))
    for pair in region.series:
        couples = [(left, right) for left in of_value.get(pair.left, ()) for right in of_value.get(pair.right, ())]
        if couples:
            left, right = min(couples, key=lambda couple: (couple[0].days_from(couple[1]), couple[0].name, couple[1].name))
            yield _pair(left.name, right.name, "series", min(SERIES_AT_MOST, pair.probability), run[pair.left])


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
        yield Evidence(owner, "owner", tuple(sorted(owned[owner])), OWN["owner"])


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
            yield _pair(pair.left, pair.right, "person", min(PERSON_AT_MOST, pair.match_probability), persons[pair.left])


def _decided(region: Region) -> Iterator[Joint]:
    for decision in region.decisions:
        if decision.entity_type == "person" and decision.answer == "same":
            ends = sorted(ad for ad in decision.left | decision.right if ad in region.ads)
            yield from (Joint(ends[0], ad, "person", 1.0) for ad in ends[1:])

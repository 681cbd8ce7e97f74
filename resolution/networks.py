"""Networks: what strong evidence holds together, at least two persons of it.

Ads and values are joined directly by numbers, series, owners, precise addresses, e-mails and handles; persons join only far above
the threshold that made them, because an error among persons would otherwise join everything both sides touch. Pictures and
texts never join: stolen ones would. Every reason keeps its probability, so a finer or a coarser cut is one parameter away.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from resolution.bridges import Bridge, bridges
from resolution.region import Joint, Network, Region, ResolvedAd, ScoredPair

STRENGTH = 0.7  # joints less probable than this do not join
DIRECT = {"phone": 0.97, "email": 0.97, "handle": 0.97, "owner": 0.95, "address": 0.85}  # that two ads at a non-hub value belong together
QUIET_DAYS = 45  # operators quarantine a number for weeks before they hand it out again


@dataclass(frozen=True, slots=True)
class Use:
    """The ads of one value between two silences: a recycled number has several uses."""

    value: str
    ads: frozenset[str]


def find(
    region: Region, persons: Mapping[str, str], pairs: Sequence[ScoredPair], *, strength: float = STRENGTH
) -> list[Network]:
    """The networks of a region, sorted by key; `persons` gives each ad's person, `strength` the least probable joint that still joins."""
    joints = [joint for joint in all_joints(region, persons, pairs) if joint.probability >= strength or joint.evidence == "person"]
    limit = person_limit(strength)
    joints = [joint for joint in joints if joint.evidence != "person" or joint.probability >= limit]
    component = _components(region.ads, joints)
    home = _homes(persons, component)
    members: defaultdict[str, set[str]] = defaultdict(set)
    for ad in region.ads:
        members[home[persons[ad]]].add(ad)
    held: defaultdict[str, list[Joint]] = defaultdict(list)
    for joint in joints:
        held[component[joint.left]].append(joint)
    values = _values(region, members)
    found = [_network(ads, values[root], persons, held[root]) for root, ads in members.items()]
    return sorted((network for network in found if len(network.persons) > 1), key=lambda network: network.key)


def person_limit(strength: float) -> float:
    """How probable a pair of ads must be before it joins two components: an error there joins all that both sides touch."""
    return 1 - (1 - strength) ** 4


def all_joints(region: Region, persons: Mapping[str, str], pairs: Sequence[ScoredPair]) -> list[Joint]:
    """Every reason to join two members of the region, sorted, weak ones included."""
    uses = _uses(region, persons)
    joints = [Joint(ad, name, use.value.partition(":")[0], DIRECT[use.value.partition(":")[0]]) for name, use in uses.items() for ad in use.ads]
    of_value: defaultdict[str, list[str]] = defaultdict(list)
    for name, use in uses.items():
        of_value[use.value].append(name)
    for pair in region.series:
        joints += [Joint(a, b, "series", pair.probability) for a in of_value.get(pair.left, ()) for b in of_value.get(pair.right, ())]
    joints += _registered(region, of_value)
    joints += [
        Joint(pair.left, pair.right, "person", pair.match_probability)
        for pair in pairs
        if pair.left in persons and pair.right in persons and persons[pair.left] == persons[pair.right]
    ]
    joints += _decided(region, persons)
    return sorted(joints, key=lambda joint: (joint.left, joint.right, joint.evidence))


def _registered(region: Region, of_value: Mapping[str, Sequence[str]]) -> Iterable[Joint]:
    """Numbers with their owners, owners with the homes they are registered at."""
    for row in set(region.subscriptions):
        if not row.owner or row.owner in region.hubs or row.phone in region.hubs:
            continue
        for name in of_value.get(row.phone, (row.phone,)):
            yield Joint(name, row.owner, "owner", DIRECT["owner"])
        if row.address and row.address not in region.hubs:
            yield Joint(row.owner, row.address, "address", DIRECT["address"])


def _decided(region: Region, persons: Mapping[str, str]) -> Iterable[Joint]:
    for decision in region.decisions:
        if decision.entity_type == "person" and decision.answer == "same":
            ends = sorted(ad for ad in decision.left | decision.right if ad in persons)
            yield from (Joint(ends[0], ad, "person", 1.0) for ad in ends[1:])


def _uses(region: Region, persons: Mapping[str, str]) -> dict[str, Use]:
    """What may join directly, by name: a value, or each of a recycled number's uses as `value#2`, `value#3`, after the first."""
    ads_of: defaultdict[str, list[ResolvedAd]] = defaultdict(list)
    for ad in region.ads.values():
        for value in ad.values:
            if value.partition(":")[0] in DIRECT and value not in region.hubs:
                ads_of[value].append(ad)
    uses: dict[str, Use] = {}
    for value, ads in ads_of.items():
        parts = _epochs(ads, persons) if value.startswith("phone:") else [ads]
        for number, part in enumerate(parts, start=1):
            uses[value if number == 1 else f"{value}#{number}"] = Use(value, frozenset(ad.key for ad in part))
    return uses


def _epochs(ads: Sequence[ResolvedAd], persons: Mapping[str, str]) -> list[list[ResolvedAd]]:
    """A number's ads split where it fell silent for long and nothing of its earlier users came back."""
    dated = sorted(((*_span(ad), ad.key, ad) for ad in ads), key=lambda row: row[:3])
    parts: list[list[ResolvedAd]] = [[]]
    latest = dated[0][1]
    for first, last, _, ad in dated:
        if first - latest >= QUIET_DAYS:
            parts.append([])
        parts[-1].append(ad)
        latest = max(latest, last)
    merged = [parts[0]]
    for part in parts[1:]:
        if _same_users(merged[-1], part, persons):
            merged[-1].extend(part)
        else:
            merged.append(part)
    return merged


def _same_users(before: Sequence[ResolvedAd], after: Sequence[ResolvedAd], persons: Mapping[str, str]) -> bool:
    """Whether two uses share a person, a picture or any value but the number itself."""
    known = {persons[ad.key] for ad in before}
    shared = frozenset[str]().union(*(ad.values for ad in before)) & frozenset[str]().union(*(ad.values for ad in after))
    return len(shared) > 1 or any(persons[ad.key] in known for ad in after)


def _span(ad: ResolvedAd) -> tuple[int, int]:
    days = [day for day, _ in ad.places] + [day for day, _ in ad.ages]
    return (min(days), max(days)) if days else (0, 1 << 20)


def _components(ads: Iterable[str], joints: Sequence[Joint]) -> dict[str, str]:
    """Every member's root: the smallest member it is joined with."""
    parent: dict[str, str] = {ad: ad for ad in ads}

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


def _homes(persons: Mapping[str, str], component: Mapping[str, str]) -> dict[str, str]:
    """Each person's component: where most of its ads stand, ties to the smallest."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for ad, person in persons.items():
        if ad in component:
            votes[person][component[ad]] += 1
    return {person: min(counts, key=lambda root: (-counts[root], root)) for person, counts in votes.items()}


def _values(region: Region, members: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """The values of each component: every value belongs where most of its ads are, owners and homes where most of their numbers are."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for root, ads in members.items():
        for ad in ads:
            for value in region.ads[ad].values - region.hubs.keys():
                votes[value][root] += 1
    directory: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in region.subscriptions:
        for value in (row.owner, row.address):
            if value and value not in region.hubs and row.phone not in region.hubs and value not in votes:
                directory[value].update(votes.get(row.phone, {}))
    placed: defaultdict[str, set[str]] = defaultdict(set)
    for value, counts in (*votes.items(), *directory.items()):
        if counts:
            placed[min(counts, key=lambda root: (-counts[root], root))].add(value)
    return placed


def _network(ads: set[str], values: set[str], persons: Mapping[str, str], joints: Sequence[Joint]) -> Network:
    found = bridges(joints, {ad: persons[ad] for ad in ads})
    splitting = [bridge for bridge in found if min(bridge.persons) > 1]
    weakest = min(splitting, key=lambda bridge: (bridge.joint.probability, bridge.joint.left, bridge.joint.right), default=None)
    return Network(
        key=min(ads),
        ads=frozenset(ads),
        persons=frozenset(persons[ad] for ad in ads),
        values=frozenset(values),
        joints=tuple(joints),
        weakest_bridge=weakest.joint if weakest else None,
        probability=_probability(found),
    )


def _probability(found: Sequence[Bridge]) -> float:
    """Expected share of pairs of ads that stay together if each bridge fails as often as its probability says, to first order."""
    lost = 0.0
    for bridge in found:
        small, large = bridge.ads
        lost += (1 - bridge.joint.probability) * 2 * small * large / max(1, small + large) ** 2
    return round(max(0.0, 1 - lost), 6)

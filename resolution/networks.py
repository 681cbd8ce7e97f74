"""Networks: what strong evidence holds together, at least two persons of it.

Ads and values are joined directly by numbers, series, owners, precise addresses, e-mails and handles; persons join only far above
the threshold that made them, because an error among persons would otherwise join everything both sides touch. Pictures and
texts never join: stolen ones would. Every reason keeps its probability, so a finer or a coarser cut is one parameter away.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from resolution.bridges import Bridge, bridges
from resolution.joints import STRENGTH, components, strong_joints
from resolution.region import Joint, Network, Region, ScoredPair


def find(region: Region, persons: Mapping[str, str], pairs: Sequence[ScoredPair], *, strength: float = STRENGTH) -> list[Network]:
    """The networks of a region, sorted by key; `persons` gives each ad's person, `strength` the least probable joint that still joins."""
    return held_by(region, persons, strong_joints(region, persons, pairs, strength))


def held_by(region: Region, persons: Mapping[str, str], strong: Sequence[Joint]) -> list[Network]:
    """The networks that these joints hold together, sorted by key."""
    component = components(region.ads, strong)
    home = _homes(persons, component)
    members: defaultdict[str, set[str]] = defaultdict(set)
    for ad in region.ads:
        members[home[persons[ad]]].add(ad)
    held: defaultdict[str, list[Joint]] = defaultdict(list)
    for joint in strong:
        held[component[joint.left]].append(joint)
    values = _values(region, members, strong)
    found = [_network(ads, values[root], persons, held[root]) for root, ads in members.items()]
    return sorted((network for network in found if len(network.persons) > 1), key=lambda network: network.key)


def parted(region: Region, persons: Mapping[str, str], strong: Sequence[Joint]) -> dict[str, str]:
    """The persons, cut where their ads stand in networks that hold others too: nobody works for two networks that nothing else joins."""
    component = components(region.ads, strong)
    company: defaultdict[str, set[str]] = defaultdict(set)
    for ad, person in persons.items():
        company[component[ad]].add(person)
    home = _homes(persons, component)
    parts: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for ad, person in persons.items():
        own = component[ad]
        parts[person, own if len(company[own]) > 1 else home[person]].append(ad)
    return {ad: min(ads) for ads in parts.values() for ad in ads}


def _homes(persons: Mapping[str, str], component: Mapping[str, str]) -> dict[str, str]:
    """Each person's component: where most of its ads stand, ties to the smallest."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for ad, person in persons.items():
        if ad in component:
            votes[person][component[ad]] += 1
    return {person: min(counts, key=lambda root: (-counts[root], root)) for person, counts in votes.items()}


def _values(region: Region, members: Mapping[str, set[str]], strong: Sequence[Joint]) -> dict[str, set[str]]:
    """The values of each component: every value belongs where most of its ads are, owners and homes where most of their numbers are.

    A number that stands in several and that no joint ties to any, as a call forwarder's, belongs to none.
    """
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
    tied = {end.partition("#")[0] for joint in strong for end in (joint.left, joint.right)}
    placed: defaultdict[str, set[str]] = defaultdict(set)
    for value, counts in (*votes.items(), *directory.items()):
        strange = value.startswith("phone:") and len(counts) > 1 and value not in tied
        if counts and not strange:
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

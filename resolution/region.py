"""What one resolve looks at and what it answers: the types between the record store and the pure rooms.

A region is a set of ads that is closed under every shared value that is not a hub, so resolving it alone gives what
resolving everything would give. Times are days since 1970-01-01 (UTC). A value key is `kind:canonical`, such as
`phone:+4799999999`, `email:a@b.example`, `handle:telegram:name`, `image:<pdq>`, `address:<canonical>`, `owner:<record>`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class ResolvedAd:
    """One ad with its mentions resolved to values: what the person model and the networks see of it."""

    key: str  # "site/ad_id"
    site: str
    names: tuple[str, ...] = ()  # normalised advertised names, sorted
    ages: tuple[tuple[int, int], ...] = ()  # (day, stated age), sorted
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # every stated value of each, sorted
    places: tuple[tuple[int, str], ...] = ()  # (day, place key "NO/oslo") of every capture, sorted
    templates: tuple[str, ...] = ()  # minhash bands of its texts: two ads that share one are near-duplicates in wording
    values: frozenset[str] = frozenset()  # value keys of its phones, e-mails, handles, images and addresses
    region: str = ""  # the region it stands in: a picture shown in two regions ties nothing between them

    @cached_property
    def span(self) -> tuple[int, int]:
        """First and last day that it was seen, as far as its places and ages tell; always, if they do not."""
        days = [day for day, _ in self.places] + [day for day, _ in self.ages]
        return (min(days), max(days)) if days else (0, 1 << 20)

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """The country of each of its places."""
        return tuple(place.partition("/")[0] for _, place in self.places)


@dataclass(frozen=True, slots=True)
class Subscription:
    """One directory row, resolved: this phone was registered to this owner at this address."""

    phone: str  # value key
    owner: str  # value key
    address: str  # value key, "" if none was given
    source: str
    day: int | None


@dataclass(frozen=True, slots=True)
class Hub:
    """Why a value is kept out of merging and of networks."""

    kind: str  # phone, email, handle, image, address, owner
    reason: str  # a code, such as "shared_by_strangers", "placeholder", "many_subscribers"
    text: str  # the reason in words, with its figures
    figures: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class SeriesPair:
    """Two numbers closer together than chance would put them."""

    left: str  # phone value key, the smaller number
    right: str
    gap: int
    expected: float  # pairs at this gap or less that chance would give among the numbers near these two
    probability: float  # that the two were bought together


@dataclass(frozen=True, slots=True)
class ScoredPair:
    """Two records compared. `match_weight` in bits."""

    left: str
    right: str
    match_weight: float
    match_probability: float


@dataclass(frozen=True, slots=True)
class Joint:
    """One strong reason why two members stand in one network."""

    left: str  # value key or ad key
    right: str
    evidence: str  # "phone", "series", "owner", "address", "email", "handle", "person"
    probability: float


@dataclass(frozen=True, slots=True)
class Network:
    """Members that strong evidence holds together. At least two persons."""

    key: str  # the smallest ad key: the same members always give the same key
    ads: frozenset[str]
    persons: frozenset[str]  # person cluster keys
    values: frozenset[str]  # value keys of its phones, addresses, images, owners, e-mails, handles; hubs excluded
    joints: tuple[Joint, ...]  # what holds it together
    weakest_bridge: Joint | None  # the joint whose loss would split it into two parts of two persons or more, if any
    probability: float


@dataclass(frozen=True, slots=True)
class Decision:
    """An analyst's answer, on records: no record of `left` and record of `right` ... same, different or unsure."""

    decision_id: str
    entity_type: str
    left: frozenset[str]
    right: frozenset[str]
    answer: str  # "same", "different", "unsure"


@dataclass(frozen=True, slots=True)
class Region:
    """A closed piece of the market and the statistics that its scores follow."""

    ads: Mapping[str, ResolvedAd]
    subscriptions: tuple[Subscription, ...] = ()
    series: tuple[SeriesPair, ...] = ()
    hubs: Mapping[str, Hub] = field(default_factory=dict)  # by value key; every hub that a member of the region touches
    frequency: Mapping[str, int] = field(default_factory=dict)  # steps, by "name:<name>", "template:<id>", "nationality:<x>", ...
    decisions: tuple[Decision, ...] = ()


def form_of(mention: Mapping[str, Any]) -> str:
    """The form that a mention was decided to be: `kind:normalised`."""
    return f"{mention['kind']}:{mention['normalised']}"

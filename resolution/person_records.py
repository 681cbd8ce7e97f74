"""Ads of a region as the records that the person model compares (pure)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import pyarrow as pa

from resolution.linkage import RAREST_STEP, schema
from resolution.mentions.names import root
from resolution.models.person import ENTITY_TYPE
from resolution.profiles import digest
from resolution.region import Region, ResolvedAd
from resolution.shoots import shoots_of

COMPARED = {"nationality", "hair", "height_cm", "weight_kg", "price", "age"}  # attributes with a comparison of their own
DAYS_PER_YEAR = 365.25
SERIES_PROBABILITY = 0.5
OWN = 3  # names: a contact of more is an agency's, not one person's with her stage names
REACHED = ("phone", "email", "handle", "address")
RARE = -9  # step of a name: one ad in 512
COMMON = RARE + 3  # step from which on one name is as common as another
RARE_ORIGIN = -6  # step of a nationality: one ad in 64
CROWD = 60  # ads that share a value: in a larger crowd nobody stands near anybody by it
QUIET, CALM = 4, 8  # ads at a value: with few, one person's are likely among them; with many, several persons' are


def frequency_keys(ad: ResolvedAd) -> tuple[str, ...]:
    """The values of an ad whose share of all ads scores depend on."""
    return (*(f"name:{name}" for name in ad.names), *(f"nationality:{nationality}" for nationality in ad.attributes.get("nationality", ())))


def commonness(key: str, step: int) -> int:
    """The step of a counted key as far as records tell it: one that moves within it moves no score. 0 of what is not weighed."""
    if key.startswith("name:"):
        return max(RARE, min(COMMON, step))
    return min(RARE_ORIGIN + 1, max(RARE_ORIGIN, step)) if key.startswith("nationality:") else 0


class Records:
    """The records of a region's ads, by key: what candidates are found by at once, each whole record when it is asked for."""

    def __init__(self, region: Region) -> None:
        self.region = region
        self.ads = sorted(region.ads)
        self.values = {key: _open_values(region.ads[key], region) for key in self.ads}
        self.joint_of = _components(region, self.values, REACHED, _registered(region))
        self.component_of = _components(region, self.values, (*REACHED, "image"), _registered(region))
        shoots = _shoots(self.component_of, self.values)
        self.shoots = {key: _own(shoots[self.component_of[key]], self.values[key]) for key in self.ads}
        self._crowds = _crowds(region)
        weighed = {key for ad in region.ads.values() for key in frequency_keys(ad)}
        self._common = {key: commonness(key, region.frequency.get(key, RAREST_STEP)) for key in weighed}
        self._beside = _beside(self.values)
        self._beside_digests = {value: digest(sorted(others)) for value, others in self._beside.items()}

    def blocks(self, ad: str) -> list[str]:
        """What the ad may be found by: its values, shoots and names."""
        values = (value for kind in self.values[ad].values() for value in kind)
        return sorted({*values, *self._named_shoots(ad), *(f"name:{name}" for name in self.region.ads[ad].names)})

    def labels(self, ad: str) -> tuple[str, ...]:
        """What the ad stands in: only whether two ads stand in the same matters. `models.person.LABELS` names them."""
        return self.joint_of[ad], self.component_of[ad]

    def digest(self, ad: str) -> int:
        """A number that stands for all that a record says beside its key and its labels."""
        made, values = self.region.ads[ad], self.values[ad]
        reached = [(value, self._beside_digests[value], *self._crowds.told(value)) for kind in REACHED for value in values.get(kind, ())]
        common = [self._common[key] for key in frequency_keys(made)]
        said = (made.names, made.ages, made.attributes, made.places, made.templates)
        return digest((said, reached, values.get("image", ()), self.shoots[ad], common))

    def rows(self, ads: Iterable[str]) -> list[dict[str, object]]:
        """One record an ad, with columns as `models.person` names them."""
        return [self._record(ad) for ad in ads]

    def table(self, ads: Iterable[str] | None = None) -> pa.Table:
        """The records of these ads, of all if none are given, as a table sorted by key."""
        return pa.Table.from_pylist(self.rows(self.ads if ads is None else sorted(ads)), schema=schema(ENTITY_TYPE))

    def _record(self, ad: str) -> dict[str, object]:
        values = self.values[ad]
        near = set().union(*(self._beside[value] for kind in REACHED for value in values.get(kind, ())))
        stands = {"joint": self.joint_of[ad], "component": self.component_of[ad], "blocks": self.blocks(ad), "near": sorted(near)}
        return stands | _record(self.region.ads[ad], values, self._named_shoots(ad), self._crowds, self._common)

    def _named_shoots(self, ad: str) -> list[str]:
        """Shoots of one name in two components are two."""
        return [f"{shoot}@{self.component_of[ad]}" for shoot in self.shoots[ad]]


def build(region: Region) -> pa.Table:
    """The records of all ads of a region."""
    return Records(region).table()


def _components(region: Region, values: Mapping[str, Mapping[str, list[str]]], kinds: Sequence[str], ties: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The smallest ad key of the component that each ad stands in, by its values of these kinds and further ties between values."""
    parent: dict[str, str] = {}

    def find(item: str) -> str:
        top = item
        while parent.setdefault(top, top) != top:
            top = parent[top]
        while parent[item] != top:
            parent[item], item = top, parent[item]
        return top

    # A picture may be shown in other regions too, and what stands there must not matter here.
    held = (
        (key, f"{value}@{ad.region}" if kind == "image" else value)
        for key, ad in region.ads.items() for kind in kinds for value in values[key].get(kind, ())
    )  # fmt: skip
    for left, right in chain(held, ties):
        a, b = find(left), find(right)
        parent[max(a, b)] = min(a, b)
    smallest: dict[str, str] = {}
    for key in sorted(region.ads):
        smallest.setdefault(find(key), key)
    return {key: smallest[find(key)] for key in region.ads}


def _registered(region: Region) -> list[tuple[str, str]]:
    """Phones bought or registered together."""
    series = [(pair.left, pair.right) for pair in region.series if pair.probability >= SERIES_PROBABILITY]
    owned = [(subscription.phone, subscription.owner) for subscription in region.subscriptions]
    return [(left, right) for left, right in series + owned if left not in region.hubs and right not in region.hubs]


def _open_values(ad: ResolvedAd, region: Region) -> dict[str, list[str]]:
    """The values of an ad by kind, hubs left out."""
    found: dict[str, list[str]] = defaultdict(list)
    for value in sorted(ad.values):
        if value not in region.hubs:
            found[value.partition(":")[0]].append(value)
    return found


def _shoots(component_of: Mapping[str, str], values: Mapping[str, Mapping[str, list[str]]]) -> dict[str, dict[str, str]]:
    """The shoot of every picture in every component; only pictures of one component are compared."""
    pictures: dict[str, set[str]] = defaultdict(set)
    for ad, component in component_of.items():
        pictures[component].update(values[ad].get("image", ()))
    return {component: shoots_of(sorted(images)) for component, images in pictures.items()}


def _own(shoots: Mapping[str, str], values: Mapping[str, Sequence[str]]) -> list[str]:
    return sorted({shoots[image] for image in values.get("image", ())})


def _beside(values: Mapping[str, Mapping[str, list[str]]]) -> dict[str, set[str]]:
    """By number, contact and address, what else the ads give that share it; nothing where a crowd does."""
    held = {key: [value for kind in REACHED for value in of_ad.get(kind, ())] for key, of_ad in values.items()}
    ads_of: dict[str, list[str]] = defaultdict(list)
    for key, given in held.items():
        for value in given:
            ads_of[value].append(key)
    return {value: {other for ad in ads for other in held[ad]} if len(ads) <= CROWD else set() for value, ads in ads_of.items()}


def _record(ad: ResolvedAd, values: Mapping[str, list[str]], shoots: list[str], crowds: Crowds, common: Mapping[str, int]) -> dict[str, object]:
    images = values.get("image", [])
    contacts, phones, addresses = values.get("email", []) + values.get("handle", []), values.get("phone", []), values.get("address", [])
    name = min(ad.names, key=lambda name: (common[f"name:{name}"], name), default=None)  # the rarest says most
    ages, born = [age for _, age in ad.ages], [day / DAYS_PER_YEAR - age for day, age in ad.ages]
    heights = [height for text in ad.attributes.get("height_cm", ()) if (height := _number(text)) is not None]
    weights = [weight for text in ad.attributes.get("weight_kg", ()) if (weight := _number(text)) is not None]
    nationalities = list(ad.attributes.get("nationality", ()))
    step = {name: common[f"name:{name}"] for name in ad.names}
    traits = sorted(f"{trait}={value}" for trait, stated in ad.attributes.items() if trait not in COMPARED for value in stated)
    return {
        "unique_id": ad.key,
        "name": name,
        "values": [value for kind in REACHED for value in values.get(kind, ())],
        "names": list(ad.names),
        "rare_names": [name for name in ad.names if step[name] <= RARE],
        "unusual_names": [name for name in ad.names if step[name] == RARE + 1],
        "usual_names": [name for name in ad.names if step[name] == RARE + 2],
        "roots": sorted({root(name) for name in ad.names}),
        "images": images,
        "shoots": shoots,
        "own_contacts": [contact for contact in contacts if crowds.told(contact).few_names],
        "shared_contacts": [contact for contact in contacts if not crowds.told(contact).few_names],
        "phones": phones,
        "quiet_phones": [phone for phone in phones if crowds.told(phone).quiet],
        "calm_phones": [phone for phone in phones if crowds.told(phone).calm],
        "addresses": addresses,
        "quiet_addresses": [address for address in addresses if crowds.told(address).quiet],
        "age_low": min(ages, default=None),
        "age_high": max(ages, default=None),
        "born_low": min(born, default=None),
        "born_high": max(born, default=None),
        "height_low": min(heights, default=None),
        "height_high": max(heights, default=None),
        "weight_low": min(weights, default=None),
        "weight_high": max(weights, default=None),
        "nationalities": nationalities,
        "rare_nationalities": [n for n in nationalities if common[f"nationality:{n}"] <= RARE_ORIGIN],
        "hair": list(ad.attributes.get("hair", ())),
        "traits": traits,
        "trait_names": sorted({trait.partition("=")[0] for trait in traits}),
        "prices": list(ad.attributes.get("price", ())),
        "days": sorted({day for day, _ in ad.places}),
        "stays": sorted({f"{day}|{place}" for day, place in ad.places}),
        "weeks": sorted({f"{day // 7}|{place}" for day, place in ad.places}),
        "around": sorted({f"{day // 7 + step}|{place}" for day, place in ad.places for step in (-1, 0, 1)}),
        "templates": list(ad.templates),
    }


class Crowd(NamedTuple):
    """How many share a value, as records tell it."""

    few_names: bool
    quiet: bool
    calm: bool


@dataclass(frozen=True, slots=True)
class Crowds:
    """How many ads of the region hold a value, and under how many names."""

    ads: Mapping[str, int]
    names: Mapping[str, int]

    def told(self, value: str) -> Crowd:
        """What records say of who shares a value."""
        return Crowd(self.names[value] <= OWN, self.ads[value] <= QUIET, self.ads[value] <= CALM)


def _crowds(region: Region) -> Crowds:
    ads: Counter[str] = Counter()
    names: dict[str, set[str]] = defaultdict(set)
    for ad in region.ads.values():
        ads.update(ad.values)
        for value in ad.values:
            names[value].update(map(root, ad.names))
    return Crowds(ads, {value: len(held) for value, held in names.items()})


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


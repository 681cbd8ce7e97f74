"""Ads of a region as the records that the person model compares (pure)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import pyarrow as pa

from resolution.linkage import term_frequency
from resolution.mentions.names import root
from resolution.models.person import COLUMNS
from resolution.region import Region, ResolvedAd
from resolution.shoots import shoots_of

SCHEMA = pa.schema([("unique_id", pa.string()), *COLUMNS])
COMPARED = {"nationality", "hair", "height_cm", "price", "age"}  # attributes with a comparison of their own
DAYS_PER_YEAR = 365.25


def frequency_keys(ad: ResolvedAd) -> tuple[str, ...]:
    """The values of an ad whose share of all ads scores depend on."""
    return tuple(f"name:{name}" for name in ad.names)


def build(region: Region) -> pa.Table:
    """One record an ad, sorted by key, with columns as `models.person` names them."""
    component_of = components(region)
    values = {key: _open_values(ad, region) for key, ad in region.ads.items()}
    shoots = _shoots(component_of, values)
    rows = [_record(region.ads[key], values[key], component_of[key], shoots, region.frequency) for key in sorted(region.ads)]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def components(region: Region) -> dict[str, str]:
    """The smallest ad key of the component that each ad stands in: shared values, number series and owners, hubs left out."""
    parent: dict[str, str] = {}

    def find(item: str) -> str:
        root = item
        while parent.setdefault(root, root) != root:
            root = parent[root]
        while parent[item] != root:
            parent[item], item = root, parent[item]
        return root

    for left, right in _ties(region):
        a, b = find(left), find(right)
        parent[max(a, b)] = min(a, b)
    smallest: dict[str, str] = {}
    for key in sorted(region.ads):
        smallest.setdefault(find(key), key)
    return {key: smallest[find(key)] for key in region.ads}


def _ties(region: Region) -> Iterator[tuple[str, str]]:
    for key, ad in region.ads.items():
        yield from ((key, value) for value in ad.values if value not in region.hubs)
    for pair in region.series:
        if pair.left not in region.hubs and pair.right not in region.hubs:
            yield pair.left, pair.right
    for subscription in region.subscriptions:
        if subscription.phone not in region.hubs and subscription.owner not in region.hubs:
            yield subscription.phone, subscription.owner


def _open_values(ad: ResolvedAd, region: Region) -> dict[str, list[str]]:
    """The values of an ad by kind, hubs left out."""
    found: dict[str, list[str]] = defaultdict(list)
    for value in sorted(ad.values):
        if value not in region.hubs:
            found[value.partition(":")[0]].append(value)
    return found


def _shoots(component_of: Mapping[str, str], values: Mapping[str, Mapping[str, list[str]]]) -> dict[str, str]:
    """The shoot of every picture; only pictures of one component are compared."""
    pictures: dict[str, set[str]] = defaultdict(set)
    for ad, component in component_of.items():
        pictures[component].update(values[ad].get("image", ()))
    found: dict[str, str] = {}
    for images in pictures.values():
        found |= shoots_of(sorted(images))
    return found


def _record(ad: ResolvedAd, values: Mapping[str, list[str]], component: str, shoots: Mapping[str, str], frequency: Mapping[str, int]) -> dict[str, object]:
    images = values.get("image", [])
    contacts = values.get("email", []) + values.get("handle", [])
    name = min(ad.names, key=lambda name: (frequency.get(f"name:{name}", -99), name), default=None)  # the rarest says most
    ages, born = [age for _, age in ad.ages], [day / DAYS_PER_YEAR - age for day, age in ad.ages]
    heights = [height for text in ad.attributes.get("height_cm", ()) if (height := _number(text)) is not None]
    traits = sorted(f"{trait}={value}" for trait, stated in ad.attributes.items() if trait not in COMPARED for value in stated)
    nationalities = list(ad.attributes.get("nationality", ()))
    own_shoots = sorted({shoots[image] for image in images})
    return {
        "unique_id": ad.key,
        "component": component,
        "blocks": sorted({*(value for kind in values.values() for value in kind), *own_shoots, *(f"name:{name}" for name in ad.names)}),
        "name": name,
        "tf_name": term_frequency(frequency.get(f"name:{name}")) if name else None,
        "names": list(ad.names),
        "roots": sorted({root(name) for name in ad.names}),
        "images": images,
        "shoots": own_shoots,
        "contacts": contacts,
        "phones": values.get("phone", []),
        "addresses": values.get("address", []),
        "age_low": min(ages, default=None),
        "age_high": max(ages, default=None),
        "born_low": min(born, default=None),
        "born_high": max(born, default=None),
        "height_low": min(heights, default=None),
        "height_high": max(heights, default=None),
        "nationality": nationalities[0] if nationalities else None,
        "tf_nationality": None,
        "nationalities": nationalities,
        "hair": list(ad.attributes.get("hair", ())),
        "traits": traits,
        "trait_names": sorted({trait.partition("=")[0] for trait in traits}),
        "prices": list(ad.attributes.get("price", ())),
        "days": sorted({day for day, _ in ad.places}),
        "stays": sorted({f"{day}|{place}" for day, place in ad.places}),
        "templates": list(ad.templates),
    }


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def values_of(records: pa.Table, unique_ids: Iterable[str]) -> list[dict[str, object]]:
    """The records of some ads, as `Scorer.waterfall` takes them."""
    wanted = set(unique_ids)
    return [row for row in records.to_pylist() if row["unique_id"] in wanted]

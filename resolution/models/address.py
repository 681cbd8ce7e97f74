"""Splink settings for written addresses: street, house number, unit, post code and city, each of which may be missing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pyarrow as pa
from splink import SettingsCreator, block_on
from splink.comparison_level_library import CustomLevel, DamerauLevenshteinLevel, ElseLevel, ExactMatchLevel, NullLevel
from splink.comparison_library import CustomComparison
from splink.internals.comparison_level_creator import ComparisonLevelCreator

from resolution.mentions.address_words import STREET_KINDS

Levels = list[ComparisonLevelCreator | dict[str, Any]]
ENTITY_TYPE = "address"
KEYS = 3
COLUMNS = tuple((name, pa.string()) for name in ("street", "street_name", "number", "house", "unit", "postcode", "city", *(f"key_{n}" for n in range(KEYS))))
training_rules = ("key_0",)


def settings() -> SettingsCreator:
    """The model of written addresses."""
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[_street(), _number(), _unit(), _postcode(), _city()],
        blocking_rules_to_generate_predictions=[block_on(f"key_{n}") for n in range(KEYS)],
        probability_two_random_records_match=0.5,
    )


def blocking_keys(detail: Mapping[str, Any]) -> tuple[str, ...]:
    """Of two writings of one address, one of: city, number and the street's first letter; post code and number; street and number."""
    return tuple(f"{place}|{key}" for place, key in enumerate(_keys(detail)) if key)


def frequency_keys(detail: Mapping[str, Any]) -> tuple[str, ...]:
    """None: an address with all its parts is rare anywhere."""
    return ()


def record(normalised: str, detail: Mapping[str, Any], frequency: Mapping[str, int]) -> dict[str, Any]:
    """The parts that were written; street names without spaces, since these get lost."""
    parts = {name: detail.get(name) or None for name in ("unit", "postcode", "city")}
    number = detail.get("number") or ""
    house = "".join(c for c in number if c.isdigit() or c == "-") or None
    keys = {f"key_{place}": key for place, key in enumerate(_keys(detail))}
    return {"street": street_key(detail.get("street") or ""), "street_name": street_name(detail.get("street") or ""), "number": number or None, "house": house, **parts, **keys}


def contradict(left: Mapping[str, Any], right: Mapping[str, Any]) -> bool:
    """Whether they name different units and cannot be two ways to write one: "3" and "3tv" can."""
    one, other = left.get("unit") or "", right.get("unit") or ""
    return bool(one and other) and one not in other and other not in one and sorted(one) != sorted(other)


@lru_cache(maxsize=100_000)
def street_key(street: str) -> str | None:
    """A street in letters and digits alone, with vowels that are written in two ways written in one."""
    key = "".join(c for c in street if c.isalnum())
    for double, single in (("aa", "a"), ("ae", "a"), ("oe", "o"), ("ue", "u")):
        key = key.replace(double, single)
    return key or None


@lru_cache(maxsize=100_000)
def street_name(street: str) -> str | None:
    """The street's key without the word for its kind, if it has one and something else besides; else None."""
    named = [word for word in street.split() if word not in STREET_KINDS]
    return street_key("".join(named)) if named and len(named) < len(street.split()) else None


def _keys(detail: Mapping[str, Any]) -> tuple[str | None, ...]:
    street, number = detail.get("street") or "", detail.get("number") or ""
    house, city, postcode = "".join(c for c in number if c.isdigit()), detail.get("city"), detail.get("postcode")
    name = (street_name(street) or street_key(street) or "")[:1]
    full = street_key(street)
    if not (street and house):
        return (None, None, f"{full}|{city}" if full and city else None)
    return (f"{city}|{house}|{name}" if city else None, f"{postcode}|{house}" if postcode else None, f"{full}|{house}" if not city else None)


def _street() -> CustomComparison:
    kindless = "coalesce(street_name_l, street_l) = coalesce(street_name_r, street_r) and (street_name_l is null or street_name_r is null)"
    two = "damerau_levenshtein(street_l, street_r) <= 2 and least(length(street_l), length(street_r)) >= 7"
    short = "least(length(street_l), length(street_r)) >= 4 and (starts_with(street_l, street_r) or starts_with(street_r, street_l))"
    levels: Levels = [
        NullLevel("street"),
        ExactMatchLevel("street").configure(m_probability=0.75, u_probability=0.02),
        DamerauLevenshteinLevel("street", 1).configure(m_probability=0.12, u_probability=0.004),
        CustomLevel(kindless, "Same name, kind of street missing on one side").configure(m_probability=0.04, u_probability=0.004),
        CustomLevel(two, "At most 2 letters differ").configure(m_probability=0.05, u_probability=0.006),
        CustomLevel(short, "Cut short on one side").configure(m_probability=0.02, u_probability=0.004),
        ElseLevel().configure(m_probability=0.02, u_probability=0.966),
    ]
    return CustomComparison(output_column_name="street", comparison_levels=levels)


def _number() -> CustomComparison:
    levels: Levels = [
        NullLevel("number"),
        ExactMatchLevel("number").configure(m_probability=0.95, u_probability=0.5),
        CustomLevel("house_l = house_r and (house_l = number_l or house_r = number_r)", "Entrance missing on one side").configure(m_probability=0.045, u_probability=0.1),
        ElseLevel().configure(m_probability=0.005, u_probability=0.4),
    ]
    return CustomComparison(output_column_name="number", comparison_levels=levels)


def _unit() -> CustomComparison:
    levels: Levels = [
        NullLevel("unit"),
        ExactMatchLevel("unit").configure(m_probability=0.96, u_probability=0.1),
        ElseLevel().configure(m_probability=0.04, u_probability=0.9),
    ]
    return CustomComparison(output_column_name="unit", comparison_levels=levels)


def _postcode() -> CustomComparison:
    levels: Levels = [
        NullLevel("postcode"),
        ExactMatchLevel("postcode").configure(m_probability=0.97, u_probability=0.15),
        DamerauLevenshteinLevel("postcode", 1).configure(m_probability=0.02, u_probability=0.1),
        ElseLevel().configure(m_probability=0.01, u_probability=0.75),
    ]
    return CustomComparison(output_column_name="postcode", comparison_levels=levels)


def _city() -> CustomComparison:
    levels: Levels = [
        NullLevel("city"),
        ExactMatchLevel("city").configure(m_probability=0.93, u_probability=0.5),
        CustomLevel("jaro_winkler_similarity(city_l, city_r) >= 0.9", "City spelled otherwise").configure(m_probability=0.05, u_probability=0.03),
        ElseLevel().configure(m_probability=0.02, u_probability=0.47),
    ]
    return CustomComparison(output_column_name="city", comparison_levels=levels)

"""Splink settings for written addresses: street, house number, unit, post code and city, each of which may be missing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pyarrow as pa
from splink import SettingsCreator, block_on
from splink.comparison_level_library import CustomLevel, DamerauLevenshteinLevel, ElseLevel, ExactMatchLevel, NullLevel
from splink.comparison_library import CustomComparison
from splink.internals.comparison_level_creator import ComparisonLevelCreator

from resolution.mentions.streets import signature, street_of

Levels = list[ComparisonLevelCreator | dict[str, Any]]
ENTITY_TYPE = "address"
KEYS = 5
COLUMNS = tuple((name, pa.string()) for name in ("street", "kind", "number", "house", "unit", "postcode", "city", *(f"key_{n}" for n in range(KEYS))))
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
    """Of two writings of one address, one of: city, house and a part of the street's name; post code and house; street and house."""
    return tuple(f"{place}|{key}" for place, key in enumerate(_keys(detail)) if key)


def frequency_keys(detail: Mapping[str, Any]) -> tuple[str, ...]:
    """None: an address with all its parts is rare anywhere."""
    return ()


def record(normalised: str, detail: Mapping[str, Any], frequency: Mapping[str, int]) -> dict[str, Any]:
    """The parts that were written; names without spaces, since these get lost."""
    parts = {name: detail.get(name) or None for name in ("number", "unit", "postcode", "city")}
    street = street_of(detail.get("street") or "")
    keys = {f"key_{place}": key for place, key in enumerate(_keys(detail))}
    return {"street": street.name or None, "kind": street.kind or None, "house": house_of(detail) or None, **parts, **keys}


def house_of(detail: Mapping[str, Any]) -> str:
    """The house number without its entrance or plate."""
    found = re.match(r"\d+", detail.get("number") or "")
    return found[0] if found else ""


def contradict(left: Mapping[str, Any], right: Mapping[str, Any]) -> bool:
    """Whether they name different units and cannot be two ways to write one: "3" and "3tv" can."""
    one, other = left.get("unit") or "", right.get("unit") or ""
    return bool(one and other) and one not in other and other not in one and sorted(one) != sorted(other)


def _keys(detail: Mapping[str, Any]) -> tuple[str | None, ...]:
    name, house = street_of(detail.get("street") or "").name, house_of(detail)
    city, postcode = detail.get("city"), detail.get("postcode")
    if not (name and house):
        return (None, None, None, f"{name}|{city}" if name and city else None, None)
    parts = [name[:1], *signature(name)]
    located = [f"{city}|{house}|{part}" if city else None for part in parts]
    return (*located, f"{postcode}|{house}" if postcode else None, None if city else f"{name}|{house}")


def _street() -> CustomComparison:
    same_kind = "street_l = street_r and (kind_l = kind_r or kind_l is null or kind_r is null)"
    two = "damerau_levenshtein(street_l, street_r) <= 2 and least(length(street_l), length(street_r)) >= 6"
    ways = (f"{end}_with(street_{one}, street_{other})" for end in ("starts", "ends") for one, other in ("lr", "rl"))
    short = f"least(length(street_l), length(street_r)) >= 4 and ({' or '.join(ways)})"
    levels: Levels = [
        NullLevel("street"),
        CustomLevel(same_kind, "Same street").configure(m_probability=0.78, u_probability=0.02),
        DamerauLevenshteinLevel("street", 1).configure(m_probability=0.12, u_probability=0.004),
        CustomLevel(two, "At most 2 letters differ").configure(m_probability=0.05, u_probability=0.006),
        CustomLevel(short, "Cut short on one side").configure(m_probability=0.03, u_probability=0.004),
        ElseLevel().configure(m_probability=0.02, u_probability=0.966),
    ]
    return CustomComparison(output_column_name="street", comparison_levels=levels)


def _number() -> CustomComparison:
    levels: Levels = [
        NullLevel("number"),
        ExactMatchLevel("number").configure(m_probability=0.95, u_probability=0.5),
        CustomLevel("house_l = house_r and (house_l = number_l or house_r = number_r)", "Entrance or plate missing on one side").configure(m_probability=0.045, u_probability=0.1),
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

"""Splink settings for written phone numbers: one that names its country, and one that leaves the country open.

`mentions.phones.decide` settles what a national number means within a store, and afterwards every number is its own phone. This model says
of any two written numbers how likely they are one phone: what is written out, what each may be read as, and where their ads stand; it
answers an analyst who asks about two phones (`explain`). Nothing is trained: that two writings are one phone is never seen apart from
what they may be read as, so m and u follow from reasoning. Two numbers written out alike are one phone; that they are alike by chance is one in a thousand
only because a block holds numbers that may be read as one another. Of two readings that agree on their likeliest number the country is
still a guess; of a less likely reading it is a bad guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa
from splink import SettingsCreator, block_on
from splink.comparison_level_library import CustomLevel, ElseLevel, ExactMatchLevel, NullLevel
from splink.comparison_library import CustomComparison

from resolution.models.address import Levels

ENTITY_TYPE = "phone"
COLUMNS = (("number", pa.string()), ("explicit", pa.string()), ("readings", pa.list_(pa.string())), ("country", pa.string()))
training_rules: tuple[str, ...] = ()


def settings() -> SettingsCreator:
    """The model of written phone numbers; a block holds those that may be read as one number."""
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[_number(), _country()],
        blocking_rules_to_generate_predictions=[block_on("number"), block_on("readings", arrays_to_explode=["readings"])],
        probability_two_random_records_match=0.5,
    )


def blocking_keys(detail: Mapping[str, Any]) -> tuple[str, ...]:
    """Every number that it may be read as."""
    return tuple(number for number, _ in detail.get("readings") or ())


def frequency_keys(detail: Mapping[str, Any]) -> tuple[str, ...]:
    """None: two phones never have one number."""
    return ()


def record(normalised: str, detail: Mapping[str, Any], frequency: Mapping[str, int]) -> dict[str, Any]:
    """The likeliest number, the same if it is the only reading, all readings, and the country of the ad."""
    readings = sorted({normalised, *blocking_keys(detail)})
    return {"number": normalised, "explicit": normalised if len(readings) == 1 else None, "readings": readings, "country": detail.get("country")}


def contradict(left: Mapping[str, Any], right: Mapping[str, Any]) -> bool:
    """Never for certain."""
    return False


def _number() -> CustomComparison:
    either = "list_contains(readings_r, explicit_l) or list_contains(readings_l, explicit_r)"
    levels: Levels = [
        NullLevel("number"),
        ExactMatchLevel("explicit").configure(m_probability=0.6, u_probability=0.001),
        CustomLevel("number_l = number_r", "Likeliest readings agree").configure(m_probability=0.3, u_probability=0.05),
        CustomLevel(either, "One is a less likely reading of the other").configure(m_probability=0.06, u_probability=0.1),
        CustomLevel("len(list_intersect(readings_l, readings_r)) >= 1", "Some readings agree").configure(m_probability=0.03, u_probability=0.149),
        ElseLevel().configure(m_probability=0.01, u_probability=0.7),
    ]
    return CustomComparison(output_column_name="number", comparison_levels=levels)


def _country() -> CustomComparison:
    levels: Levels = [
        CustomLevel("explicit_l = explicit_r or country_l is null or country_r is null", "Country written out or unknown").configure(is_null_level=True),
        ExactMatchLevel("country").configure(m_probability=0.8, u_probability=0.3),
        ElseLevel().configure(m_probability=0.2, u_probability=0.7),
    ]
    return CustomComparison(output_column_name="country", comparison_levels=levels)

"""Splink settings for directory owners: a name, spelled in many ways, and where it is registered.

How much an equal name or an equal address says follows from how many owners one would expect to share it by chance: a phone shop
is the address of hundreds of subscribers, and a large market has many a "Jan Hansen". The term frequencies that Splink adjusts by
are therefore made from counts: of a name the product of its words' shares, of premises so much of the prior as they have owners.
With c owners at the premises and names of chance p the odds that two of them are one come to m / (c p), whatever the market's size.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa
from splink import SettingsCreator, block_on
from splink.comparison_level_library import CustomLevel, ElseLevel, ExactMatchLevel, NullLevel
from splink.comparison_library import CustomComparison

from resolution.models.address import Levels, street_key, street_name

ENTITY_TYPE = "owner"
KEYS = 2
TEXTS = ("name", "premises", "unit", "city", *(f"key_{n}" for n in range(KEYS)))
COLUMNS = (*((name, pa.string()) for name in TEXTS), ("initialled", pa.list_(pa.string())), ("tf_name", pa.float64()), ("tf_premises", pa.float64()))
training_rules = ("key_0",)
PRIOR = 0.01
SMALL_MARKET = 8  # log2 of the owners supposed where none are counted
INITIAL = 1 / 12  # the effective number of first letters
RAREST = 2.0**-14
SAME_INITIAL = "len(list_intersect(initialled_l, initialled_r)) >= 1 and (len(initialled_l) = 1 or len(initialled_r) = 1)"


def settings() -> SettingsCreator:
    """The model of directory owners."""
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[_name(), _premises(), _unit()],
        blocking_rules_to_generate_predictions=[block_on(f"key_{n}") for n in range(KEYS)],
        probability_two_random_records_match=PRIOR,
    )


def blocking_keys(detail: Mapping[str, Any]) -> tuple[str, ...]:
    """Of two writings of one owner, one of: premises and initials; full name and city."""
    return tuple(f"{place}|{key}" for place, key in enumerate(_keys(detail)) if key)


def frequency_keys(detail: Mapping[str, Any]) -> tuple[str, ...]:
    """How common each word of the name is, and how many are registered at the premises."""
    premises = _premises_key(detail)
    words = sorted({f"owner_word:{word}" for word in str(detail.get("name") or "").split()})
    return (*words, *([f"owner_premises:{premises}"] if premises else []))


def record(normalised: str, detail: Mapping[str, Any], frequency: Mapping[str, int]) -> dict[str, Any]:
    """The name as one string and with each word in turn as its initial, and where it is registered."""
    name, premises = str(detail.get("name") or ""), _premises_key(detail)
    keys = {f"key_{place}": key for place, key in enumerate(_keys(detail))}
    return {
        "name": name or None,
        "initialled": sorted(set(_initialled(name))),
        "premises": premises,
        "unit": detail.get("unit") or None,
        "city": detail.get("city") or None,
        "tf_name": _chance_of_name(name, frequency),
        "tf_premises": min(0.5, PRIOR * 2.0 ** frequency.get(f"owner_premises:{premises}", 1)) if premises else None,
        **keys,
    }


def _chance_of_name(name: str, frequency: Mapping[str, int]) -> float:
    """The chance that another owner has this name: the product of its words' shares, one of twelve for an initial."""
    total = frequency.get("total:owner", SMALL_MARKET)
    steps = (min(0, frequency.get(f"owner_word:{word}", 0) - total) for word in name.split() if len(word) > 1)
    return max(RAREST, 2.0 ** sum(steps) * INITIAL ** sum(len(word) == 1 for word in name.split()))


def _initialled(name: str) -> Iterator[str]:
    """ "marius nielsen" as "m nielsen" and "marius n"; a name with an initial as it stands."""
    words = name.split()
    if any(len(word) == 1 for word in words) or len(words) < 2:
        yield name
        return
    for place, word in enumerate(words):
        yield " ".join(sorted([*words[:place], word[0], *words[place + 1 :]]))


def _initials(name: str) -> str:
    return "".join(sorted(word[0] for word in name.split()))


def _premises_key(detail: Mapping[str, Any]) -> str | None:
    """A building, whatever typing errors stand in the street's name after its first letters."""
    street, house = str(detail.get("street") or ""), "".join(c for c in str(detail.get("number") or "") if c.isdigit())
    name = street_name(street) or street_key(street)
    return f"{detail.get('city') or ''}|{house}|{name[:2]}" if name and house else None


def _keys(detail: Mapping[str, Any]) -> tuple[str | None, ...]:
    name, premises, city = str(detail.get("name") or ""), _premises_key(detail), detail.get("city")
    return (f"{premises}|{_initials(name)}" if premises else None, f"{name}|{city or ''}")


def _name() -> CustomComparison:
    one = "damerau_levenshtein(name_l, name_r) <= 1 and least(length(name_l), length(name_r)) >= 7"
    two = "damerau_levenshtein(name_l, name_r) <= 2 and least(length(name_l), length(name_r)) >= 10"
    levels: Levels = [
        NullLevel("name"),
        ExactMatchLevel("name", term_frequency_adjustments=True).configure(m_probability=0.7, u_probability=0.001),
        CustomLevel(one, "One letter differs").configure(m_probability=0.14, u_probability=0.001, tf_adjustment_column="name"),
        CustomLevel(SAME_INITIAL, "Same but for an initial").configure(m_probability=0.1, u_probability=0.003, tf_adjustment_column="name"),
        CustomLevel(two, "Two letters differ").configure(m_probability=0.04, u_probability=0.003, tf_adjustment_column="name"),
        ElseLevel().configure(m_probability=0.02, u_probability=0.992),
    ]
    return CustomComparison(output_column_name="name", comparison_levels=levels)


def _premises() -> CustomComparison:
    levels: Levels = [
        NullLevel("premises"),
        ExactMatchLevel("premises", term_frequency_adjustments=True).configure(m_probability=0.95, u_probability=0.004),
        CustomLevel("city_l = city_r", "Same city").configure(m_probability=0.03, u_probability=0.2),
        ElseLevel().configure(m_probability=0.02, u_probability=0.796),
    ]
    return CustomComparison(output_column_name="premises", comparison_levels=levels)


def _unit() -> CustomComparison:
    levels: Levels = [
        NullLevel("unit"),
        ExactMatchLevel("unit").configure(m_probability=0.96, u_probability=0.3),
        ElseLevel().configure(m_probability=0.04, u_probability=0.7),
    ]
    return CustomComparison(output_column_name="unit", comparison_levels=levels)

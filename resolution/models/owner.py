"""Splink settings for directory owners: a name, spelled in many ways, and where it is registered.

How much an equal name or an equal address says follows from how many owners one would expect to share it by chance: a phone shop
is the address of hundreds of subscribers, and a large market has many a "Jan Hansen". The term frequencies that Splink adjusts by
are therefore made from counts: of a name the product of its words' shares, of premises so much of the prior as they have owners.
With c owners at the premises and names of chance p the odds that two of them are one come to m / (c p), whatever the market's size.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa
from splink import SettingsCreator, block_on
from splink.comparison_level_library import CustomLevel, ElseLevel, ExactMatchLevel, NullLevel
from splink.comparison_library import CustomComparison
from splink.internals.blocking_rule_creator import BlockingRuleCreator

from resolution.mentions.streets import street_of
from resolution.models.address import Levels, house_of

ENTITY_TYPE = "owner"
TEXTS = ("name", "turned", "letters", "marks", "short_0", "short_1", "initials", "premises", "unit", "market")
COLUMNS = (*((name, pa.string()) for name in TEXTS), ("words", pa.list_(pa.string())), *((name, pa.float64()) for name in ("tf_name", "tf_premises", "tf_market")))
training_rules: tuple[str, ...] = ()  # what a name is worth is counted, and counts are nothing that expectation maximisation sees
PRIOR = 0.01
INITIAL = 1 / 12  # the effective number of first letters
WRITINGS = 3  # forms that one owner has at one place, where there is more than one to compare
ELSEWHERE = 0.0001  # m and u of the level that stands for the market's size: only its term frequency speaks
RAREST = -13  # log2 of the share of a name that is as rare as can be told
INITIAL_ONLY = "(short_0_l = short_1_l) <> (short_0_r = short_1_r)"


def settings() -> SettingsCreator:
    """The model of directory owners."""
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[_name(), _premises(), _market(), _unit()],
        blocking_rules_to_generate_predictions=_blocks(),
        probability_two_random_records_match=PRIOR,
    )


def _blocks() -> list[BlockingRuleCreator | dict[str, Any]]:
    return [block_on("premises", "initials"), block_on("premises", "words", arrays_to_explode=["words"]), block_on("name")]


def blocking_keys(detail: Mapping[str, Any]) -> tuple[str, ...]:
    """Of two writings of one owner, one of: premises and initials, premises and a word of the name, full name."""
    name, premises = str(detail.get("name") or ""), _premises_key(detail)
    parts = (_initials(name), *(word for word in name.split() if len(word) > 1)) if premises else ()
    return (*(f"{premises}|{part}" for part in parts), *([name] if " " in name else []))


def frequency_keys(detail: Mapping[str, Any]) -> tuple[str, ...]:
    """How common each word of the name is, and how many are registered at the premises."""
    premises = _premises_key(detail)
    words = sorted({f"owner_word:{word}" for word in str(detail.get("name") or "").split()})
    return (*words, *([f"owner_premises:{premises}"] if premises else []))


def record(normalised: str, detail: Mapping[str, Any], frequency: Mapping[str, int]) -> dict[str, Any]:
    """The name as one string and with each word in turn as its initial, and where it is registered."""
    name, premises = str(detail.get("name") or ""), _premises_key(detail)
    short = _initialled(name)
    return {
        "name": name or None,
        "turned": " ".join(reversed(name.split())) or None,
        "letters": " ".join(sorted("".join(sorted(word)) for word in name.split())) or None,
        "initials": _initials(name) or None,
        "marks": " ".join(word for word in name.split() if len(word) == 1 or any(c.isdigit() for c in word)),
        "short_0": short[0],
        "short_1": short[-1],
        "premises": premises,
        "unit": detail.get("unit") or None,
        "words": sorted(set(name.split())),
        "market": "elsewhere",
        "tf_market": ELSEWHERE * PRIOR * 2.0 ** frequency.get("total:owner", 0),
        "tf_name": _chance_of_name(name, frequency),
        "tf_premises": min(0.5, PRIOR * _owners_at(premises, frequency)) if premises else None,
    }


def contradict(left: Mapping[str, Any], right: Mapping[str, Any]) -> bool:
    """Never for certain: names are manipulated and people move."""
    return False


def _chance_of_name(name: str, frequency: Mapping[str, int]) -> float:
    """The chance that another owner has this name: the product of its words' shares, one of twelve for an initial."""
    steps = (frequency.get(f"owner_word:{word}", RAREST) for word in name.split() if len(word) > 1)
    return float(2.0 ** max(RAREST, sum(steps)) * INITIAL ** sum(len(word) == 1 for word in name.split()))


def _owners_at(premises: str, frequency: Mapping[str, int]) -> float:
    """About how many owners are registered at the premises."""
    step, total = frequency.get(f"owner_premises:{premises}", RAREST), frequency.get("total:owner", 0)
    return float(max(1.0, 2.0 ** (step + total) / WRITINGS))


def _initialled(name: str) -> list[str]:
    """ "marius nielsen" as "m nielsen" and "marius n"; a name with an initial as it stands."""
    words = name.split()
    if any(len(word) == 1 for word in words) or len(words) < 2:
        return [name]
    return [" ".join(sorted([*words[:place], word[0], *words[place + 1 :]])) for place, word in enumerate(words)]


def _initials(name: str) -> str:
    return "".join(sorted(word[0] for word in name.split()))


def _premises_key(detail: Mapping[str, Any]) -> str | None:
    """A building, whatever typing errors stand in the street's name after its first letter."""
    house, name = house_of(detail), street_of(str(detail.get("street") or "")).name
    return f"{detail.get('city') or ''}|{house}|{name[:1]}" if name and house else None


def _name() -> CustomComparison:
    marked = "marks_l = marks_r"  # "Branch B" is no misspelt "Branch C"
    apart = "least(damerau_levenshtein(name_l, name_r), damerau_levenshtein(name_l, turned_r))"  # an error moves a word's place in the alphabet
    one = f"(letters_l = letters_r or ({apart} <= 1 and least(length(name_l), length(name_r)) >= 7)) and {marked}"
    two = f"{marked} and {apart} <= 2 and least(length(name_l), length(name_r)) >= 10"
    within = "least(len(words_l), len(words_r)) >= 2 and len(list_intersect(words_l, words_r)) >= least(len(words_l), len(words_r))"
    levels: Levels = [
        NullLevel("name"),
        ExactMatchLevel("name", term_frequency_adjustments=True).configure(m_probability=0.66, u_probability=0.001),
        CustomLevel(one, "One letter differs, or the order of letters").configure(m_probability=0.13, u_probability=0.001, tf_adjustment_column="name"),
        CustomLevel(within, "All words of one in the other").configure(m_probability=0.02, u_probability=0.0005, tf_adjustment_column="name"),
        CustomLevel(_short(0), "Same but for an initial").configure(m_probability=0.1, u_probability=0.003, tf_adjustment_column="name"),
        CustomLevel(two, "Two letters differ").configure(m_probability=0.03, u_probability=0.003, tf_adjustment_column="name"),
        CustomLevel(_short(1), "An initial, and one letter differs").configure(m_probability=0.04, u_probability=0.004, tf_adjustment_column="name"),
        ElseLevel().configure(m_probability=0.02, u_probability=0.9875),
    ]
    return CustomComparison(output_column_name="name", comparison_levels=levels)


def _short(letters: int) -> str:
    """One name has an initial where the other has a word, and beyond that at most so many letters differ."""
    ways = (f"damerau_levenshtein(short_{one}_l, short_{other}_r)" for one in (0, 1) for other in (0, 1))
    return f"{INITIAL_ONLY} and initials_l = initials_r and least({', '.join(ways)}) <= {letters} and least(length(name_l), length(name_r)) >= {5 + letters}"


def _premises() -> CustomComparison:
    levels: Levels = [
        NullLevel("premises"),
        ExactMatchLevel("premises", term_frequency_adjustments=True).configure(m_probability=0.95, u_probability=0.004),
        ElseLevel().configure(m_probability=0.05, u_probability=0.996),
    ]
    return CustomComparison(output_column_name="premises", comparison_levels=levels)


def _market() -> CustomComparison:
    """Away from common premises the odds fall with the number of owners in the market, since namesakes grow with it."""
    levels: Levels = [
        CustomLevel("premises_l = premises_r", "Registered at one place").configure(is_null_level=True),
        ExactMatchLevel("market", term_frequency_adjustments=True).configure(m_probability=ELSEWHERE, u_probability=ELSEWHERE),
        ElseLevel().configure(m_probability=1 - ELSEWHERE, u_probability=1 - ELSEWHERE),
    ]
    return CustomComparison(output_column_name="market", comparison_levels=levels)


def _unit() -> CustomComparison:
    levels: Levels = [
        NullLevel("unit"),
        ExactMatchLevel("unit").configure(m_probability=0.96, u_probability=0.3),
        ElseLevel().configure(m_probability=0.04, u_probability=0.7),
    ]
    return CustomComparison(output_column_name="unit", comparison_levels=levels)

"""Splink settings for persons: one record an ad, with what a reader of it would compare.

Missing values say nothing. A shared phone is weak, for those who share one are often several persons of one agency; what tells them apart
is who they are (pictures, name, age, height) and that nobody is in two cities at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa
from splink import SettingsCreator
from splink.comparison_library import CustomComparison
from splink.internals.blocking_rule_creator import BlockingRuleCreator
from splink.internals.comparison_creator import ComparisonCreator
from splink.internals.comparison_level_creator import ComparisonLevelCreator

ENTITY_TYPE = "person"
PRIOR = 0.01  # of the pairs of one joint; how near they stand in it says most of the rest
NEARNESS = "tie"  # the comparison that says it
COLUMNS = (
    ("joint", pa.string()),
    ("component", pa.string()),
    ("blocks", pa.list_(pa.string())),
    ("values", pa.list_(pa.string())),
    ("near", pa.list_(pa.string())),
    ("name", pa.string()),
    ("names", pa.list_(pa.string())),
    ("rare_names", pa.list_(pa.string())),
    ("unusual_names", pa.list_(pa.string())),
    ("usual_names", pa.list_(pa.string())),
    ("roots", pa.list_(pa.string())),
    ("images", pa.list_(pa.string())),
    ("shoots", pa.list_(pa.string())),
    ("own_contacts", pa.list_(pa.string())),
    ("shared_contacts", pa.list_(pa.string())),
    ("phones", pa.list_(pa.string())),
    ("quiet_phones", pa.list_(pa.string())),
    ("calm_phones", pa.list_(pa.string())),
    ("addresses", pa.list_(pa.string())),
    ("quiet_addresses", pa.list_(pa.string())),
    ("age_low", pa.int32()),
    ("age_high", pa.int32()),
    ("born_low", pa.float64()),
    ("born_high", pa.float64()),
    ("height_low", pa.float64()),
    ("height_high", pa.float64()),
    ("weight_low", pa.float64()),
    ("weight_high", pa.float64()),
    ("nationalities", pa.list_(pa.string())),
    ("rare_nationalities", pa.list_(pa.string())),
    ("hair", pa.list_(pa.string())),
    ("traits", pa.list_(pa.string())),
    ("trait_names", pa.list_(pa.string())),
    ("prices", pa.list_(pa.string())),
    ("days", pa.list_(pa.int32())),
    ("stays", pa.list_(pa.string())),
    ("weeks", pa.list_(pa.string())),
    ("around", pa.list_(pa.string())),
    ("templates", pa.list_(pa.string())),
)

training_rules = ("l.joint = r.joint",)  # what is scored is what is learnt from; see `training.patterns`
RULES: tuple[BlockingRuleCreator | dict[str, Any], ...] = tuple({"blocking_rule": rule, "sql_dialect": "duckdb"} for rule in training_rules)
Level = tuple[str, str, float, float]  # condition, label, m, u


def _shared(column: str) -> str:
    return f"len(list_intersect({column}_l, {column}_r))"


def _empty(column: str) -> str:
    return f"coalesce(len({column}_l), 0) = 0 or coalesce(len({column}_r), 0) = 0"


def _gap(column: str) -> str:
    """How far the ranges of two records lie apart; 0 if they overlap."""
    return f"greatest(0, {column}_low_l - {column}_high_r, {column}_low_r - {column}_high_l)"


AGE_GAP = f"least({_gap('age')}, round({_gap('born')}))"  # an age may be frozen or grow with the years: both are usual
COVERED = f"{_shared('shoots')} = least(len(shoots_l), len(shoots_r))"
TRAITS_HELD = f"{_shared('traits')} / greatest(1, {_shared('trait_names')})"
TOGETHER, COMMON = _shared("stays"), _shared("days")
APART = f"({COMMON} - {TOGETHER})"
CITIES = "len(list_distinct(list_transform(list_intersect(stays_l, stays_r), lambda stay: split_part(stay, '|', 2))))"
NEAR = "list_has_any(weeks_l, around_r)"
DIRECT = "list_has_any(values_l, values_r)"  # what shares nothing cannot share a phone: said once, by the tie
SAME_JOINT = "joint_l = joint_r"
LABELS = ("joint", "component")  # columns of which only matters whether they are equal


def _comparison(name: str, null: str, levels: Sequence[Level]) -> CustomComparison:
    stated: list[ComparisonLevelCreator | dict[str, Any]] = [{"sql_condition": null, "label_for_charts": "not stated", "is_null_level": True}]
    stated += [{"sql_condition": condition, "label_for_charts": label, "m_probability": m, "u_probability": u} for condition, label, m, u in levels]
    return CustomComparison(output_column_name=name, comparison_levels=stated)


def settings() -> SettingsCreator:
    """Comparisons, with starting values that reason would give; training replaces them."""
    comparisons: list[ComparisonCreator | dict[str, Any]] = [*_shown(), *_called(), *_looks(), _travel(), _wording()]
    return SettingsCreator(
        link_type="dedupe_only",
        probability_two_random_records_match=PRIOR,
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=list(RULES),
        retain_matching_columns=True,
        retain_intermediate_calculation_columns=True,
        additional_columns_to_retain=[],
    )


def _shown() -> list[CustomComparison]:
    """Pictures, and what ties the two ads besides them. A picture is stolen where nothing else joins its ads."""
    return [
        _comparison("pictures", _empty("images"), [
            (f"{_shared('images')} >= 1 and {SAME_JOINT}", "a picture shared, and more joins the ads", 0.56, 0.001),
            (f"{_shared('images')} >= 2", "two or more pictures shared", 0.02, 0.0001),
            (f"{_shared('shoots')} >= 1 and {COVERED} and {SAME_JOINT}", "all pictures of one side of shoots of the other", 0.14, 0.004),
            (f"{_shared('shoots')} >= 1 and {SAME_JOINT}", "a shoot shared", 0.08, 0.006),
            (f"{_shared('shoots')} >= 1", "one picture or shoot shared, and nothing else joins the ads", 0.02, 0.009),
            ("ELSE", "no picture shared", 0.18, 0.9799),
        ]),
        _comparison(NEARNESS, "joint_l <> joint_r", [
            (DIRECT, "a number, contact or address shared", 0.86, 0.2),
            ("list_has_any(values_l, near_r)", "an ad between them shares with both", 0.08, 0.15),
            ("list_has_any(near_l, near_r)", "two ads between them", 0.03, 0.15),
            ("ELSE", "further apart, or joined by owners or series", 0.03, 0.5),
        ]),
    ]


def _called() -> list[CustomComparison]:
    """How they are reached, and by what name."""
    return [
        _comparison("contact", f"({_empty('own_contacts')}) and {_shared('shared_contacts')} = 0", [
            (f"{_shared('own_contacts')} >= 1", "an e-mail or handle of few names shared", 0.82, 0.002),
            (f"{_shared('shared_contacts')} >= 1", "an e-mail or handle of many names shared", 0.08, 0.158),
            ("ELSE", "other e-mails and handles", 0.10, 0.84),
        ]),
        _comparison("phone", f"{_empty('phones')} or not {DIRECT}", [
            (f"{_shared('phones')} >= 2", "two or more phones shared", 0.03, 0.001),
            (f"{_shared('quiet_phones')} >= 1", "a phone of few ads shared", 0.38, 0.032),
            (f"{_shared('calm_phones')} >= 1", "a phone of some ads shared", 0.30, 0.06),
            (f"{_shared('phones')} >= 1", "a phone of many ads shared", 0.10, 0.05),
            ("ELSE", "other phones", 0.19, 0.857),
        ]),
        _comparison("address", f"{_empty('addresses')} or not {DIRECT}", [
            (f"{_shared('quiet_addresses')} >= 1", "an address of few ads shared", 0.2, 0.05),
            (f"{_shared('addresses')} >= 1", "an address of many ads shared", 0.35, 0.25),
            ("ELSE", "other addresses", 0.45, 0.7),
        ]),
        _comparison("name", _empty("names"), [
            ("list_has_any(rare_names_l, rare_names_r)", "a rare name shared", 0.2, 0.002),
            ("list_has_any(unusual_names_l, unusual_names_r)", "an unusual name shared", 0.15, 0.005),
            ("list_has_any(usual_names_l, usual_names_r)", "a usual name shared", 0.15, 0.01),
            ("list_has_any(names_l, names_r)", "a common name shared", 0.1, 0.03),
            (f"{_shared('roots')} >= 1", "a name in another spelling", 0.06, 0.011),
            ("jaro_winkler_similarity(name_l, name_r) >= 0.88", "similar names", 0.02, 0.006),
            ("ELSE", "other names", 0.32, 0.936),
        ]),
    ]


def _looks() -> list[CustomComparison]:
    """What the ads say of the person."""
    return [
        _comparison("age", "age_low_l is null or age_low_r is null", [
            (f"{AGE_GAP} = 0", "the same age", 0.3, 0.06),
            (f"{AGE_GAP} <= 1", "one year apart", 0.25, 0.11),
            (f"{AGE_GAP} <= 3", "two or three years apart", 0.28, 0.19),
            (f"{AGE_GAP} <= 6", "four to six years apart", 0.15, 0.22),
            ("ELSE", "more than six years apart", 0.02, 0.42),
        ]),
        _comparison("height", "height_low_l is null or height_low_r is null", [
            (f"{_gap('height')} = 0", "the same height", 0.45, 0.06),
            (f"{_gap('height')} <= 2", "one or two centimetres apart", 0.33, 0.18),
            (f"{_gap('height')} <= 4", "three or four centimetres apart", 0.16, 0.17),
            ("ELSE", "more than four centimetres apart", 0.06, 0.59),
        ]),
        _comparison("weight", "weight_low_l is null or weight_low_r is null", [
            (f"{_gap('weight')} = 0", "the same weight", 0.45, 0.05),
            (f"{_gap('weight')} <= 2", "one or two kilograms apart", 0.33, 0.2),
            (f"{_gap('weight')} <= 4", "three or four kilograms apart", 0.16, 0.17),
            ("ELSE", "more than four kilograms apart", 0.06, 0.58),
        ]),
        _comparison("nationality", _empty("nationalities"), [
            ("list_has_any(rare_nationalities_l, rare_nationalities_r)", "a rare nationality shared", 0.2, 0.02),
            (f"{_shared('nationalities')} >= 1", "the same nationality", 0.5, 0.08),
            ("ELSE", "another nationality", 0.3, 0.9),
        ]),
        _comparison("hair", _empty("hair"), [
            (f"{_shared('hair')} >= 1", "the same hair", 0.8, 0.28),
            ("ELSE", "other hair", 0.2, 0.72),
        ]),
        _comparison("traits", f"{_shared('trait_names')} = 0", [
            (f"{TRAITS_HELD} = 1", "other features all agree", 0.8, 0.3),
            (f"{TRAITS_HELD} >= 0.5", "half of the other features agree", 0.12, 0.2),
            ("ELSE", "other features differ", 0.08, 0.5),
        ]),
        _comparison("prices", _empty("prices"), [
            (f"{_shared('prices')} >= 1", "a price shared", 0.8, 0.1),
            ("ELSE", "other prices", 0.2, 0.9),
        ]),
    ]


def _travel() -> CustomComparison:
    """Nobody is in two cities on one day, but ads name a wrong city now and then."""
    return _comparison("travel", f"{COMMON} = 0 and not {NEAR}", [
        (f"{CITIES} >= 3 and {APART} <= {TOGETHER}", "in three cities or more at the same time", 0.06, 0.001),
        (f"{CITIES} >= 2 and {APART} <= 1", "in two cities at the same time, apart on one day at most", 0.14, 0.006),
        (f"{TOGETHER} >= 1 and {APART} = 0", "in one city at the same time, never apart", 0.29, 0.05),
        (f"{COMMON} = 0", "in one city within a week", 0.17, 0.06),
        (f"{TOGETHER} >= 1 and {APART} = 1", "in one city at the same time, apart on one day", 0.13, 0.043),
        (f"{TOGETHER} >= 1 and {APART} <= {TOGETHER} + 1", "together about as often as apart", 0.08, 0.06),
        (f"{APART} = 1", "in two cities on one day", 0.04, 0.09),
        ("ELSE", "in two cities on several days", 0.09, 0.69),
    ])


def _wording() -> CustomComparison:
    """Copied texts are usual: weak evidence, never alone."""
    return _comparison("wording", _empty("templates"), [
        (f"{_shared('templates')} >= 3", "similar wording", 0.22, 0.16),
        ("ELSE", "other wording", 0.78, 0.84),
    ])

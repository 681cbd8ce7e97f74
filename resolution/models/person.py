"""Splink settings for persons: one record an ad, with what a reader of it would compare.

Missing values say nothing. A shared phone is weak, for those who share one are often several persons of one agency; what tells them apart
is who they are (pictures, name, age, height) and that nobody is in two cities at once.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
from splink import SettingsCreator
from splink.comparison_library import CustomComparison

ENTITY_TYPE = "person"
PRIOR = 0.2  # of the pairs inside a component that share something
COLUMNS = (
    ("component", pa.string()),
    ("blocks", pa.list_(pa.string())),
    ("name", pa.string()),
    ("tf_name", pa.float64()),
    ("names", pa.list_(pa.string())),
    ("roots", pa.list_(pa.string())),
    ("images", pa.list_(pa.string())),
    ("shoots", pa.list_(pa.string())),
    ("contacts", pa.list_(pa.string())),
    ("phones", pa.list_(pa.string())),
    ("addresses", pa.list_(pa.string())),
    ("age_low", pa.int32()),
    ("age_high", pa.int32()),
    ("born_low", pa.float64()),
    ("born_high", pa.float64()),
    ("height_low", pa.float64()),
    ("height_high", pa.float64()),
    ("nationality", pa.string()),
    ("tf_nationality", pa.float64()),
    ("nationalities", pa.list_(pa.string())),
    ("hair", pa.list_(pa.string())),
    ("traits", pa.list_(pa.string())),
    ("trait_names", pa.list_(pa.string())),
    ("prices", pa.list_(pa.string())),
    ("days", pa.list_(pa.int32())),
    ("stays", pa.list_(pa.string())),
    ("templates", pa.list_(pa.string())),
)

Level = tuple[str, str, float, float]  # condition, label, m, u


def _shared(column: str) -> str:
    return f"len(list_intersect({column}_l, {column}_r))"


def _empty(column: str) -> str:
    return f"coalesce(len({column}_l), 0) = 0 or coalesce(len({column}_r), 0) = 0"


def _gap(column: str) -> str:
    """How far the ranges of two records lie apart; 0 if they overlap."""
    return f"greatest(0, {column}_low_l - {column}_high_r, {column}_low_r - {column}_high_l)"


AGE_GAP = f"least({_gap('age')}, round({_gap('born')}))"  # an age may be frozen or grow with the years: both are usual
COVER = f"{_shared('shoots')} / least(len(shoots_l), len(shoots_r))"
TRAITS_HELD = f"{_shared('traits')} / greatest(1, {_shared('trait_names')})"
TOGETHER, COMMON = _shared("stays"), _shared("days")


def _comparison(name: str, null: str, levels: Sequence[Level], tf_column: str = "", tf_levels: int = 0) -> CustomComparison:
    stated = [{"sql_condition": null, "label_for_charts": "not stated", "is_null_level": True}]
    for rank, (condition, label, m, u) in enumerate(levels):
        level = {"sql_condition": condition, "label_for_charts": label, "m_probability": m, "u_probability": u}
        if rank < tf_levels:
            level |= {"tf_adjustment_column": tf_column, "tf_adjustment_weight": 1.0, "tf_minimum_u_value": 0.001, "disable_tf_exact_match_detection": True}
        stated.append(level)
    return CustomComparison(output_column_name=name, comparison_levels=stated)


def settings() -> SettingsCreator:
    """Comparisons, with starting values that reason would give; training replaces them."""
    comparisons = [
        _comparison("pictures", f"{_empty('images')}", [
            (f"{_shared('images')} >= 2", "two or more pictures shared", 0.30, 0.0005),
            (f"{_shared('images')} = 1 and {COVER} >= 0.5", "one picture shared, and half of the pictures of one side", 0.22, 0.004),
            (f"{_shared('shoots')} >= 1", "one picture or shoot shared", 0.13, 0.006),
            ("ELSE", "no picture shared", 0.35, 0.9895),
        ]),
        _comparison("contact", _empty("contacts"), [
            (f"{_shared('contacts')} >= 1", "an e-mail or handle shared", 0.85, 0.004),
            ("ELSE", "other e-mails and handles", 0.15, 0.996),
        ]),
        _comparison("phone", _empty("phones"), [
            (f"{_shared('phones')} >= 1", "a phone shared", 0.7, 0.45),
            ("ELSE", "other phones", 0.3, 0.55),
        ]),
        _comparison("address", _empty("addresses"), [
            (f"{_shared('addresses')} >= 1", "an address shared", 0.3, 0.2),
            ("ELSE", "other addresses", 0.7, 0.8),
        ]),
        _comparison("name", _empty("names"), [
            ("name_l = name_r", "the same name", 0.6, 0.015),
            (f"{_shared('roots')} >= 1", "a name in another spelling", 0.06, 0.006),
            ("jaro_winkler_similarity(name_l, name_r) >= 0.88", "similar names", 0.04, 0.004),
            ("ELSE", "other names", 0.3, 0.975),
        ], tf_column="name", tf_levels=1),
        _comparison("age", "age_low_l is null or age_low_r is null", [
            (f"{AGE_GAP} = 0", "the same age", 0.56, 0.06),
            (f"{AGE_GAP} <= 1", "one year apart", 0.14, 0.11),
            (f"{AGE_GAP} <= 3", "two or three years apart", 0.17, 0.19),
            (f"{AGE_GAP} <= 6", "four to six years apart", 0.12, 0.21),
            ("ELSE", "more than six years apart", 0.01, 0.43),
        ]),
        _comparison("height", "height_low_l is null or height_low_r is null", [
            (f"{_gap('height')} = 0", "the same height", 0.6, 0.07),
            (f"{_gap('height')} <= 2", "one or two centimetres apart", 0.2, 0.16),
            (f"{_gap('height')} <= 4", "three or four centimetres apart", 0.18, 0.18),
            ("ELSE", "more than four centimetres apart", 0.02, 0.59),
        ]),
        _comparison("nationality", _empty("nationalities"), [
            (f"{_shared('nationalities')} >= 1", "the same nationality", 0.7, 0.11),
            ("ELSE", "another nationality", 0.3, 0.89),
        ]),
        _comparison("hair", _empty("hair"), [
            (f"{_shared('hair')} >= 1", "the same hair", 0.8, 0.34),
            ("ELSE", "other hair", 0.2, 0.66),
        ]),
        _comparison("traits", f"{_shared('trait_names')} = 0", [
            (f"{TRAITS_HELD} = 1", "other features all agree", 0.6, 0.3),
            (f"{TRAITS_HELD} >= 0.5", "half of the other features agree", 0.3, 0.3),
            ("ELSE", "other features differ", 0.1, 0.4),
        ]),
        _comparison("prices", _empty("prices"), [
            (f"{_shared('prices')} >= 1", "a price shared", 0.5, 0.12),
            ("ELSE", "other prices", 0.5, 0.88),
        ]),
        _comparison("travel", f"{COMMON} = 0", [
            (f"{TOGETHER} >= 5 and {COMMON} - {TOGETHER} <= {TOGETHER} / 4", "in one city on five days or more", 0.40, 0.03),
            (f"{TOGETHER} >= 2 and {COMMON} - {TOGETHER} <= {TOGETHER} / 2", "in one city on two days or more", 0.32, 0.08),
            (f"{TOGETHER} >= 1", "in one city on some days", 0.18, 0.17),
            ("ELSE", "in two cities at once", 0.10, 0.72),
        ]),
        _comparison("wording", _empty("templates"), [
            (f"{_shared('templates')} >= 1", "similar wording", 0.2, 0.08),
            ("ELSE", "other wording", 0.8, 0.92),
        ]),
    ]
    return SettingsCreator(
        link_type="dedupe_only",
        probability_two_random_records_match=PRIOR,
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=training_rules(),
        retain_matching_columns=True,
        retain_intermediate_calculation_columns=True,
        additional_columns_to_retain=[],
    )


def training_rules() -> list[str]:
    """The pairs that are scored are the pairs to learn from."""
    return ["l.component = r.component and list_has_any(l.blocks, r.blocks)"]

"""What a sound model looks like: checks of the parameters of trained Splink settings (pure)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

STRONGEST = 16.0  # bits that one comparison may add or take: 1 in 65,000; beyond that one wrong field decides alone
LIKELIEST_PRIOR, RAREST_PRIOR = 0.9, 1e-6


def problems_of(settings: Mapping[str, Any]) -> list[str]:
    """Problems of one entity type's settings, in sentences."""
    prior = settings.get("probability_two_random_records_match", 0.0)
    found = [] if RAREST_PRIOR <= prior <= LIKELIEST_PRIOR else [f"a prior of {prior:g} is outside {RAREST_PRIOR:g} to {LIKELIEST_PRIOR:g}"]
    for comparison in settings["comparisons"]:
        found += [f"{comparison['output_column_name']}: {problem}" for problem in _problems_of_comparison(comparison)]
    return found


def weights_of(comparison: Mapping[str, Any]) -> list[float]:
    """Match weight in bits of each level that is not null, best agreement first."""
    return [math.log2(level["m_probability"] / level["u_probability"]) for level in comparison["comparison_levels"] if not level.get("is_null_level")]


def _problems_of_comparison(comparison: Mapping[str, Any]) -> list[str]:
    levels = [level for level in comparison["comparison_levels"] if not level.get("is_null_level")]
    missing = [level["label_for_charts"] for level in levels if not level.get("m_probability") or not level.get("u_probability")]
    if missing:
        return [f"no m or u for {', '.join(missing)}"]
    weights = weights_of(comparison)
    found = [f"{sum(level[name] for level in levels):.3f} is the sum of {name}" for name in ("m_probability", "u_probability") if abs(sum(level[name] for level in levels) - 1) > 0.01]
    found += [f"a weight of {weight:+.1f} bits is beyond {STRONGEST:g}" for weight in weights if abs(weight) > STRONGEST]
    found += [f"better agreement ({better:+.2f}) weighs less than worse ({worse:+.2f})" for better, worse in zip(weights, weights[1:], strict=False) if better < worse - 0.01]
    return found

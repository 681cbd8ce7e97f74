"""What a sound model looks like: checks of the parameters of trained Splink settings, and how parameters are kept sound (pure)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

STRONGEST = 20.0  # bits that one comparison may add or take: one in a million; beyond that one wrong field decides everything
LEARNT = 12.0  # ... and that one may learn to: what was never seen in some thousand pairs may yet happen
LIKELIEST_PRIOR, RAREST_PRIOR = 0.9, 1e-6
SLACK = 0.01  # of a sum of probabilities, and in bits


def problems_of(settings: Mapping[str, Any]) -> list[str]:
    """Problems of one entity type's settings, in sentences."""
    prior = settings.get("probability_two_random_records_match", 0.0)
    found = [] if RAREST_PRIOR <= prior <= LIKELIEST_PRIOR else [f"a prior of {prior:g} is outside {RAREST_PRIOR:g} to {LIKELIEST_PRIOR:g}"]
    for comparison in settings["comparisons"]:
        found += [f"{comparison['output_column_name']}: {problem}" for problem in _problems_of_comparison(comparison)]
    return found


def weights_of(comparison: Mapping[str, Any]) -> list[float]:
    """Match weight in bits of each level that is not null, best agreement first."""
    return [math.log2(level["m_probability"] / level["u_probability"]) for level in _stated(comparison)]


def clamped(m: Sequence[float], u: Sequence[float]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """m and u of one comparison with weights that never rise from a better level to a worse one and stay within `LEARNT` bits.

    Neighbours in the wrong order are pooled: what tells them apart was chance.
    """
    pools: list[tuple[list[int], float, float]] = []
    for level, (one, other) in enumerate(zip(m, u, strict=True)):
        pools.append(([level], one, other))
        while len(pools) > 1 and pools[-1][1] * pools[-2][2] > pools[-2][1] * pools[-1][2]:
            (before, m_before, u_before), (here, m_here, u_here) = pools[-2], pools[-1]
            pools[-2:] = [(before + here, m_before + m_here, u_before + u_here)]
    weight = {level: math.log2(one / other) for held, one, other in pools for level in held}
    # What is held back is given to the rarer side: m lowered to u where u is next to nothing would raise every other level's m.
    kept_u = [max(u[level], u[level] * 2 ** (weight[level] - LEARNT)) for level in range(len(u))]
    kept_m = [u[level] * 2 ** max(weight[level], -LEARNT) for level in range(len(u))]
    return _normalised(kept_m), _normalised(kept_u)


def _normalised(shares: Sequence[float]) -> tuple[float, ...]:
    total = sum(shares)
    return tuple(share / total for share in shares)


def _stated(comparison: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [level for level in comparison["comparison_levels"] if not level.get("is_null_level")]


def _problems_of_comparison(comparison: Mapping[str, Any]) -> list[str]:
    levels = _stated(comparison)
    missing = [level["label_for_charts"] for level in levels if not level.get("m_probability") or not level.get("u_probability")]
    if missing:
        return [f"no m or u for {', '.join(missing)}"]
    weights = weights_of(comparison)
    sums = {name: sum(level[name] for level in levels) for name in ("m_probability", "u_probability")}
    found = [f"the {name} of its levels add up to {total:.3f}" for name, total in sums.items() if abs(total - 1) > SLACK]
    found += [f"a weight of {weight:+.1f} bits is beyond {STRONGEST:g}" for weight in weights if abs(weight) > STRONGEST]
    return found + [
        f"better agreement ({better:+.2f}) weighs less than worse ({worse:+.2f})" for better, worse in pairwise(weights) if better < worse - SLACK
    ]

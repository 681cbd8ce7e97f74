"""Learning m and u without labels: expectation maximisation over the patterns of levels that pairs show (pure).

Splink's own run of the algorithm ends at probabilities of 0 where a level is rare, and has no memory of what is known already. Here
every parameter starts from the model at hand and is held to it by a number of imagined pairs: a market of fifty ads hardly moves it, one of
fifty thousand learns its own. Afterwards weights are kept in the order of the levels and within bounds.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from resolution.parameters import clamped

IMAGINED = 50.0  # pairs that stand behind each starting value: enough for a level that was never seen, outweighed by some hundreds
ROUNDS = 200
STILL = 1e-6  # the prior moves by less: at rest
PRIORS = (1e-4, 0.5)

Floats = npt.NDArray[np.float64]
Patterns = Mapping[tuple[int, ...], int]  # gamma of each comparison (-1 is not stated) -> pairs


@dataclass(frozen=True, slots=True)
class Learnt:
    """m and u by comparison and level (best agreement first), the prior, and how the learning went."""

    m: tuple[tuple[float, ...], ...]
    u: tuple[tuple[float, ...], ...]
    prior: float
    pairs: int
    matches: float  # expected
    rounds: int


def learn(patterns: Patterns, comparisons: Sequence[Mapping[str, Any]], prior: float, free: Collection[str] = ()) -> Learnt:
    """Parameters of Splink comparisons (as stored in settings) from how often each pattern of their levels was seen.

    With `free` only these comparisons and the prior are learnt, the others stay as they are.
    """
    open_to = [not free or comparison["output_column_name"] in free for comparison in comparisons]
    levels = [[level for level in comparison["comparison_levels"] if not level.get("is_null_level")] for comparison in comparisons]
    start_m = [np.array([level["m_probability"] for level in held]) for held in levels]
    start_u = [np.array([level["u_probability"] for level in held]) for held in levels]
    seen = np.array(sorted(patterns), dtype=np.int64).reshape(-1, len(levels))
    ranks = np.where(seen < 0, -1, np.array([len(held) for held in levels]) - 1 - seen)
    counts = np.array([patterns[key] for key in sorted(patterns)], dtype=np.float64)
    m, u, rounds = list(start_m), list(start_u), 0
    matched = np.zeros_like(counts)
    for rounds in range(1, ROUNDS + 1):  # noqa: B007
        matched = counts * _posterior(ranks, m, u, prior)
        m = [_share(ranks[:, at], matched, known) if open_to[at] else known for at, known in enumerate(start_m)]
        u = [_share(ranks[:, at], counts - matched, known) if open_to[at] else known for at, known in enumerate(start_u)]
        before, prior = prior, float(np.clip(matched.sum() / max(1.0, counts.sum()), *PRIORS))
        if abs(prior - before) < STILL:
            break
    kept = [clamped(one.tolist(), other.tolist()) for one, other in zip(m, u, strict=True)]
    return Learnt(tuple(m for m, _ in kept), tuple(u for _, u in kept), prior, int(counts.sum()), float(matched.sum()), rounds)


def with_learnt(settings: Mapping[str, Any], learnt: Learnt) -> dict[str, Any]:
    """Splink settings with learnt parameters in them."""
    comparisons = []
    for comparison, m, u in zip(settings["comparisons"], learnt.m, learnt.u, strict=True):
        values = iter(zip(m, u, strict=True))
        levels = []
        for level in comparison["comparison_levels"]:
            if not level.get("is_null_level"):
                m_of_level, u_of_level = next(values)
                levels.append({**level, "m_probability": _digits(m_of_level), "u_probability": _digits(u_of_level)})
            else:
                levels.append(dict(level))
        comparisons.append({**comparison, "comparison_levels": levels})
    return {**settings, "comparisons": comparisons, "probability_two_random_records_match": _digits(learnt.prior)}


def _digits(probability: float) -> float:
    return float(f"{probability:.8g}")


def _posterior(ranks: npt.NDArray[np.int64], m: Sequence[Floats], u: Sequence[Floats], prior: float) -> Floats:
    odds = np.full(len(ranks), np.log(prior / (1 - prior)))
    for at, (one, other) in enumerate(zip(m, u, strict=True)):
        stated = ranks[:, at] >= 0
        odds[stated] += np.log(one / other)[ranks[stated, at]]
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(odds, -500, 500))), dtype=np.float64)


def _share(ranks: npt.NDArray[np.int64], weights: Floats, known: Floats) -> Floats:
    """The share of each level among the pairs that state it, with the imagined pairs."""
    stated = ranks >= 0
    found = np.bincount(ranks[stated], weights=weights[stated], minlength=len(known)) + IMAGINED * known
    return np.asarray(found / found.sum(), dtype=np.float64)

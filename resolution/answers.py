"""Analysts' answers as labelled evidence: how far a model's match weights lie from what people said of its pairs (pure).

Which pairs are answered follows from their scores, never from the truth, so what was answered at a score tells what that score is worth. One
number is learnt from it, the prior: a handful of answers cannot carry more, and moved weights of comparisons would be undone by the next training.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

SPREAD = 1.0  # bits by which a prior learnt without labels is thought to be off: one answer moves it by a third of a bit, some dozens decide
MOST = 6.0  # bits that answers may move it
STEPS = 60  # halvings of the interval: far below any digit that is kept


@dataclass(frozen=True, slots=True)
class Answer:
    """One pair that an analyst answered: its match weight in bits, what was said, and its share of the answer (of two entities, one pair of many)."""

    match_weight: float
    same: bool
    share: float = 1.0


def shift(answers: Sequence[Answer]) -> float:
    """The bits to add to every match weight so that the answers become likeliest, held to 0 by `SPREAD`."""
    low, high = -MOST, MOST
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if _slope(answers, middle) > 0 else (low, middle)
    return round((low + high) / 2, 6)


def moved(prior: float, bits: float) -> float:
    """A prior probability moved by that many bits."""
    return 1 / (1 + (1 - prior) / prior * 2**-bits)


def _slope(answers: Sequence[Answer], bits: float) -> float:
    """How the log-likelihood of the answers, with the pull to 0, still rises at this shift."""
    said = sum(answer.share * (answer.same - 1 / (1 + exp(-log(2) * min(500.0, max(-500.0, answer.match_weight + bits))))) for answer in answers)
    return said * log(2) - bits / SPREAD**2

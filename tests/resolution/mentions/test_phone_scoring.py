"""The choice among overlapping readings of figures is the best there is, though few of them are asked what number they can be."""

import random
from itertools import pairwise

import pytest

from resolution.mentions import chunks
from resolution.mentions.characters import fold
from resolution.mentions.phone_scoring import Candidate, Context, _candidate, _spans, best, is_long_enough

PIECES = ["+47", "0047", "47", "412", "34", "567", "41234567", "07700", "900", "123", "1500", "200", "2024", "o", "five", "nine", "00", "2345"]
GAPS = [" ", "", "-", ".", " / ", ", ", "\n", " call ", " id "]


def written(rng: random.Random) -> str:
    return "".join(rng.choice(PIECES) + rng.choice(GAPS) for _ in range(rng.randint(2, 9)))


def best_sum(candidates: list[Candidate], start: int = 0) -> float:
    """The highest sum of scores of candidates that do not overlap, each tried in and out."""
    return max((one.score + best_sum(candidates, one.last + 1) for one in candidates if one.first >= start and one.score > 0), default=0.0)


@pytest.mark.parametrize("seed", range(200))
def test_no_other_choice_scores_higher(seed: int) -> None:
    rng = random.Random(seed)
    folded = fold(written(rng))
    context = Context(rng.choice(["NO", "GB", "DE", ""]), field=rng.random() < 0.3)
    for run in filter(is_long_enough, chunks.runs(folded)):
        every = [candidate for span in _spans(run, folded, context) if (candidate := _candidate(span, context))]
        chosen = best(run, folded, context)
        assert all(one.last < other.first for one, other in pairwise(chosen))
        assert sum(candidate.score for candidate in chosen) == pytest.approx(best_sum(every))

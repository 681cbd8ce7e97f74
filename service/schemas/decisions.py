"""Analysts' answers."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from service.schemas.ads import Changed
from service.schemas.common import Body, Shape

Answer = Literal["same", "different", "unsure"]


class DecisionBody(Body):
    """An answer on two ads or two entities of one type."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"example": {"a": "site-a.example/101", "b": "site-b.example/7", "decision": "different", "reason": "Two voices"}},
    )

    a: str = Field(min_length=1, max_length=4100)
    b: str = Field(min_length=1, max_length=4100)
    decision: Answer
    reason: str = Field(min_length=1, max_length=4000)
    author: str | None = Field(default=None, max_length=200, description="where keys are not used; else the key is the author")


class Decision(Shape):
    """An answer that binds every later run."""

    decision_id: str
    a: str
    b: str
    decision: Answer
    reason: str | None = None
    author: str | None = None


class DecisionMade(Decision):
    """An answer and what it changed."""

    changed: Changed


class DecisionWithdrawn(Shape):
    """A withdrawn answer and what that changed."""

    decision_id: str
    withdrawn: bool
    changed: Changed


class ReviewPair(Shape):
    """A pair worth an answer: the uncertain whose answer would change the most come first."""

    a: str
    b: str
    match_probability: float | None = None
    match_weight: float | None = None

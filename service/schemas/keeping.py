"""Retention rules, their removals, and legal holds."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field, StrictInt, model_validator

from service.schemas.common import Body, Shape


def _written(value: Any) -> Any:
    if value is not None and not isinstance(value, str | date):
        raise ValueError("must be a date in quotes, such as 2027-01-31")
    return value


Day = Annotated[date, BeforeValidator(_written)]


class RuleBody(Body):
    """How long what comes from a source is kept."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"example": {"source": "adsite-a.example", "keep_days": 365, "review_on": "2027-01-01", "note": "guideline 4"}}
    )

    source: str = Field(min_length=1, max_length=300, description="a site, a directory's source, or `*` for every source without a rule of its own")
    keep_days: StrictInt = Field(ge=1, le=36_500)
    review_on: Day | None = None
    note: str = Field(default="", max_length=2_000)


class Rule(Shape):
    """A rule with what it would remove today; `review_due` once its review date has come."""

    source: str
    keep_days: int
    review_on: str | None = None
    review_due: bool = False
    due: int = 0
    note: str = ""
    author: str = ""
    at: str


class RemovalBody(Body):
    """When to carry the rules out; without a day, today."""

    as_of: Day | None = None


class Removal(Shape):
    """What went by the rules; never what it was."""

    removal_id: str
    at: str
    author: str
    as_of: str
    sources: dict[str, int]
    captures: int
    directory_rows: int
    ads: int


class RemovalMade(Removal):
    """A removal just made; `held` ads and rows were over their time and stay for a legal hold."""

    held: int


class HoldBody(Body):
    """What must be kept: an ad, everything behind an entity, or everything of a source."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"ad": "adsite-a.example/7", "reason": "case 12", "review_on": "2027-01-01"}})

    ad: str | None = None
    entity_id: str | None = None
    source: str | None = None
    reason: str = Field(min_length=1, max_length=2_000)
    review_on: Day | None = None

    @model_validator(mode="after")
    def _one(self) -> HoldBody:
        if sum(given is not None for given in (self.ad, self.entity_id, self.source)) != 1:
            raise ValueError("name one of ad, entity_id and source")
        return self

    @property
    def subject(self) -> tuple[str, str]:
        """Which kind of thing is held, and which one."""
        named = (("ad", self.ad), ("entity", self.entity_id), ("source", self.source))
        return next((kind, given) for kind, given in named if given is not None)


class Hold(Shape):
    """A legal hold that stands."""

    hold_id: str
    at: str
    author: str
    kind: Literal["ad", "entity", "source"]
    subject: str
    reason: str
    review_on: str | None = None

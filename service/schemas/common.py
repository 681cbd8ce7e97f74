"""Shapes that every resource shares."""

from __future__ import annotations

from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

T = TypeVar("T")
Probability = Annotated[float, Field(ge=0, le=1)]


class Shape(BaseModel):
    """An answer; what its model does not name is passed on."""

    model_config = ConfigDict(extra="allow")


class Body(BaseModel):
    """A request body; what its model does not name is refused."""

    model_config = ConfigDict(extra="forbid")


class Page(Shape, Generic[T]):
    """One page of a list; `next_cursor` asks for the next, null at the end."""

    items: list[T]
    next_cursor: str | None = None


class Problem(Shape):
    """An error (RFC 9457), sent as `application/problem+json`."""

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={
            "example": {
                "type": "urn:clew:problem:not-found",
                "title": "Nothing of that name is held",
                "status": 404,
                "detail": "No entity phone-0a1b2c",
                "instance": "/v1/entities/phone-0a1b2c",
                "request_id": "6f1d2c3b4a59",
            }
        },
    )

    type: str
    title: str
    status: int
    detail: str
    instance: str | None = None
    request_id: str | None = None


class Moved(Problem):
    """An id that became one other (308, with `Location`) or several (300)."""

    became: list[str]
    locations: list[str]


class Evidence(Shape):
    """One sighting that shows a relationship."""

    ad: str = Field(description="`site/ad_id`")
    captured_at: str | None = None
    value: str | None = None


class Record(Shape):
    """A golden record or another open object."""


Figures = dict[str, Any]

"""What happened to an entity, and why it is one."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from service.schemas.common import Shape


class HistoryEvent(Shape):
    """One event: created, merged, split, changed, retired."""

    at: str
    event: str
    run_id: str | None = None
    cause: Any = None
    entities: list[str] = Field(default_factory=list)


class Why(Shape):
    """The evidence that built an entity."""

    entity_id: str


class Explanation(Shape):
    """The match-weight waterfall of two ads or entities."""

    a: str
    b: str

"""Search results."""

from __future__ import annotations

from pydantic import ConfigDict, Field

from service.schemas.ads import AdItem
from service.schemas.common import Probability, Shape
from service.schemas.graphs import Node


class Highlight(Shape):
    """A piece of a field with the matched words as (start, end) offsets in it."""

    field: str
    fragment: str
    spans: list[tuple[int, int]]


class SearchHit(Node):
    """One result, the higher its score the better."""

    score: float
    highlights: list[Highlight] = Field(default_factory=list)


class PhoneCandidate(Shape):
    """A number that is held, with how likely it is the one that was meant."""

    e164: str
    probability: Probability
    entity: Node
    ads: list[AdItem]
    ads_total: int | None = Field(default=None, description="how many ads show it; `/entities/{id}/ads` lists them")


class PhoneLookUp(Shape):
    """What a written number may be, among the numbers held."""

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={
            "example": {
                "number": "070-174 06 05",
                "candidates": [
                    {
                        "e164": "+46701740605",
                        "probability": 0.97,
                        "entity": {"entity_id": "phone-4d5e6f", "type": "phone", "label": "+46701740605"},
                        "ads": [{"ad": "site-a.example/101", "site": "site-a.example", "ad_id": "101"}],
                        "ads_total": 1,
                    }
                ],
            }
        },
    )

    number: str
    candidates: list[PhoneCandidate]


class PictureMatch(Node):
    """An image near the one asked for; `distance` in bits of 256, of the picture or its mirrored copy."""

    distance: int
    ads: list[AdItem]


class PictureMatches(Shape):
    """Images near the one asked for, nearest first."""

    pdq: str
    distance: int
    items: list[PictureMatch]

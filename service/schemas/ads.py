"""Ads, directory rows and their batches."""

from __future__ import annotations

from typing import Any

from pydantic import ConfigDict, Field

from service.schemas.common import Shape


class FieldRefusal(Shape):
    """Why one field was refused."""

    field: str = Field(description="its path, such as `images[0].pdq`; empty for the whole record")
    reason: str


class Rejected(Shape):
    """A record that was refused; the others went in."""

    index: int = Field(description="its place in the request, from 0")
    reasons: list[FieldRefusal]


class Touched(Shape):
    """An entity that a batch, a removal or a decision changed."""

    entity_id: str
    type: str


class TouchedNetwork(Shape):
    """A network that a batch, a removal or a decision changed."""

    network_id: str


class Batch(Shape):
    """What became of a batch; `entities` and `networks` with `wait=true`."""

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={
            "example": {
                "batch_id": "5f0c7a1b2c3d4e5f",
                "state": "loaded",
                "accepted": 2,
                "new": 2,
                "tombstoned": 0,
                "rejected": [{"index": 2, "reasons": [{"field": "captured_at", "reason": "is required"}]}],
                "entities": [{"entity_id": "phone-1f2e3d", "type": "phone"}],
                "networks": [{"network_id": "network-9a8b7c"}],
            }
        },
    )

    batch_id: str
    state: str = Field(description="accepted, resolved or loaded")
    accepted: int
    new: int = Field(description="how many were not known by their content already")
    tombstoned: int = Field(default=0, description="how many an erasure or their age keeps out")
    rejected: list[Rejected]
    entities: list[Touched] | None = None
    networks: list[TouchedNetwork] | None = None


class BatchState(Shape):
    """How far a batch has come; `rejected` is a count here, the reasons were in the answer to its request."""

    batch_id: str
    state: str
    accepted: int
    rejected: int
    new: int | None = None
    source: str | None = None
    received_at: str | None = None
    run_id: str | None = None


class Changed(Shape):
    """What a removal or a decision changed."""

    entities: list[Touched]
    networks: list[TouchedNetwork]


class RemovedAd(Changed):
    """An ad that was removed and what that touched."""

    ad: str
    removed: bool = True


class Ad(Shape):
    """An ad with its captures, its mentions and the entities they belong to."""

    ad: str = Field(description="`site/ad_id`")
    site: str
    ad_id: str
    first_seen: str | None = None
    last_seen: str | None = None
    captures: list[dict[str, Any]]
    mentions: list[dict[str, Any]]
    entities: list[dict[str, Any]]


class AdItem(Shape):
    """An ad in a list; `restricted` items show their key alone."""

    ad: str
    site: str | None = None
    ad_id: str | None = None
    first_seen: str | None = None
    last_seen: str | None = None

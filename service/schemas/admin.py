"""Administration: keys, audit, erasures, runs, the model, verification, health."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field, StrictInt

from service.schemas.common import Body, Shape


def _written(value: Any) -> Any:
    if value is not None and not isinstance(value, str | datetime):
        raise ValueError("must be an RFC 3339 date and time in quotes")
    return value


Moment = Annotated[datetime, BeforeValidator(_written)]
RoleName = Literal["ingest", "dashboard", "analyst", "reviewer", "admin"]


class KeyBody(Body):
    """A key to make."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"name": "desk 4", "role": "analyst", "expires_at": "2027-01-01T00:00:00Z"}})

    name: str = Field(default="", max_length=200)
    role: RoleName
    expires_at: Moment | None = None
    rate_limit: StrictInt | None = Field(default=None, ge=1, le=1_000_000, description="requests a minute")


class Key(Shape):
    """A key without its secret."""

    key_id: str
    name: str
    role: RoleName
    created_at: str
    expires_at: str | None = None
    revoked_at: str | None = None
    rate_limit: int | None = None


class KeyMade(Key):
    """A new key; `key` is its secret and is shown once: null in the repeated answer to an `Idempotency-Key`."""

    key: str | None


class AuditEntry(Shape):
    """One call: who, what, on which ids; values are keyed hashes."""

    seq: int
    at: str
    key_id: str
    role: str
    method: str
    operation: str
    subject: str
    status: int
    case_reference: str
    request_id: str
    chain: str


class AuditCheck(Shape):
    """Whether the chain is whole."""

    whole: bool
    entries: int
    broken_at: int | None = None
    head: str = Field(description="the number and the hash of the last entry that is in order")


class ErasureBody(Body):
    """What to erase: a value of a type, or an ad."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"type": "phone", "value": "+46701740605", "reason": "request 17"}})

    type: Literal["phone", "email", "handle", "address", "image", "owner", "name"] | None = None
    value: str | None = Field(default=None, min_length=1, max_length=4000)
    ad: str | None = Field(default=None, min_length=1, max_length=4100, description="`site/ad_id`")
    reason: str = Field(min_length=1, max_length=4000)


class Erasure(Shape):
    """An erasure: what it was is not kept."""

    erasure_id: str | None = None


class Run(Shape):
    """One resolve."""

    run_id: str


class ModelState(Shape):
    """The model in use."""

    version: str


class Verification(Shape):
    """Whether record store and graph agree, and each difference."""

    model_config = ConfigDict(extra="allow", json_schema_extra={"example": {"clean": True, "differences": []}})

    clean: bool
    differences: list[Any]


class Health(Shape):
    """Whether the process lives."""

    status: Literal["ok"] = "ok"


class Readiness(Shape):
    """Whether it can answer, part by part."""

    status: Literal["ready", "not ready"]
    graph: str
    ingest: str
    waiting: int = 0
    pending: int | None = None

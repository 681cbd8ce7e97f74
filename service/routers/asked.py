"""What handlers ask for: the service, who asks with which right, and the parameters that many share."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Any, NamedTuple

from fastapi import Depends, Query, Request
from pydantic import AfterValidator

from service.context import Clew
from service.errors import Forbidden, Invalid
from service.graph.store import NODE_TYPES, Area, Walk
from service.keys import Permission, Principal
from service.schemas.common import Moved, Problem


async def _service(request: Request) -> Clew:
    service: Clew = request.app.state.clew
    return service


def _allowed(permission: Permission) -> Callable[[Request], Awaitable[Principal]]:
    async def allowed(request: Request) -> Principal:
        principal: Principal = request.state.principal
        request.state.permission = permission
        if not principal.may(permission):
            raise Forbidden(f"The role {principal.role} may not do this: it needs the right to {permission}")
        return principal

    return allowed


Service = Annotated[Clew, Depends(_service)]
Submitter = Annotated[Principal, Depends(_allowed(Permission.SUBMIT))]
Counter = Annotated[Principal, Depends(_allowed(Permission.COUNT))]
Reader = Annotated[Principal, Depends(_allowed(Permission.READ))]
Decider = Annotated[Principal, Depends(_allowed(Permission.DECIDE))]
Administrator = Annotated[Principal, Depends(_allowed(Permission.ADMINISTER))]

Limit = Annotated[int, Query(ge=1, le=1000, description="how many items at most")]
Cursor = Annotated[str | None, Query(max_length=2000, description="`next_cursor` of the page before")]


class Part(NamedTuple):
    """Which part of a list is asked for."""

    cursor: str | None
    limit: int


async def _part(cursor: Cursor = None, limit: Limit = 100) -> Part:
    return Part(cursor, limit)


Paged = Annotated[Part, Depends(_part)]


def moment(text: str | None) -> str | None:
    """An RFC 3339 date or moment as the text that the graph compares by."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text.strip().replace(" ", "+").upper())
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return aware.astimezone(UTC).isoformat().replace("+00:00", "Z")
    except (ValueError, OverflowError):
        raise ValueError("is not an RFC 3339 date or moment, such as 2026-06-01 or 2026-06-01T00:00:00Z") from None


def end(text: str | None) -> str | None:
    """As `moment`; a bare date means the whole of that day."""
    if text is not None and len(text.strip()) == 10:
        try:
            return f"{date.fromisoformat(text.strip())}T23:59:59.999999Z"
        except ValueError:
            pass
    return moment(text)


def words_of(given: Sequence[str] | None) -> frozenset[str]:
    """A parameter that is repeated, holds words between commas, or both."""
    return frozenset(word.strip() for part in given or () for word in part.split(",") if word.strip())


def listed(given: Sequence[str] | None, allowed: tuple[str, ...]) -> frozenset[str] | None:
    """As `words_of`, None for no word. Raises Invalid for one that is not `allowed`."""
    words = words_of(given)
    if words - set(allowed):
        raise Invalid(f"{', '.join(sorted(words - set(allowed)))}: choose among {', '.join(allowed)}")
    return words or None


def circle(text: str | None) -> tuple[float, float, float] | None:
    """`lat,lon,km` as numbers. Raises Invalid."""
    if text is None:
        return None
    try:
        lat, lon, km = (float(part) for part in text.split(","))
    except ValueError:
        raise Invalid("near is latitude,longitude,kilometres, such as 59.91,10.75,25") from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180 and 0 < km <= 20_040):
        raise Invalid("near is outside the world: latitude -90 to 90, longitude -180 to 180, at most 20,040 kilometres")
    return lat, lon, km


Since = Annotated[str | None, Query(max_length=40, description="RFC 3339 date or moment"), AfterValidator(moment)]
Until = Annotated[str | None, Query(max_length=40, description="RFC 3339 date or moment; a date means the whole day"), AfterValidator(end)]
End = Annotated[str, Query(min_length=1, max_length=4100, description="an entity id, or `site/ad_id` of an ad")]
Share = Annotated[float, Query(ge=0, le=1, description="relationships less probable are not walked")]
Hubs = Annotated[bool, Query(description="walk through values that too many unrelated things share")]
Near = Annotated[str | None, Query(description="latitude,longitude,kilometres", examples=["59.91,10.75,25"], max_length=80)]
Country = Annotated[str | None, Query(pattern=r"^[A-Za-z]{2}$", description="ISO 3166 alpha-2")]
Words = Annotated[str | None, Query(max_length=500)]
Types = Annotated[list[str] | None, Query(max_length=50, description="node types, separated by commas or repeated")]


async def _walk(
    types: Types = None, since: Since = None, until: Until = None, min_probability: Share = 0.0, include_hubs: Hubs = False
) -> Walk:
    return Walk(listed(types, NODE_TYPES), since, until, min_probability, include_hubs)


async def _area(country: Country = None, city: Words = None, near: Near = None, since: Since = None, until: Until = None) -> Area:
    return Area(country and country.upper(), city, circle(near), since, until)


Walked = Annotated[Walk, Depends(_walk)]
Where = Annotated[Area, Depends(_area)]


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The errors that an operation documents, beside those that every one may give."""
    described = {
        300: "It became several", 308: "It became one other", 400: "Malformed", 401: "No valid key", 403: "Not with this key", 404: "Not held",
        409: "Contradicts what is held", 413: "Too large", 415: "Not such a media type", 422: "Does not validate",
        429: "Too many requests", 501: "Needs the record store", 503: "Not available right now", 504: "Took too long",
    }  # fmt: skip
    chosen = sorted({400, 401, 403, 409, 422, 429, 503, 504, *statuses})
    return {
        status: {
            "model": Moved if status in (300, 308) else Problem,
            "description": described[status],
            "content": {"application/problem+json": {}},
        }
        for status in chosen
    }

"""Validated input: a capture is one sighting of an ad by a crawler, and captures of one ad collapse into one ad with its history.

A capture is known by its content: `digest` is the same for the same content, whatever file or order of fields it came in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Annotated, Any, Self, TypeVar

import orjson
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from resolution.faults import fault

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)  # before the web there was nothing to capture
LONGEST_AHEAD = timedelta(days=366)  # crawlers' clocks err by hours; a date further ahead is a wrong field or a wrong century
SITE, HEX_64, ALPHA_2 = r"^[^/]+$", r"^[0-9a-f]{64}$", r"^[A-Z]{2}$"
PATTERN_REASONS = {
    SITE: "must not hold a slash",
    HEX_64: "must be 64 hexadecimal digits",
    ALPHA_2: "must be a country code of two letters (ISO 3166 alpha-2)",
}
PLAIN_REASONS = {
    "missing": "is required",
    "string_type": "must be a string",
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "tuple_type": "must be a list",
    "dict_type": "must be an object",
    "model_type": "must be an object",
    "model_attributes_type": "must be an object",
}
COUNTRY_ALIASES = {"UK": "GB", "EL": "GR"}  # reserved in ISO 3166 for use in place of the code they stand for


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why one field of a record does not validate."""

    field: str  # its path, such as "images[0].pdq"
    reason: str


def instant(value: Any) -> datetime:
    """An RFC 3339 text (or a datetime) as a moment in UTC."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip().upper())
        except ValueError:
            raise ValueError("is not an RFC 3339 date and time, such as 2026-06-01T01:02:00Z") from None
    if not isinstance(value, datetime):
        raise ValueError("must be an RFC 3339 date and time in quotes")
    if value.tzinfo is None:
        raise ValueError("has no UTC offset: write 2026-06-01T01:02:00Z or +02:00 at its end")
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise ValueError("is outside the calendar") from None


def rfc3339(moment: datetime) -> str:
    """A moment in UTC as RFC 3339 text."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def day_of(moment: datetime) -> int:
    """Days since 1970-01-01 (UTC)."""
    return int(moment.timestamp() // 86400)


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _country(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    code = value.strip().upper()
    return COUNTRY_ALIASES.get(code, code) or None


def _names(value: Any) -> Any:
    if value is None:
        return ()
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, (list, tuple)) or not all(isinstance(name, str) for name in listed):
        raise ValueError("must be a string or a list of strings")
    return tuple(name for name in listed if name.strip())


def _listed(value: Any) -> Any:
    return () if value is None else tuple(value) if isinstance(value, list) else value


def _given(value: str) -> str:
    if not value.strip():
        raise ValueError("must not be empty")
    return value


def _in_key(value: Any) -> Any:
    if isinstance(value, str) and any(ord(character) < 32 or ord(character) == 127 for character in value):
        raise ValueError("holds a control character")
    return _given(value).strip() if isinstance(value, str) else value


Instant = Annotated[datetime, BeforeValidator(instant)]
Key = Annotated[str, BeforeValidator(_in_key), Field(max_length=2048)]
Given = Annotated[str, BeforeValidator(lambda value: _given(value) if isinstance(value, str) else value)]
Texts = Annotated[tuple[Given, ...], BeforeValidator(_listed)]


class _Record(BaseModel):
    model_config = ConfigDict(extra="allow", frozen=True, strict=True)

    @property
    def extra(self) -> dict[str, Any]:
        """Fields that the contract does not name, kept as they came."""
        return dict(self.__pydantic_extra__ or {})

    @cached_property
    def _bytes(self) -> bytes:
        return orjson.dumps(_bare(self.model_dump()), option=orjson.OPT_SORT_KEYS | orjson.OPT_UTC_Z)

    def content(self) -> bytes:
        """Canonical JSON of everything it says, unknown fields included."""
        return self._bytes

    @cached_property
    def digest(self) -> str:
        """Hash of its content: 32 hex digits."""
        return hashlib.blake2b(self._bytes, digest_size=16).hexdigest()

    @classmethod
    def stored(cls, content: bytes | str) -> Self:
        """The record that `content` was taken from."""
        return cls.model_validate(orjson.loads(content))


R = TypeVar("R", bound=_Record)


class Handle(_Record):
    """A name on another platform."""

    platform: Given
    value: Given


class Image(_Record):
    """A picture, by its hash or by where it lies."""

    pdq: Annotated[str | None, BeforeValidator(lambda value: value.lower() if isinstance(value, str) else value)] = Field(
        default=None, pattern=HEX_64, description="256-bit PDQ hash in 64 hex digits"
    )
    path: Given | None = Field(default=None, description="picture file; its hash is computed and its pixels are not kept")
    sha256: Annotated[str | None, BeforeValidator(lambda value: value.lower() if isinstance(value, str) else value)] = Field(
        default=None, pattern=HEX_64
    )
    url: Given | None = None

    @model_validator(mode="after")
    def _somewhere(self) -> Self:
        if not (self.pdq or self.path or self.sha256 or self.url):
            raise ValueError("needs pdq, path, sha256 or url")
        return self


class Capture(_Record):
    """One ad as a crawler saw it once; unknown fields are kept in `extra`."""

    site: Key = Field(pattern=SITE, description="where the ad stood; no slash")
    ad_id: Key
    captured_at: Instant
    url: str | None = None
    title: str | None = None
    text: str | None = None
    name: Annotated[tuple[str, ...], BeforeValidator(_names)] = Field(default=(), description="the advertised name or names")
    age: Annotated[int | None, BeforeValidator(_whole)] = Field(default=None, ge=0, le=150)
    phones: Texts = Field(default=(), description="as written: any spacing, prefix or disguise")
    emails: Texts = ()
    handles: Annotated[tuple[Handle, ...], BeforeValidator(_listed)] = ()
    country: Annotated[str | None, BeforeValidator(_country)] = Field(default=None, pattern=ALPHA_2)
    city: str | None = None
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    addresses: Texts = ()
    images: Annotated[tuple[Image, ...], BeforeValidator(_listed)] = ()
    attributes: Annotated[dict[str, Any], BeforeValidator(lambda value: {} if value is None else value)] = Field(default_factory=dict)

    @property
    def ad_key(self) -> str:
        """`site/ad_id`: the ad this is a sighting of."""
        return f"{self.site}/{self.ad_id}"

    @property
    def day(self) -> int:
        """The day of the sighting, counted from 1970-01-01 (UTC)."""
        return day_of(self.captured_at)


class DirectoryRecord(_Record):
    """A phone-book look-up: who a number was registered to, and where."""

    phone: Key
    owner_name: str | None = None
    owner_address: str | None = None
    source: Key = "directory"
    retrieved_at: Annotated[datetime | None, BeforeValidator(lambda value: None if value is None else instant(value))] = None


def parse_capture(record: Any) -> Capture | list[Refusal]:
    """The capture that a record describes, or why it is refused."""
    return _parse(Capture, record, "captured_at")


def parse_directory(record: Any) -> DirectoryRecord | list[Refusal]:
    """The directory record that a record describes, or why it is refused."""
    return _parse(DirectoryRecord, record, "retrieved_at")


def _parse(kind: type[R], record: Any, dated: str) -> R | list[Refusal]:
    if not isinstance(record, Mapping):
        return [Refusal("", "must be an object with named fields")]
    found = fault(record)
    if found:
        return [Refusal(*found)]
    try:
        parsed = kind.model_validate(record)
    except ValidationError as error:
        return [Refusal(_path(problem["loc"]), _reason(problem)) for problem in error.errors(include_url=False, include_input=False)]
    moment = getattr(parsed, dated)
    if moment is not None and not EARLIEST <= moment <= datetime.now(UTC) + LONGEST_AHEAD:
        return [Refusal(dated, f"{rfc3339(moment)} is before {EARLIEST.year} or more than a year ahead")]
    return parsed


def _path(location: tuple[int | str, ...]) -> str:
    path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in location)
    return path.removeprefix(".")


def _reason(problem: Mapping[str, Any]) -> str:
    plain = PLAIN_REASONS.get(problem["type"]) or PATTERN_REASONS.get(problem.get("ctx", {}).get("pattern", ""))
    return plain or str(problem["msg"]).removeprefix("Value error, ").replace("Input should be", "must be")


def _bare(value: Any) -> Any:
    """Without what says nothing: null, empty lists and empty objects."""
    if isinstance(value, dict):
        stripped = {key: _bare(item) for key, item in value.items()}
        return {key: item for key, item in stripped.items() if item is not None and item not in ((), [], {})}
    return [_bare(item) for item in value] if isinstance(value, (list, tuple)) else value


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where an ad was listed on one day."""

    day: int
    country: str | None
    city: str | None
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class Ad:
    """What the captures of one `site` and `ad_id` collapse into; single fields are those of the latest capture that gives them."""

    key: str
    site: str
    ad_id: str
    first_seen: datetime
    last_seen: datetime
    captures: tuple[Capture, ...]  # sorted by (captured_at, digest), each content once
    url: str | None
    title: str | None
    text: str | None
    country: str | None
    city: str | None
    lat: float | None
    lon: float | None
    names: tuple[str, ...]  # as given, distinct, sorted
    ages: tuple[tuple[int, int], ...]  # (day, stated age), distinct, sorted
    attributes: Mapping[str, tuple[str, ...]]  # every stated value of each, sorted
    places: tuple[Sighting, ...]  # distinct, by day


def collapse(captures: Iterable[Capture]) -> Ad:
    """The ad that captures of one `site` and `ad_id` (at least one) are sightings of, whatever their order."""
    distinct = {capture.digest: capture for capture in captures}
    seen = tuple(distinct[digest] for _, digest in sorted((capture.captured_at, digest) for digest, capture in distinct.items()))
    last = seen[-1]
    return Ad(
        key=last.ad_key,
        site=last.site,
        ad_id=last.ad_id,
        first_seen=seen[0].captured_at,
        last_seen=last.captured_at,
        captures=seen,
        **{name: _latest(seen, name) for name in ("url", "title", "text", "country", "city", "lat", "lon")},
        names=tuple(sorted({name for capture in seen for name in capture.name})),
        ages=tuple(sorted({(capture.day, capture.age) for capture in seen if capture.age is not None})),
        attributes=_attributes(seen),
        places=tuple(dict.fromkeys(_sighting(capture) for capture in seen if capture.country or capture.city or capture.lat is not None)),
    )


def _latest(seen: tuple[Capture, ...], name: str) -> Any:
    return next((value for capture in reversed(seen) if (value := getattr(capture, name)) not in (None, "")), None)


def _sighting(capture: Capture) -> Sighting:
    return Sighting(capture.day, capture.country, capture.city, capture.lat, capture.lon)


def _attributes(seen: tuple[Capture, ...]) -> dict[str, tuple[str, ...]]:
    stated: dict[str, set[str]] = {}
    for capture in seen:
        for name, value in capture.attributes.items():
            stated.setdefault(name, set()).update(_worded(value))
    return {name: tuple(sorted(values)) for name, values in sorted(stated.items()) if values}


def _worded(value: Any) -> set[str]:
    """A stated attribute as text: a list gives each of its items, a nested object nothing."""
    if isinstance(value, (list, tuple)):
        return {text for item in value for text in _worded(item)}
    if value is None or isinstance(value, dict):
        return set()
    text = str(_whole(value)).strip()
    return {text} if text else set()

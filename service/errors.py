"""One family of errors: the status stands on the class, and all are answered in one shape (RFC 9457)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar


class ClewError(Exception):
    """Something a caller can be told: `detail` is a sentence for people, `extra` further members of the problem."""

    status: ClassVar[int] = 500
    code: ClassVar[str] = "internal"
    title: ClassVar[str] = "Something went wrong here"

    def __init__(self, detail: str = "", *, headers: dict[str, str] | None = None, **extra: Any) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.headers = headers or {}
        self.extra = extra

    def problem(self, instance: str | None = None) -> dict[str, Any]:
        """The members of its `application/problem+json`."""
        return problem(self.status, self.code, self.title, self.detail, instance, **self.extra)


def problem(status: int, code: str, title: str, detail: str, instance: str | None = None, **extra: Any) -> dict[str, Any]:
    """An RFC 9457 problem; `type` is `urn:clew:problem:<code>`."""
    members: dict[str, Any] = {"type": f"urn:clew:problem:{code}", "title": title, "status": status, "detail": detail, **extra}
    return members | ({"instance": instance} if instance else {})


class SettingRefused(ClewError):
    """A setting has a value that it cannot take, or the service may not start as it is set."""

    code = "setting"
    title = "A setting is wrong"


class Invalid(ClewError):
    """The request is well-formed and means nothing here."""

    status = 422
    code = "invalid"
    title = "The request does not validate"


class Unauthenticated(ClewError):
    """No key, or one that is unknown, expired or revoked."""

    status = 401
    code = "unauthenticated"
    title = "A valid key is needed"


class Forbidden(ClewError):
    """The key's role may not do this."""

    status = 403
    code = "forbidden"
    title = "This key may not do that"


class Restricted(Forbidden):
    """A stated age under 18: only reviewer and admin may read."""

    code = "referral"
    title = "Flagged for referral: reading is narrowed to reviewer and admin"


class ReadOnly(Forbidden):
    """A write on a process that serves the graph alone."""

    code = "read-only"
    title = "This process serves reading only"


class NotFound(ClewError):
    """Nothing of that name is held."""

    status = 404
    code = "not-found"
    title = "Nothing of that name is held"


class Conflict(ClewError):
    """What is held already stands against it."""

    status = 409
    code = "conflict"
    title = "This contradicts what is held"


class TooLarge(ClewError):
    """The request carries more bytes than allowed."""

    status = 413
    code = "too-large"
    title = "The request is too large"


class UnsupportedMedia(ClewError):
    """The request's body is of a kind that is not read."""

    status = 415
    code = "unsupported-media-type"
    title = "The body is of a kind that is not read"


class TooMany(ClewError):
    """The key's rate is used up."""

    status = 429
    code = "too-many-requests"
    title = "Too many requests for this key"


class NeedsRecordStore(ClewError):
    """A read that the graph alone cannot answer, on a read-only process."""

    status = 501
    code = "needs-record-store"
    title = "This answer needs the record store, which a read-only process does not open"


class Unavailable(ClewError):
    """Something this answer rests on is away or busy; try again."""

    status = 503
    code = "unavailable"
    title = "Not available right now"

    def __init__(self, detail: str = "", *, retry_after: int = 5, **extra: Any) -> None:
        super().__init__(detail, headers={"Retry-After": str(retry_after)}, **extra)


class TimedOut(ClewError):
    """The request took longer than allowed."""

    status = 504
    code = "timed-out"
    title = "The request took longer than allowed"


class Moved(ClewError):
    """An id that became others: 308 for one, 300 for several."""

    code = "moved"
    title = "This id became another"

    def __init__(self, old: str, became: Sequence[str]) -> None:
        super().__init__(f"{old} became {', '.join(became)}")
        self.old = old
        self.became = tuple(became)
        self.answered = 308 if len(became) == 1 else 300

    def problem(self, instance: str | None = None) -> dict[str, Any]:
        """The problem with the status of this very move."""
        return super().problem(instance) | {"status": self.answered}

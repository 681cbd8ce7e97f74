"""Keys and roles: who may do what. A key is shown once and kept as a hash."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from service.errors import Invalid, NotFound
from service.state import State, now


class Permission(StrEnum):
    """What an operation asks of a role."""

    SUBMIT = "submit"  # hand in ads and directory rows, follow their batches
    COUNT = "count"  # figures without values
    READ = "read"  # values: phones, names, texts
    DECIDE = "decide"  # analysts' decisions, what is flagged for referral, bulk exports
    ADMINISTER = "administer"  # keys, audit, erasure, removal


class Role(StrEnum):
    """What a key is for."""

    INGEST = "ingest"
    DASHBOARD = "dashboard"
    ANALYST = "analyst"
    REVIEWER = "reviewer"
    ADMIN = "admin"


MAY: Mapping[Role, frozenset[Permission]] = {
    Role.INGEST: frozenset({Permission.SUBMIT}),
    Role.DASHBOARD: frozenset({Permission.COUNT}),
    Role.ANALYST: frozenset({Permission.COUNT, Permission.READ}),
    Role.REVIEWER: frozenset({Permission.COUNT, Permission.READ, Permission.DECIDE}),
    Role.ADMIN: frozenset(Permission),
}


@dataclass(frozen=True, slots=True)
class Principal:
    """Who asks: a key, or whoever reaches an open loopback."""

    key_id: str
    name: str
    role: Role
    rate_limit: int | None = None

    def may(self, permission: Permission) -> bool:
        """Whether its role includes `permission`."""
        return permission in MAY[self.role]

    @property
    def sees_referred(self) -> bool:
        """Whether what is flagged for referral is open to it."""
        return Permission.DECIDE in MAY[self.role]


LOCAL = Principal("local", "local", Role.ADMIN)  # nobody has a key yet: whoever reaches the loopback owns the data


class Keys:
    """The keys in the service's state."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._closed = False

    def add(self, name: str, role: str, expires_at: datetime | None = None, rate_limit: int | None = None) -> tuple[dict[str, Any], str]:
        """A new key and its secret, which is never shown again."""
        if role not in set(Role):
            raise Invalid(f"{role!r} is not a role: choose {', '.join(Role)}")
        if expires_at is not None and expires_at.tzinfo is None:
            raise Invalid("expires_at has no UTC offset")
        key_id, secret = secrets.token_hex(6), f"clew_{secrets.token_urlsafe(32)}"
        expiry = None if expires_at is None else expires_at.astimezone(UTC).isoformat().replace("+00:00", "Z")
        self._state.write(
            "INSERT INTO key (key_id, name, role, secret_hash, created_at, expires_at, rate_limit) VALUES (?, ?, ?, ?, ?, ?, ?)",
            key_id, name, role, _hashed(secret), now(), expiry, rate_limit,
        )  # fmt: skip
        return self.get(key_id), secret

    def list(self) -> list[dict[str, Any]]:
        """Every key, the revoked included, without its hash."""
        return [_shown(row) for row in self._state.rows("SELECT * FROM key ORDER BY created_at, key_id")]

    def get(self, key_id: str) -> dict[str, Any]:
        """One key."""
        row = self._state.row("SELECT * FROM key WHERE key_id = ?", key_id)
        if row is None:
            raise NotFound(f"No key {key_id}")
        return _shown(row)

    def revoke(self, key_id: str) -> dict[str, Any]:
        """End a key now; it stays listed, for the audit names it."""
        self._state.write("UPDATE key SET revoked_at = ? WHERE key_id = ? AND revoked_at IS NULL", now(), key_id)
        return self.get(key_id)

    @property
    def exist(self) -> bool:
        """Whether a key was ever made: from then on every call needs one."""
        if not self._closed:
            self._closed = self._state.row("SELECT 1 FROM key LIMIT 1") is not None
        return self._closed

    def authenticate(self, secret: str) -> Principal | None:
        """Whose key this is, unless it is unknown, expired or revoked."""
        row = self._state.row("SELECT * FROM key WHERE secret_hash = ?", _hashed(secret))
        return Principal(row["key_id"], row["name"], Role(row["role"]), row["rate_limit"]) if row is not None and _valid(row) else None

    def still_valid(self, principal: Principal) -> bool:
        """Whether who was let in would be let in now: for answers that last."""
        if principal is LOCAL:
            return not self.exist
        return _valid(self._state.row("SELECT * FROM key WHERE key_id = ?", principal.key_id))


def _valid(row: Mapping[str, Any] | None) -> bool:
    """Whether a key is known, neither revoked nor expired."""
    if row is None or row["revoked_at"] is not None:
        return False
    return not row["expires_at"] or datetime.fromisoformat(row["expires_at"]) > datetime.now(UTC)


def _hashed(secret: str) -> bytes:
    # The secret is 256 random bits, so a plain hash cannot be guessed and a slow one would only cost every request.
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def _shown(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("key_id", "name", "role", "created_at", "expires_at", "revoked_at", "rate_limit")}

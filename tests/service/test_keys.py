from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from service.errors import Invalid, NotFound
from service.keys import MAY, Keys, Permission, Role
from service.state import State


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return Keys(State(tmp_path))


def test_a_key_is_shown_once_and_kept_as_a_hash(keys: Keys, tmp_path: Path) -> None:
    _, secret = keys.add("desk", "analyst")
    assert keys.authenticate(secret).role == Role.ANALYST
    assert secret.encode() not in (tmp_path / "service.sqlite").read_bytes() + (tmp_path / "service.sqlite-wal").read_bytes()
    assert not any(secret in str(key) for key in keys.list())


def test_an_expired_or_revoked_key_is_nobodys(keys: Keys) -> None:
    _, expired = keys.add("old", "admin", datetime.now(UTC) - timedelta(seconds=1))
    key, revoked = keys.add("gone", "admin")
    keys.revoke(key["key_id"])
    assert keys.authenticate(expired) is None
    assert keys.authenticate(revoked) is None
    assert keys.authenticate("") is None


def test_the_first_key_closes_the_loopback_for_good(keys: Keys) -> None:
    assert not keys.exist
    key, _ = keys.add("first", "admin")
    keys.revoke(key["key_id"])
    assert keys.exist


def test_what_is_no_role_is_refused(keys: Keys) -> None:
    with pytest.raises(Invalid):
        keys.add("x", "root")
    with pytest.raises(NotFound):
        keys.revoke("unknown")


def test_dashboards_count_and_never_read() -> None:
    assert MAY[Role.DASHBOARD] == {Permission.COUNT}
    assert Permission.READ not in MAY[Role.INGEST]
    assert MAY[Role.ADMIN] == set(Permission)

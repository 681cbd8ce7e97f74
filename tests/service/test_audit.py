from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from service.audit import Audit, Entry
from service.state import State

ENTRY = Entry("k1", "analyst", "GET", "/v1/entities/{entity_id}", "{}", 200, "case 7", "r1")
CUT = "DELETE FROM audit WHERE seq > 15"


@pytest.fixture
def audit(tmp_path: Path) -> Audit:
    audit = Audit(State(tmp_path))
    for _ in range(20):
        audit.append(ENTRY)
    return audit


def tampered(tmp_path: Path, sql: str) -> None:
    with sqlite3.connect(tmp_path / "service.sqlite") as connection:
        connection.executescript(sql)
    connection.close()


def test_an_untouched_log_is_whole(audit: Audit) -> None:
    assert audit.verify() == {"whole": True, "entries": 20, "broken_at": None, "head": f"20:{audit.page(1)[0]['chain']}"}


@pytest.mark.parametrize(
    ("sql", "broken_at"),
    [
        ("UPDATE audit SET status = 404 WHERE seq = 7", 7),
        ("UPDATE audit SET case_reference = '' WHERE seq = 1", 1),
        ("DELETE FROM audit WHERE seq = 12", 12),
        ("DELETE FROM audit WHERE seq = 20", 20),
        ("DELETE FROM audit", 1),
        ("DELETE FROM audit; DELETE FROM audit_head", 1),
        (f"{CUT}; UPDATE audit_head SET seq = 15, chain = (SELECT chain FROM audit WHERE seq = 15)", 16),
        (f"{CUT}; UPDATE audit_head SET seq = 15, chain = (SELECT chain FROM audit WHERE seq = 15), seal = ''", 16),
        ("INSERT INTO audit SELECT 21, at, key_id, role, method, operation, subject, status, case_reference, request_id, chain FROM audit WHERE seq = 20", 21),
    ],
)
def test_any_change_is_found(audit: Audit, tmp_path: Path, sql: str, broken_at: int) -> None:
    tampered(tmp_path, sql)
    found = audit.verify()
    assert not found["whole"]
    assert found["broken_at"] == broken_at


def test_a_head_noted_elsewhere_shows_that_an_older_copy_was_put_back(audit: Audit, tmp_path: Path) -> None:
    older = tmp_path / "older"
    older.mkdir()
    (older / "service.key").write_bytes((tmp_path / "service.key").read_bytes())
    with sqlite3.connect(tmp_path / "service.sqlite") as source, sqlite3.connect(older / "service.sqlite") as target:
        source.backup(target)
    noted = audit.verify()["head"]
    audit.append(ENTRY)
    later = audit.verify(noted)["head"]
    assert audit.verify(noted)["whole"]
    put_back = Audit(State(older))
    assert put_back.verify()["whole"]
    assert put_back.verify(noted)["whole"]
    assert not put_back.verify(later)["whole"]


def test_a_log_of_an_older_version_is_sealed_when_it_is_opened(audit: Audit, tmp_path: Path) -> None:
    tampered(tmp_path, "ALTER TABLE audit_head DROP COLUMN seal; PRAGMA user_version = 1")
    assert Audit(State(tmp_path)).verify()["whole"]


def test_processes_that_share_the_log_keep_one_chain(tmp_path: Path) -> None:
    audits = [Audit(State(tmp_path)) for _ in range(3)]
    threads = [threading.Thread(target=lambda a=a: [a.append(ENTRY) for _ in range(30)]) for a in audits]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert audits[0].verify()["whole"]
    assert audits[0].verify()["entries"] == 90


def test_pages_go_back_in_time(audit: Audit) -> None:
    first = audit.page(8)
    assert [entry["seq"] for entry in first] == list(range(20, 12, -1))
    assert [entry["seq"] for entry in audit.page(8, before=13)] == list(range(12, 4, -1))

"""The service's own state: keys, audit, idempotency, watchlists and alerts, in one SQLite file that several processes may share.

Invariant: no values of ads but those that a watchlist names; everything else holds ids and keyed hashes, so that erasure stays true.
"""

from __future__ import annotations

import hmac
import os
import secrets
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

SCHEMA_VERSION = 2
SCHEMA = """
CREATE TABLE key (
    key_id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, secret_hash BLOB NOT NULL UNIQUE, created_at TEXT NOT NULL,
    expires_at TEXT, revoked_at TEXT, rate_limit INTEGER
);
CREATE TABLE audit (
    seq INTEGER PRIMARY KEY, at TEXT NOT NULL, key_id TEXT NOT NULL, role TEXT NOT NULL, method TEXT NOT NULL, operation TEXT NOT NULL,
    subject TEXT NOT NULL, status INTEGER NOT NULL, case_reference TEXT NOT NULL, request_id TEXT NOT NULL, chain TEXT NOT NULL
);
CREATE TABLE audit_head (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL, chain TEXT NOT NULL, seal TEXT NOT NULL DEFAULT '');
CREATE TABLE idempotency (
    scope TEXT NOT NULL, name TEXT NOT NULL, request_hash TEXT NOT NULL, at REAL NOT NULL, status INTEGER, headers TEXT, body BLOB,
    PRIMARY KEY (scope, name)
);
CREATE TABLE watchlist (
    watchlist_id TEXT PRIMARY KEY, name TEXT NOT NULL, type TEXT NOT NULL, value TEXT NOT NULL, detail TEXT NOT NULL, webhook TEXT,
    secret TEXT, owner TEXT NOT NULL, created_at TEXT NOT NULL
);
CREATE TABLE fact (watchlist_id TEXT NOT NULL, fact TEXT NOT NULL, PRIMARY KEY (watchlist_id, fact)) WITHOUT ROWID;
CREATE TABLE alert (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, alert_id TEXT NOT NULL UNIQUE, watchlist_id TEXT NOT NULL, at TEXT NOT NULL, type TEXT NOT NULL,
    ad TEXT, entity_id TEXT, network_id TEXT, reason TEXT NOT NULL, restricted INTEGER NOT NULL
);
CREATE INDEX alert_of_watchlist ON alert (watchlist_id, seq);
CREATE TABLE delivery (
    alert_id TEXT PRIMARY KEY, watchlist_id TEXT NOT NULL, attempts INTEGER NOT NULL, due REAL NOT NULL, delivered_at TEXT, failure TEXT
);
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
MIGRATIONS = {1: "ALTER TABLE audit_head ADD COLUMN seal TEXT NOT NULL DEFAULT ''"}


def now() -> str:
    """This moment as RFC 3339 text in UTC."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class State:
    """One SQLite connection behind a lock; every write is one transaction."""

    def __init__(self, data: Path) -> None:
        data.mkdir(parents=True, exist_ok=True)
        self.path = data / "service.sqlite"
        self.secret = _secret(data / "service.key")
        self._lock = threading.RLock()
        self._connection = sqlite3.connect(self.path, check_same_thread=False, isolation_level=None, timeout=30)
        self._connection.row_factory = sqlite3.Row
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "secure_delete = ON", "temp_store = MEMORY"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._migrate()

    def _migrate(self) -> None:
        with self.transaction() as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            for statement in filter(str.strip, (SCHEMA if version == 0 else MIGRATIONS.get(version, "")).split(";")):
                connection.execute(statement)
            if version < SCHEMA_VERSION:
                head = connection.execute("SELECT seq, chain FROM audit_head").fetchone()
                self.set_audit_head(connection, *(head or (0, "")))
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def set_audit_head(self, connection: sqlite3.Connection, seq: int, chain: str) -> None:
        """Where the audit log ends, sealed: who cuts entries off cannot seal an earlier end."""
        connection.execute("INSERT OR REPLACE INTO audit_head (one, seq, chain, seal) VALUES (1, ?, ?, ?)", (seq, chain, self.audit_seal(seq, chain)))

    def audit_seal(self, seq: int, chain: str) -> str:
        """The seal of an end of the audit log."""
        return self.keyed(f"the audit log ends at {seq} with {chain}")

    def rows(self, sql: str, *parameters: Any) -> list[dict[str, Any]]:
        """The rows that a statement answers with."""
        with self._lock:
            return [dict(row) for row in self._connection.execute(sql, parameters)]

    def row(self, sql: str, *parameters: Any) -> dict[str, Any] | None:
        """The first row, if any."""
        return next(iter(self.rows(sql, *parameters)), None)

    def write(self, sql: str, *parameters: Any) -> int:
        """One statement as one transaction; the number of rows it changed."""
        with self._lock:
            return self._connection.execute(sql, parameters).rowcount

    def write_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> int:
        """One statement for many rows as one transaction; the number of rows it changed."""
        with self.transaction() as connection:
            return connection.executemany(sql, rows).rowcount

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Several statements as one, alone among all processes that share the file."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def keyed(self, text: str) -> str:
        """A keyed hash: names a value in logs without saying it."""
        return hmac.digest(self.secret, text.encode("utf-8", "surrogatepass"), "sha256").hex()[:32]

    def scrub(self) -> None:
        """Write over what was deleted, in the file and in its log."""
        with self._lock:
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()


def _secret(path: Path) -> bytes:
    """The key of keyed hashes, made once and readable by its owner alone."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(32))
    return path.read_bytes()

"""The state: what the record resolves to, in SQLite. The one file of this room that opens it; its SQL stands in `sql/state/`.

A resolve asks some hundred times for a few keys and writes a few rows, which a row store answers in microseconds. One thread writes at
a time; every other thread reads the last commit on a connection of its own.
"""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from resolution.profiles import brief

SQL = Path(__file__).parent / "sql" / "state"
SCHEMA_VERSION = 2
STATEMENTS = frozenset(path.stem for path in SQL.glob("*.sql"))
CACHED_STATEMENTS = 256  # more than there are, so that each is planned once a connection
WRITER_CACHE_KIB, READER_CACHE_KIB = 262_144, 8_192
CHECKPOINT_PAGES = 8_192  # 32 MB of log between check points: each costs some writes to the file


@cache
def statement(name: str) -> str:
    """The text of `sql/state/NAME.sql`."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


class State:
    """The tables of what was resolved, under `DATA/resolved.sqlite`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._opening = threading.Lock()
        self._writer = self._connect(WRITER_CACHE_KIB)

    @property
    def version(self) -> int:
        """The schema version of the file, 0 of a new one."""
        return int(self._writer.execute("PRAGMA user_version").fetchone()[0])

    def bring_forward(self, version: int = SCHEMA_VERSION) -> None:
        """Bring the tables to a schema version, the newest if none is given, each step in a transaction of its own."""
        self._writer.create_function("brief", 1, _brief, deterministic=True)
        for number in range(self.version + 1, version + 1):
            self._writer.executescript(f"BEGIN;\n{statement(f'schema/{number:04d}')}\nPRAGMA user_version = {number};\nCOMMIT;")

    def close(self) -> None:
        """Write the log into the file and close every connection."""
        with self._opening:
            if self._opened:
                self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            while self._opened:
                self._opened.pop().close()

    def begin(self) -> None:
        """Make this thread the writer until `commit` or `rollback`."""
        self._writer.execute("BEGIN IMMEDIATE")
        self._local.writes = True

    def commit(self) -> None:
        """Make what was written since `begin` durable."""
        self._local.writes = False
        self._writer.execute("COMMIT")

    def rollback(self) -> None:
        """Undo what was written since `begin`."""
        self._local.writes = False
        self._writer.execute("ROLLBACK")

    def execute(self, name: str, parameters: Mapping[str, Any] | None = None) -> sqlite3.Cursor:
        """Run a statement where this thread stands: as the writer, else on the last commit. Lists go in as JSON."""
        return self._connection().execute(statement(name), _bound(parameters))

    def stream(self, name: str, parameters: Mapping[str, Any] | None, size: int) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of a statement in chunks of `size`, of one commit, on a connection of its own."""
        connection = self._connect(READER_CACHE_KIB)
        try:
            answer = connection.execute(statement(name), _bound(parameters))
            while chunk := answer.fetchmany(size):
                yield chunk
        finally:
            with self._opening:
                self._opened = [other for other in self._opened if other is not connection]
            connection.close()

    def insert(self, table: str, columns: Mapping[str, Sequence[Any]]) -> None:
        """Append rows, given as columns of equal length."""
        marks = ", ".join("?" * len(columns))
        self._writer.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", zip(*columns.values(), strict=True))

    def tables(self) -> list[str]:
        """The names of the tables of what is resolved, facts about the state itself left out."""
        found = self._writer.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'state' ORDER BY name")
        return [row[0] for row in found]

    def replace_scope(self, keys: Sequence[str]) -> None:
        """Put the keys that the next `..._in_scope` statements are about into `scope`."""
        self._writer.execute("DELETE FROM scope")
        self._writer.executemany("INSERT INTO scope VALUES (?)", zip(keys, strict=True))

    def replace_labels(self, labels: Mapping[str, str]) -> None:
        """Put labels by item, for the next `set_...` statement, into `labels`."""
        self._writer.execute("DELETE FROM labels")
        self._writer.executemany("INSERT INTO labels VALUES (?, ?)", labels.items())

    def get(self, key: str) -> str | None:
        """A fact about the state itself."""
        found = self.execute("get_state", {"key": key}).fetchone()
        return None if found is None else str(found[0])

    def set(self, key: str, value: str) -> None:
        """Set a fact about the state itself."""
        self.execute("set_state", {"key": key, "value": value})

    def copy(self, target: Path) -> None:
        """Copy the last commit into a file."""
        copied = sqlite3.connect(target)
        try:
            self._writer.backup(copied)
        finally:
            copied.close()

    def rewrite(self) -> None:
        """Write the file anew, so that nothing deleted is left in it or in its log."""
        self._writer.execute("VACUUM")
        self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _connection(self) -> sqlite3.Connection:
        if getattr(self._local, "writes", False):
            return self._writer
        reader: sqlite3.Connection | None = getattr(self._local, "reader", None)
        if reader is None:
            reader = self._local.reader = self._connect(READER_CACHE_KIB)
        return reader

    def _connect(self, cache_kib: int) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False, cached_statements=CACHED_STATEMENTS, timeout=60)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute(f"PRAGMA cache_size = -{cache_kib}")
        connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
        connection.execute("CREATE TEMP TABLE scope (key TEXT)")
        connection.execute("CREATE TEMP TABLE labels (item TEXT, label TEXT)")
        connection.create_function("scattered", 1, scattered, deterministic=True)
        with self._opening:
            self._opened.append(connection)
        return connection


def _brief(profile: str) -> str:
    return orjson.dumps(brief(orjson.loads(profile))).decode()


def _bound(parameters: Mapping[str, Any] | None) -> dict[str, Any]:
    return {name: orjson.dumps(value).decode() if isinstance(value, list | tuple) else value for name, value in (parameters or {}).items()}


def scattered(text: str) -> str:
    """Where a key stands in an order that says nothing of keys, so that the first of any are a sample of them."""
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()

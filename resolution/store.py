"""The record store: the one file that opens DuckDB. Its SQL stands in `sql/record/`, one statement a file.

What was captured and decided is kept in DuckDB, what it resolves to in `state.py`. One process owns a store and one thread works on what is
resolved; reads from other threads see the last commit. What `accept` returned for is durable. A transaction over both commits the record
first, then the state, and only then takes away the marks of what was pending: a crash between leaves work to do again, never work lost.
"""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import IO, Any, TypeVar

import duckdb
import pyarrow as pa

from resolution.captures import Capture, DirectoryRecord, rfc3339
from resolution.errors import StoreError
from resolution.folder import REWRITE, SPILL, sweep, take_lock
from resolution.migration import migrate
from resolution.readings import Readings
from resolution.state import STATEMENTS, State

Record = TypeVar("Record", Capture, DirectoryRecord)
SQL = Path(__file__).parent / "sql" / "record"
SCHEMA_VERSION = len(list((SQL / "schema").glob("*.sql")))
STATE = "resolved.sqlite"
DECISIONS = "decisions"  # in `caches`; dropped whenever one comes or goes
RECORD_TABLES = frozenset({"meta", "batches", "captures", "directory_rows", "pending", "decisions", "tombstones", "retention", "holds", "removals"})
STANDING = frozenset({"tombstones", "retention", "delete_rule"})  # tables and statements that write what `standing` answers
UNFINISHED = "erasing"  # what has been taken out of the record and, until this ends, perhaps not yet out of the state
REWRITE_DUE = "rewrite_due"  # set by whoever deletes for good, until the files are written anew
INDEX_LOOKUP_KEYS = 500  # up to so many keys DuckDB pushes a join into an index; beyond, a hash join over the table is quicker
ARROW_ROWS = 200  # from so many rows on, an Arrow table goes in faster than list parameters


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of a batch: captures and rows accepted, how many of them were new, how many an erasure or their age keeps out."""

    accepted: int
    fresh: int
    tombstoned: int = 0


@cache
def statement(name: str) -> str:
    """The text of `sql/record/NAME.sql`."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


def now() -> str:
    """The present moment as RFC 3339 text in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class RecordStore(Readings):
    """The system of record under `DATA`: captures and decisions, and the mentions, scores, entities and history that they come to."""

    def __init__(self, data: Path, connection: duckdb.DuckDBPyConnection, lock: IO[str]) -> None:
        self.data = data
        self.path = data / "clew.duckdb"
        self.connection = connection
        self.state: State
        self.writing = threading.RLock()
        self._accepting = threading.RLock()
        self.caches: dict[str, Any] = {}  # derived from the store alone, such as the image index; dropped when it changes hands
        self._lock = lock
        self._local = threading.local()
        self._afterwards: list[tuple[str, Mapping[str, Any]]] = []
        self._meta: dict[str, str | None] = {}
        self._standing: dict[str, list[tuple[Any, ...]]] = {}

    @classmethod
    def open(cls, data: Path, *, memory_limit: str = "1500MB") -> RecordStore:
        """Open or create the store under `data`, bringing an older schema forward. Raises StoreLocked or StoreError."""
        data.mkdir(parents=True, exist_ok=True)
        lock = take_lock(data / "clew.lock")
        try:
            sweep(data)
            connection = _connect(data, memory_limit)
            store = cls(data, connection, lock)
            migrate(store)
        except duckdb.Error as exc:
            lock.close()
            raise StoreError(f"{data / 'clew.duckdb'} cannot be opened: {str(exc).splitlines()[0]}. Restore a backup, or move the file away.") from exc
        except sqlite3.Error as exc:
            lock.close()
            raise StoreError(f"{data / STATE} cannot be opened: {exc}. Restore a backup, or move the file away and resolve again.") from exc
        except StoreError:
            lock.close()
            raise
        if store.meta(UNFINISHED) or store.meta(REWRITE_DUE):
            from resolution.erasure import resume

            resume(store)
        return store

    def close(self) -> None:
        """Write everything to the file and release the store."""
        with self.writing:
            self.state.close()
            self.connection.close()
            self._lock.close()

    # -- statements -----------------------------------------------------------------------------------------------------------

    def rows(self, name: str, parameters: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """Run `sql/*/NAME.sql` where this thread stands: inside its transaction, else on the last commit."""
        return self._execute(name, parameters).fetchall()

    def standing(self, name: str) -> list[tuple[Any, ...]]:
        """As `rows` of what every batch asks for, read again when a table of `STANDING` was written: `alone`, or a batch under way keeps what was."""
        if getattr(self._local, "unsettled", False):
            return self.rows(name)
        if name not in self._standing:
            self._standing[name] = self.rows(name)
        return self._standing[name]

    def run(self, name: str, parameters: Mapping[str, Any] | None = None) -> None:
        """Run a statement that answers nothing."""
        self._local.unsettled = getattr(self._local, "unsettled", False) or name in STANDING
        self._execute(name, parameters)

    def afterwards(self, name: str, parameters: Mapping[str, Any]) -> None:
        """Run a statement on the record once the state of this transaction is committed; until then it may have to be done again."""
        self._afterwards.append((name, parameters))

    def stream(self, name: str, parameters: Mapping[str, Any] | None = None, size: int = 10_000) -> Iterator[list[tuple[Any, ...]]]:
        """As `rows`, in chunks of `size`, on a connection of its own: reads the last commit."""
        if name in STATEMENTS:
            yield from self.state.stream(name, parameters, size)
            return
        cursor = self.connection.cursor()
        try:
            answer = cursor.execute(statement(name), dict(parameters or {}))
            while chunk := answer.fetchmany(size):
                yield chunk
        finally:
            cursor.close()

    def insert(self, table: str, columns: Mapping[str, Sequence[Any]]) -> None:
        """Append rows, given as columns of equal length, to `table`."""
        rows = len(next(iter(columns.values())))
        if not rows:
            return
        writer = self._writer()
        if table not in RECORD_TABLES:
            self.state.insert(table, columns)
            return
        self._local.unsettled = getattr(self._local, "unsettled", False) or table in STANDING
        names = ", ".join(columns)
        if rows < ARROW_ROWS:
            selected = ", ".join(f"unnest(${name})" for name in columns)
            writer.execute(f"INSERT INTO {table} ({names}) SELECT {selected}", {k: list(v) for k, v in columns.items()})
            return
        writer.register("incoming", pa.table({k: pa.array(v) for k, v in columns.items()}))
        writer.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM incoming")
        writer.unregister("incoming")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: this thread's statements until the end of the block. One at a time works on what is resolved."""
        with self.writing:
            if getattr(self._local, "writer", None) is not None:
                yield
                return
            self._afterwards.clear()
            self.state.begin()
            try:
                with self.within(self.connection):
                    yield
            except BaseException:
                self.state.rollback()
                raise
            self.state.commit()
            self._finish()

    @contextmanager
    def accepting(self) -> Iterator[None]:
        """As `transaction`, beside one that resolves: for appending what was captured, never for what is resolved."""
        with self._accepting:
            if getattr(self._local, "writer", None) is not None:
                yield
                return
            connection = self.connection.cursor()
            try:
                with self.within(connection):
                    yield
            finally:
                connection.close()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """No other thread resolves or accepts until the end of the block."""
        with self.writing, self._accepting:
            yield

    @contextmanager
    def within(self, connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
        """All or nothing on the record alone."""
        connection.execute("BEGIN")
        self._local.writer = connection
        try:
            yield
        except BaseException:
            connection.execute("ROLLBACK")
            self.caches.clear()
            self._meta.clear()
            raise
        else:
            connection.execute("COMMIT")
        finally:
            self._local.writer = None
            if getattr(self._local, "unsettled", False):
                self._local.unsettled = False
                self._standing.clear()

    def _finish(self) -> None:
        due, self._afterwards = self._afterwards, []
        if due:
            with self.within(self.connection):
                for name, parameters in due:
                    self.run(name, parameters)
                    self._meta.pop(str(parameters.get("key")), None)

    def _writer(self) -> duckdb.DuckDBPyConnection:
        writer: duckdb.DuckDBPyConnection | None = getattr(self._local, "writer", None)
        if writer is None:
            raise StoreError("The record store is written inside a transaction only.")
        return writer

    def _execute(self, name: str, parameters: Mapping[str, Any] | None) -> duckdb.DuckDBPyConnection | sqlite3.Cursor:
        if name in STATEMENTS:
            return self.state.execute(name, parameters)
        return self._connection().execute(statement(name), dict(parameters or {}))

    def _connection(self) -> duckdb.DuckDBPyConnection:
        """This thread's transaction, else a cursor of its own."""
        writer: duckdb.DuckDBPyConnection | None = getattr(self._local, "writer", None)
        if writer is not None:
            return writer
        cursor: duckdb.DuckDBPyConnection | None = getattr(self._local, "cursor", None)
        if cursor is None or getattr(self._local, "owner", None) is not self.connection:
            cursor = self._local.cursor = self.connection.cursor()
            self._local.owner = self.connection
        return cursor

    # -- identity of the store --------------------------------------------------------------------------------------------------

    def meta(self, key: str) -> str | None:
        """A fact about the store itself."""
        if key not in self._meta:
            found = self.rows("meta", {"key": key})
            self._meta[key] = str(found[0][0]) if found else None
        return self._meta[key]

    def set_meta(self, key: str, value: str) -> None:
        """Set such a fact."""
        self.run("set_meta", {"key": key, "value": value})
        self._meta[key] = value

    @property
    def store_id(self) -> str:
        """What a graph is stamped with, so that it is never taken for another store's."""
        return self.meta("store_id") or ""

    @property
    def secret(self) -> bytes:
        """The key of this store's keyed hashes."""
        return bytes.fromhex(self.meta("secret") or "")

    # -- accepting --------------------------------------------------------------------------------------------------------------

    def accept(
        self, batch_id: str, captures: Sequence[Capture], directory: Sequence[DirectoryRecord], rejected: int = 0, source: str = ""
    ) -> Accepted:
        """Take captures and directory rows in, durably; what is known by its content already changes nothing."""
        from resolution.erasure import without_erased
        from resolution.retention import in_time

        with self.accepting():
            offered = len(captures) + len(directory)
            captures, directory = without_erased(self, *in_time(self, captures, directory))
            fresh = self._accept_captures(batch_id, captures) + self._accept_directory(batch_id, directory)
            accepted = len(captures) + len(directory)
            self.run("add_batch", {"batch_id": batch_id, "source": source, "at": now(), "accepted": accepted, "fresh": fresh, "rejected": rejected})
        return Accepted(accepted, fresh, offered - accepted)

    def _accept_captures(self, batch_id: str, captures: Sequence[Capture]) -> int:
        fresh = self._unknown("known_captures", captures)
        self.insert("captures", {
            "digest": [c.digest for c in fresh], "ad": [c.ad_key for c in fresh],
            "captured_at": [rfc3339(c.captured_at) for c in fresh],
            "batch_id": [batch_id] * len(fresh),
            "record": [c.content().decode() for c in fresh],
        })
        self.insert("pending", {"item": sorted({c.ad_key for c in fresh})})
        return len(fresh)

    def _accept_directory(self, batch_id: str, directory: Sequence[DirectoryRecord]) -> int:
        fresh = self._unknown("known_directory_rows", directory)
        items = [f"row:{r.digest}" for r in fresh]
        self.insert("directory_rows", {
            "digest": [r.digest for r in fresh], "item": items,
            "batch_id": [batch_id] * len(fresh),
            "record": [r.content().decode() for r in fresh],
        })
        self.insert("pending", {"item": items})
        return len(fresh)

    def _unknown(self, statement_name: str, offered: Sequence[Record]) -> list[Record]:
        """What of it is not held already, each once; the statement names those that are."""
        by_digest = {one.digest: one for one in offered}
        for (known,) in self.rows(statement_name, {"digests": list(by_digest)}) if by_digest else ():
            by_digest.pop(known, None)
        return list(by_digest.values())

    def pending(self) -> int:
        """How many ads and directory rows wait to be resolved."""
        return int(self.rows("count_pending")[0][0])

    @property
    def model_version(self) -> str:
        """The version of the model that scores follow."""
        from resolution.pipeline import current_model

        return current_model(self).version

    def status(self) -> dict[str, Any]:
        """Counts, hubs, the giant component before and after, and quality as the store estimates it."""
        from resolution.standing import status

        return status(self)

    def delete_ad(self, ad: str) -> bool:
        """Remove an ad's captures; the next resolve works out what it held together. False if no such ad is held."""
        with self.accepting():
            if not self.rows("has_ad", {"ad": ad}):
                return False
            self.run("delete_captures_of_ad", {"ad": ad})
            self.insert("pending", {"item": [ad]})
        return True

    # -- the change log, for projection -------------------------------------------------------------------------------------------

    @property
    def last_position(self) -> int:
        """The number of the newest change."""
        return int(self.state.get("position") or 0)

    @property
    def log_begins(self) -> int:
        """The position from which the change log is whole; a graph behind it is built anew."""
        return int(self.state.get("log_begins") or 0)

    def backup(self, target: Path) -> None:
        """Copy the store, as of its last commit, into the folder `target`, from which `open` works."""
        if target.exists() and any(target.iterdir()):
            raise StoreError(f"{target} is not empty: name a new folder for the backup.")
        target.mkdir(parents=True, exist_ok=True)
        with self.alone():
            self.connection.execute("CHECKPOINT")
            shutil.copy2(self.path, target / "clew.duckdb")
            self.state.copy(target / STATE)

    def rewrite(self) -> None:
        """Write the files anew, so that nothing deleted is left in them, and go on with the new ones."""
        with self.alone():
            self.state.rewrite()
            fresh = self.data / REWRITE
            fresh.unlink(missing_ok=True)
            name = self.connection.execute("SELECT current_database()").fetchall()[0][0]
            self.connection.execute("CHECKPOINT")  # from here on the file is whole without its log
            self.connection.execute("ATTACH $path AS rewritten", {"path": str(fresh)})
            self.connection.execute(f'COPY FROM DATABASE "{name}" TO rewritten')
            self.connection.execute("DELETE FROM rewritten.main.meta WHERE key = $key", {"key": REWRITE_DUE})
            self.connection.execute("DETACH rewritten")
            limit = self.connection.execute("SELECT current_setting('memory_limit')").fetchall()[0][0]
            self.connection.close()
            Path(f"{self.path}.wal").unlink(missing_ok=True)
            fresh.replace(self.path)
            self.connection = _connect(self.data, limit)
            self.caches.clear()
            self._meta.clear()


def _connect(data: Path, memory_limit: str) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(str(data / "clew.duckdb"), config={"memory_limit": memory_limit, "preserve_insertion_order": "false"})
    connection.execute("SET threads = 1")  # statements are short: handing them to a second thread costs more than it saves
    connection.execute(f"SET dynamic_or_filter_threshold = {INDEX_LOOKUP_KEYS}")
    connection.execute(f"SET temp_directory = '{(data / SPILL).as_posix().replace(chr(39), chr(39) * 2)}'")
    return connection

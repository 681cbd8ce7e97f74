"""GraphStore in one SQLite file: several processes read while one writes; every batch is one transaction with its position."""

from __future__ import annotations

import itertools
import queue
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, TypeVar

import orjson

from service.graph import indexing
from service.graph.answers import Answers
from service.graph.embedded_reader import EmbeddedReader, detail_of, properties_of
from service.graph.queries import sql, statements
from service.graph.reader import SCOPES, Reader
from service.graph.store import Attempt, Batch, ForeignGraph, GraphError, GraphUnavailable, MissingEnds, Node, Overview, Relationship, once

SCHEMA_VERSION = "1"
REBUILD_BATCH = 10_000
BUSY_SECONDS = 30.0
PAGES = ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL", "PRAGMA cache_size = -16000", "PRAGMA mmap_size = 4294967296")
FULL_TEXT = ("words", "texts")
OF_NODE = ("detail", "ad", "place", "network", "trait")  # tables beside `node` that are keyed by it

T = TypeVar("T")


class EmbeddedStore(Answers):
    """The graph in a file of its own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._idle: queue.LifoQueue[sqlite3.Connection] = queue.LifoQueue()
        self._writing = threading.Lock()
        self._turn = threading.Lock()
        self._overview: tuple[int, Overview] | None = None
        self._writer = _open(path)
        with self._transaction():
            self._make_tables()

    @classmethod
    def open(cls, path: Path) -> EmbeddedStore:
        """Open or make the graph at a path; raises GraphError if the file is no graph."""
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return cls(path)
        except sqlite3.DatabaseError as exc:
            if isinstance(exc, sqlite3.OperationalError):
                raise GraphUnavailable(f"{path} cannot be opened: {exc}") from exc
            raise GraphError(f"{path} is not a graph of Clew; move it away and load again") from exc

    def read(self, work: Callable[[Reader], T], *, counting: bool = False) -> T:
        """What `work` makes of one consistent reading; but for those that count, one at a time.

        SQLite lets go of Python at every row: readings side by side would wait for one another that often, and all of them end late.
        """
        with nullcontext() if counting else self._turn, self._reading() as reader:
            return work(reader)

    def claim(self, store_id: str) -> None:
        """Take an empty graph for this record store; raises ForeignGraph if it holds another's."""
        held = self._state("store_id")
        if held is None:
            with self._transaction():
                self._set_state("store_id", store_id)
                self._set_state("schema", SCHEMA_VERSION)
        elif held != store_id:
            raise ForeignGraph(f"{self._path} is the graph of record store {held}, not of {store_id}; remove it or use its own data folder")

    def position(self) -> int:
        """How far in the change log the graph is; 0 for nothing."""
        return int(self._state("position") or 0)

    def apply(self, batch: Batch) -> None:
        """Write one batch and its position in one transaction."""
        with self._transaction():
            self._remove(batch)
            self._write_nodes(batch.nodes)
            self._write_relationships(batch.relationships)
            self._set_state("position", str(batch.position))

    def rebuild(self, nodes: Iterable[Node], relationships: Iterable[Relationship], position: int, attempt: Attempt = once) -> None:
        """Replace everything in one transaction: readers see the old graph until it ends."""
        with self._transaction():
            self._run_script("drop")
            self._run_script("schema")
            keys = itertools.count(1)
            for chunk in _chunks(nodes):
                self._insert_nodes([(next(keys), node) for node in chunk])
            for table in FULL_TEXT:
                self._writer.execute(sql(f"insert_all_{table}"))
            for part in _chunks(relationships):
                self._write_relationships(part)
            self._run_script("indexes")
            self._set_state("position", str(position))
        self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._writer.execute("PRAGMA optimize")

    def clear(self) -> None:
        """Remove everything, the claim included."""
        self._overview = None
        with self._transaction():
            self._run_script("drop")
            self._make_tables()
            self._writer.execute(sql("clear_state"))

    def purge(self) -> None:
        """Rewrite the index, the file and the write-ahead log, so that no removed value stays in them."""
        with self._writing:
            for table in FULL_TEXT:
                self._writer.execute(sql(f"optimize_{table}"))
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._writer.execute("VACUUM")
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close every connection that is not in use."""
        self._writer.close()
        while not self._idle.empty():
            self._idle.get_nowait().close()

    def overview(self) -> Overview:
        """How much of what there is; counted once for each state of the graph."""
        position = self.position()
        if self._overview is None or self._overview[0] != position:
            self._overview = (position, super().overview())
        return self._overview[1]

    def dump_nodes(self) -> Iterator[Node]:
        """Every node with its `record`."""
        with self._reading() as reader:
            yield from reader.dump_nodes()

    def dump_relationships(self) -> Iterator[Relationship]:
        """Every relationship."""
        with self._reading() as reader:
            yield from reader.dump_relationships()

    @contextmanager
    def _reading(self) -> Iterator[EmbeddedReader]:
        try:
            connection = self._idle.get_nowait()
        except queue.Empty:
            connection = _open(self._path)
        try:
            connection.execute("BEGIN")
            yield EmbeddedReader(connection)
        except sqlite3.OperationalError as exc:
            raise GraphUnavailable(f"the graph at {self._path} does not answer: {exc}") from exc
        finally:
            connection.rollback()
            self._idle.put(connection)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._writing:
            try:
                self._writer.execute("BEGIN IMMEDIATE")
                yield
                self._writer.execute("COMMIT")
            except sqlite3.OperationalError as exc:
                self._writer.rollback()
                raise GraphUnavailable(f"the graph at {self._path} cannot be written: {exc}") from exc
            except BaseException:
                self._writer.rollback()
                raise

    def _make_tables(self) -> None:
        self._run_script("schema")
        self._run_script("indexes")

    def _run_script(self, name: str) -> None:
        for statement in statements(sql(name)):
            self._writer.execute(statement)

    def _state(self, name: str) -> str | None:
        with self._reading() as reader:
            row = reader.rows("get_state", name=name).fetchone()
        return None if row is None else str(row[0])

    def _set_state(self, name: str, value: str) -> None:
        self._writer.execute(sql("set_state"), {"name": name, "value": value})

    def _keys(self, ids: Iterable[str]) -> dict[str, int]:
        return dict(self._writer.execute(sql("keys"), {"ids": _json(list(ids))}).fetchall())

    def _remove(self, batch: Batch) -> None:
        ends = self._keys({id for source, _, target in batch.removed_relationships for id in (source, target)})
        gone = [(s, t, r) for s, t, r in batch.removed_relationships if s in ends and r in ends]
        self._delete_relationships((ends[s], SCOPES[t], ends[r], t) for s, t, r in gone)
        keys = _json(list(self._keys(batch.removed_nodes).values()))
        self._delete_relationships(self._writer.execute(sql("relationships_at"), {"keys": keys}).fetchall())
        self._forget(keys)
        self._writer.execute(sql("delete_node"), {"keys": keys})

    def _delete_relationships(self, rows: Iterable[tuple[int, int, int, str]]) -> None:
        found = list(rows)
        self._writer.executemany(sql("delete_relationship"), found)
        self._writer.executemany(sql("delete_evidence"), [(source, target, type) for source, _, target, type in found])

    def _forget(self, keys: str) -> None:
        """Remove what stands beside nodes, the full-text index first: it must be told what it held."""
        for table in (*FULL_TEXT, *OF_NODE):
            self._writer.execute(sql(f"delete_{table}"), {"keys": keys})

    def _write_nodes(self, nodes: Sequence[Node]) -> None:
        if not nodes:
            return
        held = self._keys(node.id for node in nodes)
        known = _json(list(held.values()))
        self._forget(known)
        self._writer.execute(sql("delete_node"), {"keys": known})
        (last,) = self._writer.execute("SELECT coalesce(max(key), 0) FROM node").fetchone()
        fresh = itertools.count(max([last, *held.values()]) + 1)
        keyed = [(held[node.id] if node.id in held else next(fresh), node) for node in nodes]
        self._insert_nodes(keyed)
        for table in FULL_TEXT:
            self._writer.execute(sql(f"insert_{table}"), {"keys": _json([key for key, _ in keyed])})

    def _insert_nodes(self, keyed: Sequence[tuple[int, Node]]) -> None:
        run = self._writer.executemany
        run(sql("insert_node"), [_node_row(key, node) for key, node in keyed])
        run(sql("insert_detail"), [_detail_row(key, node) for key, node in keyed])
        run(sql("insert_ad"), [_ad_row(key, node) for key, node in keyed if node.type == "ad"])
        run(sql("insert_place"), [_place_row(key, node) for key, node in keyed if node.type == "place"])
        run(sql("insert_network"), [_network_row(key, node) for key, node in keyed if node.type == "network"])
        run(sql("insert_trait"), [row for key, node in keyed if node.type == "network" for row in _trait_rows(key, node)])

    def _write_relationships(self, relationships: Sequence[Relationship]) -> None:
        ids = {id for r in relationships for id in (r.source, r.target)}
        keys = self._keys(ids)
        if len(keys) < len(ids):
            raise MissingEnds(*sorted(ids - keys.keys()))
        rows, evidence, bare = [], [], []
        for r in relationships:
            source, target = keys[r.source], keys[r.target]
            rows.append((source, SCOPES[r.type], target, r.type, r.probability, r.ads, r.first_seen, r.last_seen))
            detail = detail_of(r)
            if detail is None:
                bare.append((source, target, r.type))
            else:
                evidence.append((source, target, r.type, detail))
        self._writer.executemany(sql("insert_relationship"), rows)
        self._writer.executemany(sql("delete_evidence"), bare)
        self._writer.executemany(sql("insert_evidence"), evidence)


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=128)
    for statement in PAGES:
        connection.execute(statement)
    return connection


def _json(value: Sequence[Any]) -> str:
    return orjson.dumps(value).decode()


def _chunks(items: Iterable[T]) -> Iterator[list[T]]:
    source = iter(items)
    while chunk := list(itertools.islice(source, REBUILD_BATCH)):
        yield chunk


def _node_row(key: int, node: Node) -> tuple[Any, ...]:
    p = node.properties
    return key, node.id, node.type, int(node.hub), p.get("value"), p.get("first_seen"), p.get("last_seen")


def _detail_row(key: int, node: Node) -> tuple[Any, ...]:
    facets = " ".join(indexing.facets(node))
    ads, record = float(node.properties.get("ads") or 0), node.properties.get("record")
    return key, node.type == "ad", node.label, ads, properties_of(node, indexing.HIDDEN), indexing.search_words(node), facets, record


def _ad_row(key: int, node: Node) -> tuple[Any, ...]:
    p = node.properties
    seen = p.get("first_seen")
    place = p.get("place")
    return key, seen and seen[:10], p.get("country"), place and place.removeprefix("place:"), p.get("site")


def _place_row(key: int, node: Node) -> tuple[Any, ...]:
    country, _, city = node.id.removeprefix("place:").partition("/")
    folded = " ".join(indexing.words(city))
    return key, country, folded, node.properties.get("lat"), node.properties.get("lon")


def _network_row(key: int, node: Node) -> tuple[Any, ...]:
    p = node.properties
    owners = " ".join(indexing.words(p.get("owners_search") or ""))
    ranks = indexing.ranks(node)
    return key, node.id, ranks["size"], ranks["growth"], ranks["cohesion"], ranks["newest"], p.get("last_seen") or "", owners


def _trait_rows(key: int, node: Node) -> Iterator[tuple[int, str, str]]:
    for kind, value in indexing.traits(node):
        yield key, kind, value

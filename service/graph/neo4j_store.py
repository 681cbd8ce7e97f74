"""GraphStore in Neo4j 5.26 or later, Community included; the only file that imports the driver."""

from __future__ import annotations

import itertools
import secrets
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from neo4j import READ_ACCESS, Driver, GraphDatabase, ManagedTransaction, Query
from neo4j.exceptions import AuthError, ClientError, DriverError, Neo4jError, ServiceUnavailable, SessionExpired, TransientError

from service.graph.answers import Answers
from service.graph.neo4j_reader import Neo4jReader, present, removal_rows
from service.graph.neo4j_rows import ends_of, kind_of, removed_relationship, written_node, written_relationship
from service.graph.queries import cypher, statements
from service.graph.reader import Reader
from service.graph.store import Attempt, Batch, ForeignGraph, GraphError, GraphUnavailable, MissingEnds, Node, Relationship, once

SCHEMA_VERSION = 1
REBUILD_BATCH = 10_000
TRIES_SECONDS = 2.0  # for which what failed for a moment is tried again; then the caller decides
PAUSE_SECONDS = 0.1

T = TypeVar("T")
Rows = dict[str, list[dict[str, Any]]]


class Neo4jStore(Answers):
    """The graph in a database of a Neo4j server."""

    def __init__(self, driver: Driver, address: str) -> None:
        self._driver = driver
        self._address = address

    @classmethod
    def open(cls, uri: str, user: str, password: str) -> Neo4jStore:
        """A store at a Bolt address; nothing is sent until it is used. Raises GraphError for an address that cannot be one."""
        try:
            driver = GraphDatabase.driver(
                uri,
                auth=(user, password),
                max_transaction_retry_time=TRIES_SECONDS,
                connection_timeout=5.0,
                connection_acquisition_timeout=30.0,
                notifications_min_severity="OFF",
                telemetry_disabled=True,
            )
        except (ValueError, DriverError) as exc:
            raise GraphError(f"NEO4J_URI {uri} is not a Bolt address such as bolt://127.0.0.1:7687: {exc}") from exc
        return cls(driver, uri)

    def read(self, work: Callable[[Reader], T], *, counting: bool = False) -> T:
        """What `work` makes of one reading.

        Neo4j reads what is committed, in a transaction of several queries too: each runs as its own, which saves two round trips.
        """
        end = time.monotonic() + TRIES_SECONDS
        with self._errors():
            while True:
                try:
                    with self._driver.session(default_access_mode=READ_ACCESS) as session:
                        return work(Neo4jReader(_runner(session)))
                except (DriverError, Neo4jError) as exc:
                    if not exc.is_retryable() or time.monotonic() > end:
                        raise
                time.sleep(PAUSE_SECONDS)

    def claim(self, store_id: str) -> None:
        """Take an empty graph for this record store; raises ForeignGraph if it holds another's."""
        state = self._one("state")
        if state["store_id"] is None and state["occupied"]:
            raise ForeignGraph(f"the database at {self._address} holds entities that no Clew wrote; use an empty database")
        if state["store_id"] is None:
            self._make_schema()
            state = self._one("claim", store_id=store_id, schema=SCHEMA_VERSION)
        if state["store_id"] != store_id:
            raise ForeignGraph(
                f"the graph at {self._address} belongs to record store {state['store_id']}, not to {store_id}; use its own data folder or another database"
            )

    def position(self) -> int:
        """How far in the change log the graph is; 0 for nothing."""
        return int(self._one("state")["position"])

    def apply(self, batch: Batch) -> None:
        """Write one batch and its position in one transaction."""
        with self._errors(), self._driver.session() as session:
            session.execute_write(_apply, batch)

    def rebuild(self, nodes: Iterable[Node], relationships: Iterable[Relationship], position: int, attempt: Attempt = once) -> None:
        """Write everything under a new generation, then remove what has another: readers miss nothing that stays."""
        generation = secrets.token_hex(8)
        for chunk in _chunks(nodes):
            attempt(lambda chunk=chunk: self._write(lambda tx: _merge_nodes(tx, chunk, {"generation": generation})))  # type: ignore[misc]
        for part in _chunks(relationships):
            attempt(lambda part=part: self._write(lambda tx: _merge_relationships(tx, part, {"generation": generation})))  # type: ignore[misc]
        attempt(lambda: self._auto("delete_former_relationships", generation=generation))
        attempt(lambda: self._auto("delete_former_nodes", generation=generation))
        attempt(lambda: self._write(lambda tx: _set_position(tx, position)))

    def clear(self) -> None:
        """Remove everything that Clew wrote, the claim included."""
        self._auto("clear")

    def purge(self) -> None:
        """Nothing to do here: Neo4j keeps removed values in its transaction logs until they rotate (see docs/operations.md)."""

    def close(self) -> None:
        """Close every connection."""
        self._driver.close()

    def dump_nodes(self) -> Iterator[Node]:
        """Every node with its `record`."""
        with self._streaming() as reader:
            yield from reader.dump_nodes()

    def dump_relationships(self) -> Iterator[Relationship]:
        """Every relationship with its evidence."""
        with self._streaming() as reader:
            yield from reader.dump_relationships()

    @contextmanager
    def _streaming(self) -> Iterator[Neo4jReader]:
        with self._errors(), self._driver.session(default_access_mode=READ_ACCESS) as session, session.begin_transaction() as tx:
            yield Neo4jReader(_runner(tx))

    def _one(self, name: str, /, **parameters: Any) -> Mapping[str, Any]:
        with self._errors(), self._driver.session() as session:
            found: Mapping[str, Any] = session.execute_write(lambda tx: tx.run(cypher(name), parameters).single(strict=True).data())
            return found

    def _write(self, work: Callable[[ManagedTransaction], None]) -> None:
        with self._errors(), self._driver.session() as session:
            session.execute_write(work)

    def _auto(self, name: str, /, **parameters: Any) -> None:
        """Run a query that makes transactions of its own: all together they may take longer than the server lets one take."""
        with self._errors(), self._driver.session() as session:
            session.run(Query(cypher(name), timeout=0), parameters).consume()

    def _make_schema(self) -> None:
        with self._errors(), self._driver.session() as session:
            for statement in statements(cypher("schema")):
                session.run(statement).consume()
            session.run(cypher("await_indexes")).consume()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """Foreign errors become the graph's."""
        try:
            yield
        except (ServiceUnavailable, SessionExpired, TransientError) as exc:
            raise GraphUnavailable(f"Neo4j at {self._address} does not answer: {exc}") from exc
        except AuthError as exc:
            raise GraphError(f"Neo4j at {self._address} refuses the user or password (NEO4J_USER, NEO4J_PASSWORD): {exc.message}") from exc
        except Neo4jError as exc:
            if not isinstance(exc, ClientError) or "DatabaseUnavailable" in (exc.code or ""):
                raise GraphUnavailable(f"Neo4j at {self._address} does not answer: {exc.message}") from exc
            raise GraphError(f"Neo4j at {self._address} refuses: {exc.message}") from exc
        except (DriverError, OSError) as exc:
            raise GraphUnavailable(f"Neo4j at {self._address} does not answer: {exc}") from exc


def _runner(session: Any) -> Callable[[str, Mapping[str, Any]], Iterable[Any]]:
    def run(name: str, parameters: Mapping[str, Any]) -> Iterable[Any]:
        found: Iterable[Any] = session.run(cypher(name), dict(parameters))
        return found

    return run


def _apply(tx: ManagedTransaction, batch: Batch) -> None:
    removed: Rows = defaultdict(list)
    for source, type, target in batch.removed_relationships:
        removed[ends_of(type)].append(removed_relationship(source, type, target))
    for ends, rows in sorted(removed.items()):
        tx.run(cypher(f"delete_{ends}"), {"rows": rows}).consume()
    for kind, keys in removal_rows(batch.removed_nodes).items():
        tx.run(cypher(f"delete_{kind}"), {"keys": keys}).consume()
    _merge_nodes(tx, batch.nodes, {})
    _merge_relationships(tx, batch.relationships, {})
    _set_position(tx, batch.position)


def _merge_nodes(tx: ManagedTransaction, nodes: Iterable[Node], stamp: Mapping[str, Any]) -> None:
    groups: Rows = defaultdict(list)
    for node in nodes:
        row = written_node(node)
        row["properties"].update(stamp)
        groups[kind_of(node)].append(row)
    for kind, rows in sorted(groups.items()):
        tx.run(cypher(f"merge_{kind}"), {"rows": rows}).consume()


def _merge_relationships(tx: ManagedTransaction, relationships: Iterable[Relationship], stamp: Mapping[str, Any]) -> None:
    groups: Rows = defaultdict(list)
    sent = list(relationships)
    for relationship in sent:
        row = written_relationship(relationship)
        row["properties"].update(stamp)
        groups[ends_of(relationship.type)].append(row)
    written = sum(tx.run(cypher(f"merge_{ends}"), {"rows": rows}).single(strict=True)["written"] for ends, rows in sorted(groups.items()))
    if written < len(sent):
        ids = {id for r in sent for id in (r.source, r.target)}
        raise MissingEnds(*sorted(ids - present(_runner(tx), ids)))


def _set_position(tx: ManagedTransaction, position: int) -> None:
    tx.run(cypher("set_position"), {"position": position}).consume()


def _chunks(items: Iterable[T]) -> Iterator[list[T]]:
    source = iter(items)
    while chunk := list(itertools.islice(source, REBUILD_BATCH)):
        yield chunk

"""Bringing a record store to the present schema, and the state beside it; what a lost state held is resolved again."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from resolution.errors import StoreError
from resolution.state import SCHEMA_VERSION as STATE_VERSION
from resolution.state import State

if TYPE_CHECKING:
    from resolution.store import RecordStore

STATE_APART_FROM = 2  # the schema version from which on what is resolved stands in a file of its own
READINGS_FROM = 3  # from which on every reading of a number has a holding of its own
STATE_KEYS = ("runs", "position", "log_begins", "scrub_changes_until")  # facts about the state that version 1 kept in the record


def migrate(store: RecordStore) -> None:
    """Bring the record to the present schema and open its state. Raises StoreError."""
    from resolution.store import SCHEMA_VERSION, STATE, now, statement

    present = {row[0] for row in store.connection.execute("SELECT table_name FROM information_schema.tables").fetchall()}
    version = int(store.meta("schema_version") or 0) if "meta" in present else 0
    if version > SCHEMA_VERSION:
        raise StoreError(f"{store.path} has schema version {version}; this Clew knows {SCHEMA_VERSION}. Use a newer Clew.")
    path = store.data / STATE
    if version == STATE_APART_FROM - 1:
        path.unlink(missing_ok=True)
    store.state = State(path)
    if store.state.version > STATE_VERSION:
        raise StoreError(f"{path} has schema version {store.state.version}; this Clew knows {STATE_VERSION}. Use a newer Clew.")
    store.state.bring_forward(1 if version == STATE_APART_FROM - 1 else STATE_VERSION)
    owner = store.state.get("store_id")
    with store.within(store.connection):
        for number in range(version + 1, SCHEMA_VERSION + 1):
            if number == STATE_APART_FROM and version:
                _part_state(store)
                store.state.bring_forward()
            for part in statement(f"schema/{number:04d}").split(";\n"):
                if part.strip():
                    store.connection.execute(part)
        if 0 < version < READINGS_FROM:
            store.state.begin()
            store.run("add_readings")
            store.state.commit()
        if version == 0:
            store.set_meta("store_id", secrets.token_hex(8))
            store.set_meta("secret", secrets.token_hex(32))
            store.set_meta("created_at", now())
        if version < SCHEMA_VERSION:
            store.set_meta("schema_version", str(SCHEMA_VERSION))
        if owner is None and version >= STATE_APART_FROM:
            store.run("everything_pending")
    if owner is None:
        store.state.set("store_id", store.store_id)
    elif owner != store.store_id:
        raise StoreError(f"{path} belongs to another store than {store.path}. Move it away and resolve again, or restore a backup.")


def _part_state(store: RecordStore) -> None:
    """Version 1 kept what is resolved in DuckDB too: take it over, committed before DuckDB gives it up."""
    store.state.begin()
    held = {row[0] for row in store.connection.execute("SELECT table_name FROM information_schema.tables").fetchall()}
    for table in held.intersection(store.state.tables()):
        answer = store.connection.cursor().execute(f"SELECT * FROM {table}")
        names = [column[0] for column in answer.description or ()]
        while chunk := answer.fetchmany(10_000):
            store.state.insert(table, dict(zip(names, zip(*chunk, strict=True), strict=True)))
    for key in STATE_KEYS:
        if (value := store.meta(key)) is not None:
            store.state.set(key, value)
    store.state.commit()

"""One process owns a store; what it accepted is durable; a copy of it works; a newer one is refused."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from resolution import pipeline
from resolution.captures import Capture
from resolution.errors import StoreError, StoreLocked
from resolution.store import RecordStore
from tests.resolution.stores import market, partition, state

ACCEPT = """
import sys
from pathlib import Path
from resolution import pipeline
from resolution.store import RecordStore
from tests.resolution.stores import market
store = RecordStore.open(Path(sys.argv[1]))
captures, rows = market(Path(sys.argv[2]), ads=60, seed=9)
for start in range(0, len(captures), 20):
    store.accept(f"batch-{start}", captures[start:start + 20], rows if not start else [])
    print("accepted", min(start + 20, len(captures)), flush=True)
    pipeline.resolve(store)
print("done", flush=True)
"""


def test_a_second_process_is_told_who_holds_the_store(store: RecordStore) -> None:
    with pytest.raises(StoreLocked, match=str(os.getpid())):
        RecordStore.open(store.data)


def test_a_backup_opens_with_the_same_content(store: RecordStore, tmp_path: Path) -> None:
    store.backup(tmp_path / "copy")
    copy = RecordStore.open(tmp_path / "copy")
    assert state(copy) == state(store)
    assert copy.store_id == store.store_id
    copy.close()


def test_rewriting_keeps_everything(store: RecordStore) -> None:
    before, indexes = state(store), store.connection.execute("SELECT count(*) FROM duckdb_indexes()").fetchall()
    store.rewrite()
    assert state(store) == before
    assert store.connection.execute("SELECT count(*) FROM duckdb_indexes()").fetchall() == indexes
    assert pipeline.resolve(store, full=True).changes == 0


def test_a_newer_schema_is_refused(store: RecordStore) -> None:
    with store.transaction():
        store.set_meta("schema_version", "999")
    store.close()
    with pytest.raises(StoreError, match="newer Clew"):
        RecordStore.open(store.data)


def test_a_lost_state_is_resolved_again(store: RecordStore) -> None:
    before = partition(store)
    store.close()
    (store.data / "resolved.sqlite").unlink()
    found = RecordStore.open(store.data)
    pipeline.resolve(found)
    assert partition(found) == before
    found.close()


def test_the_state_of_another_store_is_refused(store: RecordStore, tmp_path: Path) -> None:
    store.close()
    RecordStore.open(tmp_path / "other").close()
    (tmp_path / "other" / "resolved.sqlite").replace(store.data / "resolved.sqlite")
    with pytest.raises(StoreError, match="another store"):
        RecordStore.open(store.data)


def test_accepting_goes_on_while_another_thread_resolves(store: RecordStore) -> None:
    extra = Capture.model_validate({"site": "s.example", "ad_id": "1", "captured_at": "2026-06-01T00:00:00Z", "title": "new"})
    accepted = threading.Event()

    def accept() -> None:
        store.accept("beside", [extra], [])
        accepted.set()

    with store.transaction():
        assert store.pending() == 0
        thread = threading.Thread(target=accept)
        thread.start()
        assert accepted.wait(20)
        pipeline.resolve(store, full=True)
    thread.join()
    assert store.pending() == 1
    pipeline.resolve(store)
    assert store.ad("s.example/1")


@pytest.mark.parametrize("seconds", [0.0, 0.3, 1.0])
def test_a_kill_loses_nothing_accepted_and_the_next_run_goes_on(tmp_path: Path, seconds: float) -> None:
    data, world = tmp_path / "data", tmp_path / "world"
    process = subprocess.Popen([sys.executable, "-c", ACCEPT, str(data), str(world)], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    told = process.stdout.readline()
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    told += process.stdout.read()
    process.wait()
    counts = [int(line.split()[1]) for line in told.splitlines() if line.startswith("accepted")]
    store = RecordStore.open(data)
    captures, rows = market(world, ads=60, seed=9)
    assert store.rows("count_captures")[0][0] >= len({c.digest for c in captures[: counts[-1]]})
    store.accept("again", captures, rows)
    pipeline.resolve(store)
    whole = RecordStore.open(tmp_path / "whole")
    whole.accept("all", captures, rows)
    pipeline.resolve(whole)
    assert partition(store) == partition(whole)
    store.close()
    whole.close()

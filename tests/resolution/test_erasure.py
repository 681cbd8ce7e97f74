"""What is erased is nowhere, not in a byte of the store's files, and does not come back with a new crawl."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

import orjson
import pytest

from resolution import erasure, pipeline
from resolution.captures import Capture
from resolution.errors import Unfit, Unknown
from resolution.store import RecordStore
from tests.resolution.stores import state


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def a_shared_phone(store: RecordStore) -> tuple[str, str, list[Capture]]:
    """A phone that ads give: its number, one ad of it, that ad's captures."""
    for row in store.assignments().read_all().to_pylist():
        ad = store.ad(f"{row['site']}/{row['ad_id']}")
        if row["entity_type"] == "phone" and ad and row["normalised"].lstrip("+") in orjson.dumps(ad["captures"]).decode():
            return row["normalised"], ad["ad"], [Capture.model_validate(record) for record in ad["captures"]]
    raise AssertionError("no ad gives its phone in plain digits")


def test_an_erased_phone_is_gone_from_every_file_and_stays_gone(store: RecordStore) -> None:
    number, ad, captures = a_shared_phone(store)
    phone = store.entities_named("phone", [f"phone:{number}"]).pop()
    done = erasure.erase(store, kind="phone", value=number, reason="by order of a court", author="officer")
    assert store.successors(phone) is None, "its id, which follows from the number, is forgotten too"
    assert done["items"] >= 1
    assert store.ad(ad), "the ad stays, without the number"
    store.accept("new crawl", captures, [])
    pipeline.resolve(store)
    erasure.scrub(store, store.last_position)
    nodes, _ = state(store)
    assert not [n for n in nodes.values() if n["properties"].get("value") == number]
    assert pipeline.resolve(store, full=True).changes == 0
    store.close()
    held = bytes_of(store.data)
    assert number.lstrip("+").encode() not in held
    assert phone.encode() not in held


def test_a_number_without_its_country_erases_only_what_it_can_mean(tmp_path: Path) -> None:
    french, dutch = "+33639981234", "+31639981234"  # both are 06 39 98 12 34 at home

    def ad(number: str) -> Capture:
        return Capture.model_validate({"site": "s", "ad_id": number, "captured_at": "2026-01-01T00:00:00Z", "phones": [number]})

    with closing(RecordStore.open(tmp_path)) as store:
        store.accept("both", [ad(french), ad(dutch)], [])
        with pytest.raises(Unfit, match=r"\+31639981234, \+33639981234"):
            erasure.erase(store, kind="phone", value="06 39 98 12 34", reason="asked for", author="officer")
        erasure.erase(store, kind="phone", value=dutch, reason="asked for", author="officer")
        done = erasure.erase(store, kind="phone", value="06 39 98 12 34", reason="asked for", author="officer")
        assert (done["items"], done["values"]) == (1, 1)


CUT_OFF = """
import os, sys
from pathlib import Path
from resolution import erasure
from resolution.state import State
from resolution.store import RecordStore
store = RecordStore.open(Path(sys.argv[1]))
State.commit = lambda self: os._exit(9)
erasure.erase(store, kind="phone", value=sys.argv[2], reason="asked for", author="officer")
"""


def test_an_erasure_that_is_killed_between_record_and_state_is_finished_at_the_next_start(store: RecordStore) -> None:
    number, _, _ = a_shared_phone(store)
    phone = store.entities_named("phone", [f"phone:{number}"]).pop()
    store.close()
    assert subprocess.run([sys.executable, "-c", CUT_OFF, str(store.data), number], check=False).returncode == 9
    found = RecordStore.open(store.data)
    assert found.successors(phone) is None
    erasure.scrub(found, found.last_position)
    assert pipeline.resolve(found, full=True).changes == 0
    found.close()
    assert number.lstrip("+").encode() not in bytes_of(store.data)


def test_an_erased_ad_does_not_come_back(store: RecordStore) -> None:
    _, ad, captures = a_shared_phone(store)
    erasure.erase(store, ad=ad, reason="asked for", author="officer")
    assert store.accept("new crawl", captures, []).tombstoned == len(captures)
    pipeline.resolve(store)
    assert store.ad(ad) is None
    assert ad not in state(store)[0]
    erasure.scrub(store, store.last_position)
    assert store.log_begins
    store.close()
    assert ad.encode() not in bytes_of(store.data)


def test_the_id_of_a_person_goes_with_the_last_of_its_ads(store: RecordStore) -> None:
    rows = [row for row in store.assignments().read_all().to_pylist() if row["entity_type"] == "person"]
    held = Counter(row["entity_id"] for row in rows)
    alone, together = (next(row for row in rows if (held[row["entity_id"]] == 1) is single) for single in (True, False))
    for row in (alone, together):
        erasure.erase(store, ad=f"{row['site']}/{row['ad_id']}", reason="asked for", author="officer")
    assert (store.successors(alone["entity_id"]), store.history(alone["entity_id"])) == (None, [])
    assert store.history(together["entity_id"])
    erasure.scrub(store, store.last_position)
    store.close()
    assert alone["entity_id"].encode() not in bytes_of(store.data)


def test_a_tombstone_tells_who_and_why_and_never_what(store: RecordStore) -> None:
    number, _, _ = a_shared_phone(store)
    erasure.erase(store, kind="phone", value=number, reason="asked for", author="officer")
    (told,) = erasure.erasures(store)
    assert (told["author"], told["reason"], told["types"]) == ("officer", "asked for", ["phone"])
    assert number.lstrip("+") not in str(told)


def test_what_is_not_held_cannot_be_erased(store: RecordStore) -> None:
    with pytest.raises(Unknown):
        erasure.erase(store, kind="phone", value="+4400000000", reason="", author="")

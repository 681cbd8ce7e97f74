"""What its source's rule keeps no longer goes as an erasure goes; what a legal hold covers stays, whatever a rule or an erasure says."""

from __future__ import annotations

import os
import threading
from datetime import date, timedelta
from pathlib import Path

import pytest

from resolution import erasure, holds, pipeline, retention
from resolution.captures import Capture, DirectoryRecord
from resolution.errors import Unknown
from resolution.holds import Held
from resolution.store import RecordStore
from tests.resolution.stores import state

TODAY = date(2026, 9, 1)
OLD, RECENT = "2026-06-01T10:00:00Z", "2026-08-30T10:00:00Z"


def ad(site: str, number: int, at: str, **fields: object) -> Capture:
    return Capture.model_validate({"site": site, "ad_id": str(number), "captured_at": at, "country": "NO", "city": "Oslo", **fields})


def row(at: str | None) -> DirectoryRecord:
    return DirectoryRecord.model_validate({"phone": "+4791200001", "owner_name": "Ola Moe", "source": "book.example", "retrieved_at": at})


@pytest.fixture
def aged(tmp_path: Path) -> RecordStore:
    """Old and recent captures on two sites, and an old directory row."""
    opened = RecordStore.open(tmp_path / "data")
    opened.accept("all", [
        ad("a.example", 1, OLD, name="Anna", phones=["912 00 001"]), ad("a.example", 2, OLD, name="Berit", phones=["912 00 002"]),
        ad("a.example", 2, RECENT, name="Berit", phones=["912 00 003"]), ad("b.example", 3, OLD, name="Cara", phones=["912 00 001"]),
    ], [row(OLD)])  # fmt: skip
    pipeline.resolve(opened)
    return opened


def ads(store: RecordStore) -> list[str]:
    return sorted(node["id"] for node in state(store)[0].values() if node["type"] == "ad")


def test_what_is_over_its_time_goes_and_what_it_held_together_is_resolved_again(aged: RecordStore) -> None:
    retention.keep(aged, "a.example", 30, review_on="2026-08-01", note="guideline 4")
    (rule,) = retention.rules(aged, TODAY)
    assert (rule["due"], rule["review_due"]) == (2, True)
    gone: list[str] = []
    done = retention.carry_out(aged, author="officer", as_of=TODAY, beside=gone.extend)
    assert (done["captures"], done["ads"], done["sources"], gone) == (2, 1, {"a.example": 2}, ["a.example/1"])
    assert ads(aged) == ["a.example/2", "b.example/3"]
    assert {n["properties"]["value"] for n in state(aged)[0].values() if n["type"] == "phone"} == {"+4791200001", "+4791200003"}
    assert pipeline.resolve(aged, full=True).changes == 0
    assert retention.carry_out(aged, author="officer", as_of=TODAY)["captures"] == 0
    (told,) = retention.removals(aged)
    assert (told["author"], told["captures"], told["directory_rows"]) == ("officer", 2, 0)
    aged.close()


def test_nothing_of_it_stays_in_the_files(aged: RecordStore) -> None:
    rejects = aged.data / "rejects" / "old.jsonl"
    rejects.parent.mkdir()
    rejects.write_text('{"line":1,"record":{"site":"a.example","phones":["912 00 009"]}}\n{"line":2,"record":{"site":"b.example"}}\n')
    long_ago = (TODAY - timedelta(days=300)).strftime("%s")
    os.utime(rejects, (int(long_ago), int(long_ago)))
    retention.keep(aged, "a.example", 30)
    retention.carry_out(aged, author="officer", as_of=TODAY)
    erasure.scrub(aged, aged.last_position)
    aged.close()
    held = b"".join(path.read_bytes() for path in aged.data.rglob("*") if path.is_file())
    assert b"91200002" not in held
    assert b"a.example/1\x00" not in held
    assert b"912 00 009" not in held
    assert b"b.example" in held


def test_the_rule_of_all_others_and_directory_rows(aged: RecordStore) -> None:
    retention.keep(aged, retention.OTHERS, 30)
    retention.keep(aged, "b.example", 1000)
    done = retention.carry_out(aged, author="officer", as_of=TODAY)
    assert (done["captures"], done["directory_rows"]) == (2, 1)
    assert ads(aged) == ["a.example/2", "b.example/3"]
    aged.close()


def test_what_is_over_its_time_is_not_taken_in_again(aged: RecordStore) -> None:
    retention.keep(aged, "a.example", 30)
    old = (date.today() - timedelta(days=40)).isoformat()
    done = aged.accept("late", [ad("a.example", 8, f"{old}T10:00:00Z"), ad("b.example", 9, f"{old}T10:00:00Z")], [])
    assert (done.accepted, done.tombstoned) == (1, 1)
    aged.close()


@pytest.mark.parametrize("kind", ["ad", "source", "entity"])
def test_a_legal_hold_stops_retention_and_erasure_until_it_is_released(aged: RecordStore, kind: str) -> None:
    phone = aged.entities_named("phone", ["phone:+4791200001"]).pop()
    subject = {"ad": "a.example/1", "source": "a.example", "entity": phone}[kind]
    hold = holds.place(aged, kind, subject, reason="case 12", author="officer", review_on="2027-01-01")
    retention.keep(aged, "a.example", 30)
    done = retention.carry_out(aged, author="officer", as_of=TODAY)
    assert done["captures"] == {"ad": 1, "source": 0, "entity": 1}[kind]
    assert "a.example/1" in ads(aged)
    for asked in ({"ad": "a.example/1"}, {"kind": "phone", "value": "+4791200001"}):
        with pytest.raises(Held, match=hold["hold_id"]):
            erasure.erase(aged, reason="asked for", author="officer", **asked)
    assert "a.example/1" in ads(aged)
    assert holds.release(aged, hold["hold_id"])
    assert not holds.holds(aged)
    assert retention.carry_out(aged, author="officer", as_of=TODAY)["ads"] == 1
    assert ads(aged) == ["a.example/2", "b.example/3"]
    aged.close()


def test_a_hold_names_something_that_is_held(aged: RecordStore) -> None:
    with pytest.raises(Unknown):
        holds.place(aged, "ad", "a.example/99", reason="", author="")
    assert not holds.release(aged, "hold-0")
    aged.close()


def test_a_rule_set_while_a_batch_is_taken_in_holds_for_the_next(aged: RecordStore) -> None:
    with aged.accepting():
        aged.rows("rules")  # from here on this batch sees what was
        setting = threading.Thread(target=retention.keep, args=(aged, "a.example", 30))
        setting.start()
        setting.join(0.5)
        aged.accept("before", [ad("a.example", 8, OLD)], [])
    setting.join()
    assert aged.accept("after", [ad("a.example", 9, OLD)], []).accepted == 0

"""A store that an older Clew wrote opens in this one, with its ids, its decisions and its partition."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from resolution import decisions, pipeline
from resolution.captures import Capture, DirectoryRecord
from resolution.store import SCHEMA_VERSION, RecordStore
from tests.resolution.stores import partition, state

OLD = Path(__file__).parent / "stores_of_old"
FILES = {".duckdb": "clew.duckdb", ".sqlite": "resolved.sqlite"}


@pytest.mark.parametrize("schema", ["1", "3"])
def test_a_store_of_an_older_schema_opens_and_resolves_as_a_new_one_does(tmp_path: Path, schema: str) -> None:
    (tmp_path / "old").mkdir()
    for kept in OLD.glob(f"schema-{schema}.*.gz"):
        (tmp_path / "old" / FILES[kept.suffixes[-2]]).write_bytes(gzip.decompress(kept.read_bytes()))
    old = RecordStore.open(tmp_path / "old")
    assert old.meta("schema_version") == str(SCHEMA_VERSION)
    ads = [ad for ad, in old.rows("everything_held") if not ad.startswith("row:")]
    persons = old.persons_of(ads)
    (decision,) = old.decisions()
    assert len(persons) == len(ads) >= 40
    assert persons[decision["a"]] == persons[decision["b"]]
    assert not old.pending()
    records = [record for ad in ads for _, record in old.rows("captures_of_ads", {"items": [ad]})]
    rows = [record for _, record in old.rows("directory_rows_of_items", {"items": [i for i, in old.rows("everything_held") if i.startswith("row:")]})]
    new = RecordStore.open(tmp_path / "new")
    new.accept("all", [Capture.stored(record) for record in records], [DirectoryRecord.stored(record) for record in rows])
    pipeline.resolve(new)
    decisions.decide(new, decision["a"], decision["b"], "same", reason="", author="")
    pipeline.resolve(new)
    pipeline.resolve(old, full=True)
    assert len(state(old)[0]) == len(state(new)[0])
    assert partition(old) == partition(new)
    assert old.persons_of([decision["a"]])[decision["a"]] in {person for ad, person in persons.items() if ad in (decision["a"], decision["b"])}
    old.close()
    new.close()

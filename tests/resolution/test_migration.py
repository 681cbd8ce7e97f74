"""A store that an older Clew wrote opens in this one, with its ids, its decisions and its partition."""

from __future__ import annotations

import gzip
from pathlib import Path

from resolution import decisions, pipeline
from resolution.captures import Capture, DirectoryRecord
from resolution.store import SCHEMA_VERSION, RecordStore
from tests.resolution.stores import partition

OLD = Path(__file__).parent / "stores_of_old"


def test_a_store_of_schema_version_1_opens_and_resolves_as_a_new_one_does(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "clew.duckdb").write_bytes(gzip.decompress((OLD / "schema-1.duckdb.gz").read_bytes()))
    old = RecordStore.open(tmp_path / "old")
    assert old.meta("schema_version") == str(SCHEMA_VERSION)
    ads = [ad for ad, in old.rows("everything_held") if not ad.startswith("row:")]
    persons = old.persons_of(ads)
    (decision,) = old.decisions()
    assert len(persons) == len(ads) == 79
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
    assert partition(old) == partition(new)
    assert old.persons_of([decision["a"]])[decision["a"]] in {person for ad, person in persons.items() if ad in (decision["a"], decision["b"])}
    old.close()
    new.close()

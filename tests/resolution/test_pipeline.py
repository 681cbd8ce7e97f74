"""Resolution is a function of what is present: not of arrival order, batch size, deletions or earlier runs."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resolution import pipeline
from resolution.captures import Capture, DirectoryRecord
from resolution.store import RecordStore
from tests.resolution.stores import Partition, market, partition, state

Market = tuple[list[Capture], list[DirectoryRecord]]


@pytest.fixture(scope="module")
def ads(tmp_path_factory: pytest.TempPathFactory) -> Market:
    return market(tmp_path_factory.mktemp("market"))


@pytest.fixture(scope="module")
def whole(ads: Market, tmp_path_factory: pytest.TempPathFactory) -> Partition:
    store = RecordStore.open(tmp_path_factory.mktemp("whole"))
    store.accept("all", *ads)
    pipeline.resolve(store)
    found = partition(store)
    store.close()
    return found


@settings(max_examples=3)
@given(seed=st.integers(0, 2**32), size=st.sampled_from([15, 40, 100]))
def test_history_does_not_matter(ads: Market, whole: Partition, tmp_path_factory: pytest.TempPathFactory, seed: int, size: int) -> None:
    rng = random.Random(seed)
    captures, rows = ads
    items = [*captures, *rows]
    rng.shuffle(items)
    store = RecordStore.open(tmp_path_factory.mktemp("history"))
    gone: set[str] = set()
    for start in range(0, len(items), size):
        part = items[start : start + size]
        store.accept(f"batch-{start}", [c for c in part if isinstance(c, Capture)], [r for r in part if isinstance(r, DirectoryRecord)])
        pipeline.resolve(store)
        ad = rng.choice(captures).ad_key
        if store.delete_ad(ad):
            gone.add(ad)
            pipeline.resolve(store)
    store.accept("return", [c for c in captures if c.ad_key in gone], [])
    pipeline.resolve(store)
    assert partition(store) == whole
    assert pipeline.resolve(store, full=True).changes == 0
    assert partition(store) == whole
    store.close()


def test_what_is_given_twice_changes_nothing(ads: Market, tmp_path: Path) -> None:
    store = RecordStore.open(tmp_path)
    store.accept("once", *ads)
    pipeline.resolve(store)
    before, graph = store.assignments().read_all(), state(store)
    assert store.accept("twice", *ads).fresh == 0
    assert pipeline.resolve(store).changes == 0
    assert store.assignments().read_all().equals(before)
    assert state(store) == graph
    store.close()


def test_two_stores_of_the_same_data_export_the_same(ads: Market, tmp_path: Path) -> None:
    exports = []
    for number in (1, 2):
        store = RecordStore.open(tmp_path / str(number))
        captures, rows = ads
        store.accept("all", captures if number == 1 else captures[::-1], rows if number == 1 else rows[::-1])
        pipeline.resolve(store)
        exports.append(sorted(map(str, store.assignments().read_all().to_pylist())))
        store.close()
    assert exports[0] == exports[1]


def test_the_graph_holds_what_the_store_partitions(ads: Market, tmp_path: Path) -> None:
    store = RecordStore.open(tmp_path)
    store.accept("all", *ads)
    pipeline.resolve(store)
    nodes, relationships = state(store)
    rows = store.assignments().read_all().to_pylist()
    assert {row["entity_id"] for row in rows} <= nodes.keys()
    assert all(r["source"] in nodes and r["target"] in nodes for r in relationships.values())
    members = {(r["source"], r["target"]) for r in relationships.values() if r["type"] == "MEMBER_OF"}
    assert {(row["entity_id"], row["network_id"]) for row in rows if row["network_id"]} == members
    hubs = {i for i, node in nodes.items() if node["properties"].get("hub")}
    assert not hubs & {source for source, _ in members}
    store.close()


def test_removing_everything_leaves_nothing(ads: Market, tmp_path: Path) -> None:
    store = RecordStore.open(tmp_path)
    store.accept("all", ads[0], [])
    pipeline.resolve(store)
    for ad in sorted({capture.ad_key for capture in ads[0]}):
        store.delete_ad(ad)
    pipeline.resolve(store)
    assert state(store) == ({}, {})
    store.close()


def test_ads_that_nothing_tells_apart_are_one_person(tmp_path: Path) -> None:
    alike = {"captured_at": "2026-06-01T00:00:00Z", "name": "Anna", "age": 30, "country": "NO", "city": "Oslo", "phones": ["+47 912 34 567"]}
    store = RecordStore.open(tmp_path)
    store.accept("all", [Capture.model_validate({"site": "s.example", "ad_id": str(n), **alike, "images": [{"pdq": "ab" * 32}]}) for n in range(300)], [])
    pipeline.resolve(store)
    assert [n["properties"]["ads"] for n in state(store)[0].values() if n["type"] == "person"] == [300]
    store.close()

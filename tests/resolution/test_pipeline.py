"""Resolution is a function of what is present: not of arrival order, batch size, deletions or earlier runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.histories import ORDERS, End, Way, differences, lived, random_answers, resolved
from resolution import pipeline
from resolution.captures import Capture, DirectoryRecord
from resolution.store import RecordStore
from tests.resolution.stores import market, state

Market = tuple[list[Capture], list[DirectoryRecord]]


@pytest.fixture(scope="module", autouse=True)
def small_crowds() -> Iterator[None]:
    """A handful of holders is a crowd here, so that what is kept of crowds from run to run is asked for."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("resolution.steps.crowds.LEAST", 3)
        patched.setattr("resolution.steps.hubs.LEAST", 3)
        yield


@pytest.fixture(scope="module")
def ads(tmp_path_factory: pytest.TempPathFactory) -> Market:
    return market(tmp_path_factory.mktemp("market"))


@pytest.fixture(scope="module")
def end(ads: Market, tmp_path_factory: pytest.TempPathFactory) -> End:
    """A market without some of its ads, under random decisions."""
    captures, rows = ads
    items = [*captures, *rows]
    store = resolved(End(items), tmp_path_factory.mktemp("asked"))
    answers = random_answers(store, 25, 1)
    store.close()
    return End(items, frozenset(sorted({capture.ad_key for capture in captures})[::15]), answers[:20], answers[20:])


@pytest.fixture(scope="module")
def whole(end: End, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordStore]:
    store = resolved(end, tmp_path_factory.mktemp("whole"))
    yield store
    store.close()


@settings(max_examples=3)
@given(way=st.builds(Way, order=st.sampled_from(ORDERS), size=st.sampled_from([15, 40, 100]), seed=st.integers(0, 2**32)))
def test_history_does_not_matter(end: End, whole: RecordStore, tmp_path_factory: pytest.TempPathFactory, way: Way) -> None:
    store = lived(end, tmp_path_factory.mktemp("history"), way)
    assert differences(whole, store) == []
    assert pipeline.resolve(store, full=True).changes == 0
    assert differences(whole, store) == []
    store.close()


def capture(number: int, *phones: str, picture: str = "", **said: Any) -> Capture:
    images = {"images": [{"pdq": picture * 64}]} if picture else {}
    return Capture.model_validate({
        "site": "s.example", "ad_id": str(number), "captured_at": "2026-06-01T00:00:00Z", "name": f"Name{number}", "country": "NO", "phones": phones, **images, **said,
    })  # fmt: skip


def test_a_picture_stays_in_the_graph_when_its_region_falls_apart(tmp_path: Path) -> None:
    store = RecordStore.open(tmp_path)
    first, second = "+47 912 34 567", "+47 456 78 901"
    store.accept("all", [capture(1, first, picture="a"), capture(2, first, second), capture(3, second, picture="a")], [])
    pipeline.resolve(store)
    store.delete_ad("s.example/2")
    pipeline.resolve(store)
    assert [n["properties"]["ads"] for n in state(store)[0].values() if n["type"] == "image"] == [2]
    assert pipeline.resolve(store, full=True).changes == 0
    store.close()


def test_a_picture_leaves_its_network_when_a_stranger_shows_it(tmp_path: Path) -> None:
    store = RecordStore.open(tmp_path)
    anna = {"name": "Anna", "age": 20, "city": "Oslo", "attributes": {"nationality": "RO", "hair": "black", "height_cm": "155"}}
    bianka = {"name": "Bianka", "age": 41, "city": "Bergen", "attributes": {"nationality": "BR", "hair": "blonde", "height_cm": "181"}}
    store.accept("two", [capture(1, "+47 912 34 567", picture="a", **anna), capture(2, "+47 912 34 567", picture="b", **bianka)], [])
    pipeline.resolve(store)
    members = {key for key in state(store)[1] if "MEMBER_OF" in key}
    assert any(key.startswith("image-") for key in members)
    store.accept("stranger", [capture(3, "+47 456 78 901", picture="a")], [])
    pipeline.resolve(store)
    assert {key for key in state(store)[1] if "MEMBER_OF" in key} < members
    assert pipeline.resolve(store, full=True).changes == 0
    store.close()


def test_numbers_that_come_between_two_part_their_lines(tmp_path: Path) -> None:
    store = RecordStore.open(tmp_path)
    store.accept("two", [capture(1, "+47 912 34 567"), capture(2, "+47 912 34 570")], [])
    pipeline.resolve(store)
    store.accept("many", [capture(n, f"+47 912 {34_567 + 61 * (n - 12):05d}") for n in range(3, 22) if n != 12], [])
    pipeline.resolve(store)
    assert pipeline.resolve(store, full=True).changes == 0
    store.close()


def test_a_place_moves_with_the_ad_that_gives_it(tmp_path: Path) -> None:
    store = RecordStore.open(tmp_path)
    for day, lat in ((1, 59.9), (2, 60.4)):
        at = {"site": "s.example", "ad_id": "1", "captured_at": f"2026-06-0{day}T00:00:00Z"}
        store.accept(f"day {day}", [Capture.model_validate({**at, "country": "NO", "city": "Oslo", "lat": lat, "lon": 10.7})], [])
        pipeline.resolve(store)
    assert state(store)[0]["place:NO/oslo"]["properties"]["lat"] == 60.4
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

"""Another cut of the networks: the usual one is what is stored, a finer one joins less and a coarser one more, and nothing is written."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from resolution import pipeline
from resolution.cuts import LEAST, MOST, cut
from resolution.joints import STRENGTH
from resolution.store import RecordStore
from tests.resolution.stores import market, state


def _networks(store: RecordStore, strength: float) -> set[frozenset[str]]:
    ads: dict[str, set[str]] = defaultdict(set)
    for row in cut(store, strength).read_all().to_pylist():
        ads[row["network"]].add(f"{row['site']}/{row['ad_id']}")
    return {frozenset(held) for held in ads.values()}


def test_finer_and_coarser_cuts(tmp_path: Path) -> None:
    store = RecordStore.open(tmp_path / "store")
    store.accept("all", *market(tmp_path / "market"))
    pipeline.resolve(store)
    before = state(store)
    stored: dict[str, set[str]] = defaultdict(set)
    for row in store.assignments().read_all().to_pylist():
        if row["entity_type"] == "person" and row["network_id"]:
            stored[row["network_id"]].add(f"{row['site']}/{row['ad_id']}")
    usual, finer, coarser = (_networks(store, strength) for strength in (STRENGTH, MOST, LEAST))
    assert usual == {frozenset(ads) for ads in stored.values()}
    assert sum(map(len, finer)) < sum(map(len, usual)) <= sum(map(len, coarser))
    assert state(store) == before
    store.close()

"""One small resolved store, copied for each test that changes it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from resolution import pipeline
from resolution.store import RecordStore
from tests.resolution.stores import market


@pytest.fixture(scope="session")
def resolved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("resolved")
    store = RecordStore.open(folder)
    store.accept("all", *market(tmp_path_factory.mktemp("market"), ads=120, seed=5))
    pipeline.resolve(store)
    store.close()
    return folder


@pytest.fixture
def store(resolved: Path, tmp_path: Path) -> Iterator[RecordStore]:
    shutil.copytree(resolved, tmp_path / "data")
    opened = RecordStore.open(tmp_path / "data")
    yield opened
    opened.close()

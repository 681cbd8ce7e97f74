"""Profiles are the same however many processes make them, and a process that dies is noticed."""

from __future__ import annotations

import os

import pytest

from resolution.extraction import WORTH_A_HELPER, Extraction, Job
from tests.resolution.stores import market


@pytest.fixture(scope="module")
def jobs(tmp_path_factory: pytest.TempPathFactory) -> list[Job]:
    captures, rows = market(tmp_path_factory.mktemp("world"), ads=40, seed=4)
    by_ad: dict[str, list[str]] = {}
    for capture in captures:
        by_ad.setdefault(capture.ad_key, []).append(capture.content().decode())
    return [*by_ad.items(), *((f"row:{row.digest}", [row.content().decode()]) for row in rows)]


def test_helpers_change_nothing(jobs: list[Job], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    with Extraction(1) as alone, Extraction(WORTH_A_HELPER) as helped:
        assert len(alone.profiles(jobs)) == len(jobs)
        assert helped.profiles(jobs) == alone.profiles(jobs)
        assert helped.profiles(jobs[:1]) == alone.profiles(jobs[:1])


def test_a_helper_that_fails_is_an_error(jobs: list[Job], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    with Extraction(WORTH_A_HELPER) as helped, pytest.raises((RuntimeError, BrokenPipeError)):
        helped.profiles([jobs[0], ("s.example/1", ["no record"])])

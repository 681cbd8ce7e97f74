"""What all tests share: one real Neo4j for all that need it, and property tests without a deadline (machines differ)."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

sys.path.insert(0, str(Path(__file__).resolve().parent))

import neo4j_server

settings.register_profile("clew", deadline=None, derandomize=bool(os.environ.get("CI")), suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("clew")


@pytest.fixture(scope="session")
def neo4j_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str, str]]:
    """URI, user and password; skipped with a reason where none can be had, except in CI."""
    if uri := os.environ.get("NEO4J_URI"):
        yield uri, os.environ.get("NEO4J_USER", "neo4j"), os.environ.get("NEO4J_PASSWORD", "")
        return
    try:
        neo4j_server.provide()
    except neo4j_server.NotProvided as exc:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(f"Neo4j's contract tests did not run: {exc}")
    server = neo4j_server.disposable(tmp_path_factory.mktemp("neo4j"))
    started = server.start()
    try:
        server.wait(started)
        yield server.uri, "neo4j", server.password
    finally:
        neo4j_server.stop(started)

"""A value that strangers share becomes a hub, and what rested on it comes apart."""

from pathlib import Path

import pytest

from bench.strangers import arrive


@pytest.mark.parametrize("kind", ["email", "address"])
def test_strangers_never_become_a_network(tmp_path: Path, kind: str) -> None:
    seen = list(arrive(tmp_path, kind, 48))
    assert seen[-1].hub
    assert seen[-1].largest_network <= 4, "what two or three strangers seemed to share is undone when many do"

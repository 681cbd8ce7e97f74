"""A short form of the long proof that kill -9 loses nothing: each kind of work is killed once."""

from __future__ import annotations

from bench.kills import run


def test_kill_9_in_every_kind_of_work_loses_nothing_and_the_graph_equals_the_record() -> None:
    _, faults = run(rounds=5, stores=1, seed=11)
    assert faults == []

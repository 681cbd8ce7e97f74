"""Ids survive: the oldest on a merge, the largest part on a split, and what stood alone before gets its own back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from resolution.identity import Past, assign

NOTHING = Past({}, {}, {})


def never(_: str) -> bool:
    return False


def test_a_first_id_follows_from_the_cluster_alone() -> None:
    one = assign("person", {"a": ["a", "b"]}, NOTHING, never)
    assert one.ids == assign("person", {"a": ["b", "a"]}, NOTHING, never).ids
    assert one.ids["a"].startswith("person-")
    assert [event.event for event in one.events] == ["created"]


def test_the_oldest_keeps_its_id_on_a_merge() -> None:
    past = Past({"a": "young", "b": "old", "c": "young"}, {"young": 2, "old": 1}, {})
    found = assign("person", {"a": ["a", "b", "c"]}, past, never)
    assert found.ids == {"a": "old"}
    assert found.ended == {"young"}
    assert ("young", "merged", ("old",)) in [(e.entity_id, e.event, e.others) for e in found.events]


def test_the_largest_part_keeps_the_id_on_a_split() -> None:
    past = Past({"a": "x", "b": "x", "c": "x"}, {"x": 1}, {})
    found = assign("person", {"a": ["a"], "b": ["b", "c"]}, past, never)
    assert found.ids["b"] == "x"
    assert found.ids["a"] != "x"
    assert not found.ended


def test_after_a_withdrawn_merge_the_first_ids_return() -> None:
    past = Past(dict.fromkeys("abcd", "old"), {"old": 1, "young": 2}, {"young": frozenset("bcd")})
    found = assign("person", {"a": ["a"], "b": ["b", "c", "d"]}, past, never)
    assert found.ids == {"a": "old", "b": "young"}


def test_what_was_deleted_returns_under_its_id() -> None:
    past = Past({}, {"x": 1}, {"x": frozenset("ab")})
    assert assign("person", {"a": ["a", "b"]}, past, never).ids == {"a": "x"}


def test_an_id_once_used_is_not_given_again() -> None:
    first = assign("person", {"a": ["a"]}, NOTHING, never).ids["a"]
    assert assign("person", {"a": ["a"]}, NOTHING, lambda i: i == first).ids["a"] != first


@given(st.lists(st.integers(0, 4), min_size=1, max_size=8), st.lists(st.integers(0, 4), min_size=8, max_size=8))
def test_every_cluster_has_one_id_and_no_id_two(before: list[int], after: list[int]) -> None:
    records = [str(n) for n in range(len(before))]
    past = Past({r: f"id{c}" for r, c in zip(records, before, strict=True)}, {f"id{c}": c for c in before}, {})
    clusters: dict[str, list[str]] = {}
    for record, cluster in zip(records, after, strict=False):
        clusters.setdefault(f"c{cluster}", []).append(record)
    found = assign("person", clusters, past, never)
    assert found.ids.keys() == clusters.keys()
    assert len(set(found.ids.values())) == len(clusters)
    assert found.ended == {f"id{c}" for c in before} - set(found.ids.values())

"""Decisions bind every run, refuse contradiction by name, and leave no trace when withdrawn."""

from __future__ import annotations

from collections import Counter

import pytest

from resolution import decisions, pipeline
from resolution.errors import Unfit, Unknown
from resolution.store import RecordStore
from tests.resolution.stores import partition, state


def answer(store: RecordStore, a: str, b: str, given: str) -> str:
    made = decisions.decide(store, a, b, given, reason="seen by hand", author="analyst")
    pipeline.resolve(store, cause=made["decision_id"])
    return str(made["decision_id"])


def person(store: RecordStore, ad: str) -> str:
    return store.persons_of([ad])[ad]


def two_strangers(store: RecordStore) -> tuple[str, str]:
    ads = sorted(store.persons_of(p["id"] for p in store.all_graph_nodes() if p["type"] == "ad"))
    first = ads[0]
    return first, next(ad for ad in ads if person(store, ad) != person(store, first))


def two_of_one(store: RecordStore) -> tuple[str, str]:
    persons = store.persons_of(n["id"] for n in store.all_graph_nodes() if n["type"] == "ad")
    largest = Counter(persons.values()).most_common(1)[0][0]
    a, b, *_ = sorted(ad for ad, held in persons.items() if held == largest)
    return a, b


def test_same_joins_strangers_and_withdrawal_restores_every_id(store: RecordStore) -> None:
    before = state(store)
    a, b = two_strangers(store)
    decision_id = answer(store, a, b, "same")
    assert person(store, a) == person(store, b)
    assert pipeline.resolve(store, full=True).changes == 0
    assert decisions.withdraw(store, decision_id)
    pipeline.resolve(store)
    assert state(store) == before


def test_different_parts_one_person_and_survives_deletion_with_return(store: RecordStore) -> None:
    a, b = two_of_one(store)
    captures = store.ad(a)
    assert captures
    answer(store, a, b, "different")
    assert person(store, a) != person(store, b)
    decided = partition(store)
    from resolution.captures import Capture

    held = [Capture.model_validate(record) for record in captures["captures"]]
    store.delete_ad(a)
    pipeline.resolve(store)
    store.accept("return", held, [])
    pipeline.resolve(store)
    assert partition(store) == decided


def test_answers_tell_how_often_the_scores_agree(store: RecordStore) -> None:
    a, b = two_of_one(store)
    assert store.status()["answers"] == {"answered": 0, "agreeing": 0}
    answer(store, a, b, "different")
    told = store.status()["answers"]
    assert told["answered"] >= told["agreeing"]
    assert told["answered"] <= 1


def test_unsure_changes_nothing(store: RecordStore) -> None:
    before = partition(store)
    answer(store, *two_strangers(store), "unsure")
    assert partition(store) == before


def test_a_contradiction_names_the_chain(store: RecordStore) -> None:
    ads = sorted(store.persons_of(n["id"] for n in store.all_graph_nodes() if n["type"] == "ad"))
    one, two, three = ads[0], ads[1], ads[2]
    first, second = answer(store, one, two, "same"), answer(store, two, three, "same")
    with pytest.raises(decisions.Contradiction) as refused:
        decisions.decide(store, one, three, "different", reason="", author="")
    assert {first, second} <= set(refused.value.chain)
    assert first in str(refused.value)


def test_what_cannot_be_decided_is_refused(store: RecordStore) -> None:
    phone = next(n["id"] for n in store.all_graph_nodes() if n["type"] == "phone")
    a, b = two_strangers(store)
    for x, y, given, error in ((a, "site/none", "same", Unknown), (a, phone, "same", Unfit), (a, b, "perhaps", Unfit), (a, a, "same", Unfit)):
        with pytest.raises(error):
            decisions.decide(store, x, y, given, reason="", author="")


def test_review_offers_uncertain_pairs_and_not_those_answered(store: RecordStore) -> None:
    offered = decisions.review(store, 5)
    for pair in offered:
        assert 0.0 < pair["match_probability"] < 1.0
        answer(store, pair["a"], pair["b"], "unsure")
    left = {(p["a"], p["b"]) for p in decisions.review(store, 1000)}
    assert not left & {(p["a"], p["b"]) for p in offered}

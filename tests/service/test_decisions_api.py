"""Decisions, explanations, histories, ids that move, and erasure, through the API."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import Live, ad

ANNA = {"name": "Anna", "age": 27, "attributes": {"nationality": "ro", "hair": "black", "height_cm": "165"}}
PDQ = "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22"


@pytest.fixture
def one(service: Live) -> Live:
    """Two ads of one person, and one of somebody else."""
    records = [
        ad(1, **ANNA, phones=["+46701740605"], images=[{"pdq": PDQ}]),
        ad(2, **ANNA, phones=["+46701740605"], images=[{"pdq": PDQ}], captured_at="2026-05-03T08:00:00Z"),
        ad(3, name="Berta", age=44, phones=["+46701740666"], city="Lund"),
    ]
    service.http.post("/v1/ads", params={"wait": True}, json=records).raise_for_status()
    return service


def person(service: Live, number: int) -> str:
    entities = service.get(f"/v1/ads/site-a.example/{number}").json()["entities"]
    return str(next(entity["entity_id"] for entity in entities if entity["type"] == "person"))


def decide(service: Live, a: str, b: str, decision: str) -> dict[str, Any]:
    answer = service.http.post("/v1/decisions", json={"a": a, "b": b, "decision": decision, "reason": "seen", "author": "Kim"})
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_a_decision_acts_at_once_and_its_withdrawal_brings_the_first_ids_back(one: Live) -> None:
    first, third = person(one, 1), person(one, 3)
    assert first == person(one, 2) != third
    made = decide(one, "site-a.example/1", "site-a.example/3", "same")
    assert made["changed"]["entities"]
    assert person(one, 1) == person(one, 3)
    kept, gone = sorted((first, third), key=lambda id: id != person(one, 1))
    moved = one.get(f"/v1/entities/{gone}")
    assert (moved.status_code, moved.headers["location"]) == (308, f"/v1/entities/{kept}")
    assert moved.json()["became"] == [kept]
    assert one.http.get(f"/v1/entities/{gone}/ads", follow_redirects=True).status_code == 200
    linked = one.get("/v1/links/shortest", params={"source": gone, "target": "site-a.example/2"})
    assert (linked.status_code, kept in linked.headers["location"]) == (308, True)
    withdrawn = one.http.delete(f"/v1/decisions/{made['decision_id']}")
    assert withdrawn.status_code == 200
    assert (person(one, 1), person(one, 3)) == (first, third)
    assert one.get(f"/v1/decisions/{made['decision_id']}").status_code == 404


def test_apart_stays_apart_and_history_names_the_decision(one: Live) -> None:
    before = person(one, 1)
    made = decide(one, "site-a.example/1", "site-a.example/2", "different")
    assert person(one, 1) != person(one, 2)
    events = one.get(f"/v1/entities/{before}/history").json()["items"]
    assert made["decision_id"] in str(events)
    assert [d["decision_id"] for d in one.get("/v1/decisions").json()["items"]] == [made["decision_id"]]
    assert one.get("/v1/decisions").json()["items"][0]["author"] == "Kim"


def test_a_decision_by_an_id_that_was_merged_away_binds_what_it_became(service: Live) -> None:
    for number, name in ((1, "Eva"), (2, "Mia"), (3, "Zoe")):
        service.http.post("/v1/ads", params={"wait": True}, json=ad(number, name=name, phones=[f"+4670174060{number}"])).raise_for_status()
    first, second, third = (person(service, number) for number in (1, 2, 3))
    decide(service, first, second, "same")
    (retired,) = {first, second} - {person(service, 1)}
    assert decide(service, retired, third, "different")["a"] == person(service, 1)


def test_a_contradiction_names_the_decisions_that_exclude_it(one: Live) -> None:
    made = decide(one, "site-a.example/1", "site-a.example/2", "same")
    refused = one.http.post(
        "/v1/decisions", json={"a": "site-a.example/2", "b": "site-a.example/1", "decision": "different", "reason": "no"}
    )
    assert refused.status_code == 409
    assert refused.json()["chain"] == [made["decision_id"]]


@pytest.mark.parametrize(
    ("a", "b", "status"),
    [("site-a.example/1", "site-a.example/1", 422), ("site-a.example/1", "nothing", 404), ("x", "y", 404)],
)
def test_what_cannot_be_decided_is_refused(one: Live, a: str, b: str, status: int) -> None:
    assert one.http.post("/v1/decisions", json={"a": a, "b": b, "decision": "same", "reason": "r"}).status_code == status


def test_two_ads_are_explained_by_their_waterfall(one: Live) -> None:
    found = one.get("/v1/explain", params={"a": "site-a.example/1", "b": "site-a.example/2"}).json()
    assert found["same_entity"] is True
    assert found["match_weight"] == pytest.approx(sum(step["match_weight"] for step in found["waterfall"]), abs=0.01)
    assert found["chain"]
    why = one.get(f"/v1/entities/{person(one, 1)}/why").json()
    assert why["pairs"] and why["text"]
    assert one.get("/v1/explain", params={"a": "site-a.example/1", "b": "nothing"}).status_code == 404


def test_review_offers_pairs(one: Live) -> None:
    for pair in one.get("/v1/review").json()["items"]:
        assert 0 < pair["match_probability"] < 1


def test_an_id_whose_ads_lie_in_several_answers_300(service: Live) -> None:
    records = [
        ad(3, **ANNA, phones=["+46701740666"], city="Lund"),
        ad(1, **ANNA, phones=["+46701740605"], images=[{"pdq": PDQ}]),
        ad(2, **ANNA, phones=["+46701740605"], images=[{"pdq": PDQ}], captured_at="2026-05-03T08:00:00Z"),
    ]
    for record in records:
        service.http.post("/v1/ads", params={"wait": True}, json=record).raise_for_status()
    retired = person(service, 1)
    assert retired == person(service, 2) != person(service, 3)
    decide(service, "site-a.example/1", "site-a.example/3", "same")
    decide(service, "site-a.example/1", "site-a.example/2", "different")
    answer = service.get(f"/v1/entities/{retired}/timeline?mode=simple")
    assert person(service, 2) not in (person(service, 1), retired)
    assert answer.status_code == 300
    assert set(answer.json()["became"]) == {person(service, 1), person(service, 2)}
    assert f"/v1/entities/{person(service, 2)}/timeline?mode=simple" in answer.json()["locations"]


def test_runs_and_model_are_told(one: Live) -> None:
    runs = one.get("/v1/runs").json()["items"]
    assert runs and runs[0]["model_version"] == one.get("/v1/model").json()["version"]


@pytest.mark.parametrize("body", [{"type": "phone", "value": "070-174 06 05"}, {"ad": "site-a.example/1"}])
def test_what_is_erased_is_in_no_file_and_does_not_come_back(one: Live, body: dict[str, str]) -> None:
    watched = {"type": "phone", "value": "+46701740605", "name": "case 4"}
    one.http.post("/v1/watchlists", json=watched, headers={"Idempotency-Key": "w"}).raise_for_status()
    erased = one.http.post("/v1/erasures", json={**body, "reason": "request 9"})
    assert erased.status_code == 201, erased.text
    assert one.get("/v1/erasures").json()["items"][0]["erasure_id"] == erased.json()["erasure_id"]
    again = ad(1, **ANNA, phones=["+46701740605"], images=[{"pdq": PDQ}])
    one.http.post("/v1/ads", params={"wait": True}, json=again).raise_for_status()
    if "value" in body:
        assert one.get("/v1/phones/+46701740605").status_code == 404
        needles = [b"701740605", b"0701740605", b"070-174 06 05"]
    else:
        assert one.get("/v1/ads/site-a.example/1").status_code == 404
        needles = [b"site-a.example/1\""]
    assert one.get("/v1/verify").json()["clean"]
    for path in one.clew.settings.data.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert not [needle for needle in needles if needle in content], path


def test_an_erasure_names_one_thing(one: Live) -> None:
    for body in ({}, {"type": "phone"}, {"value": "x"}, {"ad": "x/y", "type": "phone", "value": "1"}, {"type": "dog", "value": "x"}):
        assert one.http.post("/v1/erasures", json={**body, "reason": "r"}).status_code == 422
    assert one.http.post("/v1/erasures", json={"ad": "x/y", "reason": "r"}).status_code == 404

"""The way of an ad through the API: handed in, resolved, read, removed."""

from __future__ import annotations

import gzip
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from conftest import Live, ad, lines

TWO = [
    ad(1, name="Anna", age=27, phones=["070-174 06 05"], title="Anna in town", text="Call me"),
    ad(2, name="Anna", age=27, phones=["+46 70 174 06 05"], city="Lund", captured_at="2026-05-03T08:00:00Z"),
]


def hand_in(service: Live, records: list[dict[str, Any]], **params: Any) -> dict[str, Any]:
    answer = service.http.post("/v1/ads", params={"wait": True, **params}, json=records)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_waiting_shows_what_was_touched_and_the_graph_has_it(service: Live) -> None:
    made = hand_in(service, TWO)
    assert (made["accepted"], made["rejected"], made["state"]) == (2, [], "loaded")
    phone = next(entity for entity in made["entities"] if entity["type"] == "phone")
    entity = service.get(f"/v1/entities/{phone['entity_id']}").json()
    assert entity["label"] == "+46701740605"
    assert entity["first_seen"].startswith("2026-05-01")
    listed = service.get(f"/v1/entities/{phone['entity_id']}/ads").json()
    assert {item["ad"] for item in listed["items"]} == {"site-a.example/1", "site-a.example/2"}


def test_an_ad_is_read_with_captures_mentions_and_entities(service: Live) -> None:
    hand_in(service, TWO)
    held = service.get("/v1/ads/site-a.example/1").json()
    assert held["ad"] == "site-a.example/1"
    assert len(held["captures"]) == 1
    assert "phone" in {mention["kind"] for mention in held["mentions"]}
    assert {"person", "phone"} <= {entity["type"] for entity in held["entities"]}


def test_without_waiting_it_is_accepted_and_soon_loaded(service: Live) -> None:
    answer = service.http.post("/v1/ads", content=lines(TWO), headers={"Content-Type": "application/x-ndjson"})
    assert answer.status_code == 202
    batch_id = answer.json()["batch_id"]
    with service.http.stream("GET", f"/v1/batches/{batch_id}/events") as events:
        assert events.headers["content-type"].startswith("text/event-stream")
        said = "".join(events.iter_text())
    assert '"state":"loaded"' in said.replace(" ", "")
    state = service.get(f"/v1/batches/{batch_id}").json()
    assert (state["state"], state["accepted"], state["rejected"]) == ("loaded", 2, 0)
    assert service.get("/v1/phones/+46701740605").status_code == 200


def test_what_does_not_validate_is_refused_with_index_field_and_reason(service: Live) -> None:
    made = hand_in(service, [TWO[0], ad(2, captured_at="never"), {"site": "x"}, TWO[1]])
    assert made["accepted"] == 2
    assert [refused["index"] for refused in made["rejected"]] == [1, 2]
    assert made["rejected"][0]["reasons"][0]["field"] == "captured_at"
    assert service.get(f"/v1/batches/{made['batch_id']}").json()["rejected"] == 2


def test_the_same_again_changes_nothing(service: Live) -> None:
    hand_in(service, TWO)
    again = hand_in(service, TWO)
    assert (again["accepted"], again["new"], again["entities"]) == (2, 0, [])


@pytest.mark.parametrize("ad_id", ["a/b", "å ä?#%", "x+y&z=1", "7/ads", "a%2Fb"])
def test_an_ad_id_may_hold_anything(service: Live, ad_id: str) -> None:
    from urllib.parse import quote

    hand_in(service, [ad(1, ad_id=ad_id, phones=["+46701740605"])])
    assert service.get(f"/v1/ads/site-a.example/{quote(ad_id, safe='')}").json()["ad_id"] == ad_id
    around = service.get(f"/v1/entities/{quote('site-a.example/' + ad_id, safe='')}/network").json()
    assert any(node["type"] == "phone" for node in around["nodes"])


def test_a_removed_ad_is_gone_and_may_come_again(service: Live) -> None:
    hand_in(service, TWO)
    removed = service.http.delete("/v1/ads/site-a.example/1")
    assert removed.status_code == 200
    assert removed.json()["entities"]
    assert service.get("/v1/ads/site-a.example/1").status_code == 404
    assert service.http.delete("/v1/ads/site-a.example/1").status_code == 404
    assert len(service.get("/v1/phones/+46701740605").json()["candidates"][0]["ads"]) == 1
    assert hand_in(service, TWO[:1])["new"] == 1
    assert service.get("/v1/ads/site-a.example/1").status_code == 200


def test_an_idempotency_key_does_a_write_once(service: Live) -> None:
    send = {"headers": {"Idempotency-Key": "k-1"}, "params": {"wait": True}}
    first = service.http.post("/v1/ads", json=TWO, **send)
    again = service.http.post("/v1/ads", json=TWO, **send)
    assert again.headers["idempotency-replayed"] == "true"
    assert again.json() == first.json()
    assert service.http.post("/v1/ads", json=TWO[:1], **send).status_code == 422
    said = [(entry["operation"], entry["status"]) for entry in service.get("/v1/audit").json()["items"]]
    assert said[:3] == [("/v1/ads", 422), ("/v1/ads", 200), ("/v1/ads", 200)]


def test_many_clients_at_once_each_get_their_own_answer(service: Live) -> None:
    def one(number: int) -> dict[str, Any]:
        return service.http.post("/v1/ads", params={"wait": True}, json=ad(number, phones=[f"+4670174{6000 + number}"])).json()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(one, range(40)))
    assert len({answer["batch_id"] for answer in answers}) == 40
    assert service.get("/v1/stats/overview").json()["counts"]["ad"] == 40
    assert service.get("/v1/verify").json() == {"clean": True, "differences": []} | service.get("/v1/verify").json()


def test_directory_rows_name_the_subscriber(service: Live) -> None:
    row = {"phone": "+46701740605", "owner_name": "Marius Nielsen", "owner_address": "Storgatan 1, 211 34 Malmö", "source": "d.example"}
    hand_in(service, TWO)
    made = service.http.post("/v1/directory", params={"wait": True}, json=row).json()
    assert "owner" in {entity["type"] for entity in made["entities"]}
    phone = service.get("/v1/phones/+46701740605").json()["candidates"][0]["entity"]["entity_id"]
    around = service.get(f"/v1/entities/{phone}/network", params={"hops": 1}).json()
    assert "REGISTERED_TO" in {relationship["type"] for relationship in around["relationships"]}


def test_a_body_may_be_gzip(service: Live) -> None:
    records = lines([ad(1), ad(2)])
    packed = gzip.compress(records)
    for body, encoding, status in ((packed, "gzip", 202), (packed[:-9], "gzip", 422), (records, "gzip", 422), (packed, "br", 415)):
        answer = service.http.post("/v1/ads", content=body, headers={"Content-Encoding": encoding})
        assert answer.status_code == status, answer.text
    assert service.http.post("/v1/ads", content=gzip.compress(b" " * (64 << 20) + b"{}"), headers={"Content-Encoding": "gzip"}).status_code == 413


def test_a_directory_row_may_lack_a_subscriber(service: Live) -> None:
    rows = [{"phone": "1"}, {"phone": "+46701740606"}, {"phone": "+46701740607", "owner_address": "Storgatan 1, 211 34 Malmö"}]
    answer = service.http.post("/v1/directory", params={"wait": True}, json=rows)
    assert answer.status_code == 200, answer.text
    assert sorted(entity["type"] for entity in answer.json()["entities"]) == ["address", "phone", "phone", "phone"]
    assert service.get("/v1/verify").json()["clean"]

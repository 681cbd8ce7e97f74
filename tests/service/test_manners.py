"""What every call has in common: errors, ids, headers, limits, ETags, compression."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Live, ad

from resolution.captures import Capture, parse_capture
from resolution.errors import StoreLocked
from resolution.store import RecordStore
from service.errors import SettingRefused
from service.server import opened
from service.settings import Settings


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1/entities/phone-unknown", 404),
        ("GET", "/v1/networks/network-unknown", 404),
        ("GET", "/v1/networks/network-unknown/summary", 404),
        ("GET", "/v1/ads/x/y", 404),
        ("GET", "/v1/batches/x", 404),
        ("GET", "/v1/phones/+4799999999", 404),
        ("GET", "/v1/links/shortest?source=a&target=b", 404),
        ("GET", "/v1/links/shortest?source=a", 422),
        ("GET", "/v1/networks?limit=0", 422),
        ("GET", "/v1/networks?limit=1001", 422),
        ("GET", "/v1/networks?cursor=nonsense", 422),
        ("GET", "/v1/networks?since=soon", 422),
        ("GET", "/v1/search", 422),
        ("GET", "/v1/search?near=1,2", 422),
        ("GET", "/v1/entities/x/network?types=person,dog", 422),
        ("GET", "/v1/nothing", 404),
        ("PUT", "/v1/ads", 405),
        ("POST", "/v1/ads", 422),
        ("POST", "/v1/decisions", 422),
        ("DELETE", "/v1/watchlists/x", 404),
        ("GET", "/nothing", 404),
    ],
)
def test_every_error_has_one_shape(service: Live, method: str, path: str, status: int) -> None:
    answer = service.http.request(method, path)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    said = answer.json()
    assert said["status"] == status
    assert {"type", "title", "detail", "request_id"} <= said.keys()
    assert said["request_id"] == answer.headers["x-request-id"]


def test_what_is_no_http_is_answered_in_the_same_shape(service: Live) -> None:
    with socket.create_connection(("127.0.0.1", int(service.url.rpartition(":")[2]))) as connection:
        connection.sendall(b"GET /v1/search?q=" + b"x" * 70_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n")
        head, _, body = connection.makefile("rb").read().partition(b"\r\n\r\n")
    assert b"application/problem+json" in head
    assert json.loads(body)["status"] == 400


def test_answers_carry_security_headers_and_the_callers_request_id(service: Live) -> None:
    answer = service.get("/v1/networks", headers={"X-Request-ID": "from-the-caller-1"})
    assert answer.headers["x-request-id"] == "from-the-caller-1"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "server" not in answer.headers


def test_an_etag_spares_the_second_answer(service: Live) -> None:
    service.http.post("/v1/ads", params={"wait": True}, json=ad(1, phones=["+46701740605"])).raise_for_status()
    first = service.get("/v1/ads/site-a.example/1")
    same = service.get("/v1/ads/site-a.example/1", headers={"If-None-Match": first.headers["etag"]})
    assert (same.status_code, same.content) == (304, b"")
    service.http.post("/v1/ads", params={"wait": True}, json=ad(1, phones=["+46701740606"])).raise_for_status()
    changed = service.get("/v1/ads/site-a.example/1", headers={"If-None-Match": first.headers["etag"]})
    assert changed.status_code == 200


def test_large_answers_are_compressed_on_request(service: Live) -> None:
    assert service.get("/openapi.json", headers={"Accept-Encoding": "gzip"}).headers["content-encoding"] == "gzip"
    assert "content-encoding" not in service.get("/openapi.json", headers={"Accept-Encoding": "identity"}).headers


def test_a_body_over_the_limit_is_refused_as_it_comes(start: Callable[..., Live]) -> None:
    service = start(max_body=10_000)
    assert service.http.post("/v1/ads", content=b" " * 10_001).status_code == 413
    streamed = service.http.post("/v1/ads", content=(b" " * 1000 for _ in range(20)))
    assert streamed.status_code == 413


def test_ten_megabytes_and_a_thousand_captures_fit_in_one_request(service: Live) -> None:
    records = [ad(number, city=f"Town {number}", x_page="<p>as crawled</p>" * 640) for number in range(1000)]
    answer = service.http.post("/v1/ads", params={"wait": True}, json=records, timeout=120)
    assert (answer.status_code, answer.json()["accepted"]) == (200, 1000)


def test_other_addresses_need_a_key_before_the_start(tmp_path: Path) -> None:
    with pytest.raises(SettingRefused, match="clew keys add"), opened(Settings(data=tmp_path / "other", host="0.0.0.0")):
        pass


def test_head_answers_as_get_without_a_body(service: Live) -> None:
    for path in ("/v1/networks", "/v1/entities/nothing", "/healthz"):
        told, whole = service.http.head(path), service.get(path)
        assert (told.status_code, told.content, told.headers["content-length"]) == (whole.status_code, b"", whole.headers["content-length"])
    assert service.http.head("/v1/alerts/events").status_code == 405


def test_an_open_loopback_answers_no_foreign_page(service: Live) -> None:
    assert service.get("/v1/networks", headers={"Host": "evil.example"}).status_code == 403
    assert service.get("/v1/networks", headers={"Origin": "https://evil.example"}).status_code == 403
    assert service.get("/v1/networks", headers={"Origin": service.url}).status_code == 200


def test_cross_origin_calls_are_a_setting(start: Callable[..., Live]) -> None:
    service = start(cors_origins=("https://desk.example",))
    asked = {"Origin": "https://desk.example", "Access-Control-Request-Method": "GET"}
    assert service.http.options("/v1/networks", headers=asked).headers["access-control-allow-origin"] == "https://desk.example"
    assert service.get("/v1/networks", headers={"Origin": "https://desk.example"}).status_code == 200


def test_a_rate_is_kept_to_a_key(start: Callable[..., Live]) -> None:
    service = start()
    _, slow = service.clew.keys.add("slow", "analyst", rate_limit=5)
    _, other = service.clew.keys.add("other", "analyst")
    with service.as_key(slow) as http, service.as_key(other) as free:
        answers = [http.get("/v1/networks") for _ in range(7)]
        assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 2
        assert int(answers[-1].headers["retry-after"]) >= 1
        assert free.get("/v1/networks").status_code == 200


def test_health_readiness_and_metrics_need_no_key(service: Live) -> None:
    service.clew.keys.add("first", "admin")
    assert service.get("/healthz").json() == {"status": "ok"}
    assert service.get("/readyz").json()["status"] == "ready"
    metrics = service.get("/metrics")
    assert metrics.status_code == 200
    assert 'clew_requests_total{method="GET",operation="/healthz",status="200"}' in metrics.text
    assert service.get("/v1/networks").status_code == 401


def test_openapi_documents_every_call_with_its_errors(service: Live) -> None:
    document = service.get("/openapi.json").json()
    for path, operations in document["paths"].items():
        for operation in operations.values():
            assert operation.get("description") or operation.get("summary")
            if path.startswith("/v1/"):
                assert {"401", "403", "422", "429"} <= operation["responses"].keys(), path
    assert len(document["paths"]) > 40


def test_a_request_that_takes_too_long_is_answered(start: Callable[..., Live]) -> None:
    service = start(request_seconds=0.0001)
    answer = service.get("/v1/networks")
    assert (answer.status_code, answer.json()["type"]) == (504, "urn:clew:problem:timed-out")


def test_a_reader_beside_the_writer_reads_the_graph_and_writes_nothing(start: Callable[..., Live]) -> None:
    writer = start()
    writer.http.post("/v1/ads", params={"wait": True}, json=ad(1, phones=["+46701740605"])).raise_for_status()
    reader = start(read_only=True)
    assert reader.get("/v1/phones/+46701740605").status_code == 200
    assert reader.get("/v1/stats/overview").json()["counts"]["ad"] == 1
    for path in ("/v1/ads/site-a.example/1", "/v1/runs", "/v1/explain?a=site-a.example/1&b=site-a.example/1", "/v1/decisions"):
        answer = reader.get(path)
        assert (answer.status_code, answer.json()["type"]) == (501, "urn:clew:problem:needs-record-store"), path
    answer = reader.http.post("/v1/ads", json=ad(2))
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:clew:problem:read-only")
    assert reader.get("/readyz").json()["ingest"] == "read-only"
    writer.http.post("/v1/ads", params={"wait": True}, json=ad(2)).raise_for_status()
    assert reader.get("/v1/stats/overview").json()["counts"]["ad"] == 2


def test_a_second_writer_is_told_who_holds_the_store(start: Callable[..., Live]) -> None:
    start()
    with pytest.raises(StoreLocked, match="process"):
        start()


def test_what_was_accepted_and_not_resolved_is_taken_up_at_the_start(start: Callable[..., Live], tmp_path: Path) -> None:
    store = RecordStore.open(tmp_path / "data")
    capture = parse_capture(ad(1, phones=["+46701740605"]))
    assert isinstance(capture, Capture)
    store.accept("early", [capture], [])
    store.close()
    service = start()
    until = time.monotonic() + 20
    while service.get("/v1/phones/+46701740605").status_code != 200 and time.monotonic() < until:
        time.sleep(0.05)
    assert service.get("/v1/batches/early").json()["state"] == "loaded"


def test_what_the_first_ad_would_wait_for_is_made_at_the_start(service: Live) -> None:
    until = time.monotonic() + 60
    while not service.clew.store.caches.keys() >= {"scorer", "pictures"} and time.monotonic() < until:
        time.sleep(0.05)
    assert service.clew.store.caches.keys() >= {"scorer", "pictures"}


def test_lists_go_on_when_the_last_item_shown_is_gone(service: Live) -> None:
    made = [service.http.post("/v1/watchlists", json={"type": "keyword", "value": f"door {number}"}).json()["watchlist_id"] for number in range(5)]
    first = service.get("/v1/watchlists", params={"limit": 2}).json()
    service.http.delete(f"/v1/watchlists/{made[1]}")
    rest = service.get("/v1/watchlists", params={"cursor": first["next_cursor"]}).json()
    assert [item["watchlist_id"] for item in rest["items"]] == made[2:]
    records = [ad(number, title=f"Kiruna {number}") for number in range(6)]
    service.http.post("/v1/ads", params={"wait": True}, json=records).raise_for_status()
    found = service.get("/v1/search", params={"q": "kiruna", "type": "ad", "limit": 3}).json()
    shown = [item["entity_id"] for item in found["items"]]
    service.http.delete(f"/v1/ads/{shown[0]}")
    rest = service.get("/v1/search", params={"q": "kiruna", "type": "ad", "cursor": found["next_cursor"]}).json()
    assert sorted(shown + [item["entity_id"] for item in rest["items"]]) == [f"site-a.example/{number}" for number in range(6)]


def test_lists_in_memory_page_by_what_they_showed_last(start: Callable[..., Live]) -> None:
    service = start()
    secret = service.clew.keys.add("first", "admin")[1]
    for number in range(6):
        service.clew.keys.add(f"k{number}", "analyst")
    with service.as_key(secret) as http:
        first = http.get("/v1/keys", params={"limit": 3}).json()
        rest = http.get("/v1/keys", params={"limit": 10, "cursor": first["next_cursor"]}).json()
        assert [len(first["items"]), len(rest["items"]), rest["next_cursor"]] == [3, 4, None]
        assert len({key["key_id"] for key in first["items"] + rest["items"]}) == 7
        assert http.get("/v1/keys", params={"cursor": "nonsense"}).status_code == 422

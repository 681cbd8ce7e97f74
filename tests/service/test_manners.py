"""What every call has in common: errors, ids, headers, limits, ETags, compression."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import Live, ad

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
    records = [ad(number, text=f"A room for the night {number}. " * 350) for number in range(1000)]
    answer = service.http.post("/v1/ads", params={"wait": True}, json=records, timeout=120)
    assert (answer.status_code, answer.json()["accepted"]) == (200, 1000)


def test_other_addresses_need_a_key_before_the_start(start: Callable[..., Live], tmp_path: object) -> None:
    from pathlib import Path

    assert isinstance(tmp_path, Path)
    with pytest.raises(SettingRefused, match="clew keys add"), opened(Settings(data=tmp_path / "other", host="0.0.0.0")):
        pass


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

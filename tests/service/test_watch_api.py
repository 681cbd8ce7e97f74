"""Watchlists, alerts, server-sent events and webhooks, over real sockets."""

from __future__ import annotations

import hashlib
import hmac
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from conftest import Live, ad

PDQ = "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22"


def hand_in(service: Live, *records: dict[str, Any]) -> None:
    service.http.post("/v1/ads", params={"wait": True}, json=list(records)).raise_for_status()


def watch(service: Live, type: str, value: str = "", **given: Any) -> dict[str, Any]:
    answer = service.http.post("/v1/watchlists", json={"type": type, "value": value, **given})
    assert answer.status_code == 201, answer.text
    return answer.json()


def alerts(service: Live, expected: int, **params: Any) -> list[dict[str, Any]]:
    """The alerts, when there are as many as expected or none came for a while."""
    until = time.monotonic() + 15
    while len(service.get("/v1/alerts", params=params).json()["items"]) < expected and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(0.3)
    return service.get("/v1/alerts", params=params).json()["items"]


WATCHED = [
    ("phone", {"value": "070-174 06 05"}, {"phones": ["+46 70 174 06 05"]}),
    ("email", {"value": "Anna@Mail.example"}, {"emails": ["anna@mail.example"]}),
    ("handle", {"value": "telegram:anna_s"}, {"handles": [{"platform": "telegram", "value": "@Anna_S"}]}),
    ("handle", {"value": "anna_s"}, {"handles": [{"platform": "telegram", "value": "@Anna_S"}]}),
    ("image", {"value": PDQ}, {"images": [{"pdq": f"{int(PDQ, 16) ^ 7:064x}"}]}),
    ("keyword", {"value": "Grüne Tür"}, {"text": "An der grünen, oder GRUNE TUR links"}),
    ("area", {"country": "SE", "city": "Malmö"}, {"country": "SE", "city": "Malmo"}),
    ("area", {"near": "55.6,13.0,20"}, {"country": "SE", "city": "Lund", "lat": 55.7, "lon": 13.19}),
]


@pytest.mark.parametrize(("type", "given", "fields"), WATCHED)
def test_a_new_fact_alerts_once(service: Live, type: str, given: dict[str, Any], fields: dict[str, Any]) -> None:
    elsewhere = {"country": "NO", "city": "Oslo", "title": "Here"}
    hand_in(service, ad(1, **{**elsewhere, "lat": 59.9, "lon": 10.7}), ad(2, **{**elsewhere, **fields}))
    made = watch(service, type, **given)
    hand_in(service, ad(3, **{**elsewhere, **fields}), ad(4, **elsewhere))
    hand_in(service, ad(3, **{**elsewhere, **fields, "captured_at": "2026-05-09T08:00:00Z"}))
    raised = alerts(service, 1)
    assert [(alert["ad"], alert["watchlist_id"], alert["type"]) for alert in raised] == [("site-a.example/3", made["watchlist_id"], type)]
    assert raised[0]["reason"]


def test_a_network_that_grows_alerts(service: Live) -> None:
    pair = [
        ad(1, name="Anna", age=24, phones=["+46701740605"], attributes={"nationality": "ro", "hair": "black", "height_cm": 158}),
        ad(2, name="Berta", age=41, phones=["+46701740605"], attributes={"nationality": "br", "hair": "blond", "height_cm": 179}),
    ]
    hand_in(service, *pair)
    networks = service.get("/v1/networks").json()["items"]
    assert networks
    watch(service, "network", networks[0]["network_id"])
    hand_in(service, ad(3, name="Clara", age=33, phones=["+46701740605"], attributes={"nationality": "es", "hair": "red", "height_cm": 168}))
    assert [alert["ad"] for alert in alerts(service, 1)] == ["site-a.example/3"]


def test_a_watched_network_is_followed_into_what_it_becomes(service: Live) -> None:
    looks = [("ro", "black", 158), ("br", "blond", 179), ("es", "red", 168), ("th", "brown", 149), ("ua", "grey", 185)]
    people = [
        ad(n, name=f"{name}", age=20 + 5 * n, phones=phones, attributes=dict(zip(("nationality", "hair", "height_cm"), looks[n], strict=True)))
        for n, (name, phones) in enumerate(
            [("Anna", ["+46701740605"]), ("Berta", ["+46701740605"]), ("Clara", ["+46701740699"]), ("Dora", ["+46701740699"]), ("Eva", [])]
        )
    ]
    hand_in(service, *people[:4])
    watched = {item["network_id"]: watch(service, "network", item["network_id"]) for item in service.get("/v1/networks").json()["items"]}
    assert len(watched) == 2
    for a, b in ((0, 2), (1, 3)):
        answer = {"a": f"site-a.example/{a}", "b": f"site-a.example/{b}", "decision": "same", "reason": "seen together"}
        assert service.http.post("/v1/decisions", json=answer).status_code == 201
    (left,) = service.get("/v1/networks").json()["items"]
    ended = next(made for network, made in watched.items() if network != left["network_id"])
    before = len(alerts(service, 1, watchlist_id=ended["watchlist_id"]))
    hand_in(service, {**people[4], "phones": ["+46701740605"]})
    assert alerts(service, before + 1, watchlist_id=ended["watchlist_id"])[-1]["ad"] == "site-a.example/4"


def test_what_cannot_be_watched_is_refused(service: Live) -> None:
    for body in (
        {"type": "phone", "value": "hello"}, {"type": "image", "value": "12"}, {"type": "network", "value": "network-x"}, {"type": "area"},
        {"type": "keyword", "value": "  "}, {"type": "email", "value": "anna"}, {"type": "dog", "value": "x"}, {"type": "area", "near": "1,2"}, {"type": "phone", "value": "", "x": 1},
    ):  # fmt: skip
        assert service.http.post("/v1/watchlists", json=body).status_code == 422, body


def test_watchlists_are_their_owners(start: Callable[..., Live]) -> None:
    service = start()
    keys = {name: service.clew.keys.add(name, role)[1] for name, role in (("a", "analyst"), ("b", "analyst"), ("r", "reviewer"))}
    with service.as_key(keys["a"]) as a, service.as_key(keys["b"]) as b, service.as_key(keys["r"]) as reviewer:
        made = a.post("/v1/watchlists", json={"type": "keyword", "value": "door"}).json()
        path = f"/v1/watchlists/{made['watchlist_id']}"
        assert (a.get(path).status_code, b.get(path).status_code, reviewer.get(path).status_code) == (200, 404, 200)
        assert b.get("/v1/watchlists").json()["items"] == []
        assert b.delete(path).status_code == 404
        assert a.delete(path).status_code == 200
        assert a.get(path).status_code == 404


def test_alerts_come_as_events_and_go_on_from_the_last_one(service: Live) -> None:
    watch(service, "phone", "+46701740605")
    hand_in(service, ad(1, phones=["+46701740605"]))
    first = alerts(service, 1)[0]
    hand_in(service, ad(2, phones=["+46701740605"]))
    with service.http.stream("GET", "/v1/alerts/events", headers={"Last-Event-ID": str(first["seq"])}) as events:
        for line in events.iter_lines():
            if line.startswith("data:"):
                assert json.loads(line[5:])["ad"] == "site-a.example/2"
                break


def test_a_stream_ends_with_its_key(start: Callable[..., Live]) -> None:
    service = start()
    made, secret = service.clew.keys.add("a", "analyst")
    with service.as_key(secret) as http, http.stream("GET", "/v1/alerts/events") as events:
        service.clew.keys.revoke(made["key_id"])
        assert [line for line in events.iter_lines() if line.startswith("data:")] == []


class Target:
    """A webhook's other end: answers with the statuses it is told, then 204."""

    def __init__(self, statuses: list[int]) -> None:
        self.got: list[tuple[dict[str, str], bytes]] = []
        target = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                target.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
                self.send_response(statuses.pop(0) if statuses else 204)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"


@pytest.fixture
def target() -> Iterator[Target]:
    made = Target([500, 302])
    yield made
    made.server.shutdown()


def test_a_webhook_is_signed_tried_again_and_never_sent_twice(service: Live, target: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    from service.watch import webhooks

    monkeypatch.setattr(webhooks, "BACK_OFF", (0.05,) * 5)
    made = watch(service, "phone", "+46701740605", webhook=target.url)
    hand_in(service, ad(1, phones=["+46701740605"]))
    raised = alerts(service, 1)
    until = time.monotonic() + 15
    while len(target.got) < 3 and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(2.5)
    assert len(target.got) == 3
    for headers, body in target.got:
        signed = hmac.new(made["webhook_secret"].encode(), headers["clew-timestamp"].encode() + b"." + body, hashlib.sha256).hexdigest()
        assert headers["clew-signature"] == f"sha256={signed}"
        assert headers["clew-alert-id"] == raised[0]["alert_id"]
        assert json.loads(body)["ad"] == "site-a.example/1"
        assert b"4670174" not in body
    assert "webhook_secret" not in service.get(f"/v1/watchlists/{made['watchlist_id']}").json()


def test_a_target_that_does_not_answer_holds_up_no_other(service: Live, target: Target) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        watch(service, "phone", "+46701740605", webhook=f"http://127.0.0.1:{silent.getsockname()[1]}/")
        watch(service, "phone", "+46701740605", webhook=target.url)
        hand_in(service, ad(1, phones=["+46701740605"]))
        until = time.monotonic() + 8
        while not target.got and time.monotonic() < until:
            time.sleep(0.05)
    assert target.got


def test_a_webhook_into_private_nets_is_refused(start: Callable[..., Live], target: Target) -> None:
    service = start(webhook_private=False)
    for url in (target.url, "https://169.254.169.254/", "https://localhost:1/", "ftp://example.org/", "https://[::1]/"):
        answer = service.http.post("/v1/watchlists", json={"type": "keyword", "value": "door", "webhook": url})
        assert answer.status_code == 422, url
    assert service.get("/v1/watchlists").json()["items"] == []

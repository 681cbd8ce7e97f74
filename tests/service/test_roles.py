"""Who may do what: every operation tried with a key of every role, and what is flagged for referral.

What is seen is written into docs/roles.md by `CLEW_WRITE_PAGES=1 pytest tests/service/test_roles.py`; else the page must say it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import httpx
import pytest
from conftest import Live, ad, live

from service.keys import MAY, Permission, Role
from service.settings import Settings

S, C, R, D, A = Permission.SUBMIT, Permission.COUNT, Permission.READ, Permission.DECIDE, Permission.ADMINISTER
OPERATIONS = {
    ("POST", "/v1/ads"): S,
    ("POST", "/v1/directory"): S,
    ("GET", "/v1/batches/x"): S,
    ("GET", "/v1/batches/x/events"): S,
    ("GET", "/v1/ads/x/y"): R,
    ("DELETE", "/v1/ads/x/y"): A,
    ("GET", "/v1/entities/x"): R,
    ("GET", "/v1/entities/x/ads"): R,
    ("GET", "/v1/entities/x/timeline"): R,
    ("GET", "/v1/entities/x/why"): R,
    ("GET", "/v1/entities/x/history"): R,
    ("GET", "/v1/entities/x/network"): R,
    ("GET", "/v1/networks"): C,
    ("GET", "/v1/networks/x"): R,
    ("GET", "/v1/networks/x/summary"): R,
    ("GET", "/v1/networks/x/history"): R,
    ("GET", "/v1/networks/x/export?format=csv"): R,
    ("GET", "/v1/exports/assignments"): D,
    ("GET", "/v1/exports/entities"): D,
    ("GET", "/v1/verify"): A,
    ("GET", "/v1/links/shortest?source=a&target=b"): R,
    ("GET", "/v1/explain?a=a&b=b"): R,
    ("GET", "/v1/search?q=x"): R,
    ("GET", "/v1/phones/x"): R,
    ("POST", "/v1/images/search"): R,
    ("GET", "/v1/review"): D,
    ("POST", "/v1/decisions"): D,
    ("GET", "/v1/decisions"): D,
    ("GET", "/v1/decisions/x"): D,
    ("DELETE", "/v1/decisions/x"): D,
    ("POST", "/v1/watchlists"): R,
    ("GET", "/v1/watchlists"): R,
    ("GET", "/v1/watchlists/x"): R,
    ("DELETE", "/v1/watchlists/x"): R,
    ("GET", "/v1/alerts"): R,
    ("GET", "/v1/first-appearances"): R,
    ("GET", "/v1/stats/overview"): C,
    ("GET", "/v1/stats/timeseries"): C,
    ("GET", "/v1/stats/map"): C,
    ("GET", "/v1/runs"): C,
    ("GET", "/v1/model"): C,
    ("POST", "/v1/keys"): A,
    ("GET", "/v1/keys"): A,
    ("GET", "/v1/keys/x"): A,
    ("DELETE", "/v1/keys/x"): A,
    ("GET", "/v1/audit"): A,
    ("GET", "/v1/audit/verify"): A,
    ("POST", "/v1/erasures"): A,
    ("GET", "/v1/erasures"): A,
    ("POST", "/v1/retention"): A,
    ("GET", "/v1/retention"): A,
    ("DELETE", "/v1/retention/x"): A,
    ("POST", "/v1/retention/removals"): A,
    ("GET", "/v1/retention/removals"): A,
    ("POST", "/v1/holds"): A,
    ("GET", "/v1/holds"): A,
    ("DELETE", "/v1/holds/x"): A,
}
STREAMED = {"/v1/alerts/events"}  # never ends: tried as far as its status
PAGE = Path(__file__).parents[2] / "docs" / "roles.md"


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Live, dict[Role, httpx.Client]]]:
    """A service with a key of each role, and one ad of somebody who says to be sixteen among others."""
    with live(Settings(data=tmp_path_factory.mktemp("roles"), rate_limit=0)) as service:
        records = [
            ad(1, name="Mia", age=16, phones=["+46701740605"], title="Mia in town"),
            ad(2, name="Eva", age=30, phones=["+46701740605"], title="Eva in town"),
            ad(3, name="Eva", age=30, phones=["+46701740605"], title="Eva in town", captured_at="2026-05-04T08:00:00Z"),
        ]
        service.http.post("/v1/ads", params={"wait": True}, json=records).raise_for_status()
        clients = {role: service.as_key(service.clew.keys.add(role, role)[1]) for role in Role}
        yield service, clients
        for client in clients.values():
            client.close()


def test_the_table_holds_every_operation(closed: tuple[Live, dict[Role, httpx.Client]]) -> None:
    document = closed[0].get("/openapi.json").json()
    written = {(method.upper(), path) for path, methods in document["paths"].items() for method in methods if path.startswith("/v1/")}
    tried = {(method, path.split("?")[0].replace("/x/y", "/{}/{}").replace("/x", "/{}")) for method, path in OPERATIONS}
    assert {(method, re.sub(r"\{[^}]+\}", "{}", path)) for method, path in written if path not in STREAMED} == tried


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_each_role_may_do_what_it_is_for(closed: tuple[Live, dict[Role, httpx.Client]], method: str, path: str) -> None:
    needed = OPERATIONS[(method, path)]
    for role, client in closed[1].items():
        answer = client.request(method, path, json={} if method == "POST" else None)
        assert (answer.status_code == 403) is (needed not in MAY[role]), (role, answer.status_code, answer.text)


def told(name: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """The page holds this table, or is given it."""
    lines = [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]
    between = re.compile(f"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    page = PAGE.read_text(encoding="utf-8")
    written = between.sub(lambda found: found[1] + "\n".join(lines) + "\n" + found[2], page)
    if os.environ.get("CLEW_WRITE_PAGES"):
        PAGE.write_text(written, encoding="utf-8")
    else:
        assert page == written


def test_the_page_says_what_each_role_may_do(closed: tuple[Live, dict[Role, httpx.Client]]) -> None:
    document = closed[0].get("/openapi.json").json()
    rows = []
    for path, methods in document["paths"].items():
        for method in methods if path.startswith("/v1/") else ():
            tried = re.sub(r"\{[^}]+\}", "x", path)
            said = []
            for client in closed[1].values():
                with client.stream(method.upper(), tried, json={} if method == "post" else None) as answer:
                    said.append("-" if answer.status_code == 403 else "yes")
            rows.append([f"`{method.upper()} {path}`", *said])
    told("operations", ["call", *closed[1]], rows)


REFERRED = {
    "the person itself": "/v1/entities/{child}",
    "its ads, trail and surroundings": "/v1/entities/{child}/network",
    "the ad itself": "/v1/ads/site-a.example/1",
    "why it is one": "/v1/entities/{child}/why",
    "an explanation that names it": "/v1/explain?a={child}&b={child}",
    "a value of its network, and who uses it": "/v1/entities/{phone}/network?types=person,phone,ad",
    "in a path": "/v1/links/shortest?source={phone}&target={child}",
    "in a telephone look-up": "/v1/phones/+46701740605",
    "in first appearances": "/v1/first-appearances?country=SE",
    "in a search": "/v1/search?q=Mia",
}


def test_the_page_says_what_is_seen_of_what_is_flagged(closed: tuple[Live, dict[Role, httpx.Client]]) -> None:
    clients = closed[1]
    held = {entity["type"]: entity["entity_id"] for entity in clients[Role.ADMIN].get("/v1/ads/site-a.example/1").json()["entities"]}
    rows = []
    for what, template in REFERRED.items():
        path = template.format(child=held["person"], phone=held["phone"])
        answers = [clients[role].get(path) for role in (Role.ANALYST, Role.REVIEWER, Role.ADMIN)]
        rows.append([what, *(_seen(answer, held["person"]) for answer in answers)])
    told("referral", ["where it stands", "analyst", "reviewer", "admin"], rows)


def _seen(answer: httpx.Response, child: str) -> str:
    if answer.status_code == 403:
        return "refused"
    assert answer.status_code == 200, answer.text
    if "restricted" in answer.text or "flagged for referral" in answer.text:
        assert "Mia" not in answer.text
        return "that it is there"
    return "whole" if child in answer.text or "Mia" in answer.text else "nothing"


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_nobody_without_a_key_gets_in(closed: tuple[Live, dict[Role, httpx.Client]], method: str, path: str) -> None:
    for headers in ({}, {"Authorization": "Bearer clew_wrong"}, {"Authorization": "Basic eDp5"}, {"X-API-Key": "x"}):
        answer = closed[0].http.request(method, path, headers=headers)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"


def test_a_stated_age_under_eighteen_narrows_reading(closed: tuple[Live, dict[Role, httpx.Client]]) -> None:
    _, clients = closed
    child = next(e["entity_id"] for e in clients[Role.ADMIN].get("/v1/ads/site-a.example/1").json()["entities"] if e["type"] == "person")
    for path in (f"/v1/entities/{child}", f"/v1/entities/{child}/ads", f"/v1/entities/{child}/network", "/v1/ads/site-a.example/1"):
        assert clients[Role.ANALYST].get(path).status_code == 403, path
        assert clients[Role.ANALYST].get(path).json()["type"] == "urn:clew:problem:referral"
        assert clients[Role.REVIEWER].get(path).status_code == 200, path
        assert clients[Role.ADMIN].get(path).status_code == 200, path


def test_lists_and_graphs_show_no_more_of_it_than_that_it_is_there(closed: tuple[Live, dict[Role, httpx.Client]]) -> None:
    analyst, reviewer = closed[1][Role.ANALYST], closed[1][Role.REVIEWER]
    phone = analyst.get("/v1/phones/+46701740605").json()["candidates"][0]
    asked = (
        "/v1/phones/+46701740605", f"/v1/entities/{phone['entity']['entity_id']}/network?types=person,phone,ad", "/v1/search?q=Mia",
        f"/v1/entities/{phone['entity']['entity_id']}/ads", "/v1/first-appearances?country=SE", "/v1/search?city=Malm%C3%B6",
    )  # fmt: skip
    for path in asked:
        assert "Mia" not in analyst.get(path).text, path
    assert "Mia" in reviewer.get(asked[0]).text
    assert "Mia" in reviewer.get(asked[1]).text


def test_a_dashboard_sees_no_values_and_no_small_figures(closed: tuple[Live, dict[Role, httpx.Client]]) -> None:
    dashboard, analyst = closed[1][Role.DASHBOARD], closed[1][Role.ANALYST]
    assert analyst.get("/v1/stats/overview").json()["counts"]["ad"] == 3
    assert dashboard.get("/v1/stats/overview").json()["counts"]["ad"] is None
    assert all(cell["ads"] is None for cell in dashboard.get("/v1/stats/timeseries").json()["items"])
    assert dashboard.get("/v1/stats/map").json()["features"] == []
    for path in ("/v1/stats/overview", "/v1/networks", "/v1/runs", "/v1/stats/timeseries?by=city"):
        assert "4670174" not in dashboard.get(path).text
        assert "Eva" not in dashboard.get(path).text
    refused = ("networks?owner=nielsen", "stats/map?near=55.6,13,10", "stats/map?since=2026-05-02", "stats/timeseries?near=55.6,13,10")
    for path in refused:
        assert dashboard.get(f"/v1/{path}").status_code == 403, path
        assert analyst.get(f"/v1/{path}").status_code == 200, path
    widened = [dashboard.get("/v1/stats/timeseries", params={"since": since}).json() for since in ("2026-04-27", "2026-04-29T12:00:00Z")]
    assert widened[0] == widened[1]
    assert dashboard.get("/v1/stats/timeseries", params={"until": "9999-12-31", "interval": "month"}).status_code == 200
    assert analyst.get("/v1/networks").json()["items"]
    assert dashboard.get("/v1/networks").json()["items"] == []


def test_the_audit_log_holds_every_call_and_no_value(closed: tuple[Live, dict[Role, httpx.Client]], tmp_path: Path) -> None:
    _, clients = closed
    clients[Role.ANALYST].get("/v1/phones/070-174 06 05", params={"country": "SE"}, headers={"X-Case-Reference": "case 41"})
    clients[Role.ANALYST].get("/v1/search", params={"q": "Eva in town"})
    clients[Role.ANALYST].get("/v1/ads/site-a.example/2")
    log = clients[Role.ADMIN].get("/v1/audit", params={"limit": 10}).json()["items"]
    asked = next(entry for entry in log if entry["operation"] == "/v1/phones/{number}")
    assert (asked["case_reference"], asked["role"], asked["status"]) == ("case 41", "analyst", 200)
    for value in ("070-174", "Eva", "site-a.example/2", "site-a.example"):
        assert value not in str(log)
    assert clients[Role.ADMIN].get("/v1/audit/verify").json()["whole"]

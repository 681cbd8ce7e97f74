"""What an investigator asks, on a part of the bundled sample."""

from __future__ import annotations

import csv
import io
from collections import Counter
from itertools import pairwise
from typing import Any
from urllib.parse import quote

import pyarrow.parquet as pq
import pytest
from conftest import Live


def walked(service: Live, path: str, **params: Any) -> list[dict[str, Any]]:
    """Every item of a list, page by page."""
    items: list[dict[str, Any]] = []
    cursor: str | None = None
    while True:
        answer = service.get(path, params={**params, **({"cursor": cursor} if cursor else {})})
        assert answer.status_code == 200, answer.text
        items += answer.json()["items"]
        if (cursor := answer.json()["next_cursor"]) is None:
            return items


@pytest.fixture(scope="module")
def largest(market: Live) -> dict[str, Any]:
    return market.get("/v1/networks", params={"limit": 1}).json()["items"][0]


def test_networks_are_listed_by_size_page_by_page(market: Live) -> None:
    whole = walked(market, "/v1/networks")
    assert whole
    assert [item["network_id"] for item in walked(market, "/v1/networks", limit=2)] == [item["network_id"] for item in whole]
    sizes = [item["size"]["person"] for item in whole]
    assert sizes == sorted(sizes, reverse=True)
    assert min(sizes) >= 2


@pytest.mark.parametrize("order", ["size", "growth", "newest", "cohesion"])
def test_every_order_lists_the_same_networks(market: Live, order: str) -> None:
    assert {item["network_id"] for item in walked(market, "/v1/networks", order=order)} == {
        item["network_id"] for item in walked(market, "/v1/networks")
    }


def test_a_network_is_whole_and_in_one_screen(market: Live, largest: dict[str, Any]) -> None:
    network = market.get(f"/v1/networks/{largest['network_id']}").json()
    assert network["truncated"] is False
    counts: dict[str, int] = {}
    for node in network["nodes"]:
        counts[node["type"]] = counts.get(node["type"], 0) + 1
    assert {type: count for type, count in network["size"].items() if count and type != "ad"} == {
        type: count for type, count in counts.items() if type != "network"
    }
    ids = {node["entity_id"] for node in network["nodes"]}
    assert all({relationship["source"], relationship["target"]} <= ids for relationship in network["relationships"])
    summary = market.get(f"/v1/networks/{largest['network_id']}/summary").json()
    assert summary["size"] == network["size"]
    assert summary["caveat"]


def test_a_neighbourhood_keeps_its_limits_and_says_what_it_left_out(market: Live, largest: dict[str, Any]) -> None:
    person = next(n for n in market.get(f"/v1/networks/{largest['network_id']}").json()["nodes"] if n["type"] == "person")
    path = f"/v1/entities/{person['entity_id']}/network"
    whole = market.get(path, params={"hops": 3}).json()
    cut = market.get(path, params={"hops": 3, "max_nodes": 3}).json()
    assert len(cut["nodes"]) == 3 < len(whole["nodes"])
    assert cut["truncated"] and cut["left_out"]["nodes"]
    assert {n["type"] for n in market.get(path, params={"types": "person,phone"}).json()["nodes"]} <= {"person", "phone"}


def test_links_say_in_words_what_joins_two_things(market: Live, largest: dict[str, Any]) -> None:
    persons = [n["entity_id"] for n in market.get(f"/v1/networks/{largest['network_id']}").json()["nodes"] if n["type"] == "person"]
    found = market.get("/v1/links/shortest", params={"source": persons[0], "target": persons[-1], "k": 2}).json()
    assert found["paths"]
    steps = found["paths"][0]["steps"]
    assert (steps[0]["source"], steps[-1]["target"]) == (persons[0], persons[-1])
    assert all(before["target"] == after["source"] for before, after in pairwise(steps))
    assert all(step["text"] and step["type"] for step in steps)
    product = 1.0
    for step in steps:
        product *= step["probability"]
    assert found["paths"][0]["probability"] == pytest.approx(product)
    avoided = market.get("/v1/links/shortest", params={"source": persons[0], "target": persons[-1], "avoid": steps[0]["target"]}).json()
    assert all(steps[0]["target"] not in (s["source"], s["target"]) for path in avoided["paths"] for s in path["steps"])


def test_a_parameter_of_several_words_may_be_repeated(market: Live) -> None:
    person = market.get("/v1/search", params={"type": "person", "from": "2026-01-01", "limit": 1}).json()["items"][0]["entity_id"]
    path = f"/v1/entities/{person}/network"
    assert market.get(path, params={"types": ["person", "phone"]}).json() == market.get(path, params={"types": "person,phone"}).json()


def test_no_link_is_an_empty_list_and_what_was_searched(market: Live) -> None:
    networks = market.get("/v1/networks", params={"limit": 50}).json()["items"]
    ends = [market.get(f"/v1/networks/{item['network_id']}").json()["nodes"] for item in (networks[0], networks[-1])]
    source, target = (next(n["entity_id"] for n in nodes if n["type"] == "person") for nodes in ends)
    found = market.get("/v1/links/shortest", params={"source": source, "target": target, "max_hops": 1}).json()
    assert found["paths"] == []
    assert found["searched"]["hops"] <= 1


def test_an_ad_is_an_end_of_a_link(market: Live) -> None:
    ads = walked(market, "/v1/search", type="ad", country="NO") or walked(market, "/v1/search", type="ad", q="the")
    held = market.get(f"/v1/ads/{quote(ads[0]['entity_id'], safe='/')}").json()
    person = next(e["entity_id"] for e in held["entities"] if e["type"] == "person")
    found = market.get("/v1/links/shortest", params={"source": held["ad"], "target": person}).json()
    assert len(found["paths"][0]["steps"]) == 1


@pytest.fixture(scope="module")
def phone(market: Live, largest: dict[str, Any]) -> dict[str, Any]:
    return next(n for n in market.get(f"/v1/networks/{largest['network_id']}").json()["nodes"] if n["type"] == "phone")


def test_a_number_is_found_however_it_is_written(market: Live, phone: dict[str, Any]) -> None:
    number = phone["value"]
    spelled = " - ".join(number[i : i + 2] for i in range(0, len(number), 2))
    for written in (number, "00" + number[1:], spelled, f"{number[:4]}/{number[4:]}"):
        answer = market.get(f"/v1/phones/{quote(written, safe='')}")
        assert answer.status_code == 200, (written, answer.text)
        first = answer.json()["candidates"][0]
        assert (first["e164"], first["entity"]["entity_id"]) == (number, phone["entity_id"])
        assert first["ads"] or first["ads_total"] == 0
        hits = market.get("/v1/search", params={"phone": written}).json()["items"]
        assert phone["entity_id"] in {hit["entity_id"] for hit in hits}


def test_a_national_number_is_read_with_the_country_as_a_hint(market: Live, phone: dict[str, Any]) -> None:
    import phonenumbers

    parsed = phonenumbers.parse(phone["value"])
    national = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
    for params in ({"country": phonenumbers.region_code_for_number(parsed)}, {}):
        candidates = market.get(f"/v1/phones/{quote(national, safe='')}", params=params).json()["candidates"]
        assert phone["value"] in {candidate["e164"] for candidate in candidates}
        assert sum(candidate["probability"] for candidate in candidates) == pytest.approx(1)


def test_pictures_are_found_by_their_hash(market: Live) -> None:
    image = market.get("/v1/search", params={"type": "image", "country": "NO"}).json()["items"]
    pdq = image[0]["value"] if image else next(iter(market.clew.graph.image_hashes()))[1]
    nearly = f"{int(pdq, 16) ^ 0b1011:064x}"
    found = market.http.post("/v1/images/search", json={"pdq": nearly, "distance": 10}).json()
    assert found["items"][0]["distance"] == 3
    assert found["items"][0]["ads"]
    close = market.http.post("/v1/images/search", json={"pdq": nearly, "distance": 2}).json()["items"]
    assert all(item["distance"] <= 2 for item in close)
    assert market.http.post("/v1/images/search", json={"pdq": "zz"}).status_code == 422
    assert market.http.post("/v1/images/search", content=b"x", headers={"Content-Type": "text/plain"}).status_code == 415
    assert market.http.post("/v1/images/search", content=b"x", headers={"Content-Type": "image/png"}).status_code == 422


def test_pictures_are_found_by_the_picture(market: Live) -> None:
    from PIL import Image

    buffer = io.BytesIO()
    Image.effect_mandelbrot((256, 256), (-2, -1.5, 1, 1.5), 90).save(buffer, "PNG")
    sent = market.http.post("/v1/images/search", content=buffer.getvalue(), headers={"Content-Type": "image/png"})
    form = market.http.post("/v1/images/search", files={"file": ("x.png", buffer.getvalue(), "image/png")}, data={"distance": "12"})
    assert sent.status_code == form.status_code == 200
    assert sent.json()["pdq"] == form.json()["pdq"]
    assert form.json()["distance"] == 12


def test_a_timeline_is_dated_and_in_order(market: Live, largest: dict[str, Any]) -> None:
    person = next(n for n in market.get(f"/v1/networks/{largest['network_id']}").json()["nodes"] if n["type"] == "person")
    entries = market.get(f"/v1/entities/{person['entity_id']}/timeline").json()["items"]
    assert entries
    assert [entry["at"] for entry in entries] == sorted(entry["at"] for entry in entries)
    advanced = market.get(f"/v1/entities/{person['entity_id']}/timeline", params={"mode": "advanced"}).json()
    assert isinstance(advanced["companions"], list)


def test_figures_agree_with_one_another(market: Live) -> None:
    overview = market.get("/v1/stats/overview").json()
    series = market.get("/v1/stats/timeseries", params={"by": "site", "interval": "month"}).json()["items"]
    assert sum(cell["ads"] for cell in series) == overview["counts"]["ad"]
    assert len(walked(market, "/v1/networks")) == overview["counts"]["network"]
    places = market.get("/v1/stats/map").json()
    assert places["type"] == "FeatureCollection"
    assert all(-90 <= feature["geometry"]["coordinates"][1] <= 90 for feature in places["features"])


def test_first_appearances_are_the_newest_first(market: Live) -> None:
    items = market.get("/v1/first-appearances", params={"limit": 50}).json()["items"]
    assert items
    assert [item["first_seen"] for item in items] == sorted((item["first_seen"] for item in items), reverse=True)


@pytest.mark.parametrize("format", ["graphml", "gexf", "xlsx", "csv", "cytoscape", "xmind", "html"])
def test_a_network_leaves_in_every_format(market: Live, largest: dict[str, Any], format: str) -> None:
    answer = market.get(f"/v1/networks/{largest['network_id']}/export", params={"format": format}, headers={"X-Case-Reference": "case 3"})
    assert answer.status_code == 200
    assert largest["network_id"] in answer.headers["content-disposition"]
    assert len(answer.headers["clew-content-sha256"]) == 64


def test_assignments_leave_whole(market: Live) -> None:
    rows = list(csv.DictReader(io.StringIO(market.get("/v1/exports/assignments").text)))
    ads = {(row["site"], row["ad_id"]) for row in rows if row["entity_type"] == "person"}
    assert len(ads) == market.get("/v1/stats/overview").json()["counts"]["ad"]
    assert market.get("/v1/exports/assignments", params={"format": "parquet"}).content[:4] == b"PAR1"


def test_entities_leave_whole(market: Live) -> None:
    rows = list(csv.DictReader(io.StringIO(market.get("/v1/exports/entities").text)))
    counts = market.get("/v1/stats/overview").json()["counts"]
    assert Counter(row["entity_type"] for row in rows) == {type: count for type, count in counts.items() if type in {row["entity_type"] for row in rows}}
    table = pq.read_table(io.BytesIO(market.get("/v1/exports/entities", params={"format": "parquet"}).content))
    assert [row["entity_id"] for row in rows] == table.column("entity_id").to_pylist()
    assert {row["network_id"] for row in rows} - {""} == {item["network_id"] for item in walked(market, "/v1/networks")}


def test_the_two_stores_agree(market: Live) -> None:
    assert market.get("/v1/verify").json() == {"clean": True, "differences": []}

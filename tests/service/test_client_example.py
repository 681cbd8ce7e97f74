"""The client in docs/examples does what it says, against a real service."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from conftest import Live, ad

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "clew_client.py"


@pytest.fixture(scope="module")
def client() -> ModuleType:
    spec = importlib.util.spec_from_file_location("clew_client", EXAMPLE)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_client_asks_everything(service: Live, client: ModuleType) -> None:
    secret = service.clew.keys.add("client", "admin")[1]
    with client.Clew(service.url, key=secret, case="case 12") as clew:
        made = clew.hand_in([
            ad(1, name="Anna", age=24, phones=["+46701740605"], attributes={"nationality": "ro", "hair": "black", "height_cm": 158}),
            ad(2, name="Berta", age=41, phones=["+46701740605"], attributes={"nationality": "br", "hair": "blond", "height_cm": 179}),
        ])  # fmt: skip
        assert made["accepted"] == 2
        phone = clew.phone("070-174 06 05", "SE")[0]["entity"]["entity_id"]
        assert clew.entity(phone)["label"] == "+46701740605"
        assert {item["ad_id"] for item in clew.ads_of(phone)} == {"1", "2"}
        persons = [node["entity_id"] for node in clew.around(phone, hops=1)["nodes"] if node["type"] == "person"]
        assert len(persons) == 2
        assert len(clew.links(*persons)[0]["steps"]) == 2
        network = next(clew.networks(country="SE"))["network_id"]
        assert clew.network(network)["network_id"] == clew.summary(network)["network_id"] == network
        assert phone in {hit["entity_id"] for hit in clew.search(phone="+46 70 174 06 05")}
        assert clew.decide("site-a.example/1", "site-a.example/2", "different", "two voices")["decision_id"]
        assert clew.ad("site-a.example", "1")["ad"] == "site-a.example/1"
        with pytest.raises(client.Refused, match="404"):
            clew.entity("phone-nothing")
    assert service.clew.audit.page(1)[0]["case_reference"] == "case 12"

"""The cluster summary of a network that is known in full, and every indicator by the case that shows it."""

from __future__ import annotations

import json

from markets import DAY, ad, alone, region

from resolution.indicators import facts, indicators, stays
from resolution.networks import find
from resolution.region import SeriesPair, Subscription
from resolution.summary import CAVEAT, Known, moment, summarise

ONE, TWO = "phone:+4790000101", "phone:+4790000104"
HOME = "address:NO/oslo/1"


def _known() -> tuple[dict[str, object], Known]:
    made = region(
        ad("s/1", ONE, HOME, "image:a", days=(DAY, DAY + 3), names=("anna",), age=24),
        ad("s/2", ONE, TWO, HOME, days=(DAY, DAY + 3), names=("mia",), age=17),
        ad("t/3", TWO, days=(DAY + 20,), place="SE/malmö", names=("anna", "eva"), age=33),
        series=(SeriesPair(ONE, TWO, 3, 0.0004, 0.98),),
        subscriptions=(Subscription(ONE, "owner:o", "", "directory", None), Subscription(TWO, "owner:o", "", "directory", None)),
    )
    persons = {"s/1": "s/1", "s/2": "s/2", "t/3": "s/1"}
    (network,) = find(made, persons, ())
    known = Known(
        seen={"s/1": ("2026-05-27T08:00:00Z", "2026-05-30T08:00:00Z")},
        entity_ids={ONE: "phone-1", "owner:o": "owner-1"},
        labels={"owner:o": "Marius Nielsen", "SE/malmö": "Malmö"},
    )
    return summarise(network, made, persons, known), known


def test_every_part_of_the_screen() -> None:
    summary, _ = _known()
    json.dumps(summary)
    assert summary["size"] == {"person": 2, "phone": 2, "address": 1, "image": 1, "email": 0, "handle": 0, "owner": 1, "ad": 3}
    assert summary["first_seen"] == min("2026-05-27T08:00:00Z", moment(DAY))
    assert summary["last_seen"] == moment(DAY + 20)
    assert summary["sites"] == [{"site": "s", "ads": 2}, {"site": "t", "ads": 1}]
    assert summary["names"][0] == {"name": "anna", "ads": 2}  # type: ignore[index]
    assert summary["ages"]["min"] == 17  # type: ignore[index]
    assert summary["ages"]["max"] == 33  # type: ignore[index]
    assert [place["country"] for place in summary["countries"]] == ["NO", "SE"]  # type: ignore[attr-defined]
    assert summary["cities"][1]["city"] == "Malmö"  # type: ignore[index]
    assert summary["travel_circuit"]["routes"] == [{"from": "NO/oslo", "to": "SE/malmö", "times": 1}]  # type: ignore[index]
    assert sum(week["ads"] for week in summary["ads_per_week"]) == 3  # type: ignore[attr-defined]
    assert summary["caveat"] == CAVEAT
    assert summary["referral"] is True


def test_phones_come_with_their_series_and_owners() -> None:
    summary, _ = _known()
    first = summary["phones"][0]  # type: ignore[index]
    assert first["phone"] == "+4790000101"
    assert first["entity_id"] == "phone-1"
    assert first["ads"] == 2
    assert first["series"] == [{"phone": "+4790000104", "gap": 3, "expected_by_chance": 0.0004, "probability": 0.98}]
    assert first["owners"] == [{"entity_id": "owner-1", "name": "Marius Nielsen"}]


def test_held_together_is_counted_by_evidence() -> None:
    summary, _ = _known()
    held = summary["held_together"]
    assert held["counts"]["phone"] >= 4  # type: ignore[index]
    assert set(held["counts"]) <= {"phone", "series", "owner", "address"}  # type: ignore[index]


def test_indicators_state_facts_with_their_ads() -> None:
    summary, _ = _known()
    found = {indicator["code"]: indicator for indicator in summary["indicators"]}  # type: ignore[attr-defined]
    assert summary["indicators"][0]["code"] == "stated_age_under_18"  # type: ignore[index]
    assert found["stated_age_under_18"]["ads"] == ["s/2"]
    assert {"number_shared_by_persons", "rotating_numbers", "number_series", "one_subscriber_many_persons"} <= found.keys()
    assert "ages_disagree" in found
    assert "address_shared_by_persons" in found
    assert all(indicator["ads"] and indicator["text"] for indicator in found.values())
    words = " ".join(indicator["text"] for indicator in found.values())
    assert not {"victim", "suspect", "traffick"} & set(words.split())


def test_a_circuit_and_a_move_together() -> None:
    cities = ("NO/oslo", "NO/bergen", "SE/malmö", "DK/aarhus")
    tours = [
        ad(f"s/{who}{n}", ONE, f"image:{who}", days=(DAY + 7 * n, DAY + 7 * n + 3), place=city)
        for who in "ab"
        for n, city in enumerate(cities)
    ]
    made = region(*tours)
    persons = {one.key: f"s/{one.key[2]}0" for one in tours}
    (network,) = find(made, persons, ())
    found = {indicator.code: indicator for indicator in indicators(facts(network, made, persons))}
    assert found["travel_circuit"].count == 2
    assert found["move_together"].count == 3


def test_a_day_without_a_capture_does_not_end_a_stay_but_a_day_elsewhere_does() -> None:
    shown = [ad("s/1", days=(DAY, DAY + 9)), ad("s/2", days=(DAY + 12,), place="SE/malmö"), ad("s/3", days=(DAY + 20,))]
    assert [(stay.place, stay.first_day - DAY, stay.last_day - DAY) for stay in stays("p", shown)] == [
        ("NO/oslo", 0, 9),
        ("SE/malmö", 12, 12),
        ("NO/oslo", 20, 20),
    ]


def test_a_network_without_dates_or_places_has_a_summary() -> None:
    made = region(ad("s/1", ONE, days=()), ad("s/2", ONE, days=()))
    (network,) = find(made, alone(made), ())
    summary = summarise(network, made, alone(made))
    assert summary["first_seen"] is None
    assert summary["ads_per_week"] == []
    assert summary["ages"]["min"] is None  # type: ignore[index]

"""Addresses as they are written in many countries, and what of them free text shows."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest

from resolution.captures import Capture, parse_capture
from resolution.mentions import addresses
from resolution.mentions.addresses import AddressParts, parse
from resolution.mentions.streets import street_of
from resolution.mentions.typing_errors import untangled

FORMS = list(csv.DictReader((Path(__file__).parent / "address_forms.csv").open(encoding="utf-8")))


@pytest.mark.parametrize("form", FORMS, ids=[form["written"] for form in FORMS])
def test_a_written_address_is_taken_apart(form: dict[str, str]) -> None:
    expected = AddressParts(form["street"], form["number"], form["unit"], form["postcode"], form["town"])
    assert parse(form["written"], form["country"] or None, form["city"] or None) == expected


@pytest.mark.parametrize("form", FORMS, ids=[form["written"] for form in FORMS])
def test_only_a_street_with_a_number_is_precise(form: dict[str, str]) -> None:
    assert parse(form["written"], form["country"] or None, form["city"] or None).precise == bool(form["street"] and form["number"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("avenida atlantica", "av atlantica"), ("plaza mayor", "pza mayor"), ("paseo de gracia", "ps gracia"), ("callee real", "calle real"),
        ("main street", "main st"), ("kongens gate", "kongens gt"), ("praca do municipio", "pc do municipio"), ("muellerweg", "mullerweg"),
    ],
)  # fmt: skip
def test_two_ways_to_write_a_street_have_one_key(one: str, other: str) -> None:
    assert street_of(one) == street_of(other)


def test_a_kind_that_is_the_whole_name_stays() -> None:
    assert street_of("ring").name == "ring"
    assert street_of("lake road").name == "lake"


def test_capitals_give_slips_away() -> None:
    assert untangled("CalleR eal 5, iSlva and McDonald, NW1 6XE") == "Calle Real 5, Silva and McDonald, NW1 6XE"


def capture(**fields: object) -> Capture:
    parsed = parse_capture({"site": "s.example", "ad_id": "1", "captured_at": "2026-06-01T00:00:00Z", **fields})
    assert isinstance(parsed, Capture)
    return parsed


def test_addresses_come_from_the_field_and_from_free_text_with_offsets() -> None:
    text = "Find me at Storgata 15, 0184 Oslo. Call 40 83 61 86, price 100 kr, 24/7."
    found = list(addresses.mentions(capture(text=text, addresses=["Kirkegata 3, Oslo"], country="NO", city="Oslo")))
    assert [(mention.field, mention.normalised) for mention in found] == [
        ("addresses[0]", "kirkegata 3, oslo"),
        ("text", "storgata 15, 0184 oslo"),
    ]
    assert text[found[1].start : found[1].end] == found[1].raw == "Storgata 15, 0184 Oslo"
    assert found[1].confidence < found[0].confidence == 1.0


@pytest.mark.parametrize(
    "text", ["Open 24 hours, 170 cm", "Only 15 minutes from the street", "I am 23 years, 100 rosas", "r. Tel. 06 12 34 56 78", "Maria C. 25 years", "Massage in Via Roma, 50 euro", "Bella Sk. 25", "ul. 5 min from metro", "Avenue 12 club"]
)
def test_free_text_without_an_address_gives_none(text: str) -> None:
    assert not list(addresses.mentions(capture(text=text)))


@pytest.mark.parametrize(
    ("text", "street", "number"),
    [
        ("Skólavörðustígur 12, Reykjavík", "skolavordustigur", "12"),
        ("Narva mnt 107, Tallinn", "narva mnt", "107"),
        ("ul. Marszałkowska 12, Warszawa", "ul marszalkowska", "12"),
        ("бул. Витоша 15, София", "bul vitosha", "15"),
        ("İstiklal Caddesi No: 35, İstanbul", "istiklal caddesi", "35"),
        ("21, rue de Rivoli, Paris", "rue de rivoli", "21"),
        ("12 Baker St, London", "baker st", "12"),
        ("Leof. Alexandras 40, Athens", "leof alexandras", "40"),
    ],
)
def test_free_text_of_many_countries(text: str, street: str, number: str) -> None:
    (found,) = addresses.mentions(capture(text=f"Hello, come to {text}. Call me"))
    assert (found.detail["street"], found.detail["number"]) == (street, number)


def test_the_ads_city_completes_an_address() -> None:
    assert parse("Storgata 15", "NO", "Tromsø").canonical == "storgata 15, tromso"


@pytest.mark.parametrize("flood", ["a 1 ", "Calle ", "x", "A.'-", "12 Main ", "5, "])
def test_a_flood_of_text_is_read_quickly(flood: str) -> None:
    start = time.perf_counter()
    list(addresses.mentions(capture(text=flood * 5000, addresses=[flood * 5000])))
    assert time.perf_counter() - start < 2

"""Hubs of every kind by the figures that they show, and what looks like one and is none."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from resolution.hubs import ValueFigures, circles, digit_run, judge, parties

HELP_LINE = ValueFigures("phone:+4790312845", "phone", ads=24, sites=1, identities=23, companions=26, alone=0, parties=21)
AGENCY = ValueFigures("phone:+4790312846", "phone", ads=24, sites=3, identities=14, companions=6, alone=15, parties=9)
HOTEL = ValueFigures("address:NO/oslo/storgata/1", "address", ads=60, sites=4, identities=55, groups=48, circles=48)
OWN_FLAT = ValueFigures("address:NO/oslo/storgata/2", "address", ads=60, sites=4, identities=30, groups=2, circles=2)
STOCK = ValueFigures("image:00ff", "image", ads=40, sites=3, identities=35, groups=30)
SITE_MAIL = ValueFigures("email:help@adsite.example", "email", ads=9, sites=1, identities=9, groups=8)
BOOKING_MAIL = ValueFigures("email:booking@agency.example", "email", ads=26, sites=4, identities=20, groups=12)

CASES = [
    (HELP_LINE, "help_line"),
    (replace(HELP_LINE, sites=3), "switchboard"),
    (replace(HELP_LINE, ads=90, identities=80, companions=10, alone=80, parties=60), "switchboard"),
    (AGENCY, None),
    (ValueFigures("phone:+4790000000", "phone", ads=4, identities=4, companions=4, alone=0, parties=4), "placeholder"),
    (ValueFigures("phone:+46700123456", "phone", ads=3, identities=3, companions=0, alone=3, parties=3), "placeholder"),
    (ValueFigures("phone:+4790000000", "phone", ads=9, identities=1, companions=0, alone=9, parties=1), None),
    (HOTEL, "shared_by_strangers"),
    (OWN_FLAT, None),
    (replace(OWN_FLAT, precise=False), "city_level"),
    (replace(OWN_FLAT, groups=9), None),
    (replace(OWN_FLAT, ads=9, groups=5, circles=5), "shared_by_strangers"),
    (replace(OWN_FLAT, ads=0, groups=0, circles=0, subscribers=300), "many_subscribers"),
    (replace(OWN_FLAT, ads=0, groups=0, circles=0, subscribers=3), None),
    (replace(OWN_FLAT, subscribers=6), None),
    (STOCK, "stock_picture"),
    (replace(STOCK, sites=1), "site_logo"),
    (replace(STOCK, groups=2), None),
    (replace(STOCK, ads=9, groups=5, identities=3), None),
    (SITE_MAIL, "site_contact"),
    (BOOKING_MAIL, None),
    (replace(BOOKING_MAIL, ads=200, groups=150), "shared_by_strangers"),
    (replace(SITE_MAIL, sites=4), "shared_by_strangers"),
    (replace(SITE_MAIL, sites=4, ads=24), None),
    (replace(SITE_MAIL, key="handle:telegram:news", kind="handle"), "site_contact"),
    (ValueFigures("owner:a", "owner", phones=13, groups=9, addresses=2), None),
    (ValueFigures("owner:b", "owner", phones=60, groups=50, addresses=4), "many_subscriptions"),
    (ValueFigures("owner:c", "owner", phones=30, groups=20, addresses=28), "many_addresses"),
]


@pytest.mark.parametrize(("figures", "reason"), CASES)
def test_kinds(figures: ValueFigures, reason: str | None) -> None:
    hub = judge(figures)
    assert (hub.reason if hub else None) == reason
    if hub:
        assert hub.kind == figures.kind
        assert hub.figures["ads" if "ads" in hub.figures else "phones"] >= 0
        assert hub.text


def test_a_networks_own_flat_stays_itself_however_many_ads_it_has() -> None:
    assert all(judge(replace(OWN_FLAT, ads=ads, identities=ads)) is None for ads in (10, 100, 1_000, 10_000))


@pytest.mark.parametrize(
    ("number", "longest"), [("000000", 6), ("123456", 6), ("987654", 6), ("90312845", 2), ("13579", 1), ("1212", 2), ("", 1)]
)
def test_digit_run(number: str, longest: int) -> None:
    assert digit_run(number) == longest


def test_few_random_numbers_look_like_placeholders() -> None:
    rng = random.Random(1)
    assert sum(digit_run(f"{rng.randrange(10**8):08d}") >= 6 for _ in range(20_000)) < 20


def test_parties_are_joined_by_what_two_ads_share_but_not_by_addresses() -> None:
    held = {
        "a/1": ["phone:1", "phone:2", "address:x"],
        "a/2": ["phone:1", "phone:2", "address:x"],
        "a/3": ["phone:1", "email:m", "address:x"],
        "a/4": ["phone:1", "email:m", "handle:h"],
        "a/5": ["phone:1"],
    }
    assert parties("phone:1", held) == 3
    assert parties("phone:1", dict(reversed(held.items()))) == 3
    assert parties("phone:1", {}) == 0


def test_groups_that_meet_at_several_places_of_their_own_are_one_circle() -> None:
    flats = {"address:a": ["1", "2", "3", "4", "5"], "address:b": ["1", "2"], "email:c": ["2", "3"], "address:d": ["4"]}
    assert circles("address:a", flats, {"address:b": 3, "email:c": 2, "address:d": 1}) == 3


def test_a_public_place_makes_no_circle_of_those_who_go_there() -> None:
    hotels = {"address:a": ["1", "2", "3", "4", "5"], "address:b": ["1", "2"], "email:site": ["1", "2", "3", "4", "5"]}
    assert circles("address:a", hotels, {"address:b": 6, "email:site": 200}) == 5


def test_large_networks_that_use_one_more_hotel_stay_strangers() -> None:
    flats = {f"address:{group}{flat}": [group] for group in "123" for flat in range(4)}
    hotels = {"address:a": ["1", "2", "3"], "address:b": ["1", "2"], **flats}
    others = {**dict.fromkeys(hotels, 2), "address:b": 4}
    assert circles("address:a", hotels, others) == 3
    assert circles("address:a", hotels, {**others, **dict.fromkeys(flats, 1)}) == 2

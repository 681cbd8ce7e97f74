"""What a capture accepts and refuses, what it is known by, and how captures of one ad collapse."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolution.captures import Capture, DirectoryRecord, Refusal, collapse, parse_capture, parse_directory, rfc3339

LEAST = {"site": "adsite-a.example", "ad_id": "7", "captured_at": "2026-06-01T01:02:00Z"}


def capture(**fields: Any) -> Capture:
    parsed = parse_capture({**LEAST, **fields})
    assert isinstance(parsed, Capture), parsed
    return parsed


REFUSED: list[tuple[dict[str, Any], str, str]] = [
    ({"site": None}, "site", "must be a string"),
    ({"site": " "}, "site", "must not be empty"),
    ({"site": "a/b"}, "site", "must not hold a slash"),
    ({"ad_id": 7}, "ad_id", "must be a string"),
    ({"ad_id": "7\t8"}, "ad_id", "holds a control character"),
    ({"captured_at": "yesterday"}, "captured_at", "is not an RFC 3339 date"),
    ({"captured_at": "2026-06-01T01:02:00"}, "captured_at", "has no UTC offset"),
    ({"captured_at": 1780275720}, "captured_at", "must be an RFC 3339 date"),
    ({"captured_at": "2226-06-01T01:02:00Z"}, "captured_at", "more than a year ahead"),
    ({"captured_at": "1970-01-01T00:00:00Z"}, "captured_at", "is before 1990"),
    ({"captured_at": "0001-01-01T00:00:00+23:00"}, "captured_at", "is outside the calendar"),
    ({"age": "forty"}, "age", "must be a whole number"),
    ({"age": "40"}, "age", "must be a whole number"),
    ({"age": 40.5}, "age", "whole number"),
    ({"age": True}, "age", "must be a whole number"),
    ({"age": -1}, "age", "must be greater than or equal to 0"),
    ({"phones": "+4799999999"}, "phones", "must be a list"),
    ({"phones": ["x", 4799999999]}, "phones[1]", "must be a string"),
    ({"phones": [""]}, "phones[0]", "must not be empty"),
    ({"name": {"first": "Anna"}}, "name", "must be a string or a list of strings"),
    ({"handles": [{"platform": "telegram"}]}, "handles[0].value", "is required"),
    ({"country": "Norway"}, "country", "must be a country code of two letters"),
    ({"lat": 91}, "lat", "must be less than or equal to 90"),
    ({"lon": "10.7"}, "lon", "must be a number"),
    ({"images": [{"pdq": "xyz"}]}, "images[0].pdq", "must be 64 hexadecimal digits"),
    ({"images": [{}]}, "images[0]", "needs pdq, path, sha256 or url"),
    ({"images": ["picture.jpg"]}, "images[0]", "must be an object"),
    ({"attributes": ["red"]}, "attributes", "must be an object"),
    ({"title": "a\x00b"}, "title", "holds a control character (U+0000)"),
    ({"unknown": {"deep": ["\ud800"]}}, "unknown.deep[0]", "holds half of a surrogate pair (U+D800)"),
    ({"unknown": float("nan")}, "unknown", "is not a finite number"),
    ({"unknown": 2**70}, "unknown", "is a number of more than 64 bits"),
]


@pytest.mark.parametrize(("fields", "field", "reason"), REFUSED, ids=[f"{field}-{number}" for number, (_, field, _) in enumerate(REFUSED)])
def test_a_record_that_does_not_validate_is_refused_with_its_field_and_reason(fields: dict[str, Any], field: str, reason: str) -> None:
    refusals = parse_capture({**LEAST, **fields})
    assert isinstance(refusals, list)
    assert refusals[0].field == field
    assert reason in refusals[0].reason


def test_every_fault_of_a_record_is_named() -> None:
    refusals = parse_capture({"site": "s", "age": "x", "lat": 100})
    assert isinstance(refusals, list)
    assert {refusal.field for refusal in refusals} == {"ad_id", "captured_at", "age", "lat"}


@pytest.mark.parametrize("record", [None, [], "text", 7])
def test_what_is_no_object_is_refused(record: Any) -> None:
    assert parse_capture(record) == [Refusal("", "must be an object with named fields")]


def test_a_nesting_bomb_is_refused() -> None:
    bomb: Any = "end"
    for _ in range(5000):
        bomb = [bomb]
    refusals = parse_capture({**LEAST, "unknown": bomb})
    assert isinstance(refusals, list)
    assert "nested" in refusals[0].reason


def test_unknown_fields_are_kept() -> None:
    kept = capture(price="200", images=[{"pdq": "A" * 64, "width": 640}])
    assert kept.extra == {"price": "200"}
    assert kept.images[0].pdq == "a" * 64
    assert kept.images[0].extra == {"width": 640}
    assert b'"price":"200"' in kept.content()
    assert b'"width":640' in kept.content()


def test_what_is_absent_null_or_empty_is_one_content() -> None:
    assert capture().digest == capture(phones=[], title=None, attributes={}, name="").digest


def test_one_moment_is_one_content_in_every_time_zone() -> None:
    assert capture(captured_at="2026-06-01T03:02:00+02:00").digest == capture().digest


def test_captures_of_one_moment_that_differ_are_different() -> None:
    assert capture(age=30).digest != capture(age=31).digest
    assert capture(price=1).digest != capture(price=2).digest


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(st.text(max_size=8), JSON, max_size=5), st.dictionaries(st.text(max_size=8), JSON, max_size=5))
def test_what_is_accepted_comes_back_from_its_content(fields: dict[str, Any], attributes: dict[str, Any]) -> None:
    parsed = parse_capture({**fields, **LEAST, "attributes": attributes})
    if isinstance(parsed, Capture):
        again = Capture.stored(parsed.content())
        assert again.digest == parsed.digest
        assert again.content() == parsed.content()
        collapse([again])


@given(JSON)
def test_nothing_makes_the_parser_raise(value: Any) -> None:
    for field in Capture.model_fields:
        parse_capture({**LEAST, field: value})
    for field in DirectoryRecord.model_fields:
        parse_directory({"phone": "1", field: value})


def test_captures_collapse_into_one_ad_whatever_their_order() -> None:
    captures = [
        capture(captured_at="2026-06-01T10:00:00Z", name="Anna", age=30, city="Oslo", country="no", attributes={"hair": "red", "height_cm": 170}),
        capture(captured_at="2026-06-05T10:00:00Z", name=["Anna", "Maria"], age=29, city="Bergen", country="NO", title="later"),
        capture(captured_at="2026-06-05T10:00:00Z", name="Anna", attributes={"hair": "brown", "languages": ["en", "no"]}),
    ]
    ads = []
    for seed in range(6):
        random.Random(seed).shuffle(captures)
        ads.append(collapse(captures + captures[:1]))
    assert all(ad == ads[0] for ad in ads)
    ad = ads[0]
    assert ad.key == "adsite-a.example/7"
    assert (rfc3339(ad.first_seen), rfc3339(ad.last_seen)) == ("2026-06-01T10:00:00Z", "2026-06-05T10:00:00Z")
    assert len(ad.captures) == 3
    assert (ad.title, ad.city, ad.country) == ("later", "Bergen", "NO")
    assert ad.names == ("Anna", "Maria")
    assert [age for _, age in ad.ages] == [30, 29]
    assert ad.attributes == {"hair": ("brown", "red"), "height_cm": ("170",), "languages": ("en", "no")}
    assert [place.city for place in ad.places] == ["Oslo", "Bergen"]


def test_a_directory_record_needs_its_phone_alone() -> None:
    record = parse_directory({"phone": "+4799999999", "note": "kept"})
    assert isinstance(record, DirectoryRecord)
    assert record.extra == {"note": "kept"}
    refusals = parse_directory({"owner_name": "Nielsen", "retrieved_at": "soon"})
    assert isinstance(refusals, list)
    assert {refusal.field for refusal in refusals} == {"phone", "retrieved_at"}

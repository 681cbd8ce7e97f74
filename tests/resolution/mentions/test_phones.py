"""The labelled tables of written forms and decoys, and what the tables cannot say: offsets, fields, readings, decisions."""

import csv
import re
from pathlib import Path
from typing import Any

import pytest

from resolution.captures import Capture, parse_capture
from resolution.mentions import phones
from resolution.mentions.mention import Mention

TABLES = Path(__file__).parent
ESCAPE = re.compile(r"\\u([0-9a-f]{4})")


def rows(name: str) -> list[list[str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as table:
        return list(csv.reader(table))[1:]


def shown(written: str) -> str:
    return ESCAPE.sub(lambda match: chr(int(match[1], 16)), written).replace("\\n", "\n")


def capture(**fields: Any) -> Capture:
    parsed = parse_capture({"site": "s.example", "ad_id": "1", "captured_at": "2026-06-01T01:02:00Z", **fields})
    assert isinstance(parsed, Capture), parsed
    return parsed


def found(**fields: Any) -> list[Mention]:
    return list(phones.mentions(capture(**fields)))


def numbers(**fields: Any) -> list[str]:
    return sorted({mention.normalised for mention in found(**fields)})


def test_tables_are_large_enough() -> None:
    assert len(rows("phone_forms.csv")) >= 200
    assert len(rows("phone_decoys.csv")) >= 100


@pytest.mark.parametrize(("written", "country", "expected"), rows("phone_forms.csv"))
def test_written_form_in_text_and_field(written: str, country: str, expected: str) -> None:
    text = shown(written)
    assert numbers(text=text, country=country) == sorted(expected.split())
    assert numbers(text=f"Hej, jag är här. {text} . Välkommen!", country=country) == sorted(expected.split())
    if len(text) < 60:
        assert numbers(phones=[text], country=country) == sorted(expected.split())


@pytest.mark.parametrize(("written", "country"), rows("phone_decoys.csv"))
def test_decoy_is_no_phone_there_or_in_other_countries(written: str, country: str) -> None:
    for place in (country, "NO", "DK", "SE"):
        assert found(text=shown(written), country=place) == []
        assert found(text=f"Hej jag heter Anna. {shown(written)}. Välkommen", country=place) == []


def test_offsets_lead_to_what_was_written() -> None:
    text = "Hei! 💋 Ring (+47) 91\u200b23 45 67 👍, eller nine one 2 3 4 5 6 eight."
    for mention in found(text=text, country="NO"):
        assert text[mention.start : mention.end] == mention.raw
        assert mention.raw[0].isalnum() or mention.raw[0] in "+("
        assert mention.raw[-1].isalnum()
    assert numbers(text=text, country="NO") == ["+4791234567", "+4791234568"]


def test_field_and_text_are_two_mentions() -> None:
    mentions = found(phones=["070-174 06 05"], text="Ring 0701740605", country="SE")
    assert [(mention.field, mention.raw, mention.start) for mention in mentions] == [
        ("phones[0]", "070-174 06 05", None),
        ("text", "0701740605", 5),
    ]


@pytest.mark.parametrize(
    ("title", "text"),
    [("Anna Malmö 070-174", "06 05 ring mig"), ("Anna +46 70", "174 06 05"), ("Anna noll sju noll", "ett sju fyra 06 05 välkommen")],
)
def test_number_split_over_title_and_text(title: str, text: str) -> None:
    mentions = found(title=title, text=text, country="SE")
    assert [mention.normalised for mention in mentions] == ["+46701740605"]
    assert mentions[0].field == "title" and mentions[0].detail["continued"]["field"] == "text"


def test_age_in_the_title_does_not_join_the_text() -> None:
    assert numbers(title="Anna 25", text="0701740605", country="SE") == ["+46701740605"]


def test_telephone_handles_are_phones() -> None:
    mentions = found(handles=[{"platform": "whatsapp", "value": "+46 70 174 06 05"}, {"platform": "telegram", "value": "anna_70174"}])
    assert [(mention.field, mention.normalised) for mention in mentions] == [("handles[0]", "+46701740605")]


def test_national_number_keeps_its_alternatives() -> None:
    (mention,) = found(text="Ring 92 98 24 44", country="DK")
    candidates = dict(mention.readings)
    assert mention.normalised == "+4592982444" and candidates["+4592982444"] > candidates["+4792982444"] > 0
    assert sum(candidates.values()) == pytest.approx(1, abs=0.01)
    assert mention.detail["explicit"] is False


def test_the_country_of_a_city_stands_in_for_a_missing_one() -> None:
    assert numbers(text="Ring 92 98 24 44", city="Bergen") == ["+4792982444"]
    assert numbers(text="Ring 92 98 24 44", city="Copenhagen") == ["+4592982444"]


def test_support_of_other_ads_decides() -> None:
    readings = (("+4592982444", 0.96), ("+4792982444", 0.04))
    assert phones.decide(readings, {})[0][0] == "+4592982444"
    assert phones.decide(readings, {"+4792982444": 1})[0][0] == "+4792982444"
    assert phones.decide(readings, {"+4792982444": 1, "+4592982444": 1})[0][0] == "+4592982444"
    assert sum(probability for _, probability in phones.decide(readings, {"+4792982444": 3})) == pytest.approx(1)
    assert phones.decide((), {}) == ()


def test_placeholders_are_no_phones() -> None:
    for written in ("00000000", "000000", "1111111", "12345678", "123456", "0123456789"):
        assert found(phones=[written], country="HU") == []
        assert found(text=f"Tel {written}", country="NO") == []


def test_a_written_number_is_looked_up_in_any_form() -> None:
    assert phones.read("070 174 06 05", "SE")[0][0] == "+46701740605"
    assert phones.read("+46-70-1740605")[0] == ("+46701740605", 1.0)
    assert "+4791234567" in dict(phones.read("91234567"))
    assert phones.read("hello") == ()


def test_order_and_repetition_change_nothing() -> None:
    first = found(text="0701740605 och 0701740699", country="SE")
    assert first == found(text="0701740605 och 0701740699", country="SE")
    assert [mention.start for mention in first] == sorted(mention.start or 0 for mention in first)


def test_a_number_of_a_range_kept_for_films_is_read_in_other_countries_too() -> None:
    assert phones.read("07700 900123", "NO") == (("+447700900123", 1.0),)


def test_no_number_begins_with_a_zero_where_none_do() -> None:
    readings = dict(phones.read("06 39 98 06 08", "US"))
    assert "+33639980608" in readings
    assert not any(number.startswith("+1") for number in readings)
    assert "+390612345678" in dict(phones.read("06 12345678", "IT"))

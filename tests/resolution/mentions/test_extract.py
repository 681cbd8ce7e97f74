"""All mentions of a capture together."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resolution import mentions
from resolution.captures import Capture, parse_capture
from resolution.mentions.characters import LONGEST_TEXT

AD = {
    "site": "s.example",
    "ad_id": "1",
    "captured_at": "2026-06-01T01:02:00Z",
    "title": "Anna & Maria Malmö",
    "text": "Ring 070-174 06 05, t.me/anna_k, anna (at) mail dot com, 1500 kr",
    "name": ["Anna & Maria"],
    "phones": ["+46701740605", "+46701740605"],
    "emails": ["a@x.example"],
    "handles": [{"platform": "telegram", "value": "@Anna_K"}, {"platform": "whatsapp", "value": "+46701740699"}],
    "country": "SE",
    "city": "Malmö",
    "addresses": ["Hornsgatan 26, 13914 Malmö"],
    "images": [{"pdq": "0" * 63 + "f"}],
}


def capture(record: dict[str, object]) -> Capture:
    parsed = parse_capture(record)
    assert isinstance(parsed, Capture), parsed
    return parsed


def test_every_kind_is_found_once() -> None:
    found = [(mention.kind, mention.field, mention.normalised) for mention in mentions.extract(capture(AD))]
    assert found == sorted(found)
    assert len(found) == len(set(found))
    assert {pair for kind, *pair in map(list, found) if kind == "phone" for pair in [tuple(pair)]} == {
        ("handles[1]", "+46701740699"),
        ("phones[0]", "+46701740605"),
        ("phones[1]", "+46701740605"),
        ("text", "+46701740605"),
    }
    assert {kind for kind, *_ in found} == {"address", "email", "handle", "image", "name", "phone"}
    assert [normalised for kind, _, normalised in found if kind == "name"] == ["anna", "maria"]
    assert {normalised for kind, _, normalised in found if kind == "email"} == {"a@x.example", "anna@mail.com"}
    assert {normalised for kind, _, normalised in found if kind == "handle"} == {"telegram:anna_k"}


def test_an_empty_ad_has_none() -> None:
    assert mentions.extract(capture({"site": "s", "ad_id": "1", "captured_at": "2026-06-01T01:02:00Z"})) == []


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=120), st.text(alphabet="0123456789 +-./()|!oOlI&#;<b>@ntwo", max_size=60), st.sampled_from(["SE", "DE", "US", None])
)
def test_any_text_gives_mentions_with_true_offsets(words: str, figures: str, country: str | None) -> None:
    text = f"{words} {figures}"
    record = {
        "site": "s",
        "ad_id": "1",
        "captured_at": "2026-06-01T01:02:00Z",
        "text": text,
        "phones": [figures or "0"],
        "country": country,
    }
    parsed = parse_capture(record)
    if not isinstance(parsed, Capture):
        return
    found = mentions.extract(parsed)
    assert found == mentions.extract(parsed)
    for mention in found:
        if mention.start is not None and mention.field == "text":
            assert text[mention.start : mention.end] == mention.raw


PADDED = 80_000
PADDINGS = ["x", "é", "a'", "@", "@abc ", "a@b.", " ", ".", "-", "_", "\u200b", "😘", "\n", "<b", "a\u0301", "a dot "]


def padded(padding: str) -> str:
    return (padding * PADDED)[:PADDED]


def found_in(text: str) -> set[tuple[str, str]]:
    record = {"site": "s.example", "ad_id": "1", "captured_at": "2026-06-01T01:02:00Z", "country": "SE", "text": text}
    return {(mention.kind, mention.normalised) for mention in mentions.extract(capture(record))}


@pytest.mark.parametrize("padding", PADDINGS)
def test_a_number_and_an_address_of_mail_are_found_behind_padding(padding: str) -> None:
    found = found_in(f"{padded(padding)}\n\nRing 070-174 06 05, anna@mail.example, t.me/anna_k")
    assert {("phone", "+46701740605"), ("email", "anna@mail.example"), ("handle", "telegram:anna_k")} <= found


def test_a_number_is_found_beside_any_number_of_figures() -> None:
    figures = "1 " * 40_000
    assert ("phone", "+46701740605") in found_in(f"Ring 070-174 06 05. Tack {figures}")
    assert ("phone", "+46701740605") in found_in(f"{figures}. Ring 070-174 06 05")


def test_every_number_of_a_long_list_is_found() -> None:
    numbers = {f"+4670174{place:04}" for place in range(300)}
    text = "Ring\n" + "\n".join(f"0{number[3:5]}-{number[5:8]} {number[8:10]} {number[10:]}" for number in sorted(numbers))
    assert numbers <= {normalised for kind, normalised in found_in(text) if kind == "phone"}


def test_what_stands_behind_the_longest_text_is_not_read() -> None:
    number, mail = "070-174 06 05", "anna@mail.example"
    assert found_in(" " * LONGEST_TEXT + f"{number} {mail}") == set()
    assert {kind for kind, _ in found_in(" " * (LONGEST_TEXT - 100) + f"{number} {mail}")} == {"phone", "email"}

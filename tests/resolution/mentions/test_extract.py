"""All mentions of a capture together."""

from hypothesis import given, settings
from hypothesis import strategies as st

from resolution import mentions
from resolution.captures import Capture, parse_capture

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

"""Folding for search, and templates that near-equal wording shares whatever was filled in."""

from resolution.mentions import texts

FIRST = "Hello my name is Jade i am in Odense now for few days. Please be polite and on time. I answer every day. Call or sms 41152153. Open 24/7."
SECOND = (
    "Hello my name is Bella i am in Uppsala now for few days. Please be polite and on time. I answer every day. Call or sms 070 14 88 102."
)
THIRD = "Besøker Stavanger denne uken. Rolig sted i sentrum, svarer hele dagen, bare seriøse henvendelser takk. Ring +47 912 34 567"


def test_fold() -> None:
    assert texts.fold("  Besøker <b>ÅLESUND</b>\n nå! ❤ 24/7 ") == "besoker alesund na 24 7"


def test_near_equal_wording_shares_a_band() -> None:
    first = texts.templates(FIRST, ["Jade", "Odense", "41152153"])
    second = texts.templates(SECOND, ["Bella", "Uppsala", "070 14 88 102"])
    assert set(first) & set(second)
    assert len(first) == len(set(first)) == 8


def test_equal_wording_shares_every_band() -> None:
    text = "{} from {} is visiting this week and answers every day, only serious people please, write to {}"
    first = texts.templates(text.format("Anna", "RO", "anna1@x.example"), ["Anna"])
    second = texts.templates(text.format("Maria", "RO", "t.me/maria_2"), ["Maria"])
    assert first == second


def test_other_wording_shares_none() -> None:
    assert not set(texts.templates(FIRST, ["Jade"])) & set(texts.templates(THIRD, ["Stavanger"]))


def test_a_short_text_has_none() -> None:
    assert texts.templates("Call me now") == texts.templates("") == ()

"""Folding keeps the way back to what was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolution.mentions import numerals
from resolution.mentions.characters import fold, plain


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("٠٧ ０７ ⁰⁷ 𝟬𝟳 ➀❷③", "07 07 07 07 123"), ("0️⃣7️⃣", "07"), ("5\u200b5\u00ad5", "555"), ("ᴢᴇʀᴏ ÅTTA fünf", "zero atta funf"),
        ("Ã¥tta MalmÃ¶", "atta malmo"), ("&#48;&#x37;&nbsp;1", "07 1"), ("070<br>174<b>0</b>", "070 174 0 "), ("a\u2013b\u00a0c", "a-b c"), ("½ №5", "¤ #5"),
    ],
)  # fmt: skip
def test_fold(written: str, folded: str) -> None:
    assert fold(written).text == folded


@given(st.text(max_size=60))
def test_every_folded_character_leads_back(text: str) -> None:
    folded = fold(text)
    assert len(folded.offsets) == len(folded.text)
    assert list(folded.offsets) == sorted(folded.offsets)
    assert all(0 <= place < len(text) for place in folded.offsets)


@given(st.text(max_size=60))
def test_plain_is_ascii_and_stable(text: str) -> None:
    assert plain(text).isascii()
    assert plain(plain(text)) == plain(text) or "&" in text or "<" in text or "&" in plain(text) or "<" in plain(text)


@pytest.mark.parametrize(
    ("chunk", "digits"),
    [
        ("ninezerofor", "904"), ("5five5", "555"), ("one9zerofor", "1904"), ("twenty1", "21"), ("zer0", "0"), ("tw0", "2"), ("n1ne", "9"), ("fuor", "4"),
        ("einundzwanzig", "21"), ("quatrevingtdixsept", "97"), ("femtito", "52"), ("enogtyve", "21"), ("treintayuno", "31"), ("ventuno", "21"),
        ("7even", "7"), ("\u043ene", "1"), ("восемь", "8"), ("two02", "202"), ("hello", None), ("Anna", None), ("lovely", None),
    ],
)  # fmt: skip
def test_number_words(chunk: str, digits: str | None) -> None:
    read = numerals.read(chunk.lower())
    assert (read.digits if read else None) == digits

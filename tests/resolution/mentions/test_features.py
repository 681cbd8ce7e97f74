import pytest

from resolution.mentions.features import stated


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Price 1300 kr.. 166 cm. Call +4792755775", {"height_cm": ["166"], "price": ["1300"]}),
        ("1100/1500. Open 24/7", {"price": ["1100", "1500"]}),
        ("600/900/1200 kr", {"price": ["1200", "600", "900"]}),
        ("€ 150 hour, 1,70 m", {"height_cm": ["170"], "price": ["150"]}),
        ("120€/h", {"price": ["120"]}),
        ("Preis: 200", {"price": ["200"]}),
        ("R$ 250", {"price": ["250"]}),
        ("1.500 kr", {"price": ["1500"]}),
        ("tel 070/123456, 01/06/2026", {}),
        ("Bogstadveien 109, 0366 Oslo", {}),
        ("26 år, 55 kg", {}),
        ("", {}),
    ],
)
def test_heights_and_prices_are_read(text: str, expected: dict[str, list[str]]) -> None:
    assert stated([text]) == expected


def test_texts_add_up() -> None:
    assert stated(["100 kr", "200 kr", "100 kr"]) == {"price": ["100", "200"]}

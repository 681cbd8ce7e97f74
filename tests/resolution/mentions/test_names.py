"""Names folded and stripped, two in one field, and roots that variants share while different names do not."""

from itertools import combinations

import pytest

from resolution.mentions import names


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("ANNA", ("anna",)),
        ("♥Anna♥", ("anna",)),
        ("Miss Anna 22", ("anna",)),
        ("Sexy Lola 🔥", ("lola",)),
        ("A n n a", ("anna",)),
        ("Anna & Maria", ("anna", "maria")),
        ("Anna/Maria", ("anna", "maria")),
        ("Anna och Maria", ("anna", "maria")),
        ("Anna x Maria", ("anna", "maria")),
        ("María José", ("maria jose",)),
        ("Катя", ("katya",)),
        ("Новая Анна", ("anna",)),
        ("Ελένη", ("eleni",)),
        ("Łucja", ("lucja",)),
        ("MarÃ\xada", ("maria",)),
        ("O'Brien", ("obrien",)),
        ("Anna-Marie", ("anna-marie",)),
        ("VIP Escort", ()),
        ("💋", ()),
        ("", ()),
    ],
)
def test_normalise(raw: str, expected: tuple[str, ...]) -> None:
    assert names.normalise(raw) == expected


@pytest.mark.parametrize(
    "variants",
    [
        "Katya Katia Катя Екатерина Ekaterina Kattya",
        "Sophia Sofia Zofia Sofiya",
        "Viktoria Victoria Viktoriya",
        "Jasmin Yasmin Jasmine",
        "Chloe Chloé Khloe",
        "Julia Yulia Giulia Юлия",
        "Maria María Mariya Мария",
        "Natalia Наталья Natasha",
        "Bella Bela",
        "Thais Taís",
        "Izabella Isabela Isabella",
    ],
)
def test_variants_share_a_root(variants: str) -> None:
    assert len({names.root(names.normalise(variant)[0]) for variant in variants.split()}) == 1


def test_different_names_do_not_share_a_root() -> None:
    different = "anna maria elena sofia nina kim jade lily eva mia alina vanessa julia diana monica carla emma sara angel paula ruby tina laura luna".split()  # noqa: SIM905
    assert [pair for pair in combinations(different, 2) if names.root(pair[0]) == names.root(pair[1])] == []

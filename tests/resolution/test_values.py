"""Written forms of addresses, pictures and owners cluster to the values that people mean by them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence

import duckdb
import pytest

from resolution import values
from resolution.captures import DirectoryRecord, parse_directory
from resolution.consensus import pictures
from resolution.forms import Form, directory_forms
from resolution.hamming import HammingIndex
from resolution.linkage import Scorer, bundled, frequency_step, total_step
from resolution.mentions import addresses
from resolution.parameters import problems_of
from resolution.region import Decision
from resolution.values import MODELS


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return Scorer(bundled(), duckdb.connect())


def address_form(written: str, country: str = "NO") -> Form:
    parts = addresses.parse(written, country)
    return Form("address", parts.canonical, {name: getattr(parts, name) for name in ("street", "number", "unit", "postcode", "city")})


def owner_form(name: str, address: str) -> Form:
    row = parse_directory({"phone": "+4799999999", "owner_name": name, "owner_address": address})
    assert isinstance(row, DirectoryRecord)
    return next(form for _, form in directory_forms(row) if form.kind == "owner")


def counted(forms: Iterable[Form]) -> dict[str, int]:
    held = {form.key: form for form in forms}.values()
    counts = Counter(key for form in held for key in values.frequency_keys(form))
    return {key: frequency_step(count, len(held)) for key, count in counts.items()} | {"total:owner": total_step(len(held))}


def clustered(kind: str, forms: Sequence[Form], scorer: Scorer, market: Sequence[Form] = ()) -> dict[str, str]:
    return values.cluster(kind, forms, values.candidates(forms), scorer, frequency=counted([*forms, *market]))


@pytest.mark.parametrize(
    "writings",
    [
        ("Kirkegata 113, 1741 Trondheim", "Kirkegt. 113, Trondheim", "KIRKEGATA 113,1741 Trondheim", "Kikegata 113, 1741 Trondheim", "Kirkegata 113 leil. 2, Trondheim"),
        ("Piazza Dante 80, 77303 Roma", "P.zza Dante 80, Roma", "Piazza Dannte 80, 77303 Roma"),
        ("Calle Mayor 12, 3º B, 28013 Madrid", "C/ Mayor, 12, 3º B, Madrid", "CalleM ayor 12, Madrid"),
        ("Sveavägen 84, 10770 Stockholm", "Sveav. 84, Stockholm", "Sveavagen 84 4º, 10770 Stockholm"),
        ("123 Main Street, Springfield, 62704", "123 Main St, Springfield", "123 Main St Apt 4B, Springfield, 62704"),
        ("Calle 45 # 58-10, Bogotá", "Cl. 45 # 58-10, Bogotá", "Calle 45 # 58-10 apto 301, Bogotá"),
    ],
)  # fmt: skip
def test_writings_of_one_address_are_one_value(writings: tuple[str, ...], scorer: Scorer) -> None:
    forms = [address_form(written) for written in writings]
    value_of = clustered("address", forms, scorer)
    assert set(value_of.values()) == {min(form.key for form in forms)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kirkegata 113, 1741 Trondheim", "Kirkegata 115, 1741 Trondheim"),
        ("Kirkegata 113, 1741 Trondheim", "Kongens gate 113, 1741 Trondheim"),
        ("Kirkegata 113, Trondheim", "Kirkegata 113, Bergen"),
        ("Kirkegata 113 leil. 2, 1741 Trondheim", "Kirkegata 113 leil. 9, 1741 Trondheim"),
        ("Calle 45 # 58-10, Bogotá", "Calle 54 # 58-10, Bogotá"),
    ],
)
def test_two_addresses_stay_two_values(one: str, other: str, scorer: Scorer) -> None:
    value_of = clustered("address", [address_form(one), address_form(other)], scorer)
    assert len(set(value_of.values())) == 2


def test_writings_without_a_unit_do_not_join_the_flats_of_a_house(scorer: Scorer) -> None:
    flats = [address_form(f"Kirkegata 113 leil. {flat}, 1741 Trondheim") for flat in (2, 9)]
    plain = [address_form(written) for written in ("Kirkegata 113, 1741 Trondheim", "Kirkegt. 113, Trondheim", "Kirkegata 113, Trondheim")]
    value_of = clustered("address", [*flats, *plain], scorer)
    assert value_of[flats[0].key] != value_of[flats[1].key]


@pytest.mark.parametrize("often", [2, 9])
def test_a_writing_without_a_unit_is_the_flat_that_is_written_most(often: int, scorer: Scorer) -> None:
    streets = {flat: ("Kirkegata", "Kikegata", "Kirkegaat", "Krkegata") if flat == often else ("Kirkegata",) for flat in (2, 9)}
    flats = {flat: [address_form(f"{street} 113 leil. {flat}, 1741 Trondheim") for street in streets[flat]] for flat in streets}
    plain = [address_form(written) for written in ("Kirkegata 113, 1741 Trondheim", "Kirkegata 113, Trondheim")]
    value_of = clustered("address", [*flats[2], *flats[9], *plain], scorer)
    assert {value_of[form.key] for form in (*flats[often], *plain)} == {value_of[flats[often][0].key]}
    assert value_of[flats[2][0].key] != value_of[flats[9][0].key]


HOME = "Bogstadveien 109, 1418 Bergen"


def townsfolk(count: int = 300) -> list[Form]:
    chance = random.Random(1)
    given, family = ["Anna", "Ole", "Per", "Kari", "Jan", "Liv", "Nils", "Eva"], ["Hansen", "Berg", "Lund", "Moe", "Dahl", "Vik", "Lie", "Bakke"]
    return [owner_form(f"{chance.choice(given)} {chance.choice(family)}", f"Storgata {place}, 0155 Oslo") for place in range(count)]


@pytest.mark.parametrize("name", ["Nielsen, Marius", "M. Nielsen", "Marius Nielsenn", "MARIUS NIELSEN", "Suiram Nielsen", "Marius K. Nielsen", "Mar1us Nielsen"])
def test_spellings_of_an_owner_at_home_are_one_owner(name: str, scorer: Scorer) -> None:
    forms = [owner_form("Marius Nielsen", HOME), owner_form(name, "Bogstadvn. 109, Bergen")]
    assert len(set(clustered("owner", forms, scorer, townsfolk()).values())) == 1


@pytest.mark.parametrize("name", ["Marte Nielsen", "Marius Olsen", "Katrine Dahl", "K. Nielsen"])
def test_who_shares_a_home_is_another_owner(name: str, scorer: Scorer) -> None:
    forms = [owner_form("Marius Nielsen", HOME), owner_form(name, HOME)]
    assert len(set(clustered("owner", forms, scorer, townsfolk()).values())) == 2


def test_branches_told_apart_by_a_letter_are_different_owners(scorer: Scorer) -> None:
    forms = [owner_form(f"Adsite-{letter} Service", HOME) for letter in "ABC"]
    assert len(set(clustered("owner", forms, scorer, townsfolk()).values())) == 3


def test_a_common_name_elsewhere_is_another_owner(scorer: Scorer) -> None:
    forms = [owner_form("Ole Hansen", HOME), owner_form("Ole Hansen", "Markveien 3, 1571 Stavanger")]
    assert len(set(clustered("owner", forms, scorer, townsfolk()).values())) == 2


def test_at_a_phone_shop_of_a_large_market_an_initial_says_little(scorer: Scorer) -> None:
    shop = [owner_form(f"{name} Hansen", HOME) for name in ("Ole", "O.", "Odd", "Olga", "Oda", "Oskar")]
    customers = [owner_form(f"{chr(97 + n % 26)}{n}ar Hansen", HOME) for n in range(200)]
    value_of = clustered("owner", shop[:2], scorer, [*shop, *customers, *townsfolk()])
    assert len(set(value_of.values())) == 2


def test_values_do_not_depend_on_the_order_of_forms_or_pairs(scorer: Scorer) -> None:
    forms = [address_form(w) for w in ("Kirkegata 113, 1741 Trondheim", "Kirkegt. 113, Trondheim", "Kikegata 113, Trondheim", "Kirkegata 115, Trondheim")]
    pairs = values.candidates(forms)
    expected = values.cluster("address", forms, pairs, scorer)
    for seed in range(5):
        random.Random(seed).shuffle(forms)
        random.Random(seed).shuffle(pairs)
        assert values.cluster("address", forms, pairs, scorer) == expected


def test_a_part_of_the_market_gives_the_same_values_alone(scorer: Scorer) -> None:
    houses = [[address_form(f"{street} {number}, {city}") for street in ("Kirkegata", "Kirkegt.", "Kikegata")] for number, city in ((1, "Oslo"), (2, "Oslo"), (1, "Bergen"))]
    together = clustered("address", [form for house in houses for form in house], scorer)
    assert together == {key: value for house in houses for key, value in clustered("address", house, scorer).items()}


def turned(pdq: str, places: Iterable[int]) -> str:
    number = int(pdq, 16)
    for place in places:
        number ^= 1 << place
    return f"{number:064x}"


ORIGINAL = f"{random.Random(3).getrandbits(256):064x}"


def test_copies_far_from_each_other_are_one_picture_by_their_original(scorer: Scorer) -> None:
    copies = [turned(ORIGINAL, range(start, start + 24)) for start in range(0, 192, 24)]
    forms = [Form("image", pdq) for pdq in (ORIGINAL, *copies)]
    pairs = [(f"image:{a}", f"image:{b}") for a, b, _ in HammingIndex(form.normalised for form in forms).pairs()]
    assert len(set(values.cluster("image", forms, pairs, scorer).values())) == 1


def test_a_chain_of_near_pairs_does_not_join_the_pictures_of_a_shoot() -> None:
    shoot = [turned(ORIGINAL, range(length)) for length in (0, 28, 56, 84)]  # each near the next, the ends far apart
    found = pictures(shoot, [(a, b) for a, b, _ in HammingIndex(shoot).pairs()])
    assert found[shoot[0]] != found[shoot[3]]


def test_decisions_on_pictures_bind() -> None:
    near, far = turned(ORIGINAL, range(4)), turned(ORIGINAL, range(100))
    apart = Decision("d1", "image", frozenset({ORIGINAL}), frozenset({near}), "different")
    same = Decision("d2", "image", frozenset({ORIGINAL}), frozenset({far}), "same")
    found = pictures([ORIGINAL, near, far], [(ORIGINAL, near)], [apart, same])
    assert found[ORIGINAL] == found[far] != found[near]


def test_decisions_on_addresses_bind(scorer: Scorer) -> None:
    one, other = address_form("Kirkegata 113, 1741 Trondheim"), address_form("Kirkegt. 113, Trondheim")
    decision = Decision("d1", "address", frozenset({one.key}), frozenset({other.key}), "different")
    value_of = values.cluster("address", [one, other], values.candidates([one, other]), scorer, decisions=[decision])
    assert value_of == {one.key: one.key, other.key: other.key}


@pytest.mark.parametrize("kind", sorted(MODELS))
def test_the_settings_of_every_kind_are_sound(kind: str) -> None:
    assert problems_of(MODELS[kind].settings().create_settings_dict("duckdb")) == []


@pytest.mark.parametrize("kind", ["address", "image", "owner"])
def test_the_bundled_model_compares_what_the_records_hold(kind: str) -> None:
    stated = MODELS[kind].settings().create_settings_dict("duckdb")
    conditions = [level["sql_condition"] for c in stated["comparisons"] for level in c["comparison_levels"]]
    assert [level["sql_condition"] for c in bundled().settings[kind]["comparisons"] for level in c["comparison_levels"]] == conditions


def test_a_directory_row_holds_a_phone_an_owner_and_an_address() -> None:
    row = parse_directory({"phone": "+47 916 96 841", "owner_name": "Nielsen, Marius", "owner_address": "Bogstadveien 109 leil. 2, 1418 Bergen"})
    assert isinstance(row, DirectoryRecord)
    assert [form.key for _, form in directory_forms(row)] == [
        "phone:+4791696841",
        "owner:marius nielsen | bogstadveien 109/2, 1418 bergen",
        "address:bogstadveien 109/2, 1418 bergen",
    ]


def test_written_numbers_that_may_be_one_phone_are_compared() -> None:
    explicit = Form("phone", "+4799999999", {"country": "NO", "readings": [("+4799999999", 1.0)]})
    national = Form("phone", "+4599999999", {"country": "NO", "readings": [("+4599999999", 0.5), ("+4799999999", 0.5)]})
    assert values.candidates([explicit, national]) == [("phone:+4599999999", "phone:+4799999999")]

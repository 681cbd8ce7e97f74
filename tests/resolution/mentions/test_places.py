"""City keys over languages and spellings, and distances."""

import pytest

from resolution.mentions import places


@pytest.mark.parametrize(
    ("country", "written", "key"),
    [
        ("DK", "København Copenhagen Kopenhagen Kobenhavn KÃ¸benhavn", "DK/kobenhavn"),
        ("DK", "Århus Aarhus", "DK/aarhus"),
        ("SE", "Göteborg Gothenburg Goeteborg", "SE/goteborg"),
        ("SE", "Malmö Malmoe MALMÖ", "SE/malmo"),
        ("NO", "Tromsø Tromsoe Tromso", "NO/tromso"),
        ("FI", "Helsinki Helsingfors", "FI/helsinki"),
        ("DE", "München Muenchen Munich", "DE/munchen"),
        ("DE", "Köln Koeln Cologne", "DE/koln"),
        ("PL", "Warszawa Warschau Warsaw", "PL/warszawa"),
        ("RU", "Москва Moscow Moskau", "RU/moskva"),
        ("UA", "Київ Kiev Kyiv", "UA/kyiv"),
        ("GR", "Αθήνα Athens Athen", "GR/athina"),
        ("IT", "Milano Milan Mailand Milán", "IT/milano"),
        ("RO", "București Bucharest Bukarest", "RO/bucuresti"),
        ("CH", "Genève Geneva Genf", "CH/geneve"),
    ],
)
def test_one_city_in_many_writings(country: str, written: str, key: str) -> None:
    assert {places.key(country, name) for name in written.split()} == {key}


@pytest.mark.parametrize(
    ("written", "city"),
    [
        ("Oslo sentrum", "oslo"), ("0250 Oslo", "oslo"), ("København K", "kobenhavn"), ("Praha 5", "praha"), ("Paris 16e", "paris"), ("Paris, France", "paris"),
        ("Frankfurt am Main", "frankfurt"), ("Palma de Mallorca", "palma"), ("Greater London", "london"), ("New York", "new-york"), ("São Paulo", "sao-paulo"),
        ("San Sebastián", "san-sebastian"), ("Stuttgart-Mitte", "stuttgart"),
    ],
)  # fmt: skip
def test_districts_and_additions_fall_away(written: str, city: str) -> None:
    assert places.city(written) == city


def test_a_missing_city_has_no_key() -> None:
    assert places.key("NO", None) == places.key("NO", "") == ""
    assert places.key(None, "Oslo") == "/oslo"


def test_countries_of_larger_cities() -> None:
    assert places.country_of("Copenhagen") == "DK"
    assert places.country_of("Warschau") == "PL"
    assert places.country_of("Nowhere") == places.country_of(None) == ""


def test_distance() -> None:
    coordinates = {"NO/oslo": (59.91, 10.75), "DK/kobenhavn": (55.68, 12.57)}
    assert places.distance_km("NO/oslo", "DK/kobenhavn", coordinates) == pytest.approx(483, abs=5)
    assert places.distance_km("NO/oslo", "NO/oslo", {}) == 0
    assert places.distance_km("NO/oslo", "NO/bergen", coordinates) is None

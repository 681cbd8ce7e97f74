"""What the market knows of one country: number ranges, cities, streets, how addresses are written, who subscribes to phones."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class City:
    """A city, other names it goes by, its suburbs, and its centre."""

    name: str
    lat: float
    lon: float
    exonyms: tuple[str, ...] = ()
    suburbs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Country:
    """What a generator needs to know of one country."""

    code: str
    calling: str
    trunk: str
    prefixes: tuple[tuple[str, int], ...]  # national prefix, digits that follow
    groups: tuple[tuple[int, ...], ...]  # how national digits (trunk included) are usually spaced
    languages: tuple[str, ...]
    currency: str
    cities: tuple[City, ...]
    streets: tuple[str, ...]
    abbreviations: tuple[tuple[str, str], ...]
    pattern: str  # {street} {number} {unit} {postcode} {city}
    units: tuple[str, ...]
    postcode: str  # "#" is a digit, "@" a letter
    first_names: tuple[str, ...]
    last_names: tuple[str, ...]
    fictitious: tuple[tuple[str, int], ...] = ()


def cities(text: str) -> tuple[City, ...]:
    """Read `Name|exonym/exonym|suburb/suburb|lat|lon` separated by semicolons."""
    out = []
    for row in text.split(";"):
        name, exonyms, suburbs, lat, lon = (x.strip() for x in row.split("|"))
        out.append(City(name, float(lat), float(lon), tuple(filter(None, exonyms.split("/"))), tuple(filter(None, suburbs.split("/")))))
    return tuple(out)


def words(text: str) -> tuple[str, ...]:
    """Read words or names separated by commas."""
    return tuple(w.strip() for w in text.split(",") if w.strip())

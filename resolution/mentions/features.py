"""Features that an ad states in words: heights and prices (pure).

Prices are kept because one advertiser tends to ask the same everywhere; they are compared as they stand, in whatever currency.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from resolution.mentions.characters import LONGEST_TEXT, plain

_MONEY = r"(?:kr|kroner|kronor|,-|nok|sek|dkk|eur|euros?|€|\$|£|usd|gbp|pounds?|dollars?|zl|pln|ron|lei|ft|huf|kc|czk|chf|r\$|brl|reais|лв|₽|грн)"
_ASKED = r"(?:pris(?:er)?|price|precio|preco|prix|preis|cena|prezzo|hinta|pret|rate|tarif)"
_NUMBER = r"\d{1,2}[ .]\d{3}|\d{2,5}"
_PRICES = (
    re.compile(rf"(?<![\d+.,/])({_NUMBER}) ?{_MONEY}(?![a-z])"),
    re.compile(rf"(?:{_MONEY}|\b{_ASKED})[ .:]{{0,2}}({_NUMBER})(?![\d])"),
    re.compile(r"(?<![\d+./-])((?:\d{2,4}[05] ?/ ?){1,4}\d{2,4}[05])(?![\d/]| ?[./-] ?\d)"),  # 600/900/1200
)
_HEIGHTS = (re.compile(r"(?<![\d.,])(1[4-9]\d) ?cm\b"), re.compile(r"(?<![\d.,:])(1[.,][4-9]\d) ?m(?![a-z2])"))


def stated(texts: Iterable[str]) -> dict[str, list[str]]:
    """The features that texts state, each with its values: `height_cm` and `price`."""
    found: dict[str, set[str]] = {}
    for text in texts:
        for name, values in _stated(text[:LONGEST_TEXT]).items():
            found.setdefault(name, set()).update(values)
    return {name: sorted(values) for name, values in sorted(found.items())}


@lru_cache(maxsize=16384)
def _stated(text: str) -> Mapping[str, tuple[str, ...]]:
    folded = plain(text)
    found = {"height_cm": tuple(_heights(folded)), "price": tuple(_prices(folded))}
    return {name: values for name, values in found.items() if values}


def _heights(folded: str) -> Iterator[str]:
    for pattern in _HEIGHTS:
        for written in pattern.findall(folded):
            yield re.sub(r"\D", "", written)


def _prices(folded: str) -> Iterator[str]:
    for pattern in _PRICES:
        for written in pattern.findall(folded):
            for price in written.split("/"):
                digits = re.sub(r"\D", "", price)
                if digits[-1:] in ("0", "5"):
                    yield digits

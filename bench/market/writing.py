"""How values are written: phones with every disguise, addresses, subscribers' names, decoys and damaged encodings."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from bench.market.country import Country
from bench.market.languages import LANGUAGES
from bench.market.people import Person
from bench.market.rates import Noise

EN_WORDS = LANGUAGES["en"].digits
MISSPELT = (
    ("zer0", "ziro", "oh"),
    ("won", "onne"),
    ("tw0", "too", "tow"),
    ("tree", "thre", "threee"),
    ("fuor", "foor", "for"),
    ("fith", "fiv", "fife"),
    ("siz", "sixx", "s1x"),
    ("sven", "sevn", "seben"),
    ("ate", "eigth", "eigt"),
    ("n1ne", "nien", "nin"),
)
LOOKALIKES = ("oOQ", "lIi!|", "zZ", "3", "4", "sS", "6", "7", "bB", "gq")
SCRIPTS = ("０１２３４５６７８９", "⓪①②③④⑤⑥⑦⑧⑨", "⁰¹²³⁴⁵⁶⁷⁸⁹", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "𝟶𝟷𝟸𝟹𝟺𝟻𝟼𝟽𝟾𝟿", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "₀₁₂₃₄₅₆₇₈₉")
FOREIGN = ("०१२३४५६७८९", "๐๑๒๓๔๕๖๗๘๙", "০১২৩৪৫৬৭৮৯")
SEPARATORS = (" ", "-", ".", "/", "*", "~", "=", "|", "_", "..", "--", " - ", " . ", "  ", "-/-", "·", " * ", "\u00a0", "–")
EMOJI = ("❤", "💋", "🌸", "★", "☎", "🔥", "❤️", "♥")
INVISIBLE = ("\u200b", "\u200c", "\u200d", "\u2060", "\u200e", "\u200f", "\ufeff", "\u00ad")
LINKS = ("https://wa.me/{}", "wa.me/{}", "tel:+{}", "https://api.whatsapp.com/send?phone={}", "t.me/+{}", "https://t.me/+{}")
TRAILERS = (
    "24/7",
    "Open 24/7.",
    "{h} cm",
    "90-60-90",
    "ID {id}",
    "Ref. {id8}",
    "100%",
    "{p}/{q}",
    "{p}/{q}/{r}",
    "10:00-22:00",
    "kl. 10-22",
    "{post}",
    "30 min / 60 min",
    "2026-07-{dd}",
    "{h}cm {w}kg",
    "no {id6}",
    "#{id}",
    "1,{h2} m",
    "Pin {id4}",
)


@dataclass(frozen=True, slots=True)
class Written:
    """One phone as it stands in an ad: the whole text, the part that is the number, and how it was disguised."""

    text: str
    raw: str
    form: str


def spaced(rng: random.Random, digits: str, groups: tuple[tuple[int, ...], ...], separator: str = " ") -> str:
    """The digits in a usual grouping of the country, what is left over in threes."""
    out, at = [], 0
    for size in rng.choice(groups):
        if at < len(digits):
            out.append(digits[at : at + size])
            at += size
    while at < len(digits):
        out.append(digits[at : at + 3])
        at += 3
    return separator.join(out)


def _odd(rng: random.Random, digits: str, separator: str) -> str:
    """The digits in groups of 2 to 4 at random."""
    out, at = [], 0
    while at < len(digits):
        size = rng.choice((2, 2, 3, 3, 4))
        out.append(digits[at : at + size])
        at += size
    return separator.join(out)


def _some_words(rng: random.Random, digits: str, words: tuple[str, ...], joint: str) -> str:
    chosen = set(rng.sample(range(len(digits)), k=min(len(digits), rng.randint(2, max(3, len(digits) // 2)))))
    return joint.join(words[int(d)] if i in chosen else d for i, d in enumerate(digits))


@dataclass(frozen=True, slots=True)
class Number:
    """A number as its country dials it."""

    country: Country
    e164: str

    @property
    def own(self) -> str:
        """National digits without trunk prefix."""
        return self.e164[len(self.country.calling) :]

    @property
    def national(self) -> str:
        """National digits with trunk prefix."""
        return self.country.trunk + self.own


Disguise = Callable[[random.Random, Number, str], str]


def _look_alike(rng: random.Random, number: Number, language: str) -> str:
    digits = number.national
    chosen = set(rng.sample([i for i, d in enumerate(digits) if d in "012589"] or [0], k=1))
    chosen |= {i for i, d in enumerate(digits) if d in "01" and rng.random() < 0.5}
    return "".join(rng.choice(LOOKALIKES[int(d)]) if i in chosen else d for i, d in enumerate(digits))


def _unicode(rng: random.Random, number: Number, language: str) -> str:
    script, full = rng.choice(SCRIPTS), rng.random() < 0.5
    return ("+" if full else "") + "".join(script[int(d)] for d in (number.e164[1:] if full else number.national))


def _invisible(rng: random.Random, number: Number, language: str) -> str:
    return "".join(d + (rng.choice(INVISIBLE) if rng.random() < 0.4 else "") for d in number.e164).rstrip("".join(INVISIBLE))


def _doubled(rng: random.Random, number: Number, language: str) -> str:
    calling = number.country.calling
    return calling + rng.choice((" ", "")) + rng.choice((calling, "00" + calling[1:])) + number.own


def _bracketed(rng: random.Random, number: Number, language: str) -> str:
    calling, own = number.country.calling, number.own
    return f"{calling} (0){spaced(rng, own, number.country.groups)}" if number.country.trunk == "0" else f"({calling}) {own[:4]}-{own[4:]}"


def _repeated(rng: random.Random, number: Number, language: str) -> str:
    """Words, two or three equal digits said at once."""
    times = ("", "", "double ", "triple ")
    runs = [(d, len(list(same))) for d, same in groupby(number.national)]
    said = [(d, part) for d, count in runs for part in (3,) * (count // 3) + (count % 3,) if part]
    return " ".join(times[part] + EN_WORDS[int(d)] for d, part in said)


def _bracketed_digits(rng: random.Random, number: Number, language: str) -> str:
    left, right = rng.choice(("()", "[]", "{}", "<>"))
    return "".join(f"{left}{d}{right}" for d in number.national)


def _filled(rng: random.Random, number: Number, language: str) -> str:
    return _odd(rng, number.national, rng.choice((" then ", " and ", f" {LANGUAGES[language].and_word} ", " baby ", " ...and... ")))


FORMS: dict[str, Disguise] = {
    "number_words": lambda rng, number, language: _some_words(rng, number.national, EN_WORDS, " "),
    "local_words": lambda rng, number, language: _some_words(rng, number.national, LANGUAGES[language].digits, " "),
    "glued_words": lambda rng, number, language: _some_words(rng, number.national, EN_WORDS, ""),
    "misspelt_words": lambda rng, number, language: _some_words(rng, number.national, tuple(map(rng.choice, MISSPELT)), " "),
    "lookalikes": _look_alike,
    "unicode_digits": _unicode,
    "keycaps": lambda rng, number, language: "".join(d + "\ufe0f\u20e3" for d in number.national),
    "invisible": _invisible,
    "emoji_separators": lambda rng, number, language: _odd(rng, number.national, rng.choice(EMOJI)),
    "per_digit": lambda rng, number, language: rng.choice(SEPARATORS).join(number.national),
    "line_breaks": lambda rng, number, language: _odd(rng, number.national, "\n"),
    "links": lambda rng, number, language: rng.choice(LINKS).format(number.e164[1:]),
    "doubled_prefix": _doubled,
    "bracket_trunk": _bracketed,
    "separators": lambda rng, number, language: _odd(rng, number.national, rng.choice(SEPARATORS)),
    "repeats": _repeated,
    "entities": lambda rng, number, language: "".join(f"&#{ord(d)};" if rng.random() < 0.5 else d for d in number.national),
    "foreign_digits": lambda rng, number, language: "".join(rng.choice(FOREIGN)[int(d)] for d in number.national),
    "bracketed_digits": _bracketed_digits,
    "fillers": _filled,
}
WITH_PREFIX = ("invisible", "links", "doubled_prefix", "bracket_trunk")  # understood in every country


def phone(rng: random.Random, noise: Noise, number: Number, language: str, listed_in: str) -> Written:
    """One writing of the number; without a prefix mostly where the ad stands in the number's own country."""
    country, at_home = number.country, listed_in == number.country.code
    roll = rng.random()
    for form, disguise in FORMS.items():
        roll -= getattr(noise, form)
        if roll < 0:
            if at_home or form in WITH_PREFIX or rng.random() < 0.05:
                text = disguise(rng, number, language)
                return Written(text, number.e164[1:] if form == "links" else text, form)
            lead = rng.choice((country.calling, "00" + country.calling[1:]))
            text = lead + rng.choice((" ", "-", ".", "/")) + _odd(rng, number.own, rng.choice(SEPARATORS))
            return Written(text, text, "separators")
    if at_home and rng.random() < noise.national:
        text = number.national if rng.random() < 0.5 else spaced(rng, number.national, country.groups)
        return Written(text, text, "national")
    lead = "00" + country.calling[1:] if rng.random() < noise.double_zero else country.calling
    text = lead + number.own if rng.random() < 0.6 else f"{lead} {spaced(rng, number.own, country.groups)}"
    return Written(text, text, "international")


def decoy(rng: random.Random, currency: str, person: Person) -> str:
    """A run of digits that is no phone; most advertisers ask one price everywhere."""
    number = person.price if rng.random() < 0.9 else 100 * rng.randint(5, 30)
    text = rng.choice((*TRAILERS, "{p} {c}", "{p}{c}", "{p},- {c}", "{c} {p}"))
    return text.format(
        h=person.height,
        w=rng.randint(45, 80),
        h2=rng.randint(50, 85),
        p=number,
        q=number + 700,
        r=number + 1900,
        c=currency,
        id=rng.randint(10**6, 10**7),
        id8=rng.randint(10**7, 10**8),
        id6=rng.randint(10**5, 10**6),
        id4=rng.randint(1000, 9999),
        post=rng.randint(10000, 99999),
        dd=rng.randint(10, 31),
    )


def typo(rng: random.Random, text: str) -> str:
    """One letter dropped, doubled or swapped with its neighbour."""
    letters = [i for i, c in enumerate(text) if c.isalpha() and i > 0]
    if len(letters) < 3:
        return text
    at = rng.choice(letters)
    return rng.choice(
        (text[:at] + text[at + 1 :], text[:at] + text[at] + text[at:], text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :])
    )


@dataclass(frozen=True, slots=True)
class Address:
    """A flat, house or shop of the market."""

    number: int
    country: Country
    city: int
    street: str
    house: str
    unit: str
    postcode: str
    lat: float
    lon: float

    @property
    def city_name(self) -> str:
        """The city's own name."""
        return self.country.cities[self.city].name


_FOLD = str.maketrans("åäöøæéèüóíáñçăâîșțłńśżźęąčřžěůőűõāēīūļņģķğışćđėįųšú", "aaooeeeuoiancaaistlnszzeacrzeuouoaeiulngkgiscdeiusu")


def address(rng: random.Random, noise: Noise, flat: Address) -> str:
    """The address in one writing: unit or post code left out, abbreviated, shouted, without accents or misspelt."""
    country, street = flat.country, flat.street
    roll = rng.random()
    if roll < noise.address_misspelt:
        street = typo(rng, street)
    elif roll < noise.address_misspelt + 0.1:
        for long, short in country.abbreviations:
            if long in street:
                street = street.replace(long, short)
                break
    elif roll < noise.address_misspelt + 0.14:
        street = street.upper()
    elif roll < noise.address_misspelt + 0.18:
        street = street.translate(_FOLD)
    text = country.pattern.format(
        street=street,
        number=flat.house,
        unit=flat.unit if rng.random() < 0.6 else "",
        postcode=flat.postcode if rng.random() < 0.65 else "",
        city=flat.city_name,
    )
    for empty, better in ((",  ", ", "), (", ,", ","), ("  ", " "), ("-, ", ", ")):
        text = text.replace(empty, better)
    text = text.strip(" ,")
    return text.replace(", ", ",", 1) if rng.random() < 0.1 else text


def owner(rng: random.Random, noise: Noise, first: str, last: str) -> str:
    """A subscriber's name as a directory spells it."""
    if rng.random() < noise.owner_misspelt:
        last = typo(rng, last)
    if rng.random() < noise.owner_initials:
        first = first[0] + "."
    if rng.random() < noise.owner_manipulated:
        first, last = rng.choice(
            (
                (first + " " + rng.choice("ABKLM") + ".", last),
                (first, last + "-" + last),
                (last, first),
                (first[::-1].title(), last),
                (first, last.replace("e", "3")),
            )
        )
    return f"{last}, {first}" if rng.random() < noise.owner_swapped else f"{first} {last}"


def damaged(rng: random.Random, text: str) -> str:
    """The text after one wrong decoding."""
    kind = rng.random()
    if kind < 0.6:
        return text.encode("utf-8").decode("latin-1")
    if kind < 0.8:
        return "".join(c if ord(c) < 128 else "?" for c in text)
    return text.encode("ascii", "xmlcharrefreplace").decode("ascii")

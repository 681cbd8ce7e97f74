"""What the whole market shares: number ranges, streets, sites, and the hubs that strangers have in common."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

import phonenumbers

from bench.market.chance import Chance
from bench.market.countries import COUNTRIES, FIRST_NAMES, LAST_NAMES
from bench.market.country import Country
from bench.market.rates import Plan
from bench.market.writing import Address

_GAPS = ("NO", "DK", "CL")  # countries whose ranges have holes inside a prefix


@dataclass(slots=True)
class Site:
    """A site that publishes ads."""

    name: str
    help_lines: dict[str, str]
    placeholder: int
    mail: str
    channel: str


@dataclass(frozen=True, slots=True)
class Subscriber:
    """Who a directory names for numbers."""

    key: str
    first: str
    last: str
    home: Address


@dataclass(slots=True)
class Supply:
    """Everything that is handed out once, and the short memory of what may come back: recycled, stolen, copied, let again."""

    plan: Plan
    rng: Chance
    numbers: set[str] = field(default_factory=set)
    houses: set[tuple[str, int, str, str]] = field(default_factory=set)
    next_address: int = 0
    next_picture: int = 0
    next_block: int = 0
    hot: dict[str, list[str]] = field(default_factory=dict)
    sites: list[Site] = field(default_factory=list)
    hotels: dict[str, list[tuple[str, Address]]] = field(default_factory=dict)
    shops: dict[str, list[Address]] = field(default_factory=dict)
    studios: dict[str, list[Address]] = field(default_factory=dict)
    switchboards: list[str] = field(default_factory=list)
    forwarders: list[str] = field(default_factory=list)
    stock: list[tuple[int, int]] = field(default_factory=list)
    straws: dict[str, list[Subscriber]] = field(default_factory=dict)
    released: deque[tuple[str, str, int]] = field(default_factory=lambda: deque(maxlen=400))
    seen_pictures: deque[tuple[int, int]] = field(default_factory=lambda: deque(maxlen=1000))
    seen_texts: deque[tuple[str, str]] = field(default_factory=lambda: deque(maxlen=300))
    lets: dict[str, list[Address]] = field(default_factory=dict)
    subscribers: deque[Subscriber] = field(default_factory=lambda: deque(maxlen=300))
    neighbours: deque[str] = field(default_factory=lambda: deque(maxlen=60))  # free numbers inside strangers' blocks

    @property
    def countries(self) -> list[Country]:
        """The market's countries; one named twice is twice as common."""
        return [COUNTRIES[code] for code in self.plan.countries]

    def _free(self, country: Country, number: str) -> bool:
        if number in self.numbers:
            return False
        return country.code not in _GAPS or phonenumbers.is_valid_number(phonenumbers.parse(number))

    def number(self, country: Country) -> str:
        """A number nobody had."""
        ranges = country.fictitious if self.plan.fictitious and country.fictitious else country.prefixes
        for _ in range(200):
            prefix, digits = self.rng.choice(ranges)
            out = f"{country.calling}{prefix}{str(self.rng.randrange(10**digits)).zfill(digits) if digits else ''}"
            if self._free(country, out):
                break
        else:
            raise ValueError(f"{country.code} has too few numbers for this market")
        self.numbers.add(out)
        return out

    def block(self, country: Country, size: int) -> list[str]:
        """Numbers bought together, in order and close; in a dense range or beside a stranger's, as the rates say."""
        start = self.number(country)
        if self.rng.random() < self.plan.noise.dense_blocks:
            near = self.hot.setdefault(country.code, [])
            if not near or self.rng.random() < 0.05:
                near.append(start)
            start = near[self.rng.randrange(len(near))]
            start = self._shift(country, start, self.rng.randint(-1000, 1000))
        out: list[str] = []
        at = start
        for _ in range(60):
            if at not in out and (self._free(country, at) or (at == start and not out and start not in self.hot.get(country.code, ()))):
                out.append(at)
                self.numbers.add(at)
            if len(out) >= size:
                break
            step = 1 if self.rng.random() < 0.4 else self.rng.randint(2, 12)
            if step > 1 and self.rng.random() < self.plan.noise.contamination:
                self.neighbours.append(self._shift(country, at, step // 2))
            at = self._shift(country, at, step)
        return out

    def _shift(self, country: Country, number: str, by: int) -> str:
        """The number so many further, with the leading digits kept; fiction stays within its range."""
        width = min(4, *(digits for _, digits in country.fictitious)) if self.plan.fictitious and country.fictitious else 4
        head, tail = number[:-width], int(number[-width:])
        return head + str((tail + by) % 10**width).zfill(width)

    def beside(self, country: Country) -> str | None:
        """A free number inside a stranger's block, if one is left."""
        for candidate in list(self.neighbours):
            if candidate.startswith(country.calling) and self._free(country, candidate):
                self.numbers.add(candidate)
                return candidate
        return None

    def flat(self, country: Country, city: int | None = None) -> Address:
        """An address nobody had."""
        rng = self.rng
        city = rng.randrange(len(country.cities)) if city is None else city
        while True:
            street, house = rng.choice(country.streets), str(rng.randint(1, 180))
            if rng.random() < 0.02 or len(self.houses) > 150_000:
                house += rng.choice("abcd")
            key = (country.code, city, street, house)
            if key not in self.houses:
                break
        self.houses.add(key)
        self.next_address += 1
        unit = rng.choice(country.units).format(n=rng.randint(1, 40), m=rng.randint(1, 8), l=rng.choice("ABCD"), u=rng.choice("ABCD"))
        centre = country.cities[city]
        post = "".join(
            rng.choice("0123456789") if c == "#" else rng.choice("ABCDEFGHKLMNPRST") if c == "@" else c for c in country.postcode
        )
        return Address(
            self.next_address, country, city, street, house, unit, post, centre.lat + rng.gauss(0, 0.02), centre.lon + rng.gauss(0, 0.03)
        )

    def picture(self, value: int) -> tuple[int, int]:
        """A new picture with its hash."""
        self.next_picture += 1
        return self.next_picture, value

    def subscriber(self, key: str, country: Country, home: Address | None = None) -> Subscriber:
        """A new subscriber; common names are common, so strangers share them."""
        rng = self.rng
        foreign = COUNTRIES[rng.choice(self.plan.countries)] if rng.random() < 0.25 else country
        first = rng.choice(FIRST_NAMES if rng.random() < 0.4 else country.first_names)
        last = rng.choice(LAST_NAMES if rng.random() < 0.4 else foreign.last_names)
        return Subscriber(key, first, last, home or self.flat(country))


def _many(ads: float, each: int) -> int:
    """One hub for so many ads: fewer ads would hardly show that strangers share it."""
    return 1 + int(ads / each)


def supply(plan: Plan) -> Supply:
    """A fresh market with its sites and hubs; hubs grow with the market, as they do in the world."""
    rng = Chance(f"{plan.seed}:supply")
    out = Supply(plan, rng)
    codes = sorted(set(plan.countries))
    for index in range(plan.sites):
        name = f"adsite-{chr(97 + index % 26)}.example"
        out.sites.append(
            Site(
                name,
                {c: out.number(COUNTRIES[c]) for c in codes},
                rng.getrandbits(256),
                f"help@{name}",
                f"telegram:{name.split('.', maxsplit=1)[0].replace('-', '_')}_news",
            )
        )
    for code in codes:
        country, share = COUNTRIES[code], plan.ads / len(codes)
        hotels = min(len(country.cities), max(1, round(share * plan.noise.hotel_number / 20)))
        out.hotels[code] = [(out.number(country), out.flat(country, city)) for city in range(hotels)]
        out.shops[code] = [out.flat(country) for _ in range(_many(share, 4_000))]
        out.straws[code] = [out.subscriber(f"straw{code}{n}", country) for n in range(_many(share, 4_000))]
        out.lets[code] = [out.flat(country) for _ in range(_many(share, 400))]
        if plan.noise.studio:
            out.studios[code] = [out.flat(country) for _ in range(_many(share, 400))]
    if plan.noise.forwarding:
        out.forwarders = [out.number(COUNTRIES[rng.choice(codes)]) for _ in range(_many(plan.ads, 3_000))]
    out.switchboards = [out.number(COUNTRIES[rng.choice(codes)]) for _ in range(_many(plan.ads, 1_500))]
    out.stock = [out.picture(rng.getrandbits(256)) for _ in range(8 + plan.ads // 5_000)]
    return out

"""One network of the market: its persons, numbers, subscribers and flats, before anybody writes an ad."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace

from bench.market import people, pictures
from bench.market.countries import COUNTRIES
from bench.market.country import Country
from bench.market.people import Person
from bench.market.supply import Subscriber, Supply
from bench.market.writing import Address


@dataclass(slots=True)
class Line:
    """One number of a network."""

    number: str
    country: Country
    block: int | None = None  # bought together with others
    owner: Subscriber | None = None
    owner_joins: bool = True  # no for straws: they sell to strangers
    address: Address | None = None  # where the directory says the subscriber lives


@dataclass(slots=True)
class Network:
    """Persons who work together, with what they share, active from one day to another."""

    number: int
    home: Country
    first_day: int
    last_day: int
    tour: list[Country]
    persons: list[Person] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    flats: list[Address] = field(default_factory=list)
    lets: set[int] = field(default_factory=set)  # numbers of flats that others used too: they join nothing
    mails: list[str] = field(default_factory=list)


def size(rng: random.Random, largest: int) -> int:
    """How many persons: half work alone, few networks are large."""
    if rng.random() < 0.48:
        return 1
    if rng.random() < 0.3:
        return 2
    return min(largest, max(2, int(rng.paretovariate(1.15) * 2.6)))


def _blocks(supply: Supply, country: Country, count: int) -> list[Line]:
    """That many numbers: in blocks where the rates say so, else each by itself."""
    noise, rng = supply.plan.noise, supply.rng
    out: list[Line] = []
    while len(out) < count:
        if count > 1 and rng.random() < 0.85:
            supply.next_block += 1
            out += [
                Line(n, country, supply.next_block) for n in supply.block(country, min(count - len(out), rng.choice((2, 2, 3, 3, 4, 5, 8))))
            ]
        else:
            out.append(Line(supply.number(country), country))
    return out if noise.series else out[:count]


def _lines(supply: Supply, network: Network, count: int) -> list[Line]:
    rng, noise = supply.rng, supply.plan.noise
    if rng.random() < noise.series and not (supply.plan.fictitious and network.home.fictitious == ()):
        lines = _blocks(supply, network.home, count)
    else:
        lines = [Line(supply.number(rng.choice(network.tour)), network.home) for _ in range(count)]
        for line in lines:
            line.country = next(c for c in network.tour if line.number.startswith(c.calling))
    for line in lines:
        if rng.random() < noise.recycled:
            old = [n for n, code, end in supply.released if code == line.country.code and end < network.first_day - 14]
            if old:
                number = rng.choice(old)
                supply.released.remove(next(r for r in supply.released if r[0] == number))
                line.number, line.block = number, None
        elif rng.random() < noise.contamination and (beside := supply.beside(line.country)):
            line.number, line.block = beside, None
    return lines


def _owner(supply: Supply, network: Network, homes: list[Address], number: int) -> Subscriber:
    """A subscriber of the network, who lives in one of its flats, at a phone shop, or elsewhere."""
    rng = supply.rng
    home = rng.choice(homes) if homes and rng.random() < 0.4 else None
    if rng.random() < supply.plan.noise.phone_shop:
        home = rng.choice(supply.shops[network.home.code])
    elif supply.plan.noise.parcel_box and rng.random() < supply.plan.noise.parcel_box:
        home = replace(rng.choice(supply.shops[network.home.code]), unit=f", box {rng.randint(1, 400)}")
    return supply.subscriber(f"o{network.number}-{number}", network.home, home)


def _subscribe(supply: Supply, network: Network) -> None:
    """Give the listed numbers to subscribers: the network's own, a straw, or a stolen identity."""
    rng, noise = supply.rng, supply.plan.noise
    homes = [f for f in network.flats if f.number not in network.lets]
    owners = [_owner(supply, network, homes, k) for k in range(1 + len(network.lines) // 6)]
    for line in network.lines:
        if rng.random() >= noise.listed:
            continue
        roll = rng.random()
        if roll < noise.straw:
            line.owner, line.owner_joins = rng.choice(supply.straws[network.home.code]), False
        elif roll < noise.straw + noise.identity_theft and supply.subscribers:
            victim = rng.choice(supply.subscribers)
            line.owner = Subscriber(f"stolen{network.number}-{line.number[-4:]}", victim.first, victim.last, supply.flat(network.home))
        else:
            line.owner = rng.choice(owners)
        line.address = line.owner.home
    supply.subscribers.extend(owners)


def _itinerary(rng: random.Random, network: Network, weeks: int, burst: bool) -> list[tuple[str, int]]:
    """A city for each week: many stay for some weeks, tourers move on; a burst changes nearly every week."""
    out: list[tuple[str, int]] = []
    stay = 0.1 if burst else rng.choice((0.35, 0.6, 0.9))
    country = network.home if rng.random() < 0.7 else rng.choice(network.tour)
    city = rng.randrange(len(country.cities))
    for _ in range(weeks):
        if rng.random() > stay:
            country = rng.choice(network.tour) if rng.random() < 0.3 else country
            city = rng.randrange(len(country.cities))
        out.append((country.code, city))
    return out


def _contacts(rng: random.Random, network: Network, person: Person) -> None:
    name = "".join(c for c in person.name.lower() if c.isascii() and c.isalnum()) or "contact"
    if rng.random() < 0.2:
        platform = rng.choice(("telegram", "telegram", "telegram", "whatsapp", "instagram", "snapchat", "signal"))
        person.contacts.append(("handle", f"{platform}:{name}{rng.choice(('', '_', '.'))}{rng.randint(1000, 999999)}"))
    if rng.random() < 0.22:
        person.contacts.append(
            (
                "email",
                f"{name}{rng.choice(('', '.', '_'))}{rng.randint(100, 99999)}@{rng.choice(('freemail', 'inbox', 'webpost', 'postbox'))}.example",
            )
        )
    if network.mails and rng.random() < 0.5:
        person.contacts.append(("email", network.mails[0]))


def _people(supply: Supply, network: Network, count: int, first_number: int) -> None:
    rng, noise = supply.rng, supply.plan.noise
    weeks = supply.plan.days // 7 + 2
    for k in range(count):
        person = people.person(rng, first_number + k, noise.aliases)
        if network.persons and rng.random() < 0.2:
            person.itinerary = network.persons[-1].itinerary
        else:
            person.itinerary = _itinerary(rng, network, weeks, rng.random() < noise.burst * 5)
        person.pictures = [supply.picture(value) for value in pictures.shoot(rng, rng.choice((2, 3, 3, 4, 5, 6)))]
        _contacts(rng, network, person)
        network.persons.append(person)


def network(supply: Supply, number: int, first_person: int) -> Network:
    """The network of this number, complete."""
    rng, plan = supply.rng, supply.plan
    count = size(rng, plan.largest_network)
    home = COUNTRIES[rng.choice(plan.countries)]
    start = rng.randint(-20, max(0, plan.days - 25))
    others = [COUNTRIES[c] for c in rng.sample(plan.countries, k=min(2, len(plan.countries)))]
    out = Network(
        number, home, max(0, start), min(plan.days - 1, start + rng.randint(30, 110)), [home, *([] if rng.random() < 0.4 else others)]
    )
    if count >= 4 and rng.random() < 0.25:
        out.mails.append(f"booking{number}@{rng.choice(('freemail', 'inbox', 'agency-mail'))}.example")
    for _ in range(max(0, round(count * rng.uniform(0.2, 0.7)))):
        country = rng.choice(out.tour)
        flat = supply.flat(country)
        if rng.random() < plan.noise.weekly_let:
            flat = rng.choice(supply.lets[country.code])
            out.lets.add(flat.number)
        out.flats.append(flat)
    _people(supply, out, count, first_person)
    out.lines = _lines(supply, out, max(1, round(count * rng.uniform(0.6, 1.4))) + (rng.random() < 0.3))
    _subscribe(supply, out)
    return out

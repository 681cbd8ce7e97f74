"""Small regions for tests, and random ones made of networks whose membership is known."""

from __future__ import annotations

import random
from collections.abc import Iterable

from resolution.region import Hub, Region, ResolvedAd, SeriesPair, Subscription

DAY = 20_600
NAMES = ("anna", "ana", "maria", "mariya", "elena", "nina", "katya")


def ad(
    key: str, *values: str, days: Iterable[int] = (DAY,), place: str = "NO/oslo", names: tuple[str, ...] = (), age: int | None = None
) -> ResolvedAd:
    seen = tuple(days)
    return ResolvedAd(
        key=key,
        site=key.partition("/")[0],
        names=names,
        ages=tuple((day, age) for day in seen) if age is not None else (),
        places=tuple((day, place) for day in seen),
        values=frozenset(values),
    )


def region(*ads: ResolvedAd, **rest: object) -> Region:
    return Region({ad.key: ad for ad in ads}, **rest)  # type: ignore[arg-type]


def alone(made: Region) -> dict[str, str]:
    """Every ad a person of its own."""
    return {key: key for key in made.ads}


def hub(value: str) -> Hub:
    return Hub(value.partition(":")[0], "shared_by_strangers", "shared", {})


def random_market(seed: int, networks: int = 30) -> tuple[Region, dict[str, str], dict[str, int]]:
    """A region of several networks with shared flats, series, owners and a few meetings of strangers; persons; each ad's network."""
    rng = random.Random(seed)
    ads: list[ResolvedAd] = []
    persons: dict[str, str] = {}
    truth: dict[str, int] = {}
    rows: list[Subscription] = []
    series: list[SeriesPair] = []
    lets = [f"address:NO/oslo/let/{n}" for n in range(5)]
    for number in range(networks):
        phones = [f"phone:+479{rng.randrange(10**7):07d}" for _ in range(rng.randint(1, 5))]
        flats = [f"address:NO/oslo/{number}/{n}" for n in range(2)]
        if len(phones) > 1 and rng.random() < 0.5:
            series.append(SeriesPair(min(phones[:2]), max(phones[:2]), 3, 0.001, rng.choice((0.8, 0.95, 0.99))))
        rows += [Subscription(phone, f"owner:o{number}", "", "directory", None) for phone in phones if rng.random() < 0.4]
        for n in range(rng.randint(1, 8)):
            values = {rng.choice(phones), f"image:{number}-{n}"}
            if rng.random() < 0.4:
                values.add(rng.choice(flats))
            if rng.random() < 0.02:
                values.add(rng.choice(lets))
            if rng.random() < 0.2:
                values.add(rng.choice(phones))
            start = DAY + rng.randint(0, 60)
            made = ad(f"site{rng.randrange(3)}/{number}-{n}", *values, days=range(start, start + rng.randint(1, 30), 4))
            ads.append(made)
            persons[made.key] = f"{number}-{n // 2}"
            truth[made.key] = number
    smallest: dict[str, str] = {}
    for key in sorted(persons):
        smallest.setdefault(persons[key], key)
    return (
        Region({a.key: a for a in ads}, tuple(rows), tuple(series)),
        {key: smallest[person] for key, person in persons.items()},
        truth,
    )


def random_region(seed: int, size: int = 40, spread: int = 1) -> Region:
    """Ads of any names, ages, travels and values; the more `spread`, the fewer of them share a value."""
    rng = random.Random(seed)
    ads = {}
    for number in range(size):
        key = f"s{number % 3}/{number:03d}"
        values = {f"phone:+47{rng.randint(1, 6 * spread)}", f"image:{rng.randint(1, 30 * spread):064x}", f"email:{rng.randint(1, 9 * spread)}@x.example"}
        start = rng.randint(0, 60)
        ads[key] = ResolvedAd(
            key,
            key[:2],
            names=tuple(sorted(rng.sample(NAMES, rng.choice((0, 1, 1, 2))))),
            ages=tuple((day, rng.randint(20, 40)) for day in range(start, start + rng.randint(0, 2))),
            attributes={
                "nationality": (rng.choice(("ro", "br", "th")),),
                "height_cm": (str(rng.randint(155, 175)),),
                "hair": (rng.choice(("red", "black")),),
            },
            places=tuple((day, f"NO/{rng.choice(('oslo', 'bergen', 'hamar'))}") for day in range(start, start + 20, 3)),
            values=frozenset(rng.sample(sorted(values), rng.randint(1, 3))),
        )
    return Region(ads, frequency={f"name:{name}": -3 - at for at, name in enumerate(NAMES)})

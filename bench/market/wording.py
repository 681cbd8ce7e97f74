"""What an ad says for some time: name, age, city and sentences, with all that misleads in them."""

from __future__ import annotations

from dataclasses import dataclass

from bench.market import writing
from bench.market.countries import COUNTRIES
from bench.market.country import Country
from bench.market.languages import BOILERPLATE, LANGUAGES, MACHINE
from bench.market.people import HONORIFICS, spelling
from bench.market.scene import Scene

GENERIC_NAMES = ("Private", "Anonymous", "N/A", "-", "Advertiser", "New", "xxx", "Model", "Me")
MARKUP = (("\n", "<br>"), (". ", ".<br />"), ("&", "&amp;"), ("! ", "!&nbsp;"), ("'", "&#39;"))


@dataclass(frozen=True, slots=True)
class Said:
    """What the sentences of one stage are filled with."""

    name: str
    age: int
    city: str
    start: str
    end: str


def names(scene: Scene) -> str | list[str]:
    """The advertised name, or both names where two people advertise together."""
    rng, name = scene.rng, scene.person.name
    if scene.happens("generic_name"):
        return rng.choice(GENERIC_NAMES)
    if scene.person.aliases and rng.random() < 0.4:
        name = rng.choice(scene.person.aliases)
        scene.made.noise.add("alias")
    if scene.happens("name_variant"):
        name = spelling(rng, name)
    if scene.happens("ornaments"):
        name = rng.choice(HONORIFICS).format(name)
    others = [p for p in scene.network.persons if p.number != scene.person.number]
    if others and scene.happens("two_people"):
        other = rng.choice(others).name
        return [name, other] if rng.random() < 0.5 else f"{name} & {other}"
    return name


def age(scene: Scene, day: int) -> int:
    """The stated age, 0 if none."""
    rng = scene.rng
    if rng.random() < scene.noise.age_missing:
        return 0
    out = scene.person.age
    if scene.happens("age_wrong"):
        out += rng.choice((-4, -3, -2, -1, 1, 2))
    if scene.happens("age_falling"):
        out -= day // 30
    return max(18, out)


def city(scene: Scene, country: Country, number: int) -> str:
    """The city as the ad names it: its own name, a suburb's, or that of another language."""
    here = country.cities[number]
    if here.suburbs and scene.happens("suburb"):
        return scene.rng.choice(here.suburbs)
    if here.exonyms and scene.happens("exonym"):
        return scene.rng.choice(here.exonyms)
    return here.name


def language(scene: Scene, country: Country) -> str:
    """The language of the ad: one of the country's, sometimes English."""
    codes = scene.supply.plan.languages or country.languages
    if scene.rng.random() < 0.85:
        return scene.rng.choice(codes)
    return codes[0] if scene.supply.plan.languages else "en"


def sentences(scene: Scene, code: str, said: Said) -> str:
    """The ad's words without numbers: its own, or a stranger's with the names changed."""
    rng, supply = scene.rng, scene.supply
    speech = LANGUAGES[code]
    if supply.seen_texts and scene.happens("copied_text"):
        code, text = rng.choice(supply.seen_texts)
    else:
        text = ". ".join((rng.choice(speech.openers), *rng.sample(speech.fillers, k=rng.choice((0, 1, 1, 2, 2, 3)))))
        if rng.random() < 0.2:
            text += ". " + rng.choice(speech.dates)
        supply.seen_texts.append((code, text))
    if code == "en" and scene.happens("machine_translated"):
        for good, bad in MACHINE:
            text = text.replace(good, bad)
    origin, years = scene.person.origin, said.age or scene.person.age
    text = text.format(name=said.name, age=years, city=said.city, origin=origin, start=said.start, end=said.end)
    if scene.happens("reach_only"):
        text += f" ({', '.join(c.name for c in COUNTRIES[rng.choice(supply.plan.countries)].cities[:4])})"
    return text


def finished(scene: Scene, text: str, currency: str) -> str:
    """The text with decoys, the site's boilerplate and its markup."""
    rng = scene.rng
    if rng.random() < scene.noise.decoys:
        text += f". {writing.decoy(rng, currency, scene.person)}"
    if scene.happens("boilerplate"):
        text += "\n" + BOILERPLATE[sum(map(ord, scene.site.name)) % len(BOILERPLATE)]
    if scene.happens("markup"):
        plain, marked = rng.choice(MARKUP)
        text = text.replace(plain, marked)
    return text

"""The ads of one network as a crawler sees them, capture by capture, each with the truth beside it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import orjson

from bench.market import pictures, writing
from bench.market.countries import COUNTRIES, Country
from bench.market.languages import BOILERPLATE, LANGUAGES, MACHINE
from bench.market.networks import Line, Network
from bench.market.people import HONORIFICS, Person, spelling
from bench.market.supply import Site, Supply

PLACEHOLDERS = ("000000", "123456", "00000000", "0000000000", "1111111", "123 456")


@dataclass(slots=True)
class Made:
    """One ad: its captures as (sort key, JSON line) and its truth rows."""

    site: str
    ad_id: str
    person: int
    network: int
    captures: list[tuple[str, bytes]] = field(default_factory=list)
    phones: dict[str, str] = field(default_factory=dict)  # raw -> E.164
    images: dict[str, int] = field(default_factory=dict)  # pdq -> picture
    addresses: dict[str, int] = field(default_factory=dict)  # raw -> address
    edges: set[tuple[str, str]] = field(default_factory=set)  # relation, value
    noise: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Stage:
    """What stays the same over some captures of one ad."""

    body: dict[str, Any]
    line: Line


class Writer:
    """Writes the ads of networks; all chance comes from the supply's generator, in one order."""

    def __init__(self, supply: Supply) -> None:
        self.supply = supply
        self.plan = supply.plan
        self.noise = supply.plan.noise
        self.rng = supply.rng
        self.start = date.fromisoformat(supply.plan.first_day)
        self.days = [(self.start + timedelta(days=n)).isoformat() for n in range(supply.plan.days + 2)]
        self.ids: set[str] = set()

    def network(self, network: Network) -> Iterator[Made]:
        """Every ad of the network."""
        rng = self.rng
        for index, person in enumerate(network.persons):
            main = network.lines[index % len(network.lines)]
            for _ in range(rng.choice((1, 1, 1, 1, 2, 2, 2, 3, 3, 4))):
                first, last = self._span(network)
                line = rng.choice(network.lines) if len(network.lines) > 1 and rng.random() < self.noise.shared_number * 0.7 else main
                site = rng.choice(self.supply.sites)
                made = self._ad(network, person, line, site, first, last)
                if made.captures:
                    yield made
                if last + 4 < network.last_day and rng.random() < self.noise.reposted:
                    again = self._ad(network, person, line, site, last + 2, min(network.last_day, last + 20))
                    again.noise.add("reposted")
                    if again.captures:
                        yield again
        for line in network.lines:
            self.supply.released.append((line.number, line.country.code, network.last_day))

    def _span(self, network: Network) -> tuple[int, int]:
        mean = self.plan.captures_per_ad / (2 * (1 - self.noise.missed_days)) * 7
        first = self.rng.randint(network.first_day, max(network.first_day, network.last_day - 6))
        return first, min(network.last_day, first + max(3, int(self.rng.gauss(mean, mean * 0.6))))

    def _new_id(self, site: Site) -> str:
        while True:
            out = str(self.rng.randint(1_000_000, 9_999_999)) if len(self.ids) < 2_000_000 else str(self.rng.randint(10**9, 10**10))
            if (key := site.name + out) not in self.ids:
                self.ids.add(key)
                return out

    def _ad(self, network: Network, person: Person, line: Line, site: Site, first: int, last: int) -> Made:
        rng, noise = self.rng, self.noise
        made = Made(site.name, self._new_id(site), person.number, network.number)
        made.edges.add(("person", str(person.number)))
        fixed = self._fixed(made, network, person, site)
        rotating = rng.random() < noise.rotation and len(network.lines) > 1
        if rotating:
            made.noise.add("rotation")
        style = random.Random(rng.getrandbits(64))
        stage: Stage | None = None
        place: tuple[str, int] = ("", 0)
        for day in range(first, last + 1):
            if (self.start.toordinal() + day + len(site.name)) % 7 not in (1, 4) and not (last - first < 4 and day == first):
                continue
            if rng.random() < noise.missed_days and made.captures:
                continue
            here = person.itinerary[min(len(person.itinerary) - 1, day // 7)]
            changed = here != place
            if stage is None or changed or rng.random() < 0.08 or (rotating and rng.random() < 0.4):
                if rotating and stage is not None:
                    line = rng.choice(network.lines)
                style = random.Random(rng.getrandbits(64)) if rng.random() < 0.35 or changed else style
                stage, place = self._stage(made, network, person, line, site, here, day, fixed, style), here
            self._capture(made, person, stage, day)
        return made

    def _fixed(self, made: Made, network: Network, person: Person, site: Site) -> dict[str, Any]:
        """What the ad says throughout: attributes, pictures and contacts."""
        rng, noise = self.rng, self.noise
        out: dict[str, Any] = {}
        facts: dict[str, Any] = {
            "nationality": person.origin,
            "hair": person.hair,
            "height_cm": person.height,
            "eyes": person.eyes,
            "weight_kg": person.weight,
        }
        for name in ("eyes", "weight_kg"):
            if rng.random() < 0.7:
                facts.pop(name)
        facts = {k: v for k, v in facts.items() if rng.random() >= noise.missing_attribute * (1 if k == "height_cm" else 0.35)}
        if rng.random() < noise.wrong_attribute and facts:
            wrong = rng.choice(list(facts))
            facts[wrong] = {
                "nationality": rng.choice(("ES", "IT", "FR", "SE", "BR")),
                "hair": rng.choice(("blonde", "brown", "black", "red")),
                "height_cm": person.height + rng.choice((-8, -5, 5, 8)),
                "eyes": "blue",
                "weight_kg": person.weight - 6,
            }[wrong]
            made.noise.add("wrong_attribute")
        if rng.random() < 0.15:
            facts["languages"] = rng.choice((["en"], ["en", "es"], ["en", "ro", "it"], ["en", "ru"]))
        if facts:
            out["attributes"] = facts
        images = self._pictures(made, person, site)
        if images:
            out["images"] = images
        for kind, value in person.contacts:
            if rng.random() < 0.75:
                if kind == "email":
                    out.setdefault("emails", []).append(value)
                else:
                    platform, name = value.split(":", 1)
                    shown = rng.choice((name, "@" + name, f"t.me/{name}" if platform == "telegram" else name, name.title()))
                    out.setdefault("handles", []).append({"platform": platform, "value": shown})
                made.edges.add((kind, value if kind == "email" else value.split(":", 1)[1]))
        if rng.random() < noise.site_mail:
            out.setdefault("emails", []).append(site.mail)
            made.noise.add("site_mail")
        if rng.random() < noise.channel:
            out.setdefault("handles", []).append({"platform": "telegram", "value": "@" + site.channel.split(":")[1]})
            made.noise.add("channel")
        return out

    def _pictures(self, made: Made, person: Person, site: Site) -> list[dict[str, str]]:
        rng, noise, supply = self.rng, self.noise, self.supply
        if rng.random() < noise.no_pictures:
            made.noise.add("no_pictures")
            if rng.random() < noise.placeholder * 3:
                made.noise.add("placeholder")
                pdq = f"{site.placeholder:064x}"
                made.images[pdq] = -1 - [s.name for s in supply.sites].index(site.name)
                return [{"pdq": pdq}]
            return []
        chosen = rng.sample(person.pictures, k=min(len(person.pictures), rng.choice((1, 2, 2, 3, 3, 4))))
        if rng.random() < noise.stolen and supply.seen_pictures:
            chosen = [*chosen[1:], rng.choice(supply.seen_pictures)]
            made.noise.add("stolen")
        if rng.random() < noise.stock:
            chosen = [*chosen, rng.choice(supply.stock)]
            made.noise.add("stock")
        supply.seen_pictures.append(chosen[0])
        out = []
        for number, original in chosen:
            value, what = pictures.shown(rng, noise, original)
            if what and what != "recompressed":
                made.noise.add(what)
            made.images.setdefault(f"{value:064x}", number)
            out.append({"pdq": f"{value:064x}"})
        if rng.random() < noise.placeholder:
            made.noise.add("placeholder")
            out.append({"pdq": f"{site.placeholder:064x}"})
            made.images.setdefault(f"{site.placeholder:064x}", -1 - [s.name for s in supply.sites].index(site.name))
        return out

    def _language(self, country: Country) -> str:
        codes = self.plan.languages or country.languages
        return self.rng.choice(codes) if self.rng.random() < 0.85 else "en" if not self.plan.languages else codes[0]

    def _stage(
        self,
        made: Made,
        network: Network,
        person: Person,
        line: Line,
        site: Site,
        here: tuple[str, int],
        day: int,
        fixed: dict[str, Any],
        style: random.Random,
    ) -> Stage:
        rng, noise = self.rng, self.noise
        country = COUNTRIES[here[0]]
        body: dict[str, Any] = dict(fixed)
        name = self._name(made, network, person)
        age = self._age(made, person, day)
        city = self._city(made, country, here[1])
        language = self._language(country)
        words = self._words(
            made, language, name if isinstance(name, str) else f" {LANGUAGES[language].and_word} ".join(name), person, age, city, day
        )
        title = f"{name if isinstance(name, str) else name[0]} {city}"
        extra, fields = self._phones(made, network, line, site, here, language, style)
        title, text = self._place_phones(made, words, title, extra, language, style)
        if fields:
            body["phones"] = fields
        for email in body.get("emails", ()):
            if rng.random() < 0.4:
                text += f" {email if rng.random() < 0.85 else email.replace('@', ' (at) ').replace('.', ' dot ')}"
        for handle in body.get("handles", ()):
            if rng.random() < 0.4:
                text += f" {handle['platform'].title()} {handle['value']}"
        if rng.random() < noise.decoys:
            text += f". {writing.decoy(rng, country.currency)}"
        if rng.random() < noise.boilerplate:
            text += "\n" + BOILERPLATE[hash_of(site.name) % len(BOILERPLATE)]
            made.noise.add("boilerplate")
        self._address(made, network, country, here[1], body)
        if rng.random() < noise.coordinates:
            centre = country.cities[here[1]]
            exact = rng.random() < noise.city_centre
            body["lat"], body["lon"] = (
                round(centre.lat + (0 if exact else rng.gauss(0, 0.03)), 5),
                round(centre.lon + (0 if exact else rng.gauss(0, 0.04)), 5),
            )
        body |= {
            "site": made.site,
            "ad_id": made.ad_id,
            "url": f"https://{made.site}/{made.ad_id}",
            "title": title,
            "name": name,
            "country": country.code,
            "city": city,
            "text": text,
        }
        if age:
            body["age"] = age
        return Stage(body, line)

    def _name(self, made: Made, network: Network, person: Person) -> str | list[str]:
        rng, noise = self.rng, self.noise
        name = person.name
        if person.aliases and rng.random() < 0.4:
            name = rng.choice(person.aliases)
            made.noise.add("alias")
        if rng.random() < noise.name_variant:
            name = spelling(rng, name)
            made.noise.add("name_variant")
        if rng.random() < noise.ornaments:
            name = rng.choice(HONORIFICS).format(name)
            made.noise.add("ornament")
        if rng.random() < noise.two_people and len(network.persons) > 1:
            other = rng.choice([p for p in network.persons if p is not person])
            made.noise.add("two_people")
            return [name, other.name] if rng.random() < 0.5 else f"{name} & {other.name}"
        return name

    def _age(self, made: Made, person: Person, day: int) -> int:
        rng, noise = self.rng, self.noise
        if rng.random() < noise.age_missing:
            return 0
        age = person.age
        if rng.random() < noise.age_wrong:
            age += rng.choice((-4, -3, -2, -1, 1, 2))
            made.noise.add("age_wrong")
        if rng.random() < noise.age_falling:
            age -= day // 30
            made.noise.add("age_falling")
        return max(18, age)

    def _city(self, made: Made, country: Country, city: int) -> str:
        rng, noise, here = self.rng, self.noise, country.cities[city]
        if here.suburbs and rng.random() < noise.suburb:
            made.noise.add("suburb")
            return rng.choice(here.suburbs)
        if here.exonyms and rng.random() < noise.exonym:
            made.noise.add("exonym")
            return rng.choice(here.exonyms)
        return here.name

    def _words(self, made: Made, language: str, name: str, person: Person, age: int, city: str, day: int) -> str:
        rng, noise, speech = self.rng, self.noise, LANGUAGES[language]
        start = self.days[min(day, len(self.days) - 1)]
        end = self.days[min(day + 4, len(self.days) - 1)]
        dates = {"start": f"{start[8:]}.{start[5:7]}", "end": f"{end[8:]}.{end[5:7]}"}
        facts = {"name": name, "age": age or person.age, "city": city, "origin": person.origin}
        if rng.random() < noise.copied_text and self.supply.seen_texts:
            code, text = rng.choice(self.supply.seen_texts)
            made.noise.add("copied_text")
        else:
            code, text = language, ". ".join((rng.choice(speech.openers), *rng.sample(speech.fillers, k=rng.choice((0, 1, 1, 2, 2, 3)))))
            if rng.random() < 0.2:
                text += ". " + rng.choice(speech.dates)
            self.supply.seen_texts.append((code, text))
        if code == "en" and rng.random() < noise.machine_translated:
            for good, bad in MACHINE:
                text = text.replace(good, bad)
            made.noise.add("machine_translated")
        text = text.format(**facts, **dates)
        if rng.random() < noise.reach_only:
            others = [c.name for c in COUNTRIES[rng.choice(self.plan.countries)].cities[:4]]
            text += f" ({', '.join(others)})"
            made.noise.add("reach_only")
        return text

    def _phones(
        self, made: Made, network: Network, line: Line, site: Site, here: tuple[str, int], language: str, style: random.Random
    ) -> tuple[list[writing.Written], list[str]]:
        """Numbers for the text and for the field, with their truth; hubs join nothing."""
        rng, noise = self.rng, self.noise
        if rng.random() < noise.phone_nowhere:
            made.noise.add("phone_nowhere")
            return [], []
        chosen: list[tuple[Line | None, str, Country]] = [(line, line.number, line.country)]
        if len(network.lines) > 1 and rng.random() < 0.05:
            second = rng.choice([other for other in network.lines if other is not line])
            chosen.append((second, second.number, second.country))
        country = COUNTRIES[here[0]]
        hub = self._hub_number(made, site, here)
        texts = []
        for own, number, home in chosen:
            texts.append(writing.phone(style, noise, home, number, language, here[0]))
            if own is not None:
                self._joins(made, network, own)
        if len(chosen) == 2 and style.random() < noise.abbreviated_second * 5 and chosen[0][1][:-2] == chosen[1][1][:-2]:
            texts[1] = writing.Written(chosen[1][1][-2:], chosen[1][1][-2:], "abbreviated_second")
            chosen[1] = (chosen[1][0], chosen[1][1], chosen[1][2])
        if hub:
            chosen.append((None, hub, country))
            texts.append(writing.phone(style, noise, country, hub, language, here[0]))
        for (_, number, _), written in zip(chosen, texts, strict=True):
            made.phones.setdefault(written.raw, number)
            if written.form not in ("international", "national", "separators"):
                made.noise.add(f"phone:{written.form}")
        in_field = [w.text for w in texts if w.form != "abbreviated_second"]
        if rng.random() < noise.phone_in_text_only or any(w.form == "abbreviated_second" for w in texts):
            in_field = []
        if in_field and rng.random() < noise.phone_in_field_only:
            texts = []
        if rng.random() < noise.placeholder_number:
            in_field = [*in_field, rng.choice(PLACEHOLDERS)]
            made.noise.add("placeholder_number")
        return texts, in_field

    def _joins(self, made: Made, network: Network, line: Line) -> None:
        made.edges.add(("phone", f"{network.number} {line.number}"))
        if line.block is not None:
            made.edges.add(("series", str(line.block)))
        if line.owner is not None and line.owner_joins:
            made.edges.add(("owner", line.owner.key))

    def _hub_number(self, made: Made, site: Site, here: tuple[str, int]) -> str | None:
        rng, noise, supply = self.rng, self.noise, self.supply
        roll = rng.random()
        if roll < noise.help_line:
            made.noise.add("help_line")
            return site.help_lines[here[0]]
        roll -= noise.help_line
        if roll < noise.hotel_number:
            made.noise.add("hotel_number")
            return rng.choice(supply.hotels[here])[0]
        roll -= noise.hotel_number
        if roll < noise.switchboard:
            made.noise.add("switchboard")
            return rng.choice(supply.switchboards[here[0]])
        return None

    def _place_phones(
        self, made: Made, words: str, title: str, phones: list[writing.Written], language: str, style: random.Random
    ) -> tuple[str, str]:
        """Title and text with the numbers in them: after a call to write, split over both, or abbreviated after a slash."""
        noise, speech = self.noise, LANGUAGES[language]
        if not phones:
            return title, words
        joint = "/" if any(p.form == "abbreviated_second" for p in phones) else style.choice((" / ", " or ", ", ", " - "))
        if (
            len(phones) == 1
            and phones[0].form in ("national", "separators")
            and style.random() < noise.split_title * 3
            and len(phones[0].raw) > 6
            and " " in phones[0].raw
        ):
            head, _, tail = phones[0].raw.partition(" ")
            made.noise.add("phone:split_title")
            return f"{title} {head}", f"{tail} {words}"
        call = style.choice(speech.calls).format(phone=joint.join(p.text for p in phones))
        if style.random() < 0.04:
            return f"{title} {phones[0].text}", words + (f". {call}" if len(phones) > 1 else "")
        return title, f"{words}. {call}"

    def _address(self, made: Made, network: Network, country: Country, city: int, body: dict[str, Any]) -> None:
        rng, noise = self.rng, self.noise
        if rng.random() >= noise.address_given * 1.4:
            return
        if rng.random() < noise.hotel_address:
            flat = rng.choice(self.supply.hotels[country.code, city])[1]
            made.noise.add("hotel_address")
        else:
            here = [f for f in network.flats if f.country is country and f.city == city]
            if not here and rng.random() < 0.6:
                here = network.flats
            if not here:
                return
            flat = here[made.person % len(here)]
            if flat.number not in network.lets:
                made.edges.add(("address", str(flat.number)))
            else:
                made.noise.add("weekly_let")
        if rng.random() < noise.address_vague:
            body["addresses"] = [rng.choice((f"{flat.street}, {flat.city_name}", flat.city_name, f"Centrum, {flat.city_name}"))]
            made.edges.discard(("address", str(flat.number)))
            made.noise.add("address_vague")
            return
        raw = writing.address(rng, noise, flat)
        made.addresses.setdefault(raw, flat.number)
        body["addresses"] = [raw]

    def _capture(self, made: Made, person: Person, stage: Stage, day: int) -> None:
        rng, noise = self.rng, self.noise
        minute = rng.randrange(1440)
        at = f"{self.days[day]}T{minute // 60:02d}:{minute % 60:02d}:00"
        when, stamp = at + "Z", at + "Z"
        if rng.random() < noise.time_zones:
            offset = rng.choice((1, 2, -5))
            shifted = datetime.fromisoformat(at).replace(tzinfo=UTC) + timedelta(hours=offset)
            stamp = shifted.strftime("%Y-%m-%dT%H:%M:%S") + f"{'+' if offset > 0 else '-'}{abs(offset):02d}:00"
        body = stage.body
        if rng.random() < noise.wrong_place:
            wrong = rng.choice(COUNTRIES[body["country"]].cities).name
            body = {**body, "city": wrong}
            made.noise.add("wrong_place")
        if rng.random() < noise.mojibake:
            body = {**body, "text": writing.damaged(rng, body["text"])}
            made.noise.add("mojibake")
        line = b'{"captured_at":"' + stamp.encode() + b'",' + orjson.dumps(body)[1:]
        made.captures.append((when, line))
        if rng.random() < noise.duplicates:
            made.captures.append((when, line))


def hash_of(text: str) -> int:
    """A number of the text that is the same in every run."""
    return sum(ord(c) * (i + 1) for i, c in enumerate(text))

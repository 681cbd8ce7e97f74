"""One stage of an ad: everything that a capture holds but its date, until the advertiser moves or rewrites it."""

from __future__ import annotations

from typing import Any

from bench.market import numbers, wording, writing
from bench.market.countries import COUNTRIES
from bench.market.country import Country
from bench.market.languages import LANGUAGES
from bench.market.networks import Line
from bench.market.scene import Place, Scene
from bench.market.wording import Said


def stage(scene: Scene, fixed: dict[str, Any], line: Line, here: Place, days: tuple[str, str, int]) -> dict[str, Any]:
    """The fields of the captures of one stage; `days` is its first day, a day it announces, and the number of the first."""
    country, made = COUNTRIES[here[0]], scene.made
    name, age = wording.names(scene), wording.age(scene, days[2])
    city, language = wording.city(scene, country, here[1]), wording.language(scene, country)
    first = name if isinstance(name, str) else name[0]
    together = name if isinstance(name, str) else f" {LANGUAGES[language].and_word} ".join(name)
    said = Said(together, age, city, *(f"{d[8:]}.{d[5:7]}" for d in days[:2]))
    words = wording.sentences(scene, language, said)
    in_text, in_field = numbers.numbers(scene, line, here, language)
    title, text = numbers.placed_in_words(scene, f"{first} {city}", words, in_text, language)
    body = _with_contacts(scene, fixed)
    text = wording.finished(scene, text + body.pop("said", ""), country.currency)
    body |= {"site": made.site, "ad_id": made.ad_id, "url": f"https://{made.site}/{made.ad_id}"}
    body |= {"title": title, "name": name, "country": country.code, "city": city, "text": text}
    if in_field:
        body["phones"] = in_field
    if age:
        body["age"] = age
    _address(scene, country, here[1], body)
    _coordinates(scene, country, here[1], body)
    for gone in ("name", "country", "city"):
        if scene.happens(f"{gone}_missing"):
            del body[gone]
    return body


def _with_contacts(scene: Scene, fixed: dict[str, Any]) -> dict[str, Any]:
    """The fixed fields, with contacts also or only in the text (under `said`), there sometimes in disguise."""
    rng, out, said = scene.rng, dict(fixed), ""
    only = rng.random() < scene.noise.contact_in_text_only
    for email in out.get("emails", ()):
        if only or rng.random() < 0.4:
            at, dot = rng.choice(((" (at) ", " dot "), ("[at]", "[dot]"), (" at ", " dot "), (" @ ", " . ")))
            said += f" {email.replace('@', at).replace('.', dot) if scene.happens('disguised_mail') else email}"
    for handle in out.get("handles", ()):
        if only or rng.random() < 0.4:
            said += f" {handle['platform'].title()}{rng.choice((' ', ': '))}{handle['value']}"
    if only:
        out.pop("emails", None)
        out.pop("handles", None)
    return {**out, "said": said}


def _address(scene: Scene, country: Country, city: int, body: dict[str, Any]) -> None:
    rng, made, network = scene.rng, scene.made, scene.network
    if rng.random() >= scene.noise.address_given * 1.4:
        return
    joins = False
    if scene.happens("studio"):
        flat = rng.choice(scene.supply.studios[country.code])
    elif scene.happens("hotel_address"):
        flat = rng.choice(scene.supply.hotels[country.code])[1]
    else:
        here = [f for f in network.flats if f.country is country and f.city == city]
        here = here or (network.flats if rng.random() < 0.6 else [])
        if not here:
            return
        flat = here[made.person % len(here)]
        joins = flat.number not in network.lets
        if not joins:
            made.noise.add("weekly_let")
    if scene.happens("address_vague"):
        body["addresses"] = [rng.choice((f"{flat.street}, {flat.city_name}", flat.city_name, f"Centrum, {flat.city_name}"))]
        return
    if joins:
        made.edges.add(("address", str(flat.number)))
    raw = writing.address(rng, scene.noise, flat)
    made.addresses.setdefault(raw, flat.number)
    body["addresses"] = [raw]


def _coordinates(scene: Scene, country: Country, city: int, body: dict[str, Any]) -> None:
    rng, noise, centre = scene.rng, scene.noise, country.cities[city]
    if scene.happens("null_island"):
        body["lat"], body["lon"] = 0.0, 0.0
    elif rng.random() < noise.coordinates:
        spread = 0.0 if rng.random() < noise.city_centre else 0.035
        body["lat"], body["lon"] = round(centre.lat + rng.gauss(0, spread), 5), round(centre.lon + rng.gauss(0, spread), 5)

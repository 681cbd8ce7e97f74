"""What an ad says throughout: attributes, pictures and contacts."""

from __future__ import annotations

from typing import Any

from bench.market import pictures
from bench.market.scene import Scene

LANGUAGE_SETS = (["en"], ["en", "es"], ["en", "ro", "it"], ["en", "ru"])


def fixed(scene: Scene) -> dict[str, Any]:
    """The fields of an ad that stay while it stands."""
    out: dict[str, Any] = {}
    attributes = _attributes(scene)
    if attributes:
        out["attributes"] = attributes
    images = _images(scene)
    if images:
        out["images"] = images
    _contacts(scene, out)
    return out


def _attributes(scene: Scene) -> dict[str, Any]:
    rng, noise, person = scene.rng, scene.noise, scene.person
    facts: dict[str, Any] = {"nationality": person.origin, "hair": person.hair, "height_cm": person.height}
    for name, value in (("eyes", person.eyes), ("weight_kg", person.weight)):
        if rng.random() < 0.3:
            facts[name] = value
    facts = {k: v for k, v in facts.items() if rng.random() >= noise.missing_attribute * (1 if k == "height_cm" else 0.35)}
    if facts and scene.happens("wrong_attribute"):
        wrong = rng.choice(list(facts))
        facts[wrong] = {
            "nationality": rng.choice(("ES", "IT", "FR", "SE", "BR")),
            "hair": rng.choice(("blonde", "brown", "black", "red")),
            "height_cm": person.height + rng.choice((-8, -5, 5, 8)),
            "eyes": "blue",
            "weight_kg": person.weight - 6,
        }[wrong]
    if rng.random() < 0.15:
        facts["languages"] = rng.choice(LANGUAGE_SETS)
    return facts


def _images(scene: Scene) -> list[dict[str, str]]:
    rng, noise, supply = scene.rng, scene.noise, scene.supply
    if scene.happens("no_pictures"):
        return [_placeholder(scene)] if scene.happens("placeholder", noise.placeholder * 3) else []
    own = scene.person.pictures
    chosen = rng.sample(own, k=min(len(own), rng.choice((1, 2, 2, 3, 3, 4))))
    if supply.seen_pictures and scene.happens("stolen"):
        chosen = [*chosen[1:], rng.choice(supply.seen_pictures)]
    if scene.happens("stock"):
        chosen = [*chosen, rng.choice(supply.stock)]
    supply.seen_pictures.append(chosen[0])
    out = []
    for number, original in chosen:
        value, what = pictures.shown(rng, noise, original)
        if what and what != "recompressed":
            scene.made.noise.add(what)
        scene.made.images.setdefault(f"{value:064x}", number)
        out.append({"pdq": f"{value:064x}"})
    return [*out, _placeholder(scene)] if scene.happens("placeholder") else out


def _placeholder(scene: Scene) -> dict[str, str]:
    """The site's own picture where the advertiser gave none."""
    pdq = f"{scene.site.placeholder:064x}"
    scene.made.images[pdq] = -1 - [s.name for s in scene.supply.sites].index(scene.site.name)
    return {"pdq": pdq}


def _contacts(scene: Scene, out: dict[str, Any]) -> None:
    rng = scene.rng
    for kind, value in scene.person.contacts:
        if rng.random() >= 0.75:
            continue
        if kind == "email":
            out.setdefault("emails", []).append(value)
            scene.made.edges.add((kind, value))
        else:
            platform, name = value.split(":", 1)
            shown = rng.choice((name, "@" + name, f"t.me/{name}" if platform == "telegram" else name, name.title()))
            out.setdefault("handles", []).append({"platform": platform, "value": shown})
            scene.made.edges.add((kind, name))
    if scene.happens("site_mail"):
        out.setdefault("emails", []).append(rng.choice(scene.supply.sites[:2]).mail)
    if scene.happens("channel"):
        out.setdefault("handles", []).append({"platform": "telegram", "value": "@" + scene.supply.sites[0].channel.split(":")[1]})

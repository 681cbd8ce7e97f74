"""The numbers of an ad: which ones, how they are written, and where they stand."""

from __future__ import annotations

from bench.market import writing
from bench.market.countries import country_of
from bench.market.languages import LANGUAGES
from bench.market.networks import Line
from bench.market.scene import Place, Scene
from bench.market.writing import Number, Written

PLACEHOLDERS = ("000000", "123456", "00000000", "0000000000", "1111111", "123 456")
VEILED = ("Click to reveal", "Show number", "***", "hidden", "-")
PLAIN = ("international", "national", "separators")


def numbers(scene: Scene, line: Line, here: Place, language: str) -> tuple[list[Written], list[str]]:
    """Numbers for the text and for the field, with their truth; numbers of hubs join nothing."""
    rng, noise = scene.rng, scene.noise
    if scene.happens("phone_nowhere"):
        return [], [rng.choice(VEILED)] if rng.random() < 0.3 else []
    own = [] if scene.happens("forwarding") else [line]
    if own and len(scene.network.lines) > 1 and rng.random() < 0.05:
        own.append(rng.choice([other for other in scene.network.lines if other is not line]))
    written = []
    for used in own:
        written.append((used.number, writing.phone(scene.style, noise, Number(used.country, used.number), language, here[0])))
        scene.uses(used)
    if len(own) == 2 and own[0].number[:-2] == own[1].number[:-2] and scene.style.random() < noise.abbreviated_second * 5:
        tail = own[1].number[-2:]
        written[1] = (own[1].number, Written(tail, tail, "abbreviated_second"))
    hub = _hub(scene, here) if own else rng.choice(scene.supply.forwarders)
    if hub:
        written.append((hub, writing.phone(scene.style, noise, Number(country_of(hub), hub), language, here[0])))
    for number, form in written:
        scene.made.phones.setdefault(form.raw, number)
        if form.form not in PLAIN:
            scene.made.noise.add(f"phone:{form.form}")
    return _placed(scene, [form for _, form in written])


def _hub(scene: Scene, here: Place) -> str | None:
    """A number that strangers share, if the ad gives one."""
    supply, rng = scene.supply, scene.rng
    if scene.happens("help_line"):
        return scene.site.help_lines[here[0]]
    if scene.happens("hotel_number"):
        return rng.choice(supply.hotels[here[0]])[0]
    if scene.happens("switchboard"):
        return rng.choice(supply.switchboards)
    return None


def _placed(scene: Scene, texts: list[Written]) -> tuple[list[Written], list[str]]:
    """Into the text, the field or both; an abbreviated number makes sense in a text alone."""
    rng, noise = scene.rng, scene.noise
    in_field = [w.text for w in texts]
    if rng.random() < noise.phone_in_text_only or any(w.form == "abbreviated_second" for w in texts):
        in_field = []
    if in_field and rng.random() < noise.phone_in_field_only:
        texts = []
    if scene.happens("placeholder_number"):
        in_field = [*in_field, rng.choice(PLACEHOLDERS)]
    return texts, in_field


def placed_in_words(scene: Scene, title: str, words: str, phones: list[Written], language: str) -> tuple[str, str]:
    """Title and text with the numbers: in a call to write, in the title, split over both, or abbreviated after a slash."""
    style, speech = scene.style, LANGUAGES[language]
    if not phones:
        return title, words
    first = phones[0]
    splits = len(phones) == 1 and first.form in ("national", "separators") and len(first.raw) > 6 and " " in first.raw
    if splits and style.random() < scene.noise.split_title * 3:
        head, _, tail = first.raw.partition(" ")
        scene.made.noise.add("phone:split_title")
        return f"{title} {head}", f"{tail} {words}"
    joint = "/" if any(p.form == "abbreviated_second" for p in phones) else style.choice((" / ", " or ", ", ", " - "))
    call = style.choice(speech.calls).format(phone=joint.join(p.text for p in phones))
    if style.random() < 0.04:
        return f"{title} {first.text}", words + (f". {call}" if len(phones) > 1 else "")
    return title, f"{words}. {call}"

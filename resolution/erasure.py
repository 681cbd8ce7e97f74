"""Erasure: a value or an ad goes from everywhere, and a keyed hash stays so that a new crawl does not bring it back.

What is kept of an erasure is its id, its time, author and reason, and HMAC-SHA-256 of what was erased under a key of this store:
without the key nothing can be tried against it. A picture is kept out by its exact hash; near copies of it are not covered.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
import phonenumbers

from resolution.captures import Capture, DirectoryRecord, parse_capture
from resolution.errors import Unfit, Unknown
from resolution.mentions import extract, numbering
from resolution.profiles import profile_row
from resolution.region import form_of
from resolution.store import REWRITE_DUE, UNFINISHED, RecordStore, now

if TYPE_CHECKING:
    from resolution.pipeline import Run

REDACTED = "[erased]"
KINDS = ("phone", "email", "handle", "address", "image", "owner", "name")
SCRUB = "scrub_changes_until"
BETWEEN = r"[^0-9A-Za-z]{0,3}"  # of two digits of a number
SHORTEST_RUN = 7  # digits of a number from which on a run of them in any string of a capture is taken out


def keyed(store: RecordStore, kind: str, value: str) -> str:
    """The keyed hash under which something erased is known."""
    return hmac.new(store.secret, f"{kind}|{value}".encode(), hashlib.sha256).hexdigest()


def erase(
    store: RecordStore,
    *,
    reason: str,
    author: str,
    kind: str | None = None,
    value: str | None = None,
    ad: str | None = None,
    beside: Callable[[], None] = lambda: None,
) -> dict[str, Any]:
    """Erase an ad, or a value of a type, and resolve again what it held together; `beside` runs before it is final.

    Raises Unknown, Unfit, Held.
    """
    from resolution import holds, pipeline

    erasure_id = f"erasure-{secrets.token_hex(8)}"
    with store.alone():
        with store.transaction():
            pipeline.resolve(store)
            if ad is not None:
                erased, items, raws = _erase_ad(store, ad)
            else:
                erased, items, raws = _erase_value(store, kind or "", value or "")
            holds.refuse(store, items, "What should be erased")
            run = settle(store, erased, erasure_id)
            hashes = [keyed(store, k, v) for k, v in sorted(erased)]
            store.insert("tombstones", {
                "kind": [k for k, _ in sorted(erased)], "keyed_hash": hashes, "moment": [now()] * len(hashes), "author": [author] * len(hashes),
                "reason": [_without(reason, raws)] * len(hashes), "erasure_id": [erasure_id] * len(hashes),
            })
            _redact_rejects(store, raws)
            beside()
        store.rewrite()
    return {"erasure_id": erasure_id, "items": len(items), "values": len(erased), "entities": list(run.entities), "networks": list(run.networks)}


def settle(store: RecordStore, erased: Collection[tuple[str, str]], cause: str) -> Run:
    """Take what went out of the record out of the state too, inside a transaction; whoever opens the store next ends what a crash cut off."""
    from resolution import pipeline

    run = pipeline.resolve(store, cause=cause)
    _forget(store, erased)
    store.state.set(SCRUB, str(store.last_position))
    store.set_meta(UNFINISHED, orjson.dumps([cause, sorted(erased)]).decode())
    store.set_meta(REWRITE_DUE, "yes")
    store.afterwards("set_meta", {"key": UNFINISHED, "value": ""})
    return run


def resume(store: RecordStore) -> None:
    """Finish what a crash cut off between record, state and the files."""
    if unfinished := store.meta(UNFINISHED):
        cause, erased = orjson.loads(unfinished)
        with store.transaction():
            settle(store, [(kind, form) for kind, form in erased], cause)
    if store.meta(REWRITE_DUE):
        store.rewrite()


def due(store: RecordStore, position: int) -> bool:
    """Whether a graph at this position has applied an erasure that the change log still tells of."""
    until = int(store.state.get(SCRUB) or 0)
    return bool(until) and position >= until


def scrub(store: RecordStore, position: int) -> None:
    """Drop the change log up to an erasure, which names what went, once a graph has applied it; an older graph is built anew."""
    if not due(store, position):
        return
    until = int(store.state.get(SCRUB) or 0)
    with store.transaction():
        store.run("delete_changes_until", {"position": until})
        store.state.set("log_begins", str(until))
        store.state.set(SCRUB, "0")
        store.set_meta(REWRITE_DUE, "yes")
    store.rewrite()


def erasures(store: RecordStore) -> list[dict[str, Any]]:
    """What was erased when, by whom and why; never what it was."""
    columns = ("erasure_id", "at", "author", "reason", "types", "values")
    return [dict(zip(columns, row, strict=True)) for row in store.rows("erasures")]


def _erase_ad(store: RecordStore, ad: str) -> tuple[set[tuple[str, str]], set[str], set[str]]:
    if not store.rows("has_ad", {"ad": ad}):
        raise Unknown(f"No ad {ad} is held.")
    store.run("delete_captures_of_ad", {"ad": ad})
    store.insert("pending", {"item": [ad]})
    return {("ad", ad)}, {ad}, {ad}


def _erase_value(store: RecordStore, kind: str, value: str) -> tuple[set[tuple[str, str]], set[str], set[str]]:
    if kind not in KINDS:
        raise Unfit(f"A value is of one of the types {', '.join(KINDS)}, not {kind!r}.")
    forms = _forms(store, kind, value)
    holders = _holders(store, kind, forms)
    if not holders:
        raise Unknown(f"No {kind} of that value is held.")
    raws: set[str] = set()
    profiles = store.profiles(holders)
    for profile in profiles.values():
        raws |= {m["raw"] for m in profile["mentions"] if form_of(m) in forms}
    raws |= {number for form in forms if kind == "phone" for number in _runs(form.partition(":")[2])}
    store.run("delete_directory_rows", {"items": [item for item in holders if item.startswith("row:")]})
    for item in sorted(holders):
        if not item.startswith("row:"):
            _redact_ad(store, item, kind, forms, raws)
    store.insert("pending", {"item": sorted(holders)})
    return {(kind, form) for form in forms}, set(holders), raws


def _forms(store: RecordStore, kind: str, value: str) -> set[str]:
    """All forms of the value that a writing of it belongs to."""
    platform, _, handle = value.partition(":")
    fields: dict[str, dict[str, Any]] = {
        "phone": {"phones": [value]}, "email": {"emails": [value]}, "address": {"addresses": [value]}, "name": {"name": value},
        "image": {"images": [{"pdq": value}] if re.fullmatch("[0-9a-fA-F]{64}", value) else []},
        "handle": {"handles": [{"platform": platform, "value": handle or value}]},
    }  # fmt: skip
    sample = Capture.model_validate({"site": "x", "ad_id": "x", "captured_at": "2020-01-01T00:00:00Z", **fields.get(kind, {})})
    written = {f"{kind}:{value}"} | {form_of({"kind": m.kind, "normalised": m.normalised}) for m in extract(sample) if m.kind == kind}
    if kind == "phone":
        anywhere = () if value.strip().startswith(("+", "00")) else numbering.everywhere(value)
        read = (number for m in extract(sample) if m.kind == "phone" for number, _ in m.readings)
        written = _held_number(store, written | {f"phone:{number}" for number in (*anywhere, *read)})
    return written | _same_value(store, written)


def _same_value(store: RecordStore, forms: Collection[str]) -> set[str]:
    return {row[0] for row in store.rows("forms_of_same_value", {"forms": sorted(forms)})}


def _held_number(store: RecordStore, readings: Collection[str]) -> set[str]:
    """Those readings of a written number that are held: what it would be elsewhere is somebody else's. Raises Unfit where they are several."""
    held = {form for form in readings if _holders(store, "phone", [form])}
    if held and not held <= {min(held), *_same_value(store, [min(held)])}:
        said = ", ".join(form.partition(":")[2] for form in sorted(held))
        raise Unfit(f"It may be {said}, and each of them is held: name one with its country's prefix.")
    return held


def _holders(store: RecordStore, kind: str, forms: Collection[str]) -> set[str]:
    if kind == "name":
        names = {form.partition(":")[2] for form in forms}
        return {row[0] for row in store.rows("holders_of_values", {"values": [f"name:{name}" for name in names]})}
    return {row[0] for row in store.rows("holders_of_values", {"values": sorted(forms)})}


def _runs(number: str) -> set[str]:
    """A number as it may stand in any string: international, and without its calling code."""
    digits = number.lstrip("+")
    try:
        national = str(phonenumbers.parse(number).national_number)
    except phonenumbers.NumberParseException:
        national = ""
    return {number, digits, *([national] if len(national) >= SHORTEST_RUN else [])}


def _redact_ad(store: RecordStore, ad: str, kind: str, forms: Collection[str], raws: Collection[str]) -> None:
    """Rewrite the captures of an ad without the value."""
    kept = []
    for digest, at, batch_id, record in store.rows("capture_rows_of_ad", {"ad": ad}):
        redacted = redact(orjson.loads(record), kind, forms, raws)
        if redacted is not None:
            kept.append((redacted.digest, ad, at, batch_id, redacted.content().decode()))
        del digest
    store.run("delete_captures_of_ad", {"ad": ad})
    unique = {row[0]: row for row in kept}
    columns = ("digest", "ad", "captured_at", "batch_id", "record")
    if unique:
        store.insert("captures", dict(zip(columns, map(list, zip(*unique.values(), strict=True)), strict=True)))


def redact(record: dict[str, Any], kind: str, forms: Collection[str], raws: Collection[str]) -> Capture | None:
    """A capture without a value: its writings are taken out; where a disguise survives that, title and text go whole."""
    for stripped in (record, {k: v for k, v in record.items() if k not in ("title", "text", "url")}):
        bare = _pruned({k: _without(v, raws) for k, v in stripped.items() if k not in ("site", "ad_id", "captured_at")})
        found = parse_capture({k: record[k] for k in ("site", "ad_id", "captured_at")} | bare)
        if isinstance(found, Capture) and not any(m.kind == kind and _is(m, forms) for m in extract(found)):
            return found
    return None


def _is(mention: Any, forms: Collection[str]) -> bool:
    readings = {f"{mention.kind}:{mention.normalised}", *(f"phone:{number}" for number, _ in mention.readings)}
    return bool(readings & set(forms))


def _without(value: Any, raws: Collection[str]) -> Any:
    """A JSON value with the writings taken out of every string in it."""
    if isinstance(value, str):
        return _pattern(frozenset(raws)).sub(REDACTED, value)
    if isinstance(value, dict):
        return {_without(k, raws): _without(v, raws) for k, v in value.items()}
    return [_without(v, raws) for v in value] if isinstance(value, list) else value


@lru_cache(maxsize=100)
def _pattern(raws: frozenset[str]) -> re.Pattern[str]:
    """Any of the writings, the longest first; digits also with what people put between them."""
    written = (r"\+?" + BETWEEN.join(raw.lstrip("+")) if raw.lstrip("+").isdigit() else re.escape(raw) for raw in sorted(raws, key=lambda r: (-len(r), r)) if raw)
    return re.compile("|".join(written) or r"(?!)", re.IGNORECASE)


def _pruned(record: dict[str, Any]) -> dict[str, Any]:
    """Without list items and pictures that are nothing but a redaction."""
    out = {}
    for name, value in record.items():
        if isinstance(value, list):
            value = [v for v in value if v != REDACTED and not (isinstance(v, dict) and REDACTED in v.values())]  # noqa: PLW2901
        if value != REDACTED:
            out[name] = value
    return out


def _forget(store: RecordStore, erased: Collection[tuple[str, str]]) -> None:
    """Take what went out of what the store remembers of the past: an id follows from what it first stood for."""
    records = [f"{kind}|{form}" for kind, form in erased if kind != "ad"]
    of_ads = [f"{kind}|{form}" for of, form in erased if of == "ad" for kind in ("person", "network")]
    ids = [row[0] for row in store.rows("former_ids_of_records", {"records": records})]
    ids += [row[0] for row in store.rows("ids_of_these_records_alone", {"records": of_ads})]
    for statement in ("delete_entities", "delete_histories", "delete_former_entities"):
        store.run(statement, {"ids": ids})
    store.run("delete_former_records", {"records": records + of_ads})
    store.run("delete_decisions_naming", {"names": [form for _, form in erased]})


def _redact_rejects(store: RecordStore, raws: Collection[str]) -> None:
    for path in sorted((store.data / "rejects").glob("*.jsonl")):
        lines = path.read_text(encoding="utf-8").splitlines()
        redacted = [orjson.dumps(_without(orjson.loads(line), raws)).decode() for line in lines]
        if redacted != lines:
            overwrite(path, redacted)


def overwrite(path: Path, lines: Iterable[str]) -> None:
    """Make a file consist of these lines, at once."""
    fresh = path.with_suffix(".part")
    fresh.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    fresh.replace(path)


def without_erased(
    store: RecordStore, captures: Sequence[Capture], directory: Sequence[DirectoryRecord]
) -> tuple[Sequence[Capture], Sequence[DirectoryRecord]]:
    """Captures and rows without what was erased."""
    tombstones = {row[0] for row in store.standing("tombstones")}
    if not tombstones:
        return captures, directory
    kept = [fit for capture in captures if (fit := _fit(store, capture, tombstones)) is not None]
    return kept, [r for r in directory if not any(keyed(store, m["kind"], form_of(m)) in tombstones for m in profile_row(r)["mentions"])]


def _fit(store: RecordStore, capture: Capture, tombstones: Collection[str]) -> Capture | None:
    """A capture as it may be taken in: itself, or without the values that were erased; None for an erased ad."""
    if keyed(store, "ad", capture.ad_key) in tombstones:
        return None
    fit: Capture | None = capture
    for mention in extract(capture):
        forms = {f"{mention.kind}:{mention.normalised}", *(f"phone:{number}" for number, _ in mention.readings)}
        erased = {form for form in forms if keyed(store, mention.kind, form) in tombstones}
        if erased and fit is not None:
            runs = {run for form in erased if mention.kind == "phone" for run in _runs(form.partition(":")[2])}
            fit = redact(orjson.loads(fit.content()), mention.kind, erased, {mention.raw, *runs})
    return fit

"""Erasure: a value or an ad goes from everywhere, and a keyed hash stays so that a new crawl does not bring it back.

What is kept of an erasure is its id, its time, author and reason, and HMAC-SHA-256 of what was erased under a key of this store:
without the key nothing can be tried against it. A picture is kept out by its exact hash; near copies of it are not covered.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import orjson
import phonenumbers

from resolution.captures import Capture, DirectoryRecord, parse_capture
from resolution.mentions import extract
from resolution.profiles import form_of, profile_row

if TYPE_CHECKING:
    from resolution.pipeline import Run
    from resolution.store import RecordStore

REDACTED = "[erased]"
KINDS = ("phone", "email", "handle", "address", "image", "owner", "name")
SCRUB = "scrub_changes_until"
UNFINISHED = "erasing"  # what an erasure has taken out of the record and, until it ends, perhaps not yet out of the state
SHORTEST_RUN = 7  # digits of a number from which on a run of them in any string of a capture is taken out


def keyed(store: RecordStore, kind: str, value: str) -> str:
    """The keyed hash under which something erased is known."""
    return hmac.new(store.secret, f"{kind}|{value}".encode(), hashlib.sha256).hexdigest()


def erase(
    store: RecordStore, *, reason: str, author: str, kind: str | None = None, value: str | None = None, ad: str | None = None
) -> dict[str, Any]:
    """Erase an ad, or a value of a type, and resolve again what it held together. Raises Unknown, Unfit."""
    from resolution import pipeline

    erasure_id = f"erasure-{secrets.token_hex(8)}"
    with store.transaction():
        pipeline.resolve(store)
        if ad is not None:
            erased, items, raws = _erase_ad(store, ad)
        else:
            erased, items, raws = _erase_value(store, kind or "", value or "")
        run = _settle(store, erased, erasure_id)
        from resolution.store import now

        hashes = [keyed(store, k, v) for k, v in sorted(erased)]
        store.insert("tombstones", {
            "kind": [k for k, _ in sorted(erased)], "keyed_hash": hashes, "moment": [now()] * len(hashes), "author": [author] * len(hashes),
            "reason": [_without(reason, raws)] * len(hashes), "erasure_id": [erasure_id] * len(hashes),
        })
        store.set_meta(UNFINISHED, orjson.dumps([erasure_id, sorted(erased)]).decode())
    store.rewrite()
    _redact_rejects(store, raws)
    return {"erasure_id": erasure_id, "items": len(items), "values": len(erased), "entities": list(run.entities), "networks": list(run.networks)}


def _settle(store: RecordStore, erased: Collection[tuple[str, str]], erasure_id: str) -> Run:
    """Take what went out of the record out of the state too, inside a transaction."""
    from resolution import pipeline

    run = pipeline.resolve(store, cause=erasure_id)
    _forget(store, erased)
    store.state.set(SCRUB, str(store.last_position))
    store.afterwards("set_meta", {"key": UNFINISHED, "value": ""})
    return run


def resume(store: RecordStore) -> None:
    """Finish an erasure that a crash cut off between record and state."""
    unfinished = store.meta(UNFINISHED)
    if not unfinished:
        return
    erasure_id, erased = orjson.loads(unfinished)
    with store.transaction():
        _settle(store, [(kind, form) for kind, form in erased], erasure_id)
    store.rewrite()


def scrub(store: RecordStore, position: int) -> None:
    """Drop the change log up to an erasure, which names what went, once a graph has applied it; an older graph is built anew."""
    until = int(store.state.get(SCRUB) or 0)
    if not until or position < until:
        return
    with store.transaction():
        store.run("delete_changes_until", {"position": until})
        store.state.set("log_begins", str(until))
        store.state.set(SCRUB, "0")
    store.rewrite()


def erasures(store: RecordStore) -> list[dict[str, Any]]:
    """What was erased when, by whom and why; never what it was."""
    columns = ("erasure_id", "at", "author", "reason", "types", "values")
    return [dict(zip(columns, row, strict=True)) for row in store.rows("erasures")]


def _erase_ad(store: RecordStore, ad: str) -> tuple[set[tuple[str, str]], set[str], set[str]]:
    from resolution.store import Unknown

    if not store.rows("has_ad", {"ad": ad}):
        raise Unknown(f"No ad {ad} is held.")
    store.run("delete_captures_of_ad", {"ad": ad})
    store.insert("pending", {"item": [ad]})
    return {("ad", ad)}, {ad}, {ad}


def _erase_value(store: RecordStore, kind: str, value: str) -> tuple[set[tuple[str, str]], set[str], set[str]]:
    from resolution.store import Unfit, Unknown

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
    for item in sorted(holders):
        if item.startswith("row:"):
            store.run("delete_directory_row", {"item": item})
        else:
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
        written |= {f"phone:{number}" for m in extract(sample) if m.kind == "phone" for number, _ in m.readings}
    known = {row[0] for row in store.rows("forms_of_same_value", {"forms": sorted(written)})}
    return written | known


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
        for raw in sorted(filter(None, raws), key=lambda r: (-len(r), r)):
            value = re.sub(re.escape(raw), REDACTED, value, flags=re.IGNORECASE)
        return value
    if isinstance(value, dict):
        return {_without(k, raws): _without(v, raws) for k, v in value.items()}
    return [_without(v, raws) for v in value] if isinstance(value, list) else value


def _pruned(record: dict[str, Any]) -> dict[str, Any]:
    """Without list items and pictures that are nothing but a redaction."""
    out = {}
    for name, value in record.items():
        if isinstance(value, list):
            value = [v for v in value if v != REDACTED and not (isinstance(v, dict) and REDACTED in v.values())]  # noqa: PLW2901
        if value != REDACTED:
            out[name] = value
    return out


def _forget(store: RecordStore, erased: Iterable[tuple[str, str]]) -> None:
    """Take what was erased out of what the store remembers of the past: an id follows from what it first stood for."""
    for kind, form in sorted(erased):
        record = f"{kind}|{form}"
        for (entity_id,) in store.rows("former_ids_of_record", {"record": record}) if kind != "ad" else ():
            for statement in ("delete_entity", "delete_history_of", "delete_former_entity"):
                store.run(statement, {"id": entity_id})
        store.run("delete_former_record", {"record": record})
        if kind == "ad":
            for kept in ("person", "network"):
                store.run("delete_former_record", {"record": f"{kept}|{form}"})
        store.run("delete_decisions_naming", {"name": orjson.dumps(form).decode()})


def _redact_rejects(store: RecordStore, raws: Collection[str]) -> None:
    for path in sorted((store.data / "rejects").glob("*.jsonl")):
        lines = path.read_text(encoding="utf-8").splitlines()
        redacted = [orjson.dumps(_without(orjson.loads(line), raws)).decode() for line in lines]
        if redacted != lines:
            path.write_text("".join(f"{line}\n" for line in redacted), encoding="utf-8")


def without_erased(
    store: RecordStore, captures: Sequence[Capture], directory: Sequence[DirectoryRecord]
) -> tuple[Sequence[Capture], Sequence[DirectoryRecord], int]:
    """Captures and rows without what was erased, and how many were kept out whole."""
    tombstones = {row[0] for row in store.rows("tombstones")}
    if not tombstones:
        return captures, directory, 0
    kept = [fit for capture in captures if (fit := _fit(store, capture, tombstones)) is not None]
    rows = [r for r in directory if not any(keyed(store, m["kind"], form_of(m)) in tombstones for m in profile_row(r)["mentions"])]
    return kept, rows, len(captures) - len(kept) + len(directory) - len(rows)


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

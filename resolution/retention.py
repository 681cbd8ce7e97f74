"""Retention: captures and directory rows are kept for as long as the rule of their source says, and then go as an erasure goes.

A capture's age counts from when it was taken; a directory row's from when it was retrieved, else from when it came. An ad goes with its last
capture. No tombstone stays: the ad may be captured anew, but what is over its time is not taken in again. A legal hold keeps what it covers.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import orjson

from resolution import erasure
from resolution.captures import Capture, DirectoryRecord, rfc3339
from resolution.errors import Unfit
from resolution.holds import held_among, holds
from resolution.region import form_of
from resolution.store import RecordStore, now

OTHERS = "*"  # the rule of every source that has none of its own
RULE = ("source", "keep_days", "review_on", "note", "author", "at")
REMOVAL = ("removal_id", "at", "author", "as_of", "sources", "captures", "directory_rows", "ads")


@dataclass(frozen=True, slots=True)
class Due:
    """What is over its time: digests of captures with their ads, directory rows with their sources; `held` items stay for a hold."""

    captures: dict[str, str]
    rows: dict[str, str]
    held: frozenset[str]

    @property
    def by_source(self) -> Counter[str]:
        """How many captures and rows are over their time, by source."""
        return Counter([*(ad.partition("/")[0] for ad in self.captures.values()), *self.rows.values()])


def keep(store: RecordStore, source: str, keep_days: int, *, review_on: str | None = None, note: str = "", author: str = "") -> dict[str, Any]:
    """Set the rule of a source (`*`: of all others) in place of the one it has. Raises Unfit."""
    if keep_days < 1 or not source:
        raise Unfit("A rule names a source and keeps for at least one day.")
    told = dict(zip(RULE, (source, keep_days, review_on, note, author, now()), strict=True))
    with store.alone(), store.transaction():
        store.run("delete_rule", {"source": source})
        store.insert("retention", {("moment" if name == "at" else name): [value] for name, value in told.items()})
    return told


def drop(store: RecordStore, source: str) -> bool:
    """Take the rule of a source away; False if it has none."""
    with store.alone(), store.transaction():
        known = any(rule["source"] == source for rule in _rules(store))
        store.run("delete_rule", {"source": source})
    return known


def rules(store: RecordStore, as_of: date | None = None) -> list[dict[str, Any]]:
    """Every rule with whether its review is due and how much is over its time."""
    today = as_of or datetime.now(UTC).date()
    named = {rule["source"] for rule in _rules(store)}
    counts = Counter[str]()
    for source, count in due(store, today).by_source.items():
        counts[source if source in named else OTHERS] += count
    reviewed = ((rule, rule["review_on"] is not None and rule["review_on"] <= today.isoformat()) for rule in _rules(store))
    return [rule | {"review_due": over, "due": counts[rule["source"]]} for rule, over in reviewed]


def removals(store: RecordStore) -> list[dict[str, Any]]:
    """What went when, by whose order and how much; never what it was."""
    found = [dict(zip(REMOVAL, row, strict=True)) for row in store.rows("removals")]
    return [row | {"sources": orjson.loads(row["sources"])} for row in found]


def due(store: RecordStore, as_of: date) -> Due:
    """What the rules say should go by a day."""
    if not _rules(store):
        return Due({}, {}, frozenset())
    asked = {"as_of": as_of.isoformat()}
    captures, rows = dict(store.rows("captures_over_time", asked)), dict(store.rows("directory_rows_over_time", asked))
    held = frozenset(held_among(store, {*captures.values(), *rows}))
    kept = {digest: ad for digest, ad in captures.items() if ad not in held}
    return Due(kept, {item: source for item, source in rows.items() if item not in held}, held)


def carry_out(store: RecordStore, *, author: str, as_of: date | None = None, beside: Callable[[Collection[str]], None] = lambda _: None) -> dict[str, Any]:
    """Remove what is over its time and resolve again what it held together; `beside` is told the ads that went, before it is final."""
    from resolution import pipeline

    today = as_of or datetime.now(UTC).date()
    removal_id = f"removal-{secrets.token_hex(8)}"
    with store.alone():
        with store.transaction():
            pipeline.resolve(store)
            over = due(store, today)
            _expire_rejects(store, today)
            if not over.captures and not over.rows:
                return _told(removal_id, author, today, over, ()) | {"entities": [], "networks": []}
            held = {(m["kind"], form_of(m)) for p in store.profiles({*over.captures.values(), *over.rows}).values() for m in p["mentions"]}
            ads = _remove(store, over)
            run = pipeline.resolve(store, cause=removal_id)
            remaining = {row[0] for row in store.rows("forms_still_held", {"forms": sorted(form for _, form in held)})}
            gone = {("ad", ad) for ad in ads} | {(kind, form) for kind, form in held if form not in remaining}
            erasure.settle(store, gone, removal_id)
            told = _told(removal_id, author, today, over, ads)
            row = {("moment" if name == "at" else name): [told[name]] for name in REMOVAL}
            store.insert("removals", row | {"sources": [orjson.dumps(told["sources"]).decode()]})
            beside(ads)
        store.rewrite()
    return told | {"entities": list(run.entities), "networks": list(run.networks)}


def in_time(store: RecordStore, captures: Sequence[Capture], directory: Sequence[DirectoryRecord]) -> tuple[Sequence[Capture], Sequence[DirectoryRecord]]:
    """What of a batch is not over its time already, or is held."""
    days = {rule["source"]: rule["keep_days"] for rule in _rules(store)}
    if not days:
        return captures, directory
    today = datetime.now(UTC).date()
    late = {c.ad_key for c in captures if _over(days, c.site, rfc3339(c.captured_at), today)}
    kept = held_among(store, late) if late else {}
    held = {hold["subject"] for hold in holds(store) if hold["kind"] == "source"}
    fit = [c for c in captures if c.ad_key in kept or not _over(days, c.site, rfc3339(c.captured_at), today)]
    rows = [r for r in directory if r.source in held or r.retrieved_at is None or not _over(days, r.source, rfc3339(r.retrieved_at), today)]
    return fit, rows


def _rules(store: RecordStore) -> list[dict[str, Any]]:
    return [dict(zip(RULE, row, strict=True)) for row in store.standing("rules")]


def _over(days: Mapping[str, int], source: str, at: str, today: date) -> bool:
    period = days.get(source, days.get(OTHERS))
    return period is not None and at[:10] < (today - timedelta(days=period)).isoformat()


def _remove(store: RecordStore, over: Due) -> list[str]:
    """Delete what is over its time; the ads of which nothing is left."""
    store.run("delete_captures", {"digests": list(over.captures)})
    store.run("delete_directory_rows", {"items": list(over.rows)})
    touched = set(over.captures.values())
    store.insert("pending", {"item": sorted({*touched, *over.rows})})
    return sorted(ad for ad in touched if not store.rows("has_ad", {"ad": ad}))


def _told(removal_id: str, author: str, today: date, over: Due, ads: Collection[str]) -> dict[str, Any]:
    return {
        "removal_id": removal_id, "at": now(), "author": author, "as_of": today.isoformat(), "sources": dict(sorted(over.by_source.items())),
        "captures": len(over.captures), "directory_rows": len(over.rows), "ads": len(ads), "held": len(over.held),
    }  # fmt: skip


def _expire_rejects(store: RecordStore, today: date) -> None:
    """Drop refused records that came before their source's time; one that names no source follows the rule of all others."""
    days = {rule["source"]: rule["keep_days"] for rule in _rules(store)}
    held = {hold["subject"] for hold in holds(store) if hold["kind"] == "source"}
    for path in sorted((store.data / "rejects").glob("*.jsonl")) if days else ():
        came = datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat()
        lines = path.read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if (source := _source(orjson.loads(line))) in held or not _over(days, source, came, today)]
        if not kept:
            path.unlink()
        elif len(kept) < len(lines):
            erasure.overwrite(path, kept)


def _source(reject: Any) -> str:
    record = reject.get("record")
    return str(record.get("site") or record.get("source") or OTHERS) if isinstance(record, dict) else OTHERS

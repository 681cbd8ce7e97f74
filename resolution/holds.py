"""Legal holds: what a court or a case needs is kept, whatever a retention rule, an erasure or a removal says, until the hold is released.

A hold on an entity is kept on the records that it consisted of, so that it follows them through merges, splits and new models, and covers
every ad and directory row that stands behind any of them.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import orjson

from resolution.errors import StoreError, Unfit, Unknown
from resolution.profiles import CLUSTERED
from resolution.store import RecordStore, now

HOLD = ("hold_id", "at", "author", "kind", "subject", "reason", "review_on")
KINDS = ("ad", "entity", "source")


class Held(StoreError):
    """Something that a legal hold keeps; `holds` names the holds."""

    def __init__(self, what: str, holds: Sequence[str]) -> None:
        super().__init__(f"{what} is under legal hold ({', '.join(holds)}) and stays as it is. Release the hold first.")
        self.holds = list(holds)


def place(store: RecordStore, kind: str, subject: str, *, reason: str, author: str, review_on: str | None = None) -> dict[str, Any]:
    """Hold an ad, everything behind an entity, or everything of a source. Raises Unknown, Unfit."""
    if kind not in KINDS:
        raise Unfit(f"A hold is on one of {', '.join(KINDS)}, not on {kind!r}.")
    records = store.records_of(subject) if kind == "entity" else []
    if (kind == "entity" and not records) or (kind == "ad" and not store.rows("has_ad", {"ad": subject})):
        raise Unknown(f"Nothing is held as {subject}.")
    told = dict(zip(HOLD, (f"hold-{secrets.token_hex(8)}", now(), author, kind, subject, reason, review_on), strict=True))
    row = {("moment" if name == "at" else name): [value] for name, value in told.items()}
    with store.transaction():
        store.insert("holds", row | {"records": [orjson.dumps(records).decode()]})
    return told


def release(store: RecordStore, hold_id: str) -> bool:
    """End a hold; False if there is none of that id."""
    with store.transaction():
        known = any(hold["hold_id"] == hold_id for hold in holds(store))
        store.run("delete_hold", {"hold_id": hold_id})
    return known


def holds(store: RecordStore) -> list[dict[str, Any]]:
    """The holds that stand, the oldest first."""
    return [dict(zip(HOLD, row, strict=False)) for row in store.rows("holds")]


def held_among(store: RecordStore, items: Collection[str]) -> dict[str, list[str]]:
    """Those of these ads and directory rows that must stay, each with the holds that say so."""
    found: dict[str, list[str]] = {}
    for hold_id, _, _, kind, subject, _, _, records in store.rows("holds"):
        for item in _covered(store, kind, subject, orjson.loads(records), items):
            found.setdefault(item, []).append(hold_id)
    return found


def refuse(store: RecordStore, items: Collection[str], what: str) -> None:
    """Raise Held if any of these items must stay."""
    held = held_among(store, items)
    if held:
        raise Held(what, sorted({hold_id for ids in held.values() for hold_id in ids}))


def _covered(store: RecordStore, kind: str, subject: str, records: Sequence[str], items: Collection[str]) -> Iterable[str]:
    if kind == "ad":
        return {subject}.intersection(items)
    if kind == "source":
        rows = {item for item, profile in store.profiles(i for i in items if i.startswith("row:")).items() if profile["site"] == subject}
        return rows | {item for item in items if not item.startswith("row:") and item.partition("/")[0] == subject}
    return _behind(store, subject.partition("-")[0], records).intersection(items)


def _behind(store: RecordStore, entity_type: str, records: Sequence[str]) -> set[str]:
    """The items behind records: ads of the entities that hold any of them now, or whoever holds a value of theirs."""
    if entity_type in ("person", "network"):
        now_in = store.entities_named(entity_type, records)
        return {*records, *(record for entity_id in now_in for record in store.records_of(entity_id))}
    forms = {row[0] for row in store.rows("forms_of_same_value", {"forms": list(records)})} if entity_type in CLUSTERED else set()
    return {row[0] for row in store.rows("holders_of_values", {"values": sorted(forms.union(records))})}

"""The audit log: append-only, each entry chained to the one before by a keyed hash, ids and keyed hashes only."""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from service.state import State, now

NOTHING = "0:"  # the head of a log without entries
ID = re.compile(r"^(?:person|phone|email|handle|address|image|owner|network)-[a-z2-7]{16}$")  # says nothing of what it names
OPAQUE = frozenset({"batch_id", "key_id", "watchlist_id", "decision_id", "erasure_id", "removal_id", "hold_id", "format", "type", "types", "role"})
OPAQUE_VALUE = re.compile(r"^[a-z0-9,_-]{1,64}$")


class Entry(NamedTuple):
    """One operation: `operation` is the route's template, `subject` the ids it was asked for, values among them as keyed hashes."""

    key_id: str
    role: str
    method: str
    operation: str
    subject: str
    status: int
    case_reference: str = ""
    request_id: str = ""


FIELDS = ("seq", "at", *Entry._fields)
INSERT = f"INSERT INTO audit ({', '.join(FIELDS)}, chain) VALUES ({', '.join('?' * (len(FIELDS) + 1))})"
ENCODER = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"))


class Audit:
    """The chain in the service's state. Its key stands in another file, so that who changes the one cannot mend the chain."""

    def __init__(self, state: State) -> None:
        self._state = state

    def subject(self, asked: Mapping[str, str]) -> str:
        """What was asked for: ids as they are, everything else as a keyed hash."""
        plain = {name: ID.match(value) or (name in OPAQUE and OPAQUE_VALUE.match(value)) for name, value in asked.items()}
        return json.dumps({name: value if plain[name] else f"#{self._state.keyed(value)}" for name, value in asked.items()}, sort_keys=True)

    def append(self, entry: Entry) -> int:
        """Add an entry; its number."""
        with self._state.transaction() as connection:
            head = connection.execute("SELECT seq, chain FROM audit_head").fetchone()
            seq, before = (head["seq"] + 1, head["chain"]) if head else (1, "")  # no head: cut off, which `verify` then finds
            values = (seq, now(), *entry)
            chain = self._chain(before, values)
            connection.execute(INSERT, (*values, chain))
            self._state.set_audit_head(connection, seq, chain)
        return seq

    def page(self, limit: int, before: int | None = None) -> list[dict[str, Any]]:
        """Entries, the newest first."""
        return self._state.rows("SELECT * FROM audit WHERE seq < ? ORDER BY seq DESC LIMIT ?", before or 1 << 62, limit)

    def verify(self, noted: str = "") -> dict[str, Any]:
        """Whether the chain is whole: `broken_at` is the first entry that was changed, removed or added out of turn.

        `noted` is the `head` of an earlier verification: that it still stands shows that no older copy of the files was put back.
        """
        before, expected, found, intact = "", 1, noted in ("", NOTHING), True
        for row in self._walk():
            if row["seq"] != expected or not hmac.compare_digest(row["chain"], self._chain(before, [row[name] for name in FIELDS])):
                intact = False
                break
            before, expected = row["chain"], expected + 1
            found = found or noted == f"{row['seq']}:{before}"
        head = self._state.row("SELECT seq, chain, seal FROM audit_head") or {"seq": 0, "chain": "", "seal": ""}
        sealed = hmac.compare_digest(head["seal"], self._state.audit_seal(head["seq"], head["chain"]))
        whole = intact and sealed and found and (head["seq"], head["chain"]) == (expected - 1, before)
        return {"whole": whole, "entries": expected - 1, "broken_at": None if whole else expected, "head": f"{expected - 1}:{before}"}

    def _walk(self) -> Any:
        last = 0
        while rows := self._state.rows("SELECT * FROM audit WHERE seq > ? ORDER BY seq LIMIT 5000", last):
            yield from rows
            last = rows[-1]["seq"]

    def _chain(self, before: str, values: Sequence[Any]) -> str:
        return hmac.digest(self._state.secret, ENCODER.encode([before, *values]).encode(), "sha256").hex()

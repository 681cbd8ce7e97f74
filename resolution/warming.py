"""What the first resolve of a process would have to make before it could begin, made before anyone waits for it."""

from __future__ import annotations

from resolution import pipeline, values
from resolution.captures import Capture, parse_capture
from resolution.linkage import pair_table
from resolution.profiles import profile_ad
from resolution.steps.values import known_pictures
from resolution.store import RecordStore

REHEARSED = {
    "site": "rehearsal.example", "ad_id": "1", "captured_at": "2026-01-01T00:00:00Z", "country": "NO", "city": "Oslo", "name": "Anna",
    "title": "Anna in Oslo", "text": "Call 4 7 one 2 zero 99 99 or write to anna at mail dot example, Storgata 1, 0155 Oslo",
}  # fmt: skip


def warm(store: RecordStore) -> None:
    """Compile the model, index the pictures, and read one made-up ad: patterns, tables of numbers and libraries that load late."""
    pipeline.scorer(store).compile()
    known_pictures(store)
    capture = parse_capture(REHEARSED)
    assert isinstance(capture, Capture)
    profile_ad([capture])
    pairs = pair_table([("a", "b")])
    for column in ("match_weight", "match_probability"):
        pairs = pairs.append_column(column, [[1.0]])
    values.join("owner", ["a", "b"], pairs)

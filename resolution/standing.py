"""How the store stands: counts, hubs, the share of the giant component before and after, and quality as it estimates itself."""

from __future__ import annotations

from collections import Counter
from typing import Any

from resolution.confidence import Ways, estimate
from resolution.decisions import answered_precision
from resolution.steps.hubs import component_numbers
from resolution.store import RecordStore

# Quality is estimated anew by runs that worked on so many items and on such a share of all: it looks at every pair.
WORTH_ESTIMATING, SHARE_WORTH_ESTIMATING = 500, 0.1
LARGEST_PERSON = 200  # ads: the pairs of a larger one would be most of all that there are


def status(store: RecordStore) -> dict[str, Any]:
    """Everything `clew status` tells."""
    counts = dict(store.rows("entity_counts"))
    last = store.runs(1)
    return {
        "store_id": store.store_id,
        "schema_version": int(store.meta("schema_version") or 0),
        "model_version": store.model_version,
        "captures": store.rows("count_captures")[0][0],
        "counts": counts,
        "hubs": {f"{kind} {reason}": count for kind, reason, count in store.rows("hub_counts")},
        "last_run": last[0] if last else None,
        "giant_component": giant(store),
        "quality": quality(store),
        "answers": dict(answered_precision(store)),
    }


def giant(store: RecordStore) -> dict[str, float]:
    """The largest share of all ads that hangs together: by every shared value, hubs included, and in one network."""
    ads = [row[0] for row in store.rows("all_ads")]
    total = len(ads)
    if not total:
        return {"before": 0.0, "after": 0.0}
    largest = max(Counter(component_numbers(ads, store.state.execute("all_joins"))).values())
    network = store.rows("largest_network")[0][0] or 0
    return {"before": round(largest / total, 6), "after": round(network / total, 6)}


def quality(store: RecordStore) -> dict[str, Any] | None:
    """Precision and recall of pairs of ads taken for one person, estimated from the pairs' own probabilities, with intervals."""
    pairs = store.rows("scores_of_pairs")
    if not pairs:
        return None
    ads = sorted({ad for pair in pairs for ad in pair[:2]})
    both, valued, pictured, neither, together = store.rows("ways_of_pairs", {"most": LARGEST_PERSON})[0]
    found = estimate(pairs, store.persons_of(ads), Ways(both, valued, pictured, neither, together))
    return {name: _rounded(getattr(found, name)) for name in found.__slots__}


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 4)
    return [_rounded(item) for item in value] if isinstance(value, tuple | list) else value

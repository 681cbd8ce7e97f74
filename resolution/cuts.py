"""Another cut of the networks: what would hold together if weaker joints joined too, or only surer ones. Nothing is written to the store."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from resolution import networks
from resolution.region import ScoredPair
from resolution.steps.hubs import SERIES_AT_LEAST
from resolution.store import RecordStore
from resolution.training import regions

LEAST = SERIES_AT_LEAST  # regions are closed under what is believed at least that much: a coarser cut would depend on where they end
MOST = 0.99
COLUMNS: dict[str, pa.DataType] = {**dict.fromkeys(("network", "site", "ad_id", "person"), pa.string()), "probability": pa.float64()}
SCHEMA = pa.schema(COLUMNS)


def cut(store: RecordStore, strength: float) -> pa.RecordBatchReader:
    """One row an ad that stands in a network of this cut. `network` is its smallest ad key, `probability` that it holds together."""
    return pa.RecordBatchReader.from_batches(SCHEMA, _batches(store, strength))


def _batches(store: RecordStore, strength: float) -> Iterator[pa.RecordBatch]:
    pairs = {(left, right): probability for left, right, probability in store.rows("scores_of_pairs")}
    with store.transaction():
        for region, _, _ in regions(store):
            persons = store.persons_of(region.ads)
            here = [ScoredPair(*ends, 0.0, probability) for ends, probability in pairs.items() if ends[0] in region.ads]
            rows = [
                {
                    "network": found.key,
                    "site": ad.partition("/")[0],
                    "ad_id": ad.partition("/")[2],
                    "person": persons[ad],
                    "probability": found.probability,
                }
                for found in networks.find(region, persons, here, strength=strength)
                for ad in sorted(found.ads)
            ]
            yield pa.RecordBatch.from_pylist(rows, schema=SCHEMA)

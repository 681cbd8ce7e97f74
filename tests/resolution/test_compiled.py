"""The scoring SQL translated to Python gives what DuckDB gives, to the last bit; what has no translation is refused by name."""

from __future__ import annotations

import random
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from resolution import linkage
from resolution.compiled import Untranslatable, compile_steps
from resolution.linkage import KINDS, Scorer, bundled, pair_table, schema

WORDS = ("anna", "ana", "anna maria", "oslo", "12", "12b", "élise", "a", "", "storgata", "storgaten", "st")


def random_value(rng: random.Random, name: str, kind: pa.DataType) -> Any:
    if rng.random() < 0.15:
        return None
    if pa.types.is_list(kind):
        words = ["a", "b", "c|oslo", "d|bergen", "e"] if pa.types.is_string(kind.value_type) else [1, 2, 3, 4, 5]
        return rng.sample(words, rng.randint(0, 4))
    if pa.types.is_string(kind):
        return rng.choice(WORDS)
    if name.startswith("tf_"):
        return 2.0 ** -rng.randint(0, 13)
    if pa.types.is_uint64(kind):
        return rng.getrandbits(64) if rng.random() < 0.5 else 0xFFFF << rng.randint(0, 40)
    return rng.randint(0, 40) if pa.types.is_integer(kind) else rng.randint(0, 80) / 2


def random_records(kind: str, seed: int, size: int = 25) -> pa.Table:
    rng = random.Random(seed)
    columns = schema(kind)
    rows = [{f.name: random_value(rng, f.name, f.type) for f in columns} | {"unique_id": f"{number:03d}"} for number in range(size)]
    return pa.Table.from_pylist(rows, schema=columns)


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("seed", range(3))
def test_both_ways_of_scoring_agree(kind: str, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    records = random_records(kind, seed)
    ids = records["unique_id"].to_pylist()
    pairs = pair_table([(a, b) for a in ids for b in ids if a < b])
    scorer = Scorer(bundled(), duckdb.connect())
    found = []
    for few in (0, 1_000):
        monkeypatch.setattr(linkage, "FEW_PAIRS", few)
        found.append(scorer.score(kind, records, pairs).to_pylist())
    assert found[0] == found[1]


def test_a_function_without_a_translation_is_refused_by_name() -> None:
    with pytest.raises(Untranslatable, match="soundex"):
        compile_steps(["select soundex(name_l) as level from records"], ["level"])

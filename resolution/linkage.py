"""Trained models and the scores they give: with the settings in `models/`, the one file that runs Splink.

A score is a function of the two records, of the term frequencies that they carry and of the model, of nothing else. Splink writes the
SQL once per model; it is run on given records and given pairs, so that five records cost milliseconds and not the planning of a linker.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
from splink import SettingsCreator
from splink.internals.predict import predict_from_comparison_vectors_sqls_using_settings
from splink.internals.settings import Settings

from resolution.compiled import Row, compile_steps, prepared
from resolution.models import address, image, owner, person, phone
from resolution.parameters import problems_of

KINDS: Mapping[str, ModuleType] = {kind.ENTITY_TYPE: kind for kind in (person, phone, address, image, owner)}
BUNDLED = Path(__file__).parent / "models" / "bundled" / "model.json"
FEW_PAIRS = 2_000  # up to so many pairs are scored in Python: planning the SQL costs as much
RAREST_STEP = -13  # one in 8,192: rarer values are taken as this rare, so that the step of most values never moves as a store grows


def total_step(total: int) -> int:
    """The rounded log2 of how many there are in all; while it stands, a value's step depends on the value's own count alone."""
    return round(math.log2(total + 50.0))  # a tenth of a small market is no proof of a common value


def frequency_step(count: int, total: int) -> int:
    """How common a value is, as log2 of its share of `total` in whole steps: 0 is every ad, -1 half of them, never under -13."""
    return max(RAREST_STEP, min(0, round(math.log2(count + 0.5)) - total_step(total)))


def probability(match_weight: float) -> float:
    """The probability that a match weight in bits stands for, prior included."""
    return float(1.0 / (1.0 + 2.0 ** -max(-500.0, min(500.0, match_weight))))


@dataclass(frozen=True)
class Model:
    """Trained Splink settings of every entity type; its version is a digest of them."""

    settings: Mapping[str, Mapping[str, Any]]
    origin: str = ""
    training: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def version(self) -> str:
        """Twelve hex digits that change whenever a score could change."""
        return hashlib.sha256(json.dumps(self.settings, sort_keys=True).encode()).hexdigest()[:12]

    @classmethod
    def load(cls, path: Path) -> Model:
        """The model in a file written by `save`."""
        return cls.loads(path.read_text(encoding="utf-8"))

    @classmethod
    def loads(cls, text: str) -> Model:
        """The model in a text written by `dumps`."""
        stored = json.loads(text)
        return cls(stored["settings"], stored.get("origin", ""), stored.get("training", {}))

    def save(self, path: Path) -> None:
        """Write the model as JSON, readable and the same for the same model."""
        path.write_text(self.dumps(), encoding="utf-8")

    def dumps(self) -> str:
        """The model as JSON, readable and the same for the same model."""
        stored = {name: getattr(self, name) for name in ("version", "origin", "training", "settings")}
        return json.dumps(stored, indent=1, sort_keys=True, ensure_ascii=False) + "\n"

    def check(self) -> list[str]:
        """What is wrong with the model, in sentences; a model with problems is not adopted."""
        return [f"{kind}: {problem}" for kind, settings in sorted(self.settings.items()) for problem in problems_of(settings)]


@cache
def bundled() -> Model:
    """The model that a fresh store uses."""
    return Model.load(BUNDLED)


@dataclass(frozen=True, slots=True)
class WaterfallStep:
    """What one comparison added to the match weight of a pair, in bits."""

    comparison: str
    level: str
    match_weight: float
    left: Any
    right: Any
    term_frequency_weight: float = 0.0


class Scorer:
    """Scores pairs of records with a model, on a connection of its own cursor; not for use by two threads at once."""

    def __init__(self, model: Model, connection: duckdb.DuckDBPyConnection) -> None:
        self.model = model
        self._cursor = connection.cursor()
        self._cursor.execute("SET enable_progress_bar = false")
        self._compiled: dict[str, _Compiled] = {}

    def score(self, entity_type: str, records: pa.Table | Sequence[Row], pairs: pa.Table) -> pa.Table:
        """Match weight and probability of `pairs` (unique_id_l, unique_id_r) of `records`, with the level (`gamma_`) of each comparison."""
        compiled = self._compile(entity_type)
        if pairs.num_rows == 0:
            return compiled.empty()
        if pairs.num_rows <= FEW_PAIRS:
            scored = compiled.score(records, pairs)
        else:
            table = records if isinstance(records, pa.Table) else pa.Table.from_pylist(records, schema=schema(entity_type))
            scored = self._run(f"{compiled.sql} select {', '.join(compiled.columns)} from __splink__df_predict", table, pairs)
        return scored.sort_by([("unique_id_l", "ascending"), ("unique_id_r", "ascending")])

    def compile(self) -> None:
        """Write the SQL of every entity type now, which else the first pair of each would wait for."""
        for entity_type in self.model.settings:
            self._compile(entity_type)

    def waterfall(self, entity_type: str, left: Mapping[str, Any], right: Mapping[str, Any]) -> list[WaterfallStep]:
        """The prior and what each comparison adds for two records of one `records` table, in the order of the model."""
        compiled = self._compile(entity_type)
        twins = pa.Table.from_pylist([{**left, "unique_id": "l"}, {**right, "unique_id": "r"}], schema=schema(entity_type))
        row = self._run(f"{compiled.sql} select * from __splink__df_predict", twins, pair_table([("l", "r")]))
        return compiled.waterfall(row.to_pylist()[0])

    def _run(self, sql: str, records: pa.Table, pairs: pa.Table) -> pa.Table:
        self._cursor.register("__clew_records", records)
        self._cursor.register("__clew_pairs", pairs)
        try:
            scored: pa.Table = self._cursor.sql(sql).to_arrow_table()
            return scored
        finally:
            self._cursor.unregister("__clew_records")
            self._cursor.unregister("__clew_pairs")

    def _compile(self, entity_type: str) -> _Compiled:
        if entity_type not in self._compiled:
            self._compiled[entity_type] = _compiled(json.dumps(self.model.settings[entity_type]))
        return self._compiled[entity_type]


def schema(entity_type: str) -> pa.Schema:
    """The columns of the records of an entity type."""
    return pa.schema([("unique_id", pa.string()), *KINDS[entity_type].COLUMNS])


class _Compiled:
    """The SQL of one entity type, as Splink writes it for `predict`, over the tables `__clew_records` and `__clew_pairs`."""

    def __init__(self, stored: Mapping[str, Any]) -> None:
        creator = SettingsCreator.from_path_or_dict({**stored, "retain_matching_columns": True, "retain_intermediate_calculation_columns": True})
        self.settings = creator.get_settings("duckdb")
        gammas = [comparison._gamma_column_name for comparison in self.settings.comparisons]
        self.columns = ["unique_id_l", "unique_id_r", "match_weight", "match_probability", *gammas]
        steps = _scoring_steps(self.settings)
        self.sql = "with " + ",\n".join(f"{name} as materialized ({sql})" for name, sql in steps)
        self._score = compile_steps([sql for _, sql in steps[1:]], self.columns[2:])

    def score(self, records: pa.Table | Sequence[Row], pairs: pa.Table) -> pa.Table:
        """What `sql` gives for a few pairs, without its planning."""
        ends = list(zip(pairs["unique_id_l"].to_pylist(), pairs["unique_id_r"].to_pylist(), strict=True))
        if isinstance(records, pa.Table):
            asked = pa.array({end for pair in ends for end in pair}, pa.string())
            records = records.filter(pc.is_in(records["unique_id"], value_set=asked)).to_pylist()
        row_of = {row["unique_id"]: prepared(row) for row in records}
        rows = [(left, right, *self._score(row_of[left], row_of[right])) for left, right in ends if left in row_of and right in row_of]
        if not rows:
            return self.empty()
        schema = self.empty().schema
        return pa.table([pa.array(column, field.type) for column, field in zip(zip(*rows, strict=True), schema, strict=True)], schema=schema)

    def empty(self) -> pa.Table:
        """The result for no pairs."""
        texts, numbers, levels = self.columns[:2], self.columns[2:4], self.columns[4:]
        fields = [pa.field(name, pa.string()) for name in texts] + [pa.field(name, pa.float64()) for name in numbers]
        return pa.schema(fields + [pa.field(name, pa.int32()) for name in levels]).empty_table()

    def waterfall(self, row: Mapping[str, Any]) -> list[WaterfallStep]:
        """The steps of one scored pair."""
        prior = self.settings._probability_two_random_records_match
        steps = [WaterfallStep("prior", "two records of one block", math.log2(prior / (1 - prior)), None, None)]
        for comparison in self.settings.comparisons:
            gamma = row[comparison._gamma_column_name]
            level = next(level for level in comparison.comparison_levels if level.comparison_vector_value == gamma)
            used = [column.unquote().name for column in comparison._input_columns_used_by_case_statement]
            left, right = ({name: row.get(f"{name}_{side}") for name in used} for side in "lr")
            weight, adjusted = (float(row.get(f"{prefix}{comparison.output_column_name}") or 0.0) for prefix in ("mw_", "mw_tf_adj_"))
            steps.append(WaterfallStep(comparison.output_column_name, level.label_for_charts, weight + adjusted, left, right, adjusted))
        return steps


@lru_cache(maxsize=64)
def _compiled(settings: str) -> _Compiled:
    """Compiled once a process, however many stores use the model."""
    return _Compiled(json.loads(settings))


def _scoring_steps(settings: Settings) -> list[tuple[str, str]]:
    """`predict` as a chain of named select statements, without its blocking."""
    blocked = f"""select {", ".join(settings._columns_to_select_for_blocking)}, '0' as match_key
        from __clew_pairs p join __clew_records l on l.unique_id = p.unique_id_l join __clew_records r on r.unique_id = p.unique_id_r"""
    vectors = f"select {', '.join(settings._columns_to_select_for_comparison_vector_values)} from __clew_blocked"
    chain = [("__clew_blocked", blocked), ("__splink__df_comparison_vectors", vectors)]
    return chain + [(step["output_table_name"], step["sql"]) for step in predict_from_comparison_vectors_sqls_using_settings(settings)]


def pair_table(pairs: Sequence[tuple[str, str]]) -> pa.Table:
    """Pairs as `Scorer.score` takes them."""
    columns = {"unique_id_l": [left for left, _ in pairs], "unique_id_r": [right for _, right in pairs]}
    return pa.table(columns, schema=pa.schema([("unique_id_l", pa.string()), ("unique_id_r", pa.string())]))

import json
from collections import Counter
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from markets import random_region
from splink import DuckDBAPI, Linker

from resolution import linkage, person_records
from resolution.linkage import RAREST_STEP, Model, Scorer, bundled, frequency_step, pair_table, schema
from resolution.region import Region
from resolution.training import Seen, trained


@pytest.mark.parametrize("seed", range(3))
def test_scores_are_what_splink_predicts(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    records = person_records.build(random_region(seed))
    connection = duckdb.connect()
    settings = {
        **bundled().settings["person"],
        "blocking_rules_to_generate_predictions": [{"blocking_rule": "l.unique_id < r.unique_id", "sql_dialect": "duckdb"}],
        "retain_intermediate_calculation_columns": True,
    }
    api = DuckDBAPI(connection)
    linker = Linker(api.register(records), settings)
    predicted = {
        (row["unique_id_l"], row["unique_id_r"]): (row["match_weight"], row["match_probability"])
        for row in linker.inference.predict().as_record_list()
    }
    scorer, pairs = Scorer(bundled(), duckdb.connect()), sorted(predicted)
    assert len(pairs) == 40 * 39 // 2
    in_python = scorer.score("person", records, pair_table(pairs))
    monkeypatch.setattr(linkage, "FEW_PAIRS", 0)
    parts = [in_python, scorer.score("person", records, pair_table(pairs))]
    for row in [row for part in parts for row in part.to_pylist()]:
        weight, probability = predicted[row["unique_id_l"], row["unique_id_r"]]
        assert row["match_weight"] == pytest.approx(weight, abs=1e-9)
        assert row["match_probability"] == pytest.approx(probability, abs=1e-9)


def test_a_waterfall_adds_up_to_the_weight() -> None:
    records = person_records.build(random_region(7))
    scorer = Scorer(bundled(), duckdb.connect())
    one, two = records.to_pylist()[:2]
    steps = scorer.waterfall("person", one, two)
    scored = scorer.score("person", records, pair_table([(one["unique_id"], two["unique_id"])]))
    assert sum(step.match_weight for step in steps) == pytest.approx(scored["match_weight"][0].as_py())
    assert [step.comparison for step in steps] == ["prior", *(c["output_column_name"] for c in bundled().settings["person"]["comparisons"])]


def test_scores_do_not_depend_on_what_else_is_scored() -> None:
    records = person_records.build(random_region(3))
    ids = records["unique_id"].to_pylist()
    scorer = Scorer(bundled(), duckdb.connect())
    pairs = [(a, b) for a in ids[:8] for b in ids[:8] if a < b]
    together = scorer.score("person", records, pair_table(pairs)).to_pylist()
    assert [scorer.score("person", records, pair_table([pair])).to_pylist()[0] for pair in pairs] == together


def test_no_pairs_give_an_empty_table_of_the_same_columns() -> None:
    records = person_records.build(random_region(1))
    scorer = Scorer(bundled(), duckdb.connect())
    some = scorer.score("person", records, pair_table([tuple(records["unique_id"].to_pylist()[:2])]))  # type: ignore[list-item]
    none = scorer.score("person", records, pair_table([]))
    assert none.num_rows == 0
    assert none.column_names == some.column_names


def test_the_bundled_model_is_sound_and_complete() -> None:
    model = bundled()
    assert model.check() == []
    assert set(model.settings) >= {"person", "phone", "address", "image", "owner"}
    for kind in model.settings:
        assert Scorer(model, duckdb.connect()).score(kind, schema(kind).empty_table(), pair_table([])).num_rows == 0


def test_a_model_comes_back_from_its_file_under_the_same_version(tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    bundled().save(path)
    again = Model.load(path)
    assert again.version == bundled().version
    assert path.read_text() == again.dumps()


def test_a_version_changes_with_what_scores_depend_on() -> None:
    settings = json.loads(json.dumps(bundled().settings))
    settings["person"]["probability_two_random_records_match"] /= 2
    assert Model(settings).version != Model(bundled().settings).version
    assert Model(bundled().settings, "another origin").version == Model(bundled().settings).version


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        (("probability_two_random_records_match",), 0.99, "prior"),
        (("comparisons", 0, "comparison_levels", 1, "m_probability"), 1e-9, "weighs less"),
        (("comparisons", 0, "comparison_levels", 1, "u_probability"), 1e-12, "beyond"),
        (("comparisons", 0, "comparison_levels", 1, "m_probability"), 0.0, "no m or u"),
        (("comparisons", 0, "comparison_levels", 1, "m_probability"), 1.5, "add up"),
    ],
)
def test_unsound_models_are_told(path: tuple[str | int, ...], value: float, problem: str) -> None:
    settings = json.loads(json.dumps(bundled().settings))
    place = settings["person"]
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert any(problem in told for told in Model(settings).check())


def test_steps_of_frequency_move_slowly_and_have_a_floor() -> None:
    assert frequency_step(1000, 1000) == 0
    assert frequency_step(0, 10**6) == RAREST_STEP
    steps = [frequency_step(count, 5000) for count in range(5000)]
    assert steps == sorted(steps)
    assert len(set(steps)) <= -RAREST_STEP + 1


def test_too_few_pairs_teach_nothing() -> None:
    start = bundled()
    pattern = (-1,) * len(start.settings["person"]["comparisons"])
    assert trained(start, Seen(Counter({pattern: 3})), "test").settings == start.settings


def test_records_have_the_columns_of_their_type() -> None:
    assert person_records.build(Region({})).schema == schema("person")
    assert isinstance(schema("image"), pa.Schema)

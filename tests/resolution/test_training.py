import random
from pathlib import Path

import pytest
from stores import market

from resolution import answers, decisions, pipeline, training
from resolution.answers import Answer
from resolution.linkage import Model, bundled, probability
from resolution.store import RecordStore


def test_a_store_teaches_a_sound_model_and_is_not_changed(tmp_path: Path) -> None:
    captures, rows = market(tmp_path / "market", ads=150)
    (tmp_path / "data").mkdir()
    store = RecordStore.open(tmp_path / "data")
    try:
        store.accept("one", captures, rows)
        pipeline.resolve(store)
        before = store.last_position
        seen: list[tuple[str, int, int]] = []
        model = training.train(store, lambda *step: seen.append(step))
        assert model.check() == []
        assert model.training["pairs"] > 50
        assert seen[-1][1] == seen[-1][2] > 100
        assert store.last_position == before
        assert pipeline.current_model(store).version == bundled().version
    finally:
        store.close()


def test_an_empty_store_teaches_nothing(tmp_path: Path) -> None:
    store = RecordStore.open(tmp_path)
    try:
        assert training.train(store).settings == bundled().settings
    finally:
        store.close()


def test_learning_again_from_what_was_learnt_keeps_its_start() -> None:
    model: Model = bundled()
    again = training.trained(model, training.Seen(), "nothing")
    assert again.settings == model.settings


def test_answers_move_the_prior_to_what_people_said() -> None:
    assert answers.shift([]) == 0.0
    one = answers.shift([Answer(0.0, True)])
    many = answers.shift([Answer(0.0, True)] * 40)
    assert 0 < one < 0.5 < many < answers.MOST
    assert answers.shift([Answer(0.0, True), Answer(0.0, False)]) == 0.0
    assert answers.shift([Answer(3.0, False)] * 20) < -1.5
    assert answers.shift([Answer(0.0, True, 0.1)] * 10) == pytest.approx(one, abs=1e-5)


def test_answers_that_say_what_the_scores_say_move_little() -> None:
    rng = random.Random(1)
    weights = [rng.uniform(-4, 4) for _ in range(400)]
    said = [Answer(weight, rng.random() < probability(weight)) for weight in weights]
    assert abs(answers.shift(said)) < 0.5
    harsher = [Answer(weight, rng.random() < probability(weight - 2)) for weight in weights]
    assert answers.shift(harsher) == pytest.approx(-2, abs=0.6)


def test_training_hears_the_answers_that_were_given(tmp_path: Path) -> None:
    captures, rows = market(tmp_path / "market", ads=90)
    (tmp_path / "data").mkdir()
    store = RecordStore.open(tmp_path / "data")
    try:
        store.accept("one", captures, rows)
        pipeline.resolve(store)
        without = training.train(store)
        for pair in decisions.review(store, 12):
            decisions.decide(store, pair["a"], pair["b"], "different", reason="asked", author="")
        heard = training.train(store)
        prior = "probability_two_random_records_match"
        assert heard.training["answers"] >= 10
        assert heard.training["moved_by_answers"] < 0
        assert heard.settings["person"][prior] < without.settings["person"][prior]
        assert heard.check() == []
    finally:
        store.close()

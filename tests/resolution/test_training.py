from pathlib import Path

from stores import market

from resolution import pipeline, training
from resolution.linkage import Model, bundled
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

"""What is kept of the holders of a value that many hold is what the store says of them, whatever came, went or changed."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from resolution import decisions, pipeline
from resolution.captures import Capture
from resolution.steps.crowds import crowds
from resolution.steps.work import Work
from resolution.store import RecordStore

MOST = 5  # ads in a sample
STREETS = ["14 Mill Lane, Leeds LS1 4AB", "14 Mill Lane", "14 Mill Ln, Leeds LS1 4AB", "14 Mill Lane, Flat 3, Leeds LS1 4AB"]


def stranger(number: int, rng: random.Random, street: str = "") -> Capture:
    """An ad with a number, an e-mail, a picture and an address that some of the others have too."""
    return Capture.model_validate({
        "site": f"adsite-{rng.choice('abc')}.example", "ad_id": str(number), "captured_at": f"2026-06-{rng.randrange(1, 28):02d}T10:00:00Z",
        "name": rng.choice(["Anna", "Maria", "Elena"]), "country": "GB", "city": rng.choice(["Leeds", "London"]), "text": f"Call me {rng.random()}",
        "phones": [f"+4477009000{rng.randrange(4):02d}", f"+44770090{rng.randrange(5000):04d}"], "emails": [f"desk{rng.randrange(3)}@agency.example"],
        "images": [{"pdq": rng.choice("0a5c") * 64}], "addresses": [street or rng.choice(STREETS)],
    })  # fmt: skip


@pytest.fixture(autouse=True)
def small_crowds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("resolution.steps.crowds.LEAST", 3)


def told(store: RecordStore) -> set[str]:
    """The crowds of the store, after they were compared with what its statements say of them."""
    work = Work(store, pipeline.current_model(store), pipeline.scorer(store), "", 0, False, lambda *_: None)
    with store.transaction():
        kept = crowds(work).among(work, {row[0] for row in store.rows("all_values")})
        work.scope(kept)
        assert {value: crowd.figures() for value, crowd in kept.items()} == {value: tuple(said) for value, *said in work.rows("figures_in_scope")}
        assert {value: crowd.dates() for value, crowd in kept.items()} == {value: tuple(said) for value, *said in work.rows("dates_in_scope")}
        sampled = {(value, item) for value, item, _ in work.rows("company_in_scope", {"most": MOST})}
        assert {(value, item) for value, crowd in kept.items() for item in crowd.sample(MOST)} == sampled
    return set(kept)


@pytest.mark.parametrize("seed", range(3))
def test_a_crowd_is_what_the_store_says_of_it(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    store = RecordStore.open(tmp_path)
    ads: list[Capture] = []
    found: set[str] = set()
    for step in range(24):
        if ads and rng.random() < 0.3:
            store.delete_ad(ads.pop(rng.randrange(len(ads))).ad_key)
        else:
            ads.append(stranger(rng.choice([step, rng.randrange(step + 1)]), rng))
            store.accept(f"batch-{step}", [ads[-1]], [])
        pipeline.resolve(store)
        found |= told(store)
    assert {value.partition(":")[0] for value in found} >= {"phone", "email", "image"}
    store.close()


def test_two_crowds_become_one_and_part_again(tmp_path: Path) -> None:
    rng = random.Random(1)
    store = RecordStore.open(tmp_path)
    streets = ["14 Mill Lane, Leeds LS1 4AB", "9 Duke Street, Leeds LS2 7QX"]
    store.accept("all", [stranger(number, rng, streets[number % 2]) for number in range(8)], [])
    pipeline.resolve(store)
    apart = {value for value in told(store) if value.startswith("address:")}
    one, other = sorted({row["entity_id"] for row in store.assignments().read_all().to_pylist() if row["entity_type"] == "address"})
    same = decisions.decide(store, one, other, "same", reason="one house", author="tester")
    pipeline.resolve(store)
    assert len(apart) == 2
    assert len({value for value in told(store) if value.startswith("address:")}) == 1
    decisions.withdraw(store, same["decision_id"])
    pipeline.resolve(store)
    assert {value for value in told(store) if value.startswith("address:")} == apart
    store.close()

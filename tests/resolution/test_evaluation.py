"""The metrics against brute force over all pairs, and the tables they are read from."""

import csv
import dataclasses
import itertools
import random
from collections import defaultdict
from pathlib import Path

import pytest

from bench.market import PRESETS, write
from resolution import confidence, evaluation


def _partition(rng: random.Random, items: int, clusters: int) -> dict[int, int]:
    return {i: rng.randrange(clusters) for i in range(items)}


def _brute(truth: dict[int, int], found: dict[int, int]) -> tuple[float, float]:
    pairs = list(itertools.combinations(truth, 2))
    true, together = {p for p in pairs if truth[p[0]] == truth[p[1]]}, {p for p in pairs if found[p[0]] == found[p[1]]}
    return len(true & together) / len(together), len(true & together) / len(true)


@pytest.mark.parametrize("seed", range(20))
def test_pairwise_scores_equal_counting_every_pair(seed: int) -> None:
    rng = random.Random(seed)
    truth, found = _partition(rng, 40, rng.randint(2, 12)), _partition(rng, 40, rng.randint(2, 12))
    scores = evaluation.compare(truth, found)
    assert (scores["precision"], scores["recall"]) == pytest.approx(_brute(truth, found))


@pytest.mark.parametrize("seed", range(10))
def test_b_cubed_equals_its_definition_item_by_item(seed: int) -> None:
    rng = random.Random(seed)
    truth, found = _partition(rng, 30, 7), _partition(rng, 30, 5)
    precision = [
        len([j for j in truth if found[j] == found[i] and truth[j] == truth[i]]) / len([j for j in truth if found[j] == found[i]])
        for i in truth
    ]
    assert evaluation.compare(truth, found)["b3_precision"] == pytest.approx(sum(precision) / len(truth))


def test_merge_distance_counts_the_splits_and_merges_that_lead_to_truth() -> None:
    truth = {"a": 1, "b": 1, "c": 1, "d": 2, "e": 2}
    found = {"a": "x", "b": "x", "c": "y", "d": "y", "e": "y"}
    scores = evaluation.compare(truth, found)
    assert (scores["splits"], scores["merges"], scores["gmd"]) == (1, 1, 2)
    assert scores["exact_f1"] == 0
    assert evaluation.compare(truth, truth)["gmd"] == 0
    assert evaluation.compare(truth, truth)["exact_f1"] == 1


def test_an_item_that_was_not_placed_stands_alone() -> None:
    scores = evaluation.compare({"a": 1, "b": 1}, {"a": "x"})
    assert scores["missing"] == 1
    assert scores["recall"] == 0
    assert scores["precision"] == 1


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("market")
    write(dataclasses.replace(PRESETS["harsh"], ads=150, seed=4), folder)
    return folder


def _perfect(truth: evaluation.Truth) -> list[dict[str, str]]:
    rows = [
        {"entity_type": "person", "entity_id": p, "network_id": truth.network[k], "site": k[0], "ad_id": k[1], "value": ""}
        for k, p in truth.person.items()
    ]
    for kind, table in truth.mentions.items():
        rows += [
            {"entity_type": kind, "entity_id": e, "network_id": "", "site": s, "ad_id": a, "value": raw, "normalised": e}
            for s, a, raw, e in table
        ]
    return rows + [
        {"entity_type": "owner", "entity_id": o, "network_id": "", "site": s, "ad_id": p, "value": ""} for (s, p), o in truth.owner.items()
    ]


def test_a_perfect_export_scores_one_and_the_oracle_is_the_ceiling(market: Path, tmp_path: Path) -> None:
    truth = evaluation.read_truth(market)
    rows = _perfect(truth)
    path = tmp_path / "perfect.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, [*rows[0], "normalised"])
        writer.writeheader()
        writer.writerows(rows)
    scores = evaluation.evaluate(truth, evaluation.read_assignments(path))
    for kind in ("person", "phone", "image", "address", "owner", "network", "phone_e164"):
        assert scores[kind]["f1"] == 1, kind
    assert scores["network_oracle"]["recall"] < 1
    assert scores["wrong_merges"]["share"] == 0
    assert scores["giant"]["found"] == scores["giant"]["true"]


def test_errors_are_laid_at_the_evidence_and_the_noise_they_have(market: Path) -> None:
    truth = evaluation.read_truth(market)
    alone = {k: "/".join(k) for k in truth.person}
    evidence = evaluation.by_evidence(truth, alone)
    assert sum(row["true_pairs"] for row in evidence.values()) == sum(n * (n - 1) // 2 for n in _sizes(truth))
    assert all(row["recall"] == 0 and row["precision"] == 1 for row in evidence.values())
    assert all(row["recall"] == 1 for row in evaluation.by_noise(truth, truth.person).values())


def _sizes(truth: evaluation.Truth) -> list[int]:
    held: dict[str, int] = defaultdict(int)
    for person in truth.person.values():
        held[person] += 1
    return list(held.values())


def test_the_report_has_every_part_and_perfect_answers_are_reliable(market: Path) -> None:
    truth = evaluation.read_truth(market)
    rows = [{**row, "match_probability": "1.0"} for row in _perfect(truth)]
    parts = evaluation.report(truth, rows)
    assert set(parts) == {"scores", "by_evidence", "by_noise", "phones_by_form", "reliability"}
    assert parts["reliability"]["calibration_error"]["error"] == 0
    assert all(row["recall"] == 1 for row in parts["phones_by_form"].values())
    mean, low, high = evaluation.over_runs([parts["scores"]] * 3)["person"]["f1"]
    assert mean == low == high == 1


def test_a_confident_wrong_person_shows_as_unreliable() -> None:
    keys = [("s", str(n)) for n in range(4)]
    truth = evaluation.Truth(dict(zip(keys, "aaab", strict=True)), dict.fromkeys(keys, "n"), {}, {}, {"n": 2})
    found = evaluation.index(
        {"entity_type": "person", "entity_id": "x", "site": s, "ad_id": a, "network_id": "", "value": "", "match_probability": "0.95"}
        for s, a in keys
    )
    row = evaluation.person_reliability(truth, found)["0.9-1.0"]
    assert (row["ads"], row["observed"]) == (4, 0.75)


def test_a_mixed_person_is_a_wrong_merge() -> None:
    truth = evaluation.Truth({("s", "1"): "a", ("s", "2"): "b"}, {("s", "1"): "n", ("s", "2"): "m"}, {}, {}, {"n": 1, "m": 1})
    assert evaluation.wrong_merges(truth, {("s", "1"): "x", ("s", "2"): "x"}) == {"persons": 1, "share": 1.0}


def test_probabilities_that_mean_what_they_say_have_no_calibration_error() -> None:
    rng = random.Random(1)
    stated = [rng.random() for _ in range(20_000)]
    honest = [rng.random() < p for p in stated]
    assert confidence.calibration_error(confidence.reliability(stated, honest)) < 0.02
    assert confidence.calibration_error(confidence.reliability(stated, [rng.random() < 0.5 for _ in stated])) > 0.2


def test_quality_without_labels_covers_the_true_value_when_probabilities_are_calibrated() -> None:
    covered = 0
    for seed in range(40):
        rng = random.Random(seed)
        pairs, cluster_of, right, total = [], {}, 0, 0
        for n in range(400):
            probability = rng.choice((0.02, 0.3, 0.7, 0.95, 0.99))
            together = probability > 0.5
            left, right_ad = f"l{n}", f"r{n}"
            cluster_of[left], cluster_of[right_ad] = left, left if together else right_ad
            pairs.append((left, right_ad, probability))
            total += together
            right += together and rng.random() < probability
        found = confidence.estimate(pairs, cluster_of)
        covered += found.precision_low <= right / total <= found.precision_high
    assert covered >= 36


def test_true_pairs_that_share_nothing_are_estimated_by_capture_and_recapture() -> None:
    rng = random.Random(3)
    kept = [(rng.random() < 0.8, rng.random() < 0.5) for _ in range(5000)]
    ways = confidence.Ways(
        both=sum(a and b for a, b in kept), one=sum(a and not b for a, b in kept), other=sum(b and not a for a, b in kept), neither=100
    )
    unseen, error = ways.unseen()
    assert abs(unseen - (sum(not a and not b for a, b in kept) - 100)) < 3 * error
    assert confidence.Ways(one=10).unseen() == (0.0, 0.0)
    found = confidence.estimate([("a", "b", 0.99)], {"a": "a", "b": "a"}, confidence.Ways(1, 1, 1, 0))
    assert found.recall < 0.55


def test_two_records_of_a_cluster_are_as_sure_as_the_chain_between_them() -> None:
    chain = [("a", "b", 0.99), ("b", "c", 0.98), ("a", "c", 0.1)]
    assert confidence.estimate(chain, dict.fromkeys("abc", "a")).precision == pytest.approx((0.99 + 2 * 0.98) / 3)


def test_several_markets_are_judged_at_once(market: Path) -> None:
    truth = evaluation.read_truth(market)
    pairs = [("/".join(a), "/".join(b), 0.9) for a, b in list(itertools.combinations(sorted(truth.person), 2))[:50]]
    assert evaluation.pair_reliability(truth, pairs)["0.9-1.0"]["pairs"] == 50
    one = evaluation.report(truth, _perfect(truth))
    together = {part: evaluation.over_runs([one[part], one[part]]) for part in one}
    assert together["scores"]["person"]["f1"] == (1.0, 1.0, 1.0)


def test_an_interval_over_seeds_narrows_with_more_of_them() -> None:
    mean, low, high = confidence.interval([0.9, 0.92, 0.91])
    assert low < mean < high
    _, low_more, high_more = confidence.interval([0.9, 0.92, 0.91] * 4)
    assert high_more - low_more < high - low
    assert confidence.interval([0.5]) == (0.5, 0.5, 0.5)

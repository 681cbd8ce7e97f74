"""The market's promises: reproducible, truthful, adult, fictitious where it says so, and every trait can be switched off."""

import csv
import dataclasses
import gzip
import itertools
import json
from collections import Counter
from pathlib import Path
from typing import Any

import phonenumbers
import pytest

from bench import demo
from bench.market import PRESETS, Noise, generate, write
from bench.market.countries import COUNTRIES
from resolution import evaluation
from resolution.captures import Capture, DirectoryRecord, parse_capture, parse_directory


def _captures(folder: Path, name: str = "ads") -> list[dict[str, Any]]:
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


@pytest.fixture(scope="module", params=["harsh", "europe", "americas"])
def market(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(request.param)
    write(dataclasses.replace(PRESETS[request.param], ads=400, seed=9), folder)
    return folder


def test_every_capture_and_directory_row_is_valid_input(market: Path) -> None:
    assert all(isinstance(parse_capture(c), Capture) for c in _captures(market))
    assert all(isinstance(parse_directory(r), DirectoryRecord) for r in _captures(market, "directory"))


def test_every_advertiser_is_an_adult(market: Path) -> None:
    assert all(c.get("age", 18) >= 18 for c in _captures(market))


def test_every_true_number_stands_in_its_ad(market: Path) -> None:
    said: dict[tuple[str, str], str] = {}
    truth = evaluation.read_truth(market)
    for c in _captures(market):
        key = (c["site"], c["ad_id"])
        said[key] = said.get(key, "") + evaluation.bare(c["title"] + c["text"] + "".join(c.get("phones", [])))
    damaged = {k for k, kinds in truth.noise.items() if kinds & {"mojibake", "markup"}}
    missing = [r for r in truth.mentions["phone"] if evaluation.bare(r[2]) not in said[r[0], r[1]] and (r[0], r[1]) not in damaged]
    assert missing == []


def test_true_numbers_are_valid_mobiles_of_their_country(market: Path) -> None:
    truth = evaluation.read_truth(market)
    for number in {r[3] for r in truth.mentions["phone"]}:
        assert phonenumbers.is_valid_number(phonenumbers.parse(number)), number


def test_truth_names_the_ads_that_were_written(market: Path) -> None:
    truth = evaluation.read_truth(market)
    assert set(truth.person) == {(c["site"], c["ad_id"]) for c in _captures(market)}
    persons: dict[str, set[str]] = {}
    for key, person in truth.person.items():
        persons.setdefault(truth.network[key], set()).add(person)
    assert {n: len(p) for n, p in persons.items()} == dict(truth.network_size)


def test_every_trait_happens(market: Path) -> None:
    with (market / "truth_noise.csv").open() as file:
        kinds = Counter(row["kind"] for row in csv.DictReader(file))
    wanted = {
        "name_variant",
        "age_wrong",
        "copied_text",
        "mirrored",
        "cropped",
        "help_line",
        "hotel_address",
        "phone:number_words",
        "phone:links",
        "rotation",
        "reposted",
        "two_people",
    }
    assert wanted <= set(kinds)


def test_the_same_plan_writes_the_same_bytes_and_another_seed_does_not(tmp_path: Path) -> None:
    plan = dataclasses.replace(PRESETS["europe"], ads=120)
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        write(dataclasses.replace(plan, seed=seed), tmp_path / name)
    first, again, other = ((tmp_path / name / "ads.jsonl.gz").read_bytes() for name in "abc")
    assert first == again
    assert first != other


def test_rates_switched_off_leave_no_trait() -> None:
    plan = dataclasses.replace(PRESETS["nordic"], ads=200, noise=Noise.silent())
    assert {kind for _, ads, _ in generate(plan) for ad in ads for kind in ad.noise} <= set()
    without = dataclasses.replace(PRESETS["harsh"], ads=200, noise=PRESETS["harsh"].noise.without("mirrored", "help_line"))
    assert not {"mirrored", "help_line"} & {kind for _, ads, _ in generate(without) for ad in ads for kind in ad.noise}


@pytest.mark.parametrize("code", sorted(COUNTRIES))
def test_each_country_has_cities_streets_and_numbers_enough(code: str) -> None:
    plan = dataclasses.replace(PRESETS["nordic"], ads=40, countries=(code,))
    made = list(itertools.islice(generate(plan), 15))
    assert sum(len(ads) for _, ads, _ in made) > 15
    assert len({c for _, ads, _ in made for ad in ads for _, line in ad.captures for c in [json.loads(line).get("city")]}) > 2


def test_the_shipped_sample_is_what_the_generator_writes_and_uses_numbers_of_fiction(tmp_path: Path) -> None:
    demo.write_sample(tmp_path)
    assert _captures(tmp_path) == _captures(demo.SAMPLE)
    assert _captures(tmp_path, "directory") == _captures(demo.SAMPLE, "directory")
    assert len({(c["site"], c["ad_id"]) for c in _captures(demo.SAMPLE)}) >= 2000
    fiction = [c.calling + prefix for c in COUNTRIES.values() for prefix, _ in c.fictitious]
    assert all(any(row["phone"].startswith(f) for f in fiction) for row in _captures(demo.SAMPLE, "directory"))
    for network, _, _ in generate(demo.PLAN):
        assert all(any(line.number.startswith(f) for f in fiction) for line in network.lines)

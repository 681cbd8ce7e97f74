"""The quality bench end to end on a small market, and the page that it writes."""

import json
from pathlib import Path
from typing import Any

import pytest

from bench import quality
from bench.market import PRESETS, write
from bench.quality_page import page


@pytest.fixture(scope="module")
def run() -> dict[str, Any]:
    return quality.measure(next(quality.worlds(["nordic"], [5], 60, [])))


def test_a_market_goes_through_the_command_line_and_comes_back_as_scores(run: dict[str, Any]) -> None:
    assert run["scores"]["person"]["missing"] == 0
    assert run["scores"]["person"]["f1"] > 0.6
    assert run["scores"]["phone"]["f1"] > 0.9


def test_the_same_world_from_a_folder_scores_the_same(run: dict[str, Any], tmp_path: Path) -> None:
    world = next(quality.worlds(["nordic"], [5], 60, []))
    assert world.plan is not None
    write(world.plan, tmp_path)
    again = quality.measure(next(quality.worlds([], [], 60, [tmp_path])))
    assert again["scores"] == run["scores"]


def test_the_page_holds_every_part(run: dict[str, Any], tmp_path: Path) -> None:
    held = json.loads(json.dumps(run))
    results = {
        "machine": "x",
        "python": "3",
        "splink": "5",
        "model": "m",
        "ads": 60,
        "ablated_market": "nordic",
        "runs": [held, held],
        "ablations": [held],
    }
    text = page(results, tmp_path / "none.json")
    for heading in (
        "## Markets",
        "## By what two ads share",
        "## By what misleads",
        "## Disguised numbers",
        "## Does a probability",
        "## What it thinks of itself",
        "## Ablations",
    ):
        assert heading in text
    assert "| nordic | 2 |" in text
    assert "Public data" not in text


def test_an_ablation_changes_one_thing() -> None:
    base = PRESETS["nordic"].noise
    pictureless = quality.ablated("no pictures", 1, 100, "nordic").plan
    assert pictureless is not None
    assert pictureless.noise.no_pictures == 1
    assert pictureless.noise.without("no_pictures", "placeholder") == base.without("no_pictures", "placeholder")
    silent = quality.ablated("no noise", 1, 100, "nordic").plan
    assert silent is not None
    assert silent.noise.wrong_place == 0
    assert silent.noise.series == base.series

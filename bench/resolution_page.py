"""docs/resolution.md: the page's worked example, filled from the bundled sample with the bundled model; docs/charts/: the model and the example drawn."""

from __future__ import annotations

import gzip
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import orjson

from resolution import explain, pipeline
from resolution.captures import Capture, DirectoryRecord
from resolution.linkage import bundled
from resolution.store import RecordStore
from service import charts
from service.cli.model import weights

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "resolution.md"
CHARTS = ROOT / "docs" / "charts"
BEGIN, END = "<!-- example: written by bench/resolution_page.py -->", "<!-- end of the example -->"
FIELDS = ("title", "name", "age", "country", "city", "text", "phones", "attributes")


def main() -> None:
    """Resolve the sample, find a telling person, and write it into the page; draw what the model weighs."""
    CHARTS.mkdir(exist_ok=True)
    for kind, settings in bundled().settings.items():
        _draw(kind, charts.weights(list(weights(kind, settings)), f"Match weights of {kind}, in bits"))
    with tempfile.TemporaryDirectory() as folder:
        store = RecordStore.open(Path(folder))
        store.accept("sample", *_sample())
        pipeline.resolve(store)
        example = _example(store)
        store.close()
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n{example}\n{END}{rest.split(END)[1]}", encoding="utf-8")


def _draw(name: str, drawing: str) -> None:
    (CHARTS / f"{name}.svg").write_text(f"{drawing}\n", encoding="utf-8")


def _sample() -> tuple[list[Capture], list[DirectoryRecord]]:
    read: dict[str, list[Any]] = {}
    for name in ("ads", "directory"):
        with gzip.open(ROOT / "service" / "sample" / f"{name}.jsonl.gz") as lines:
            read[name] = [orjson.loads(line) for line in lines]
    return [Capture.model_validate(r) for r in read["ads"]], [DirectoryRecord.model_validate(r) for r in read["directory"]]


def _candidates(store: RecordStore) -> Iterator[dict[str, Any]]:
    """Pairs of ads of one person that speak against each other and are joined by a third."""
    members: dict[str, list[str]] = defaultdict(list)
    for ad, person in sorted(store.persons_of(n["id"] for n in store.all_graph_nodes() if n["type"] == "ad").items()):
        members[person].append(ad)
    for _, ads in sorted(members.items()):
        if len(ads) not in (3, 4):
            continue
        weights = {(one, two): weight for one, two, weight, _ in store.rows("ties_of_ads", {"ads": ads})}
        for a, b in (pair for pair in combinations(ads, 2) if weights.get(pair, -1.0) < 0):
            told = explain.explain(store, a, b)
            if told["match_weight"] < 0 and told["chain"] and len(told["chain"]["steps"]) == 2:
                yield told


def _example(store: RecordStore) -> str:
    apart = next(_candidates(store))
    first, last = (explain.explain(store, step["a"], step["b"]) for step in apart["chain"]["steps"])
    ads = [apart["chain"]["steps"][0]["a"], apart["chain"]["steps"][0]["b"], apart["chain"]["steps"][1]["b"]]
    parts = ["Three ads of one person in the bundled sample:\n", *(_ad(store, ad) for ad in ads)]
    _draw("waterfall", charts.waterfall(first["waterfall"], f"{ads[0]} and {ads[1]}, in bits"))
    parts += [_waterfall("The first two", first), _waterfall("The second and the third", last), _waterfall("The first and the third, directly", apart)]
    weakest = apart["chain"]["weakest"]
    parts.append(
        f"The first and the third speak against each other, yet the second ties both: the chain's weakest pair has "
        f"{weakest['match_weight']:.1f} bits, and the mean over all pairs between them stays positive, so average linkage makes one person of them."
    )
    return "\n".join(parts)


def _ad(store: RecordStore, ad: str) -> str:
    record = (store.ad(ad) or {})["captures"][-1]
    return f"`{ad}`\n```json\n{orjson.dumps({k: record[k] for k in FIELDS if k in record}, option=orjson.OPT_INDENT_2).decode()}\n```"


def _waterfall(heading: str, told: dict[str, Any]) -> str:
    rows = "\n".join(
        f"| {step['comparison'].replace('_', ' ')} | {step['level']} | {step['match_weight']:+.1f} | {_bar(step['match_weight'])} |"
        for step in told["waterfall"] if step["match_weight"]
    )  # fmt: skip
    total = f"| **match weight** | probability {told['match_probability']:.4f} | **{told['match_weight']:+.1f}** | |"
    return f"\n**{heading}**\n\n| comparison | level | bits | |\n|---|---|---:|---|\n{rows}\n{total}\n"


def _bar(weight: float) -> str:
    return ("▮" if weight > 0 else "▯") * max(1, min(12, round(abs(weight))))


if __name__ == "__main__":
    main()

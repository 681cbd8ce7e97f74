"""docs/quality.md from the measured results: tables with means and 95 % intervals over seeds, and how to read them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from resolution.confidence import interval

Run = dict[str, Any]
Figure = Callable[[Run], float]


def _score(name: str, figure: str) -> Figure:
    return lambda run: float(run["scores"][name][figure])


COLUMNS: dict[str, Figure] = {
    "person": _score("person", "f1"),
    "network": _score("network", "f1"),
    "ceiling": _score("network_oracle", "f1"),
    "phone": _score("phone", "f1"),
    "numbers": _score("phone_e164", "f1"),
    "image": _score("image", "f1"),
    "address": _score("address", "f1"),
    "owner": _score("owner", "f1"),
}
DETAIL: dict[str, Figure] = {
    "person precision": _score("person", "precision"),
    "person recall": _score("person", "recall"),
    "B-cubed F1": _score("person", "b3_f1"),
    "exact persons": _score("person", "exact_f1"),
    "merge distance": _score("person", "gmd"),
    "mixed persons %": lambda run: 100 * float(run["scores"]["wrong_merges"]["share"]),
    "network precision": _score("network", "precision"),
    "network recall": _score("network", "recall"),
    "largest / true": lambda run: float(run["scores"]["giant"]["found"] / run["scores"]["giant"]["true"]),
    "calibration error": lambda run: float(run["reliability"]["calibration_error"]["error"]),
}
HEAD = """# How right is Clew?

Every figure here is written by `python -m bench.quality`, which makes markets whose truth is known, runs the command line on them
(`clew ingest`, `clew resolve`, `clew export assignments`) with the bundled model, and compares. Nobody in these markets exists.

## What is compared
A market is a folder: `ads.jsonl.gz` and `directory.jsonl.gz` are input, the truth lies beside them.

| file | columns |
|---|---|
| truth_ads.csv | site, ad_id, person, network |
| truth_phones.csv | site, ad_id, raw, e164 |
| truth_images.csv | site, ad_id, pdq, image |
| truth_addresses.csv | site, ad_id, raw, address |
| truth_owners.csv | source, phone, owner |
| truth_networks.csv | network, persons, phones, home |
| truth_edges.csv | site, ad_id, relation, value: what every true relationship in the captures joins |
| truth_noise.csv | site, ad_id, kind: what misleads in the ad (optional) |

`clew evaluate FOLDER` compares your own store with such a folder, `clew evaluate A B --assignments a.csv --assignments b.csv` exports of several
markets with means and intervals; `python -m bench.market FOLDER --preset harsh` writes one.

* **Pairwise**: of all pairs of ads that Clew calls one person, how many are (precision); of all true pairs, how many it found
  (recall); F1 is their harmonic mean. Large clusters weigh most.
* **B-cubed**: the same for the average ad. **Exact**: clusters that are right to the last ad.
* **Merge distance**: how many splits and merges would correct the answer.
* **Mixed persons**: persons found that hold ads of two true networks, the costliest error.
* **Ceiling**: the networks that perfect persons, numbers and addresses would reach, since some networks left no trace that joins them.
* **Numbers**: E.164 numbers found per ad, so that a price taken for a number counts against.
* **Largest / true**: the largest network found against the largest true one; far above 1 would be a giant component.

`baltic`, `bosporus` and `latin` have countries, languages, disguises and hubs that neither the other markets nor those that the model was trained on have.
They were written last. What seeds 1, 5 and 7 to 9 showed was mended ([decision 0018](decisions/0018-no-tie-goes-around-the-weighing.md) has what seeds say that nobody looked at).

A cell is the mean over seeds, from three on with its 95 % interval (Student), plus or minus.
"""
TAIL = """
## What these figures do not say
The markets are synthetic: their noise is what published work reports, with rates that we chose, and their persons differ more cleanly
than people do. Compare markets with one another and versions of Clew with one another; for your own data use `clew status`, which
estimates precision and recall from the stated probabilities, and answer what `GET /v1/review` asks. A person is a hypothesis.
"""


def cell(values: Sequence[float], digits: int = 3) -> str:
    """Mean and half the interval; of two values an interval says nothing."""
    mean, low, high = interval(values)
    return f"{mean:.{digits}f} ± {(high - low) / 2:.{digits}f}" if len(values) > 2 else f"{mean:.{digits}f}"


def _grouped(runs: Sequence[Run]) -> dict[str, list[Run]]:
    out: dict[str, list[Run]] = defaultdict(list)
    for run in runs:
        out[run["market"]].append(run)
    return dict(out)


def by_market(runs: Sequence[Run], columns: dict[str, Figure], title: str) -> str:
    """One row a market, and the mean of all."""
    rows = [f"| {title} | seeds | " + " | ".join(columns) + " |", "|---" * (len(columns) + 2) + "|"]
    groups = list(_grouped(runs).items()) + ([("**all**", list(runs))] if len(_grouped(runs)) > 1 else [])
    for name, held in groups:
        rows.append(f"| {name} | {len(held)} | " + " | ".join(cell([figure(r) for r in held]) for figure in columns.values()) + " |")
    return "\n".join(rows) + "\n"


def pooled(runs: Sequence[Run], part: str, size: str, figures: Sequence[str], least: int = 20) -> str:
    """A part's rows over all runs: the figures weighted by their number, rare rows left out; from three runs on with an interval."""
    held: dict[str, list[dict[str, float]]] = defaultdict(list)
    for run in runs:
        for name, row in run.get(part, {}).items():
            if "error" not in name and row.get(size):
                held[name].append(row)
    rows = [f"| {part.replace('_', ' ')} | {size.replace('_', ' ')} | " + " | ".join(figures) + " |", "|---" * (len(figures) + 2) + "|"]
    total = {name: sum(row[size] for row in kept) for name, kept in held.items()}
    for name in sorted(total, key=lambda n: (-total[n], n)):
        if total[name] >= least:
            told = (weighted([(row[size], row[figure]) for row in held[name]]) for figure in figures)
            rows.append(f"| {name} | {total[name]:.0f} | " + " | ".join(told) + " |")
    return "\n".join(rows) + "\n"


def weighted(values: Sequence[tuple[float, float]]) -> str:
    """The mean of (weight, figure), with the 95 % interval that leaving out one run at a time gives (jackknife)."""
    weight, total = sum(w for w, _ in values), sum(w * figure for w, figure in values)
    mean, n = total / weight, len(values)
    without = [(total - w * figure) / (weight - w) for w, figure in values if weight > w]
    if n < 3 or len(without) < n:
        return f"{mean:.3f}"
    pseudo = [n * mean - (n - 1) * one for one in without]
    _, low, high = interval(pseudo)
    return f"{mean:.3f} ± {(high - low) / 2:.3f}"


def _thinks(runs: Sequence[Run]) -> str:
    """What stores thought of themselves beside the truth, and how often their intervals held it."""
    known = [run for run in runs if run.get("estimate")]
    if not known:
        return ""
    rows = ["| market | " + " | ".join(f"{f} | estimated | interval holds it" for f in ("precision", "recall")) + " |", "|---" * 7 + "|"]
    groups = list(_grouped(known).items()) + ([("**all**", known)] if len(_grouped(known)) > 1 else [])
    for name, held in groups:
        cells = [name]
        for figure in ("precision", "recall"):
            true = [run["scores"]["person"][figure] for run in held]
            inside = sum(run["estimate"][f"{figure}_low"] <= value <= run["estimate"][f"{figure}_high"] for run, value in zip(held, true, strict=True))
            cells += [cell(true), cell([run["estimate"][figure] for run in held]), f"{inside} of {len(held)}"]
        rows.append("| " + " | ".join(cells) + " |")
    return "\n".join(rows) + "\n"


def _public(path: Path) -> str:
    if not path.exists():
        return ""
    held = json.loads(path.read_text(encoding="utf-8"))
    rows = ["| set | records | Clew's clustering | connected components |", "|---|---|---|---|"]
    for name, row in held["sets"].items():
        rows.append(f"| {name} | {row['records']} | " + " | ".join(f"{row[k]['f1']:.4f}" for k in ("clew", "connected components")) + " |")
    text = f"\n## Public data\nPairwise F1 on Splink {held['splink']}'s pairs, trained without labels (`python -m bench.public`).\n\n"
    return text + "\n".join(rows) + "\n"


def page(results: dict[str, Any], public: Path) -> str:
    """The whole page."""
    runs, ablations = results["runs"], results["ablations"]
    versions = f"Python {results['python']}, Splink {results['splink']}, model {results['model']}"
    machine = f"{results['machine']}, {versions}, {results['ads']} ads a market"
    parts = [HEAD, f"\n## Markets\nPairwise F1. {machine}.\n", by_market(runs, COLUMNS, "market"), "\n", by_market(runs, DETAIL, "market")]
    parts += [
        "\n## By what two ads share\nPairs of ads of one person, all markets together.\n\n",
        pooled(runs, "by_evidence", "true_pairs", ("precision", "recall")),
    ]
    parts += [
        "\n## By what misleads\nA pair counts under every trait of either ad.\n\n",
        pooled(runs, "by_noise", "true_pairs", ("precision", "recall")),
    ]
    parts += ["\n## Disguised numbers\n\n", pooled(runs, "phones_by_form", "numbers", ("recall",))]
    parts += [
        "\n## Does a probability mean what it says?\nStated probability that an ad belongs to its person, and that two compared ads are one.\n\n",
        pooled(runs, "reliability", "ads", ("stated", "observed")),
        "\n",
        pooled(runs, "pair_reliability", "pairs", ("stated", "observed")),
        "\n## What it thinks of itself\nWithout truth, from probabilities alone (`clew status`), beside the truth.\n\n",
        _thinks(runs),
    ]
    if ablations:
        size = sum(run.get("ads", 0) for run in ablations) // len(ablations)
        title = (
            f"\n## Ablations of `{results['ablated_market']}`\nOne kind of evidence or noise changed at a time, {size} ads a market.\n\n"
        )
        parts += [title, by_market(ablations, COLUMNS, "change")]
    return "".join([*parts, _public(public), TAIL])

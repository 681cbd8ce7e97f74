"""Charts of a model, drawn without a script so that they show anywhere: what each level weighs, and how one pair's weight adds up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate, groupby
from typing import Any

LABELS, PLOT, NUMBERS, ROW, GAP = 430, 340, 60, 18, 8  # pixels; the plot lies between the labels and the numbers
FOR, AGAINST, SUM = "#2f6690", "#b5495b", "#555"
STYLE = "text{font:12px sans-serif;fill:#222}.h{font-weight:bold}.n{text-anchor:end}line{stroke:#bbb}"


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: from where to where it reaches, in bits."""

    label: str
    start: float
    end: float
    told: str
    colour: str


def weights(rows: Sequence[Mapping[str, Any]], title: str) -> str:
    """The match weight of every level, comparison by comparison; `rows` as `clew model show --json` has them."""
    groups = [(name, [_bar(row["level"], 0.0, row["match_weight"]) for row in held]) for name, held in groupby(rows, lambda row: row["comparison"])]
    return _drawn(title, [(str(name), bars) for name, bars in groups])


def waterfall(steps: Sequence[Mapping[str, Any]], title: str) -> str:
    """How the weight of one pair adds up from the prior; `steps` as `clew explain --json` has them."""
    told = [step for step in steps if step["match_weight"]]
    sums = [0.0, *accumulate(step["match_weight"] for step in told)]
    bars = [_bar(f"{step['comparison']}: {step['level']}", sums[at], sums[at + 1]) for at, step in enumerate(told)]
    return _drawn(title, [("", [*bars, Bar("match weight", 0.0, sums[-1], f"{sums[-1]:+.1f}", SUM)])])


def page(title: str, drawings: Sequence[str]) -> str:
    """Charts as one page that needs nothing else."""
    return f'<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>{escape(title)}</title>\n' + "\n".join(drawings) + "\n</html>\n"


def _bar(label: str, start: float, end: float) -> Bar:
    return Bar(label, start, end, f"{end - start:+.1f}", FOR if end >= start else AGAINST)


def _drawn(title: str, groups: Sequence[tuple[str, Sequence[Bar]]]) -> str:
    ends = [0.0, *(end for _, bars in groups for bar in bars for end in (bar.start, bar.end))]
    low, high = min(ends), max(ends)
    scale = PLOT / ((high - low) or 1.0)
    parts = [f'<text class="h" x="0" y="{ROW - 4}">{escape(title)}</text>']
    top = ROW + GAP
    for name, bars in groups:
        if name:
            parts.append(f'<text class="h" x="0" y="{top + ROW - 4}">{escape(name)}</text>')
            top += ROW
        for bar in bars:
            parts += _row(bar, top, LABELS - low * scale, scale)
            top += ROW
        top += GAP
    zero = round(LABELS - low * scale, 1)
    parts.insert(1, f'<line x1="{zero}" x2="{zero}" y1="{ROW + GAP}" y2="{top - GAP}"/>')
    width = LABELS + PLOT + NUMBERS
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{top}" viewBox="0 0 {width} {top}"><style>{STYLE}</style>\n' + "\n".join(parts) + "\n</svg>"


def _row(bar: Bar, top: int, zero: float, scale: float) -> Iterator[str]:
    left, length = zero + min(bar.start, bar.end) * scale, abs(bar.end - bar.start) * scale
    yield f'<text x="12" y="{top + ROW - 5}">{escape(bar.label)}</text>'
    yield f'<rect x="{left:.1f}" y="{top + 3}" width="{max(length, 1):.1f}" height="{ROW - 6}" fill="{bar.colour}"/>'
    yield f'<text class="n" x="{LABELS + PLOT + NUMBERS - 4}" y="{top + ROW - 5}">{bar.told}</text>'

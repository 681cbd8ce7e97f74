"""Cells that a dashboard does not see, and that do not follow from those it sees."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from service.graph.store import Count
from service.statistics import small_cells

COUNTS = st.dictionaries(
    st.tuples(st.sampled_from(["2026-03-02", "2026-03-09", "2026-03-16"]), st.sampled_from(["NO/oslo", "NO/bergen", "SE/malmo"])), st.integers(1, 30)
)


@given(COUNTS)
def test_no_small_cell_is_shown_or_follows_from_a_sum(counts: dict[tuple[str, str], int]) -> None:
    cells = [Count(period, group, ads) for (period, group), ads in counts.items()]
    hidden = small_cells(cells)
    assert hidden >= {cell for cell in cells if cell.ads < 5}
    lines: dict[str, list[Count]] = defaultdict(list)
    for cell in cells:
        lines[cell.group].append(cell)
        lines[cell.period + cell.group[:2]].append(cell)
    for line in lines.values():
        left_out = [cell.ads for cell in line if cell in hidden]
        assert not left_out or sum(left_out) >= 5 or len(left_out) == len(line)
    if all(cell.ads >= 5 for cell in cells):
        assert not hidden

"""What hangs together, against networkx."""

from __future__ import annotations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from resolution.steps.hubs import component_numbers

ITEMS = [f"item {number:02d}" for number in range(9)]
ENDS = st.sampled_from([*ITEMS, "a value", "another"])


@given(st.lists(st.tuples(st.sampled_from(ITEMS), ENDS), max_size=14))
def test_components_are_those_of_networkx(joins: list[tuple[str, str]]) -> None:
    graph: nx.Graph[str] = nx.Graph(joins)
    graph.add_nodes_from(ITEMS)
    found = component_numbers(ITEMS, joins)
    for component in nx.connected_components(graph):
        places = [place for place, item in enumerate(ITEMS) if item in component]
        assert {found[place] for place in places} <= {min(places, default=-1)}

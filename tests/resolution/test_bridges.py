"""Bridges against networkx on random multigraphs."""

from __future__ import annotations

import random

import networkx as nx
import pytest

from resolution.bridges import bridges
from resolution.region import Joint


def _random_joints(seed: int) -> list[Joint]:
    rng = random.Random(seed)
    members = [f"ad{n}" for n in range(12)] + [f"phone:{n}" for n in range(8)]
    return [Joint(*rng.sample(members, 2), "phone", rng.random()) for _ in range(rng.randint(5, 30))]


@pytest.mark.parametrize("seed", range(60))
def test_against_networkx(seed: int) -> None:
    joints = _random_joints(seed)
    rng = random.Random(seed)
    persons = {f"ad{n}": f"p{rng.randrange(6)}" for n in range(12)}
    graph = nx.MultiGraph((joint.left, joint.right, number) for number, joint in enumerate(joints))
    simple = nx.Graph(graph)
    expected = [joint for joint in joints if (joint.left, joint.right) in set(nx.bridges(simple)) | {(b, a) for a, b in nx.bridges(simple)}]
    expected = [joint for joint in expected if graph.number_of_edges(joint.left, joint.right) == 1]
    found = bridges(joints, persons)
    assert [bridge.joint for bridge in found] == expected
    for bridge in found:
        left, right = bridge.joint.left, bridge.joint.right
        split = simple.copy()
        split.remove_edge(left, right)
        sides = [nx.node_connected_component(split, end) for end in (left, right)]
        ads = [[key for key in side if key in persons] for side in sides]
        assert bridge.ads == tuple(sorted(map(len, ads)))
        assert bridge.persons == tuple(sorted(len({persons[key] for key in side}) for side in ads))


def test_a_long_chain_needs_no_recursion() -> None:
    joints = [Joint(f"ad{n:05d}", f"ad{n + 1:05d}", "phone", 0.9) for n in range(20_000)]
    found = bridges(joints, {f"ad{n:05d}": f"p{n}" for n in range(20_001)})
    assert len(found) == 20_000
    assert found[9_999].ads == (10_000, 10_001)

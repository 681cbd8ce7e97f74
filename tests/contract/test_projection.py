"""The change log into each graph: exact after any history, after kill -9 and after the store was away."""

from __future__ import annotations

import math
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import neo4j_server
import pytest
from graphs import Graph, graphs, small
from hypothesis import HealthCheck, given, settings
from records import opened, put

from bench.graph import Market
from resolution.store import RecordStore
from service.graph import projection
from service.graph.embedded_store import EmbeddedStore
from service.graph.neo4j_store import Neo4jStore
from service.graph.opening import open_graph
from service.graph.projection import Difference
from service.graph.store import Batch, ForeignGraph, GraphError, GraphStore, GraphUnavailable


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordStore]:
    store = opened(tmp_path_factory.mktemp("records"))
    yield store
    store.close()


def fresh(store: GraphStore) -> GraphStore:
    store.clear()
    return store


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(states=graphs().flatmap(lambda first: graphs().map(lambda second: (first, second))))
def test_projection_is_exact_whatever_happened_before(
    records: RecordStore, embedded_store: EmbeddedStore, neo4j_store: Neo4jStore, states: tuple[Graph, Graph]
) -> None:
    stores = [fresh(embedded_store), fresh(neo4j_store)]
    for state in states:
        put(records, list(state.nodes), list(state.relationships))
        for store in stores:
            loaded = projection.apply(records, store)
            assert loaded.position == store.position() == records.last_position
            assert projection.verify(records, store) == []
            assert projection.apply(records, store).changes == 0
    for store in stores:
        projection.rebuild(records, store)
        assert projection.verify(records, store) == []


def test_verify_names_each_difference(records: RecordStore, store: GraphStore) -> None:
    graph = small()
    put(records, list(graph.nodes), list(graph.relationships))
    fresh(store)
    projection.apply(records, store)
    changed = replace(graph.nodes[0], label="changed")
    surplus = replace(graph.nodes[1], id="person-9", properties={**graph.nodes[1].properties, "entity_id": "person-9"})
    store.apply(Batch(records.last_position, [changed, surplus], (), ["phone-2"]))
    found = projection.verify(records, store)
    assert Difference("node", "person-0", "differs") in found
    assert Difference("node", "person-9", "surplus") in found
    assert Difference("relationship", "person-1|USES|phone-2", "missing") in found
    projection.rebuild(records, store)
    assert projection.verify(records, store) == []


def test_relationships_bring_their_ends(records: RecordStore, store: GraphStore) -> None:
    graph = small()
    put(records, list(graph.nodes), list(graph.relationships))
    fresh(store)
    projection.apply(records, store)
    store.apply(Batch(records.last_position, removed_nodes=["phone-1"]))
    with records.transaction():
        last = records.last_position
        records.insert("changes", {"position": [last + 1], "run_id": ["run"], "op": ["put"], "kind": ["relationship"], "id": ["person-0|USES|phone-1"]})
        records.state.set("position", str(last + 1))
    projection.apply(records, store)
    assert store.nodes(["phone-1"])


def test_a_graph_of_another_record_store_is_refused(records: RecordStore, store: GraphStore) -> None:
    with pytest.raises(ForeignGraph, match="record store contract"):
        projection.apply(records, store)


def test_a_file_that_is_no_graph_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "graph.sqlite"
    path.write_bytes(b"not a database" * 1000)
    with pytest.raises(GraphError, match="not a graph of Clew"):
        EmbeddedStore.open(path)


def test_purge_leaves_no_trace_in_the_files(tmp_path: Path) -> None:
    graph, path = small(), tmp_path / "graph.sqlite"
    store = EmbeddedStore.open(path)
    store.claim("contract")
    store.apply(Batch(1, graph.nodes, graph.relationships))
    store.apply(Batch(2, removed_nodes=["owner-1", "network-1"]))
    store.purge()
    store.close()
    assert not any(b"ielsen" in file.read_bytes() for file in tmp_path.iterdir())


LOAD = "import sys; from pathlib import Path; from records import opened; from service.graph import opening, projection; data = Path(sys.argv[1]); \
graph = opening.open_graph(data, uri=sys.argv[2], user=sys.argv[3], password=sys.argv[4]); records = opened(data); print('go', flush=True); \
projection.BATCH = 300; projection.apply(records, graph)"


def test_kill_at_any_moment_loses_nothing(tmp_path: Path, neo4j_address: tuple[str, str, str]) -> None:
    market = Market(300)
    with_records = opened(tmp_path)
    put(with_records, list(market.nodes()), list(market.relationships()))
    with_records.close()
    path = os.pathsep.join([str(Path(__file__).parent), str(neo4j_server.ROOT)])
    choose = random.Random(1)
    for address in (("", "", ""), neo4j_address):
        graph = open_graph(tmp_path, uri=address[0], user=address[1], password=address[2])
        graph.clear()
        for _ in range(4):
            loading = subprocess.Popen([sys.executable, "-c", LOAD, str(tmp_path), *address], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path})
            assert loading.stdout is not None
            loading.stdout.readline()
            time.sleep(choose.random() * 0.5)
            loading.send_signal(signal.SIGKILL)
            loading.wait()
            loading.stdout.close()
        records = opened(tmp_path)
        projection.apply(records, graph)
        assert projection.verify(records, graph) == []
        records.close()
        graph.close()


def test_a_store_that_is_away_is_waited_for(tmp_path: Path, neo4j_address: tuple[str, str, str]) -> None:
    if "NEO4J_URI" in os.environ:
        pytest.skip("stops and starts a Neo4j of its own; NEO4J_URI names one that is not ours to stop")
    server = neo4j_server.disposable(tmp_path / "server")
    running = server.start()
    server.wait(running)
    records = opened(tmp_path / "records")
    market = Market(300)
    put(records, list(market.nodes()), list(market.relationships()))
    graph = open_graph(tmp_path, uri=server.uri, password=server.password)
    graph.claim(records.store_id)
    graph.close()
    neo4j_server.stop(running, kill=True)
    graph = open_graph(tmp_path, uri=server.uri, password=server.password)
    with pytest.raises(GraphUnavailable):
        projection.apply(records, graph, patience=0.1)
    said: list[str] = []
    loading = threading.Thread(target=projection.apply, args=(records, graph), kwargs={"say": said.append, "patience": math.inf})
    loading.start()
    time.sleep(1.5)
    running = server.start()
    try:
        server.wait(running)
        loading.join(120)
        assert any("does not answer" in line for line in said)
        assert projection.verify(records, graph) == []
    finally:
        neo4j_server.stop(running)
        graph.close()
        records.close()

"""A service over a real socket, on the real stores."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest
import uvicorn

from service.context import Clew
from service.graph.neo4j_store import Neo4jStore
from service.server import config, opened
from service.settings import Settings

SAMPLE = Path(__file__).parents[2] / "service" / "sample"


@dataclass(frozen=True)
class Live:
    """A running service: its parts, and a client that speaks to its socket."""

    clew: Clew
    url: str
    http: httpx.Client

    def get(self, path: str, **given: Any) -> httpx.Response:
        return self.http.get(path, **given)

    def as_key(self, secret: str) -> httpx.Client:
        return httpx.Client(base_url=self.url, headers={"Authorization": f"Bearer {secret}"}, timeout=60)


@contextmanager
def live(settings: Settings) -> Iterator[Live]:
    with opened(settings) as clew, socket.create_server((settings.host, 0)) as listening:
        server = uvicorn.Server(config(clew))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        url = f"http://{settings.host}:{listening.getsockname()[1]}"
        try:
            with httpx.Client(base_url=url, timeout=60) as http:
                yield Live(clew, url, http)
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Live]:
    """An empty service of the test's own."""
    with live(Settings(data=tmp_path / "data", webhook_private=True)) as running:
        yield running


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Live]]:
    """Starts services as the test sets them."""
    with ExitStack() as stack:
        yield lambda **given: stack.enter_context(live(Settings(**{"data": tmp_path / "data", **given})))


@pytest.fixture(scope="module", params=["embedded", "neo4j"])
def market(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A service that holds a part of the bundled sample, on each graph store; tests that share it only read."""
    given = _neo4j(*request.getfixturevalue("neo4j_address")) if request.param == "neo4j" else {}
    with live(Settings(data=tmp_path_factory.mktemp("market"), **given)) as running:
        for name, path in (("directory", "/v1/directory"), ("ads", "/v1/ads")):
            answer = running.http.post(path, params={"wait": True}, content=b"\n".join(sample(name)), timeout=300)
            assert answer.status_code == 200, answer.text
        yield running
        if request.param == "neo4j":
            running.clew.graph.clear()


def _neo4j(uri: str, user: str, password: str) -> dict[str, str]:
    """Settings for an emptied Neo4j."""
    store = Neo4jStore.open(uri, user, password)
    store.clear()
    store.close()
    return {"neo4j_uri": uri, "neo4j_user": user, "neo4j_password": password}


def sample(name: str, share: int = 500) -> list[bytes]:
    """The first lines of the bundled sample."""
    with gzip.open(SAMPLE / f"{name}.jsonl.gz") as lines:
        return [line.strip() for line in lines][:share]


def ad(number: int, **fields: Any) -> dict[str, Any]:
    """One capture, told from others by its number."""
    base = {"site": "site-a.example", "ad_id": str(number), "captured_at": "2026-05-01T08:00:00Z", "country": "SE", "city": "Malmö"}
    return {**base, **fields}


def lines(records: list[dict[str, Any]]) -> bytes:
    return b"\n".join(orjson.dumps(record) for record in records)

"""Time to answer over HTTP, with several clients at once: the questions of an investigator, and one new ad at a time.

.venv/bin/python -m bench.api_speed --data DIR --clients 8 --seconds 10        reads on a store that was filled before
.venv/bin/python -m bench.api_speed --ads 20000 --write 200                        a store of its own, and single ads handed in
"""

from __future__ import annotations

import argparse
import http.client
import json
import multiprocessing
import os
import platform
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

RESULTS = Path(__file__).parent / "results" / "api_speed.json"
CLEW = str(Path(sys.executable).with_name("clew"))
SUBJECTS = 200  # networks whose members are asked about
STARTING = 300  # seconds for a service to take up what it holds


@dataclass(frozen=True, slots=True)
class Timing:
    """Times of one kind of question, in milliseconds."""

    question: str
    requests: int
    median: float
    p95: float
    per_second: float
    failures: int


@contextmanager
def served(data: Path, *options: str, environment: Mapping[str, str] | None = None) -> Iterator[tuple[str, int]]:
    """A service as its own process on a free port."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    data.mkdir(parents=True, exist_ok=True)
    log = (data / "bench-serve.log").open("wb")
    command = [CLEW, "serve", "--data", str(data), "--port", str(port), *options]
    process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, **(environment or {})})
    try:
        _wait(port)
        yield "127.0.0.1", port
    finally:
        process.terminate()
        process.wait(60)


def _wait(port: int) -> None:
    end = time.monotonic() + STARTING
    while time.monotonic() < end:
        try:
            if ask(http.client.HTTPConnection("127.0.0.1", port, timeout=60), "/readyz")[0] == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("The service did not start")


def ask(connection: http.client.HTTPConnection, path: str, body: bytes | None = None) -> tuple[int, Any]:
    """Status and body of one request."""
    connection.request("POST" if body else "GET", path, body)
    answer = connection.getresponse()
    content = answer.read()
    return answer.status, json.loads(content) if content and answer.status < 300 else None


def questions(address: tuple[str, int], seed: int = 1) -> dict[str, list[str]]:
    """Paths to ask, by kind, about things that are there."""
    connection = http.client.HTTPConnection(*address, timeout=60)
    networks = [item["network_id"] for item in ask(connection, f"/v1/networks?limit={SUBJECTS}")[1]["items"]]
    persons: list[list[str]] = []
    phones: list[str] = []
    for network in networks:
        nodes = ask(connection, f"/v1/networks/{network}")[1]["nodes"]
        persons.append([node["entity_id"] for node in nodes if node["type"] == "person"])
        phones += [node["value"] for node in nodes if node["type"] == "phone"]
    drawn = random.Random(seed)
    everyone = [person for members in persons for person in members]
    pairs = [drawn.sample(members, 2) for members in persons if len(members) > 1]
    return {
        "two-hop network": [f"/v1/entities/{person}/network" for person in everyone],
        "shortest link": [f"/v1/links/shortest?{urlencode({'source': a, 'target': b})}" for a, b in pairs],
        "shortest link between networks": [
            f"/v1/links/shortest?{urlencode({'source': drawn.choice(everyone), 'target': drawn.choice(everyone)})}" for _ in pairs
        ],
        "search by name": [f"/v1/search?{urlencode({'q': word, 'limit': 20})}" for word in ("anna", "maria", "sofia", "nina", "elena")],
        "telephone look-up": [f"/v1/phones/{quote(phone, safe='')}" for phone in phones],
        "entity": [f"/v1/entities/{person}" for person in everyone],
        "network summary": [f"/v1/networks/{network}/summary" for network in networks],
        "list of networks": ["/v1/networks?limit=50"],
    }


def measured(address: tuple[str, int], question: str, paths: list[str], *, clients: int, seconds: float) -> Timing:
    """Closed loop: each client asks again as soon as it is answered."""
    with multiprocessing.get_context("spawn").Pool(clients) as pool:
        drawn = [(address, random.Random(number).sample(paths, len(paths)), seconds) for number in range(clients)]
        done = pool.starmap(_client, drawn)
    times = sorted(moment for times, _ in done for moment in times)
    failures = sum(failed for _, failed in done)
    cuts = statistics.quantiles(times, n=100)
    return Timing(question, len(times), round(cuts[49], 2), round(cuts[94], 2), round(len(times) / seconds, 1), failures)


def _client(address: tuple[str, int], paths: list[str], seconds: float) -> tuple[list[float], int]:
    requests = [f"GET {path} HTTP/1.1\r\nhost: {address[0]}\r\n\r\n".encode() for path in paths]
    times, failures, end, number = [], 0, time.monotonic() + seconds, 0
    with socket.create_connection(address, timeout=60) as connection:
        while time.monotonic() < end:
            started = time.perf_counter()
            connection.sendall(requests[number % len(requests)])
            status = _status(connection)
            times.append((time.perf_counter() - started) * 1000)
            failures += status >= 300
            number += 1
    return times, failures


def _status(connection: socket.socket) -> int:
    """The status of an answer that is read to its last byte, by hand: http.client takes a tenth of the time that answering does."""
    received = b""
    while b"\r\n\r\n" not in received:
        received += _more(connection)
    head, _, body = received.partition(b"\r\n\r\n")
    left = int(re.search(rb"content-length: *(\d+)", head, re.IGNORECASE)[1]) - len(body)  # type: ignore[index]
    while left > 0:
        left -= len(_more(connection))
    return int(head.split(b" ", 2)[1])


def _more(connection: socket.socket) -> bytes:
    received = connection.recv(1 << 18)
    if not received:
        raise ConnectionError("The service closed the connection")
    return received


def written(address: tuple[str, int], count: int) -> Timing:
    """Single ads, one after the other, each visible in the graph when it is answered."""
    connection = http.client.HTTPConnection(*address, timeout=300)
    known = questions(address)["telephone look-up"]
    times, failures, started_all = [], 0, time.perf_counter()
    for number in range(count):
        phone = known[number % len(known)].rsplit("/", 1)[1].replace("%2B", "+")
        ad = {
            "site": "bench.example",
            "ad_id": f"{time.time_ns()}",
            "captured_at": "2026-06-01T00:00:00Z",
            "phones": [phone],
            "name": "Anna",
            "age": 27,
        }
        started = time.perf_counter()
        status, _ = ask(connection, "/v1/ads?wait=true", json.dumps(ad).encode())
        times.append((time.perf_counter() - started) * 1000)
        failures += status != 200
    cuts = statistics.quantiles(times, n=100)
    return Timing(
        "one new ad, visible",
        count,
        round(cuts[49], 1),
        round(cuts[94], 1),
        round(count / (time.perf_counter() - started_all), 1),
        failures,
    )


def fill(data: Path, ads: int) -> None:
    """Make a market and take it in."""
    market = data / "market"
    subprocess.run([sys.executable, "-m", "bench.market", str(market), "--ads", str(ads)], check=True)
    subprocess.run([CLEW, "ingest", "--data", str(data), "--directory", str(market / "directory.jsonl.gz")], check=True)
    subprocess.run([CLEW, "ingest", "--data", str(data), str(market / "ads.jsonl.gz")], check=True)
    for command in ("resolve", "load"):
        subprocess.run([CLEW, command, "--data", str(data)], check=True)


def main() -> None:
    """Measure and write what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="a store that was filled before")
    parser.add_argument("--ads", type=int, default=5000, help="else, how many ads to make")
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument("--write", type=int, default=0, metavar="N", help="hand in N single ads too")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        data = asked.data or Path(scratch)
        if asked.data is None:
            fill(data, asked.ads)
        with served(data) as address:
            status, overview = ask(http.client.HTTPConnection(*address, timeout=60), "/v1/stats/overview")
            found = [
                measured(address, kind, paths, clients=asked.clients, seconds=asked.seconds)
                for kind, paths in questions(address).items()
                if paths
            ]
            found += [written(address, asked.write)] if asked.write else []
    machine = {"machine": platform.machine(), "processors": os.cpu_count(), "load": os.getloadavg()[0], "python": platform.python_version()}
    report = {
        **machine,
        "counts": overview["counts"] if status == 200 else {},
        "clients": asked.clients,
        "timings": [asdict(timing) for timing in found],
    }
    RESULTS.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    for timing in found:
        print(
            f"{timing.question:32} median {timing.median:8.2f} ms   p95 {timing.p95:8.2f} ms   {timing.per_second:8.1f}/s   failures {timing.failures}"
        )


if __name__ == "__main__":
    main()

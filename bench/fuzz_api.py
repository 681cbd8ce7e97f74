"""Schemathesis over the whole OpenAPI, on the bundled sample: no 500, and every answer as documented.

.venv/bin/python -m bench.fuzz_api --examples 100            the embedded graph
NEO4J_URI=bolt://... .venv/bin/python -m bench.fuzz_api      Neo4j
"""

from __future__ import annotations

import argparse
import gzip
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import uvicorn

from service.server import config, opened
from service.settings import Settings

SAMPLE = Path(__file__).parents[1] / "service" / "sample"
CHECKS = (
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
    "response_schema_conformance", "negative_data_rejection", "unsupported_method",
)  # fmt: skip
STREAMS = "/events$"  # server-sent events end when the client leaves


@dataclass(frozen=True, slots=True)
class Fuzzed:
    """What a run of schemathesis came to."""

    clean: bool
    report: str


@contextmanager
def served(data: Path, ads: int) -> Iterator[tuple[str, str]]:
    """A service with `ads` of the sample's ads: its URL and an admin's key."""
    with opened(Settings.from_environment(data=data, rate_limit=0)) as clew, socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(config(clew))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        try:
            fill(url, ads)
            _, secret = clew.keys.add("fuzz", "admin")
            yield url, secret
        finally:
            server.should_exit = True
            thread.join()


def fill(url: str, ads: int) -> None:
    """Hand in the sample."""
    with httpx.Client(base_url=url, timeout=600) as http:
        for name in ("directory", "ads"):
            with gzip.open(SAMPLE / f"{name}.jsonl.gz") as lines:
                body = b"".join(line for line, _ in zip(lines, range(ads), strict=False))
            http.post(f"/v1/{name}", params={"wait": True}, content=body).raise_for_status()


def fuzz(url: str, secret: str, examples: int, *, seed: int = 1, phases: str = "examples,coverage,fuzzing") -> Fuzzed:
    """Run schemathesis against a service."""
    command = [
        sys.executable, "-m", "schemathesis.cli", "run", f"{url}/openapi.json", "--url", url, "--header", f"Authorization: Bearer {secret}",
        "--checks", ",".join(CHECKS), "--max-examples", str(examples), "--seed", str(seed), "--exclude-path-regex", STREAMS,
        "--phases", phases, "--request-timeout", "60", "--continue-on-failure", "--no-color",
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    return Fuzzed(done.returncode == 0, done.stdout + done.stderr)


def main() -> int:
    """Fuzz and print what was found; 1 if anything was."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--examples", type=int, default=100)
    parser.add_argument("--ads", type=int, default=1500)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, served(Path(folder), asked.ads) as (url, secret):
        found = fuzz(url, secret, asked.examples)
    print(found.report)
    return 0 if found.clean else 1


if __name__ == "__main__":
    sys.exit(main())

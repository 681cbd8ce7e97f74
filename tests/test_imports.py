"""The import rules of docs/architecture.md: who may import, open or read what."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted(path for room in ("resolution", "service") for path in (ROOT / room).rglob("*.py"))
CYPHER = re.compile(r"\b(MATCH|MERGE|CREATE|DETACH DELETE)\b\s*\(\w*(:\w+)?|\bUNWIND\s+\$|\bOPTIONAL MATCH\b|\bdb\.(index|awaitIndexes)\b")
DUCKDB_OPENED = re.compile(r"\bduckdb\.(connect|sql|query|execute)\(|\bfrom duckdb import (?!DuckDBPyConnection)")
ENVIRONMENT = re.compile(r"\bos\.(environ|getenv)\b|\bfrom os import .*\b(environ|getenv)\b")


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> Iterator[str]:
    """Dotted names of everything that a module imports, `from a import b` as a.b."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def importers(package: str) -> set[str]:
    return {relative(path) for path in MODULES if any(name == package or name.startswith(f"{package}.") for name in imported(path))}


def containing(pattern: re.Pattern[str]) -> set[str]:
    return {relative(path) for path in MODULES if pattern.search(path.read_text(encoding="utf-8"))}


def outside(found: set[str], *allowed: str) -> set[str]:
    return {path for path in found if not path.startswith(allowed)}


def test_resolution_imports_nothing_of_the_service() -> None:
    assert outside(importers("service"), "service/") == set()
    for framework in ("fastapi", "starlette", "typer", "neo4j", "uvicorn"):
        assert outside(importers(framework), "service/") == set()


def test_only_the_record_store_opens_duckdb() -> None:
    assert outside(containing(DUCKDB_OPENED), "resolution/store.py") == set()


def test_only_the_state_opens_sqlite_among_resolution() -> None:
    assert outside(importers("sqlite3"), "resolution/state.py", "resolution/store.py", "service/") == set()


def test_only_linkage_and_the_models_import_splink() -> None:
    assert outside(importers("splink"), "resolution/linkage.py", "resolution/models/") == set()


def test_only_the_neo4j_store_imports_the_driver() -> None:
    assert outside(importers("neo4j"), "service/graph/neo4j_store.py") == set()


def test_only_queries_reads_cypher() -> None:
    assert outside(containing(re.compile(r"""["']cypher["']""")), "service/graph/queries.py") == set()


def test_no_cypher_text_stands_outside_its_folder() -> None:
    assert containing(CYPHER) == set()


def test_only_settings_reads_the_environment() -> None:
    assert outside(containing(ENVIRONMENT), "service/settings.py") == set()


def test_only_ingest_imports_both_the_pipeline_and_the_graph() -> None:
    both = importers("resolution.pipeline") & importers("service.graph")
    assert both <= {"service/ingest.py"}


def test_http_exceptions_are_raised_in_routers_alone() -> None:
    assert outside(containing(re.compile(r"\bHTTPException\b")), "service/routers/", "service/problems.py") == set()


def test_the_command_line_imports_what_a_command_needs() -> None:
    heavy = {"duckdb", "fastapi", "neo4j", "pandas", "pyarrow", "pydantic", "rich", "splink", "sqlglot", "structlog", "uvicorn"}
    names = subprocess.run([sys.executable, "-c", "import service.cli.main, sys; print(*sys.modules)"], capture_output=True, text=True, check=True, cwd=ROOT)
    assert heavy.intersection(names.stdout.split()) == set()


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_a_module_is_split_at_400_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_a_module_is_named_for_what_it_holds(path: Path) -> None:
    assert not re.search(r"helper|util|manager|misc", path.stem)

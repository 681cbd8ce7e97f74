"""The statements of both stores by name: `cypher/NAME.cypher` and `service/graph/sql/NAME.sql`, one statement a file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

CYPHER = Path(__file__).resolve().parents[2] / "cypher"
SQL = Path(__file__).resolve().parent / "sql"


@cache
def cypher(name: str) -> str:
    """The text of a Cypher query, its header comment included."""
    return (CYPHER / f"{name}.cypher").read_text(encoding="utf-8")


@cache
def sql(name: str) -> str:
    """The text of an SQL statement of the embedded store."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


def statements(script: str) -> tuple[str, ...]:
    """The statements of a script such as `schema.cypher`, which end with a semicolon at the end of a line."""
    lines = [line for line in script.splitlines() if not line.startswith(("//", "--"))]
    return tuple(part.strip() for part in "\n".join(lines).split(";\n") if part.strip())

"""The documents name everything that there is: settings, commands, calls, files that they point at."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from typer.main import get_command

from service.app import create_app
from service.cli.main import app
from service.exports import FORMATS
from service.server import opened
from service.settings import Settings

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("variable", [field.metadata["variable"] for field in fields(Settings)])
def test_every_setting_is_documented(variable: str) -> None:
    assert f"`{variable}`" in page("docs/operations.md")


def test_every_command_is_documented() -> None:
    told = page("README.md") + page("docs/operations.md")
    assert [name for name in get_command(app).commands if f"clew {name}" not in told] == []  # type: ignore[attr-defined]


def test_every_call_is_documented(tmp_path: Path) -> None:
    with opened(Settings(data=tmp_path)) as clew:
        paths = create_app(clew).openapi()["paths"]
    told = page("docs/api.md")
    assert [f"{method.upper()} {path}" for path in paths for method in paths[path] if f"`{method.upper()} {path}`" not in told] == []


def test_every_call_is_shown_with_its_answer() -> None:
    sections = page("docs/api.md").split("\n## `")[1:]
    assert [section.split("`")[0] for section in sections if not re.search(r"```http\n[A-Z]+ /.*?\n\n\d{3} ", section, re.DOTALL)] == [
        "GET /v1/batches/{batch_id}/events", "GET /v1/alerts/events"
    ]  # fmt: skip


def test_every_export_format_is_documented() -> None:
    assert [name for name in FORMATS if f"`{name}`" not in page("docs/data-model.md")] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\((?!https?://)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []

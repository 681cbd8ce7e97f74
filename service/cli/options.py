"""Options that every command shares, and the settings that follow from them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from service.settings import Settings

Data = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help="Folder of the record store; else CLEW_DATA, else ./clew-data.", show_default=False),
]
Json = Annotated[bool, typer.Option("--json", help="Answer with one JSON object on stdout.")]
Case = Annotated[str, typer.Option("--case", metavar="REFERENCE", help="Case reference that the output carries.")]


def settings(data: Path | None) -> Settings:
    """The settings of the environment with the folder that was asked for."""
    return Settings.from_environment(data=data)

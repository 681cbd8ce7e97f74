"""What a command says: results on stdout, as text or as one JSON object; progress and trouble on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import orjson

Advance = Callable[[str, int, int], None]


def say(line: str = "") -> None:
    """One line of the result."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def note(line: str) -> None:
    """One line beside the result, for people."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def answer(value: Mapping[str, Any], as_json: bool, lines: Callable[[], None]) -> None:
    """The result, as JSON or as `lines` writes it."""
    if as_json:
        say(orjson.dumps(value, option=orjson.OPT_INDENT_2, default=str).decode())
    else:
        lines()


def table(columns: Sequence[str], rows: Sequence[Sequence[Any]], title: str | None = None) -> None:
    """Rows as a table as wide as it needs to be."""
    from rich.console import Console
    from rich.table import Table

    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else 140, highlight=False)
    drawn = Table(*columns, title=title, title_justify="left", header_style="bold")
    for row in rows:
        drawn.add_row(*("" if cell is None else str(cell) for cell in row))
    console.print(drawn, markup=False) if not rows else console.print(drawn)


def facts(pairs: Mapping[str, Any]) -> None:
    """Names and values, one a line."""
    width = max((len(name) for name in pairs), default=0)
    for name, value in pairs.items():
        say(f"{name.ljust(width)}  {value}")


@contextmanager
def progress() -> Iterator[Advance]:
    """A progress bar on stderr: call it with the step, how much is done and how much there is (0: not known)."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task("")

        def advance(step: str, done: int, total: int) -> None:
            bar.update(task, description=step, completed=done, total=total or None)

        yield advance

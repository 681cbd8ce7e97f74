"""`clew keys`: who may use the service. A key is shown once; the first one closes the open loopback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import typer

from service.cli import options, output, stores
from service.keys import Keys, Role
from service.state import State

app = typer.Typer(help="Add, list and revoke keys.", no_args_is_help=True)
SHOWN = ("key_id", "name", "role", "created_at", "expires_at", "revoked_at")


@contextmanager
def _keys(data: Any) -> Iterator[Keys]:
    state = State(options.settings(data).data)
    try:
        yield Keys(state)
    finally:
        state.close()


@app.command("add")
def add(
    name: Annotated[str, typer.Argument(help="Whose key it is, or what for.")],
    role: Annotated[Role, typer.Option(help="What it may do.")],
    days: Annotated[int | None, typer.Option(min=1, help="Days until it expires.", show_default=False)] = None,
    rate: Annotated[int | None, typer.Option(min=1, help="Requests a minute that it may make.", show_default=False)] = None,
    data: options.Data = None,
    as_json: options.Json = False,
) -> None:
    """Make a key. It is shown now and never again."""
    with _keys(data) as keys:
        made, secret = keys.add(name, role, None if days is None else datetime.now(UTC) + timedelta(days=days), rate)
    stores.noted(options.settings(data), "keys add", key_id=made["key_id"], role=role)
    output.answer({**made, "key": secret}, as_json, lambda: output.facts({"key": secret, **{column: made[column] for column in SHOWN[:5]}}))


@app.command("list")
def list_(data: options.Data = None, as_json: options.Json = False) -> None:
    """List the keys, the revoked ones too."""
    with _keys(data) as keys:
        held = keys.list()
    output.answer({"items": held}, as_json, lambda: output.table(SHOWN, [[key[column] for column in SHOWN] for key in held]))


@app.command("revoke")
def revoke(key_id: str, data: options.Data = None, as_json: options.Json = False) -> None:
    """End a key now."""
    with _keys(data) as keys:
        ended = keys.revoke(key_id)
    stores.noted(options.settings(data), "keys revoke", key_id=key_id)
    output.answer(ended, as_json, lambda: output.say(f"{key_id} ended at {ended['revoked_at']}"))

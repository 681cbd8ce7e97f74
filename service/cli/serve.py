"""`clew serve`: the HTTP service, until it is interrupted."""

from __future__ import annotations

import socket
from contextlib import closing
from typing import Annotated

import typer

from service.cli import options, output
from service.errors import SettingRefused
from service.settings import Settings


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on; else CLEW_HOST, else 127.0.0.1.", show_default=False)] = None,
    port: Annotated[
        int | None, typer.Option(help="Port to listen on, 0 for a free one; else CLEW_PORT, else 8000.", show_default=False)
    ] = None,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Serve the graph alone, beside the process that holds the record store.")
    ] = False,
    data: options.Data = None,
) -> None:
    """Serve the HTTP API."""
    run(Settings.from_environment(data=data, host=host, port=port, read_only=read_only or None))


def run(settings: Settings) -> None:
    """Take the address and open the stores first, so that what stands against it is said, then serve until interrupted."""
    import uvicorn

    from service.server import config, opened

    with closing(listening(settings.host, settings.port)) as socket_, opened(settings) as clew:
        output.say(f"Clew serves {address(settings.host, socket_)} (its API is described at {address(settings.host, socket_)}/docs)")
        uvicorn.Server(config(clew)).run(sockets=[socket_])


def listening(host: str, port: int) -> socket.socket:
    """A socket bound to the address. Raises SettingRefused if it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    socket_ = socket.socket(family, socket.SOCK_STREAM)
    socket_.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        socket_.bind((host, port))
    except OSError as error:
        socket_.close()
        raise SettingRefused(
            f"{host}:{port} cannot be listened on ({error.strerror}): choose another with --port, 0 takes a free one"
        ) from error
    return socket_


def address(host: str, socket_: socket.socket) -> str:
    """The address of a bound socket as a browser takes it."""
    return f"http://{f'[{host}]' if ':' in host else host}:{socket_.getsockname()[1]}"

"""`clew serve`: the HTTP service, until it is interrupted."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
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
    workers: Annotated[
        int | None, typer.Option(min=1, help="With --read-only: processes that answer on the one port; else CLEW_WORKERS, else 1.", show_default=False)
    ] = None,
    data: options.Data = None,
) -> None:
    """Serve the HTTP API."""
    run(Settings.from_environment(data=data, host=host, port=port, read_only=read_only or None, workers=workers))


def run(settings: Settings) -> None:
    """Take the address and open the stores first, so that what stands against it is said, then serve until interrupted."""
    if settings.workers > 1 and not settings.read_only:
        raise SettingRefused("One process owns the record store: several workers need --read-only, beside the one that takes ads in")
    with closing(listening(settings.host, settings.port)) as socket_, _forked(settings.workers - 1) as leads:
        _answer(settings, socket_, said=leads)


@contextmanager
def _forked(others: int) -> Iterator[bool]:
    """Goes on in this process, with True, and in `others` that end with it, however it ends; what ends by itself is not started again."""
    started = []
    watched, held = os.pipe()  # only this process holds the end that is written to: its end can be read in the others
    for _ in range(others):
        child = os.fork()
        if child == 0:
            os.close(held)
            threading.Thread(target=_end_with, args=(watched,), daemon=True).start()
            yield False
            os._exit(0)
        started.append(child)
    try:
        yield True
    finally:
        for child in started:
            with suppress(ProcessLookupError, ChildProcessError):
                os.kill(child, signal.SIGTERM)
                os.waitpid(child, 0)


def _end_with(watched: int) -> None:
    os.read(watched, 1)
    os.kill(os.getpid(), signal.SIGTERM)


def _answer(settings: Settings, socket_: socket.socket, *, said: bool) -> None:
    import uvicorn

    from service.server import config, opened

    with opened(settings) as clew:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # uvicorn ends gently and raises it again: the stores are then closed
        if said:
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

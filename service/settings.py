"""Everything that can be set, in one frozen object. The only reader of the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from ipaddress import ip_address
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from service.errors import SettingRefused

T = TypeVar("T")


def _setting(variable: str, default: T, sentence: str) -> T:
    made: T = field(default=default, metadata={"variable": variable, "sentence": sentence})
    return made


@dataclass(frozen=True, slots=True)
class Settings:
    """What one Clew runs with; every field names its variable and says what it does."""

    data: Path = _setting("CLEW_DATA", Path("clew-data"), "Folder of the record store, the embedded graph and the service's own state.")  # noqa: RUF009
    host: str = _setting("CLEW_HOST", "127.0.0.1", "Address to listen on; any other than loopback needs a key first.")
    port: int = _setting("CLEW_PORT", 8000, "Port to listen on; 0 takes a free one.")
    read_only: bool = _setting("CLEW_READ_ONLY", False, "Serve the graph alone: no record store, no writes; as many processes as wanted.")
    workers: int = _setting("CLEW_WORKERS", 1, "Processes that answer on the one port; more than one serve the graph alone, with CLEW_READ_ONLY.")
    neo4j_uri: str = _setting("NEO4J_URI", "", "Bolt address of Neo4j; empty chooses the embedded graph.")
    neo4j_user: str = _setting("NEO4J_USER", "neo4j", "User name for Neo4j.")
    neo4j_password: str = _setting("NEO4J_PASSWORD", "", "Password for Neo4j.")
    max_body: int = _setting("CLEW_MAX_BODY", 64 * 1024 * 1024, "Bytes that one request may carry.")
    request_seconds: float = _setting("CLEW_REQUEST_SECONDS", 300.0, "Seconds after which a request is answered 504.")
    wait_seconds: float = _setting("CLEW_WAIT_SECONDS", 280.0, "Seconds that wait=true waits before it answers 202 like a request without it.")
    rate_limit: int = _setting("CLEW_RATE_LIMIT", 60_000, "Requests a minute for a key that states no rate of its own; 0 is without limit.")
    cors_origins: tuple[str, ...] = _setting("CLEW_CORS_ORIGINS", (), "Origins, separated by commas, whose pages may call the API.")
    allowed_hosts: tuple[str, ...] = _setting("CLEW_ALLOWED_HOSTS", (), "Further Host names answered while no key exists, separated by commas.")
    webhook_private: bool = _setting("CLEW_WEBHOOK_PRIVATE", False, "Let webhooks reach private and loopback addresses; for tests and closed nets.")
    image_folder: Path | None = _setting("CLEW_IMAGE_FOLDER", None, "Folder that picture paths in requests must lie in; without it they need open loopback.")  # noqa: RUF009
    idempotency_hours: int = _setting("CLEW_IDEMPOTENCY_HOURS", 24, "Hours for which the answer to an Idempotency-Key is kept.")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None, **given: Any) -> Settings:
        """The environment's settings, overridden by those in `given` that are not None."""
        source = os.environ if environment is None else environment
        hints = get_type_hints(cls)
        read = {
            item.name: _typed(item.metadata["variable"], source[item.metadata["variable"]], hints[item.name])
            for item in fields(cls)
            if source.get(item.metadata["variable"])
        }
        return cls(**{**read, **{name: value for name, value in given.items() if value is not None}})

    @property
    def on_loopback(self) -> bool:
        """Whether only this machine can reach the service."""
        return self.host == "localhost" or _is_loopback(self.host)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _typed(variable: str, text: str, hint: Any) -> Any:
    try:
        if hint is bool:
            return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}[text.strip().lower()]
        if hint in (int, float, str):
            return hint(text)
        if hint == tuple[str, ...]:
            return tuple(part.strip() for part in text.split(",") if part.strip())
        return Path(text)
    except (ValueError, KeyError) as exc:
        raise SettingRefused(f"{variable} is {text!r}, which is not a value it can take") from exc

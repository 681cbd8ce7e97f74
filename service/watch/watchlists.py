"""What analysts watch: a phone, an image, an e-mail, a handle, a keyword, an area or a network."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from resolution.mentions import emails, texts
from service.errors import Invalid, NotFound
from service.graph.store import GraphStore
from service.keys import Principal, Role
from service.numbers import candidates
from service.schemas.watch import WatchlistBody
from service.state import State, now
from service.watch import targets

PDQ = re.compile(r"^[0-9a-f]{64}$")
LIKELY = 0.5  # a watched number is taken as the reading with at least this probability, or as all of them


class Watched(StrEnum):
    """What can be watched."""

    PHONE = "phone"
    IMAGE = "image"
    EMAIL = "email"
    HANDLE = "handle"
    KEYWORD = "keyword"
    AREA = "area"
    NETWORK = "network"


@dataclass(frozen=True, slots=True)
class Watchlist:
    """One thing watched; `terms` is what it is matched by."""

    watchlist_id: str
    name: str
    type: Watched
    value: str
    owner: str
    created_at: str
    webhook: str | None = None
    terms: Sequence[str] = ()
    near: tuple[float, float, float] | None = None
    country: str | None = None
    city: str | None = None
    sees_referred: bool = False
    secret: str = field(default="", repr=False)

    def view(self) -> dict[str, Any]:
        """As the API shows it, without its secret."""
        shown: dict[str, Any] = {name: getattr(self, name) for name in ("watchlist_id", "name", "type", "value", "created_at", "webhook", "owner")}
        return shown | {name: value for name in ("near", "country", "city") if (value := getattr(self, name)) is not None}


class Watchlists:
    """The watchlists in the service's state. An owner sees their own, reviewer and admin all."""

    def __init__(self, state: State, *, private_targets: bool = False) -> None:
        self._state = state
        self._private_targets = private_targets

    def add(self, watchlist: Watchlist) -> Watchlist:
        """Keep a watchlist. Raises Invalid if its webhook may not be called."""
        if watchlist.webhook:
            targets.check(watchlist.webhook, private=self._private_targets)
        detail = {name: getattr(watchlist, name) for name in ("terms", "near", "country", "city", "sees_referred")}
        self._state.write(
            "INSERT INTO watchlist (watchlist_id, name, type, value, detail, webhook, secret, owner, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            watchlist.watchlist_id, watchlist.name, watchlist.type, watchlist.value, json.dumps(detail), watchlist.webhook,
            watchlist.secret, watchlist.owner, watchlist.created_at,
        )  # fmt: skip
        return watchlist

    def all(self) -> list[Watchlist]:
        """Every watchlist."""
        return [_kept(row) for row in self._state.rows("SELECT * FROM watchlist ORDER BY created_at, watchlist_id")]

    def seen_by(self, principal: Principal) -> list[Watchlist]:
        """Those that `principal` may see."""
        return [watchlist for watchlist in self.all() if owns(principal, watchlist.owner)]

    def get(self, watchlist_id: str, principal: Principal) -> Watchlist:
        """One watchlist. Raises NotFound, also for who may not see it."""
        row = self._state.row("SELECT * FROM watchlist WHERE watchlist_id = ?", watchlist_id)
        if row is None or not owns(principal, row["owner"]):
            raise NotFound(f"No watchlist {watchlist_id}")
        return _kept(row)

    def remove(self, watchlist_id: str) -> None:
        """Forget a watchlist with its alerts."""
        with self._state.transaction() as connection:
            for table in ("watchlist", "fact", "alert", "delivery"):
                connection.execute(f"DELETE FROM {table} WHERE watchlist_id = ?", (watchlist_id,))


    def forget(self, type: str, value: str) -> None:
        """Remove every watchlist that names an erased value, however it is written there."""
        forms = {value.strip().lower(), *(_numbers(value) if type == Watched.PHONE else ())}
        for watchlist in self.all():
            if forms & set(watchlist.terms) or value in (watchlist.value, watchlist.name):
                self.remove(watchlist.watchlist_id)


def owns(principal: Principal, owner: str) -> bool:
    """Whether `principal` may see what `owner` set up."""
    return principal.role in (Role.REVIEWER, Role.ADMIN) or principal.key_id == owner


def made(body: WatchlistBody, near: tuple[float, float, float] | None, principal: Principal, graph: GraphStore) -> Watchlist:
    """A new watchlist from what was asked. Raises Invalid if the value cannot be watched."""
    kind = Watched(body.type)
    return Watchlist(
        watchlist_id=secrets.token_hex(8),
        name=body.name or body.type,
        type=kind,
        value=body.value,
        owner=principal.key_id,
        created_at=now(),
        webhook=body.webhook,
        terms=_area(body, near) if kind is Watched.AREA else _terms(kind, body, graph),
        near=near,
        country=body.country and body.country.upper(),
        city=body.city,
        sees_referred=principal.sees_referred,
        secret=secrets.token_urlsafe(32) if body.webhook else "",
    )


def _area(body: WatchlistBody, near: tuple[float, float, float] | None) -> tuple[str, ...]:
    if not (near or body.country):
        raise Invalid("An area is a country, a country with a city, or near: latitude,longitude,kilometres")
    return ()


def _terms(kind: Watched, body: WatchlistBody, graph: GraphStore) -> tuple[str, ...]:
    value = body.value.strip()
    terms: tuple[str, ...] = (value.lower(),)
    if kind is Watched.PHONE:
        terms = _numbers(value, body.country)
    elif kind is Watched.KEYWORD:
        terms = (" ".join(texts.fold(value).split()),)
    elif kind is Watched.EMAIL:
        terms = tuple(filter(None, (emails.normalise(value),)))
    elif kind is Watched.IMAGE and not PDQ.match(terms[0]):
        raise Invalid("An image is watched by its pdq: 64 hex digits")
    elif kind is Watched.NETWORK and ((node := graph.node(value)) is None or node.type != "network"):
        raise Invalid("A network is watched by the id of one that is held")
    if not terms or not terms[0]:
        raise Invalid(f"This cannot be watched as {kind}")
    return terms


def _numbers(value: str, country: str | None = None) -> tuple[str, ...]:
    read = candidates(value, country)
    likely = tuple(e164 for e164, share in read if share >= LIKELY)
    return likely or tuple(e164 for e164, _ in read)


def _kept(row: Mapping[str, Any]) -> Watchlist:
    detail = json.loads(row["detail"])
    near = tuple(detail["near"]) if detail["near"] else None
    known = {name: row[name] for name in ("watchlist_id", "name", "value", "owner", "created_at", "webhook")}
    return Watchlist(**known, type=Watched(row["type"]), secret=row["secret"] or "", **{**detail, "terms": tuple(detail["terms"]), "near": near})

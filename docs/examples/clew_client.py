"""A small typed client for Clew's HTTP API: copy it, or read it as an example. It needs httpx alone.

    with Clew("http://127.0.0.1:8000", key="clew_...", case="case 12") as clew:
        clew.hand_in([{"site": "site-a.example", "ad_id": "101", "captured_at": "2026-05-01T08:00:00Z", "phones": ["070-174 06 05"]}])
        for network in clew.networks(country="SE", order="growth"):
            print(network["network_id"], network["size"])
"""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, Self
from urllib.parse import quote

import httpx

Json = dict[str, Any]
ATTEMPTS = 5  # of a request that is answered 429 or 503


class Refused(Exception):
    """An error of the API (RFC 9457): `problem` has its type, title, status, detail and request id."""

    def __init__(self, problem: Json) -> None:
        super().__init__(f"{problem.get('status')} {problem.get('title')}: {problem.get('detail')}")
        self.problem = problem


class Clew:
    """One connection to a service. Merged ids are followed; a busy service is asked again when it says so."""

    def __init__(self, url: str, key: str = "", case: str = "") -> None:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._http = httpx.Client(base_url=f"{url}/v1", headers=headers | ({"X-Case-Reference": case} if case else {}), follow_redirects=True, timeout=300)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def hand_in(self, captures: Sequence[Mapping[str, Any]], *, wait: bool = True) -> Json:
        """Hand captures in, once even if the line breaks; with `wait`, answer when their networks show them."""
        return self._json("POST", "/ads", params={"wait": wait}, json=list(captures), headers={"Idempotency-Key": uuid.uuid4().hex})

    def ad(self, site: str, ad_id: str) -> Json:
        """An ad with its captures, mentions and entities."""
        return self._json("GET", f"/ads/{quote(site, safe='')}/{quote(ad_id, safe='')}")

    def entity(self, entity_id: str) -> Json:
        """A golden record."""
        return self._json("GET", f"/entities/{quote(entity_id, safe='')}")

    def ads_of(self, entity_id: str) -> Iterator[Json]:
        """An entity's ads, the last seen first."""
        return self._items(f"/entities/{quote(entity_id, safe='')}/ads")

    def around(self, entity_id: str, **limits: Any) -> Json:
        """Nodes and relationships around an entity: `hops`, `max_nodes`, `types`, `since`, `until`, `min_probability`, `include_hubs`."""
        return self._json("GET", f"/entities/{quote(entity_id, safe='')}/network", params=limits)

    def networks(self, order: Literal["size", "growth", "newest", "cohesion"] = "size", **filters: Any) -> Iterator[Json]:
        """Networks by `country`, `city`, `site`, `min_size`, `max_size`, `since`, `until`, `owner`, `indicator`."""
        return self._items("/networks", order=order, **filters)

    def network(self, network_id: str) -> Json:
        """Every member of a network and every relationship among them."""
        return self._json("GET", f"/networks/{network_id}")

    def summary(self, network_id: str) -> Json:
        """A network in one screen."""
        return self._json("GET", f"/networks/{network_id}/summary")

    def links(self, source: str, target: str, **limits: Any) -> list[Json]:
        """The best paths between two things, each step in words."""
        return list(self._json("GET", "/links/shortest", params={"source": source, "target": target, **limits})["paths"])

    def phone(self, number: str, country: str | None = None) -> list[Json]:
        """The held numbers that a written one may be, likeliest first."""
        found = self._json("GET", f"/phones/{quote(number, safe='')}", params={"country": country} if country else {})
        return list(found["candidates"])

    def search(self, **asked: Any) -> Iterator[Json]:
        """By `q`, `phone`, `email`, `handle`, `name`, `city`, `country`, `near`, `from`, `to`, `type`."""
        return self._items("/search", **asked)

    def decide(self, a: str, b: str, decision: Literal["same", "different", "unsure"], reason: str) -> Json:
        """Bind two ads or entities by an analyst's answer."""
        return self._json("POST", "/decisions", json={"a": a, "b": b, "decision": decision, "reason": reason})

    def alerts(self, after: int = 0) -> Iterator[Json]:
        """Alerts from a number on, as they come; ends when the service closes the stream."""
        with self._http.stream("GET", "/alerts/events", headers={"Last-Event-ID": str(after)}, timeout=None) as events:
            for line in events.iter_lines():
                if line.startswith("data:"):
                    yield json.loads(line[5:])

    def _items(self, path: str, **params: Any) -> Iterator[Json]:
        cursor: str | None = None
        while True:
            page = self._json("GET", path, params={**params, **({"cursor": cursor} if cursor else {})})
            yield from page["items"]
            if (cursor := page["next_cursor"]) is None:
                return

    def _json(self, method: str, path: str, **given: Any) -> Json:
        for attempt in range(ATTEMPTS):
            answer = self._http.request(method, path, **given)
            if answer.status_code not in (429, 503) or attempt == ATTEMPTS - 1:
                break
            time.sleep(float(answer.headers.get("Retry-After", 1)))
        if answer.is_success:
            return dict(answer.json())
        raise Refused(answer.json())

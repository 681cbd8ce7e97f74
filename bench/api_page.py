"""Writes docs/api.md: every call of the OpenAPI with a request that was really sent and the answer that came.

.venv/bin/python -m bench.api_page
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import httpx

from bench.fuzz_api import served

PAGE = Path(__file__).parents[1] / "docs" / "api.md"
ADS = 800  # of the sample: enough for networks, seconds to resolve
LONGEST_TEXT, LONGEST_LIST, LONGEST_ANSWER = 90, 2, 45  # what of an answer is shown
STREAMS = ("/v1/batches/{batch_id}/events", "/v1/alerts/events")

HEAD = """# The HTTP API

JSON under `/v1`; `/openapi.json` is the whole contract, `/docs` lets you try it. This page was written by `python -m bench.api_page`:
every request on it was sent to a service that holds a part of the demo's made-up ads, and every answer came from there (lists and texts are
cut, marked with `...`).

- **Lists** are `{"items": [...], "next_cursor": "..." or null}`: ask on with `?cursor=`, choose `?limit=` (100, at most 1,000). A
  cursor holds what the last item was sorted by: it goes on rightly though items come and go, the last one shown included. A search ranks
  its matches two hundred at a time.
- **Errors** are RFC 9457 `application/problem+json` with `type`, `title`, `status`, `detail`, `instance` and `request_id`.
- **Ids that moved**: `308` with `Location` for one that was merged away, `300` with the list for one that was split. An ad is `site/ad_id`;
  in a path `%2F` stands for a slash. A decision by an id that was merged away binds what it became.
- **Keys**: none is needed on loopback until the first is made; then `Authorization: Bearer KEY`. Roles: ingest, dashboard (counts),
  analyst (values), reviewer (decisions), admin; [roles.md](roles.md) says what each may see.
- **Headers**: `X-Case-Reference` names your case in the audit log, `Idempotency-Key` makes a write safe to repeat, `If-None-Match` spares
  an unchanged answer, `X-Request-ID` comes back. `429` and `503` carry `Retry-After`. `HEAD` answers wherever `GET` does.
- **Dates** are RFC 3339 in UTC. A parameter that a call does not know is passed over; one of several words (`types=person,phone`)
  may be repeated instead. A body of ads or directory rows may be `Content-Encoding: gzip`.
- **Webhooks** carry ids, not values, and are tried again until they are taken. `Clew-Signature` is `sha256=` and the HMAC-SHA256, in hex, of
  `Clew-Timestamp`, a dot and the body, by the watchlist's secret. An answer lost on its way makes the same alert come again: know it by `Clew-Alert-Id`.
- **Deprecation**: what `/v1` has stays. A call that will go answers with a `Deprecation` header for at least a year; new fields may come at any
  time, so pass over what you do not know.

In Python, `httpx` is client enough:

```python
import httpx

with httpx.Client(base_url="http://127.0.0.1:8000/v1", headers={"X-Case-Reference": "2026-17"}) as clew:
    page = clew.get("/networks", params={"order": "growth", "limit": 10}).raise_for_status().json()
    for network in page["items"]:
        print(network["network_id"], network["size"], network["probability"])
```
"""


@dataclass(frozen=True, slots=True)
class Example:
    """What to fill into a call."""

    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, Any] = field(default_factory=dict)
    body: Any = None


class Sample:
    """Ids and values that the service holds, found by asking it."""

    def __init__(self, http: httpx.Client) -> None:
        self.http = http
        self.network = self.get("/v1/networks?limit=1")["items"][0]["network_id"]
        members = self.get(f"/v1/networks/{self.network}")["nodes"]
        self.of = {node["type"]: node for node in reversed(members)}
        self.persons = [node["entity_id"] for node in members if node["type"] == "person"]
        self.ads = [item["ad"] for item in self.get(f"/v1/entities/{self.persons[0]}/ads")["items"]]
        self.other_ad = self.get(f"/v1/entities/{self.persons[1]}/ads")["items"][0]["ad"]

    def get(self, path: str) -> Any:
        return self.http.get(path).raise_for_status().json()


def examples(sample: Sample) -> dict[str, Example]:
    """How each call is shown, by method and template; what is not named here needs nothing."""
    site, _, ad_id = sample.ads[0].partition("/")
    phone, image = sample.of["phone"], sample.of["image"]
    capture = {
        "site": "adsite-a.example",
        "ad_id": "4711",
        "captured_at": "2026-06-01T10:00:00Z",
        "title": "Anna",
        "phones": [phone["label"]],
    }
    person, entity, network = sample.persons[0], {"entity_id": phone["entity_id"]}, {"network_id": sample.network}
    ends = {"source": person, "target": sample.persons[-1]}
    return {
        "POST /v1/ads": Example(query={"wait": "true"}, body=[capture, {"site": "adsite-a.example"}]),
        "GET /v1/ads/{site}/{ad_id}": Example({"site": site, "ad_id": ad_id}),
        "DELETE /v1/ads/{site}/{ad_id}": Example({"site": "adsite-a.example", "ad_id": "4711"}),
        "POST /v1/directory": Example(body={"phone": phone["label"], "owner_name": "Nielsen, Marius", "source": "directory.example"}),
        "GET /v1/entities/{entity_id}": Example({"entity_id": person}),
        "GET /v1/entities/{entity_id}/ads": Example(entity, {"limit": 2}),
        "GET /v1/entities/{entity_id}/timeline": Example({"entity_id": person}),
        "GET /v1/entities/{entity_id}/why": Example(entity),
        "GET /v1/entities/{entity_id}/history": Example(entity),
        "GET /v1/entities/{entity_id}/network": Example(entity, {"hops": 1, "max_nodes": 10}),
        "GET /v1/networks": Example(query={"order": "size", "min_size": 3, "limit": 1}),
        "GET /v1/networks/{network_id}": Example(network),
        "GET /v1/networks/{network_id}/summary": Example(network),
        "GET /v1/networks/{network_id}/history": Example(network),
        "GET /v1/networks/{network_id}/export": Example(network, {"format": "cytoscape"}),
        "GET /v1/links/shortest": Example(query=ends),
        "GET /v1/explain": Example(query={"a": sample.ads[0], "b": sample.ads[1] if len(sample.ads) > 1 else sample.other_ad}),
        "GET /v1/search": Example(query={"name": sample.of["person"]["label"], "limit": 1}),
        "GET /v1/phones/{number}": Example({"number": phone["label"].replace("+", "00")}),
        "POST /v1/images/search": Example(query={"limit": 2}, body={"pdq": image["label"]}),
        "GET /v1/review": Example(query={"limit": 1}),
        "POST /v1/decisions": Example(
            body={"a": sample.ads[0], "b": sample.other_ad, "decision": "different", "reason": "two people in person"}
        ),
        "POST /v1/watchlists": Example(body={"name": "this number", "type": "phone", "value": phone["label"]}),
        "GET /v1/first-appearances": Example(query={"limit": 1}),
        "GET /v1/stats/timeseries": Example(query={"by": "country", "interval": "month"}),
        "GET /v1/exports/assignments": Example(query={"format": "csv"}),
        "GET /v1/runs": Example(query={"limit": 1}),
        "POST /v1/erasures": Example(body={"ad": sample.other_ad, "reason": "erased on request"}),
        "POST /v1/retention": Example(body={"source": "adsite-a.example", "keep_days": 365, "review_on": "2027-01-01", "note": "guideline 4"}),
        "DELETE /v1/retention/{source}": Example({"source": "adsite-a.example"}),
        "POST /v1/retention/removals": Example(body={"as_of": "2026-07-01"}),
        "POST /v1/holds": Example(body={"ad": sample.ads[0], "reason": "case 12", "review_on": "2027-01-01"}),
        "POST /v1/keys": Example(body={"name": "evening desk", "role": "analyst"}),
        "GET /v1/audit": Example(query={"limit": 1}),
    }


def page(http: httpx.Client) -> str:
    """The whole page."""
    spec = http.get("/openapi.json").raise_for_status().json()
    chosen = examples(Sample(http))
    made: dict[str, str] = {}
    parts = [HEAD]
    for template, operations in spec["paths"].items():
        for method, operation in operations.items():
            name = f"{method.upper()} {template}"
            parts.append(f"## `{name}`\n\n{operation.get('description', '')}\n")
            parts.extend(_parameters(operation))
            if template not in STREAMS:
                parts.append(_shown(http, method.upper(), template, chosen.get(name, Example()), made))
    return "\n".join(parts)


def _parameters(operation: Mapping[str, Any]) -> Iterator[str]:
    named = [item for item in operation.get("parameters", ()) if item["in"] == "query"]
    if named:
        yield "| parameter | default | says |\n|---|---|---|"
        for item in named:
            default = item["schema"].get("default")
            yield f"| `{item['name']}` | {'' if default is None else f'`{json.dumps(default)}`'} | {item.get('description', '')} |"
        yield ""


def _shown(http: httpx.Client, method: str, template: str, example: Example, made: dict[str, str]) -> str:
    """Send the request and show it with its answer; ids that an earlier request made fill the paths of later ones."""
    path = template
    for name, value in {**made, **example.path}.items():
        path = path.replace(f"{{{name}}}", quote(value, safe=""))
    url = path + (f"?{urlencode(example.query, safe='/:+')}" if example.query else "")
    answer = http.request(method, url.replace("+", "%2B"), json=example.body)
    sent = [f"{method} {url}", *([json.dumps(example.body, ensure_ascii=False)] if example.body is not None else [])]
    kind = answer.headers.get("content-type", "").partition(";")[0]
    content = answer.json() if kind.endswith("json") else None
    if isinstance(content, dict) and method == "POST":
        made.update({name: str(content[name]) for name in ("batch_id", "decision_id", "watchlist_id", "key_id", "hold_id") if name in content})
    body = _cut(content) if content is not None else "\n".join([*answer.text.splitlines()[:6], "..."])
    return "```http\n" + "\n".join(sent) + f"\n\n{answer.status_code} {kind}\n" + body + "\n```\n"


def _cut(content: Any) -> str:
    lines = json.dumps(_shortened(content), ensure_ascii=False, indent=2).splitlines()
    return "\n".join(lines if len(lines) <= LONGEST_ANSWER else [*lines[:LONGEST_ANSWER], "  ..."])


def _shortened(value: Any) -> Any:
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        return value[:LONGEST_TEXT] + "..."
    if isinstance(value, list):
        return [_shortened(item) for item in value[:LONGEST_LIST]] + (["..."] if len(value) > LONGEST_LIST else [])
    if isinstance(value, dict):
        return {
            name: "clew_..." if name in ("key", "secret") and isinstance(item, str) else _shortened(item) for name, item in value.items()
        }
    return value


def main() -> None:
    """Write the page."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--page", type=Path, default=PAGE)
    asked = options.parse_args()
    with (
        tempfile.TemporaryDirectory() as data,
        served(Path(data), ADS) as (url, key),
        httpx.Client(base_url=url, headers={"Authorization": f"Bearer {key}"}, timeout=120) as http,
    ):
        asked.page.write_text(page(http), encoding="utf-8")


if __name__ == "__main__":
    main()

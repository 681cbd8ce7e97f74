"""Retention and legal holds over HTTP and on the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from conftest import Live, ad, lines

CLEW = Path(sys.executable).parent / "clew"
OLD = "2026-01-01T08:00:00Z"


def posted(service: Live, path: str, body: dict[str, object], status: int = 201) -> dict[str, object]:
    answer = service.http.post(path, json=body)
    assert answer.status_code == status, answer.text
    return dict(answer.json())


def test_a_rule_removes_what_no_hold_keeps(service: Live) -> None:
    given = lines([ad(1, captured_at=OLD, phones=["070-174 06 05"]), ad(2, captured_at=OLD, phones=["070-174 06 06"]), ad(3)])
    assert service.http.post("/v1/ads", params={"wait": True}, content=given).status_code == 200
    posted(service, "/v1/retention", {"source": "site-a.example", "keep_days": 60, "review_on": "2026-02-01"})
    (rule,) = service.get("/v1/retention").json()["items"]
    assert (rule["due"], rule["review_due"]) == (3, True)
    hold = posted(service, "/v1/holds", {"ad": "site-a.example/1", "reason": "case 12"})
    assert hold["subject"] == "site-a.example/1"
    refused = service.http.delete("/v1/ads/site-a.example/1")
    assert (refused.status_code, refused.json()["holds"]) == (409, [hold["hold_id"]])
    assert posted(service, "/v1/erasures", {"ad": "site-a.example/1", "reason": "asked"}, 409)["holds"] == [hold["hold_id"]]
    done = posted(service, "/v1/retention/removals", {"as_of": "2026-05-02"})
    assert (done["captures"], done["ads"], done["held"]) == (1, 1, 1)
    assert [service.get(f"/v1/ads/site-a.example/{n}").status_code for n in (1, 2, 3)] == [200, 404, 200]
    assert service.get("/v1/phones/070-174 06 06").status_code == 404
    assert service.get("/v1/verify").json()["clean"]
    (told,) = service.get("/v1/retention/removals").json()["items"]
    assert told["removal_id"] == done["removal_id"]
    assert service.http.delete(f"/v1/holds/{hold['hold_id']}").json()["items"] == []
    assert service.http.delete(f"/v1/holds/{hold['hold_id']}").status_code == 404
    assert service.http.delete("/v1/ads/site-a.example/1").status_code == 200
    assert service.http.delete("/v1/retention/site-a.example").json()["items"] == []
    assert service.http.post("/v1/holds", json={"ad": "a/1", "source": "a", "reason": "x"}).status_code == 422


def clew(data: Path, *given: str) -> dict[str, object]:
    done = subprocess.run([CLEW, *given, "--data", str(data), "--json"], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def test_the_command_line_keeps_by_rule_and_holds_by_law(tmp_path: Path) -> None:
    (tmp_path / "ads.jsonl").write_bytes(lines([ad(1, captured_at=OLD), ad(2, captured_at=OLD), ad(3)]))
    data = tmp_path / "data"
    clew(data, "ingest", str(tmp_path / "ads.jsonl"))
    clew(data, "retention", "set", "*", "--days", "60")
    hold = clew(data, "retention", "hold", "site-a.example/1", "--reason", "case 12")
    assert clew(data, "retention", "apply", "--as-of", "2026-05-01")["ads"] == 1
    listed = clew(data, "retention", "list")
    assert [held["subject"] for held in listed["holds"]] == ["site-a.example/1"]  # type: ignore[attr-defined]
    clew(data, "retention", "release", str(hold["hold_id"]))
    assert clew(data, "retention", "apply", "--as-of", "2026-05-01")["ads"] == 1
    erased = clew(data, "erase", "--ad", "site-a.example/3", "--reason", "asked for")
    assert clew(data, "verify")["clean"]
    told: list[dict[str, str]] = clew(data, "audit", "list")["items"]  # type: ignore[assignment]
    done = ("retention set", "retention hold", "retention apply", "retention release", "retention apply", "erase")
    assert [entry["operation"] for entry in reversed(told)] == [f"clew {command}" for command in done]
    assert str(erased["erasure_id"]) in told[0]["subject"]
    assert "site-a.example" not in str(told)
    assert clew(data, "audit", "verify")["whole"]

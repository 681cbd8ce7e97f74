"""The command line as a user has it: a process with arguments, stdout, stderr and an exit status."""

from __future__ import annotations

import csv
import gzip
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import networkx
import openpyxl
import pyarrow.parquet as pq
import pytest

CLEW = [str(Path(sys.executable).with_name("clew"))]
SAMPLE = Path(__file__).parents[2] / "service" / "sample"
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("CLEW_", "NEO4J_"))}


def clew(*arguments: object, status: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([*CLEW, *map(str, arguments)], check=False, capture_output=True, text=True, timeout=300, env=CLEAN)
    assert done.returncode == status, done.stderr or done.stdout
    return done


def answered(*arguments: object, status: int = 0) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(clew(*arguments, "--json", status=status).stdout)
    return answer


def ads(path: Path, *numbers: int) -> Path:
    lines = (
        {"site": "s.example", "ad_id": str(n), "captured_at": "2026-06-01T00:00:00Z", "name": "Anna", "phones": [f"+46701740{600 + n}"]} for n in numbers
    )
    path.write_text("\n".join(map(json.dumps, lines)))
    return path


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    data = tmp_path_factory.mktemp("demo") / "data"
    return data, answered("demo", "--exit", "--data", data)


def test_the_demo_finds_networks_and_says_how_two_are_linked(demo: tuple[Path, dict[str, Any]]) -> None:
    _, found = demo
    assert found["batches"][0]["accepted"] >= 2000
    assert len(found["networks"]) > 3
    assert found["summary"]["size"]["person"] >= 2
    assert found["link"]


def test_the_demo_again_changes_nothing_and_reads_as_text(demo: tuple[Path, dict[str, Any]]) -> None:
    done = clew("demo", "--exit", "--data", demo[0])
    assert " 0 of them new" in done.stdout
    assert "The largest networks" in done.stdout
    assert "not a verdict" in done.stdout


def test_the_demo_does_not_mix_with_ads_of_ones_own(tmp_path: Path) -> None:
    clew("ingest", ads(tmp_path / "mine.jsonl", 1), "--data", tmp_path / "data")
    done = clew("demo", "--exit", "--data", tmp_path / "data", status=1)
    assert "choose another folder with --data" in done.stderr


def test_verify_finds_both_stores_equal(demo: tuple[Path, dict[str, Any]]) -> None:
    assert answered("verify", "--data", demo[0]) == {"clean": True, "differences": []}


def test_status_says_what_is_held(demo: tuple[Path, dict[str, Any]]) -> None:
    status = answered("status", "--data", demo[0])
    assert status["pending"] == 0
    assert status["graph"]["position"] == status["last_position"] > 0
    assert "pending" in clew("status", "--data", demo[0]).stdout


def test_assignments_are_the_same_in_both_formats_and_after_reingest(demo: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    rows = answered("export", "assignments", first, "--data", demo[0])["rows"]
    clew("demo", "--exit", "--data", demo[0])
    clew("export", "assignments", second, "--data", demo[0])
    assert sorted(first.read_bytes().splitlines()) == sorted(second.read_bytes().splitlines())
    clew("export", "assignments", tmp_path / "out.parquet", "--data", demo[0])
    assert pq.read_table(tmp_path / "out.parquet").num_rows == rows
    with first.open(newline="") as stream:
        persons = [row for row in csv.DictReader(stream) if row["entity_type"] == "person"]
    assert len({(row["site"], row["ad_id"]) for row in persons}) == len(persons) >= 2000


@pytest.mark.parametrize("suffix", ["graphml", "gexf", "xlsx", "csv", "xmind", "json", "html"])
def test_a_network_is_exported_to_every_format(suffix: str, demo: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    network = demo[1]["networks"][0]["network_id"]
    done = answered("export", "network", network, tmp_path / f"out.{suffix}", "--case", "C-7", "--data", demo[0])
    assert done["entities"] > 2
    assert done["case_reference"] == "C-7"
    assert all(Path(path).stat().st_size for path in done["paths"])
    if suffix == "graphml":
        graph = networkx.read_graphml(tmp_path / "out.graphml", force_multigraph=True)
        assert (graph.number_of_nodes(), graph.number_of_edges()) == (done["entities"], done["relationships"])
    if suffix == "xlsx":
        book = openpyxl.load_workbook(tmp_path / "out.xlsx", read_only=True)
        assert len(list(book["entities"].iter_rows())) == done["entities"] + 1
        assert len(list(book["ads"].iter_rows())) > 1
        assert len(list(book["evidence"].iter_rows())) > 1
    if suffix == "csv":
        assert sorted(path.name for path in tmp_path.iterdir()) == ["out.entities.csv", "out.relationships.csv"]


def test_explain_shows_a_waterfall(demo: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    persons = [row for row in exported(demo[0], tmp_path) if row["entity_type"] == "person"]
    by_person: dict[str, list[str]] = {}
    for row in persons:
        by_person.setdefault(row["entity_id"], []).append(f"{row['site']}/{row['ad_id']}")
    a, b = next(keys for keys in by_person.values() if len(keys) > 1)[:2]
    assert answered("explain", a, b, "--data", demo[0])
    assert clew("explain", a, b, "--data", demo[0]).stdout.strip()


def test_a_backup_restores(demo: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    (demo[0] / "models").mkdir(exist_ok=True)
    (demo[0] / "models" / "own.json").write_text("{}", encoding="utf-8")
    clew("backup", tmp_path / "copy", "--data", demo[0])
    assert (tmp_path / "copy" / "models" / "own.json").exists()
    clew("load", "--rebuild", "--data", tmp_path / "copy")
    assert answered("verify", "--data", tmp_path / "copy")["clean"]
    clew("backup", tmp_path / "copy", "--data", demo[0], status=1)


def test_a_model_is_shown_with_its_weights(tmp_path: Path) -> None:
    found = answered("model", "show", "bundled", "--chart", tmp_path / "model.html", "--data", tmp_path)
    assert found["problems"] == []
    assert {row["entity_type"] for row in found["match_weights"]} == {"person", "phone", "address", "image", "owner"}
    page = (tmp_path / "model.html").read_text()
    assert page.count("<svg") == 5
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")
    assert "There is no model" in clew("model", "show", "none", "--data", tmp_path, status=1).stderr


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a part of the sample, resolved and loaded."""
    folder = tmp_path_factory.mktemp("small")
    with gzip.open(SAMPLE / "ads.jsonl.gz", "rb") as lines:
        (folder / "ads.jsonl").write_bytes(b"".join(islice(lines, 400)))
    clew("ingest", folder / "ads.jsonl", "--directory", SAMPLE / "directory.jsonl.gz", "--data", folder / "data")
    clew("resolve", "--data", folder / "data")
    clew("load", "--data", folder / "data")
    return folder / "data"


def test_the_model_in_use_would_change_no_partition(small: Path) -> None:
    compared = answered("model", "compare", "bundled", "--data", small)
    assert compared["by_type"]["person"]
    assert {kind: (part["merged"], part["split"]) for kind, part in compared["by_type"].items()} == dict.fromkeys(compared["by_type"], (0, 0))


def test_a_model_is_trained_kept_and_not_adopted(small: Path) -> None:
    before = answered("status", "--data", small)["model_version"]
    made = json.loads(subprocess.run([*CLEW, "model", "train", "--data", small, "--json"], capture_output=True, check=False, env=CLEAN).stdout)
    assert Path(made["path"]).is_file()
    assert made["learnt"] == (made["version"] != before)
    assert answered("status", "--data", small)["model_version"] == before
    assert answered("model", "show", made["version"], "--data", small)["version"] == made["version"]


def test_resolution_estimates_its_own_quality(small: Path) -> None:
    assert answered("evaluate", "--data", small)["estimate"].keys() >= {"precision", "recall"}


def test_a_resolve_of_everything_changes_nothing(small: Path) -> None:
    assert answered("resolve", "--full", "--data", small)["changes"] == 0


def test_an_erased_value_is_in_no_file_and_does_not_come_back(small: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(small, data)
    email = next(row["normalised"] for row in exported(data, tmp_path) if row["entity_type"] == "email")
    clew("erase", "--type", "email", "--value", email, "--reason", "asked for", "--data", data)
    assert [path for path in data.rglob("*") if path.is_file() and email.encode() in path.read_bytes()] == []
    clew("ingest", small.parent / "ads.jsonl", "--data", data)
    clew("resolve", "--data", data)
    clew("load", "--data", data)
    assert email not in {row["normalised"] for row in exported(data, tmp_path)}
    assert answered("verify", "--data", data)["clean"]


def exported(data: Path, folder: Path) -> list[dict[str, str]]:
    clew("export", "assignments", folder / "out.csv", "--data", data)
    with (folder / "out.csv").open(newline="") as stream:
        return list(csv.DictReader(stream))


def test_one_broken_line_in_ten_is_status_3_and_a_rejects_file(tmp_path: Path) -> None:
    path = ads(tmp_path / "ads.jsonl", *range(20))
    lines = path.read_text().splitlines()
    lines[3], lines[13] = "{broken", lines[13].replace('"Anna"', '{"no": "name"}')
    path.write_text("\n".join(lines))
    (batch,) = answered("ingest", path, "--data", tmp_path / "data", status=3)["batches"]
    assert (batch["accepted"], batch["new"], batch["rejected"]) == (18, 18, 2)
    assert batch["rejects"] == str(tmp_path / "data" / "rejects" / f"{batch['batch_id']}.jsonl")
    rejects = [json.loads(line) for line in Path(batch["rejects"]).read_text().splitlines()]
    assert [(row["line"], row["field"]) for row in rejects] == [(4, ""), (14, "name")]
    assert rejects[1]["record"]["ad_id"] == "13"


def test_a_file_refused_whole_fails_and_the_others_go_in(tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("site,captured_at\n")
    good = ads(tmp_path / "good.jsonl", 1, 2)
    done = clew("ingest", tmp_path / "bad.csv", good, "--data", tmp_path / "data", status=1)
    assert "bad.csv lacks the column ad_id" in done.stderr
    assert "good.jsonl: 2 accepted, 2 new" in done.stdout


def test_a_folder_is_read_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    ads(tmp_path / "in" / "a.jsonl", 1)
    ads(tmp_path / "in" / "b.ndjson", 1, 2)
    (tmp_path / "in" / "notes.txt").write_text("not ads")
    batches = answered("ingest", tmp_path / "in", "--data", tmp_path / "data")["batches"]
    assert [(batch["source"], batch["new"]) for batch in batches] == [("a.jsonl", 1), ("b.ndjson", 1)]


@pytest.mark.parametrize(
    "arguments",
    [("ingest",), ("nonsense",), ("ingest", "missing.jsonl"), ("export", "network", "x", "out.doc"), ("export", "assignments", "out.xls"), ("explain", "a"),
     ("keys", "add", "me", "--role", "king"), ("erase", "--reason", "x"), ("load", "--nonsense")],
)  # fmt: skip
def test_wrong_usage_is_status_2_and_nothing_on_stdout(arguments: tuple[str, ...], tmp_path: Path) -> None:
    assert clew(*arguments, "--data", tmp_path, status=2).stdout == ""


def test_an_unknown_network_is_named(tmp_path: Path) -> None:
    done = clew("export", "network", "network-0", tmp_path / "out.json", "--data", tmp_path / "data", status=1)
    assert "network-0" in done.stderr
    assert done.stdout == ""


def test_every_command_has_help() -> None:
    names = [line.split()[0] for line in clew("--help").stdout.partition("Commands:")[2].splitlines() if line.strip() and line[2] != " "]
    told = "demo ingest resolve load serve export model explain status evaluate verify backup keys audit erase"
    assert set(names) >= set(told.split())


def test_keys_are_shown_once_listed_and_ended(tmp_path: Path) -> None:
    made = answered("keys", "add", "desk", "--role", "analyst", "--days", "3", "--data", tmp_path)
    assert made["key"].startswith("clew_")
    assert answered("keys", "revoke", made["key_id"], "--data", tmp_path)["revoked_at"]
    listed = clew("keys", "list", "--data", tmp_path, "--json").stdout
    assert made["key_id"] in listed
    assert made["key"] not in listed
    assert answered("audit", "verify", "--data", tmp_path)["whole"]


class Served:
    """`clew serve` or `clew demo` as a process, with the address that it printed."""

    def __init__(self, *arguments: object) -> None:
        self.process = subprocess.Popen([*CLEW, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=CLEAN)

    def __enter__(self) -> str:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if "http://127.0.0.1:" in line:
                return "http" + line.partition("http")[2].split()[0]
        raise AssertionError("no address was printed")

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(30)


def fetched(url: str) -> Any:
    end = time.monotonic() + 30
    while True:
        try:
            with urlopen(url, timeout=30) as answer:
                return json.load(answer)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def test_the_demo_serves_networks_and_holds_its_store(demo: tuple[Path, dict[str, Any]]) -> None:
    with Served("demo", "--port", "0", "--data", demo[0]) as address:
        networks = fetched(f"{address}/v1/networks?limit=3")
        assert [item["network_id"] for item in networks["items"]] == [row["network_id"] for row in demo[1]["networks"][:3]]
        done = clew("resolve", "--data", demo[0], status=1)
        assert "process" in done.stderr
        assert "held by" in done.stderr


def test_several_workers_answer_on_one_port_and_end_together(demo: tuple[Path, dict[str, Any]]) -> None:
    assert "--read-only" in clew("serve", "--workers", 2, "--data", demo[0], status=1).stderr
    with Served("serve", "--read-only", "--workers", 2, "--port", 0, "--data", demo[0]) as address:
        counts = {json.dumps(fetched(f"{address}/v1/stats/overview")["counts"]) for _ in range(8)}
        assert len(counts) == 1
    assert not _listened(int(address.rpartition(":")[2]))


def test_workers_end_with_a_process_that_is_killed(demo: tuple[Path, dict[str, Any]]) -> None:
    served = Served("serve", "--read-only", "--workers", 2, "--port", 0, "--data", demo[0])
    with served as address:
        served.process.kill()
        served.process.wait()
        end = time.monotonic() + 60
        while _listened(int(address.rpartition(":")[2])):
            assert time.monotonic() < end
            time.sleep(0.1)


def _listened(port: int) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0


def test_a_taken_port_is_named(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = clew("serve", "--port", taken.getsockname()[1], "--data", tmp_path, status=1)
    assert "cannot be listened on" in done.stderr


def test_other_addresses_than_loopback_need_a_key(tmp_path: Path) -> None:
    assert "keys add" in clew("serve", "--host", "0.0.0.0", "--port", "0", "--data", tmp_path, status=1).stderr


def test_kill_in_the_middle_of_ingest_loses_nothing_accepted(tmp_path: Path) -> None:
    path, data = ads(tmp_path / "ads.jsonl", *range(30_000)), tmp_path / "data"
    process = subprocess.Popen([*CLEW, "ingest", path, "--data", data], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=CLEAN)
    time.sleep(2.5)
    process.kill()
    process.wait()
    (batch,) = answered("ingest", path, "--data", data)["batches"]
    assert batch["accepted"] == 30_000
    assert answered("ingest", path, "--data", data)["batches"][0]["new"] == 0

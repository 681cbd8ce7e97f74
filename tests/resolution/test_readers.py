"""Every format gives the same captures, refuses record by record, and refuses whole files in words."""

from __future__ import annotations

import csv
import gzip
import json
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from PIL import Image

from resolution.captures import Capture, DirectoryRecord
from resolution.readers import ReadError, Reject, read_captures, read_directory

PDQ = "0123456789abcdef" * 4
RECORDS: list[dict[str, Any]] = [
    {
        "site": "adsite-a.example",
        "ad_id": "0012",
        "captured_at": "2026-06-01T01:02:00Z",
        "title": 'Anna, "new" in town',
        "text": "Two lines\nof text",
        "name": ["Anna", "Maria"],
        "age": 34,
        "phones": ["+47 999 99 999", "0047 888 88 888"],
        "emails": ["anna@mail.example"],
        "handles": [{"platform": "telegram", "value": "anna_o"}],
        "country": "NO",
        "city": "Tromsø",
        "lat": 69.65,
        "lon": 18.96,
        "addresses": ["Storgata 1, 9008 Tromsø"],
        "images": [{"pdq": PDQ}],
        "attributes": {"hair": "red", "languages": ["en", "no"]},
        "price": "200",
    },
    {"site": "adsite-b.example", "ad_id": "13", "captured_at": "2026-06-02T00:00:00Z", "name": ["Eva"]},
]
FLAT = ["site", "ad_id", "captured_at", "title", "text", "name", "age", "phones", "emails", "handles", "country", "city", "lat", "lon"]
FLAT += ["addresses", "images", "attributes.hair", "attributes.languages", "price"]


def flat(record: dict[str, Any]) -> list[Any]:
    row = {**record, **{f"attributes.{name}": value for name, value in record.get("attributes", {}).items()}}
    row["handles"] = [f"{handle['platform']}:{handle['value']}" for handle in record.get("handles", [])]
    row["images"] = [image["pdq"] for image in record.get("images", [])]
    return [";".join(value) if isinstance(value := row.get(name), list) else value for name in FLAT]


def write_csv(path: Path, delimiter: str = ",") -> None:
    with path.open("w", newline="", encoding="utf-8-sig") as stream:
        csv.writer(stream, delimiter=delimiter).writerows([FLAT, *map(flat, RECORDS)])


def write_excel(path: Path) -> None:
    book = openpyxl.Workbook()
    for row in [FLAT, *map(flat, RECORDS)]:
        book.worksheets[0].append(row)
    book.save(path)


def write_parquet(path: Path) -> None:
    pq.write_table(pa.Table.from_pylist(RECORDS), path)


WRITERS = {
    "ads.jsonl": lambda path: path.write_text("\n".join(map(json.dumps, RECORDS)) + "\n\n"),
    "ads.ndjson": lambda path: path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(map(json.dumps, RECORDS)).encode()),
    "ads.jsonl.gz": lambda path: path.write_bytes(gzip.compress("\n".join(map(json.dumps, RECORDS)).encode())),
    "ads.json": lambda path: path.write_text(json.dumps(RECORDS, indent=2)),
    "objects.json": lambda path: path.write_text("\n".join(json.dumps(record, indent=2) for record in RECORDS)),
    "ads.csv": write_csv,
    "semicolons.csv": lambda path: write_csv(path, ";"),
    "ads.xlsx": write_excel,
    "ads.parquet": write_parquet,
}


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_gives_the_same_captures(name: str, tmp_path: Path) -> None:
    WRITERS[name](tmp_path / name)
    expected = tmp_path / "expected.jsonl"
    WRITERS["ads.jsonl"](expected)
    assert [capture.content() for capture in captures(tmp_path / name)] == [capture.content() for capture in captures(expected)]


def captures(path: Path) -> list[Capture]:
    read = list(read_captures(path))
    assert all(isinstance(item, Capture) for item in read), read
    return [item for item in read if isinstance(item, Capture)]


def rejects(path: Path) -> dict[int, Reject]:
    return {item.line: item for item in read_captures(path) if isinstance(item, Reject)}


def test_one_broken_line_in_ten_does_not_stop_the_others(tmp_path: Path) -> None:
    path = tmp_path / "ads.jsonl"
    lines = [json.dumps({**RECORDS[1], "ad_id": str(number)}) for number in range(100)]
    for number in range(0, 100, 10):
        lines[number] = '{"site": "s", ' if number % 20 else json.dumps({**RECORDS[0], "images": [{"pdq": "short"}]})
    path.write_text("\n".join(lines))
    refused = rejects(path)
    assert sorted(refused) == list(range(1, 101, 10))
    assert refused[1].row()["field"] == "images[0].pdq"
    assert refused[11].row()["reason"].startswith("is not JSON")
    assert refused[11].row()["record"] == '{"site": "s",'
    assert len(list(read_captures(path))) == 100


def test_a_table_names_the_line_of_each_reject(tmp_path: Path) -> None:
    path = tmp_path / "ads.csv"
    head, least = "site,ad_id,captured_at,age,handles,text\n", "s,1,2026-06-01T00:00:00Z"
    path.write_bytes(
        (head + f'{least},,,"two\nlines"\n{least},forty,,\n{least},40.0,,\n{least},,anna,\n{least},,,,beyond\n').encode() + b"s,\xff,,,,\n"
    )
    refused = rejects(path)
    assert {line: (reject.refusals[0].field, reject.refusals[0].reason) for line, reject in refused.items()} == {
        4: ("age", "must be a whole number"),
        6: ("handles[0].platform", "is required"),
        7: ("", "has 7 cells where the first line names 6 columns"),
        8: ("ad_id", "is not UTF-8: save the file as 'CSV UTF-8'"),
    }


def test_text_in_excel_stays_text_and_numbers_of_text_columns_become_it(tmp_path: Path) -> None:
    path, book = tmp_path / "ads.xlsx", openpyxl.Workbook()
    for row in [["site", "ad_id", "captured_at", "phones", "age", "lat"], ["s", 12, datetime(2026, 6, 1, 1, 2), 4799999999, 40.0, 59]]:
        book.worksheets[0].append(row)
    book.save(path)
    (only,) = captures(path)
    assert (only.ad_id, only.phones, only.age, only.lat) == ("12", ("4799999999",), 40, 59.0)
    assert only.captured_at == datetime(2026, 6, 1, 1, 2, tzinfo=UTC)


REFUSED_WHOLE: dict[str, tuple[bytes, str]] = {
    "empty.jsonl": (b"", "empty.jsonl is empty"),
    "blank.csv": (b"\n \n", "blank.csv is empty"),
    "ads.csv": (b"site,captured_at\ns,2026-06-01T00:00:00Z\n", "lacks the column ad_id: the first line must name site, ad_id, captured_at"),
    "twice.csv": (b"site,ad_id,captured_at,site\n", "has the column site twice"),
    "picture.jsonl": (b"\xff\xd8\xff\xe0", "is a JPEG picture"),
    "page.json": (b"<!doctype html>", "it is HTML or XML"),
    "table.jsonl": (b"site,ad_id\n", "no line begins with {"),
    "array.jsonl": (b"[{}]", "it is a JSON array, so name it .json"),
    "lines.csv": (b'{"site": 1}', "it is JSON"),
    "wide.csv": ("site,ad_id".encode("utf-16"), "it is UTF-16 text"),
    "zipped.jsonl": (gzip.compress(b"{}"), "so name it .gz"),
    "unzipped.jsonl.gz": (b"{}", "unzipped.jsonl.gz is damaged or cut off"),
    "cut.jsonl.gz": (gzip.compress(json.dumps(RECORDS[1]).encode() * 9)[:-9], "cut.jsonl.gz is damaged or cut off"),
    "cut.json": (b'[{"site": "s"}, {"site"', "ends in the middle of its JSON, after 1 records"),
    "ads.parquet": (b"PAR1 and nothing else", "ads.parquet is damaged"),
    "text.parquet": (b"site,ad_id", "it is no .parquet file"),
    "ads.xlsx": (b"PK\x03\x04 and nothing else", "ads.xlsx is damaged"),
    "ads.txt": (b"text", "is of no kind that is read here"),
}


@pytest.mark.parametrize("name", REFUSED_WHOLE)
def test_a_file_that_is_not_what_its_name_says_is_refused_whole(name: str, tmp_path: Path) -> None:
    content, words = REFUSED_WHOLE[name]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ReadError) as refused:
        list(read_captures(tmp_path / name))
    assert name in str(refused.value)
    assert words in str(refused.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"nothing\.csv cannot be read: No such file"):
        list(read_captures(tmp_path / "nothing.csv"))


@pytest.mark.parametrize("name", ["long.jsonl", "long.json", "long.csv"])
def test_a_line_of_200_megabytes_is_one_reject_in_bounded_memory(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    head, between, tail = {"long.csv": (",".join(FLAT[:5]), "\n", "\n"), "long.json": ("[", ",", "]"), "long.jsonl": ("", "\n", "\n")}[name]
    short = ["s,1,2026-06-01T00:00:00Z,,", "s,2,2026-06-01T00:00:00Z,,"] if name == "long.csv" else [json.dumps(RECORDS[1])] * 2
    with path.open("w") as stream:
        stream.write(head + ("\n" if name == "long.csv" else "") + short[0] + between)
        stream.write("s,3,2026-06-01T00:00:00Z,," if name == "long.csv" else '{"site": "s", "text": "')
        for _ in range(200):
            stream.write("x" * 1_000_000)
        stream.write(("" if name == "long.csv" else '"}') + between + short[1] + tail)
    tracemalloc.start()
    read = list(read_captures(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [isinstance(item, Reject) for item in read] == [False, True, False]
    assert "16 MB" in rejects(path).popitem()[1].refusals[0].reason
    assert peak < 150 * 2**20


def test_a_picture_named_by_its_path_is_hashed(tmp_path: Path) -> None:
    Image.linear_gradient("L").resize((128, 96)).save(tmp_path / "picture.png")
    path = tmp_path / "ads.csv"
    rows = [f"s,{number},2026-06-01T00:00:00Z,{image}" for number, image in enumerate(["picture.png", "missing.png"])]
    path.write_text("\n".join(["site,ad_id,captured_at,images", *rows]))
    hashed, missing = read_captures(path)
    assert isinstance(hashed, Capture)
    assert len(hashed.images[0].pdq or "") == 64
    assert isinstance(missing, Reject)
    assert (missing.line, missing.refusals[0].field) == (3, "images[0].path")


def test_directory_records_are_read_in_every_format(tmp_path: Path) -> None:
    (tmp_path / "book.csv").write_text("phone,owner_name,owner_address,source\n+4799999999,\"Nielsen, Marius\",Storgata 1,book.example\n")
    (only,) = read_directory(tmp_path / "book.csv")
    assert isinstance(only, DirectoryRecord)
    assert (only.phone, only.owner_name) == ("+4799999999", "Nielsen, Marius")
    (tmp_path / "wrong.csv").write_text("number\n1\n")
    with pytest.raises(ReadError, match="lacks the column phone"):
        list(read_directory(tmp_path / "wrong.csv"))

from __future__ import annotations

import os
from pathlib import Path

import orjson
import pytest
from conftest import ad, lines

from service import submissions
from service.errors import Invalid


def test_an_object_an_array_and_lines_say_the_same() -> None:
    records = [ad(1), ad(2)]
    array = submissions.captures(orjson.dumps(records), None, False)
    assert array == submissions.captures(lines(records), None, False)
    assert submissions.captures(orjson.dumps(records[0]), None, False).records == array.records[:1]


def test_what_does_not_validate_is_refused_alone_with_its_place_and_reasons() -> None:
    broken = lines([ad(1)]) + b'\n{"site": "x"\n' + lines([ad(2, captured_at="yesterday", age="old"), ad(3)])
    parsed = submissions.captures(broken, None, False)
    assert [record.ad_id for record in parsed.records] == ["1", "3"]
    assert [refused["index"] for refused in parsed.rejected] == [1, 2]
    assert {reason["field"] for reason in parsed.rejected[1]["reasons"]} == {"captured_at", "age"}


@pytest.mark.parametrize("value", [b"NaN", b'"\\ud800"', b"[" * 100_000, b"1e999"])
def test_values_that_json_readers_disagree_on_are_refused_by_record(value: bytes) -> None:
    body = lines([ad(1)]) + b'\n{"site":"s","ad_id":"2","captured_at":"2026-05-01T08:00:00Z","x":' + value + b"}\n" + lines([ad(3)])
    parsed = submissions.captures(body, None, False)
    assert [record.ad_id for record in parsed.records] == ["1", "3"]
    assert [refused["index"] for refused in parsed.rejected] == [1]


@pytest.mark.parametrize("body", [b"", b"  \n ", b"hello", b"3", b'"text"', b"<xml/>", b"\xff\xfe"])
def test_a_body_that_is_none_of_them_is_refused_whole(body: bytes) -> None:
    with pytest.raises(Invalid):
        submissions.captures(body, None, False)


def test_a_picture_path_reaches_no_file_outside_its_folder(tmp_path: Path) -> None:
    inside = tmp_path / "pictures"
    inside.mkdir()
    (tmp_path / "secret.png").write_bytes(b"x")
    (inside / "link.png").symlink_to(tmp_path / "secret.png")
    os.mkfifo(inside / "pipe.png")
    for path in ("../secret.png", str(tmp_path / "secret.png"), "link.png", "pipe.png", "missing.png", "a\0b"):
        parsed = submissions.captures(lines([ad(1, images=[{"path": path}])]), inside, True)
        assert parsed.records == [], path
        assert parsed.rejected[0]["reasons"][0]["field"] == "images[0].path" or "\0" in path
    assert submissions.captures(lines([ad(1, images=[{"path": "x.png"}])]), None, False).records == []

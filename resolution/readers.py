"""Files of captures or directory records: each record comes out parsed or refused, with its line, field and reason.

NDJSON and CSV are read line by line, a JSON array element by element, Excel and Parquet row by row: memory stays bounded.
"""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, TypeVar, cast

import pyarrow as pa

from resolution.captures import Capture, DirectoryRecord, Refusal, parse_capture, parse_directory
from resolution.lines import Piece, ReadError, json_values, ndjson
from resolution.pictures import hashed
from resolution.tables import csv_rows, excel_rows, parquet_rows

__all__ = ["KINDS", "ReadError", "Reject", "read_captures", "read_directory"]

R = TypeVar("R", Capture, DirectoryRecord)
KINDS = (".jsonl", ".ndjson", ".json", ".csv", ".parquet", ".xlsx")
PEEK = 65536
SIGNATURES = {  # what a file really is, by its first bytes
    b"\x1f\x8b": "gzip",
    b"PK\x03\x04": "zip",
    b"PAR1": "Parquet",
    b"\xff\xfe": "UTF-16 text",
    b"\xfe\xff": "UTF-16 text",
    b"%PDF": "PDF",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"\xd0\xcf\x11\xe0": "an old Excel or Word file",
}


@dataclass(frozen=True, slots=True)
class Reject:
    """A record that did not validate."""

    line: int  # from 1: the line of NDJSON and CSV, the row of Excel and Parquet, the element of a JSON array
    refusals: tuple[Refusal, ...]
    record: Any = field(repr=False)  # as it was given; its text if it could not be parsed

    def row(self) -> dict[str, Any]:
        """What stands in the rejects file: the first reason, and the others under `more`."""
        first, *others = self.refusals
        row = {"line": self.line, "field": first.field, "reason": first.reason, "record": self.record}
        return {**row, "more": [{"field": other.field, "reason": other.reason} for other in others]} if others else row


def read_captures(path: Path) -> Iterator[Capture | Reject]:
    """The captures of a file, in its order; raises ReadError where the file as a whole cannot be read."""
    for piece in _pieces(path, ("site", "ad_id", "captured_at")):
        parsed = _parsed(piece, parse_capture)
        if isinstance(parsed, Capture):
            outcome = hashed(parsed, path.parent)
            yield outcome if isinstance(outcome, Capture) else Reject(piece.line, tuple(outcome), piece.record)
        else:
            yield parsed


def read_directory(path: Path) -> Iterator[DirectoryRecord | Reject]:
    """The directory records of a file, in its order; raises ReadError where the file as a whole cannot be read."""
    for piece in _pieces(path, ("phone",)):
        yield _parsed(piece, parse_directory)


def _parsed(piece: Piece, parse: Callable[[Any], R | list[Refusal]]) -> R | Reject:
    outcome = [Refusal(piece.field, piece.reason)] if piece.reason else parse(piece.record)
    return Reject(piece.line, tuple(outcome), piece.record) if isinstance(outcome, list) else outcome


def _pieces(path: Path, required: tuple[str, ...]) -> Iterator[Piece]:
    """Every record of a file; foreign exceptions become a ReadError that names the file."""
    try:
        if path.stat().st_size == 0:
            raise ReadError("is empty")
        yield from _by_kind(path, required)
    except ReadError as error:
        raise ReadError(f"{path.name} {error}") from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise ReadError(f"{path.name} is damaged or cut off ({error}): fetch it again") from error
    except (pa.ArrowException, zipfile.BadZipFile, KeyError) as error:
        raise ReadError(f"{path.name} is damaged and cannot be read as {path.suffix} ({error}): fetch or save it again") from error
    except OSError as error:
        raise ReadError(f"{path} cannot be read: {error.strerror or error}") from error


def _by_kind(path: Path, required: tuple[str, ...]) -> Iterator[Piece]:
    kind = Path(path.name.lower().removesuffix(".gz")).suffix
    if kind not in KINDS:
        raise ReadError(f"is of no kind that is read here: name it {', '.join(KINDS)} (or .gz of a text)")
    if kind in (".parquet", ".xlsx"):
        _expect(path, kind)
        yield from parquet_rows(path, required) if kind == ".parquet" else excel_rows(path, required)
        return
    with closing(_open_text(path)) as stream:
        if kind == ".csv":
            yield from csv_rows(stream, required)
        else:
            yield from json_values(stream) if kind == ".json" else ndjson(stream)


def _expect(path: Path, kind: str) -> None:
    with path.open("rb") as stream:
        begins = stream.read(4)
    if begins != {".parquet": b"PAR1", ".xlsx": b"PK\x03\x04"}[kind]:
        raise ReadError(f"is not what its name says: it is {_really(begins) or 'no ' + kind + ' file'}")


def _open_text(path: Path) -> BinaryIO:
    """The bytes of a text file, unzipped, after a look at whether it is what its name says."""
    zipped = path.name.lower().endswith(".gz")
    with _opened(path, zipped) as stream:
        begins = stream.read(PEEK)
    really = _really(begins)
    if really or b"\0" in begins[:PEEK]:
        raise ReadError(f"is not what its name says: it is {really or 'no text'}{', so name it .gz' if really == 'gzip' else ''}")
    if not begins.strip():
        raise ReadError("is empty")
    _expect_text(begins, Path(path.name.lower().removesuffix(".gz")).suffix)
    return _opened(path, zipped)


def _opened(path: Path, zipped: bool) -> BinaryIO:
    return cast(BinaryIO, gzip.open(path, "rb")) if zipped else path.open("rb")


def _expect_text(begins: bytes, kind: str) -> None:
    """A text that begins in no way a file of its kind begins is refused whole, not line by line."""
    text = begins.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text[:1] == b"<":
        raise ReadError("is not what its name says: it is HTML or XML")
    if kind == ".csv":
        if text[:1] in (b"{", b"["):
            raise ReadError("is not what its name says: it is JSON, so name it .jsonl or .json")
    elif kind == ".json" and text[:1] not in (b"[", b"{"):
        raise ReadError("is not what its name says: JSON begins with [ or {")
    elif kind != ".json" and not any(line.lstrip().startswith(b"{") for line in text.splitlines()):
        array = text[:1] == b"["
        raise ReadError(f"is not what its name says: {'it is a JSON array, so name it .json' if array else 'no line begins with {'}")


def _really(begins: bytes) -> str:
    return next((name for signature, name in SIGNATURES.items() if begins.startswith(signature)), "")

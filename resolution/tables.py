"""Records from tables: CSV, Excel and Parquet rows become the records that JSON would have given.

In a cell a list is written with `;`, a handle `platform:value`, an image its `pdq`, path or address, an attribute in a column
`attributes.hair`. Text stays text: only `age`, `lat` and `lon` are read as numbers, and only from digits.
"""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl import load_workbook

from resolution.lines import LONGEST, SHOWN, TOO_LONG, Piece, ReadError, bounded_lines

LISTS = frozenset({"name", "phones", "emails", "addresses", "handles", "images"})
WHOLE = re.compile(r"\d+(\.0+)?")
NUMBER = re.compile(r"[-+]?\d+(\.\d+)?([eE][-+]?\d+)?")
HEX_64 = re.compile(r"[0-9a-fA-F]{64}")
UNDECODED = re.compile("[\udc80-\udcff]")  # what surrogateescape makes of bytes that are not UTF-8
BATCH_ROWS = 1000
LARGEST_SHEET = 2**32  # bytes uncompressed: a workbook beyond is a zip bomb
LARGEST_STRINGS = 2**28  # bytes of shared strings, which openpyxl holds in memory


def csv_rows(stream: BinaryIO, required: Sequence[str]) -> Iterator[Piece]:
    """Rows of a CSV whose first line names its columns; separated by comma, semicolon or tab."""
    csv.field_size_limit(LONGEST)
    lines = _Lines(stream)
    head = next(lines, "")
    reader = csv.reader(lines, delimiter=max(",;\t", key=head.count))
    columns = _columns(next(csv.reader([head], delimiter=max(",;\t", key=head.count)), []), required)
    while True:
        begins = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Piece(begins, lines.last[:SHOWN], TOO_LONG if lines.cut or "limit" in str(error) else f"is not CSV: {error}")
            continue
        if any(cell.strip() for cell in cells):
            yield _from_cells(begins, columns, cells)


class _Lines:
    """Text lines of a stream for the csv module: one longer than 16 MB is an error of its record alone."""

    def __init__(self, stream: BinaryIO) -> None:
        self._lines = bounded_lines(stream)
        self.number, self.last, self.cut = 0, "", False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        self.number, line, whole = next(self._lines)
        self.cut = not whole
        self.last = line.removeprefix(b"\xef\xbb\xbf" if self.number == 1 else b"").decode(errors="surrogateescape")
        if self.cut:
            raise csv.Error(TOO_LONG)
        return self.last


def excel_rows(path: Path, required: Sequence[str]) -> Iterator[Piece]:
    """Rows of a workbook's first sheet; its first row names the columns, and the line of a record is its row."""
    _guard_workbook(path)
    book = load_workbook(path, read_only=True, data_only=True)
    try:
        rows = book.worksheets[0].iter_rows(values_only=True)
        columns = _columns([str(cell or "") for cell in next(rows, ())], required)
        for number, cells in enumerate(rows, start=2):
            if any(cell not in (None, "") for cell in cells):
                yield _from_cells(number, columns, cells)
    finally:
        book.close()


def _guard_workbook(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        sizes = {part.filename: part.file_size for part in archive.infolist()}
    if "xl/workbook.xml" not in sizes:
        raise ReadError("is a zip file but not an Excel workbook: save it as .xlsx")
    if sum(sizes.values()) > LARGEST_SHEET or sizes.get("xl/sharedStrings.xml", 0) > LARGEST_STRINGS:
        raise ReadError("is too large for Excel: save it as CSV")


def parquet_rows(path: Path, required: Sequence[str]) -> Iterator[Piece]:
    """Rows of a Parquet file; lists and structures may be columns of their kind or text as in CSV."""
    with pq.ParquetFile(path) as file:
        columns = _columns(file.schema_arrow.names, required)
        number = 0
        for batch in file.iter_batches(batch_size=BATCH_ROWS):
            for row in _python_rows(batch):
                number += 1
                yield _from_cells(number, columns, [row.get(name) for name in file.schema_arrow.names])


def _python_rows(batch: pa.RecordBatch) -> list[dict[str, Any]]:
    return batch.to_pylist(maps_as_pydicts="strict")


def _columns(names: Sequence[str], required: Sequence[str]) -> list[str]:
    columns = [name.strip() for name in names]
    if any(UNDECODED.search(name) for name in columns):
        raise ReadError("is not UTF-8: save it as 'CSV UTF-8'")
    missing = [name for name in required if name not in columns]
    if missing:
        raise ReadError(f"lacks the column {' and '.join(missing)}: the first line must name {', '.join(required)}")
    twice = sorted({name for name in columns if name and columns.count(name) > 1})
    if twice:
        raise ReadError(f"has the column {twice[0]} twice: rename or remove one of them")
    return columns


def _from_cells(number: int, columns: Sequence[str], cells: Sequence[Any]) -> Piece:
    shown = {name: cell for name, cell in zip(columns, cells, strict=False) if name and cell not in (None, "")}
    beyond = [cell for cell in cells[len(columns) :] if cell not in (None, "")]
    if beyond:
        return Piece(number, shown, f"has {len(cells)} cells where the first line names {len(columns)} columns")
    undecoded = next((name for name, cell in shown.items() if isinstance(cell, str) and UNDECODED.search(cell)), None)
    if undecoded is not None:
        clean = {name: cell.encode(errors="replace").decode() if isinstance(cell, str) else cell for name, cell in shown.items()}
        return Piece(number, clean, "is not UTF-8: save the file as 'CSV UTF-8'", undecoded)
    return Piece(number, record_of(shown))


def record_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """The record that a row of named cells stands for; what cannot be read as its field's kind stays as it is, to be refused."""
    record: dict[str, Any] = {}
    attributes: dict[str, Any] = {}
    for name, cell in row.items():
        value = _plain(cell)
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        if name.startswith("attributes."):
            attributes[name.removeprefix("attributes.")] = _attribute(value)
        elif name == "attributes":
            attributes.update(_json(value) if isinstance(_json(value), dict) else {"": value})
        else:
            record[name] = READ.get(name, _as_is)(value)
    return {**record, "attributes": attributes} if attributes else record


def _plain(cell: Any) -> Any:
    """A typed cell as JSON would have it: nothing for NaN, UTC for a moment without a zone."""
    if isinstance(cell, datetime):
        return cell if cell.tzinfo else cell.replace(tzinfo=UTC)
    if isinstance(cell, Decimal):
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    if isinstance(cell, float):
        return None if cell != cell else cell  # noqa: PLR0124  NaN is how columns of numbers say "nothing"
    if isinstance(cell, Mapping):
        return {name: _plain(item) for name, item in cell.items() if item is not None}
    if isinstance(cell, (list, tuple)):
        return [_plain(item) for item in cell if item is not None]
    return cell


def _as_is(value: Any) -> Any:
    return value


def _text(value: Any) -> Any:
    """Text of a cell that a spreadsheet took for a number."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return value.isoformat() if isinstance(value, date) and not isinstance(value, datetime) else value


def _age(value: Any) -> Any:
    return int(float(value)) if isinstance(value, str) and WHOLE.fullmatch(value.strip()) else value


def _coordinate(value: Any) -> Any:
    return float(value) if isinstance(value, str) and NUMBER.fullmatch(value.strip()) else value


def _list(value: Any) -> Any:
    text = _text(value)
    if not isinstance(text, str):
        return value
    listed = _json(text)
    return listed if isinstance(listed, list) else [part.strip() for part in text.split(";") if part.strip()]


def _handles(value: Any) -> Any:
    listed = _list(value)
    return [_handle(item) for item in listed] if isinstance(listed, list) else value


def _handle(item: Any) -> Any:
    if not isinstance(item, str):
        return item
    platform, colon, name = item.partition(":")
    return {"platform": platform.strip(), "value": name.strip()} if colon else {"value": item}


def _images(value: Any) -> Any:
    listed = _list(value)
    return [_image(item) for item in listed] if isinstance(listed, list) else value


def _image(item: Any) -> Any:
    if not isinstance(item, str):
        return item
    if HEX_64.fullmatch(item):
        return {"pdq": item}
    return {"url": item} if item.startswith(("http://", "https://")) else {"path": item}


def _attribute(value: Any) -> Any:
    return _list(value) if isinstance(value, str) and ";" in value else value


def _json(value: Any) -> Any:
    """What a text cell that holds a JSON list or object says; other values as they are."""
    if not isinstance(value, str) or not value.lstrip().startswith(("[", "{")):
        return value
    try:
        return orjson.loads(value)
    except orjson.JSONDecodeError:
        return value


READ: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("site", "ad_id", "url", "title", "text", "country", "city", "phone", "owner_name", "owner_address", "source"), _text),
    **dict.fromkeys(("name", "phones", "emails", "addresses"), _list),
    **dict.fromkeys(("lat", "lon"), _coordinate),
    "age": _age,
    "handles": _handles,
    "images": _images,
}

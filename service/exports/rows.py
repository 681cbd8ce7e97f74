"""Every assignment of a mention to its entity, or every entity, as CSV or Parquet.

Values stand as they were given: these files are for programs. `match_probability` has six decimals.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

MEDIA_TYPES = {"csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet"}


def write(rows: pa.RecordBatchReader, target: Path) -> int:
    """Write `.csv` or `.parquet`, whole or not at all, and answer how many rows it has."""
    waiting = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with waiting.open("wb") as out:
            written = _parquet(rows, out) if target.suffix == ".parquet" else sum(_write(out, part) for part in csv_parts(rows))
        waiting.replace(target)
    finally:
        waiting.unlink(missing_ok=True)
    return written


def csv_parts(rows: pa.RecordBatchReader) -> Iterator[tuple[bytes, int]]:
    """The CSV in parts, each with its number of rows; the first holds the header."""
    names = rows.schema.names
    header = _lines([names])
    for batch in rows:
        columns = [_texts(name, batch.column(name)) for name in names]
        yield header + _lines(zip(*columns, strict=True)), batch.num_rows
        header = b""
    if header:
        yield header, 0


def parquet(rows: pa.RecordBatchReader) -> bytes:
    """The whole as one Parquet file."""
    out = BytesIO()
    _parquet(rows, out)
    return out.getvalue()


def _parquet(rows: pa.RecordBatchReader, out: BinaryIO) -> int:
    with pq.ParquetWriter(out, rows.schema, compression="zstd") as writer:
        written = 0
        for batch in rows:
            writer.write_batch(batch)
            written += batch.num_rows
    return written


def _write(out: BinaryIO, part: tuple[bytes, int]) -> int:
    out.write(part[0])
    return part[1]


def _lines(rows: Any) -> bytes:
    out = StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def _texts(name: str, column: pa.Array[Any]) -> list[str]:
    if name == "match_probability":
        return ["" if value is None else f"{value:.6f}" for value in column.to_pylist()]
    return ["" if value is None else str(value).lower() if isinstance(value, bool) else str(value) for value in column.to_pylist()]

"""A network as tables: Excel sheets and CSV, with text that a spreadsheet would take for a formula made harmless."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from service.exports.document import Document, Row, joined

FIRST = {
    "entities": ("entity_id", "type", "label"),
    "relationships": ("source", "target", "type", "probability", "ads", "first_seen", "last_seen", "evidence"),
    "ads": ("ad", "title", "url", "country", "city", "age", "names", "first_seen", "last_seen", "captures", "text"),
    "evidence": ("source", "target", "type", "ad", "captured_at", "value"),
}
FORMULA = re.compile(r"^\s*[=+\-@|%]|^[\t\r\n]")
PLAIN = re.compile(r"^\+\d{5,15}$|^-?\d+(\.\d+)?$")  # a phone in E.164 or a number begins with a sign and is no formula
WIDEST = 60


def harmless(value: Any) -> Any:
    """A cell that no spreadsheet runs: text that begins like a formula gets an apostrophe before it."""
    text = joined(value)
    return f"'{text}" if isinstance(text, str) and FORMULA.match(text) and not PLAIN.match(text) else text


def columns(name: str, rows: Sequence[Row]) -> list[str]:
    """The columns of a table: the fixed ones, then what else its rows hold, by name."""
    return [*FIRST[name], *sorted({column for row in rows for column in row} - set(FIRST[name]))]


def tables(document: Document) -> dict[str, Sequence[Row]]:
    """The four tables by name."""
    return {"entities": document.entities, "relationships": document.relationships, "ads": document.ads, "evidence": document.evidence}


def csv_table(name: str, rows: Sequence[Row]) -> bytes:
    """One table as CSV in UTF-8, a list written with `; `."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    header = columns(name, rows)
    writer.writerow(header)
    writer.writerows([harmless(row.get(column)) for column in header] for row in rows)
    return out.getvalue().encode()


def csv_tables(document: Document) -> dict[str, bytes]:
    """The entities and the relationships, each as CSV."""
    return {name: csv_table(name, tables(document)[name]) for name in ("entities", "relationships")}


def csv_zip(document: Document) -> bytes:
    """Both tables in one zip, whose comment says where they come from."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in csv_tables(document).items():
            archive.writestr(zipfile.ZipInfo(f"{document.network_id}.{name}.csv"), content)
        archive.comment = _about(document, "\n").encode()[:65535]
    return out.getvalue()


def xlsx(document: Document) -> bytes:
    """A workbook of four sheets with headers; its properties and page footers say where it comes from."""
    book = Workbook(write_only=True)
    for name, rows in tables(document).items():
        sheet = book.create_sheet(name)
        _prepare(sheet, document, name, rows)
        header = columns(name, rows)
        sheet.append([_cell(sheet, column, bold=True) for column in header])
        for row in rows:
            sheet.append([_cell(sheet, harmless(row.get(column))) for column in header])
    book.properties.title = f"Network {document.network_id}"
    book.properties.creator = "Clew"
    book.properties.description = _about(document, "\n")
    book.properties.keywords = document.provenance.case_reference
    book.properties.created = book.properties.modified = datetime.fromisoformat(document.provenance.exported_at).replace(tzinfo=None)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _prepare(sheet: Any, document: Document, name: str, rows: Sequence[Row]) -> None:
    sheet.freeze_panes = "A2"
    made = f"{document.network_id}, {document.provenance.exported_at}, {document.provenance.case_reference}"
    sheet.oddFooter.left.text = made.replace("&", "&&")
    sheet.oddFooter.right.text = f"SHA-256 {document.sha256[:16]}, page &P of &N"
    for number, column in enumerate(columns(name, rows), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = _width(column, (row.get(column) for row in rows[:100]))


def _width(column: str, values: Iterable[Any]) -> int:
    return min(WIDEST, max([len(column), *(len(str(joined(value))) for value in values if value is not None)]) + 2)


def _cell(sheet: Any, value: Any, bold: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"  # never a formula, whatever it begins with
    if bold:
        cell.font = Font(bold=True)
    return cell


def _about(document: Document, separator: str) -> str:
    return separator.join(f"{name}: {value}" for name, value in document.about().items())

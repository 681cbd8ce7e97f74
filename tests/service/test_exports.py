"""Each export is opened by a reader that is not ours and holds what the network holds."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from service.exports import FORMATS, Document, Provenance, rows
from service.exports.document import entity_row, relationship_row
from service.exports.tables import csv_tables, harmless
from service.graph.store import Node, Relationship

HOSTILE = '=HYPERLINK("http://x.example")&<script>alert(1)</script>\x0b￿'


def node(id: str, type: str, label: str, **properties: Any) -> Node:
    return Node(id, type, label, {"ads": 2, "first_seen": "2026-06-01T00:00:00Z", "hub": False, "record": "{}", **properties})


def related(source: str, type: str, target: str, probability: float | None = 0.9, **properties: Any) -> Relationship:
    evidence = (f"s.example/{source}", "s.example/2")
    at = ("2026-06-01T00:00:00Z", "2026-06-02T00:00:00Z")
    return Relationship(source, target, type, probability, 2, at[0], at[1], evidence, at, ("0047 999", HOSTILE), properties)


NODES = [
    node("person-1", "person", "Anna", names=["Anna", "Ánnå 安娜"], ages_min=24, probability=0.97),
    node("person-2", "person", HOSTILE, probability=1),
    node("phone-1", "phone", "+4799999999", value="+4799999999", country="NO"),
    node("phone-2", "phone", "+4799999998"),
    node("owner-1", "owner", "@Nielsen, Marius"),
    node("address-1", "address", "Storgata 1, Tromsø"),
    node("image-1", "image", "0f" * 32),
    node("email-9", "email", "alone@mail.example"),
]
RELATIONSHIPS = [
    related("person-1", "USES", "phone-1"),
    related("person-2", "USES", "phone-1", 0.5),
    related("person-1", "POSSIBLY_SAME_AS", "person-2", 0.4),
    related("person-2", "PICTURED_IN", "image-1"),
    related("phone-1", "IN_SERIES_WITH", "phone-2", None, gap=1, expected=0.01),
    related("phone-2", "REGISTERED_TO", "owner-1"),
    related("owner-1", "REGISTERED_AT", "address-1"),
    related("person-1", "STAYS_AT", "address-1"),
    related("person-2", "STAYS_AT", "address-1", 1),
]


@pytest.fixture(scope="module")
def document() -> Document:
    summary = {
        "size": {"person": 2, "phone": 2},
        "indicators": [{"code": "circuit", "text": HOSTILE, "count": 3, "ads": []}],
        "cities": [{"city": "Tromsø", "country": "NO", "ads": 3}],
        "phones": [{"phone": "+4799999999", "owners": [{"name": "Nielsen"}], "series": [{"phone": "+4799999998", "gap": 1}]}],
        "held_together": {"counts": {"phone": 2}, "weakest_bridge": {"text": "one shared number"}},
    }
    return Document(
        network_id="network-1",
        label="Anna and 1 more",
        summary=summary,
        entities=[entity_row(item) for item in NODES],
        relationships=[relationship_row(item) for item in RELATIONSHIPS],
        ads=[{"ad": "s.example/2", "title": "+SUM(A1)", "names": ["Anna"], "text": "x" * 40_000}],
        evidence=[{"source": "person-1", "target": "phone-1", "type": "USES", "ad": "s.example/2", "captured_at": None, "value": "-1+1"}],
        provenance=Provenance("Clew, store 0123", "2026-11-22T03:00:00Z", "CASE-7 & more"),
    )


def written(document: Document, format: str) -> bytes:
    return FORMATS[format].write(document)


def test_graphml_is_read_by_networkx_as_the_same_directed_graph(document: Document) -> None:
    graph = networkx.read_graphml(io.BytesIO(written(document, "graphml")), force_multigraph=True)
    assert graph.is_directed()
    assert set(graph.nodes) == {item.id for item in NODES}
    assert sorted((a, b, data["relationship"]) for a, b, data in graph.edges(data=True)) == sorted((r.source, r.target, r.type) for r in RELATIONSHIPS)
    assert graph.nodes["person-1"]["names"] == "Anna; Ánnå 安娜"
    assert graph.nodes["person-1"]["ages_min"] == 24
    assert graph.graph["case_reference"] == "CASE-7 & more"
    assert graph.graph["sha256"] == document.sha256


def test_gexf_is_read_by_networkx_as_the_same_directed_graph(document: Document) -> None:
    content = written(document, "gexf")
    graph = networkx.read_gexf(io.BytesIO(content))
    assert graph.is_directed()
    assert set(graph.nodes) == {item.id for item in NODES}
    assert Counter(data["relationship"] for _, _, data in graph.edges(data=True)) == Counter(r.type for r in RELATIONSHIPS)
    description = ElementTree.fromstring(content).find("{*}meta/{*}description")
    assert description is not None
    assert "case_reference: CASE-7 & more" in (description.text or "")


def test_excel_holds_four_sheets_with_headers_and_no_formula(document: Document) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(document, "xlsx")))
    assert book.sheetnames == ["entities", "relationships", "ads", "evidence"]
    rows = {sheet.title: list(sheet.iter_rows()) for sheet in book}
    assert {name: len(cells) - 1 for name, cells in rows.items()} == {"entities": 8, "relationships": 9, "ads": 1, "evidence": 1}
    assert [cell.value for cell in rows["relationships"][0]][:4] == ["source", "target", "type", "probability"]
    cells = [cell for sheet in rows.values() for row in sheet for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert not [cell.value for cell in cells if isinstance(cell.value, str) and cell.value[:1] in "=@-"]
    assert "+4799999999" in {cell.value for cell in cells}
    assert book.properties.keywords == "CASE-7 & more"
    assert document.sha256 in (book.properties.description or "")


def test_csv_is_two_tables_read_back_by_the_csv_module(document: Document) -> None:
    archive = zipfile.ZipFile(io.BytesIO(written(document, "csv")))
    assert sorted(archive.namelist()) == ["network-1.entities.csv", "network-1.relationships.csv"]
    assert document.sha256.encode() in archive.comment
    tables = {name: list(csv.DictReader(io.StringIO(content.decode(), newline=""))) for name, content in csv_tables(document).items()}
    assert [row["entity_id"] for row in tables["entities"]] == [item.id for item in NODES]
    assert len(tables["relationships"]) == len(RELATIONSHIPS)
    assert tables["entities"][1]["label"].startswith("'=")
    assert tables["relationships"][4]["gap"] == "1"


@pytest.mark.parametrize("value", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", " =1", "\n=1", "%0A=1", "+47 999 99 999"])
def test_what_begins_like_a_formula_gets_an_apostrophe(value: str) -> None:
    assert harmless(value) == f"'{value}"


@pytest.mark.parametrize("value", ["+4799999999", "-1.5", "Anna", "", "59.1", "s.example/=1"])
def test_plain_values_stay_as_they_are(value: str) -> None:
    assert harmless(value) == value


def test_cytoscape_has_its_elements(document: Document) -> None:
    content = json.loads(written(document, "cytoscape"))
    nodes, edges = content["elements"]["nodes"], content["elements"]["edges"]
    assert {item["data"]["id"] for item in nodes} == {item.id for item in NODES}
    assert len({item["data"]["id"] for item in edges}) == len(RELATIONSHIPS)
    assert {end for item in edges for end in (item["data"]["source"], item["data"]["target"])} <= {item["data"]["id"] for item in nodes}
    assert content["data"]["case_reference"] == "CASE-7 & more"


def topics(topic: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield topic
    for child in topic.get("children", {}).get("attached", []):
        yield from topics(child)


def test_xmind_has_a_branch_a_person_and_every_relationship_once(document: Document) -> None:
    archive = zipfile.ZipFile(io.BytesIO(written(document, "xmind")))
    assert {"content.json", "metadata.json", "manifest.json"} == set(archive.namelist())
    (sheet,) = json.loads(archive.read("content.json"))
    root, *below = topics(sheet["rootTopic"])
    assert root["class"] == "topic"
    assert sorted(topic["id"] for topic in below) == sorted(item.id for item in NODES)
    assert [topic["id"] for topic in root["children"]["attached"]] == ["person-1", "person-2", "email-9"]
    drawn = [label for topic in below for label in topic["labels"][1:]]
    assert Counter(drawn + [arrow["title"] for arrow in sheet["relationships"]]) == Counter(r.type for r in RELATIONSHIPS)
    ids = {topic["id"] for topic in below}
    assert all({arrow["end1Id"], arrow["end2Id"]} <= ids for arrow in sheet["relationships"])


class Balanced(HTMLParser):
    """Counts rows and scripts, and fails on a tag that is closed without being opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen[tag] += 1
        if tag not in ("meta", "line"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen[tag] += 1

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_report_is_well_formed_and_runs_nothing_from_an_ad(document: Document) -> None:
    page = written(document, "html").decode()
    parser = Balanced()
    parser.feed(page)
    assert parser.open == []
    assert parser.seen["script"] == 0
    assert parser.seen["circle"] == len(NODES)
    assert "not a verdict" in page
    assert document.sha256 in page
    assert "CASE-7 &amp; more" in page


def test_the_hash_follows_the_content_alone(document: Document) -> None:
    later = Document(**{**{f: getattr(document, f) for f in Document.__slots__}, "provenance": Provenance("elsewhere", "2027-01-01T00:00:00Z")})
    fewer = Document(**{**{f: getattr(document, f) for f in Document.__slots__}, "entities": document.entities[1:]})
    assert later.sha256 == document.sha256 != fewer.sha256


ROWS = {
    "entity_type": ["phone", "person"],
    "entity_id": ["phone-1", "person-1"],
    "network_id": [None, "network-1"],
    "site": ["s.example", "s.example"],
    "ad_id": ["1", "1"],
    "value": ['0047, "999"\n99 999', "Anna"],
    "normalised": ["+4799999999", "anna"],
    "match_probability": [0.98765432, 1.0],
}


def reader() -> pa.RecordBatchReader:
    table = pa.table(ROWS)
    return pa.RecordBatchReader.from_batches(table.schema, table.to_batches(max_chunksize=1))


def test_assignments_are_read_back_from_csv(tmp_path: Path) -> None:
    assert rows.write(reader(), tmp_path / "out.csv") == 2
    with (tmp_path / "out.csv").open(newline="") as stream:
        read = list(csv.DictReader(stream))
    assert [row["value"] for row in read] == ROWS["value"]
    assert [row["match_probability"] for row in read] == ["0.987654", "1.000000"]
    assert read[0]["network_id"] == ""
    assert list(tmp_path.iterdir()) == [tmp_path / "out.csv"]


def test_assignments_are_read_back_from_parquet(tmp_path: Path) -> None:
    assert rows.write(reader(), tmp_path / "out.parquet") == 2
    assert pq.read_table(tmp_path / "out.parquet").to_pydict() == ROWS
    assert pq.read_table(io.BytesIO(rows.parquet(reader()))).num_rows == 2

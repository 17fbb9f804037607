"""A workbook comes back with its findings as comments, and with everything else as it was."""

from __future__ import annotations

import base64
import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from reportgen.build.workbook.annotate import annotate, annotated
from reportgen.errors import WorkspaceError
from reportgen.findings import Finding, Place
from tests.helpers import write_workspace

from .sheets import MAIN, REL, Workbook, in_libreoffice

NAME = "data.xlsx"
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
COMMENT_PARTS = ("xl/comments", "xl/drawings/vmlDrawing", "[Content_Types].xml")


def finding(cell: str, message: str = "It is wrong.", hint: str = "Mend <it> & go on.") -> Finding:
    return Finding("RES003", "percent-within-bounds", "error", Place(NAME, 1, cell=cell), message, hint=hint)


def book(*, comments: bool = False, table: bool = False, sheets: int = 1) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as made:
        for number in range(1, sheets + 1):
            sheet = made.add_worksheet(f"Sheet {number}")
            sheet.write_row(0, 0, ["indicator", "value", 'a <b> & "c"'])
            sheet.write_formula(1, 1, "=1+1", None, 2)
            sheet.data_validation("A2:A9", {"validate": "list", "source": ["x", "y"]})
            sheet.conditional_format("B2:B9", {"type": "data_bar", "data_bar_2010": True})
            if comments:
                sheet.write_comment("B2", "Ask Ada.", {"author": "Ada"})
                sheet.write_comment("C9", "Kept.")
            if table:
                sheet.add_table("E1:F4")
                sheet.insert_textbox("H2", "Words in a box")
    return stream.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def boxes(made: Workbook, sheet: str) -> list[str]:
    """Return the ids of the shapes in the drawing that a sheet points to."""
    root = made.sheet(sheet)
    [here] = root.findall(f"{MAIN}legacyDrawing")
    kind, path = made.relations(made.paths[sheet])[here.get(f"{REL}id", "")]
    assert kind == "vmlDrawing"
    return [shape.get("id", "") for shape in made.xml(path).iter("{urn:schemas-microsoft-com:vml}shape")]


def test_a_cell_with_findings_gets_one_comment_that_says_all():
    made = Workbook(
        annotate(book(), NAME, [finding("Sheet 1!B2", "One."), finding("Sheet 1!B2", "Two."), finding("Sheet 1!D40")])
    )
    notes = made.notes("Sheet 1")
    assert notes["B2"] == "RES003 (error): One.\n→ Mend <it> & go on.\n\nRES003 (error): Two.\n→ Mend <it> & go on."
    assert set(notes) == {"B2", "D40"} and len(boxes(made, "Sheet 1")) == 2


@pytest.mark.parametrize("table", [False, True])
def test_everything_else_stays_byte_for_byte(table: bool):
    before = book(table=table, sheets=2)
    old, new = parts(before), parts(annotate(before, NAME, [finding("Sheet 2!B2")]))
    changed = {name for name in new if old.get(name) != new[name]}
    assert changed == {"[Content_Types].xml", "xl/worksheets/sheet2.xml", "xl/worksheets/_rels/sheet2.xml.rels",
                       "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}  # fmt: skip
    assert old.keys() <= new.keys() and list(new)[: len(old)] == list(old)
    one, other = old["xl/worksheets/sheet2.xml"], new["xl/worksheets/sheet2.xml"]
    rows = one.index(b"</sheetData>")
    assert other[:rows] == one[:rows]
    order = [
        child.tag.rpartition("}")[2]
        for child in Workbook(annotate(before, NAME, [finding("Sheet 2!B2")])).sheet("Sheet 2")
    ]
    assert order.index("legacyDrawing") == len(order) - (3 if table else 2), order  # before tableParts and extLst


def test_comments_that_are_there_stay_and_are_added_to():
    before = book(comments=True)
    made = Workbook(annotate(before, NAME, [finding("Sheet 1!B2"), finding("Sheet 1!B3")]))
    notes = made.notes("Sheet 1")
    assert notes["B2"].startswith("Ask Ada.") and notes["B2"].endswith(
        "RES003 (error): It is wrong.\n→ Mend <it> & go on."
    )
    assert notes["C9"] == "Kept." and notes["B3"].startswith("RES003")
    assert len(set(boxes(made, "Sheet 1"))) == 3
    authors = [a.text for a in made.xml("xl/comments1.xml").iter(f"{MAIN}author")]
    assert authors[0] == "Ada" and authors[-1] == "reportgen"
    assert (
        parts(before)["xl/worksheets/sheet1.xml"]
        == parts(annotate(before, NAME, [finding("Sheet 1!B2")]))["xl/worksheets/sheet1.xml"]
    )


def test_libreoffice_reads_what_was_annotated_and_what_it_wrote_can_be_annotated(tmp_path: Path):
    first = annotate(book(comments=True, sheets=2), NAME, [finding("Sheet 1!B2"), finding("Sheet 2!A4")])
    theirs = in_libreoffice(first, tmp_path)
    made = Workbook(theirs)
    for sheet in ("Sheet 1", "Sheet 2"):
        assert made.notes(sheet) == Workbook(first).notes(sheet)
    same = Workbook(annotate(theirs, NAME, [finding("Sheet 1!B2"), finding("Sheet 2!A4")]))
    for sheet in ("Sheet 1", "Sheet 2"):
        assert same.notes(sheet) == made.notes(sheet), "nothing is said twice"
    again = Workbook(annotate(theirs, NAME, [finding("Sheet 1!B2", "Three."), finding("Sheet 1!A5", "Four.")]))
    assert "Ask Ada." in again.notes("Sheet 1")["B2"] and "Three." in again.notes("Sheet 1")["B2"]
    assert "Four." in again.notes("Sheet 1")["A5"] and len(boxes(again, "Sheet 1")) == 3


def with_thread(data: bytes) -> bytes:
    """Return a workbook in which a person has begun a thread at B2 of the first sheet, as Excel writes it."""
    held = parts(data)
    threads = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    relations = "http://schemas.microsoft.com/office/2017/10/relationships"
    held["xl/threadedComments/threadedComment1.xml"] = (
        f'<ThreadedComments xmlns="{threads}">'
        '<threadedComment ref="B2" dT="2025-02-03T10:00:00.00" personId="{A}" id="{1}"><text>Is it?</text></threadedComment>'
        '<threadedComment ref="B2" dT="2025-02-04T10:00:00.00" personId="{A}" id="{2}" parentId="{1}"><text>Yes.</text>'
        '</threadedComment><threadedComment ref="C9" dT="2025-02-05T10:00:00.00" personId="{A}" id="{3}"><text>Other.</text>'
        "</threadedComment></ThreadedComments>"
    ).encode()
    held["xl/persons/person.xml"] = (
        f'<personList xmlns="{threads}"><person displayName="Ada" id="{{A}}" userId="a" providerId="None"/></personList>'
    ).encode()
    for path, kind, target in (
        ("xl/worksheets/_rels/sheet1.xml.rels", "threadedComment", "../threadedComments/threadedComment1.xml"),
        ("xl/_rels/workbook.xml.rels", "person", "persons/person.xml"),
    ):
        new = f'<Relationship Id="rId99" Type="{relations}/{kind}" Target="{target}"/></Relationships>'.encode()
        held[path] = held[path].replace(b"</Relationships>", new)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    return stream.getvalue()


def test_where_people_have_begun_a_thread_a_reply_says_it():
    before = with_thread(book(comments=True))
    after = annotate(before, NAME, [finding("Sheet 1!B2", "One."), finding("Sheet 1!B3", "Two.")])
    made = Workbook(after)
    said = list(made.xml("xl/threadedComments/threadedComment1.xml"))
    assert [(each.get("ref"), each.get("parentId")) for each in said] == [
        ("B2", None), ("B2", "{1}"), ("B2", "{1}"), ("C9", None)
    ]  # fmt: skip
    assert "".join(said[2].itertext()).startswith("RES003 (error): One.")
    persons = {p.get("id"): p.get("displayName") for p in made.xml("xl/persons/person.xml")}
    assert persons[said[2].get("personId")] == "reportgen" and persons["{A}"] == "Ada"
    assert said[2].get("dT") == "2025-02-04T10:00:00.00", "nothing here knows what time it is"
    again = parts(annotate(after, NAME, [finding("Sheet 1!B2", "One."), finding("Sheet 1!B3", "Two.")]))
    assert {name for name, data in parts(after).items() if again[name] != data} == {"xl/drawings/vmlDrawing1.vml"}
    mended = Workbook(annotate(after, NAME, []))
    assert len(mended.xml("xl/threadedComments/threadedComment1.xml")) == 3


def test_to_annotate_twice_says_nothing_twice_and_what_is_mended_goes():
    first = annotate(book(comments=True), NAME, [finding("Sheet 1!B2", "One."), finding("Sheet 1!B3", "Two.")])
    again = annotate(first, NAME, [finding("Sheet 1!B2", "One."), finding("Sheet 1!B3", "Two.")])
    assert Workbook(again).notes("Sheet 1") == Workbook(first).notes("Sheet 1")
    assert len(boxes(Workbook(again), "Sheet 1")) == 3
    other = Workbook(annotate(first, NAME, [finding("Sheet 1!A4", "Three.")]))
    assert {ref: text.split(".")[0] for ref, text in other.notes("Sheet 1").items()} == {
        "B2": "Ask Ada", "C9": "Kept", "A4": "RES003 (error): Three"
    }  # fmt: skip
    assert other.notes("Sheet 1")["B2"] == "Ask Ada." and len(boxes(other, "Sheet 1")) == 3
    assert Workbook(annotate(first, NAME, [])).notes("Sheet 1") == {"B2": "Ask Ada.", "C9": "Kept."}


def test_pictures_charts_macros_and_formulas_stay_byte_for_byte(tmp_path: Path):
    picture = tmp_path / "a.png"
    picture.write_bytes(base64.b64decode(PIXEL))
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as made:
        sheet = made.add_worksheet("Sheet 1")
        sheet.write_column("A1", [1, 2, 3])
        sheet.write_array_formula("B1:B3", "{=A1:A3*2}")
        sheet.insert_image("D2", picture)
        chart = made.add_chart({"type": "column"})
        chart.add_series({"values": "='Sheet 1'!$A$1:$A$3"})
        sheet.insert_chart("D9", chart)
        (tmp_path / "vba.bin").write_bytes(b"\xd0\xcf macros")
        made.add_vba_project(tmp_path / "vba.bin")
    old, new = parts(stream.getvalue()), parts(annotate(stream.getvalue(), NAME, [finding("Sheet 1!A2")]))
    changed = {name for name in new if old.get(name) != new[name]}
    assert changed == {"[Content_Types].xml", "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels",
                       "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}  # fmt: skip
    assert {"xl/vbaProject.bin", "xl/charts/chart1.xml", "xl/media/image1.png"} <= new.keys()


def test_a_finding_of_a_whole_sheet_stands_at_its_first_cell_and_others_nowhere():
    made = Workbook(annotate(book(), NAME, [finding("sheet 1!"), finding("Sheet 1"), finding("Other!A1")]))
    assert set(made.notes("Sheet 1")) == {"A1"}
    elsewhere = Finding("NAR001", "x", "info", Place("narratives/en/a.md", 3, "4"), "Words.")
    assert parts(annotate(book(), NAME, [elsewhere])) == parts(book())


def test_many_findings_are_cut_and_what_no_xml_holds_is_left_out():
    many = [finding("Sheet 1!B2", f"Number {n} \x00\x0b_x0041_.") for n in range(30)]
    text = Workbook(annotate(book(), NAME, many)).notes("Sheet 1")["B2"]
    assert text.endswith("and 20 more") and "\x0b" not in text and "_x005F_x0041_" in text


def test_a_thousand_comments_and_more_have_ids_of_their_own():
    made = Workbook(
        annotate(book(sheets=2), NAME, [finding(f"Sheet {s}!A{n}") for s in (1, 2) for n in range(1, 1500)])
    )
    ids = [*boxes(made, "Sheet 1"), *boxes(made, "Sheet 2")]
    assert len(ids) == len(set(ids)) == 2 * 1499


def test_strict_workbooks_keep_their_namespaces():
    before = parts(book())
    usual, strict = (
        "schemas.openxmlformats.org/officeDocument/2006/relationships",
        "purl.oclc.org/ooxml/officeDocument/relationships",
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in before.items():
            text = data.replace(
                b"schemas.openxmlformats.org/spreadsheetml/2006/main", b"purl.oclc.org/ooxml/spreadsheetml/main"
            )
            archive.writestr(name, text.replace(usual.encode(), strict.encode()))
    new = parts(annotate(stream.getvalue(), NAME, [finding("Sheet 1!B2")]))
    assert f"http://{strict}/comments".encode() in new["xl/worksheets/_rels/sheet1.xml.rels"]
    assert usual.encode() not in new["xl/worksheets/sheet1.xml"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"indicator,value\n", "is no workbook"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "old Office programs"),
        (b"PK\x03\x04", "damaged"),
    ],
)
def test_what_is_no_workbook_is_refused_in_one_sentence(tmp_path: Path, data: bytes, why: str):
    folder = write_workspace(tmp_path, **{NAME: data})
    with pytest.raises(WorkspaceError, match=why):
        annotated([finding("Results!A1")], folder)


def test_without_a_workbook_there_is_nothing_to_annotate(tmp_path: Path):
    with pytest.raises(WorkspaceError, match=r"holds no data\.xlsx"):
        annotated([], write_workspace(tmp_path))

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from reportgen.errors import WorkspaceError
from reportgen.findings import Place
from reportgen.review.values import value_at, with_value

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SHEET = "xl/worksheets/sheet1.xml"


def a_workbook(*, formulas: bool = False, options: Mapping[str, Any] | None = None) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, **(options or {})})
    sheet, other = book.add_worksheet("results"), book.add_worksheet("My notes")
    day, bold = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"bold": True})
    sheet.write_row(0, 0, ["indicator", "value", "as_of", "note", "", "open"])
    sheet.write_row(1, 0, ["D_1.A", 21.4])
    sheet.write_datetime(1, 2, date(2024, 3, 31), day)
    sheet.write_string(1, 3, "A & B", bold)
    sheet.write_boolean(1, 5, True)
    sheet.write_row(3, 0, ["5.10", 1950000])
    sheet.write_rich_string(3, 3, "rich ", bold, "text")
    sheet.merge_range("A6:C7", "merged")
    other.write_string(0, 0, "x")
    if formulas:
        sheet.write_formula("B5", "=SUM(B2:B4)", None, 1950021.4)
        sheet.write_array_formula("E9:E11", "{=B2:B4*2}")
    book.close()
    return stream.getvalue()


def placed(data: bytes, folder: Path) -> Path:
    (folder / "data.xlsx").write_bytes(data)
    return folder


def at(cell: str, sheet: str = "results") -> Place:
    return Place("data.xlsx", cell=f"{sheet}!{cell}")


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def cells(data: bytes, path: str = SHEET) -> dict[str, bytes]:
    """Return the XML of each cell by its reference."""
    root = etree.fromstring(members(data)[path])
    return {cell.get("r"): etree.tostring(cell, with_tail=False) for cell in root.iter(f"{MAIN}c")}


def written(data: bytes, cell: str) -> str:
    """Return the XML of a cell without its namespaces."""
    return re.sub(r' xmlns(:r)?="[^"]*"', "", cells(data)[cell].decode())


def remade(data: bytes, **changes: Callable[[str], str] | str) -> bytes:
    """Return the workbook with parts rewritten; a part is named by the end of its path, without its suffix."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            change = changes.get(entry.filename.rpartition("/")[2].partition(".")[0])
            text = old.read(entry)
            if entry.filename.endswith(".xml") and change is not None:
                text = (change if isinstance(change, str) else change(text.decode())).encode()
            new.writestr(entry.filename, text)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("A2", "D_1.A"),
        ("B2", "21.4"),
        ("C2", "2024-03-31"),
        ("D2", "A & B"),
        ("F2", "TRUE"),
        ("B4", "1950000"),
        ("D4", "rich text"),
        ("A6", "merged"),
        ("Z9", ""),
        ("E2", ""),
    ],
)
def test_a_cell_gives_its_value_as_typed(cell: str, value: str, tmp_path: Path):
    assert value_at(placed(a_workbook(), tmp_path), at(cell)) == value


def test_numbers_are_given_without_the_noise_of_binary_fractions(tmp_path: Path):
    def noisy(sheet: str) -> str:
        return sheet.replace("<v>21.4</v>", "<v>0.30000000000000004</v>").replace("<v>1950000</v>", "<v>1.95E6</v>")

    placed(remade(a_workbook(), sheet1=noisy), tmp_path)
    assert [value_at(tmp_path, at(cell)) for cell in ("B2", "B4")] == ["0.3", "1950000"]


@pytest.mark.parametrize(
    ("cell", "new", "xml"),
    [
        ("B2", "22.5", '<c r="B2"><v>22.5</v></c>'),
        ("B2", "−3", '<c r="B2"><v>-3</v></c>'),
        ("B2", "n/a", '<c r="B2" t="inlineStr"><is><t>n/a</t></is></c>'),
        ("B2", "", '<c r="B2"/>'),
        ("A2", "12", '<c r="A2"><v>12</v></c>'),
        ("A2", "007", '<c r="A2" t="inlineStr"><is><t>007</t></is></c>'),
        ("A2", "1234567890123456", '<c r="A2" t="inlineStr"><is><t>1234567890123456</t></is></c>'),
        ("A4", "5.20", '<c r="A4" t="inlineStr"><is><t>5.20</t></is></c>'),
        ("D2", "C <& D", '<c r="D2" s="2" t="inlineStr"><is><t>C &lt;&amp; D</t></is></c>'),
        ("D4", " plain", '<c r="D4" t="inlineStr"><is><t xml:space="preserve"> plain</t></is></c>'),
        ("D4", "a_x000A_b", '<c r="D4" t="inlineStr"><is><t>a_x005F_x000A_b</t></is></c>'),
        ("C2", "2024-12-31", '<c r="C2" s="1"><v>45657</v></c>'),
        ("C2", "2024", '<c r="C2" s="1" t="inlineStr"><is><t>2024</t></is></c>'),
        ("C2", "2024-02-30", '<c r="C2" s="1" t="inlineStr"><is><t>2024-02-30</t></is></c>'),
        ("B2", "2024-12-31", '<c r="B2" t="inlineStr"><is><t>2024-12-31</t></is></c>'),
        ("F2", "FALSE", '<c r="F2" t="b"><v>0</v></c>'),
        ("F2", "no", '<c r="F2" t="inlineStr"><is><t>no</t></is></c>'),
        ("A6", "new", '<c r="A6" t="inlineStr"><is><t>new</t></is></c>'),
    ],
)
def test_a_cell_takes_numbers_days_and_words_and_keeps_its_style(cell: str, new: str, xml: str, tmp_path: Path):
    data = with_value(placed(a_workbook(), tmp_path), at(cell), new)
    assert written(data, cell) == xml
    assert value_at(placed(data, tmp_path), at(cell)) == new.replace("−", "-")


@pytest.mark.parametrize("new", ["=1+1", "+A1", "-A1", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("https://example.org")'])
def test_what_looks_like_a_formula_is_text(new: str, tmp_path: Path):
    data = with_value(placed(a_workbook(), tmp_path), at("B2"), new)
    assert written(data, "B2").startswith('<c r="B2" t="inlineStr"><is><t')
    assert not any(b"<f" in cell for cell in cells(data).values())
    assert value_at(placed(data, tmp_path), at("B2")) == new.replace("\r", "\n")


LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
NEW = st.one_of(st.text(st.one_of(st.sampled_from("\n\t <>&_x0"), LETTERS), max_size=12),
                st.decimals(-10**9, 10**9, places=2).map(str)).filter(lambda text: not re.match(r"[+−]\d", text))  # fmt: skip
"""A plus before a number is dropped, and a true minus becomes that of the keyboard; all else comes back as typed."""
CELLS = ("A2", "B2", "D2", "D4", "F2", "E2", "C3", "B4", "AA1", "H20")
BOOK = a_workbook()


@given(NEW, st.sampled_from(CELLS))
@settings(max_examples=150, deadline=None)
@example("_x000D_", "A2")
def test_one_cell_changes_and_nothing_else(tmp_path_factory: Any, new: str, cell: str):
    folder = placed(BOOK, tmp_path_factory.getbasetemp())
    old = value_at(folder, at(cell))
    data = with_value(folder, at(cell), new)
    if new == old:
        assert data == BOOK
        return
    assert value_at(placed(data, folder), at(cell)) == new
    before, after = cells(BOOK), cells(data)
    assert {**before, cell: b""} == {**after, cell: b""}
    parts, parts_now = members(BOOK), members(data)
    assert list(parts) == list(parts_now)
    assert {name for name in parts if parts[name] != parts_now[name]} == {SHEET}


def test_the_list_of_parts_stays_as_it_is(tmp_path: Path):
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(a_workbook())) as old, zipfile.ZipFile(stream, "w") as new:
        new.comment = b"kept"
        for number, entry in enumerate(old.infolist()):
            entry = zipfile.ZipInfo(entry.filename, (2020, 1, 1 + number, 12, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if number % 2 else zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(entry.filename))
    data = with_value(placed(stream.getvalue(), tmp_path), at("B2"), "5")
    kept = []
    for each in (stream.getvalue(), data):
        with zipfile.ZipFile(io.BytesIO(each)) as archive:
            entries = [(entry.filename, entry.date_time, entry.compress_type) for entry in archive.infolist()]
            kept.append((archive.comment, entries))
    assert kept[0] == kept[1]
    assert with_value(tmp_path, at("B2"), "5") == data


def test_a_new_cell_stands_in_its_order(tmp_path: Path):
    data = a_workbook()
    for cell in ("E2", "C3", "H20", "A3", "AA1"):
        data = with_value(placed(data, tmp_path), at(cell), "1")
    root = etree.fromstring(members(data)[SHEET])
    references = [cell.get("r") for cell in root.iter(f"{MAIN}c")]
    spots = [(int(match[2]), len(match[1]), match[1]) for r in references if (match := re.match(r"([A-Z]+)(\d+)", r))]
    assert spots == sorted(spots) and len(set(spots)) == len(spots)
    assert {"E2", "C3", "H20", "A3", "AA1"} <= set(references)
    rows = [int(row.get("r")) for row in root.iter(f"{MAIN}row")]
    assert rows == sorted(set(rows))
    assert root.find(f"{MAIN}dimension").get("ref") == "A1:AA20"


def test_rows_and_cells_without_numbers_are_counted(tmp_path: Path):
    def bare(sheet: str) -> str:
        return re.sub(r'<(row|c) r="[A-Z]*[1245]"', r"<\1", sheet)

    data = remade(a_workbook(), sheet1=bare)
    assert b'<row spans="1:6"><c' in members(data)[SHEET]
    placed(data, tmp_path)
    assert [value_at(tmp_path, at(cell)) for cell in ("A2", "B2", "C2", "B3")] == [
        "D_1.A",
        "21.4",
        "2024-03-31",
        "1950000",
    ]
    assert b"<c><v>9</v></c>" in members(with_value(tmp_path, at("B2"), "9"))[SHEET]


def test_a_cell_with_a_formula_is_refused_by_name(tmp_path: Path):
    placed(a_workbook(formulas=True), tmp_path)
    for refused in (lambda p: value_at(tmp_path, p), lambda p: with_value(tmp_path, p, "1")):
        with pytest.raises(WorkspaceError, match=r"data\.xlsx!results!B5 holds a formula \(=SUM\(B2:B4\)\)"):
            refused(at("B5"))
        with pytest.raises(WorkspaceError, match="E10 belongs to a formula of several cells"):
            refused(at("E10"))


def test_a_cell_under_merged_ones_is_refused(tmp_path: Path):
    placed(a_workbook(), tmp_path)
    with pytest.raises(WorkspaceError, match=r"B7 lies under merged cells \(A6:C7\)"):
        with_value(tmp_path, at("B7"), "1")


def test_a_workbook_with_formulas_is_computed_anew(tmp_path: Path):
    data = a_workbook(formulas=True)
    changed = with_value(placed(data, tmp_path), at("B2"), "1")
    parts, now = members(data), members(changed)
    assert {name for name in parts if parts[name] != now[name]} <= {SHEET, "xl/workbook.xml"}
    assert b'<calcPr calcId="124519" fullCalcOnLoad="1"/>' in now["xl/workbook.xml"]

    def without_calc(workbook: str) -> str:
        return re.sub(r"<calcPr[^>]*>", "", workbook).replace("</sheets>", "</sheets><definedNames/>")

    placed(remade(data, workbook=without_calc), tmp_path)
    assert (
        b'<definedNames/><calcPr fullCalcOnLoad="1"/></workbook>'
        in members(with_value(tmp_path, at("B2"), "1"))["xl/workbook.xml"]
    )


def test_a_workbook_without_formulas_is_not(tmp_path: Path):
    def without_calc(workbook: str) -> str:
        return re.sub(r"<calcPr[^>]*>", "", workbook)

    placed(remade(a_workbook(), workbook=without_calc), tmp_path)
    assert b"calcPr" not in members(with_value(tmp_path, at("B2"), "1"))["xl/workbook.xml"]


def test_days_are_counted_from_1904_where_the_workbook_does(tmp_path: Path):
    placed(a_workbook(options={"date_1904": True}), tmp_path)
    assert value_at(tmp_path, at("C2")) == "2024-03-31"
    data = with_value(tmp_path, at("C2"), "2024-12-31")
    assert "<v>44195</v>" in written(data, "C2")
    assert value_at(placed(data, tmp_path), at("C2")) == "2024-12-31"


def test_a_strict_workbook_is_changed_too(tmp_path: Path):
    usual = (
        ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"),
        (
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(a_workbook())) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            for before, after in usual:
                text = text.replace(before, after)
            text = text.replace('<c r="C2" s="1"><v>45382</v>', '<c r="C2" s="1" t="d"><v>2024-03-31</v>')
            new.writestr(name, text)
    placed(stream.getvalue(), tmp_path)
    assert value_at(tmp_path, at("C2")) == "2024-03-31"
    assert (
        b'<c r="C2" s="1" t="d"><v>2024-12-31</v></c>' in members(with_value(tmp_path, at("C2"), "2024-12-31"))[SHEET]
    )
    data = with_value(tmp_path, at("B2"), "words")
    assert b'<c r="B2" t="inlineStr"><is><t>words</t></is></c>' in members(data)[SHEET]


def test_a_sheet_may_have_blanks_in_its_name(tmp_path: Path):
    placed(a_workbook(), tmp_path)
    assert value_at(tmp_path, at("A1", "My notes")) == value_at(tmp_path, at("$A$1", "'My notes'")) == "x"


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("targets!A1", "has no sheet “targets” (any more); it has results, My notes"),
        ("A1", "names no cell"),
        ("results!", "names no cell"),
        ("results!A0", "names no cell"),
        ("results!XFE1", "names no cell"),
        ("results!A1048577", "names no cell"),
    ],
)
def test_a_place_that_is_gone_is_said(cell: str, words: str, tmp_path: Path):
    placed(a_workbook(), tmp_path)
    with pytest.raises(WorkspaceError) as refused:
        value_at(tmp_path, Place("data.xlsx", cell=cell))
    assert words in str(refused.value)


def test_a_text_too_long_for_a_cell_is_refused(tmp_path: Path):
    with pytest.raises(WorkspaceError, match="has 32,768 characters; a cell takes 32,767"):
        with_value(placed(a_workbook(), tmp_path), at("A2"), "x" * 32_768)


def bombed(name: str, data: bytes, count: int = 1) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(count):
            archive.writestr(name.format(number), data)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is no workbook"),
        (b"PK\x03\x04 and no more", "is no workbook"),
        (b"\xd0\xcf\x11\xe0", "is protected with a password, or is a workbook of old Office programs"),
        (bombed("a", b""), "is packed like a workbook and holds none"),
        (bombed("{}", b"", 2_001), "holds 2,001 packed files; at most 2,000 are read"),
        (bombed("a", bytes(10 * 2**20)), "and 200 times its size, are read"),
        (bombed("../a", b"x"), "whose name leads elsewhere"),
        (remade(BOOK, workbook="<!DOCTYPE x><x/>"), "has a document type"),
        (remade(BOOK, sheet1="<x"), "xl/worksheets/sheet1.xml is not XML"),
        (remade(BOOK, sheet1=f'<chartsheet xmlns="{MAIN[1:-1]}"/>'), "is no sheet of cells"),
    ],
)
def test_what_is_no_sound_workbook_is_refused(data: bytes, words: str, tmp_path: Path):
    placed(data, tmp_path)
    for refused in (lambda p: value_at(tmp_path, p), lambda p: with_value(tmp_path, p, "1")):
        with pytest.raises(WorkspaceError) as error:
            refused(at("B2"))
        assert words in str(error.value)


def test_entities_are_not_resolved(tmp_path: Path):
    (tmp_path / "secret").write_text("secret")
    bomb = (
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{tmp_path}/secret">]><worksheet xmlns="{MAIN[1:-1]}">&e;</worksheet>'
    )
    placed(remade(BOOK, sheet1=bomb), tmp_path)
    with pytest.raises(WorkspaceError, match="document type"):
        value_at(tmp_path, at("B2"))


def test_an_encrypted_or_doubled_part_is_refused(tmp_path: Path):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a", "x")
        archive.writestr("A", "x")
    with pytest.raises(WorkspaceError, match="two packed files with the name “A”"):
        value_at(placed(stream.getvalue(), tmp_path), at("B2"))
    locked = bytearray(BOOK)
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(WorkspaceError, match="protected with a password"):
        value_at(placed(bytes(locked), tmp_path), at("B2"))


def test_a_damaged_part_is_refused(tmp_path: Path):
    with zipfile.ZipFile(io.BytesIO(BOOK)) as archive:
        entry = archive.getinfo("docProps/app.xml")
    damaged = bytearray(BOOK)
    damaged[entry.header_offset + 30 + len(entry.filename) + 8] ^= 0xFF
    placed(bytes(damaged), tmp_path)
    with pytest.raises(WorkspaceError, match="is damaged: it cannot be unpacked"):
        with_value(tmp_path, at("B2"), "1")

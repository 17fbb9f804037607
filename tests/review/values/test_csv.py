from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.errors import WorkspaceError
from reportgen.files import read_text
from reportgen.findings import Place
from reportgen.load.csv import Columns, read_table
from reportgen.load.fields import columns_of
from reportgen.load.workspace import TABLES
from reportgen.model.base import PlacedDict
from reportgen.review.values import value_at, with_value

COLUMNS = Columns(("indicator", "value", "title", "note"), frozenset({"indicator"}), frozenset({"title"}))
HEAD = ("indicator", "value", "title:fr", "note")


def placed(data: bytes | str, folder: Path, name: str = "table.csv") -> Path:
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return folder


def changed(text: str, folder: Path, line: int, column: str, new: str) -> str:
    root, place = placed(text, folder), Place("table.csv", line, column)
    return with_value(root, place, new).decode()


def complaint(text: str, folder: Path, line: int, column: str, new: str = "9") -> str:
    root, place = placed(text, folder), Place("table.csv", line, column)
    with pytest.raises(WorkspaceError) as refused:
        value_at(root, place)
    with pytest.raises(WorkspaceError, match=re.escape(str(refused.value))):
        with_value(root, place, new)
    return str(refused.value)


LETTERS = st.characters(codec="cp1252", exclude_characters="\0\r", exclude_categories=["Cc"])
CELL = st.text(st.one_of(st.sampled_from(' ,;"\n\té'), LETTERS), max_size=8)
LINE_ENDS = st.sampled_from(["\n", "\r\n", "\r"])


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[list[tuple[str, bool]]], str, str, str, bool]:
    """Rows of cells with whether each is quoted, and separator, line end, encoding, and whether the last line ends."""
    separator = draw(st.sampled_from(",;\t"))
    cell = st.tuples(CELL, st.booleans())
    rows = draw(st.lists(st.tuples(st.just(("é", False)), cell, cell, cell), min_size=1, max_size=5))
    whole = [
        [(text, quoted or any(letter in text for letter in (separator, '"', "\n"))) for text, quoted in row]
        for row in ([(name, False) for name in HEAD], *rows)
    ]
    return (
        whole,
        separator,
        draw(LINE_ENDS),
        draw(st.sampled_from(["utf-8", "utf-8-sig", "cp1252"])),
        draw(st.booleans()),
    )


def pieces(rows: list[list[tuple[str, bool]]], separator: str, ending: str, encoding: str, ends: bool) -> list[bytes]:
    """Return the bytes of the table: cells at every second index, what stands between them at the others."""
    made: list[bytes] = [b"\xef\xbb\xbf" if encoding == "utf-8-sig" else b""]
    encoding = encoding.removesuffix("-sig")
    for row in rows:
        for index, (text, quoted) in enumerate(row):
            written = '"' + text.replace('"', '""') + '"' if quoted else text
            last = index == len(row) - 1
            made.append(written.replace("\n", ending).encode(encoding))
            made.append((ending if last else separator).encode())
    if not ends:
        made[-1] = b""
    return made


def read(root: Path, name: str) -> list[PlacedDict]:
    text, _ = read_text(root / name, name)
    assert text is not None
    rows, findings = read_table(text, name, COLUMNS)
    assert [finding for finding in findings if finding.severity == "error"] == []
    return rows


@given(tables(), st.integers(0, 4), st.integers(1, 3), CELL)
@settings(max_examples=300)
def test_one_cell_changes_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory,
    table: tuple[list[list[tuple[str, bool]]], str, str, str, bool],
    row: int,
    column: int,
    new: str,
):
    folder = tmp_path_factory.getbasetemp()
    made = pieces(*table)
    placed(b"".join(made), folder)
    before = read(folder, "table.csv")
    row %= len(before)
    place = Place("table.csv", before[row].origin.line, HEAD[column])
    text, quoted = table[0][row + 1][column]
    assert value_at(folder, place) == text
    data = with_value(folder, place, new)
    index = 1 + 2 * ((row + 1) * len(HEAD) + column)
    start, end = b"".join(made[:index]), b"".join(made[index + 1 :])
    assert data.startswith(start) and data.endswith(end)
    cell = data[len(start) : len(data) - len(end)]
    assert not quoted or cell.startswith(b'"')
    placed(data, folder)
    assert value_at(folder, place) == new
    after = read(folder, "table.csv")
    # The line on which a later row starts moves with the line ends in the cell; what stands there does not.
    for number, (old, now) in enumerate(zip(before, after, strict=True)):
        texts = {**old.origin.texts, HEAD[column]: new} if number == row else dict(old.origin.texts)
        assert {key: value for key, value in texts.items() if value.strip()} == {
            key: value for key, value in now.origin.texts.items() if value.strip()
        }
    if cell.startswith(b'"') == quoted:
        assert with_value(folder, place, text) == b"".join(made)


@pytest.mark.parametrize("name", sorted(path.name for path in Path("inputs/demo").glob("*.csv")))
def test_a_cell_of_the_demo_is_changed_and_changed_back(name: str, tmp_path: Path):
    data = (Path("inputs/demo") / name).read_bytes()
    rows, _ = read_table(data.decode(), name, columns_of(TABLES[name][1]))
    for row in rows[:: max(1, len(rows) // 5)]:
        for column, text in row.origin.texts.items():
            place = Place(name, row.origin.line, column)
            placed(data, tmp_path, name)
            assert value_at(tmp_path, place) == text
            placed(with_value(tmp_path, place, "changed"), tmp_path, name)
            assert value_at(tmp_path, place) == "changed"
            assert with_value(tmp_path, place, text) == data


def test_a_cell_keeps_its_quotation_marks_and_gets_them_where_it_needs_them(tmp_path: Path):
    text = 'indicator,value\nA,"1"\nB, 2 \n'
    assert changed(text, tmp_path, 2, "value", "3") == 'indicator,value\nA,"3"\nB, 2 \n'
    assert changed(text, tmp_path, 3, "value", "3") == 'indicator,value\nA,"1"\nB,3\n'
    assert changed(text, tmp_path, 3, "value", 'a "b", c') == 'indicator,value\nA,"1"\nB,"a ""b"", c"\n'
    assert changed(text, tmp_path, 2, "value", "") == 'indicator,value\nA,""\nB, 2 \n'


def test_a_comma_needs_no_quotation_marks_between_semicolons(tmp_path: Path):
    assert changed("indicator;value\nA;1\n", tmp_path, 2, "value", "1,5") == "indicator;value\nA;1,5\n"


def test_line_ends_in_a_cell_are_those_of_the_cell_else_of_the_file(tmp_path: Path):
    text = 'indicator,note\r\nA,"x\ny"\r\nB,z\r\n'
    assert changed(text, tmp_path, 2, "note", "x\ny\nz") == 'indicator,note\r\nA,"x\ny\nz"\r\nB,z\r\n'
    assert changed(text, tmp_path, 4, "note", "p\nq") == 'indicator,note\r\nA,"x\ny"\r\nB,"p\r\nq"\r\n'


def test_a_short_row_gets_the_separators_that_it_lacks(tmp_path: Path):
    assert changed("indicator;value;title;note\nA\nB;1\n", tmp_path, 2, "note", "x") == (
        "indicator;value;title;note\nA;;;x\nB;1\n"
    )
    assert changed("indicator,value,note\nA,1", tmp_path, 2, "note", "x") == "indicator,value,note\nA,1,x"


def test_the_value_itself_gives_the_file_as_it_is(tmp_path: Path):
    text = 'indicator,note\nA,5" pipe\n'
    assert changed(text, tmp_path, 2, "note", '5" pipe') == text


def test_a_row_is_found_behind_empty_and_broken_ones(tmp_path: Path):
    text = 'indicator,note\n\nA,"x\n\ny"\n"B"b,1\n,\nC,2\n'
    assert changed(text, tmp_path, 8, "note", "3") == text.replace("C,2", "C,3")
    assert changed(text, tmp_path, 3, "note", "3") == 'indicator,note\n\nA,"3"\n"B"b,1\n,\nC,2\n'
    assert "no row any more that starts on line 6" in complaint(text, tmp_path, 6, "note")


def test_a_title_is_found_by_its_language(tmp_path: Path):
    text = "indicator,title:fr\nA,Loi\n"
    assert changed(text, tmp_path, 2, "title:fr", "Droit") == "indicator,title:fr\nA,Droit\n"
    assert changed(text, tmp_path, 2, "title", "Droit") == "indicator,title:fr\nA,Droit\n"
    assert "several columns (title:fr, title:en)" in complaint(
        "indicator,title:fr,title:en\nA,x,y\n", tmp_path, 2, "title"
    )


def test_the_separator_is_that_of_the_loader(tmp_path: Path):
    text = "indicator;period_start;value\nA;2021-01-01;1,5\n"
    placed(text, tmp_path, "results.csv")
    assert value_at(tmp_path, Place("results.csv", 2, "value")) == "1,5"


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        (3, "value", "has no row any more that starts on line 3"),
        (9, "value", "has no row any more that starts on line 9"),
        (0, "value", "has no row any more that starts on line 0"),
        (1, "value", "is the heading of the column"),
        (2, "amount", "has no column “amount” (any more)"),
        (2, "", "has no column “” (any more)"),
    ],
)
def test_a_place_that_is_gone_is_said(line: int, column: str, words: str, tmp_path: Path):
    assert words in complaint('indicator,value,note\nA,1,"\n"\n', tmp_path, line, column)


def test_an_empty_file_is_said(tmp_path: Path):
    assert "table.csv is empty" in complaint("", tmp_path, 2, "value")


def test_a_letter_that_windows_1252_lacks_is_refused_by_name(tmp_path: Path):
    placed("indicator,note\nA,déjà\n".encode("cp1252"), tmp_path)
    place = Place("table.csv", 2, "note")
    assert with_value(tmp_path, place, "à côté – ici") == "indicator,note\nA,à côté – ici\n".encode("cp1252")
    with pytest.raises(WorkspaceError, match="the letter “ł” of the new value cannot be stored"):
        with_value(tmp_path, place, "Łódź, ł".lower())


def test_a_value_that_would_turn_windows_1252_into_something_else_is_refused(tmp_path: Path):
    placed("indicator,note\nA,\xe9\n".encode("cp1252"), tmp_path)
    with pytest.raises(WorkspaceError, match="old encoding"):
        with_value(tmp_path, Place("table.csv", 2, "note"), "Ã©")


def test_values_that_no_file_can_hold_are_refused(tmp_path: Path):
    placed("indicator,note\nA,1\n", tmp_path)
    place = Place("table.csv", 2, "note")
    with pytest.raises(WorkspaceError, match=r"control character \(U\+000B\)"):
        with_value(tmp_path, place, "a\x0bb")
    with pytest.raises(WorkspaceError, match="half a letter"):
        with_value(tmp_path, place, "\ud800")


def test_files_that_cannot_be_read_are_said(tmp_path: Path):
    with pytest.raises(WorkspaceError, match=r"results\.csv is missing"):
        value_at(tmp_path, Place("results.csv", 2, "value"))
    with pytest.raises(WorkspaceError, match="leads out of the folder"):
        value_at(tmp_path, Place("../results.csv", 2, "value"))
    with pytest.raises(WorkspaceError, match="no table or YAML file"):
        value_at(tmp_path, Place("photo.png", 2, "value"))
    placed(b"PK\x03\x04", tmp_path)
    with pytest.raises(WorkspaceError, match=r"table\.csv is a workbook .* Save it as text"):
        value_at(tmp_path, Place("table.csv", 2, "value"))


def test_rows_are_those_of_the_csv_module_to_the_letter(tmp_path: Path):
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([["indicator", "note"], ["A", 'x\n"y", z'], ["B", ""], ["C", "c"]])
    text = stream.getvalue()
    assert changed(text, tmp_path, 5, "note", "d") == text.replace("C,c", "C,d")

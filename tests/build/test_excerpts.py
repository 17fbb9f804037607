"""What stands at the place of a finding, for every kind of file, also where nothing can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.build.excerpts import Lines, Row, Sources, Words
from reportgen.findings import Place
from tests.workbooks import a_workbook

TABLE = 'indicator,period_start,value,comment,absence\nA,2024-01-01,4,"two\nlines, ""quoted""",\nB,2024-01-01,,,\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "office"
    (home / "narratives").mkdir(parents=True)
    (home / "results.csv").write_text(TABLE, encoding="utf-8-sig")
    (home / "a.md").write_bytes(b"one\r\nSeats rose to {{ x.y | number }} of a hundred.\r\nthree\r\nfour")
    (home / "picture.png").write_bytes(b"\x89PNG\0")
    (tmp_path / "secret.md").write_text("secret")
    return home


def shown(folder: Path, place: Place, found: str = "") -> object:
    return Sources(folder).excerpt(place, found)


def marked(folder: Path, column: str, found: str = "") -> str:
    lines = shown(folder, Place("a.md", 2, column), found)
    assert isinstance(lines, Lines)
    line = next(line for line in lines.lines if line.number == lines.line)
    assert line.before + line.marked + line.after == "Seats rose to {{ x.y | number }} of a hundred."
    return line.marked


def test_a_line_stands_between_its_neighbours(folder: Path) -> None:
    lines = shown(folder, Place("a.md", 2, "7"))
    assert isinstance(lines, Lines)
    assert [(line.number, line.before) for line in lines.lines] == [(1, "one"), (2, "Seats "), (3, "three")]
    first, last = shown(folder, Place("a.md", 1)), shown(folder, Place("a.md", 4))
    assert isinstance(first, Lines) and isinstance(last, Lines)
    assert [line.number for line in first.lines] == [1, 2] and [line.number for line in last.lines] == [3, 4]


@pytest.mark.parametrize(
    ("column", "found", "mark"),
    [
        ("7", "", "rose"),
        ("7", "rose to", "rose to"),
        ("15", "x.y", "{{ x.y"),
        ("7", "something else", "rose"),
        ("6", "", " "),
        ("46", "", "."),
        ("47", "", ""),
        ("0", "", ""),
        ("4000000000000", "", ""),
        ("value", "", ""),
        ("²", "", ""),
    ],
)
def test_what_was_found_is_marked_or_the_word_at_the_column(folder: Path, column: str, found: str, mark: str) -> None:
    assert marked(folder, column, found) == mark


def test_a_long_line_is_cut_around_its_mark(folder: Path) -> None:
    (folder / "a.md").write_text("x" * 5000 + " here " + "y" * 5000)
    lines = shown(folder, Place("a.md", 1, "5002"))
    assert isinstance(lines, Lines)
    [line] = lines.lines
    assert line.marked == "here" and line.before.startswith("…x") and line.after.endswith("y…")
    assert len(line.before + line.after) < 400


def test_a_row_stands_under_its_headings_without_its_empty_cells(folder: Path) -> None:
    row = shown(folder, Place("results.csv", 2, "value"))
    assert row == Row(
        2, ("indicator", "period_start", "value", "comment"), ("A", "2024-01-01", "4", 'two\nlines, "quoted"'), 2
    )


def test_an_empty_cell_is_shown_if_it_is_the_one(folder: Path) -> None:
    row = shown(folder, Place("results.csv", 4, "absence"))
    assert row == Row(4, ("indicator", "period_start", "absence"), ("B", "2024-01-01", ""), 2)


def test_a_place_without_a_column_or_with_an_unknown_one_marks_nothing(folder: Path) -> None:
    for column in ("", "nothing", "4"):
        row = shown(folder, Place("results.csv", 4, column))
        assert isinstance(row, Row) and row.marked == -1


def test_headings_are_shown_whole(folder: Path) -> None:
    row = shown(folder, Place("results.csv", 1, "comment"))
    assert row == Row(1, ("indicator", "period_start", "value", "comment", "absence"), (), 3)


def test_tables_with_semicolons_and_rows_that_are_too_long_are_shown(folder: Path) -> None:
    (folder / "results.csv").write_text("indicator;period_start;value\nA;2024;1;2;3\n")
    assert shown(folder, Place("results.csv", 2)) == Row(
        2, ("indicator", "period_start", "value", "", ""), ("A", "2024", "1", "2", "3"), -1
    )


def test_a_quotation_mark_that_is_never_closed_is_shown(folder: Path) -> None:
    (folder / "results.csv").write_text('indicator,value\nA,"1\nB,2\n' + "C,3\n" * 30_000)
    row = shown(folder, Place("results.csv", 2, "value"))
    assert isinstance(row, Row) and row.headings == ("indicator", "value") and row.cells[0] == "A"
    assert len(row.cells[1]) < 200


def test_a_file_as_a_whole_shows_nothing(folder: Path) -> None:
    assert shown(folder, Place("a.md")) is None and shown(folder, Place("nothing.md")) is None


def test_a_cell_of_a_workbook_stands_in_its_row_under_the_names_of_its_columns(folder: Path) -> None:
    rows = [["Results 2024"], ["Indicator", "Value"], ["indicator", "period_start", "value", "comment"],
            ["A", "2024-01-01", 4, "x" * 300], ["B", None, "four", None, None, None, "beside"]]  # fmt: skip
    (folder / "data.xlsx").write_bytes(a_workbook({"Results": rows, "Ours": [["a", "b"]]}))
    sources = Sources(folder)

    def at(cell: str) -> object:
        return sources.excerpt(Place("data.xlsx", cell=cell))

    assert at("Results!C5") == Row(5, ("indicator", "value", "G"), ("B", "four", "beside"), 1, of_sheet=True)
    assert at("Results!D5") == Row(
        5, ("indicator", "value", "comment", "G"), ("B", "four", "", "beside"), 2, of_sheet=True
    )
    assert at("Results!B3") == Row(3, ("indicator", "period_start", "value", "comment"), (), 1, of_sheet=True)
    long = at("Results!C4")
    assert isinstance(long, Row) and long.marked == 2 and len(long.cells[3]) < 100
    assert at("Gone!A1") == Words("It is cell A1 of the sheet “Gone” in data.xlsx.")
    (folder / "data.xlsx").write_bytes(b"no workbook")
    assert isinstance(Sources(folder).excerpt(Place("data.xlsx", cell="Results!C5")), Words)


def test_a_cell_of_a_workbook_that_is_not_there_is_named(folder: Path) -> None:
    assert shown(folder, Place("f.xlsx", cell="Budget!C7")) == Words("It is cell C7 of the sheet “Budget” in f.xlsx.")
    assert shown(folder, Place("f.xlsx", cell="C7")) == Words("It is f.xlsx!C7.")


@pytest.mark.parametrize(
    "file", ["gone.md", "picture.png", "narratives", "../secret.md", "/etc/passwd", "a\0b", "x" * 5000, "link.md"]
)
def test_what_cannot_be_read_is_told_and_never_read_from_elsewhere(folder: Path, file: str) -> None:
    (folder / "link.md").symlink_to(folder.parent / "secret.md")
    assert shown(folder, Place(file, 1, "1")) == Words("The source cannot be read here.")


def test_a_line_that_is_gone_is_told(folder: Path) -> None:
    assert shown(folder, Place("a.md", 40)) == Words("The source has no line 40 now.")


def test_an_offset_becomes_a_line_and_column_only_where_the_old_text_stands(folder: Path) -> None:
    sources = Sources(folder)
    assert sources.position("a.md", 4, "Seats") == (2, 1)
    assert sources.position("a.md", 10, "rose") == (2, 7)
    assert sources.position("a.md", 9, "rose") is None and sources.position("gone.md", 0, "") is None

"""data.xlsx as other programs and hands write it: the same rows come of it, or one message says why not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from reportgen.findings import Finding
from reportgen.load import load
from reportgen.model import Report
from tests.helpers import write_workspace
from tests.workbooks import a_workbook

HEAD = ["indicator", "period_start", "period_end", "value", "source"]
ROW = ["D_1.1.A", "2024-01-01", "2024-12-31", 4, "Gazette"]
FUNDS = ["code", "year", "source_of_funds", "stage", "amount", "currency"]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def read(tmp_path: Path, data: bytes) -> tuple[Report, list[Finding]]:
    root = write_workspace(tmp_path, **{"targets.csv": None, "results.csv": None, "finance.csv": None})
    (root / "data.xlsx").write_bytes(data)
    held = load(root)
    assert held.report is not None and (root / "data.xlsx").read_bytes() == data
    return held.report, list(held.findings)


def packed(**parts: str) -> bytes:
    """Return a workbook of these parts, with what every workbook has."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


def changed(data: bytes, *pairs: tuple[str, str]) -> bytes:
    """Return a workbook with words replaced in all its parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            text = old.read(entry).decode()
            for before, after in pairs:
                text = text.replace(before, after)
            new.writestr(entry.filename, text)
    return stream.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, str):
        return f'<x:c t="inlineStr"><x:is><x:t>{value}</x:t></x:is></x:c>'
    return f"<x:c><x:v>{value}</x:v></x:c>"


def inline(*rows: list[object]) -> str:
    """Return a sheet of inline strings without references, styles or anything else that may be left out."""
    cells = "".join(f"<x:row>{''.join(map(_cell, row))}</x:row>" for row in rows)
    return f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{cells}</x:sheetData></x:worksheet>'


def bare(sheet: str, target: str = "/xl/worksheets/first.xml") -> bytes:
    """Return a workbook as small programs write it: absolute targets, prefixes of its own, no styles, no shared strings."""
    return packed(
        **{
            "_rels/.rels": f'<r:Relationships xmlns:r="http://schemas.openxmlformats.org/package/2006/relationships"><r:Relationship Id="a" Type="{RELATIONS}/officeDocument" Target="/xl/workbook.xml"/></r:Relationships>',
            "xl/workbook.xml": f'<x:workbook xmlns:x="{MAIN}" xmlns:rel="{RELATIONS}"><x:sheets><x:sheet name="Results" sheetId="7" rel:id="b"/></x:sheets></x:workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="b" Type="{RELATIONS}/worksheet" Target="{target}"/></Relationships>',
            "xl/worksheets/first.xml": sheet,
        }
    )


def only_row(report: Report, findings: list[Finding]) -> list[str]:
    assert [str(each) for each in findings] == []
    [result] = report.results
    return [result.indicator, str(result.period_end), result.value.text if result.value else "", result.source]


READ = ["D_1.1.A", "2024-12-31", "4", "Gazette"]


@pytest.mark.parametrize(
    "target", ["/xl/worksheets/first.xml", "worksheets/first.xml", "./worksheets/../worksheets/first.xml"]
)
def test_workbooks_without_strings_styles_and_references_are_read(tmp_path: Path, target: str):
    assert only_row(*read(tmp_path, bare(inline(HEAD, ROW), target))) == READ


def test_strict_workbooks_are_read(tmp_path: Path):
    data = changed(
        a_workbook({"Results": [HEAD, ROW]}),
        (MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"),
        (RELATIONS, "http://purl.oclc.org/ooxml/officeDocument/relationships"),
    )
    assert only_row(*read(tmp_path, data)) == READ


def test_rich_text_readings_above_it_and_notes_are_no_part_of_a_text(tmp_path: Path):
    def written(book: Any, sheet: Any) -> None:
        bold = book.add_format({"bold": True})
        sheet.write_rich_string("E2", "Gaz", bold, "ette")
        sheet.write_comment("A2", "Ask the ministry")
        sheet.write_comment("H9", "beside")

    data = a_workbook({"Results": [HEAD, ROW]}, {"Results": written})
    reading = '<rPh sb="0" eb="1"><t>reading</t></rPh><phoneticPr fontId="1"/></si>'
    data = changed(data, ("ette</t></r></si>", f"ette</t></r>{reading}"))
    assert b"reading" in zipfile.ZipFile(io.BytesIO(data)).read("xl/sharedStrings.xml")
    assert only_row(*read(tmp_path, data)) == READ


def test_an_apostrophe_that_makes_a_text_of_a_number_is_none_of_its_letters(tmp_path: Path):
    def quoted(book: Any, sheet: Any) -> None:
        sheet.write_string("D2", "4", book.add_format({"quote_prefix": True}))

    assert only_row(*read(tmp_path, a_workbook({"Results": [HEAD, ROW]}, {"Results": quoted}))) == READ


def test_a_cell_at_the_end_of_the_sheet_costs_nothing(tmp_path: Path):
    rows = inline(HEAD, ROW).replace(
        "</x:sheetData>", '<x:row r="1048576"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row></x:sheetData>'
    )
    assert only_row(*read(tmp_path, bare(rows))) == READ


def test_what_other_workbooks_hold_is_read_as_it_was_stored_and_never_fetched(tmp_path: Path):
    def linked(book: Any, sheet: Any) -> None:
        sheet.write_formula("D2", "='[ledger.xlsx]Sheet1'!B7", None, 4)
        sheet.write_url("H2", "https://example.org/ledger.xlsx")

    assert only_row(*read(tmp_path, a_workbook({"Results": [HEAD, ROW]}, {"Results": linked}))) == READ


def test_columns_that_are_empty_or_without_a_heading_are_nothing(tmp_path: Path):
    rows = [[HEAD[0], None, *HEAD[1:], ""], [ROW[0], None, *ROW[1:]]]
    assert only_row(*read(tmp_path, a_workbook({"Results": rows}))) == READ


@pytest.mark.parametrize(
    ("rows", "rule", "cell", "words"),
    [
        ([[*FUNDS, "amount"], ["D_1", 2024, "other", "received", 5, "USD", 7]], "STR03", "G1", "stands twice"),
        ([FUNDS, ["D_1", 2024, "other", "received", "USD 1,200", "USD"]], "STR024", "E2", "“USD 1,200”"),
        ([FUNDS, ["D_1", 2024, "other", "received", "1 200,50", "USD"]], "STR024", "E2", "“1 200,50”"),
        ([FUNDS, ["D_1", True, "other", "received", 5, "USD"]], "STR02", "B2", "“yes”"),
        ([FUNDS, ["D_1", 2024, "other", "received", 5, "USD"], [], ["Agreements"], FUNDS, ["D_1", 2023, "other", "received", 5, "USD"]],
         "STR02", "A4", ""),
    ],
)  # fmt: skip
def test_what_is_not_clear_is_said_at_its_cell(tmp_path: Path, rows: Any, rule: str, cell: str, words: str):
    _, findings = read(tmp_path, a_workbook({"Finance": rows}))
    said = [each for each in findings if each.rule.startswith(rule) and words in each.message]
    assert said and str(said[0].place).startswith("data.xlsx!Finance!"), [str(each) for each in findings]
    assert f"Finance!{cell}" in {each.place.cell for each in findings} or cell == "A4"


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"xl/workbook.xml": "<x/>"}, "is packed like a workbook and holds none"),
        ({"word/document.xml": "<x/>"}, "a Word document"),
        ({"ppt/presentation.xml": "<x/>"}, "a presentation"),
        ({"index/document.iwa": "x", "metadata/properties.plist": "x"}, "is packed like a workbook and holds none"),
    ],
)
def test_other_packed_files_are_one_error(tmp_path: Path, parts: Mapping[str, str], words: str):
    _, findings = read(tmp_path, packed(**parts))
    assert [each.rule for each in findings] == ["IMP001"] and words in findings[0].message and findings[0].hint


def test_a_million_columns_are_one_error(tmp_path: Path):
    cells = "".join(f"<x:c><x:v>{number}</x:v></x:c>" for number in range(20_000))
    data = bare(inline(HEAD, ROW).replace("</x:sheetData>", f"<x:row>{cells}</x:row></x:sheetData>"))
    _, findings = read(tmp_path, data)
    assert [each.rule for each in findings] == ["IMP001"]
    assert "has more than 16,384 cells in row 3" in findings[0].message

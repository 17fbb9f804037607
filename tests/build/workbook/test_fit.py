"""Rows are as high as their texts, and sheets as many pages wide as letters need."""

from __future__ import annotations

from typing import Any

import pytest

from reportgen.build.workbook.fit import MOST_LINES, height_of, lines_of
from reportgen.build.workbook.paper import pages_wide

from .sheets import Workbook


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 20, 1),
        ("Rights", 20, 1),
        ("Number of provincial councils whose budget is published in full", 26, 3),
        ("illicit filling", 12, 1),
        ("WOMEN WORKING", 13, 2),
        ("one\ntwo\n\nfour", 20, 4),
        ("x" * 60, 20, 4),
        ("省级议会中女性所占席位的百分比", 20, 2),
    ],
)
def test_letters_are_measured_one_by_one(text: str, width: float, lines: int):
    assert lines_of(text, width) == lines


def test_a_row_is_as_high_as_its_longest_text_up_to_a_limit():
    assert height_of([]) is None and height_of([("short", 30), ("", 10)]) is None
    two, three = height_of([("one\ntwo", 30)]), height_of([("one\ntwo\nthree", 30), ("one", 30)])
    assert two and three and two < three
    assert height_of([("word " * 20_000, 10)]) == height_of([("\n" * (MOST_LINES - 1), 10)])


def test_a_wide_sheet_is_printed_on_pages_side_by_side():
    assert pages_wide([20] * 8, 1) == 1
    assert pages_wide([], 0) == 1
    assert pages_wide([40, *[20] * 20], 1) == 2
    assert pages_wide([20] * 500, 2) == 8


def test_no_heading_of_the_summary_breaks_within_a_word(internal: Workbook):
    columns: Any = internal.sheet("Summary").iterfind(".//{*}col")
    widths: list[float] = [float(each.get("width", "0")) for each in columns]
    for cell, width in zip(("A3", "B3", "C3"), widths, strict=False):
        words = internal.cells("Summary")[cell].value.split()
        # Bold letters are a good tenth wider, and the cell has an indent at both sides.
        assert all(len(word) * 1.15 + 3 <= width for word in words), (cell, words, width)

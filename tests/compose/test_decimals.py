"""Numbers of one column leave room for what the others have behind the decimal mark."""

from __future__ import annotations

import re

import pytest

from reportgen.compose.decimals import align_decimals


def lacks(*rows: str, mark: str = ".") -> list[str]:
    html = align_decimals(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>", mark)
    return [
        (re.search(r'data-lack="([^"]*)"', tag) or ["", ""])[1] for tag in re.findall(r"<td[^>]*decimal[^>]*>", html)
    ]


def column(*cells: str, mark: str = ".") -> list[str]:
    return lacks(*(f'<td class="decimal">{cell}</td>' for cell in cells), mark=mark)


def test_a_whole_number_leaves_room_for_the_mark_and_its_digits():
    assert column("12.75", "3", "1,204.5") == ["", "p2", "1"]


def test_a_number_leaves_room_for_a_sign_that_others_have():
    assert column("31.2%", "7", "40%") == ["", "p1%", "p1"]


def test_words_and_pairs_of_numbers_stay_at_the_end_of_their_cell():
    assert column('<span class="absent">not collected</span>', "5 (38%)", "2.5", "yes") == ["", "", "", ""]


def test_what_stands_on_a_second_line_is_not_the_number():
    assert column('22<br><small class="first">first 24.5</small>', "1.5") == ["p1", ""]


def test_the_mark_is_the_languages():
    assert column("1.204,5", "3.000", mark=",") == ["", "p1"]


def test_a_currency_before_the_number_does_not_count():
    assert column("US$1.50", "−US$2") == ["", "p2"]


def test_columns_are_told_apart_across_spans():
    rows = (
        '<th rowspan="2">A</th><td class="decimal">1.5</td><td class="decimal">10</td>',
        '<td class="decimal">2</td><td class="decimal">20</td>',
        '<th>B</th><td colspan="2" class="words">words 3.25</td>',
        '<th>C</th><td class="decimal">3</td><td class="decimal">30</td>',
    )
    assert lacks(*rows) == ["", "", "p1", "", "p1", ""]


@pytest.mark.parametrize(
    "html", ["", "<p>1.5</p>", "<table></table>", "<table><tr><td>1.5</td><td>2</td></tr></table>"]
)
def test_what_holds_no_such_column_is_left_alone(html: str):
    assert align_decimals(html, ".") == html

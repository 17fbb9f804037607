"""Whatever a table holds, its pages are laid out, and every letter stands on one of them."""

from __future__ import annotations

from datetime import date

import pytest

from reportgen.compose.breaks import let_break
from reportgen.document.read import read_html
from reportgen.theme import load_theme
from reportgen.writers.look import marks, style_sheet
from reportgen.writers.pdf.layout import Pages, lay_out

THEME = load_theme("lagoon")
COLUMNS = {
    "results": 7,
    "matrix": 11,
    "money": 5,
    "plain": 2,
    "short": 4,
    "data": 6,
    "parts": 4,
    "performance": 9,
    "narrative": 5,
}
ROOM = '<html lang="en"><head><title>T</title><meta name="running" content="T"><meta name="broken" content="continued"></head>'


def pages_of(table: str, section: str = "body chapter outcome") -> Pages:
    facts = "<dl class='facts'><dt>Identifier</dt><dd>A-1</dd></dl>"
    body = f'<body><section id="start-body" class="start-body {section}"><h1 id="h">H</h1>{facts}{table}</section></body></html>'
    html = let_break(ROOM + body)
    document = read_html(html)
    style = style_sheet("print", THEME, document, inline_marks=False)
    return lay_out(html, style, marks(THEME, document), day=date(2025, 1, 1), write=False)


def table(kind: str, *rows: str, head: str = "Head") -> str:
    heads = f'<th scope="col">{head}</th>' * COLUMNS[kind]
    return (
        f'<table id="table-t" class="{kind}"><caption><span class="label">Table 1</span> What it holds</caption>'
        f'<thead><tr>{heads}</tr></thead><tbody>{"".join(rows)}</tbody></table><p class="source">Source.</p>'
    )


def row(kind: str, column: int, words: str) -> str:
    cells = [words if each == column else "cell" for each in range(COLUMNS[kind])]
    numbers = "".join(f'<td class="decimal">{cell}</td>' for cell in cells[1:])
    return f'<tr><th scope="row">{cells[0]}</th>{numbers}</tr>'


def long(letters: int, *, spaced: bool) -> str:
    return ("lorem ipsum " * letters)[:letters] if spaced else "x" * letters


@pytest.mark.parametrize("spaced", [True, False], ids=["words", "one word"])
@pytest.mark.parametrize("letters", [100, 1_000])
@pytest.mark.parametrize("kind", COLUMNS)
def test_a_long_cell_in_any_column_is_laid_out(kind: str, letters: int, spaced: bool) -> None:
    words = long(letters, spaced=spaced)
    rows = [row(kind, column, words) for column in range(COLUMNS[kind])]
    assert pages_of(table(kind, *rows)).overflows == ()


@pytest.mark.parametrize("spaced", [True, False], ids=["words", "one word"])
@pytest.mark.parametrize("kind", ["results", "short", "parts"])
def test_a_cell_higher_than_a_page_goes_on_over_the_next(kind: str, spaced: bool) -> None:
    last = COLUMNS[kind] - 1
    pages = pages_of(table(kind, row(kind, -1, ""), row(kind, last, long(10_000, spaced=spaced)), row(kind, -1, "")))
    assert pages.overflows == ()
    assert pages.count > 1


@pytest.mark.parametrize("kind", ["parts", "results"])
def test_groups_and_heads_higher_than_a_page_are_laid_out(kind: str) -> None:
    words, wide = long(10_000, spaced=True), COLUMNS[kind]
    group = f'<tr class="group"><th scope="rowgroup" colspan="{wide}">{words}</th></tr>'
    assert pages_of(table(kind, group, row(kind, -1, ""), group, row(kind, 0, words))).count > 3
    assert pages_of(table(kind, row(kind, -1, ""), head=long(3_000, spaced=True))).count > 1
    spanned = f'<tr><th scope="rowgroup" rowspan="3">{words}</th>' + "<td>a</td>" * (wide - 1) + "</tr>"
    assert pages_of(table(kind, spanned, *["<tr>" + "<td>a</td>" * (wide - 1) + "</tr>"] * 2)).count > 1


def test_rows_that_must_not_break_but_are_higher_than_a_page_do_not_end_the_layout() -> None:
    lines = "<br>".join(["a line"] * 120)  # short enough to be no tall row
    assert pages_of(table("short", row("short", 0, lines), row("short", 3, lines))).count > 2


def test_a_table_of_data_with_too_much_in_every_column_gets_columns_that_break() -> None:
    cells = "".join(f"<td>{'Verwaltungsgericht' + str(n)}</td>" for n in range(14))
    html = f'<table id="table-wide" class="data"><tbody><tr>{cells}</tr></tbody></table>'
    assert pages_of(html).overflows == ()
    told = pages_of(html.replace(' id="table-wide"', "")).overflows
    assert [each.kind for each, _ in told] == ["table"]


def test_columns_of_one_letter_stand_side_by_side() -> None:
    cells = "<td>a</td>" * 30
    assert pages_of(f'<table id="table-narrow" class="data"><tbody><tr>{cells}</tr></tbody></table>').overflows == ()

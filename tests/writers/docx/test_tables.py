from __future__ import annotations

from typing import Any

from reportgen.document.nodes import Table

from .read_back import W, part, read_text
from .trees import caption, cell, head, note, p, results, row, section, table


def tables(docx: bytes) -> list[Any]:
    return list(part(docx).iter(f"{W}tbl"))


def test_captioned_table_is_not_nested(write):
    [found] = tables(write(results("t", 1)))
    assert found.getparent().tag == f"{W}body"
    before = found.getprevious()
    assert before.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "Caption"
    assert not list(found.find(f"{W}tr").iter(f"{W}tbl"))


def test_header_row_repeats_under_a_caption(write):
    [found] = tables(write(results("t", 1)))
    repeated = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in found.findall(f"{W}tr")]
    assert repeated[0] and not any(repeated[1:])
    assert "Column" not in read_text(write(results("t", 1)))[0]


def test_a_table_of_300_rows_is_one_table_whose_rows_never_split(write, validate):
    rows = [row(f"Row {number}", cell(f"{number}.5", align="decimal")) for number in range(300)]
    docx = write(table(2, *rows))
    [found] = tables(docx)
    assert len(found.findall(f"{W}tr")) == 301
    assert len(list(found.iter(f"{W}cantSplit"))) == 301
    assert not [e for e in found.findall(f"{W}tr")[1].iter(f"{W}keepNext")]
    assert validate(docx) == []


def test_a_row_that_may_be_taller_than_a_page_splits(write, validate):
    docx = write(table(2, row("a", "words " * 2_000, roles=("tall",)), row("b", "c")))
    [found] = tables(docx)
    splits = [each.find(f"{W}trPr/{W}cantSplit") is None for each in found.findall(f"{W}tr")]
    assert splits == [False, True, False]
    assert validate(docx) == []


def test_a_table_directly_after_a_table_stays_a_second_table(write, validate):
    docx = write(table(2, row("a", "b")), table(3, row("c", "d", "e")))
    first, second = tables(docx)
    between = first.getnext()
    assert between.getnext() is second
    assert between.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "TableGap"
    assert validate(docx) == []


def test_two_captioned_tables_need_nothing_between_them(write):
    docx = write(results("t", 1), results("u", 2))
    assert "TableGap" not in [e.get(f"{W}val") for e in part(docx).iter(f"{W}pStyle")]


def test_a_footnote_in_a_table_cell(write, validate):
    docx = write(table(1, row(cell((*cell("seven").content, note("Provisional."))))))
    assert read_text(docx) == ["Column 1", "seven[[Provisional.]]"]
    assert validate(docx) == []


def test_spans_fill_the_grid(write, validate):
    spanned = table(
        3,
        row(cell("a", rowspan=2), cell("b", colspan=2)),
        row(cell("c", rowspan=2), "d"),
        row("e", "f"),
    )
    docx = write(spanned)
    [found] = tables(docx)
    rows = found.findall(f"{W}tr")[1:]
    merges = [
        [None if (m := c.find(f"{W}tcPr/{W}vMerge")) is None else m.get(f"{W}val", "on") for c in r.iter(f"{W}tc")]
        for r in rows
    ]
    assert merges == [["restart", None], ["on", "restart", None], [None, "on", None]]
    assert read_text(docx)[3:] == ["a", "b", "c", "d", "e", "f"]
    assert validate(docx) == []


def test_a_table_at_the_end_of_a_section_and_of_the_report(write, validate):
    docx = write(section(table(1, row("a")), roles="chapter"), section(table(1, row("b")), roles="chapter"))
    body = part(docx)[0]
    assert [child.tag.removeprefix(W) for child in body] == ["tbl", "p", "tbl", "p", "sectPr"]
    assert validate(docx) == []


def test_the_last_row_stays_with_its_source(write):
    docx = write(table(1, row("a"), row("b")), p("Source: us.", "source"))
    [found] = tables(docx)
    assert found.findall(f"{W}tr")[-1].find(f".//{W}keepNext") is not None


def test_a_group_stays_together_and_a_long_one_may_break(write):
    short, long = (row("a"), row("b"), row("c")), tuple(row(str(n)) for n in range(40))
    [found] = tables(write(Table(head=head("x"), bodies=(short, long), columns=1)))
    kept = [row.find(f".//{W}keepNext") is not None for row in found.findall(f"{W}tr")[1:]]
    assert kept == [True, True, False] + [False] * 40


def test_decimal_signs_stand_in_one_line(write):
    numbers = ("1,250.5", "7", "12.25", "no data", "58 %")
    [found] = tables(write(table(1, *(row(cell(n, align="decimal")) for n in numbers))))
    indents = []
    for each in found.findall(f"{W}tr")[1:]:
        ind = each.find(f".//{W}pPr/{W}ind")
        indents.append(0 if ind is None else int(ind.get(f"{W}right")))
    half, whole, quarter, words, percent = indents
    assert quarter == 0 and words == 0
    assert 0 < half < whole
    assert 0 <= percent < whole


def test_widths_come_from_the_content_and_fill_the_text(write, theme):
    long = "A long statement of an indicator that says who did what for whom and where it was seen " * 2
    [found] = tables(write(table(3, row(long, "1,950", "met"))))
    widths = [int(column.get(f"{W}w")) for column in found.iter(f"{W}gridCol")]
    assert sum(widths) == round(theme.page.measure * 1440 / 25.4)
    assert widths[0] > 2 * max(widths[1:])


def test_twelve_columns_keep_short_cells_in_one_line(write, theme):
    docx = write(section(results("t", 1, 12), roles="landscape"))
    [found] = tables(docx)
    widths = [int(column.get(f"{W}w")) for column in found.iter(f"{W}gridCol")]
    assert len(widths) == 12 and min(widths) > 500


def test_a_right_to_left_table_starts_on_the_right(write, validate):
    docx = write(section(table(2, row("المؤشر", "القيمة")), lang="ar", dir="rtl"))
    [found] = tables(docx)
    assert found.find(f"{W}tblPr/{W}bidiVisual") is not None
    assert all(run.find(f"{W}rPr/{W}rtl") is not None for run in found.findall(f"{W}tr")[1].iter(f"{W}r"))
    assert validate(docx) == []


def test_a_table_tells_its_caption_and_its_columns(write):
    [found] = tables(write(table(2, row("a", "b"), caption=caption("Table 1", "Money"))))
    assert found.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") == "Table 1 Money"
    assert found.find(f"{W}tblPr/{W}tblDescription").get(f"{W}val") == "Column 1; Column 2"

"""What is too long for its place in a table may break; what is not stays as it is."""

from __future__ import annotations

import re

from reportgen.compose.breaks import let_break

ADDRESS = "https://example.org/documents/annual/2024"


def body(*cells: str) -> str:
    return f"<table><thead><tr><th>Head</th></tr></thead><tbody><tr>{''.join(cells)}</tr></tbody></table>"


def test_short_cells_and_texts_outside_tables_stay_as_they_are():
    html = f"<p>{'x' * 500} {'words ' * 200}</p>" + body(
        '<th scope="row">Pupils in school</th>', '<td class="decimal">1,204 (31.2%)</td>'
    )
    assert let_break(html) == html


def test_a_row_with_a_paragraph_may_break_and_keeps_its_class():
    html = body(f"<td>{'words ' * 100}</td>").replace("<tbody><tr>", '<tbody><tr class="group">')
    assert '<tbody><tr class="group tall">' in let_break(html)
    assert "<thead><tr><th>" in let_break(html)


def test_a_head_with_a_paragraph_stands_once():
    html = body("<td>1</td>").replace("Head", "words " * 100)
    assert '<thead class="tall"><tr class="tall">' in let_break(html)


def test_a_long_word_may_break_anywhere_and_keeps_its_letters():
    assert f'<td><a href="{ADDRESS}"><span class="long">{ADDRESS}</span></a></td>' in let_break(
        body(f'<td><a href="{ADDRESS}">{ADDRESS}</a></td>')
    )
    assert '<span class="long">R&amp;D' in let_break(body(f"<td>R&amp;D{'x' * 30}</td>"))


def test_an_endless_word_falls_into_pieces_with_a_place_to_break_between_them():
    pieces = re.findall('<span class="long">(x+)</span>', html := let_break(body(f"<td>{'x' * 10_000}</td>")))
    assert sum(map(len, pieces)) == 10_000
    assert max(map(len, pieces)) == 40
    assert html.count("\u200b") == len(pieces) - 1


def test_words_where_a_number_was_meant_are_set_as_words():
    for words in ("Twelve, of which five are women in the north", "x" * 20, "about 12 in the two provinces"):
        assert f"<td>{words}</td>" in let_break(body(f'<td class="decimal">{words}</td>'))
    for number in ("US$1,234,567,890 (100%)", "yes", "1 of 12"):
        assert f'<td class="decimal">{number}</td>' in let_break(body(f'<td class="decimal">{number}</td>'))
    absent = '<td class="decimal"><span class="absent">not published by the office</span></td>'
    assert absent in let_break(body(absent))

"""References: what is a path, what is a format, and what is neither."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.errors import FactError
from reportgen.facts.grammar import Format, parse_format, parse_path, spell


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("report.year", ("report", "year")),
        ('indicators["D_1.1.A"].2024.result', ("indicators", "D_1.1.A", "2024", "result")),
        ("indicators['D_1.1.A'].2024.result", ("indicators", "D_1.1.A", "2024", "result")),
        (' indicators[ "D_1.A" ].total ', ("indicators", "D_1.A", "total")),
        ('outcomes["O_2"].finance.2024.other.received', ("outcomes", "O_2", "finance", "2024", "other", "received")),
        (
            'indicators["A"].2024.result["sex=female;age=15-24"]',
            ("indicators", "A", "2024", "result", "sex=female;age=15-24"),
        ),
        ("office.facts.population-women", ("office", "facts", "population-women")),
    ],
)
def test_paths(text: str, steps: tuple[str, ...]) -> None:
    assert parse_path(text) == steps


@pytest.mark.parametrize(
    "text",
    [
        "", "  ", "7*7", "report year", "report..year", ".report", "report.", "report.year.", "report[year]", 'report["year',
        'report["year"', "report[]", "report.year | number", "report.year()", "__class__.__mro__", "report.{x}", "a+b", "a;b",
        "report.year\nx", '"report".year', "report.-1", "{{report.year}}", "report . year",
    ],
)  # fmt: skip
def test_what_is_no_path(text: str) -> None:
    try:
        steps = parse_path(text)
    except FactError:
        return
    # Letters and underlines alone make a path, if one that leads nowhere: nothing is ever evaluated.
    assert steps == ("__class__", "__mro__")


def test_the_part_that_is_not_understood_is_shown() -> None:
    with pytest.raises(FactError, match=r"is not a path: '\*7' is not understood|'7\*7' is not understood"):
        parse_path("7*7")


@given(st.text(max_size=40))
def test_any_text_is_a_path_or_an_error(text: str) -> None:
    try:
        steps = parse_path(text)
    except FactError:
        return
    assert steps and all(isinstance(step, str) for step in steps)


_names = st.from_regex(r"[a-z][a-z_]*", fullmatch=True)
_codes = st.from_regex(r'[^"\]]*', fullmatch=True)


@given(_names, st.lists(_names | _codes | st.from_regex(r"[0-9]{4}", fullmatch=True), max_size=5))
def test_spelling_and_parsing_are_inverse(first: str, rest: list[str]) -> None:
    steps = (first, *rest)
    assert parse_path(spell(steps)) == steps


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("", Format()),
        ("number", Format("number")),
        ("number 1", Format("number", "", 1)),
        ("percent 0", Format("percent", "", 0)),
        ("money million", Format("money", "million")),
        ("money 2 thousand", Format("money", "thousand", 2)),
        ("  date  ", Format("date")),
        ("words", Format("words")),
    ],
)
def test_formats(text: str, form: Format) -> None:
    assert parse_format(text) == form


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("euro", "there is no format 'euro'; formats are number, percent, money, date, words"),
        ("Number", "there is no format 'Number'"),
        ("number million", "'number' does not take 'million'"),
        ("number 1 2", "'number' does not take '2'"),
        ("number 7", "'number' does not take '7'"),
        ("number -1", "'number' does not take '-1'"),
        ("date 1", "'date' does not take '1'"),
        ("words 1", "'words' does not take '1'"),
        ("money million million", "'money' does not take 'million'"),
        ("number ²", "'number' does not take '²'"),
        ("number ٣", "'number' does not take '٣'"),
        ("number " + "9" * 5000, "'number' does not take"),
    ],
)
def test_what_is_no_format(text: str, told: str) -> None:
    with pytest.raises(FactError) as error:
        parse_format(text)
    assert told in str(error.value)

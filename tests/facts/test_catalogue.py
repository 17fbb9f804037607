"""The catalogue: every figure by its path, nearest names, and how it is printed."""

from __future__ import annotations

import pytest

from reportgen.errors import FactError
from reportgen.facts import Facts, parse_format, print_fact
from reportgen.language import Words
from reportgen.model import Report
from tests.helpers import MINIMAL
from tests.reports import RESULTS, outcomes, report, result


@pytest.fixture(scope="module")
def minimal() -> Report:
    return report()


def printed(of: Report, path: str, form: str = "", *, prose: bool = True) -> str:
    return print_fact(Facts.of(of).get(path), parse_format(form), Words("en"), prose=prose)


@pytest.mark.parametrize(
    ("path", "form", "text"),
    [
        ('indicators["D_1.1.A"].2024.result', "", "4"),
        ('indicators["D_1.1.A"].2024.result', "words", "four"),
        ('indicators["D_1.1.A"].2024.result', "number 1", "4.0"),
        ('indicators["D_1.1.A"].2024.result', "percent", "4 per cent"),
        ('indicators["D_1.1.A"].target', "words", "12"),
        ('indicators["D_1.1.A"].2024.milestone', "", "3"),
        ('indicators["D_1.1.A"].2024.progress', "", "133 per cent"),
        ('outcomes["D_1"].finance.2024.received', "", "US$950,000"),
        ('outcomes["D_1"].finance.2024.received', "money million", "US$0.95 million"),
        ('outcomes["D_1"].finance.2024.received', "money thousand", "US$950 thousand"),
        ("office.finance.2024.available", "number", "1,000,000"),
        ("office.facts.population-women", "", "688,000"),
        ("report.date", "", "31 March 2025"),
        ("report.year", "", "2024"),
        ("counts.indicators", "words", "one"),
    ],
)
def test_facts_are_printed(minimal: Report, path: str, form: str, text: str) -> None:
    assert printed(minimal, path, form) == text


def test_tables_print_per_cent_as_a_sign(minimal: Report) -> None:
    assert printed(minimal, 'indicators["D_1.1.A"].2024.progress', prose=False) == "133%"


@pytest.mark.parametrize(
    ("path", "form", "told"),
    [
        ("report.date", "money", "is a date; format 'money' does not suit it"),
        ("report.year", "number", "holds words ('2024'); format 'number' does not suit it"),
        ("counts.indicators", "money", "is a number, not money"),
        ("counts.indicators", "date", "is a number; format 'date' does not suit it"),
    ],
)
def test_a_format_that_does_not_suit_is_refused(minimal: Report, path: str, form: str, told: str) -> None:
    with pytest.raises(FactError) as error:
        printed(minimal, path, form)
    assert told in str(error.value)


def test_an_absence_prints_its_words() -> None:
    of = report(results=RESULTS + result("", absence="not-collected"))
    assert printed(of, 'indicators["D_1.1.A"].2024.result') == Words("en").t("absence.not-collected")


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ('indicators["D_1.1.B"].2024.result', 'indicators["D_1.1.A"].2024.result'),
        ('indicators["D_1.1.A"].2024.reslt', 'indicators["D_1.1.A"].2024.result'),
        ('indicators["D_1.1.A"].2024', 'indicators["D_1.1.A"].2024.milestone'),
        ('outcomes["D_1"].finance.2024.recieved', 'outcomes["D_1"].finance.2024.received'),
        ("counts.outcome", "counts.outcomes"),
        ("ofice.finance.2024.received", "office.finance.2024.received"),
    ],
)
def test_an_unknown_path_has_nearest_names(minimal: Report, path: str, near: str) -> None:
    with pytest.raises(FactError) as error:
        Facts.of(minimal).get(path)
    assert near in error.value.nearest and len(error.value.nearest) <= 3


def test_parts_have_paths_of_their_own() -> None:
    of = report(
        outcomes=outcomes(disaggregation="{sex: partition}"),
        results=RESULTS + result("10") + result("7", dimensions="sex=female"),
    )
    assert printed(of, 'indicators["D_1.1.A"].2024.result["sex=female"]') == "7"


def test_every_path_finds_its_fact_again(minimal: Report) -> None:
    facts = Facts.of(minimal)
    for fact in facts.facts.values():
        assert facts.get(fact.path) is fact


def test_a_path_asked_for_first_finds_what_the_whole_catalogue_has(minimal: Report) -> None:
    for steps, fact in Facts(minimal).facts.items():
        assert Facts(minimal).find(steps) == fact
    for steps in (("indicators",), ("indicators", "X", "target"), ("outcomes", "D_1"), ("nowhere",), ("office", "x")):
        assert Facts(minimal).find(steps) is None


def test_the_catalogue_has_one_order_whatever_was_asked_before(minimal: Report) -> None:
    asked = Facts(minimal)
    for steps in reversed(Facts(minimal).facts):
        asked.find(steps)
    assert list(asked.facts) == list(Facts(minimal).facts)


def test_a_trace_tells_values_apart_and_holds_no_place(minimal: Report) -> None:
    path = 'indicators["D_1.1.A"].2024.result'
    moved = report(
        results="\n".join(
            ["indicator,period_start,period_end,value,source", "", "", *MINIMAL["results.csv"].splitlines()[1:], ""]
        )
    )
    other = report(results=MINIMAL["results.csv"].replace(",4,", ",5,"))
    trace = Facts.of(minimal).get(path).trace
    assert Facts.of(moved).get(path).trace == trace != Facts.of(other).get(path).trace


@pytest.mark.parametrize(("value", "machine"), [("4", "4"), ("4.50", "4.5"), ("0.00", "0"), ("-3", "-3")])
def test_the_machine_readable_value_is_a_plain_number(value: str, machine: str) -> None:
    assert Facts.of(report(results=RESULTS + result(value))).get('indicators["D_1.1.A"].2024.result').machine == machine


def test_a_figure_that_is_looked_up_is_the_one_that_is_listed(minimal: Report) -> None:
    facts = Facts(minimal)
    found = {steps: facts.find(steps) for steps in list(Facts(minimal).facts)}
    assert len(found) > 20 and found == facts.facts
    assert facts.find(("outcomes", "D_1", "finance", "2024", "regular", "gap")) is None
    assert not any(fact is None for fact in facts.facts.values())

"""Numbers in sentences against the data: bindings that would be written, messages, and the demonstration itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportgen.checks import CHECKS
from reportgen.checks.prose import figures
from reportgen.checks.prose.passages import Prose
from reportgen.findings import Finding
from reportgen.load import load
from reportgen.load.narratives import read_narrative
from reportgen.model import Narrative, Report
from tests.corpus import Case, cases, report_of


def found(rule: str, text: str) -> list[Finding]:
    """Return the findings of a rule in a text that stands with the data of the corpus' first case."""
    data = {**cases("NAR160")[0].data, "text": text}
    check = next(each for each in CHECKS if each.card.code == rule)
    return list(check.find(report_of(Case(rule, 1, (), data))))


def test_a_number_that_differs_is_said_with_path_value_and_cell():
    finding = found("NAR160", "In 2024 women held 19.4 per cent of the seats in local councils.")[0]
    assert finding.found == "19.4 per cent"
    assert finding.message == (
        '“19.4 per cent” stands in the sentence; indicators["D_1.A"].2024.result is 31.4 per cent (results.csv:3:value).'
    )
    assert finding.expected == '{{ indicators["D_1.A"].2024.result | percent 1 }}'
    assert finding.edit is None, "nobody knows which of the two is right"


def test_a_slip_of_the_decimal_point_is_named():
    finding = found("NAR160", "In 2024 women held 3.14 per cent of the seats in local councils.")[0]
    assert finding.message.endswith("The two differ by a factor of 10.")


def test_last_year_s_value_under_this_year_is_stale():
    assert [
        each.found for each in found("NAR160", "In 2024, women held 27.5 per cent of the seats in local councils.")
    ] == ["27.5 per cent"]
    assert (
        found(
            "NAR160",
            "In 2024, women held more than the 27.5 per cent of the seats in local councils of the year before.",
        )
        == []
    )


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("In 2024, 1,250 women completed the leadership course.", '{{ indicators["D_1.1.A"].2024.result | number }}'),
        (
            "In 2024 women held 31.4 per cent of the seats in local councils.",
            '{{ indicators["D_1.A"].2024.result | percent }}',
        ),
        (
            "In 2024 the office had US$1.2 million available.",
            '{{ outcomes["D_1"].finance.2024.available | money million }}',
        ),
    ],
)
def test_a_number_that_the_data_hold_is_offered_as_the_reference_that_prints_it_alike(text: str, reference: str):
    finding = found("NAR161", text)[0]
    assert finding.expected == reference and finding.edit and finding.edit.new == reference


def test_the_status_is_told_as_the_results_table_tells_it():
    finding = found(
        "NAR163", "The milestone for councils that have adopted a code against harassment was met in 2024."
    )[0]
    assert finding.message.endswith("by the data D_1.1.B is partly met in 2024.") and finding.expected == "partly"


def test_a_number_without_a_line_in_the_data_is_information():
    finding = found("NAR162", "The hotline took 4,512 calls.")[0]
    assert (finding.severity, finding.found, finding.message) == (
        "info",
        "4,512",
        "“4,512” stands in no line of the data.",
    )


@pytest.fixture(scope="module")
def whole() -> Report:
    """Return the demonstration as it is loaded."""
    report = load(Path(__file__).parents[3] / "inputs" / "demo").report
    assert report is not None
    return report


def typed_out(report: Report) -> tuple[Report, list[tuple[Narrative, int, int, str]]]:
    """Return the report with each reference in its English texts replaced by the words it prints, and where these stand."""
    narratives: list[Narrative] = []
    marks: list[tuple[Narrative, int, int, str]] = []
    for narrative in report.narratives:
        if narrative.language != "en":
            continue
        bound = {
            each.reference.span.start: (each.reference.span.end, passage.text[each.start : each.end], each.fact)
            for passage in Prose.of(report).everything
            if passage.narrative is narrative
            for each in passage.bound
        }
        text, at = "", 0
        here: list[tuple[int, int, str]] = []
        for start, (end, words, fact) in sorted(bound.items()):
            text += narrative.source[at:start]
            here.append((len(text), len(text) + len(words), fact.path if fact else ""))
            text, at = text + words, end
        typed, _ = read_narrative(text + narrative.source[at:], narrative.file, "en")
        assert typed is not None
        typed = typed.model_copy(update={"language": "en", "file": narrative.file})
        narratives.append(typed)
        marks += [(typed, *mark) for mark in here]
    return report.model_copy(update={"narratives": tuple(narratives)}).of(), marks


def test_the_demonstration_typed_out_is_bound_again_and_nothing_in_it_contradicts_the_data(whole: Report):
    typed, marks = typed_out(whole)
    assert [str(each) for each in figures.figure_contradicts_data(typed)] == []
    offers = [each for each in figures.figure_not_bound(typed) if each.edit]
    right = wrong = 0
    for finding in offers:
        path = re.split(r" \| ", finding.expected.strip("{} "))[0]
        meant = next(
            (
                p
                for n, start, end, p in marks
                if finding.edit
                and n.file == finding.edit.file
                and finding.edit.start < end
                and start < finding.edit.end
            ),
            None,
        )
        right, wrong = right + (path == meant), wrong + (path != meant)
    assert right >= len(marks) // 2 and wrong <= right // 50, (right, wrong, len(marks))


def test_a_changed_digit_is_found_in_most_figures_that_were_typed(whole: Report):
    typed, marks = typed_out(whole)
    before = {narrative.file: _messages(typed, narrative) for narrative in typed.narratives}
    sample = [mark for mark in marks[::6] if re.search(r"\d", mark[0].source[mark[1] : mark[2]])]
    caught = 0
    for narrative, start, end, _ in sample:
        words = narrative.source[start:end]
        at = next(i for i, letter in enumerate(words) if letter.isdigit())
        slip = words[:at] + str((int(words[at]) + 3) % 9 + 1) + words[at + 1 :]
        changed, _ = read_narrative(narrative.source[:start] + slip + narrative.source[end:], narrative.file, "en")
        assert changed is not None
        changed = changed.model_copy(update={"language": "en", "file": narrative.file})
        caught += bool(_messages(typed, changed) - before[narrative.file])
    assert caught >= 0.7 * len(sample), (caught, len(sample))


def _messages(report: Report, narrative: Narrative) -> set[str]:
    alone = report.model_copy(update={"narratives": (narrative,)}).of()
    checks = [check for check in CHECKS if check.card.code.startswith(("NAR15", "NAR16"))]
    return {finding.message for check in checks for finding in check.find(alone)}


def test_what_was_planned_is_held_against_the_plan_and_not_bound_to_the_result():
    missed = "The milestone of 31.4 per cent of the seats in local councils for women was not met in 2024."
    assert found("NAR161", missed) == []
    [finding] = found("NAR160", missed)
    assert finding.expected == '{{ indicators["D_1.A"].2024.milestone | percent 1 }}'
    planned = "It was planned that 1,250 women would complete the leadership course in 2024."
    assert found("NAR161", planned) == []
    assert [each.expected for each in found("NAR160", planned)] == [
        '{{ indicators["D_1.1.A"].2024.milestone | number }}'
    ]


def test_a_number_of_something_else_beside_the_same_words_is_left_alone():
    letters = "The office sent 1,250 letters to women who completed the leadership course."
    assert found("NAR161", letters) == [] and found("NAR160", letters) == []
    elsewhere = "In 2024 women held 31.4 per cent of the seats in local councils, and among mayors it is 9 per cent."
    assert found("NAR160", elsewhere) == []


def test_the_year_of_the_text_is_meant_where_a_sentence_names_two():
    text = "In 2024, 1,520 women completed the leadership course, more than in 2023."
    assert [each.expected for each in found("NAR160", text)] == ['{{ indicators["D_1.1.A"].2024.result | number }}']


def test_a_change_is_no_value():
    text = "In 2024 women held 31.4 per cent of the seats in local councils, up 8 per cent from 27.5 per cent in 2023."
    assert found("NAR160", text) == []
    assert [each.expected for each in found("NAR151", text)] == ["3.9 percentage points"]

"""What is printed of parts, and of results that are no outputs."""

from __future__ import annotations

import pytest

from reportgen.document import nodes as n
from reportgen.document.outline import outline, text_of, walk
from reportgen.project import project
from tests.conftest import compose_report
from tests.helpers import MINIMAL
from tests.reports import GOALS, RESULTS, goal, outcomes, report, result

NOTE = "narratives/en/progress-note-2024.md"
BY_SEX = outcomes(disaggregation="{sex: partition, age: of-which}")
PARTS = result("4") + result("3", dimensions="sex=female") + result("", dimensions="sex=male", absence="not-collected")


def composed(**files: str | None) -> n.Document:
    given = {NOTE: None, "outcomes": BY_SEX, "results": RESULTS + PARTS} | files
    return compose_report(project(report(**given), "public")).document


def table(document: n.Document, id_: str) -> list[list[str]]:
    """Return the texts of a table, row by row; none where there is no such table."""
    found = [block for block in walk(document.blocks) if isinstance(block, n.Table) and block.id == id_]
    rows = [row for each in found for row in (*each.head, *(row for body in each.bodies for row in body))]
    return [[" ".join(text_of(cell.content).split()) for cell in row.cells] for row in rows]


def test_without_goals_of_parts_the_annex_shows_results_alone():
    assert table(composed(), "table-parts") == [
        ["Indicator", "Group", "Result 2024", "How the groups relate"],
        ["D_1.1.A Number of laws adopted or revised (laws)", "sex: female", "3", "parts of the whole"],
        ["sex: male", "not collected", "parts of the whole"],
    ]


def test_what_was_aimed_at_for_a_part_stands_beside_its_result_and_no_cell_is_empty():
    targets = GOALS + goal("3") + goal("2", part="sex=female") + goal("5", "target", 2025, "sex=male;age=young")
    targets += goal("1", part="sex=female", version="2023-06-30", approved_by="Director", reason="Fewer sessions")
    assert table(composed(targets=targets), "table-parts") == [
        ["Indicator", "Group", "Milestone 2024", "Target", "Result 2024", "How the groups relate"],
        [
            "D_1.1.A Number of laws adopted or revised (laws)",
            "sex: female",
            "1 first 2",
            "none set",
            "3",
            "parts of the whole",
        ],
        ["sex: male", "none set", "none set", "not collected", "parts of the whole"],
        ["sex: male, age: young", "none set", "5", "not reported", "parts of the whole, of which"],
    ]


def test_a_baseline_of_a_part_has_a_column_where_there_is_one():
    targets = GOALS + goal("3") + goal("0", "baseline", 2021, "sex=female")
    head, women, men = table(composed(targets=targets), "table-parts")
    assert head[2] == "Baseline" and women[2] == "0" and men[1] == "none set"


def test_words_of_a_part_stand_in_one_cell():
    text = outcomes(measure="text", unit="", accumulation="", disaggregation="{place: overlapping}")
    results = RESULTS + result("Law in force") + result("Draft only", dimensions="place=Velda")
    targets = GOALS + goal("Law in force", part="place=Velda")
    rows = table(composed(outcomes=text, results=results, targets=targets), "table-parts")
    assert len(rows) == 2 and "Milestone 2024: Law in force" in rows[1][2] and "Result 2024: Draft only" in rows[1][2]


def test_without_any_part_there_is_no_table_of_parts():
    assert table(composed(results=RESULTS + result("4")), "table-parts") == []


def test_goals_of_parts_are_in_no_table_of_wholes():
    targets = GOALS + goal("2", part="sex=female") + goal("1", "baseline", 2021, "sex=female")
    document = composed(targets=targets)
    row = table(document, "table-results-D_1")[2]
    assert row[3] == "by group" and row[4] == "4" and row[5] == "none set"
    assert "Milestones are for the end of the year" not in outline(document)


@pytest.mark.parametrize(
    ("kind", "name"),
    [("output", "Output"), ("outcome", "Outcome result"), ("impact", "Impact result"), ("other", "Result")],
)
def test_what_stands_under_an_outcome_is_named_by_its_type(kind: str, name: str):
    text = MINIMAL["outcomes.yaml"].replace("- code: D_1.1\n", f"- code: D_1.1\n        type: {kind}\n")
    assert table(composed(outcomes=text), "table-results-D_1")[1] == [f"{name} D_1.1: Laws are reviewed"]
    dropped = text.replace(
        "        indicators:\n", "        dropped: {date: 2023-06-30, reason: R}\n        indicators:\n", 1
    )
    document = composed(outcomes=dropped)
    assert f"{name} D_1.1, Laws are reviewed, was dropped on 30 June 2023: R" in outline(document)
    assert table(document, "table-matrix-D_1")[1][-1] == f"{name} dropped"


def test_values_of_groups_alone_are_said_to_stand_by_group():
    targets = GOALS + goal("2", part="sex=female") + goal("0", "baseline", 2021, "sex=female")
    document = composed(results=RESULTS + result("3", dimensions="sex=female"), targets=targets)
    head, _, row = table(document, "table-results-D_1")
    assert dict(zip(head, row, strict=True)) == {
        "Indicator": "Number of laws adopted or revised (laws)",
        "Baseline": "by group",
        "Result 2023": "not reported",
        "Milestone 2024": "by group",
        "Result 2024": "by group",
        "Target": "none set",
        "Status": "Not rated",
    }
    assert table(document, "table-matrix-D_1")[1].count("by group") == 3
    links = [block for block in walk(document.blocks) if isinstance(block, n.Table) and "#annex-parts" in repr(block)]
    assert [block.id for block in links] == ["table-results-D_1", "table-matrix-D_1"]


def test_a_comment_about_a_group_stands_beneath_its_row():
    head = RESULTS.replace("\n", ",comment\n")
    rows = result("3", dimensions="sex=female") + result("1", dimensions="sex=male")
    women, men = rows.splitlines()
    found = table(composed(results=f"{head}{women},Judges alone\n{men},\n"), "table-parts")
    assert [row[-1] for row in found[1:]] == ["parts of the whole", "Judges alone", "parts of the whole"]


def test_groups_that_relate_in_one_way_say_so_once():
    both = outcomes(disaggregation="{sex: overlapping, age: overlapping}")
    results = RESULTS + result("4") + result("3", dimensions="sex=female;age=young")
    assert table(composed(outcomes=both, results=results), "table-parts")[1][-1] == "groups may overlap"


def test_a_year_before_the_report_of_which_nothing_is_known_has_no_column():
    first = MINIMAL["report.yaml"].replace("first_year: 2022", "first_year: 2024")
    alone = composed(results=RESULTS + result("4"), report=first)
    assert "Result 2023" not in table(alone, "table-results-D_1")[0]
    known = composed(results=RESULTS + result("4") + result("3", 2023), report=first)
    assert table(known, "table-results-D_1")[2][2] == "3"

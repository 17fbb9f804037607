"""A status that was set by hand."""

import pytest

from tests.checks.conftest import Found, says
from tests.reports import RESULTS, outcomes, result, targets

REASON = "The mid-term review agreed on it"


def test_met_where_the_formula_gives_not_met_is_found(found: Found):
    files = {"results": RESULTS + result("70", status="met", status_reason=REASON), "targets": targets("0", "220")}
    assert says(found("RES047", **files)) == [
        "results.csv:2:status: warning: D_1.1.A, 2024: the status was set to “met”, but the formula gives “not-met” "
        "(70 against 220)."
    ]


def test_one_step_better_is_a_note_and_one_step_worse_nothing(found: Found):
    better = RESULTS + result("200", status="met", status_reason=REASON)
    [finding] = found("RES047", results=better, targets=targets("0", "220"))
    assert finding.severity == "info"
    worse = RESULTS + result("220", status="partly", status_reason=REASON)
    assert found("RES047", results=worse, targets=targets("0", "220")) == []


@pytest.mark.parametrize("value", ["Draft under discussion"])
def test_a_status_of_words_is_the_offices_to_give(found: Found, value: str):
    files = {
        "outcomes": outcomes(measure="text", accumulation="latest"),
        "results": RESULTS + result(value, status="met", status_reason=REASON),
        "targets": targets("None", "Draft"),
    }
    assert found("RES047", **files) == found("RES048", **files) == []


def test_a_status_without_a_value_is_found(found: Found):
    rows = RESULTS + result("", absence="not-collected", status="met", status_reason=REASON)
    assert says(found("RES048", results=rows)) == [
        "results.csv:2:status: warning: D_1.1.A, 2024: the status is “met”, but there is no value (not-collected)."
    ]


def test_a_status_without_a_goal_is_a_note(found: Found):
    rows = RESULTS + result("4", status="met", status_reason=REASON)
    [finding] = found("RES048", results=rows, targets=targets("0", None, None))
    assert finding.severity == "info"
    assert found("RES048", results=rows) == []

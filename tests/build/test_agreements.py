"""Which reports donors wait for, and what each lacks."""

from __future__ import annotations

from datetime import date

import pytest

from reportgen.build.agreements import ReportDue, reports_due
from tests.helpers import MINIMAL
from tests.reports import report

HEAD = "id,partner,outcomes,start,end,currency,amount,reports_due,reports_sent\n"
SPENT = "agreement,outcome,period_start,period_end,stage,amount,currency,status\n"
CERTIFIED = SPENT + "A-1,D_1,2024-01-01,2024-12-31,expended,5,USD,certified\n"


def due(
    row: str = "2024-03-31;2025-03-31,2024-03-20", *, on: str = "2025-04-01", **files: str
) -> tuple[ReportDue, ...]:
    agreements = HEAD + f"A-1,norlund,D_1,2023-01-01,2025-12-31,USD,900,{row}\n"
    return reports_due(report(**{"agreements": agreements, "spending": CERTIFIED, **files}), date.fromisoformat(on))


@pytest.mark.parametrize(("on", "state"), [("2025-03-30", "due"), ("2025-03-31", "due"), ("2025-04-01", "overdue")])
def test_a_report_is_overdue_from_the_day_after(on: str, state: str) -> None:
    first, second = due(on=on)
    assert (first.state, first.sent) == ("sent", date(2024, 3, 20)) and (second.state, second.sent) == (state, None)


def test_reports_are_answered_in_their_order() -> None:
    rows = due("2025-03-31;2024-03-31,2025-04-02;2024-04-05")
    assert [(row.due.year, row.sent) for row in rows] == [(2024, date(2024, 4, 5)), (2025, date(2025, 4, 2))]


def test_nothing_is_lacking_where_all_is_there() -> None:
    assert due()[1].lacks == () and due()[0].lacks == ()


def test_what_is_lacking_is_named() -> None:
    assert due(spending=SPENT)[1].lacks == ("what was spent (spending.csv)",)
    assert due(spending=CERTIFIED.replace("certified", "provisional"))[1].lacks[0].startswith("final accounts")
    donors = "donors: [{partner: norlund, certified: yes}]\n"
    assert due(spending=CERTIFIED.replace("certified", "provisional"), donors=donors)[1].lacks == (
        "certified accounts",
    )


def test_a_text_and_results_that_are_missing_are_named() -> None:
    empty = "indicator,period_start,period_end,value,source\n"
    [_, row] = due(results=empty)
    assert row.lacks == ("results of 1 of 1 indicators (D_1.1.A)",)
    note = MINIMAL["narratives/en/progress-note-2024.md"].replace("kind: progress-note", "kind: story")
    [_, row] = due(**{"narratives/en/progress-note-2024.md": note})
    assert row.lacks == ("a text on D_1",)


def test_a_report_for_a_year_that_the_workspace_does_not_hold() -> None:
    [row] = due("2026-03-31,")
    assert row.lacks == ("a workspace of a later year than 2024",)


def test_a_rate_that_is_missing_is_named() -> None:
    paid = "partner,agreement,outcome,year,amount,currency\nnorlund,A-1,D_1,2024,5,EUR\n"
    assert "the rate of 1 payment" in due(contributions=paid)[1].lacks

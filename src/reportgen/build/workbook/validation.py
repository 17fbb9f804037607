"""Columns become rules by which a spreadsheet refuses or questions what is typed, each with a sentence that helps."""

from __future__ import annotations

from datetime import date
from typing import Any

from reportgen.build.workbook.columns import Column
from reportgen.build.workbook.grid import HEAD, Grid
from reportgen.build.workbook.lists import choice_list
from reportgen.build.workbook.wording import Wording

MOST_TITLE, MOST_MESSAGE = 32, 255
"""Characters that Excel shows (ECMA-376 18.3.1.32)."""
STARTS = {"period_end": "period_start", "end": "start"}
"""Last day -> first day, of what has both."""
LAST_DAY, LAST_NUMBER = date(2200, 12, 31), 109_939
"""The last day that is taken, and how spreadsheets count it."""
MOST = 10**15


def shortened(text: str, most: int) -> str:
    """Return a text cut at a word."""
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(",;: ") + "…"


def rule_for(grid: Grid, column: Column, names: frozenset[str], wording: Wording, *, measured: bool) -> dict[str, Any]:
    """Return the rule of a column, as XlsxWriter takes it.

    Args:
        grid: The table.
        column: The column.
        names: The lists that there are.
        wording: The words.
        measured: Whether indicators are known, so that a percentage can be told from a number.
    """
    table = grid.table.name
    title = shortened(wording.heading(table, column), MOST_TITLE)
    rule: dict[str, Any] = {
        "ignore_blank": True,
        "input_title": title,
        "input_message": shortened(wording.note(table, column), MOST_MESSAGE),
        "error_title": title,
    }
    test, message = _test(grid, column, names, measured=measured)
    if message:
        rule["error_message"] = shortened(wording.t(f"error.{message}"), MOST_MESSAGE)
    return rule | test


def _test(grid: Grid, column: Column, names: frozenset[str], *, measured: bool) -> tuple[dict[str, Any], str]:
    """Return what is tested, and the key of the sentence where it fails."""
    match column.kind:
        case "choice":
            return _list(column.list or choice_list(grid.table.name, column.key)), "choice"
        case "code" | "year" if column.list in names:
            # A code that is about to be added to the plan, or an odd year, must not be impossible to type.
            return _list(column.list) | {"error_type": "warning"}, "year" if column.kind == "year" else "code"
        case "codes" if column.list in names:
            return _list(column.list) | {"show_error": False}, ""
        case "disclosure":
            return _list("WhoMaySee") | {"show_error": False}, ""
        case "code" if column.key == "id":
            once = f"=COUNTIF({grid.area('id').partition('!')[2]},{grid.cell('id', HEAD)})=1"
            return {"validate": "custom", "value": once, "error_type": "warning"}, "id"
        case "day" if (start := STARTS.get(column.key)) in grid.table.at and start:
            since = f"=MAX(61,{grid.cell(start, HEAD)})"  # 61 = 1 March 1900
            return {"validate": "date", "criteria": "between", "minimum": since, "maximum": f"={LAST_NUMBER}"}, "end"
        case "day":
            days = {"minimum": date(1900, 3, 1), "maximum": LAST_DAY}
            return {"validate": "date", "criteria": "between", **days}, "day"
        case "year":
            return {"validate": "integer", "criteria": "between", "minimum": 1900, "maximum": 2200}, "year"
        case "percent":
            return {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100}, "percent"
        case "count":
            return {"validate": "integer", "criteria": ">=", "value": 0}, "count"
        case "money" | "number" if column.base == "rate":
            return {"validate": "decimal", "criteria": ">", "value": 0}, "rate"
        case "money" | "number":
            return {"validate": "decimal", "criteria": "between", "minimum": -MOST, "maximum": MOST}, "number"
        case "value" if measured:
            return {"validate": "custom", "value": _by_measure(grid, column), "error_type": "warning"}, "value"
        case _:
            return {"validate": "any"}, ""


def _list(name: str) -> dict[str, Any]:
    return {"validate": "list", "source": f"={name}"}


def _by_measure(grid: Grid, column: Column) -> str:
    """Return a formula that is true of a value that its indicator can have: per cent runs from 0 to 100."""
    value, code = grid.cell(column.key, HEAD), grid.cell("indicator", HEAD)
    measure = f"INDEX(Indicators_measure,MATCH({code},Indicators,0))"
    # Of the measures, “text” and “yes-no” alone come after r. A longer formula Excel would not take (255 characters).
    words = f'OR(ISNUMBER({value}),{measure}>"r")'
    return f'=IFERROR(IF({measure}="percent",AND(ISNUMBER({value}),{value}>=0,{value}<=100),{words}),TRUE)'

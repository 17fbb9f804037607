"""Finance becomes a sheet of totals by outcome, year and stage: formulas over the table, with their results as they are now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from reportgen.build.workbook.computed import counting, quoted
from reportgen.build.workbook.grid import Grid, alike, letters
from reportgen.build.workbook.look import NUMBERS_STAND, TEXTS_STAND, Look
from reportgen.build.workbook.paper import Paper
from reportgen.build.workbook.table_sheet import stored, write_note
from reportgen.build.workbook.wording import Wording
from reportgen.model import STAGES, Report, Stage

SHEET = "Summary"
TOP = 3
"""Rows above the totals: title, what they are in, headings."""
FIRST = 3
"""The column of the first stage, after year, code and name."""
BUDGET, RATE, GAP = FIRST + len(STAGES), FIRST + len(STAGES) + 1, FIRST + len(STAGES) + 2
SOURCES = ("regular", "other")


@dataclass(frozen=True, slots=True)
class _Line:
    """One outcome in one year: the results of its stages and its budget; None = withheld."""

    year: int
    code: str
    name: str
    results: Sequence[float | str | None]


def write_summary(sheet: Any, report: Report, finance: Grid, look: Look, wording: Wording, paper: Paper) -> None:
    """Write the sheet; where a part of an amount is withheld, the total is not told either."""
    money = report.settings.currency
    sheet.write_string(0, 0, wording.t("summary.title"), look.title)
    sheet.write_string(1, 0, wording.t("summary.of", currency=money), look.of())
    sheet.set_row(0, 24)
    sheet.set_row(2, 32)
    heads = ["year", "code", "name", *STAGES, "budget", "rate", "gap"]
    widths = [12, 12, 38, *[16] * (len(STAGES) + 1), 11, 16]
    for column, (key, width) in enumerate(zip(heads, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(
            TOP - 1, column, wording.t(f"summary.{key}"), look.heading("money" if column >= FIRST else "")
        )
    for key, column in (("budget", BUDGET), ("rate", RATE), ("gap", GAP)):
        write_note(sheet, TOP - 1, column, wording.t(f"summary-note.{key}"))
    row = TOP
    for year in report.settings.years:
        lines = list(_lines(report, finance, year, wording.words.language))
        start = row
        for line in lines:
            _write_line(sheet, row, line, finance, look, wording)
            row += 1
        if lines:
            _write_total(sheet, row, start, lines, look, wording)
            row += 1
    sheet.freeze_panes(TOP, FIRST)
    sheet.protect("", {"objects": False, "format_columns": True, "format_rows": True})
    sheet.set_tab_color(look.theme.colours.accent)
    paper.set_up(sheet, heads=TOP, widths=widths)


def _lines(report: Report, finance: Grid, year: int, language: str) -> Iterator[_Line]:
    held = _held(finance, report.settings.currency)
    for outcome in report.outcomes:
        hidden = {gap.stage for gap in report.gaps if (gap.code, gap.year) == (outcome.code, year)}
        results = [None if stage in hidden else _sum(held, outcome.code, year, stage) for stage in STAGES]
        results.append(None if hidden & {"planned", "revised"} else _budget_now(held, outcome.code, year))
        name = outcome.short.to(language) or outcome.statement(year).to(language)
        yield _Line(year, outcome.code, name, results)


def _held(finance: Grid, currency: str) -> Mapping[tuple[object, ...], Decimal]:
    """Return code, year, stage and source -> the amount that counts."""
    held: dict[tuple[object, ...], Decimal] = {}
    for row, counts in zip(finance.cells, counting(finance, currency), strict=True):
        if counts and isinstance(amount := row["amount"], Decimal):
            key = (alike(row.get("code")), row.get("year"), row.get("stage"), row.get("source_of_funds"))
            held[key] = held.get(key, Decimal(0)) + amount
    return held


def _sum(held: Mapping[tuple[object, ...], Decimal], code: str, year: int, stage: Stage) -> float | str:
    parts = [held[key] for source in SOURCES if (key := (code.casefold(), Decimal(year), stage, source)) in held]
    return float(sum(parts)) if parts else ""


def _budget_now(held: Mapping[tuple[object, ...], Decimal], code: str, year: int) -> float | str:
    parts = [
        held[key]
        for source in SOURCES
        for stage in ("revised", "planned")
        if (key := (code.casefold(), Decimal(year), stage, source)) in held
        and (stage == "revised" or (code.casefold(), Decimal(year), "revised", source) not in held)
    ]
    return float(sum(parts)) if parts else ""


def _of(finance: Grid, what: str, stage: str, row: int, wording: Wording, source: str = "") -> str:
    """Return what counts or adds up the lines of the outcome and year that stand at the start of a row."""
    tests = [
        (finance.area("code"), f"$B{row + 1}"),
        (finance.area("year"), f"$A{row + 1}"),
        (finance.area("stage"), quoted(stage)),
        (finance.area_at(finance.last_column + 1), quoted(wording.formulas.yes)),
    ]
    if source:
        tests.append((finance.area("source_of_funds"), quoted(source)))
    amounts = f"{finance.area('amount')}," if what == "SUMIFS" else ""
    return f"{what}({amounts}{','.join(f'{area},{value}' for area, value in tests)})"


def _stage(finance: Grid, stage: str, row: int, wording: Wording) -> str:
    count, amount = (_of(finance, what, stage, row, wording) for what in ("COUNTIFS", "SUMIFS"))
    return f'=IF({count}=0,"",{amount})'


def _budget(finance: Grid, row: int, wording: Wording) -> str:
    """Return the formula of the budget: of each source the revised one, and the planned one where none was revised."""

    def of(what: str, stage: str, source: str) -> str:
        return _of(finance, what, stage, row, wording, source)

    parts = [
        f"IF({of('COUNTIFS', 'revised', s)}>0,{of('SUMIFS', 'revised', s)},{of('SUMIFS', 'planned', s)})"
        for s in SOURCES
    ]
    none = "+".join(_of(finance, "COUNTIFS", stage, row, wording) for stage in ("planned", "revised"))
    return f'=IF({none}=0,"",{"+".join(parts)})'


def _write_line(sheet: Any, row: int, line: _Line, finance: Grid, look: Look, wording: Wording) -> None:
    formulas = [*(_stage(finance, stage, row, wording) for stage in STAGES), _budget(finance, row, wording)]
    shown = look.computed("#,##0.00")
    sheet.write_number(row, 0, line.year, look.of(**TEXTS_STAND))
    sheet.write_string(row, 1, line.code, look.of(**TEXTS_STAND))
    sheet.write_string(row, 2, line.name, look.of(text_wrap=True, **TEXTS_STAND))
    for column, (formula, result) in enumerate(zip(formulas, line.results, strict=True), FIRST):
        if result is None:
            sheet.write_string(row, column, wording.t("summary.withheld"), look.computed("@", **NUMBERS_STAND))
        elif finance.computes:
            sheet.write_formula(row, column, formula, shown, stored(result))
        elif result != "":
            sheet.write_number(row, column, result, shown)
    _write_ratios(sheet, row, line.results, look)


def _write_ratios(sheet: Any, row: int, results: Sequence[float | str | None], look: Look, **more: Any) -> None:
    """Write the delivery rate and the gap of a row."""
    budget, available, spent = (
        f"{letters(column)}{row + 1}"
        for column in (BUDGET, FIRST + STAGES.index("available"), FIRST + STAGES.index("expended"))
    )
    known = results[len(STAGES)]
    base, used = results[STAGES.index("available")], results[STAGES.index("expended")]
    rate = f'=IF(AND(ISNUMBER({spent}),ISNUMBER({available})),IF({available}>0,{spent}/{available}*100,""),"")'
    gap = f'=IF(AND(ISNUMBER({budget}),ISNUMBER({available})),{budget}-{available},"")'
    rate_now = used / base * 100 if isinstance(base, float) and isinstance(used, float) and base > 0 else ""
    gap_now = known - base if isinstance(known, float) and isinstance(base, float) else ""
    sheet.write_formula(row, RATE, rate, look.computed("0.0", **more), stored(rate_now))
    sheet.write_formula(row, GAP, gap, look.computed("#,##0.00", **more), stored(gap_now))


def _write_total(sheet: Any, row: int, start: int, lines: Sequence[_Line], look: Look, wording: Wording) -> None:
    more = {"bold": True, "top": 1, "top_color": look.theme.colours.field, "font_color": look.text}
    plain = look.computed("General", **more)
    sheet.write_string(row, 0, wording.t("summary.total", year=lines[0].year), plain)
    sheet.write_blank(row, 1, None, plain)
    sheet.write_blank(row, 2, None, plain)
    totals: list[float | str | None] = []
    for number in range(len(STAGES) + 1):
        column, parts = FIRST + number, [line.results[number] for line in lines]
        if None in parts:
            sheet.write_string(row, column, wording.t("summary.withheld"), look.computed("@", **NUMBERS_STAND, **more))
            totals.append(None)
            continue
        amounts = [part for part in parts if isinstance(part, float)]
        total = sum(amounts) if amounts else ""
        totals.append(total)
        area = f"{letters(column)}{start + 1}:{letters(column)}{row}"
        formula = f'=IF(COUNT({area})=0,"",SUM({area}))'
        sheet.write_formula(row, column, formula, look.computed("#,##0.00", **more), stored(total))
    _write_ratios(sheet, row, totals, look, **more)

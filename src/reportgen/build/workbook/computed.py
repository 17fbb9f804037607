"""Rows of tables become computed columns beside them: a formula for each row, and its result as it is now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reportgen.build.workbook.columns import LIST_OF
from reportgen.build.workbook.grid import Grid, alike, letters, order, plain
from reportgen.build.workbook.lists import List
from reportgen.build.workbook.lists_sheet import last_periods
from reportgen.build.workbook.rows import Cell

Result = str | float
MOST_QUOTED = 255


@dataclass(frozen=True, slots=True)
class Computed:
    """One computed column.

    Attributes:
        key: Its name among the words of the workbook.
        formula: Row, counted from 0 -> its formula.
        results: The results of the rows that there are; those of empty rows are empty.
        shown: How numbers are shown.
        width: In characters.
        right: Whether what it holds is mostly a number, although it may be a word.
    """

    key: str
    formula: Callable[[int], str]
    results: Sequence[Result]
    shown: str = "General"
    width: float = 14
    right: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """The words that formulas give, in the language of the workbook."""

    yes: str
    no: str
    unknown: str
    replaced: str


def quoted(text: str) -> str:
    """Return a text as a formula holds it; of a longer one Excel would say that the file is broken."""
    return '"' + text[:MOST_QUOTED].replace('"', '""') + '"'


def name_column(grid: Grid, lists: Mapping[str, List], words: Words) -> Computed:
    """Return the column at the left that tells codes by name."""
    name = LIST_OF[grid.named_by]
    known = lists.get(name)
    names: dict[str, str] = {}
    if known:
        for code, text in zip(known.items, known.beside["names"], strict=True):
            names.setdefault(str(code).casefold(), text)

    def formula(row: int) -> str:
        code = grid.cell(grid.named_by, row)
        found = f'IFERROR(INDEX({name}_names,MATCH({code},{name},0))&"",{quoted(words.unknown)})'
        return f'=IF({code}="","",{found if known else quoted(words.unknown)})'

    codes = [row.get(grid.named_by) for row in grid.table.rows]
    results = ["" if code is None else names.get(code.casefold(), words.unknown) for code in codes]
    return Computed("name", formula, results, width=42)


def computed_of(grids: Mapping[str, Grid], table: str, lists: Mapping[str, List], words: Words, currency: str
                ) -> tuple[Computed, ...]:  # fmt: skip
    """Return the computed columns at the right of a table."""
    if table == "finance" and grids[table].computes:
        return finance(grids[table], words, currency)
    if table == "targets" and grids[table].computes:
        return (stands(grids[table], words),)
    if table == "results" and grids[table].computes and grids["targets"].computes and "Indicators" in lists:
        return goals(grids[table], grids["targets"], lists["Indicators"], words)
    return ()


# Of several lines that say the same, the latest counts ------------------------------------------------------------


def _latest(grid: Grid, same: Sequence[str], day: str) -> list[bool]:
    """Say of each row whether no later one has the same cells."""
    best: dict[tuple[Cell | None, ...], tuple[tuple[int, float], int]] = {}
    keys = [tuple(alike(row.get(key)) for key in same) for row in grid.cells]
    for number, row in enumerate(grid.cells):
        best[keys[number]] = max(best.get(keys[number], ((-1, 0.0), -1)), (order(row.get(day)), number))
    return [best[key][1] == number for number, key in enumerate(keys)]


def _later_rows(grid: Grid, same: Sequence[str], day: str, row: int) -> str:
    """Return the part of a formula that counts later rows with the same cells."""
    alike_ = "*".join(f"({grid.area(key)}={grid.cell(key, row)})" for key in same)
    days, own = grid.area(day), grid.cell(day, row)
    below = f"({days}={own})*(ROW({days})>ROW({own}))"
    return f"SUMPRODUCT({alike_}*(({days}>{own})+{below}))"


def finance(grid: Grid, words: Words, currency: str) -> tuple[Computed, ...]:
    """Return whether a line counts, the delivery rate beside what was expended, and the gap beside budgets."""
    same = ("code", "year", "source_of_funds", "stage", "currency")
    counts = letters(grid.last_column + 1)
    area = grid.area_at(grid.last_column + 1)
    yes = quoted(words.yes)

    def whether(row: int) -> str:
        code, amount, money = (grid.cell(key, row) for key in ("code", "amount", "currency"))
        later = _later_rows(grid, same, "as_of", row)
        rest = f"IF({money}<>{quoted(currency)},{quoted(words.no)},IF({later}=0,{yes},{quoted(words.no)}))"
        return f'=IF(OR({code}="",NOT(ISNUMBER({amount}))),"",{rest})'

    def of(what: str, stage: str, row: int) -> str:
        amounts = f"{grid.area('amount')}," if what == "SUMIFS" else ""
        keys = ",".join(f"{grid.area(key)},{grid.cell(key, row)}" for key in same[:3])
        return f'{what}({amounts}{keys},{grid.area("stage")},"{stage}",{area},{yes})'

    def rate(row: int) -> str:
        spent = f'AND({grid.cell("stage", row)}="expended",${counts}{row + 1}={yes})'
        base = of("SUMIFS", "available", row)
        return f'=IF({spent},IF({base}>0,{grid.cell("amount", row)}/{base}*100,""),"")'

    def gap(row: int) -> str:
        stage = grid.cell("stage", row)
        revised = of("COUNTIFS", "revised", row)
        budget = f'OR({stage}="revised",AND({stage}="planned",{revised}=0))'
        told = f"AND({budget},${counts}{row + 1}={yes},{of('COUNTIFS', 'available', row)}>0)"
        return f'=IF({told},{grid.cell("amount", row)}-{of("SUMIFS", "available", row)},"")'

    whether_now, rates, gaps = _finance_now(grid, words, currency, _latest(grid, same, "as_of"))
    return (
        Computed("counts", whether, whether_now, width=9),
        Computed("rate", rate, rates, "0.0", width=11),
        Computed("gap", gap, gaps, "#,##0.00", width=15),
    )


def counting(grid: Grid, currency: str) -> list[bool]:
    """Say of each line of finance whether it counts."""
    same = ("code", "year", "source_of_funds", "stage", "currency")
    latest = _latest(grid, same, "as_of")
    return [
        late and isinstance(row.get("amount"), Decimal) and alike(row.get("currency")) == currency.casefold()
        for row, late in zip(grid.cells, latest, strict=True)
    ]


def _finance_now(
    grid: Grid, words: Words, currency: str, latest: Sequence[bool]
) -> tuple[list[Result], list[Result], list[Result]]:
    counted = counting(grid, currency)
    held: dict[tuple[Cell | None, ...], Decimal] = {}
    keys = [tuple(alike(row.get(k)) for k in ("code", "year", "source_of_funds")) for row in grid.cells]
    for key, row, counts in zip(keys, grid.cells, counted, strict=True):
        if counts and isinstance(amount := row["amount"], Decimal):
            held[*key, row.get("stage")] = held.get((*key, row.get("stage")), Decimal(0)) + amount
    whether: list[Result] = []
    rates: list[Result] = []
    gaps: list[Result] = []
    for key, row, counts in zip(keys, grid.cells, counted, strict=True):
        amount, stage, available = row.get("amount"), row.get("stage"), held.get((*key, "available"))
        usable = isinstance(amount, Decimal) and "code" in row
        whether.append((words.yes if counts else words.no) if usable else "")
        rate = counts and stage == "expended" and available is not None and available > 0
        rates.append(float(amount / available * 100) if rate and available and isinstance(amount, Decimal) else "")
        budget = stage == "revised" or (stage == "planned" and (*key, "revised") not in held)
        gap = counts and budget and available is not None
        gaps.append(float(amount - available) if gap and available is not None and isinstance(amount, Decimal) else "")
    return whether, rates, gaps


# Baselines, milestones and targets --------------------------------------------------------------------------------


def stands(grid: Grid, words: Words) -> Computed:
    """Return what a value stands for now, or that a later version replaced it; of a part, its dimensions behind that."""
    same = ("indicator", "kind", "period", "dimensions")

    def formula(row: int) -> str:
        code, kind, period, part = (grid.cell(key, row) for key in same)
        later = _later_rows(grid, same, "version", row)
        name = f'{code}&" "&{kind}&" "&{period}&IF({part}="",""," "&{part})'
        return f'=IF(OR({code}="",{kind}=""),"",IF({later}=0,{name},{quoted(words.replaced)}))'

    results: list[Result] = []
    for row, late in zip(grid.cells, _latest(grid, same, "version"), strict=True):
        if "indicator" not in row or "kind" not in row:
            results.append("")
        else:
            held = same if "dimensions" in row else same[:3]
            results.append(" ".join(plain(row.get(key)) for key in held) if late else words.replaced)
    return Computed("stands", formula, results, width=24)


def goals(grid: Grid, targets: Grid, indicators: List, words: Words) -> tuple[Computed, ...]:
    """Return what each result is measured against, and how much of the way to it has been made."""
    values, keys = targets.area("value"), targets.area_at(targets.last_column + 1)
    goal_at = letters(grid.last_column + 1)

    def known(what: str, row: int) -> str:
        return f"INDEX(Indicators_{what},MATCH({grid.cell('indicator', row)},Indicators,0))"

    def value(kind: str, period: str, row: int) -> str:
        return f'INDEX({values},MATCH({grid.cell("indicator", row)}&" {kind} "&{period},{keys},0))'

    def goal(row: int) -> str:
        code, day = grid.cell("indicator", row), grid.cell("period_end", row)
        last = known("target", row)
        ahead = f'OR({last}=YEAR({day}),AND({known("accumulation", row)}<>"sum",{last}>YEAR({day})))'
        target = f'IFERROR(IF({ahead},{value("target", last, row)},""),"")'
        return f'=IF(OR({code}="",NOT(ISNUMBER({day}))),"",IFERROR({value("milestone", f"YEAR({day})", row)},{target}))'

    def progress(row: int) -> str:
        number, end, how = grid.cell("value", row), f"${goal_at}{row + 1}", known("accumulation", row)
        start = f'IF({how}="sum",0,IFERROR(N({value("baseline", known("baseline", row), row)}),0))'
        whole = f'{grid.cell("dimensions", row)}<>"",NOT(ISNUMBER({number})),NOT(ISNUMBER({end}))'
        way = f'IF({end}={start},"",({number}-{start})/({end}-{start})*100)'
        return f'=IFERROR(IF(OR({whole},{how}=""),"",{way}),"")'

    goals_now, ways = _goals_now(grid, targets, indicators, words)
    return Computed("goal", goal, goals_now, width=12, right=True), Computed(
        "progress", progress, ways, "0.0", width=12
    )


def _goals_now(grid: Grid, targets: Grid, indicators: List, words: Words) -> tuple[list[Result], list[Result]]:
    values: dict[str, Cell | None] = {}
    for name, row in zip(stands(targets, words).results, targets.cells, strict=True):
        values.setdefault(str(name).casefold(), row.get("value"))
    how = {str(c).casefold(): way for c, way in zip(indicators.items, indicators.beside["accumulation"], strict=True)}
    periods = {kind: last_periods(targets, kind) for kind in ("baseline", "target")}
    ends: list[Result] = []
    ways: list[Result] = []
    for row in grid.cells:
        code, day = str(row.get("indicator", "")).casefold(), row.get("period_end")
        end: Cell | None = None
        if code and day is not None and not isinstance(day, (str, Decimal)):
            last = periods["target"].get(code, 0)
            end = values.get(f"{code} milestone {day.year}")
            if end is None and code in how and (last == day.year or (how[code] != "sum" and last > day.year)):
                end = values.get(f"{code} target {last}")
        ends.append(float(end) if isinstance(end, Decimal) else plain(end))
        number = row.get("value")
        start = values.get(f"{code} baseline {periods['baseline'].get(code, 0)}")
        start = start if isinstance(start, Decimal) and how.get(code) != "sum" else Decimal(0)
        ways.append("")
        if how.get(code) and "dimensions" not in row and isinstance(number, Decimal) and isinstance(end, Decimal):
            ways[-1] = "" if end == start else float((number - start) / (end - start) * 100)
    return ends, ways

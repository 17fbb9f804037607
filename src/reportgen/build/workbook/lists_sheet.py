"""Lists become a hidden sheet with a defined name for each; baselines and targets are found there for each indicator."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from reportgen.build.workbook.grid import HEAD, Grid, letters
from reportgen.build.workbook.lists import List

SHEET = "Lists"
AGREEMENTS = "AgreementIds"
"""The list of agreements is the sheet of agreements: what is added there can be chosen at once."""


def write_lists(book: Any, sheet: Any, lists: Mapping[str, List], grids: Mapping[str, Grid], bold: Any) -> None:
    """Write each list under its name, and define the names."""
    column = 0
    for each in lists.values():
        columns: dict[str, tuple[str | int, ...]] = {each.name: each.items}
        columns |= {f"{each.name}_{key}": words for key, words in each.beside.items()}
        codes = column
        for name, items in columns.items():
            sheet.write_string(0, column, name, bold)
            for row, item in enumerate(items, 1):
                if isinstance(item, int):
                    sheet.write_number(row, column, item)
                elif item:
                    sheet.write_string(row, column, item)
            _define(book, name, column, len(items))
            column += 1
        if each.name == "Indicators":
            for word in ("baseline", "target"):
                sheet.write_string(0, column, f"Indicators_{word}", bold)
                _write_periods(sheet, column, codes, each, grids["targets"], word)
                _define(book, f"Indicators_{word}", column, len(each.items))
                column += 1
    if AGREEMENTS in names_of(lists, grids):
        name, grid = letters(grids["agreements"].column("id")), grids["agreements"]
        first = f"Agreements!${name}${HEAD + 1}"
        book.define_name(AGREEMENTS, f"=OFFSET({first},0,0,MAX(1,COUNTA({grid.area('id')})),1)")


def names_of(lists: Mapping[str, List], grids: Mapping[str, Grid]) -> frozenset[str]:
    """Return the names of all lists that cells can be chosen from."""
    return frozenset((*lists, *([AGREEMENTS] if "agreements" in grids else [])))


def _define(book: Any, name: str, column: int, count: int) -> None:
    book.define_name(name, f"={SHEET}!${letters(column)}$2:${letters(column)}${count + 1}")


def _write_periods(sheet: Any, column: int, codes: int, indicators: List, targets: Grid, word: str) -> None:
    """Write, for each indicator, the last period for which a baseline or a target of the whole stands; 0 = none."""
    code, kind, period, part = (targets.area(key) for key in ("indicator", "kind", "period", "dimensions"))
    found = last_periods(targets, word)
    for row, item in enumerate(indicators.items, 1):
        here = f"${letters(codes)}{row + 1}"
        formula = f'=IFERROR(SUMPRODUCT(MAX(({code}={here})*({kind}="{word}")*({part}="")*{period})),0)'
        sheet.write_formula(row, column, formula, None, found.get(str(item).casefold(), 0))


def last_periods(targets: Grid, kind: str) -> dict[str, int]:
    """Return indicator (in small letters) -> the last period of this kind; nothing where any period is no year."""
    found: dict[str, int] = {}
    for row in targets.each_row():
        period, code = row.get("period"), row.get("indicator")
        if isinstance(period, str):  # the formula cannot reckon with it either
            return {}
        whole = row.get("kind") == kind and "dimensions" not in row
        if isinstance(code, str) and whole and isinstance(period, Decimal):
            found[code.casefold()] = max(found.get(code.casefold(), 0), int(period))
    return found

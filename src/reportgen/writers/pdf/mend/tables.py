"""Table cells become cells that name their headers, also across spans (ISO 14289-1, 7.5; ISO 32000-1, 14.8.5.7).

Stands in for, in WeasyPrint: no scope (issue 2508); headers that are lost at spans, and none for a group of rows (not
reported as of 2026-11; issue 1784, closed, was about headers without spans).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pydyf

from reportgen.writers.pdf.mend.tree import Tree

SCOPES = {"col": "/Column", "colgroup": "/Column", "row": "/Row", "rowgroup": "/Row"}


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell on the grid: half-open ranges of rows and columns; `group` numbers its row group."""

    element: Any
    rows: range
    columns: range
    group: int

    @property
    def scope(self) -> str:
        return str(self.element.get("scope") or "")


def name_headers(tree: Tree) -> None:
    """Give header cells a scope and an id, and data cells the ids of their headers."""
    cells = {
        id(source.element): struct
        for struct in tree.walk()
        if struct["S"] in ("/TH", "/TD") and (source := tree.recorded.source(struct)) is not None
    }
    number = 0
    for struct in list(tree.walk()):
        source = tree.recorded.source(struct)
        if struct["S"] == "/Table" and source is not None:
            number += 1
            _name(number, _place(source.element), cells)


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _place(table: Any) -> list[_Placed]:
    placed: list[_Placed] = []
    row = 0
    for group, body in enumerate(child for child in table if _local(child) in ("thead", "tbody")):
        reach: dict[int, int] = {}
        for line in body:
            column = 0
            for cell in line:
                while reach.get(column, 0) > row:
                    column += 1
                wide, deep = int(cell.get("colspan") or 1), int(cell.get("rowspan") or 1)
                placed.append(_Placed(cell, range(row, row + deep), range(column, column + wide), group))
                for each in range(column, column + wide):
                    reach[each] = row + deep
                column += wide
            row += 1
    return placed


def _name(table: int, placed: list[_Placed], cells: dict[int, Any]) -> None:
    heads = [cell for cell in placed if _local(cell.element) == "th"]
    names: dict[int, str] = {}
    for cell in heads:
        names[id(cell.element)] = f"t{table}r{cell.rows.start}c{cell.columns.start}"
        struct = cells.get(id(cell.element))
        if struct is not None:
            struct["ID"] = pydyf.String(names[id(cell.element)])
            struct["A"]["Scope"] = SCOPES.get(cell.scope, "/Column")
    columns = [cell for cell in heads if cell.scope in ("col", "colgroup")]
    rows = [cell for cell in heads if cell.scope in ("row", "rowgroup")]
    for cell in placed:
        struct = cells.get(id(cell.element))
        if struct is None or _local(cell.element) != "td":
            continue
        mine = [head for head in rows if _covers_row(head, cell)]
        mine += [head for head in columns if _meet(head.columns, cell.columns)]
        struct["A"].pop("Headers", None)
        if mine:
            struct["A"]["Headers"] = pydyf.Array([pydyf.String(names[id(head.element)]) for head in mine])


def _meet(a: range, b: range) -> bool:
    return a.start < b.stop and b.start < a.stop


def _covers_row(head: _Placed, cell: _Placed) -> bool:
    """A row's header heads its rows; one that fills a line of its own heads the rest of its group."""
    if head.scope == "rowgroup" and len(head.columns) > 1:
        return head.group == cell.group and head.rows.start < cell.rows.start
    return _meet(head.rows, cell.rows)

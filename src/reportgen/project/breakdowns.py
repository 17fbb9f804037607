"""Rows about wholes and parts become those that an audience sees: of a breakdown all parts, or none."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TypeVar

from reportgen.facts.people import counts_people, is_small
from reportgen.model import Result, Target
from reportgen.model.report import Table
from reportgen.project.sight import Sight

R = TypeVar("R", Result, Target)


def seen_of(
    sight: Sight,
    table: Table,
    rows: Sequence[R],
    indicators: Collection[str],
    family_of: Callable[[R], tuple[object, ...]],
) -> list[R]:
    """Return the rows of `indicators` that are seen; of a breakdown of which one part is not, or counts few people, none.

    `family_of` names the breakdown that a part is of.
    """
    people = {each.code for each in sight.report.indicators if counts_people(each)}

    def closed(row: R) -> bool:
        few = not sight.internal and row.indicator in people and is_small(row)
        return few or not sight.sees(table, row)

    families = {family_of(row) for row in rows if row.parts and closed(row)}
    return [
        row
        for row in rows
        if row.indicator in indicators and (family_of(row) not in families if row.parts else sight.sees(table, row))
    ]


def alike(cells: Iterable[tuple[str, tuple[object, ...]]]) -> dict[str, set[str]]:
    """Return cell -> the cells of its breakdown, which are withheld with it; `cells` are names with their family."""
    families: dict[tuple[object, ...], set[str]] = {}
    for name, family in cells:
        families.setdefault(family, set()).add(name)
    return {name: family for family in families.values() for name in family if name}

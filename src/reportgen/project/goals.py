"""Goals of parts become cells and sums: what the parts of a target add up to is known to whoever sees all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from reportgen.facts.results import Parts, parts_key
from reportgen.model import Report, Target

Sum = dict[str, Fraction]
ONE = Fraction(1)
Goal = tuple[str, str, int]
"""Indicator, kind and period: a whole with its parts."""


def goal_family(target: Target) -> tuple[object, ...]:
    """Return what the goals of one breakdown have in common; if one of them is withheld, so are all."""
    return target.indicator, target.kind, target.period, tuple(name for name, _ in parts_key(target))


def goal_cells(report: Report) -> dict[int, str]:
    """Return id in memory of a target -> the name of its cell; of goals without parts, which nothing tells, none."""
    divided = {(each.indicator, each.kind, each.period) for each in report.targets if each.dimensions}
    return {
        id(each): _cell((each.indicator, each.kind, each.period), each.version, parts_key(each))
        for each in report.targets
        if (each.indicator, each.kind, each.period) in divided and each.value.number is not None
    }


def goal_sums(report: Report, kinds: set[tuple[str, str]]) -> Iterator[Sum]:
    """Yield for each day on which a goal was approved: a whole, or a part, is the sum of its partition by one more dimension.

    `kinds` are the partitions, by indicator and name.
    """
    goals: dict[Goal, dict[Parts, list[date]]] = defaultdict(lambda: defaultdict(list))
    for target in report.targets:
        if target.value.number is not None:
            goals[target.indicator, target.kind, target.period][parts_key(target)].append(target.version)
    for goal, versions in goals.items():
        if len(versions) > 1:
            for day in sorted({each for days in versions.values() for each in days}):
                yield from _sums(goal, versions, day, kinds)


def _sums(goal: Goal, versions: Mapping[Parts, list[date]], day: date, kinds: set[tuple[str, str]]) -> Iterator[Sum]:
    """Yield the sums among the versions that held on a day; where a part had none yet, there is no sum."""
    holds = {parts: max((each for each in days if each <= day), default=None) for parts, days in versions.items()}
    divisions: dict[tuple[Parts, str], list[Parts]] = defaultdict(list)
    for parts in versions:
        for name, _ in parts:
            if (goal[0], name) in kinds:
                divisions[tuple(pair for pair in parts if pair[0] != name), name].append(parts)
    for (rest, _), members in divisions.items():
        cells = [_cell(goal, version, parts) for parts in members if (version := holds[parts])]
        if len(cells) == len(members):
            yield {_cell(goal, holds.get(rest) or day, rest): ONE, **dict.fromkeys(cells, -ONE)}


def _cell(goal: Goal, version: date, parts: Parts) -> str:
    indicator, kind, period = goal
    return f"target:{indicator}/{kind}/{period}/{version}/{';'.join(f'{name}={value}' for name, value in parts)}"

"""A track becomes what is known of its parts in one year: of each what was aimed at, and what was observed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from reportgen.facts.results import Goal, Parts, Track, parts_key, standing
from reportgen.model import Result


@dataclass(frozen=True, slots=True)
class Part:
    """What is known of one part, such as women, in one year.

    Attributes:
        parts: Dimensions with their values.
        result: The year's result.
        milestone: What the year was to bring.
        target: What the plan is to bring.
        baseline: Where it started.
    """

    parts: Parts
    result: Result | None = None
    milestone: Goal | None = None
    target: Goal | None = None
    baseline: Goal | None = None


def parts_in(track: Track, year: int) -> tuple[Part, ...]:
    """Return the parts that have a result, a milestone or a target for `year`: those with results first, as they are typed."""
    rows: dict[Parts, list[Result]] = defaultdict(list)
    seen = track.years.get(year)
    for result in seen.parts if seen else ():
        rows[parts_key(result)].append(result)
    last: dict[tuple[str, Parts], Goal] = {}
    for (kind, period, parts), goal in track.part_goals.items():  # in the order of periods: the last stands
        if kind != "milestone" or period == year:
            last[kind, parts] = goal
    wanted = dict.fromkeys((*rows, *(parts for kind, parts in last if kind != "baseline")))
    return tuple(
        Part(
            parts,
            standing(track.indicator, rows.get(parts, [])),
            last.get(("milestone", parts)),
            last.get(("target", parts)),
            last.get(("baseline", parts)),
        )
        for parts in wanted
    )

"""Indicators, targets and results that IATI has no place for, or none of their own, become names."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reportgen.iati.codes import MEASURES, QUALITATIVE
from reportgen.iati.write_results import current_goals, newest, sayable
from reportgen.model import Indicator, Report, Result, Target


def indicators(holds: Callable[[Indicator], object]) -> Callable[[Report], Iterator[str]]:
    """Return what names the indicators that hold something."""
    return lambda report: (each.code for each in report.indicators if holds(each))


def _targets(report: Report) -> Iterator[tuple[Indicator, Target, bool]]:
    """Yield each target with its indicator, and whether it still holds."""
    current = {id(goal.current) for goals in current_goals(report).values() for goal in goals.values()}
    indicators = {each.code: each for each in report.indicators}
    for target in report.targets:
        if target.indicator in indicators:
            yield indicators[target.indicator], target, id(target) in current


def _named(target: Target) -> str:
    return f"{target.indicator} {target.kind} {target.period}{' ' if target.dimensions else ''}{target.dimensions}"


def versions(report: Report) -> Iterator[str]:
    """Name the targets that were replaced."""
    yield from (f"{_named(target)} of {target.version}" for _, target, holds in _targets(report) if not holds)


def approvals(report: Report) -> Iterator[str]:
    """Name the targets that hold."""
    yield from (_named(target) for _, target, holds in _targets(report) if holds)


def wordy_targets(report: Report) -> Iterator[str]:
    """Name the targets that are no number where one is wanted."""
    for indicator, target, holds in _targets(report):
        if holds and not sayable(indicator, target.value):
            yield f"{_named(target)}: {target.value.text}"


def _results(report: Report) -> Iterator[tuple[Indicator, Result, bool]]:
    """Yield each result with its indicator, and whether it still stands."""
    standing = set(map(id, newest_of_each(report)))
    indicators = {each.code: each for each in report.indicators}
    for result in report.results:
        if result.indicator in indicators:
            yield indicators[result.indicator], result, id(result) in standing


def newest_of_each(report: Report) -> Iterator[Result]:
    """Yield the results that stand, of every indicator."""
    rows: dict[str, list[Result]] = {}
    for result in report.results:
        rows.setdefault(result.indicator, []).append(result)
    for each in rows.values():
        yield from newest(each)


def _seen(result: Result) -> str:
    return f"{result.indicator} {result.year}{' ' if result.dimensions else ''}{result.dimensions}"


def chosen(holds: Callable[[Result], object]) -> Callable[[Report], Iterator[str]]:
    """Return what names the results that stand and hold something."""
    return lambda report: (_seen(result) for _, result, stands in _results(report) if stands and holds(result))


def restated(report: Report) -> Iterator[str]:
    """Name the results that were recorded anew."""
    for _, result, stands in _results(report):
        if not stands:
            yield f"{_seen(result)}{f' of {result.recorded}' if result.recorded else ''}"


def absences(report: Report) -> Iterator[str]:
    """Name the results without a value, each with its reason."""
    yield from (f"{_seen(row)}: {row.absence}" for _, row, stands in _results(report) if stands and row.absence)


def wordy_results(report: Report) -> Iterator[str]:
    """Name the results that are no number where one is wanted."""
    for indicator, result, stands in _results(report):
        if stands and result.value is not None and not sayable(indicator, result.value):
            yield f"{_seen(result)}: {result.value.text}"


def worded(report: Report) -> Iterator[str]:
    """Name the results in words that have a comment or caveat besides."""
    for indicator, result, stands in _results(report):
        said = result.comment or result.caveat
        if stands and said and result.value is not None and MEASURES[indicator.measure] == QUALITATIVE:
            yield _seen(result)

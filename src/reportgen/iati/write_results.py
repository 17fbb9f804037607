"""The indicators of an outcome become a result of type 2 and, for each output, one of its type, with a period for each year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from reportgen.facts.results import Goal, Parts, parts_key
from reportgen.iati.codes import MEASURES, OWN, QUALITATIVE, RESULTS, SDG_INDICATORS
from reportgen.iati.elements import Node, Tongues, add, add_day, plain
from reportgen.model import Indicator, LocalText, Outcome, Plan, Report, Result, Target, Value

LOCATION = "location"
"""The dimension that IATI has an element of its own for."""
Period = tuple[date, date]
GoalKey = tuple[str, int, Parts]
"""Kind, year and part."""
_ANSWERS = ("yes", "no")


class Results:
    """The indicators of one report with all their values."""

    def __init__(self, report: Report, tongues: Tongues) -> None:
        self.report, self.tongues = report, tongues
        self._results: Mapping[str, list[Result]] = _by_indicator(report.results)
        self._goals = current_goals(report)

    def add(self, activity: Node, outcome: Outcome) -> None:
        """Add the outcome's own result, then those of its outputs; what has no indicator is none in IATI."""
        year = self.report.year
        if outcome.indicators:
            self._add(activity, RESULTS["outcome"], outcome.statement(year), outcome.indicators)
        for output in outcome.outputs:
            if output.indicators:
                self._add(activity, RESULTS[output.type], output.statement(year), output.indicators)

    def places(self, outcome: Outcome) -> dict[str, None]:
        """Return the locations that values of an outcome are for, each once."""
        return dict.fromkeys(
            parts[LOCATION]
            for indicator in outcome.all_indicators
            for parts in self._parts(indicator)
            if parts.get(LOCATION)
        )

    def _parts(self, indicator: Indicator) -> Iterator[Mapping[str, str]]:
        for goal in self._goals.get(indicator.code, {}).values():
            if goal.current.dimensions and sayable(indicator, goal.value):
                yield goal.current.parts
        for result in newest(self._results.get(indicator.code, [])):
            if result.dimensions and result.value is not None and sayable(indicator, result.value):
                yield result.parts

    def _add(self, activity: Node, type_: str, title: LocalText, indicators: Iterable[Indicator]) -> None:
        result = add(activity, "result", type=type_)
        self.tongues.add(result, "title", title)
        for indicator in indicators:
            self._add_indicator(result, indicator)

    def _add_indicator(self, result: Node, indicator: Indicator) -> None:
        ascending = {"increase": "true", "decrease": "false"}.get(indicator.direction)
        summed = None if indicator.accumulation is None else str(indicator.accumulation == "sum").lower()
        measure = MEASURES[indicator.measure]
        element = add(result, "indicator", measure=measure, ascending=ascending, aggregation_status=summed)
        self.tongues.add(element, "title", indicator.statement)
        self.tongues.add(element, "description", self._description(indicator))
        add(element, "reference", vocabulary=OWN, code=indicator.code)
        if indicator.sdg_indicator:
            add(element, "reference", vocabulary=SDG_INDICATORS, code=indicator.sdg_indicator)
        goals = self._goals.get(indicator.code, {})
        for (kind, year, _), goal in goals.items():
            if kind == "baseline" and (sayable(indicator, goal.value)):
                self._add_value(element, "baseline", indicator, goal.value, (), goal.current.parts, year=str(year))
        self._add_periods(element, indicator, goals)

    def _description(self, indicator: Indicator) -> LocalText:
        """Return what IATI has no element for and readers need: unit, caveat, where the figure can be checked."""
        unit = self.tongues.around("iati.indicator.unit", indicator.unit)
        source = self.tongues.around("iati.indicator.source", indicator.verification)
        return self.tongues.joined((unit, indicator.caveat, source))

    def _add_periods(self, parent: Node, indicator: Indicator, goals: Mapping[GoalKey, Goal]) -> None:
        targets: dict[Period, dict[Parts, Goal]] = defaultdict(dict)
        for (kind, _, parts), goal in goals.items():  # that of the whole comes first
            if kind != "baseline" and sayable(indicator, goal.value):
                targets[self.period_of(goal.current)][parts] = goal
        actuals: dict[Period, list[Result]] = defaultdict(list)
        for result in newest(self._results.get(indicator.code, [])):
            if result.value is not None and sayable(indicator, result.value):
                actuals[result.period_start, result.period_end].append(result)
        for period in sorted({*targets, *actuals}, key=lambda each: (each[1], each[0])):
            element = add(parent, "period")
            add_day(element, "period-start", period[0])
            add_day(element, "period-end", period[1])
            for goal in targets.get(period, {}).values():
                self._add_value(element, "target", indicator, goal.value, (), goal.current.parts)
            for result in actuals.get(period, ()):
                self._add_actual(element, indicator, result)

    def _add_actual(self, period: Node, indicator: Indicator, result: Result) -> None:
        if result.value is not None:
            comments = (result.caveat, result.comment)
            self._add_value(period, "actual", indicator, result.value, comments, result.parts)

    def _add_value(
        self,
        parent: Node,
        tag: str,
        indicator: Indicator,
        value: Value,
        comments: tuple[LocalText, ...],
        parts: Mapping[str, str] | None = None,
        **attributes: str,
    ) -> None:
        """Add a value: a number as such, an answer or words as the first line of the comment."""
        qualitative = MEASURES[indicator.measure] == QUALITATIVE
        number = None if qualitative or value.number is None else plain(value.number)
        element = add(parent, tag, **attributes, value=number)
        held = dict(parts or {})
        if place := held.pop(LOCATION, ""):
            add(element, "location", ref=place)  # before the dimensions, says the schema
        for name, part in held.items():
            add(element, "dimension", name=name, value=part)
        said = self.tongues.joined(comments)
        if qualitative:
            said = self.tongues.joined((self._words(indicator, value, (self.tongues.own, *said.root)), said))
        self.tongues.add(element, "comment", said)

    def _words(self, indicator: Indicator, value: Value, languages: Iterable[str]) -> LocalText:
        """Return a value in words, which leads the comment in each language that the comment has."""
        answer = value.text.lower()
        known = indicator.measure == "yes-no" and answer in _ANSWERS
        return LocalText(
            {each: self.tongues.word(f"answer.{answer}", each) if known else value.text for each in languages}
        )

    def period_of(self, target: Target) -> Period:
        """Return the period of a target: of a milestone its year, of a target at the end of a plan the whole plan."""
        return period_of(target, self.report.plans.values())


def period_of(target: Target, plans: Iterable[Plan]) -> Period:
    """Return the period that a milestone or target is written under."""
    year = date(target.period, 1, 1), date(target.period, 12, 31)
    if target.kind == "milestone":
        return year
    return next(((plan.start, plan.end) for plan in plans if plan.end.year == target.period), year)


def sayable(indicator: Indicator, value: Value) -> bool:
    """Say whether IATI can hold a value: where a number is measured, nothing but a number (rules 8.8 to 8.10)."""
    return MEASURES[indicator.measure] == QUALITATIVE or value.number is not None


def newest(results: Iterable[Result]) -> list[Result]:
    """Return the results that stand, each period and part once: of several recordings the last."""
    held: dict[tuple[date, date, Parts], Result] = {}
    for result in sorted(results, key=lambda each: each.recorded or date.min):
        held[result.period_start, result.period_end, parts_key(result)] = result
    return sorted(held.values(), key=lambda each: (each.period_end, each.period_start, bool(each.parts)))


def current_goals(report: Report) -> dict[str, dict[GoalKey, Goal]]:
    """Return for each indicator (kind, year, part) -> what was first approved, and what holds now."""
    dated: dict[str, dict[GoalKey, list[Target]]] = defaultdict(lambda: defaultdict(list))
    for target in report.targets:
        dated[target.indicator][target.kind, target.period, parts_key(target)].append(target)
    found: dict[str, dict[GoalKey, Goal]] = {}
    for code, goals in dated.items():
        ordered = {key: sorted(goals[key], key=lambda each: each.version) for key in sorted(goals)}
        found[code] = {key: Goal(rows[0], rows[-1]) for key, rows in ordered.items()}
    return found


def _by_indicator(results: Iterable[Result]) -> dict[str, list[Result]]:
    found: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        found[result.indicator].append(result)
    return found

"""Values, goals and absences become what a table's cell prints; every kind of absence has its words, never a zero."""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup, escape

from reportgen.compose.prose import Prose
from reportgen.facts import OFFICE, Goal, Observation, Rating, Resources, Track
from reportgen.language import Words, fill
from reportgen.model import CountryFact, Indicator, Result, Stage, Value


class Cells:
    """Prints values of one edition."""

    def __init__(self, words: Words, prose: Prose) -> None:
        self.words = words
        self.bound = prose.bound

    def value(self, indicator: Indicator, value: Value) -> str:
        """Return an indicator's value: number, percentage, money, yes or no, or words."""
        words, number = self.words, value.number
        if number is None:
            answer = value.text.lower()
            return words.t(f"answer.{answer}") if answer in ("yes", "no") else value.text
        match indicator.measure:
            case "percent":
                return words.percent(number, indicator.decimals)
            case "money":  # the currency stands with the indicator's name, as its unit
                return words.number(number, indicator.decimals or 0)
            case _:
                return words.number(number, indicator.decimals)

    def goal(self, track: Track, goal: Goal | None) -> Markup:
        """Return a baseline, milestone or target, and what it was first where it changed."""
        if goal is None:
            return self.absent("none-set")
        steps = ("indicators", track.indicator.code, *self._goal_steps(track, goal))
        text = self.bound(steps, self.value(track.indicator, goal.value))
        if goal.changed:
            original = self.bound((*steps, "original"), self.value(track.indicator, goal.original.value))
            text += self._first("results.first", original)
        return text

    def _first(self, key: str, value: Markup) -> Markup:
        """Return the line beneath a value that says what it was before."""
        words = fill(str(escape(self.words.pattern(key))), {"value": value}, key)
        return Markup('<br><small class="first">{}</small>').format(Markup(words))

    def _goal_steps(self, track: Track, goal: Goal) -> tuple[str, ...]:
        """Return the last steps of the path that a goal is found at."""
        if part := goal.current.dimensions:
            kind, period = goal.current.kind, str(goal.current.period)
            return (period, kind, part) if kind == "milestone" else (kind, part)
        if goal is track.baseline:
            return ("baseline",)
        year = next((year for year, milestone in track.milestones.items() if milestone is goal), None)
        return ("target",) if year is None else (str(year), "milestone")

    def result(self, track: Track, year: int) -> Markup:
        """Return one year's result, restated values and absences named."""
        seen: Observation | None = track.years.get(year)
        if seen is None or seen.whole is None:
            return self.absent("no-record")
        if seen.whole.value is None:
            return self.absent(seen.whole.absence or "none")
        steps = ("indicators", track.indicator.code, str(year), "result")
        text = self.bound(steps, self.value(track.indicator, seen.whole.value))
        if seen.restates and seen.restates.value:
            original = self.bound((*steps, "original"), self.value(track.indicator, seen.restates.value))
            text += self._first("results.restated", original)
        return text

    def part(self, indicator: Indicator, result: Result | None) -> Markup:
        """Return the result of one part, or that there is none."""
        if result is None:
            return self.absent("no-record")
        if result.value is None:
            return self.absent(result.absence or "none")
        return escape(self.value(indicator, result.value))

    def amount(self, resources: Resources, stage: Stage, source: str, currency: str) -> Markup:
        """Return the amount of one stage and source of funds, or that there is none, or that it is withheld."""
        amount = resources.amount(stage, source)
        if amount is None:
            return self.absent("withheld" if resources.hides(stage, source) else "none")
        root = ("office",) if resources.code == OFFICE else ("outcomes", resources.code)
        steps = (*root, "finance", str(resources.year), *([source] if source else []), stage)
        return self.bound(steps, self.words.money(amount.value, currency))

    def total(self, indicator: Indicator, total: Decimal | None) -> Markup:
        """Return the total of the plan's years so far, or that there is none."""
        if total is None:
            return self.absent("no-total")
        percent = indicator.measure == "percent"
        return escape((self.words.percent if percent else self.words.number)(total, indicator.decimals))

    def absent(self, kind: str) -> Markup:
        """Return the words of an absence."""
        return Markup('<span class="absent">{}</span>').format(self.words.t(f"absence.{kind}"))

    def status(self, rating: Rating) -> Markup:
        """Return a status by word; its shape and colour are the style's."""
        return Markup('<span class="status status-{}">{}</span>').format(rating, self.words.t(f"rating.{rating}"))

    def country_fact(self, fact: CountryFact) -> Markup:
        """Return a country fact's value with its unit."""
        if fact.value is None:
            return self.absent(fact.absence or "not-published")
        if fact.value.number is None:
            return escape(fact.value.text)
        unit = fact.unit.to(self.words.language)
        text = self.words.number(fact.value.number, fact.decimals)
        return self.bound(("office", "facts", fact.id), f"{text} {unit}" if unit else text)

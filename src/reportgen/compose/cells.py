"""Values, goals and absences become what a table's cell prints; every kind of absence has its words, never a zero."""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup, escape

from reportgen.facts import Goal, Observation, Rating, Track
from reportgen.language import Words
from reportgen.model import CountryFact, Indicator, Value


class Cells:
    """Prints values of one edition."""

    def __init__(self, words: Words) -> None:
        self.words = words

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
        text = escape(self.value(track.indicator, goal.value))
        if goal.changed:
            first = self.words.t("results.first", value=self.value(track.indicator, goal.original.value))
            text += Markup('<br><small class="first">{}</small>').format(first)
        return text

    def result(self, track: Track, year: int) -> Markup:
        """Return one year's result, restated values and absences named."""
        seen: Observation | None = track.years.get(year)
        if seen is None or seen.whole is None:
            return self.absent("no-record")
        if seen.whole.value is None:
            return self.absent(seen.whole.absence or "none")
        text = escape(self.value(track.indicator, seen.whole.value))
        if seen.restates and seen.restates.value:
            first = self.words.t("results.restated", value=self.value(track.indicator, seen.restates.value))
            text += Markup('<br><small class="first">{}</small>').format(first)
        return text

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
        return escape(f"{text} {unit}" if unit else text)

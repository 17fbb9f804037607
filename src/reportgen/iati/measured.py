"""The values of an indicator become one measure, and each value what that measure wants, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache

from reportgen.iati import in_rules as rules
from reportgen.iati.context import Context
from reportgen.iati.emit import LONGEST
from reportgen.iati.records import Indicator, Spot, Stated
from reportgen.iati.values import Texts, best
from reportgen.language import Words, languages
from reportgen.model import number_problem

MEASURES = {"1": "number", "2": "percent", "3": "number", "4": "number"}
"""IndicatorMeasure -> measure, of those that want numbers."""
QUALITATIVE = "5"
WANTED = {"text": "text", "number": "plain number", "percent": "plain number of per cent", "yes-no": "yes or no"}
"""Measure -> what a value of it is."""


@cache
def answers() -> dict[str, str]:
    """Return what yes and no are called in the languages that ship."""
    held = {"true": "yes", "false": "no"}
    for answer in ("yes", "no"):
        held |= {Words(code).t(f"answer.{answer}").casefold(): answer for code in languages()}
    return held


class Measured:
    """How the values of one indicator are read.

    Attributes:
        measure: What the workspace says that it is.
    """

    def __init__(self, context: Context, file: str, code: str, indicators: list[Indicator], language: str) -> None:
        self.context, self.file, self.code, self.language = context, file, code, language
        self._by_line = indicators[0].measure == QUALITATIVE
        self.measure = self._decide(indicators)

    def _decide(self, indicators: list[Indicator]) -> str:
        first = indicators[0]
        every = list(_every_value(indicators))
        if first.measure == QUALITATIVE:
            words = {self.words(each).casefold() for each in every} - {""}
            return "yes-no" if words and words <= answers().keys() else "text"
        said, typed = MEASURES.get(first.measure), [each for each in every if each.text]
        if said:
            return self._numeric(said, typed, every)
        measure = "number" if typed and all(each.number is not None for each in typed) else "text"
        why = "all its values are numbers" if measure == "number" else "not all of its values are numbers"
        message = f"{self.code} has no measure that the standard knows; {why}, so it became {measure}."
        self._find(rules.NO_MEASURE, first.spot, message, "/@measure", first.measure)
        return measure

    def _numeric(self, said: str, typed: list[Stated], every: list[Stated]) -> str:
        """Return the measure of an indicator that is to have numbers: text, if there are words and not one number."""
        worded = [each for each in (typed or every) if self.words(each)]
        if not worded or any(each.number is not None for each in typed):
            return said
        where = "" if typed else ": they are words in comments"
        words = self.words(worded[0])[:60]
        message = (
            f"{self.code} is measured in numbers, but none of its values is one{where} (“{words}”); it became text."
        )
        self.not_understood(worded[0], message)
        return "text"

    def words(self, stated: Stated) -> str:
        """Return the value, else the comment; signs without a letter or digit, such as “-”, say nothing."""
        words = stated.text or best(self._lead(stated), self.language)
        return words if any(map(str.isalnum, words)) else ""

    def _lead(self, stated: Stated) -> Texts:
        """Return what a comment that is a value begins with: of a qualitative one the first line."""
        if not (self._by_line and stated.broken):
            return stated.comment
        return {code: stated.broken[code].partition("\n")[0] if code in stated.broken else text
                for code, text in stated.comment.items()}  # fmt: skip

    def value(self, stated: Stated) -> str:
        """Return the value as the measure wants it; empty where it cannot be."""
        if self.measure == "text":
            return self.context.cell(self.words(stated), self.file, stated.spot)
        if self.measure == "yes-no":
            return answers().get(self.words(stated).casefold(), "")
        if stated.number is None:
            return ""
        return stated.text if not number_problem(stated.text) else format(stated.number, "f")

    def comment(self, stated: Stated) -> dict[str, str]:
        """Return what is said besides the value."""
        held = dict(stated.comment)
        if self._is_comment(stated):
            held = {code: self._rest(stated, code) for code in stated.comment}
        return {
            code: self.context.cell(text, self.file, stated.spot)
            for code, text in held.items()
            if any(map(str.isalnum, text))
        }

    def _is_comment(self, stated: Stated) -> bool:
        """Say whether the value was taken from the comment."""
        return not stated.text and self.measure in ("text", "yes-no") and bool(self.words(stated))

    def says_more(self, stated: Stated, comment: Iterable[str]) -> bool:
        """Say whether a value holds more than is told beside it in `comment`, by language: documents, other words, a cut."""
        if stated.other or (stated.text and not self.words(stated)):
            return True
        if any(sign in text for pair in stated.parts for text in pair for sign in ";="):  # which a cell cannot hold
            return True
        if not stated.comment:
            return len(stated.text) > LONGEST
        if max(map(len, (stated.text, *stated.comment.values()))) > LONGEST:
            return True
        if not self._is_comment(stated):
            return not set(stated.comment) <= set(comment)
        words = self.words(stated).casefold()
        return any(
            not self._says(text, words) or (self._rest(stated, code) and code not in comment)
            for code, text in self._lead(stated).items()
        )

    def _rest(self, stated: Stated, code: str) -> str:
        return stated.broken.get(code, "").partition("\n")[2] if self._by_line else ""

    def _says(self, text: str, words: str) -> bool:
        text = text.casefold()
        return text == words or (self.measure == "yes-no" and answers().get(text) == answers().get(words))

    def over(self, whole: str, parts: Iterable[str], what: str, stated: Stated) -> bool:
        """Say whether a part is larger than the whole, and tell of it; of percentages parts have wholes of their own."""
        if self.measure != "number" or not whole:
            return False
        largest = max((Decimal(part) for part in parts if part), default=None)
        if largest is None or largest <= Decimal(whole):
            return False
        message = f"{self.code}: the whole of the {what}, {whole}, is smaller than one of its parts, {largest:f}."
        self._find(rules.PART_OVER_WHOLE, stated.spot, message, "/@value", whole)
        return True

    def not_understood(self, stated: Stated, message: str) -> None:
        """Tell of a value that is none."""
        self._find(
            rules.NOT_UNDERSTOOD, stated.spot, message, "/@value" if stated.text else "/comment", self.words(stated)
        )

    def wrong(self, what: str, stated: Stated) -> None:
        """Tell of a value that the measure does not take."""
        self.not_understood(
            stated, f"{self.code}: the {what} “{self.words(stated)[:60]}” is no {WANTED[self.measure]}."
        )

    def no_value(self, what: str, stated: Stated) -> None:
        """Tell of a value that is missing."""
        words = stated.text or best(stated.comment, self.language)
        which = "only" if stated.text else "only a comment,"
        said = f"{which} “{words[:60]}”" if words else "neither value nor comment"
        self._find(rules.NO_VALUE, stated.spot, f"{self.code}: the {what} has {said}.", "", words)

    def _find(self, card: rules.Card, spot: Spot, message: str, more: str, found: str) -> None:
        self.context.find(card, self.file, spot, message, more=more, found=found)


def _every_value(indicators: Iterable[Indicator]) -> Iterator[Stated]:
    """Yield all baselines, targets and actuals."""
    for indicator in indicators:
        yield from indicator.baselines
        for period in indicator.periods:
            yield from period.targets
            yield from period.actuals

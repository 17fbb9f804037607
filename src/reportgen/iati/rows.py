"""Baselines, targets and actuals become rows of targets.csv and results.csv; what fits in neither is kept as it was said."""

from __future__ import annotations

from datetime import date
from typing import Any

from reportgen.iati import in_rules as rules
from reportgen.iati.account import STANDS
from reportgen.iati.context import Context
from reportgen.iati.emit import LONGEST
from reportgen.iati.fates import (
    AGAIN,
    BY_PART,
    LONGEST_PARTS,
    MEASURES,
    SECOND,
    SILENT,
    UNDATED,
    UNREAD,
    WANTED,
    YES_NO,
    dump,
    every_value,
    odd_days,
    part,
    version_of,
)
from reportgen.iati.records import Activity, Indicator, Period, Spot, Stated
from reportgen.iati.values import best
from reportgen.model import number_problem


class Rows:
    """The rows of one indicator.

    Attributes:
        measure: What the workspace says that it is.
        dimensions: Names by which its results are split.
        extra: What is in no table.
    """

    def __init__(
        self, context: Context, activity: Activity, code: str, indicators: list[Indicator], language: str
    ) -> None:
        self.context, self.activity, self.code, self.language = context, activity, code, language
        self.account, self.file = context.account, activity.file
        self.extra: dict[str, Any] = {}
        self.dimensions: dict[str, None] = {}
        self._kept_periods: list[dict[str, Any]] = []
        self._long_parts: dict[str, str] = {}
        self._by_part: Spot | None = None
        self._parts = 0
        self.measure = self._measure(indicators)
        if self.measure != "text":
            context.of_file(self.file).measured += 1
        self.version = version_of(activity, indicators)
        self._baselines([each for indicator in indicators for each in indicator.baselines])
        self._periods([each for indicator in indicators for each in indicator.periods])
        if self._by_part is not None:
            message = f"{code}: {self._parts} targets or baselines hold for a part only, by dimension or place."
            context.find(rules.NO_PLACE, self.file, self._by_part, message)
        self.extra |= {"periods": self._kept_periods} if self._kept_periods else {}

    def _measure(self, indicators: list[Indicator]) -> str:
        first = indicators[0]
        every = list(every_value(indicators))
        typed = [each for each in every if each.text]
        numbers = sum(each.number is not None for each in typed)
        said = MEASURES.get(first.measure)
        if said:
            worded = [each for each in (typed or every) if self._words(each)]
            if numbers or not worded:
                return said
            where = "" if typed else ": they are words in comments"
            words = self._words(worded[0])[:60]
            message = (
                f"{self.code} is measured in numbers, but none of its values is one{where} (“{words}”); it became text."
            )
            self._not_understood(worded[0], message)
            return "text"
        if first.measure == "5":
            words = {self._words(each).casefold() for each in every} - {""}
            return "yes-no" if words and words <= set(YES_NO) else "text"
        measure = "number" if typed and numbers == len(typed) else "text"
        why = "all its values are numbers" if measure == "number" else "not all of its values are numbers"
        message = f"{self.code} has no measure that the standard knows; {why}, so it became {measure}."
        self.context.find(rules.NO_MEASURE, self.file, first.spot, message, more="/@measure", found=first.measure)
        return measure

    def _words(self, stated: Stated) -> str:
        """Return the value, else the comment; signs without a letter or digit, such as “-”, say nothing."""
        words = stated.text or best(stated.comment, self.language)
        return words if any(map(str.isalnum, words)) else ""

    def _value(self, stated: Stated) -> str:
        """Return the value as the measure wants it; empty where it cannot be."""
        if self.measure == "text":
            return self.context.cell(self._words(stated), self.file, stated.spot)
        if self.measure == "yes-no":
            return YES_NO.get(self._words(stated).casefold(), "")
        if stated.number is None:
            return ""
        return stated.text if not number_problem(stated.text) else format(stated.number, "f")

    def _commented(self, stated: Stated) -> bool:
        """Say whether there is more than the value: a comment that it was not taken from, documents, a text that was cut."""
        taken = not stated.text and self.measure in ("text", "yes-no")
        long = len(self._words(stated)) > LONGEST
        return long or len(stated.comment) > taken or any(child.tag == "document-link" for child in stated.source)

    def _not_understood(self, stated: Stated, message: str) -> None:
        where = "/@value" if stated.text else "/comment"
        found = self._words(stated)
        self.context.find(rules.NOT_UNDERSTOOD, self.file, stated.spot, message, more=where, found=found)

    def _keep(self, key: str, stated: Stated) -> None:
        self.extra.setdefault(key, []).append(dump(stated))

    def _baselines(self, baselines: list[Stated]) -> None:
        seen: dict[int, str] = {}
        for stated in baselines:
            self.account.came["baselines"] += 1
            fate = self._fate("baseline", stated, stated.year, seen)
            self.account.put("baselines", fate)
            if fate == STANDS and stated.year is not None:
                self._row("baseline", stated.year, seen[stated.year])
            if fate not in (STANDS, AGAIN) or (fate == STANDS and self._commented(stated)):
                self._keep("baselines", stated)

    def _row(self, kind: str, year: int, value: str) -> None:
        self.context.targets.add(
            {"indicator": self.code, "version": str(self.version), "kind": kind, "period": str(year), "value": value}
        )

    def _fate(self, what: str, stated: Stated, year: int | None, seen: dict[int, str]) -> str:
        """Say what becomes of a baseline or target; of one that stands, `seen` holds the value of its year."""
        if stated.parts:
            self._by_part, self._parts = self._by_part or stated.spot, self._parts + 1
            return BY_PART
        value = self._value(stated)
        if not value and not (stated.text and self._words(stated)):
            self._no_value(what, stated)
            return SILENT
        if not value:
            self._not_understood(
                stated,
                f"{self.code}: the {what} “{stated.text[:60]}” is no {WANTED[self.measure]}.",
            )
            return UNREAD
        if year is None:
            message = f"{self.code}: the {what} {value[:40]} has no year."
            self.context.find(rules.BAD_DATE, self.file, stated.spot, message)
            return UNDATED
        if year in seen:
            if seen[year] == value:
                return AGAIN
            both = f"{seen[year][:40]} and {value[:40]}"
            message = f"{self.code}: of {year} there are two values, {both}; the first stands in targets.csv."
            self.context.find(rules.TWO_VALUES, self.file, stated.spot, message, found=value)
            return SECOND
        seen[year] = value
        return STANDS

    def _periods(self, periods: list[Period]) -> None:
        targets: dict[int, str] = {}
        rows: dict[object, dict[str, Any]] = {}
        days: set[object] = set()
        last = self.activity.end.year if self.activity.end else max((p.end.year for p in periods if p.end), default=0)
        for period in sorted(periods, key=lambda p: (p.end or date.max, p.start or date.max), reverse=False):
            self.account.came["periods"] += 1
            kept: dict[str, Any] = {}
            for stated in period.targets:
                self.account.came["targets"] += 1
                year = period.end.year if period.end else None
                fate = self._fate("target", stated, year, targets)
                self.account.put("targets", fate)
                if fate == STANDS and year is not None:
                    self._row("target" if year >= last else "milestone", year, targets[year])
                if fate not in (STANDS, AGAIN) or (fate == STANDS and self._commented(stated)):
                    kept.setdefault("targets", []).append(dump(stated))
            self._actuals(period, rows, kept)
            self._count(period, days)
            if kept or not period.actuals:
                self._kept_periods.append(
                    {"start": str(period.start or ""), "end": str(period.end or ""), "typed": odd_days(period)} | kept
                )
        for row in rows.values():
            self.context.results.add(row["cells"], {"comment": row["comment"]} if row["comment"] else None)

    def _count(self, period: Period, days: set[object]) -> None:
        """Say what became of a period: one with actuals stands in results.csv, once for all parts."""
        key = (period.start, period.end)
        if period.start is None or period.end is None or period.end < period.start:
            fate = UNDATED
        elif not period.actuals:
            fate = "without an actual, their days in iati-extra.yaml"
        else:
            fate = "of the same days as another" if key in days else STANDS
            days.add(key)
        self.account.put("periods", fate)
        if fate != UNDATED:
            self.context.periods.add(period.start)
            self.context.periods.add(period.end)
            if period.end:
                self.context.ends.add(period.end)

    def _actuals(self, period: Period, rows: dict[object, dict[str, Any]], kept: dict[str, Any]) -> None:
        early = 0
        for stated in period.actuals:
            self.account.came["actuals"] += 1
            if period.start is None or period.end is None or period.end < period.start:
                self.account.put("actuals", UNDATED)
                kept.setdefault("actuals", []).append(dump(stated))
                continue
            row = self._result(period.start, period.end, stated)
            key = (period.start, period.end, row["cells"]["dimensions"])
            if key in rows:
                self._second(rows[key], row, stated, kept)
                continue
            rows[key] = row
            self.account.put("actuals", STANDS)
            early += (
                bool(row["cells"].get("value")) and bool(self.activity.updated) and period.end > self.activity.updated
            )  # type: ignore[operator]
            self.context.reported.add(period.end)
            if row["cells"].get("value"):
                self.context.ends_with_value.add(period.end)
            if self._left(stated, row):
                kept.setdefault("actuals", []).append(dump(stated))
        if early:
            message = f"{self.code}: the period ends on {period.end}, after the data were last updated, {self.activity.updated}."
            self.context.find(rules.NOT_OVER, self.file, period.spot, message)

    def _left(self, stated: Stated, row: dict[str, Any]) -> bool:
        """Say whether an actual holds more than its row: documents, other languages, a value of signs alone."""
        held = len(row["comment"]) + (not stated.text and "value" in row["cells"])
        signs = bool(stated.text) and not self._words(stated)
        long = max(map(len, (stated.text, *stated.comment.values()))) > LONGEST
        return (
            signs or long or len(stated.comment) > held or any(child.tag == "document-link" for child in stated.source)
        )

    def _result(self, start: date, end: date, stated: Stated) -> dict[str, Any]:
        parts = [(part(name), part(value)) for name, value in stated.parts]
        told = ""
        if sum(len(name) + len(value) for name, value in parts) > LONGEST_PARTS:
            told = "; ".join(f"{name}: {value}" for name, value in parts)
            parts = [("part", self._long_parts.setdefault(told, str(len(self._long_parts) + 1)))]
        for name, _ in parts:
            self.dimensions[name] = None
        cells = {
            "indicator": self.code,
            "period_start": str(start),
            "period_end": str(end),
            "dimensions": ";".join(f"{name}={value}" for name, value in parts),
        }
        value = self._value(stated)
        comment = {
            code: self.context.cell(text, self.file, stated.spot)
            for code, text in stated.comment.items()
            if any(map(str.isalnum, text))
        }
        if told:
            message = f"{self.code}: {len(stated.parts)} dimensions say too much for a row heading; they stand in the comment."
            self.context.find(rules.NO_PLACE, self.file, stated.spot, message, found=told)
            comment = {code: f"{text} ({told})" for code, text in comment.items()} or {"": told}
        if value:
            cells["value"] = value
            return {"cells": cells, "comment": comment if stated.text or told else {}}
        if stated.text and self._words(stated):
            self._not_understood(
                stated,
                f"{self.code}: the actual “{stated.text[:60]}” is no {WANTED[self.measure]}.",
            )
            cells["absence"] = "unverified"
            said = {code: f"{stated.text} ({text})" for code, text in comment.items()} or {"": stated.text}
            return {"cells": cells, "comment": said}
        self._no_value("actual", stated)
        cells["absence"] = "not-published"
        return {"cells": cells, "comment": comment}

    def _no_value(self, what: str, stated: Stated) -> None:
        words = stated.text or best(stated.comment, self.language)
        which = "only" if stated.text else "only a comment,"
        said = f"{which} “{words[:60]}”" if words else "neither value nor comment"
        self.context.find(rules.NO_VALUE, self.file, stated.spot, f"{self.code}: the {what} has {said}.", found=words)

    def _second(self, first: dict[str, Any], row: dict[str, Any], stated: Stated, kept: dict[str, Any]) -> None:
        """Take note of a second actual for the same days and part: nobody can say which holds."""
        if first["cells"] == row["cells"] and first["comment"] == row["comment"]:
            self.account.put("actuals", AGAIN)
            return
        self.account.put("actuals", SECOND)
        values = [each["cells"].get("value", "") or "–" for each in (first, row)]
        both = " and ".join(value[:40] for value in values)
        message = f"{self.code}: there are two actuals of one period and part, {both}; neither is printed."
        self.context.find(rules.TWO_VALUES, self.file, stated.spot, message, found=values[1])
        if value := first["cells"].pop("value", ""):
            kept.setdefault("actuals", []).append({"value": value} | first["comment"])
            first["cells"]["absence"] = "unverified"
            first["comment"] = {"": " / ".join(values)}
        kept.setdefault("actuals", []).append(dump(stated))

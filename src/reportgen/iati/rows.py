"""Periods and actuals become rows of results.csv, baselines and targets rows of targets.csv; the rest is kept as it was said."""

from __future__ import annotations

from datetime import date
from typing import Any

from reportgen.iati import in_rules as rules
from reportgen.iati.account import STANDS
from reportgen.iati.context import Context
from reportgen.iati.emit import Flow
from reportgen.iati.fates import AGAIN, SECOND, UNDATED, dump, odd_days
from reportgen.iati.goals import Goals
from reportgen.iati.measured import Measured
from reportgen.iati.parts import Pairs, Part, Parts
from reportgen.iati.records import Activity, Indicator, Period, Stated

Row = dict[str, Any]
"""A row of results.csv: its cells, and its comment by language."""


class Rows:
    """The rows of one indicator.

    Attributes:
        measure: What the workspace says that it is.
        dimensions: Names by which its values are split.
        extra: What is in no table.
    """

    def __init__(
        self, context: Context, activity: Activity, code: str, indicators: list[Indicator], language: str
    ) -> None:
        self.context, self.activity, self.code = context, activity, code
        self.account, self.file = context.account, activity.file
        self._kept_periods: list[dict[str, Any]] = []
        self._rows: dict[tuple[date, date, Pairs], Row] = {}
        self._days: set[object] = set()
        self._measured = Measured(context, self.file, code, indicators, language)
        self.measure = self._measured.measure
        if self.measure != "text":
            context.of_file(self.file).measured += 1
        self._parts = Parts(self.account)
        self.dimensions = self._parts.names
        self._goals = Goals(context, activity, self._measured, self._parts, indicators)
        self._periods([each for indicator in indicators for each in indicator.periods])
        self._goals.close()
        self._close()
        self.extra = self._goals.extra | ({"periods": self._kept_periods} if self._kept_periods else {})

    def _periods(self, periods: list[Period]) -> None:
        for period in sorted(periods, key=lambda p: (p.end or date.max, p.start or date.max)):
            self.account.came["periods"] += 1
            kept: dict[str, Any] = {"more": Flow(period.rest)} if period.rest else {}
            if targets := self._goals.targets(period):
                kept["targets"] = targets
            self._actuals(period, kept)
            self._count(period)
            if kept or not period.actuals:
                self._kept_periods.append(
                    {"start": str(period.start or ""), "end": str(period.end or ""), "typed": odd_days(period)} | kept
                )

    def _close(self) -> None:
        """Write the rows; a whole that is smaller than one of its parts becomes a comment."""
        parts: dict[object, list[str]] = {}
        for (start, end, part), row in self._rows.items():
            if part:
                parts.setdefault((start, end), []).append(row["cells"].get("value", ""))
        for (start, end, part), row in self._rows.items():
            cells, held = row["cells"], () if part else parts.get((start, end), ())
            if self._measured.over(cells.get("value", ""), held, f"actual of {end}", row["stated"]):
                words = cells.pop("value")
                cells["absence"] = "unverified"
                row["comment"] = _behind(words, row["comment"])
            self.context.results.add(row["cells"], {"comment": row["comment"]} if row["comment"] else None)

    def _count(self, period: Period) -> None:
        """Say what became of a period: one with actuals stands in results.csv, once for all parts."""
        key = (period.start, period.end)
        if odd_days(period):
            self.account.put("periods", UNDATED)
            return
        if not period.actuals:
            fate = "without an actual, their days in iati-extra.yaml"
        else:
            fate = "of the same days as another" if key in self._days else STANDS
            self._days.add(key)
        self.account.put("periods", fate)
        self.context.periods.add(period.start)
        self.context.periods.add(period.end)
        if period.end:
            self.context.ends.add(period.end)

    def _actuals(self, period: Period, kept: dict[str, Any]) -> None:
        early = False
        for stated in period.actuals:
            self.account.came["actuals"] += 1
            part = self._parts.of(stated)
            if period.start is None or period.end is None or period.end < period.start:
                self.account.put("actuals", UNDATED)
                self._parts.count(stated, part, stands=False)
                kept.setdefault("actuals", []).append(dump(stated))
                continue
            row = self._result(period.start, period.end, stated, part)
            key = (period.start, period.end, part.key)
            self._parts.count(stated, part, stands=key not in self._rows)
            if key in self._rows:
                self._second(self._rows[key], row, stated, kept)
                continue
            self._rows[key] = row
            early |= self._stands(period.end, row)
            if self._measured.says_more(stated, row["told"]):
                kept.setdefault("actuals", []).append(dump(stated))
        if early:
            message = f"{self.code}: the period ends on {period.end}, after the data were last updated, {self.activity.updated}."
            self.context.find(rules.NOT_OVER, self.file, period.spot, message)

    def _stands(self, end: date, row: Row) -> bool:
        """Take note of an actual that has its row; say whether it tells of a period that goes on."""
        self.account.put("actuals", STANDS)
        self.context.reported.add(end)
        if not row["cells"].get("value"):
            return False
        self.context.ends_with_value.add(end)
        return bool(self.activity.updated and end > self.activity.updated)

    def _result(self, start: date, end: date, stated: Stated, part: Part) -> Row:
        cells = {"indicator": self.code, "period_start": str(start), "period_end": str(end), "dimensions": part.cell}
        value = self._measured.value(stated)
        comment = self._measured.comment(stated)
        told = set(comment)
        if part.told:
            message = f"{self.code}: {len(stated.parts)} dimensions say too much for a row heading; they stand in the comment."
            self.context.find(rules.NO_PLACE, self.file, stated.spot, message, found=part.told)
            comment = {code: f"{text} ({part.told})" for code, text in comment.items()} or {"": part.told}
        if value:
            cells["value"] = value
        elif self._measured.words(stated) and (stated.text or self.measure == "yes-no"):
            self._measured.wrong("actual", stated)
            cells["absence"] = "unverified"
            words = self.context.cell(self._measured.words(stated), self.file, stated.spot)
            comment = _behind(words, comment)
        else:
            self._measured.no_value("actual", stated)
            cells["absence"] = "not-published"
        return {"cells": cells, "comment": comment, "told": told, "stated": stated}

    def _second(self, first: Row, row: Row, stated: Stated, kept: dict[str, Any]) -> None:
        """Take note of a second actual for the same days and part: nobody can say which holds."""
        if first["comment"] == row["comment"] and _said(first) == _said(row):
            self.account.put("actuals", AGAIN)
            if self._measured.says_more(stated, row["told"]):
                kept.setdefault("actuals", []).append(dump(stated))
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


def _behind(words: str, comment: dict[str, str]) -> dict[str, str]:
    """Return a comment behind a value that is printed as no value."""
    return {code: f"{words} ({text})" for code, text in comment.items()} or {"": words}


def _said(row: Row) -> tuple[str, str]:
    """Return what a row says, whatever the order of its dimensions."""
    return row["cells"].get("value", ""), row["cells"].get("absence", "")

"""Baselines and targets become rows of targets.csv, each of its kind, year and part; what fits in none is kept as it was said."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from reportgen.iati import in_rules as rules
from reportgen.iati.account import STANDS
from reportgen.iati.context import Context
from reportgen.iati.emit import Flow
from reportgen.iati.fates import AGAIN, SECOND, SILENT, SMALLER, UNDATED, UNREAD, dump
from reportgen.iati.measured import Measured
from reportgen.iati.parts import Pairs, Part, Parts
from reportgen.iati.records import Activity, Indicator, Period, Stated

YEAR = 366
"""Days of the longest year; what is aimed at over more is no milestone."""
Key = tuple[str, int, Pairs]
"""Kind, year and part."""


class Goals:
    """The baselines, milestones and targets of one indicator; `extra` is what is in no row."""

    def __init__(
        self, context: Context, activity: Activity, measured: Measured, parts: Parts, indicators: list[Indicator]
    ) -> None:
        self.context, self.measured, self.parts = context, measured, parts
        self.account, self.file, self.code = context.account, activity.file, measured.code
        self.version = _version_of(activity, indicators)
        self.extra: dict[str, Any] = {}
        periods = [period for indicator in indicators for period in indicator.periods]
        self._last = activity.end.year if activity.end else max((p.end.year for p in periods if p.end), default=0)
        self._long = max((p.end.year for p in periods if p.end and p.targets and _is_long(p)), default=0)
        self._seen: dict[Key, str] = {}
        self._rows: dict[Key, tuple[dict[str, str], Stated, str]] = {}
        for indicator in indicators:
            for stated in indicator.baselines:
                if not self._put("baselines", "baseline", stated, stated.year):
                    self.extra.setdefault("baselines", []).append(dump(stated))

    def targets(self, period: Period) -> list[Any]:
        """Put the targets of a period into the table; return those that say more than their row."""
        year = period.end.year if period.end else None
        kind = "milestone" if year is None else self._kind(period, year)
        return [dump(each) for each in period.targets if not self._put("targets", kind, each, year)]

    def close(self) -> None:
        """Write the rows, but for wholes that are smaller than one of their parts."""
        parts: dict[tuple[str, int], list[str]] = {}
        for (kind, year, part), (row, _, _) in self._rows.items():
            if part:
                parts.setdefault((kind, year), []).append(row["value"])
        for (kind, year, part), (row, stated, group) in self._rows.items():
            held = () if part else parts.get((kind, year), ())
            if self.measured.over(row["value"], held, f"{kind} {year}", stated):
                self.account.put(group, STANDS, -1)
                self.account.put(group, SMALLER)
                self.extra.setdefault("wholes", []).append(Flow({"kind": kind, "year": year} | dump(stated)))
            else:
                self.context.targets.add(row)

    def _kind(self, period: Period, year: int) -> str:
        """Return what a target is: of a longer period a target, of a year before or at the end of such a one a milestone."""
        if _is_long(period):
            return "target"
        if year <= self._long:
            return "milestone"
        return "target" if year >= self._last else "milestone"

    def _put(self, group: str, kind: str, stated: Stated, year: int | None) -> bool:
        """Put a value into the table, and say whether the table tells all of it."""
        part = self.parts.of(stated)
        self.account.came[group] += 1
        fate = self._fate(group, kind, stated, year, part)
        self.account.put(group, fate)
        self.parts.count(stated, part, stands=fate == STANDS)
        if fate == AGAIN and year is not None and self._rows[kind, year, part.key][1].comment == stated.comment:
            return True
        return fate in (STANDS, AGAIN) and not self.measured.says_more(stated, ())

    def _fate(self, group: str, kind: str, stated: Stated, year: int | None, part: Part) -> str:
        """Say what becomes of a baseline or target; one that stands gets its row."""
        what = group.removesuffix("s")
        value = self.measured.value(stated)
        if not value:
            if self.measured.words(stated) and (stated.text or self.measured.measure == "yes-no"):
                self.measured.wrong(what, stated)
                return UNREAD
            self.measured.no_value(what, stated)
            return SILENT
        if year is None:
            message = f"{self.code}: the {what} {value[:40]} has no year."
            self.context.find(rules.BAD_DATE, self.file, stated.spot, message)
            return UNDATED
        key = (kind, year, part.key)
        if key in self._seen:
            return AGAIN if self._seen[key] == value else self._second(key, stated, value, part)
        self._seen[key] = value
        self._rows[key] = self._row(kind, year, value, part, stated), stated, group
        return STANDS

    def _second(self, key: Key, stated: Stated, value: str, part: Part) -> str:
        kind, year, _ = key
        of = f" ({part.cell[:60]})" if part.pairs else ""
        both = f"{self._seen[key][:40]} and {value[:40]}"
        message = (
            f"{self.code}: of the {kind} {year}{of} there are two values, {both}; the first stands in targets.csv."
        )
        self.context.find(rules.TWO_VALUES, self.file, stated.spot, message, found=value)
        return SECOND

    def _row(self, kind: str, year: int, value: str, part: Part, stated: Stated) -> dict[str, str]:
        row = {"indicator": self.code, "version": str(self.version), "kind": kind, "period": str(year),
               "dimensions": part.cell, "value": value}  # fmt: skip
        if part.told:
            # A semicolon begins a new remark of a note.
            row["note"] = self.context.cell(f"{part.cell}: {part.told.replace(';', ',')}", self.file, stated.spot)
            message = (
                f"{self.code}: {len(stated.parts)} dimensions say too much for a row heading; they stand in the note."
            )
            self.context.find(rules.NO_PLACE, self.file, stated.spot, message, found=part.told)
        return row


def _is_long(period: Period) -> bool:
    return period.start is not None and period.end is not None and (period.end - period.start).days >= YEAR


def _version_of(activity: Activity, indicators: Iterable[Indicator]) -> date:
    """Return the day on which the targets were as they are: that of the data, else the first day that is known."""
    starts = [period.start for indicator in indicators for period in indicator.periods if period.start]
    return activity.updated or activity.start or min(starts, default=date(2000, 1, 1))

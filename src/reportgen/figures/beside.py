"""The numbers of several series become columns beside their bars, aligned on the decimal, each under its name and swatch."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportgen.document.chart import Chart, Series
from reportgen.figures.look import Look
from reportgen.figures.rows import first_line, text_height, write_block
from reportgen.figures.sheet import DESCENT, Bar, Datum, Sheet, Sign

SWATCH = 6.0
BETWEEN = 10.0
"""Points between columns."""
NARROWEST = 34.0
_TAIL = re.compile(r"(?:[.,٫](?:\d{1,2}|\d{4,}))?[^\d]*$")
"""What follows the units of a number; three digits after a mark are thousands."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of numbers between `left` and `left` + `width`; what follows their units takes `tail` points at most."""

    series: int
    heading: tuple[str, ...]
    left: float
    width: float
    tail: float
    swatch: bool

    @property
    def right(self) -> float:
        """The edge that numbers, words and heading keep to."""
        return self.left + self.width


def columns_of(chart: Chart, look: Look, swatches: Sequence[int]) -> tuple[Column, ...]:
    """Return a column for each series, right of the bars; `swatches` are those that the bars show."""
    right, columns = look.width, list[Column]()
    most = look.width * 0.55 / len(chart.series) - BETWEEN
    for index in reversed(range(len(chart.series))):
        series = chart.series[index]
        known = [label for value, label in zip(series.values, series.labels, strict=True) if value is not None]
        tail = max((_tail(label, look) for label in known), default=0.0)
        units = max((look.letters.width(label, True) - _tail(label, look) for label in known), default=0.0)
        absent = [label for value, label in zip(series.values, series.labels, strict=True) if value is None]
        others = max((look.letters.widest(look.letters.wrap(label, most)) for label in absent), default=0.0)
        numbers = max(min(units + tail, most), others)
        swatch = SWATCH + 3 if index in swatches else 0.0
        heading = _heading(series.name, look, numbers, most - swatch)
        width = max(numbers, look.letters.widest(heading) + swatch)
        columns.insert(0, Column(index, heading, right - width, width, tail, bool(swatch)))
        right -= width + BETWEEN
    return tuple(columns)


def taken(columns: Sequence[Column]) -> float:
    """Return the width that the columns take from the bars."""
    return sum(column.width + BETWEEN for column in columns)


def _heading(name: str, look: Look, least: float, most: float) -> tuple[str, ...]:
    """Return a name in two lines where the widest column has room for that, else in as few as there."""
    longest = max((look.letters.width(word) for word in name.split()), default=0.0)
    narrow = look.letters.wrap(name, min(max(least, longest, NARROWEST), most))
    return narrow if len(narrow) < 3 else look.letters.balanced(name, most)


def _tail(label: str, look: Look) -> float:
    match = _TAIL.search(label)
    return look.letters.width(match[0]) if match else 0.0


def head_columns(
    sheet: Sheet, chart: Chart, look: Look, columns: Sequence[Column], swatches: Mapping[int, Bar | Sign]
) -> float:
    """Write the unit and the headings, each behind its swatch (a mark about 0, 0); return where the rows start."""
    unit = look.letters.wrap(chart.unit, look.width - taken(columns))
    height = max([text_height(look, len(column.heading)) for column in columns] + [text_height(look, len(unit))])
    write_block(sheet, look, unit, 0.0, height, look.quiet)
    for column in columns:
        widest = look.letters.widest(column.heading)
        start = column.left + (SWATCH + 3 if column.swatch else 0) if look.letters.rtl else column.right - widest
        mirrored = look.letters.rtl
        write_block(sheet, look, column.heading, start if mirrored else column.right, height, look.text,
                    align="start" if mirrored else "end")  # fmt: skip
        if column.series in swatches:
            first = look.letters.width(column.heading[0]) if column.heading else 0.0
            x = (start if mirrored else column.right - first) - SWATCH / 2 - 3
            y = height - (DESCENT + 0.36) * look.size - (len(column.heading) - 1) * look.letters.line
            sheet.add(_moved(swatches[column.series], x, y))
    return height + 3 if height else 0.0


def _moved(mark: Bar | Sign, x: float, y: float) -> Bar | Sign:
    if isinstance(mark, Sign):
        return Sign(x, y, mark.radius, mark.shape, mark.fill, mark.edge, mark.line)
    return Bar(x - SWATCH / 2, y - SWATCH / 2, SWATCH, SWATCH, mark.fill, mark.edge, mark.line)


def lines_of(series: Series, row: int, column: Column, look: Look, bold: bool) -> tuple[str, ...]:
    """Return a number, or the words for an absent one, in the lines that its column has room for."""
    return look.letters.wrap(series.labels[row], column.width, bold)


def write_number(sheet: Sheet, chart: Chart, look: Look, middle: float, row: int, column: Column, datum: Datum) -> None:
    """Write the number of a row; those of a column stand with their units under one another in every direction."""
    series = chart.series[column.series]
    absent = series.values[row] is None
    bold = row == chart.highlight and not absent
    lines = lines_of(series, row, column, look, bold)
    aligned = not absent and len(lines) == 1
    pad = column.tail - _tail(lines[0], look) if aligned else 0.0
    y = first_line(look, middle, len(lines))
    colour = look.quiet if absent else look.text
    if look.letters.rtl:  # mirrored afterwards: what starts here ends there
        sheet.write(look.letters, lines, column.left + pad, y, colour, bold=bold, datum=datum)
    else:
        sheet.write(look.letters, lines, column.right - pad, y, colour, align="end", bold=bold, datum=datum)

"""A chart spec becomes what a Word chart holds: categories, and numbers in the printed unit with their formats.

Chart and workbook are both written from this, so that they cannot differ. A number is at most 15 digits long, which is
all that a spreadsheet keeps; without data there is none, and its words stand in a note.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from reportgen.document.chart import Chart, Series

from .formats import marked, number_format

Form = Literal["bars", "parts", "columns", "line"]
MOST_COLUMNS = 36
"""Columns side by side on a page's width; more are drawn as panels."""
MOST_LINES = 12


@dataclass(frozen=True, slots=True)
class Strand:
    """One series.

    Attributes:
        name: As printed.
        numbers: As digits, in the printed unit; an empty text = no data.
        formats: Number format of each; an empty text where there is no number.
        labels: As printed.
        role: What the series is, as in the spec.
        total: Whether it is the sum of the parts before it, which is printed and has no bar.
    """

    name: str
    numbers: tuple[str, ...]
    formats: tuple[str, ...]
    labels: tuple[str, ...]
    role: str
    total: bool = False

    @property
    def usual(self) -> str:
        """The format of most of its numbers."""
        known = Counter(code for code in self.formats if code)
        return known.most_common(1)[0][0] if known else "General"

    @property
    def last(self) -> int:
        """Index of the last category with a number; -1 = none."""
        return max((index for index, number in enumerate(self.numbers) if number), default=-1)


@dataclass(frozen=True, slots=True)
class Data:
    """One chart.

    Attributes:
        form: Which of Word's charts it becomes.
        heading: Of the column of categories.
        unit: Of the numbers.
        notes: What is missing, in words.
    """

    chart: Chart
    form: Form
    heading: str
    categories: tuple[str, ...]
    strands: tuple[Strand, ...]
    unit: str
    notes: tuple[str, ...]

    @property
    def values(self) -> list[float]:
        """All numbers."""
        return [float(number) for strand in self.strands for number in strand.numbers if number]


def form_of(chart: Chart) -> Form | None:
    """Return which of Word's charts says what `chart` says; None = none does, and a picture takes its place."""
    if chart.empty or not any(value is not None for series in chart.series for value in series.values):
        return None
    count = len(chart.series)
    match chart.kind:
        case "bars":
            marks = any(series.role in ("goal", "start") for series in chart.series)
            return None if marks or count > 3 else "parts" if count > 1 else "bars"
        case "columns":
            if count == 1 and len(chart.categories) == 1:
                return "bars"
            return "columns" if count * len(chart.categories) <= MOST_COLUMNS else None
        case "line":
            return "line" if count <= MOST_LINES else None
        case "dots" | "matrix" | "strip":
            return None


def data_of(chart: Chart, form: Form) -> Data:
    """Return what a Word chart of `form` holds."""
    strands = tuple(
        _strand(series, chart.scale, total=form == "parts" and index == 2) for index, series in enumerate(chart.series)
    )
    categories = tuple(marked(name) for name in chart.categories)
    return Data(chart, form, marked(chart.first_column), categories, strands, marked(chart.unit), _notes(chart))


def _strand(series: Series, scale: int, *, total: bool) -> Strand:
    scaled = [None if value is None else value / scale for value in series.values]
    return Strand(
        marked(series.name),
        tuple("" if value is None else f"{float(value):.15g}" for value in scaled),
        tuple(
            "" if value is None else number_format(value, label)
            for value, label in zip(scaled, series.labels, strict=True)
        ),
        tuple(marked(label) for label in series.labels),
        series.role,
        total,
    )


def _notes(chart: Chart) -> tuple[str, ...]:
    """Return which categories lack data, in the words of the spec; a target lacks nothing where none is set."""
    notes: list[str] = []
    for series in chart.series:
        gaps = [index for index, value in enumerate(series.values) if value is None]
        if series.role in ("goal", "start") and len(gaps) < len(series.values):
            continue
        for words in dict.fromkeys(series.labels[index] for index in gaps if series.labels[index]):
            names = ", ".join(chart.categories[index] for index in gaps if series.labels[index] == words)
            notes.append(marked(f"{series.name + ': ' if len(chart.series) > 1 else ''}{names} {words}"))
    return tuple(notes)

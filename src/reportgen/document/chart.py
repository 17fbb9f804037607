"""A chart spec: what a figure says, as typed data, apart from how it is drawn.

`reportgen.figures` makes specs from a projected report; `figures.canvas` draws one with matplotlib; the Word writer turns
one into a picture (later: a native chart). Every printed number comes with its label already formatted in the language of
the edition, so that chart, table and text say the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

ChartKind = Literal[
    "bars",  # ranked horizontal bars; two series = two parts of one bar (stacked)
    "columns",  # grouped vertical bars over a few categories (stages by year)
    "line",  # series over years; a missing year is a gap
    "dots",  # one row a category: first, last and goal values on a common scale of 0 to 100 per cent of the way
    "matrix",  # rows x columns of marks (status overview, contributions to the strategic plan)
    "strip",  # two to six key figures side by side
]
Mark = Literal["", "yes", "met", "partly", "not-met", "no-data"]


@dataclass(frozen=True, slots=True)
class Series:
    """One series: a value for each category; None = no data, which is not zero.

    Attributes:
        name: What the series counts, for its direct label and the data table.
        values: In the chart's unit.
        labels: Each value as printed; for None the absence in words.
        role: ``accent`` (at most one a chart), ``muted``, ``second``, ``goal`` (a target: an open mark or a
            line), ``start`` (a baseline).
    """

    name: str
    values: tuple[Decimal | None, ...]
    labels: tuple[str, ...]
    role: Literal["accent", "muted", "second", "goal", "start"] = "accent"


@dataclass(frozen=True, slots=True)
class Chart:
    """One figure.

    Attributes:
        name: Unique in the report, such as ``finance-by-stage-D_1``; file and id names come from it.
        figure: Name of the figure in the FIGURES table, such as ``finance-by-stage``.
        kind: How it is drawn.
        title: The message, as a sentence.
        alt: What it shows, with its figures, for people who do not see it.
        categories: Names along the category axis, in printing order.
        series: The data; for ``matrix`` empty.
        unit: Of the values, printed as the axis title or under the title ("US$ thousand", "per cent").
        scale: Divisor between `values` and the ticks of the value axis (1000 for thousands); labels are printed as given.
        colours: Fixed colours of categories (official SDG colours), ``#rrggbb``, or empty strings.
        columns, marks: For ``matrix``: column names and, for each row, one mark per column.
        mark_labels: Words for each mark that occurs, in reading order.
        highlight: Index of the category that the title speaks of, drawn in the accent; -1 = none.
        period: What time the data stand for, printed with the source ("2024, as of 28 February 2025, provisional").
        source: Where the data come from.
        empty: Instead of data: the words that say so ("no data for 2024"); then categories are empty.
        first_column: Heading of the first column of the data table.
    """

    name: str
    figure: str
    kind: ChartKind
    title: str
    alt: str
    categories: tuple[str, ...] = ()
    series: tuple[Series, ...] = ()
    unit: str = ""
    scale: int = 1
    colours: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    marks: tuple[tuple[Mark, ...], ...] = ()
    mark_labels: tuple[tuple[Mark, str], ...] = ()
    highlight: int = -1
    period: str = ""
    source: str = ""
    empty: str = ""
    first_column: str = ""
    lang: str = "en"
    dir: Literal["ltr", "rtl"] = "ltr"

"""A chart spec becomes the table of its printed numbers, which stands beside it or in an annex."""

from __future__ import annotations

from reportgen.document.chart import Chart

Table = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]


def table_of(chart: Chart) -> Table:
    """Return header and rows of printed labels; of an empty chart no rows.

    A matrix with series (counts) prints these; one without prints the words of its marks.
    """
    if not chart.series and chart.kind == "matrix":
        words = dict(chart.mark_labels)
        rows = zip(chart.categories, chart.marks, strict=True)
        return (
            (chart.first_column, *chart.columns),
            tuple((name, *(words.get(mark, "") if mark else "" for mark in marks)) for name, marks in rows),
        )
    header = (chart.first_column, *(series.name for series in chart.series))
    rows = tuple((name, *(series.labels[row] for series in chart.series)) for row, name in enumerate(chart.categories))
    return header, rows

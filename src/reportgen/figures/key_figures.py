"""The key figures of report.yaml become a strip: two to six large numbers, each with what it counts."""

from __future__ import annotations

from reportgen.document.chart import Chart, Series
from reportgen.errors import FactError
from reportgen.facts import Fact, Facts, parse_format, print_fact
from reportgen.figures.common import empty_chart, office_source, with_alt
from reportgen.language import Words
from reportgen.model import Report


def key_figures(report: Report, words: Words) -> Chart:
    """Draw the figures in the order of report.yaml; one that this edition does not hold says so."""
    facts, key = Facts.of(report), "figures.key-figures"
    names: list[str] = []
    found: list[Fact | None] = []
    labels: list[str] = []
    for figure in report.settings.key_figures:
        try:
            fact: Fact | None = facts.get(figure.fact)
        except FactError:
            fact = None
        names.append(figure.label.to(words.language))
        found.append(fact if fact and fact.value is not None else None)
        absent = words.t("absence.none")
        labels.append(print_fact(fact, parse_format(figure.format), words, prose=False) if fact else absent)
    chart = Chart(
        name="key-figures",
        figure="key-figures",
        kind="strip",
        title=words.t(f"{key}.title", year=report.year),
        alt="",
        categories=tuple(names),
        series=(Series(words.t("word.value"), tuple(fact.value if fact else None for fact in found), tuple(labels)),),
        period=str(report.year),
        source=office_source(report, words, "results"),
        first_column=words.t("word.fact"),
        lang=words.language,
        dir=words.direction,
    )
    return with_alt(chart, words) if names else empty_chart(chart, words.t(f"{key}.empty"))

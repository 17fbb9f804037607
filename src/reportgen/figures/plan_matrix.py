"""Which outcomes contribute to which elements of the strategic plan becomes a matrix: elements x outcomes."""

from __future__ import annotations

from dataclasses import replace

from reportgen.document.chart import Chart
from reportgen.figures.common import empty_chart, office_source, outcome_name
from reportgen.language import Words
from reportgen.model import LocalText, Report

MOST = 12
"""Outcomes whose names have room over their columns."""


def plan_matrix(report: Report, words: Words) -> Chart:
    """Draw a mark where an outcome (column) contributes to an element of the plan in force (row).

    Rows keep the plan's order: impact areas, systemic outcomes, organizational outputs; elements that no outcome of the
    office contributes to are left out. More than 12 outcomes are named by their codes.
    """
    plan, key = report.plan, "figures.plan-matrix"
    elements: list[tuple[str, tuple[bool, ...]]] = []
    for group in ("impact_areas", "systemic_outcomes", "organizational_outputs"):
        names: dict[str, LocalText] = getattr(plan, group) if plan else {}
        for code, name in names.items():
            row = tuple(code in getattr(outcome.contributes, group) for outcome in report.outcomes)
            if any(row):
                elements.append((name.to(words.language) or code, row))
    most = max((sum(row) for _, row in elements), default=0)
    top = [name for name, row in elements if sum(row) == most]
    outcomes = tuple(outcome_name(outcome, words) for outcome in report.outcomes)
    crowded = len(outcomes) > MOST
    values = {"name": top[0] if top else "", "most": words.number(most), "count": words.number(len(outcomes)),
              "elements": words.number(len(top))}  # fmt: skip
    source = office_source(report, words, "plan")
    chart = Chart(
        name="plan-matrix",
        figure="plan-matrix",
        kind="matrix",
        title=words.t(f"{key}.{'title' if len(top) == 1 else 'equal'}", **values),
        alt="",
        categories=tuple(name for name, _ in elements),
        columns=tuple(outcome.code for outcome in report.outcomes) if crowded else outcomes,
        marks=tuple(tuple("yes" if yes else "" for yes in row) for _, row in elements),
        mark_labels=(("yes", words.t(f"{key}.yes")),),
        period=plan.name.to(words.language) if plan else "",
        source=source + words.t("mark.stop") + words.t(f"{key}.codes") if crowded else source,
        first_column=words.t(f"{key}.element"),
        lang=words.language,
        dir=words.direction,
    )
    if not elements:
        return empty_chart(chart, words.t(f"{key}.empty"))
    lines = [
        words.t(
            "figures.alt.series", name=name, values=words.list([o for o, yes in zip(outcomes, row, strict=True) if yes])
        )
        for name, row in elements
    ]
    text = words.t("figures.alt.text", title=chart.title, values=words.t("figures.alt.separator").join(lines))
    return replace(chart, alt=text)

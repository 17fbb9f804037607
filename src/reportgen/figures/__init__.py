"""A projected report becomes chart specs, and specs become pictures; `FIGURES` is the table of all figures.

Importing this package opens no drawing library: that happens when the first picture is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.document.chart import Chart
from reportgen.figures.card import FigureCard
from reportgen.figures.delivery_rate import delivery_rate
from reportgen.figures.finance_by_stage import finance_by_stage
from reportgen.figures.indicator_progress import indicator_progress
from reportgen.figures.key_figures import key_figures
from reportgen.figures.outcome_status import outcome_status
from reportgen.figures.partner_contributions import partner_contributions
from reportgen.figures.plan_matrix import plan_matrix
from reportgen.figures.sdg import SDG_COLOURS, sdg_label, sdg_name
from reportgen.figures.sdg_allocation import sdg_allocation
from reportgen.figures.series import series
from reportgen.figures.table import table_of
from reportgen.theme import Theme

_YEAR = ("year", "the year, by default the report's")

FIGURES: Mapping[str, FigureCard] = {
    "indicator-progress": FigureCard(
        indicator_progress,
        "How far the indicators of an outcome have come: baseline, milestone, result, target",
        ("outcomes", "targets", "results"),
        (("outcome", "code of the outcome"), _YEAR),
    ),
    "finance-by-stage": FigureCard(
        finance_by_stage,
        "Money by stage and year: budget, available, received, expended",
        ("finance",),
        (("code", "an outcome or output, by default the whole office"),),
    ),
    "delivery-rate": FigureCard(
        delivery_rate,
        "Expenditure as per cent of the money available, by outcome or by year",
        ("finance",),
        (("code", "an outcome, by default the whole office"), ("by", "outcome or year")),
    ),
    "sdg-allocation": FigureCard(
        sdg_allocation,
        "Shares of an outcome's resources by Sustainable Development Goal, in the official colours",
        ("sdg",),
        (("outcome", "code of the outcome"), _YEAR),
    ),
    "partner-contributions": FigureCard(
        partner_contributions,
        "Contributions of funding partners, ranked; development and humanitarian",
        ("contributions", "partners"),
        (("outcome", "code of an outcome, by default all"), _YEAR),
    ),
    "outcome-status": FigureCard(
        outcome_status,
        "Where the indicators stand, one mark each, by outcome",
        ("outcomes", "targets", "results"),
        (_YEAR,),
    ),
    "series": FigureCard(
        series,
        "One indicator over the years, with its milestones and target",
        ("targets", "results"),
        (("indicator", "code of the indicator"),),
    ),
    "plan-matrix": FigureCard(
        plan_matrix, "Which outcomes contribute to which elements of the strategic plan", ("plan", "outcomes")
    ),
    "key-figures": FigureCard(key_figures, "The key figures of report.yaml as a strip", ("report",)),
}
"""Name -> card. A new figure is a file with a builder, a line here, and its words in ``languages/*/figures.toml``."""


def missing_glyphs(chart: Chart, theme: Theme) -> list[str]:
    """Return the characters of `chart` that no font of the theme has on this machine, each once, in order."""
    from reportgen.figures import canvas

    return canvas.missing_glyphs(chart, theme)


__all__ = ["FIGURES", "SDG_COLOURS", "FigureCard", "missing_glyphs", "sdg_label", "sdg_name", "table_of"]

"""plan.yaml becomes the plans that statements, impact areas and outputs are keyed on: plans are data, not code."""

from typing import Literal

from reportgen.model.base import Code, Day, LocalText, Record


class Plan(Record):
    """One strategic plan or country framework; its codes mean something in this plan only."""

    name: LocalText
    kind: Literal["corporate", "country"] = "corporate"
    start: Day
    end: Day
    impact_areas: dict[Code, LocalText] = {}
    systemic_outcomes: dict[Code, LocalText] = {}
    organizational_outputs: dict[Code, LocalText] = {}


class Plans(Record):
    """The whole of plan.yaml."""

    plans: dict[Code, Plan]

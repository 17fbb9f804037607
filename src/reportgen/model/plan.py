"""plan.yaml becomes the plans that statements, impact areas and outputs are keyed on: plans are data, not code."""

from typing import Literal

from reportgen.model.base import (
    Code,
    Day,
    LocalText,
    Noted,
    Record,
)


class Plan(Noted):
    """One strategic plan or country framework; its codes mean something in this plan only."""

    name: LocalText
    """Name of the plan, with its years."""
    kind: Literal["corporate", "country"] = "corporate"
    """A plan of the whole organization, or one for the country."""
    start: Day
    """First day of the plan."""
    end: Day
    """Last day of the plan."""
    impact_areas: dict[Code, LocalText] = {}
    """Code -> name of the plan's impact areas."""
    systemic_outcomes: dict[Code, LocalText] = {}
    """Code -> name of its systemic outcomes."""
    organizational_outputs: dict[Code, LocalText] = {}
    """Code -> name of its outputs of organizational effectiveness and efficiency."""


class Plans(Record):
    """The whole of plan.yaml."""

    plans: dict[Code, Plan]
    """Key -> plan; statements and report.yaml refer to a plan by its key."""

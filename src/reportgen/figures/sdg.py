"""The 17 Sustainable Development Goals: their numbers and official colours; their names stand in the language files.

White on twelve of these colours is under 4.5:1, so they are fills with a dark outline, never behind text.
"""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.language import Words

SDG_COLOURS: Mapping[str, str] = {
    "1": "#e5243b",
    "2": "#dda63a",
    "3": "#4c9f38",
    "4": "#c5192d",
    "5": "#ff3a21",
    "6": "#26bde2",
    "7": "#fcc30b",
    "8": "#a21942",
    "9": "#fd6925",
    "10": "#dd1367",
    "11": "#fd9d24",
    "12": "#bf8b2e",
    "13": "#3f7e44",
    "14": "#0a97d9",
    "15": "#56c02b",
    "16": "#00689d",
    "17": "#19486a",
}
"""Goal -> official colour."""


def sdg_name(goal: str, words: Words) -> str:
    """Return the short name of a goal; a goal that does not exist has none."""
    return words.t(f"figures.sdg.goal-{goal}") if goal in SDG_COLOURS else ""


def sdg_label(goal: str, words: Words) -> str:
    """Return number and short name: ``5 Gender Equality``."""
    return f"{goal} {sdg_name(goal, words)}".strip()

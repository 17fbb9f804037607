"""What the table of figures holds: one card a figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from reportgen.document.chart import Chart
from reportgen.language import Words
from reportgen.model import Report


class Builder(Protocol):
    """Makes the spec of a figure from a projected report; options are those that the card names."""

    def __call__(self, report: Report, words: Words, **options: Any) -> Chart:
        """Return the spec; without data one whose `empty` says so."""
        ...


@dataclass(frozen=True, slots=True)
class FigureCard:
    """One figure.

    Attributes:
        build: Report and words -> chart spec.
        title: What it shows, for `reportgen list figures`.
        needs: The tables of the workspace that it draws from.
        options: Options of `build`, each with its meaning.
    """

    build: Builder
    title: str
    needs: tuple[str, ...]
    options: tuple[tuple[str, str], ...] = ()

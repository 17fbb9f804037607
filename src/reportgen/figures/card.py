"""What the table of figures holds: one card a figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reportgen.document.chart import Chart

Builder = Callable[..., Chart]
"""(projected report, words, options that the card names ...) -> spec; without data one whose `empty` says so."""


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

"""The rules of loading: what `reportgen explain` says of each, and what `reportgen list checks` lists."""

from __future__ import annotations

from reportgen.findings import Card
from reportgen.load.rules import image, narrative, structure, workbook

CARDS: tuple[Card, ...] = (*structure.CARDS, *narrative.CARDS, *image.CARDS, *workbook.CARDS)
"""Every rule of loading, by topic, in the order of its code."""

"""A PDF as WeasyPrint leaves it becomes one file that is both PDF/UA-1 and PDF/A-3a."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportgen.writers.pdf.mend import hyphens, labels, links, lists, meaning, metadata, streams, tables, tree, words
from reportgen.writers.pdf.mend.record import Recorded


def finish(pdf: Any, recorded: Recorded, ranges: Sequence[tuple[int, str]], *, soft: bool) -> None:
    """Mend `pdf` in place, before it is written. The order matters: roles decide what is joined, and what moves.

    Args:
        pdf: The file.
        recorded: What its structure elements come from.
        ranges: The ranges of printed page numbers, see `labels.label_pages`.
        soft: Whether every U+2010 divides a word at the end of a line.
    """
    whole = tree.Tree(pdf, recorded)
    meaning.name_roles(whole)
    tree.drop_repeated_heads(whole)
    tree.drop_blanks(whole)
    lists.nest(whole)
    tree.join_fragments(whole)
    lists.fill_items(whole)
    lists.pair_terms(whole)
    links.gather(whole)
    links.describe(whole)
    words.order_words(whole)
    meaning.nest_contents(whole)
    words.turn_pages(whole)
    meaning.place_notes(whole)
    meaning.mark_languages(whole)
    meaning.measure_figures(whole)
    tables.name_headers(whole)
    tree.prune(whole)
    tree.mark_artifacts(whole)
    labels.label_pages(pdf, ranges)
    if soft:
        hyphens.soften(pdf)
    metadata.declare_both(pdf)
    streams.end_plainly(pdf)

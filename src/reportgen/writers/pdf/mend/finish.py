"""A PDF as WeasyPrint leaves it becomes one file that is both PDF/UA-1 and PDF/A-3a."""

from __future__ import annotations

from typing import Any

from reportgen.writers.pdf.mend import meaning, metadata, streams, tables, tree
from reportgen.writers.pdf.mend.record import Recorded


def finish(pdf: Any, recorded: Recorded) -> None:
    """Mend `pdf` in place, before it is written. The order matters: roles decide what is joined, and what moves."""
    whole = tree.Tree(pdf, recorded)
    meaning.name_roles(whole)
    tree.drop_repeated_heads(whole)
    tree.join_fragments(whole)
    meaning.flatten_links(whole)
    meaning.place_notes(whole)
    meaning.pair_terms(whole)
    meaning.mark_languages(whole)
    meaning.measure_figures(whole)
    tables.name_headers(whole)
    tree.prune(whole)
    tree.mark_artifacts(whole)
    metadata.declare_both(pdf)
    streams.end_plainly(pdf)

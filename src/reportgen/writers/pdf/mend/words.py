"""Words that run from right to left become words in the order in which they are read.

Stands in for, in WeasyPrint: letters of a line shown from left to right, as fonts are drawn, so that of Arabic a reader
of tags would hear each line from its end; and nothing in the file that says it runs from right to left (neither reported
as of 2026-11; issue 106 asks for such scripts in general). Each such line gets its words as replacement text (ISO
32000-1, 14.9.4).
"""

from __future__ import annotations

import pydyf

from reportgen.language import direction
from reportgen.writers.pdf.mend.tree import Tree


def order_words(tree: Tree) -> None:
    """Give every piece of right-to-left text its words in reading order."""
    pages = {bytes(page): number for number, page in enumerate(tree.pdf.page_references)}
    for struct in list(tree.walk()):
        number = pages[bytes(struct["Pg"])]
        for place, mark in enumerate(struct["K"]):
            text = tree.recorded.texts.get((number, mark), "") if isinstance(mark, int) else ""
            if not text.strip():
                continue
            holder = struct
            if len(struct["K"]) > 1:  # a link, which also holds its area to click on
                holder = tree.new("/Span", struct, struct["Pg"])
                holder["K"].append(mark)
                struct["K"][place] = holder.reference
                tree.parents[2 * number + 1][mark] = holder.reference
            holder["ActualText"] = pydyf.String(text)


def turn_pages(tree: Tree) -> None:
    """Say of a document that runs from right to left that it does: its lines, and the order of facing pages.

    ISO 32000-1, 14.8.5.4.2 (WritingMode) and 12.2 (Direction); upstream says neither.
    """
    language = tree.pdf.catalog.get("Lang")
    if language is None or direction(language.string) == "ltr":
        return
    tree.root["A"] = pydyf.Dictionary({"O": "/Layout", "WritingMode": "/RlTb"})
    tree.pdf.catalog["ViewerPreferences"]["Direction"] = "/R2L"

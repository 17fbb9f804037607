"""The text becomes its list of acronyms: each that is defined as "Full Name (FN)", with the words it stands for."""

from __future__ import annotations

from reportgen.document import nodes as n
from reportgen.document.outline import text_of, walk
from reportgen.language.acronyms import definitions


def acronyms(blocks: tuple[n.Block, ...]) -> tuple[tuple[str, str], ...]:
    """Return (acronym, full name) of every acronym defined in the text, in alphabetical order; the first definition counts."""
    found: dict[str, str] = {}
    for block in walk(blocks):
        if isinstance(block, n.Paragraph):
            for each in definitions(text_of(block.content)):
                if each.name:
                    found.setdefault(each.acronym, each.name)
    return tuple(sorted(found.items(), key=lambda item: item[0].casefold()))

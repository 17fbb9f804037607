"""Printed page numbers become the page labels of the file: a reader who is told "page iv" can go there.

Stands in for, in WeasyPrint: no page labels at all (issue 1205).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pydyf

STYLES = {"roman": "/r", "arabic": "/D", "": None}


def label_pages(pdf: Any, ranges: Sequence[tuple[int, str]]) -> None:
    """Write the page labels (ISO 32000-1, 12.4.2).

    Args:
        pdf: The file.
        ranges: Index of the first page of each range, and how it is numbered: ``roman``, ``arabic``, or not at all.
    """
    numbers: list[Any] = []
    for first, style in ranges:
        named = STYLES[style]
        numbers += [first, pydyf.Dictionary({"S": named} if named else {})]
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array(numbers)})

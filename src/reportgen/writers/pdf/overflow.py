"""Laid-out pages become the words that do not fit: lines wider than their box, tables wider than their page.

A page that is too full is drawn all the same, with words over others or beyond the paper, and nothing says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

TOLERANCE = 1.0
"""CSS pixels (three quarters of a point) that nobody sees: rounding, and letters that hang over."""


@dataclass(frozen=True, slots=True)
class Overflow:
    """What does not fit.

    Attributes:
        kind: ``table``: a table is wider than the page's text; ``text``: a line is wider than its box, or lower than
            its page; ``figure``: a picture is taller than its page.
        words: The words of the line, of the table's caption (of the table, where it has none) or of the picture's
            alternative text.
        page: Index of the page.
        excess: How much is too much, in points.
        id: Of the table, where it has one.
    """

    kind: Literal["table", "text", "figure"]
    words: str
    page: int
    excess: float
    id: str = ""


def overflows(pages: list[Any]) -> tuple[Overflow, ...]:
    """Return what does not fit on the pages of a rendered document, each once, in the order of the pages."""
    found: dict[tuple[str, str], Overflow] = {}
    for index, page in enumerate(pages):
        for each in _of(page._page_box, index):
            found.setdefault((each.kind, each.words), each)
    wide = {each.page for each in found.values() if each.kind == "table"}
    # Of a table that is too wide, each cell at its end would be found as well.
    return tuple(each for each in found.values() if each.kind == "table" or each.page not in wide)


def _boxes() -> Any:
    """Return the kinds of boxes of the library, which has no types of its own."""
    from weasyprint.formatting_structure import boxes

    return boxes


def _of(page: Any, index: int) -> Iterator[Overflow]:
    boxes = _boxes()

    todo: list[tuple[Any, Any]] = [(page, page)]
    while todo:
        box, home = todo.pop()
        if isinstance(box, boxes.TableBox) and (excess := _excess(box, page)) > TOLERANCE:
            id = str(home.element.get("id") or "") if home.element is not None else ""
            yield Overflow("table", _caption(home) or _words(box), index, excess * 0.75, id)
        if isinstance(box, boxes.ReplacedBox) and (excess := _below(box, page)) > TOLERANCE:
            yield Overflow("figure", str(box.element.get("alt", "")), index, excess * 0.75)
        if isinstance(box, boxes.MarginBox):
            todo += [(child, box) for child in box.children]
        elif isinstance(box, boxes.LineBox):
            inside = list(_in_line(box))
            texts = [each for each in inside if isinstance(each, boxes.TextBox)]
            margin = isinstance(home, boxes.MarginBox)
            excess = max((_excess(each, home) for each in texts if each.text.strip()), default=0.0)
            excess = max(excess, _below(box, page) if texts and not margin else 0.0)
            if excess > TOLERANCE:
                yield Overflow("text", "".join(each.text for each in texts).strip(), index, excess * 0.75)
            todo += [(each, home) for each in inside if isinstance(each, boxes.BlockContainerBox)]
        elif isinstance(box, boxes.ParentBox):
            todo += [(child, box) for child in reversed(box.children)]


def _in_line(box: Any) -> Iterator[Any]:
    """Yield what a line holds; boxes within it, such as key figures and floats, are homes of their own."""
    boxes = _boxes()
    for placed in getattr(box, "children", ()):
        child = getattr(placed, "_box", placed)  # what is placed absolutely leaves a stand-in in its line
        yield child
        if not isinstance(child, boxes.BlockContainerBox):
            yield from _in_line(child)


def _excess(box: Any, home: Any) -> float:
    """Return by how much `box` leaves the content of `home`, at its left or right, in CSS pixels."""
    left, right = home.content_box_x(), home.content_box_x() + home.width
    start = box.position_x
    return max(left - start, start + box.margin_width() - right)


def _below(box: Any, page: Any) -> float:
    """Return by how much `box` ends below the content of its page, in CSS pixels."""
    return box.position_y + box.margin_height() - page.content_box_y() - page.height


def _caption(wrapper: Any) -> str:
    boxes = _boxes()

    captions = [child for child in getattr(wrapper, "children", ()) if isinstance(child, boxes.TableCaptionBox)]
    return " ".join(_words(caption) for caption in captions)


def _words(box: Any) -> str:
    boxes = _boxes()

    return " ".join(each.text.strip() for each in box.descendants() if isinstance(each, boxes.TextBox))

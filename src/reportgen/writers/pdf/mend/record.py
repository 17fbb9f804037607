"""The layout's boxes become a map from structure elements to the HTML elements that they were made from.

Stands in for, in WeasyPrint: no such map, and no way to change tags from outside (asked for in issue 1088, closed).
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from reportgen.language.scripts import runs_right_to_left


@dataclass(frozen=True, slots=True)
class Source:
    """Where a structure element comes from: the HTML element, and its tag with a pseudo-element's name (``span::marker``)."""

    element: Any
    tag: str


@dataclass(slots=True)
class Recorded:
    """Structure elements with what they come from.

    Attributes:
        structs: In the order in which they were finished, children first.
        sources: By the `id` of the element.
        blank: Marked content that is white space: its page and its number there.
        texts: The words of each marked content that is not drawn as it is read, by the same.
    """

    structs: list[Any] = field(default_factory=list[Any])
    sources: dict[int, Source] = field(default_factory=dict[int, Source])
    blank: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])
    texts: dict[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])

    def source(self, struct: Any) -> Source | None:
        """Return where `struct` comes from; None for one that has no HTML element."""
        return self.sources.get(id(struct))

    def note_texts(self, box: Any, *, page: int, marks: Any) -> None:
        """Keep the words of a box's own text, as long as upstream's `marks` tell their numbers."""
        for child in getattr(box, "children", ()):
            for text in getattr(child, "children", ()) if getattr(child, "text", None) is None else (child,):
                words = getattr(text, "text", None)
                if words is None or text not in marks:
                    continue
                if not words.strip():
                    self.blank.add((page, marks[text]["mcid"]))
                elif _turned(words, text.style["direction"]):
                    self.texts[page, marks[text]["mcid"]] = words


def _turned(words: str, direction: str) -> bool:
    """Say whether a line may be drawn in another order than it is read: also ``1.`` among Arabic is."""
    return runs_right_to_left(words) or (direction == "rtl" and not words.strip().isalnum())


@contextmanager
def recorded() -> Generator[Recorded]:
    """Record all structure elements that are built within the block.

    The tag builder calls itself by its module's name, so it is wrapped there for as long as the block lasts, and only
    in the process that lays this document out.
    """
    import weasyprint.pdf.tags as tags

    module: Any = tags
    original = module._build_box_tree
    found = Recorded()

    def build(box: Any, *rest: Any) -> Iterator[Any]:
        real = getattr(box, "_box", box)
        found.note_texts(real, page=rest[2], marks=rest[5])
        for struct in original(box, *rest):
            # The body hands on what its children yielded; the first to yield a structure element made it.
            if id(struct) not in found.sources:
                found.structs.append(struct)
                found.sources[id(struct)] = Source(real.element, real.element_tag or "")
            yield struct

    module._build_box_tree = build
    try:
        yield found
    finally:
        module._build_box_tree = original

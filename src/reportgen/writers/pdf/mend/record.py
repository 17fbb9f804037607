"""The layout's boxes become a map from structure elements to the HTML elements that they were made from."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Source:
    """Where a structure element comes from: the HTML element, and its tag with a pseudo-element's name (``span::marker``)."""

    element: Any
    tag: str


@dataclass(slots=True)
class Recorded:
    """Structure elements in the order in which they were finished, children first, with their sources."""

    structs: list[Any] = field(default_factory=list[Any])
    sources: dict[int, Source] = field(default_factory=dict[int, Source])

    def source(self, struct: Any) -> Source | None:
        """Return where `struct` comes from; None for one that has no HTML element."""
        return self.sources.get(id(struct))


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

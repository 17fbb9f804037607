"""A narrative's tree becomes HTML, its references to facts printed in the language of the edition and still bound."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from markupsafe import Markup, escape

from reportgen.errors import FactError
from reportgen.facts import Facts, parse_format, print_fact
from reportgen.language import Words
from reportgen.model import narrative as m


class Prose:
    """Renders narratives of one edition."""

    def __init__(self, facts: Facts, words: Words, *, anchored: bool = False) -> None:
        """Begin.

        Args:
            facts: What may be printed.
            words: The language.
            anchored: Whether every piece of a narrative says where it came from, as a draft for review needs.
        """
        self.facts = facts
        self.words = words
        self.anchored = anchored
        self._file, self._pieces = "", 0

    def render(self, narrative: m.Narrative, *, level: int = 2, slug: str = "") -> Markup:
        """Return the narrative's body; its ``##`` headings become headings of `level`, with ids that begin with `slug`."""
        self._heading, self._slug, self._base = (
            0,
            slug or narrative.file.rpartition("/")[2].partition(".")[0],
            level,
        )
        self._file, self._pieces = narrative.file, 0
        return Markup("\n").join(self._block(block) for block in narrative.blocks)

    def fact(self, path: str, form: str = "", *, prose: bool = True) -> Markup:
        """Return one fact as a bound figure.

        Raises:
            FactError: Unknown path, malformed reference, or a format that does not suit.
        """
        fact = self.facts.get(path)
        text = print_fact(fact, parse_format(form), self.words, prose=prose)
        return Markup('<data value="{}" data-ref="{}" data-trace="{}">{}</data>').format(
            fact.machine, fact.path, fact.trace, text
        )

    def bound(self, steps: tuple[str, ...], text: str) -> Markup:
        """Return what a table prints of the fact at `steps`, bound to it in a draft: there an edit is a proposal."""
        fact = self.facts.find(steps) if self.anchored else None
        if fact is None:
            return escape(text)
        return Markup('<data value="{}" data-ref="{}" data-trace="{}">{}</data>').format(
            fact.machine, fact.path, fact.trace, text
        )

    def credited(self, narrative: m.Narrative) -> m.Narrative:
        """Return the narrative with title and byline that say where they came from."""
        if not self.anchored:
            return narrative
        words = {
            name: Markup('<span data-origin="{}#{}">{}</span>').format(narrative.file, name, getattr(narrative, name))
            for name in ("title", "by")
            if getattr(narrative, name)
        }
        return narrative.model_copy(update=words)

    def _origin(self, label: str = "") -> Markup:
        """Return the attribute that names the next piece of the narrative, or the note `label` of it."""
        if not self.anchored:
            return Markup("")
        if not label:
            self._pieces += 1
        return Markup(' data-origin="{}#{}"').format(self._file, f"^{label}" if label else self._pieces)

    def inlines(self, content: Iterable[m.Inline]) -> Markup:
        """Return a run of inlines."""
        return Markup("").join(self._inline(item) for item in content)

    def _inline(self, item: m.Inline) -> Markup:
        match item:
            case m.Words():
                return escape(item.text)
            case m.Emphasis():
                return Markup("<{0}>{1}</{0}>").format("strong" if item.strong else "em", self.inlines(item.content))
            case m.WebLink():
                return Markup('<a href="{}">{}</a>').format(item.url, self.inlines(item.content))
            case m.FactReference():
                try:
                    return self.fact(item.path, item.format)
                except FactError:  # the checks have said so; what is no reference prints as it was typed
                    return escape("{{" + (f"{item.path} | {item.format}" if item.format else item.path) + "}}")
            case m.Footnote():
                return Markup('<span class="footnote"{}>{}</span>').format(
                    self._origin(item.label), self.inlines(item.content)
                )
            case m.LineBreak():
                return Markup("<br>")
            case _:
                assert_never(item)

    def _block(self, block: m.NarrativeBlock) -> Markup:
        match block:
            case m.TextBlock(level=0):
                return Markup("<p{}>{}</p>").format(self._origin(), self.inlines(block.content))
            case m.TextBlock():
                self._heading += 1
                return Markup('<h{0} id="{1}-{2}"{3}>{4}</h{0}>').format(
                    min(6, self._base + block.level - 2),
                    self._slug,
                    self._heading,
                    self._origin(),
                    self.inlines(block.content),
                )
            case m.ListBlock():
                items = Markup("").join(Markup("<li>{}</li>").format(self._item(item)) for item in block.items)
                return Markup("<{0}>{1}</{0}>").format("ol" if block.ordered else "ul", items)
            case m.QuoteBlock():
                return Markup("<blockquote>{}</blockquote>").format(self._blocks(block.blocks))
            case m.TableBlock():
                return self._table(block)
            case _:
                assert_never(block)

    def _blocks(self, blocks: Iterable[m.NarrativeBlock]) -> Markup:
        return Markup("").join(self._block(block) for block in blocks)

    def _item(self, blocks: tuple[m.NarrativeBlock, ...]) -> Markup:
        """Leave out the paragraph of an item that holds nothing else: PDF/UA wants the text right in the list's body."""
        if len(blocks) == 1 and isinstance(blocks[0], m.TextBlock) and not blocks[0].level and not self.anchored:
            return self.inlines(blocks[0].content)
        return self._blocks(blocks)

    def _table(self, table: m.TableBlock) -> Markup:
        aligns = [{"left": "start", "right": "decimal"}.get(align, align) for align in table.align]
        marks = [Markup(' class="{}"').format(align) if align else Markup("") for align in aligns]
        head = Markup("").join(
            Markup('<th scope="col"{}{}>{}</th>').format(mark, self._origin(), self.inlines(cell))
            for mark, cell in zip(marks, table.head, strict=True)
        )
        rows = Markup("").join(
            Markup("<tr>{}</tr>").format(
                Markup("").join(
                    Markup("<td{}{}>{}</td>").format(mark, self._origin(), self.inlines(cell))
                    for mark, cell in zip(marks, row, strict=True)
                )
            )
            for row in table.rows
        )
        return Markup('<table class="narrative"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>').format(head, rows)

"""What a reviewer changed where no narrative stands becomes a list for a person: old words, new words, neighbours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportgen.review.align import Group
from reportgen.review.book import ANCHOR, text_of
from reportgen.review.changed import Placed
from reportgen.review.compared import Compared, said
from reportgen.review.difference import Difference
from reportgen.review.narratives import figures_kept
from reportgen.review.tokens import Token
from reportgen.review.word.story import Paragraph, Stamp, Story

_LISTS = ("toc", "tableoffigures", "contents")
_COUNTED = re.compile(r"[\d\s.ivxlc]+")


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A change without a place: its words before and after, what stands beside it, and who made it."""

    old: str
    new: str
    beside: str
    section: str
    by: tuple[Stamp, ...] = ()
    note: str = ""
    old_at: int = -1
    new_at: int = -1
    row: tuple[int, int] | None = None


def unplaced(compared: Compared, placed: Placed, sent: Story, returned: Story) -> list[Unplaced]:
    """Return what was changed in the parts that a report computes, and what was written where nothing tells its place."""
    found = _joined(list(_of_groups(compared, placed)))
    found += _margins(sent, returned)
    found += _pictures(compared, placed)
    return found


def _of_groups(compared: Compared, placed: Placed) -> Iterator[Unplaced]:
    book, view = compared.book, compared.view
    for index, group in enumerate(compared.groups):
        narrative = any(old in book.leaves and book.leaves[old].marked for old in group.before)
        if narrative or any(new in placed.files for new in group.after):
            if narrative and group.after and not any(new in placed.files for new in group.after):
                yield _told(compared, group, "it stands where no narrative is")
            continue
        if any(_is_instruction(compared, book.view.paragraphs[old]) for old in group.before):
            continue  # how to review: each copy has its own, and no source
        title = any(old in book.leaves for old in group.before)
        if title and group.after:  # titles and bylines are patched
            if not any(compared.texts[new] for new in group.after):
                yield _told(compared, group, "a title or byline was emptied: take it out of the front matter by hand")
            continue
        difference = compared.differences.get(index)
        if not group.before:
            if any(compared.texts[new] for new in group.after):
                yield _told(compared, group, "it was added where a report computes everything around it")
        elif not group.after:
            if said(book.view.paragraphs[group.before[0]]) and not _is_list(book.view.paragraphs[group.before[0]]):
                yield _told(compared, group, "the report computes it: it cannot be deleted in the text")
        elif difference and _differs(difference) and not _is_list(view.paragraphs[group.after[0]]):
            yield _told(compared, group, "the report computes these words: change its data or its template")


def _differs(difference: Difference) -> bool:
    """Say whether words were changed that are neither figures nor counted by a program."""

    def words(tokens: Iterator[Token]) -> str:
        return re.sub(r"\s+", " ", text_of(token for token in tokens if not token.computed)).strip()

    return words(iter(difference.before)) != words(token for token, _ in figures_kept(difference))


def _is_list(paragraph: Paragraph) -> bool:
    return paragraph.style.startswith(_LISTS)


def _is_instruction(compared: Compared, paragraph: Paragraph) -> bool:
    """Say whether a paragraph is one of the instructions: those have anchors that lead to no narrative."""
    return any(anchor[:ANCHOR] not in compared.book.draft.anchors for anchor in paragraph.anchors)


def _told(compared: Compared, group: Group, note: str) -> Unplaced:
    book = compared.book
    old = " ¶ ".join(said(book.view.paragraphs[each]) for each in group.before)
    new = " ¶ ".join(compared.texts[each] for each in group.after)
    at = group.after[0] if group.after else -1
    first = group.before[0] if group.before else -1
    cell = (book.view.paragraphs[first] if first >= 0 else compared.view.paragraphs[at]).cell
    beside = _beside(compared.texts, at) if at >= 0 else _beside([said(p) for p in book.view.paragraphs], first)
    return Unplaced(
        old, new, beside, section_at(book.view.paragraphs, first) if first >= 0 else section_at(compared.view.paragraphs, at),
        compared.by(group), note, first, at, (cell.table, cell.row) if cell else None,
    )  # fmt: skip


def _beside(texts: Sequence[str], at: int) -> str:
    before = next((text for text in reversed(texts[max(0, at - 20) : at]) if text), "")
    after = next((text for text in texts[at + 1 : at + 20] if text), "")
    return f"between “{before[-60:]}” and “{after[:60]}”"


def section_at(paragraphs: Sequence[Paragraph], at: int) -> str:
    """Return the words of the heading that a paragraph stands under."""
    for paragraph in reversed(paragraphs[: at + 1]):
        if paragraph.level in (1, 2):
            return said(paragraph)
    return ""


def _joined(found: list[Unplaced]) -> list[Unplaced]:
    """Join the cells of one row, and paragraphs that follow one another: they were added or deleted together."""
    joined: list[Unplaced] = []
    for each in found:
        last = joined[-1] if joined else None
        alike = (
            last and last.note == each.note and bool(last.old) == bool(each.old) and bool(last.new) == bool(each.new)
        )
        one_sided = bool(each.old) != bool(each.new)
        near = last and one_sided and (last.row == each.row or each.row is None or last.row is None)
        follows = last and (each.new_at - last.new_at <= 1 if each.new else each.old_at - last.old_at <= 1)
        if last and alike and near and follows:
            joined[-1] = replace(
                last,
                old=" | ".join(filter(None, (last.old, each.old))),
                new=" | ".join(filter(None, (last.new, each.new))),
                new_at=each.new_at,
                old_at=each.old_at,
                by=tuple(dict.fromkeys(last.by + each.by)),
            )
        else:
            joined.append(each)
    return joined


def _margins(sent: Story, returned: Story) -> Iterator[Unplaced]:
    """Yield words of headers and footers that the draft does not have; programs repeat them as they like."""
    before = {_uncounted(text) for text in sent.margins}
    for text, _ in Counter(_uncounted(text) for text in returned.margins).items():
        if text and text not in before:
            yield Unplaced("", text, "in a header or footer", "", note="headers and footers are computed")


def _uncounted(text: str) -> str:
    return _COUNTED.sub(" ", text).strip()


def _pictures(compared: Compared, placed: Placed) -> Iterator[Unplaced]:
    """Yield pictures that were put into a narrative."""
    for new in sorted(placed.files):
        paragraph = compared.view.paragraphs[new]
        if paragraph.pictures:
            yield Unplaced(
                "", f"{paragraph.pictures} picture(s)", _beside(compared.texts, new),
                section_at(compared.view.paragraphs, new), paragraph.stamps,
                "pictures come from images.yaml: put the file there, with its alternative text and consent",
            )  # fmt: skip

"""Comments become ranges in the finished text, and the parts that hold their words, their threads and whether they are
resolved.

A comment stands around the words that it quotes, for which runs are split (ECMA-376 Part 1, 17.13.4). A reply has the
range of the comment that it answers; that it answers it is told in ``commentsExtended.xml`` ([MS-DOCX] 2.5.1). Notes
can have no comments: theirs stand at the note's mark.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from .draft import Comment, Reply
from .word import Word
from .xml import NAMESPACES, Element, add, name, new, root

_PARAGRAPH, _RUN, _PROPERTIES, _TEXT = name("w:p"), name("w:r"), name("w:rPr"), name("w:t")
_START, _END, _ID, _NAME = name("w:bookmarkStart"), name("w:bookmarkEnd"), name("w:id"), name("w:name")
_LINK = name("w:hyperlink")
_ONE_LETTER = {name("w:tab"): " ", name("w:br"): " ", name("w:noBreakHyphen"): "-"}
"""Elements of a run that are read as one letter."""
_ALIKE = str.maketrans({"\u2011": "-", "\u00ad": None})


@dataclass(frozen=True, slots=True)
class _Letter:
    """One letter: its run, the element in it, and, where that is text, its place there."""

    letter: str
    run: Element
    child: Element
    offset: int


def add_comments(word: Word, comments: Sequence[Comment]) -> None:
    """Add `comments` to the text, which is complete but for them."""
    if not comments:
        return
    places = _Places(word)
    part, threads = root("w:comments", "w", "w14", "mc"), root("w15:commentsEx", "w15", "mc")
    part.set(name("mc:Ignorable"), "w14")
    threads.set(name("mc:Ignorable"), "w15")
    for comment in comments:
        found = places.range_of(comment)
        if found is None and comment.lost:
            comment = replace(comment, text=f"{comment.lost}\n{comment.text}")
        first, last = found or places.first_range()
        parent = ""
        for each in (comment, *comment.replies):
            number = word.count("comment")
            mark = f"{number:08X}"
            _add_words(part, each, number - 1, mark)
            thread = add(threads, "w15:commentEx", w15_paraId=mark)
            if parent:
                thread.set(name("w15:paraIdParent"), parent)
            thread.set(name("w15:done"), str(int(comment.resolved)))
            parent = parent or mark
            last = _mark_range(first, last, number - 1)
    word.package.add_tree("comments", "/word/comments.xml", part)
    word.package.add_tree("commentsExtended", "/word/commentsExtended.xml", threads)


def _add_words(part: Element, said: Reply, key: int, mark: str) -> None:
    """Add what is said, a paragraph a line; threads know a comment by its last paragraph, which `mark` names."""
    comment = add(part, "w:comment", id=key, author=said.author)
    if said.date:
        comment.set(name("w:date"), said.date)
    if said.initials:
        comment.set(name("w:initials"), said.initials)
    lines = said.text.split("\n")
    for number, line in enumerate(lines):
        paragraph = add(comment, "w:p")
        if number == len(lines) - 1:
            paragraph.set(name("w14:paraId"), mark)
        add(add(paragraph, "w:pPr"), "w:pStyle", val="CommentText")
        if number == 0:
            add(_reference_run(paragraph), "w:annotationRef")
        if line:
            add(add(paragraph, "w:r"), "w:t", line, xml_space="preserve")


def _reference_run(parent: Element) -> Element:
    run = add(parent, "w:r")
    add(add(run, "w:rPr"), "w:rStyle", val="CommentReference")
    return run


def _mark_range(first: Element, last: Element, key: int) -> Element:
    """Put the marks of one comment around two runs and all between them; return what the next one must stand behind."""
    start, end, run = new("w:commentRangeStart"), new("w:commentRangeEnd"), new("w:r")
    for mark in (start, end):
        mark.set(_ID, str(key))
    first.addprevious(start)
    last.addnext(end)
    add(add(run, "w:rPr"), "w:rStyle", val="CommentReference")
    add(run, "w:commentReference", id=key)
    around = end.getparent()
    (around if around is not None and around.tag == _LINK else end).addnext(run)
    return end if around is not None and around.tag == _LINK else run


class _Places:
    """Where comments can stand in a document."""

    def __init__(self, word: Word) -> None:
        self.body = word.body
        self.marks = {mark.get(_NAME): mark for mark in word.body.iter(_START)}
        self.notes: dict[str | None, Element] = {}
        references = {each.get(_ID): each for each in word.body.iter(name("w:footnoteReference"))}
        for note in word.notes:
            for mark in note.iter(_START):
                if note.get(_ID) in references:
                    self.notes[mark.get(_NAME)] = references[note.get(_ID)]
        self.first = next(p for p in word.body.iter(_PARAGRAPH) if any(_letters(p.iter(_RUN))))

    def first_range(self) -> tuple[Element, Element]:
        """Return the runs of the first paragraph that has words, where comments stand that have no place."""
        return _whole(self.first, list(_letters(self.first.iter(_RUN))))

    @cached_property
    def by_words(self) -> dict[str, Element]:
        """Words -> the first paragraph of the text that holds just these."""
        found: dict[str, Element] = {}
        for paragraph in self.body.iter(_PARAGRAPH):
            words = "".join(each.letter for each in _letters(paragraph.iter(_RUN)))
            found.setdefault(_plain(words), paragraph)
        return found

    def range_of(self, comment: Comment) -> tuple[Element, Element] | None:
        """Return the first and the last run that a comment is about; runs are split where they must be."""
        if comment.anchor in self.notes and (run := self.notes[comment.anchor].getparent()) is not None:
            return run, run
        mark = self.marks.get(comment.anchor)
        paragraph = _paragraph_of(mark) if mark is not None else None
        if mark is None or paragraph is None:
            paragraph = self.by_words.get(_plain(comment.block)) if comment.block else None
            mark = None
        if paragraph is None:
            return None
        around = list(_letters(paragraph.iter(_RUN)))
        held = list(_letters(_between(paragraph, mark))) if mark is not None else around
        found = _quoted(held, comment.quote) or _quoted(around, comment.quote)
        return found or _whole(paragraph, held or around)


def _plain(text: str) -> str:
    """Return words as they are compared: one space between them, whatever kind it was, and hyphens alike."""
    return " ".join(text.translate(_ALIKE).split())


def _paragraph_of(element: Element) -> Element | None:
    parent = element.getparent()
    while parent is not None and parent.tag != _PARAGRAPH:
        parent = parent.getparent()
    return parent


def _between(paragraph: Element, mark: Element) -> Iterator[Element]:
    """Yield the runs of a bookmark, or, where it does not end in the paragraph, those up to the paragraph's end."""
    inside = False
    for element in paragraph.iter("*"):
        if element is mark:
            inside = True
        elif element.tag == _END and element.get(_ID) == mark.get(_ID):
            return
        elif inside and element.tag == _RUN:
            yield element


def _letters(runs: Iterator[Element]) -> Iterator[_Letter]:
    for run in runs:
        for child in _children(run):
            if child.tag == _TEXT:
                for offset, letter in enumerate(child.text or ""):
                    alike = letter.translate(_ALIKE)
                    if alike:
                        yield _Letter(" " if alike.isspace() else alike, run, child, offset)
            elif child.tag in _ONE_LETTER:
                yield _Letter(_ONE_LETTER[child.tag], run, child, 0)


def _children(element: Element) -> list[Element]:
    return [element[index] for index in range(len(element))]


def _quoted(letters: list[_Letter], quote: str) -> tuple[Element, Element] | None:
    """Return the runs that hold exactly the quoted words; None where the words are not there."""
    words = "".join(" " if letter.isspace() else letter for letter in quote.translate(_ALIKE)).strip()
    start = "".join(each.letter for each in letters).find(words) if words else -1
    if start < 0:
        return None
    begin, end = letters[start], letters[start + len(words) - 1]
    last = end.run
    _split(last, end.child, end.offset + 1)
    first = _split(begin.run, begin.child, begin.offset)
    return first, first if last is begin.run else last


def _whole(paragraph: Element, letters: list[_Letter]) -> tuple[Element, Element]:
    """Return the runs of some letters; where there are none, a run of the paragraph's own, or an empty one."""
    if letters:
        return letters[0].run, letters[-1].run
    runs = list(paragraph.iter(_RUN))
    run = runs[0] if runs else add(paragraph, "w:r")
    return run, run


def _split(run: Element, child: Element, offset: int) -> Element:
    """Split `run` before a letter; return the run that begins with it: the same one where nothing stands before it."""
    children = _children(run)
    place = next(index for index, each in enumerate(children) if each is child)
    length = len(child.text or "") if child.tag == _TEXT else 1
    before = [each for each in children[:place] if each.tag != _PROPERTIES]
    if offset == 0 and not before:
        return run
    if offset >= length and place == len(children) - 1:
        return run
    rest = new("w:r")
    properties = run.find(_PROPERTIES)
    if properties is not None:
        rest.append(copy.deepcopy(properties))
    if offset == 0:
        rest.append(child)
    elif offset < length:
        text = child.text or ""
        child.text = text[:offset]
        add(rest, "w:t", text[offset:], xml_space="preserve")
        child.set(f"{{{NAMESPACES['xml']}}}space", "preserve")
    for each in children[place + 1 :]:
        rest.append(each)
    run.addnext(rest)
    return rest

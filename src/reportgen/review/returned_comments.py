"""The comments of a returned file become threads with places; those that went out with the draft are known again.

LibreOffice loses who answered whom, and keeps author, time and words: so a comment is known by these, and an answer
without a parent by standing on the same words as an earlier comment.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from reportgen.review.book import Book
from reportgen.review.compared import Compared, said
from reportgen.review.rounds import Comment, Reply
from reportgen.review.unplaced import section_at
from reportgen.review.word.story import Remark, Story

OURS = "reportgen"
"""Author of the comments that say what checks found: they are not anybody's remark."""
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a remark stands: paragraph as returned, characters of its text."""

    at: int
    start: int
    end: int


def comments_of(
    compared: Compared, returned: Story, known: Sequence[Comment], name: str, places: Mapping[str, str]
) -> list[Comment]:
    """Return the comments that are new, and those known ones that got an answer or were resolved or opened again.

    Args:
        compared: The file beside its draft.
        returned: The file.
        known: Comments of all rounds so far.
        name: Of the file in ``returned/``.
        places: Origin of a piece of a narrative -> ``file:line`` now.
    """
    spots = _spots(compared)
    held_by = {each.key: _held(each, known) for each in returned.remarks}
    answered = {key for each in known for key in _answers(each)}
    roots = {
        each.key
        for each in returned.remarks
        if each.author == OURS or (held_by[each.key] and _key_of(each.author, each.date, each.text) not in answered)
    }
    parents = _parents(returned.remarks, spots, roots)
    threads: dict[str, list[Remark]] = {}
    for remark in returned.remarks:
        if remark.key in parents:
            threads.setdefault(_root(remark.key, parents), []).append(remark)
    found: list[Comment] = []
    for remark in returned.remarks:
        if remark.key in parents or (remark.author == OURS and remark.key not in threads):
            continue
        answers = tuple(
            Reply(author=each.author, date=each.date, text=each.text)
            for each in threads.get(remark.key, ())
            if _key_of(each.author, each.date, each.text) not in answered
        )
        held = held_by[remark.key]
        if held is not None:
            resolved = remark.done if _threaded(returned) and remark.key in roots else held.resolved
            if answers or resolved != held.resolved:
                found.append(held.model_copy(update={"replies": (*held.replies, *answers), "resolved": resolved}))
        else:
            found.append(_comment(compared, remark, answers, spots.get(remark.key), name, places))
    return found


def key_of(comment: Comment) -> Key:
    """Return what a comment is known by in all rounds; numbers are those of one round."""
    return _key_of(comment.author, comment.date, comment.text)


def _held(remark: Remark, known: Sequence[Comment]) -> Comment | None:
    """Return the known comment that a remark is, as it stood last.

    Where its words are gone, a draft says before it what they were. An answer without its comment stands for that.
    """
    key = _key_of(remark.author, remark.date, remark.text)
    same = [each for each in known if key_of(each) == key]
    if not same and "\n" in remark.text:
        rest = _key_of(remark.author, remark.date, remark.text.partition("\n")[2])
        same = [each for each in known if key_of(each) == rest and (each.quote or each.block)]
    same = same or [each for each in known if key in _answers(each)]
    return same[-1] if same else None


def _answers(comment: Comment) -> set[Key]:
    return {_key_of(reply.author, reply.date, reply.text) for reply in comment.replies}


def _key_of(author: str, date: str, text: str) -> Key:
    return author, date[:19], " ".join(text.split())


def _threaded(story: Story) -> bool:
    """Say whether the program that saved the file keeps threads: then it also says which are resolved."""
    return all(each.threaded for each in story.remarks) or any(each.parent or each.done for each in story.remarks)


def _spots(compared: Compared) -> dict[str, _Spot]:
    found: dict[str, _Spot] = {}
    for at, paragraph in enumerate(compared.view.paragraphs):
        for key, start, end in paragraph.remarks:
            found.setdefault(key, _Spot(at, start, end))
    return found


def _parents(remarks: Sequence[Remark], spots: Mapping[str, _Spot], roots: Collection[str]) -> dict[str, str]:
    """Return the comment that each answer belongs to; `roots` are known to be none."""
    keys = {each.key for each in remarks}
    found = {each.key: each.parent for each in remarks if each.parent in keys and each.parent != each.key}
    if found or all(each.threaded for each in remarks):
        return found
    first: dict[_Spot, str] = {}
    for each in sorted(remarks, key=lambda each: (each.key not in roots, each.date)):
        spot = spots.get(each.key)
        if spot is None or spot.start == spot.end:
            continue
        if spot in first and each.key not in roots:
            found[each.key] = first[spot]
        else:
            first.setdefault(spot, each.key)
    return found


def _root(key: str, parents: Mapping[str, str]) -> str:
    seen: set[str] = set()
    while key in parents and key not in seen:
        seen.add(key)
        key = parents[key]
    return key


def _comment(
    compared: Compared,
    remark: Remark,
    answers: tuple[Reply, ...],
    spot: _Spot | None,
    name: str,
    places: Mapping[str, str],
) -> Comment:
    book, view = compared.book, compared.view
    anchor = quote = block = section = ""
    if spot is not None:
        paragraph = view.paragraphs[spot.at]
        anchor = _anchor(book, compared, spot.at)
        quote, block = paragraph.text[spot.start : spot.end].strip()[:400], said(paragraph)
        section = _section(book, anchor) or section_at(view.paragraphs, spot.at)
    return Comment(
        number=0, author=remark.author, date=remark.date, text=remark.text, initials=remark.initials,
        place=places.get(anchor, ""), anchor=anchor, quote=quote, block=block, section=section,
        resolved=remark.done, replies=answers, returned=name,
    )  # fmt: skip


def _anchor(book: Book, compared: Compared, at: int) -> str:
    """Return the piece of a narrative, or the fact, that a paragraph as returned was."""
    group = next((each for each in compared.groups if at in each.after), None)
    for old in group.before if group else ():
        if old in book.leaves:
            return book.leaves[old].origin
    names = [name for run in compared.view.paragraphs[at].runs for name in run.facts]
    path = next((book.path_of(name) for name in names if book.path_of(name)), "")
    return f"fact:{path}" if path else ""


def _section(book: Book, anchor: str) -> str:
    narrative = book.narratives.get(anchor.rpartition("#")[0])
    return (narrative.outcome or narrative.kind) if narrative else ""

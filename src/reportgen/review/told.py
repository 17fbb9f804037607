"""What became of a draft becomes changes that a person can decide on: of texts, of data, and without a place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reportgen.facts import Facts
from reportgen.language import Words
from reportgen.review.align import Group
from reportgen.review.book import Book, text_of
from reportgen.review.changed import Placed
from reportgen.review.compared import Compared
from reportgen.review.desk import Desk, findings_with
from reportgen.review.narratives import Patch, groups_of
from reportgen.review.proposals import Proposal, propose
from reportgen.review.rounds import (
    Change,
)
from reportgen.review.unplaced import Unplaced, unplaced
from reportgen.review.word.story import Stamp, Story


def texts_of(book: Book, compared: Compared, found: Sequence[Patch], name: str) -> list[Change]:
    """Return the changes of narratives."""
    changes: list[Change] = []
    for patch in found:
        groups = groups_of(compared.groups, patch.step)
        if not patch.edits:
            continue  # told among those without a place
        base = book.draft.sources[patch.file]
        first = min(edit.start for edit in patch.edits)
        edits = sorted(patch.edits, key=lambda each: (each.start, each.end))
        narrative = book.narratives[patch.file]
        reviewer, date = _who(_by(compared, groups))
        changes.append(
            Change(
                number=0, kind="text", returned=name, build=book.draft.build, reviewer=reviewer, date=date,
                section=narrative.outcome or narrative.kind,
                place=f"{patch.file}:{base.count(chr(10), 0, first) + 1}",
                old=_shown(base[edit.start : edit.end] for edit in edits),
                new=_shown(edit.text for edit in edits),
                edits=tuple(edits), note="; ".join(filter(None, (patch.lost, _dropped(compared, patch)))),
            )
        )  # fmt: skip
    return changes


def _shown(texts: Iterable[str]) -> str:
    return "\n".join(text.strip("\n") for text in texts if text.strip())


def _dropped(compared: Compared, patch: Patch) -> str:
    gone = [
        figure.old
        for index in sorted(patch.step.groups)
        if index in compared.differences
        for figure in compared.differences[index].figures
        if figure.new is None
    ]
    return f"the figure {', '.join(gone)} goes with the words around it" if gone else ""


def _by(compared: Compared, groups: Sequence[Group]) -> tuple[Stamp, ...]:
    return tuple(dict.fromkeys(stamp for group in groups for stamp in compared.by(group)))


def _who(stamps: Sequence[Stamp]) -> tuple[str, str]:
    names = ", ".join(dict.fromkeys(stamp.author for stamp in stamps if stamp.author))
    return names, max((stamp.date for stamp in stamps), default="")


def proposals_of(desk: Desk, book: Book, compared: Compared, name: str) -> list[Change]:
    """Return one proposal for each figure and value: the same edit in a table and in the text is one."""
    facts = Facts.of(desk.report) if desk.report else None
    words = Words(book.draft.language, desk.extra)
    found: dict[tuple[str, str], Change] = {}
    for index, difference in compared.differences.items():
        for figure in difference.figures:
            if figure.new is None or figure.new.strip() == figure.old.strip() or not figure.new.strip():
                continue
            path = book.path_of(figure.name)
            told = (
                propose(desk.folder, facts, words, path, figure.old.strip(), figure.new.strip())
                if facts
                else Proposal(path, figure.old, figure.new, note="the data cannot be read at present")
            )
            reviewer, date = _who(compared.by(compared.groups[index]))
            change = Change(
                number=0, kind="data", returned=name, build=book.draft.build, reviewer=reviewer, date=date,
                section=_section(path), place=told.place, old=told.old, new=told.new, path=told.path, value=told.value,
                typed=told.typed, note=told.note,
            )  # fmt: skip
            found.setdefault((told.path, told.value or told.new), change)
    return _checked(desk, _clashing(list(found.values())))


def _section(path: str) -> str:
    match = re.match(r'(?:indicators|outcomes)\["([^"]+)"\]', path)
    return match[1] if match else path.split(".")[0].split("[")[0]


def _clashing(changes: list[Change]) -> list[Change]:
    values: dict[str, set[str]] = {}
    for change in changes:
        values.setdefault(change.path, set()).add(change.value or change.new)
    return [
        change.model_copy(update={"conflict": f"several values are proposed: {', '.join(sorted(values[change.path]))}"})
        if len(values[change.path]) > 1
        else change
        for change in changes
    ]


def _checked(desk: Desk, changes: list[Change]) -> list[Change]:
    """Say of each proposal which findings it would add."""
    todo = [change for change in changes if change.value and change.place]
    added = _added(desk, todo) if todo else {}
    return [
        change.model_copy(update={"checks": added[id(change)]}) if id(change) in added else change for change in changes
    ]


def _added(desk: Desk, changes: Sequence[Change]) -> dict[int, tuple[str, ...]]:
    """Return what proposals would add to the findings, by identity: halves are tried, since most add nothing."""
    new = findings_with(desk.folder, changes, desk.extra) - desk.findings
    if not new:
        return {}
    if len(changes) == 1:
        return {id(changes[0]): tuple(sorted(new))}
    half = len(changes) // 2
    return _added(desk, changes[:half]) | _added(desk, changes[half:])


def without_place(
    compared: Compared, placed: Placed, found: Sequence[Patch], sent: Story, returned: Story, name: str
) -> list[Change]:
    """Return what has no place in the sources: patches that cannot be written, and what a report computes."""
    lost = [_of_patch(compared, patch) for patch in found if not patch.edits]
    changes: list[Change] = []
    for each in [*lost, *unplaced(compared, placed, sent, returned)]:
        reviewer, date = _who(each.by)
        note = "; ".join(filter(None, (each.note, each.beside)))
        changes.append(
            Change(
                number=0,
                kind="unplaced",
                returned=name,
                build=compared.book.draft.build,
                reviewer=reviewer,
                date=date,
                section=each.section,
                old=each.old,
                new=each.new,
                note=note,
            )
        )
    return changes


def _of_patch(compared: Compared, patch: Patch) -> Unplaced:
    """Return a patch that cannot be written as something for a person."""
    groups = groups_of(compared.groups, patch.step)
    book = compared.book
    old = " ¶ ".join(text_of(book.tokens(each)) for group in groups for each in group.before)
    new = " ¶ ".join(compared.texts[each] for group in groups for each in group.after)
    if not groups:  # a footnote's text
        new = patch.words
    narrative = book.narratives[patch.file]
    return Unplaced(
        old, new, f"in {patch.file}", narrative.outcome or narrative.kind, _by(compared, groups) or patch.by, patch.lost
    )

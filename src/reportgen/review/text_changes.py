"""A reviewer's patch and the sources as they are by now become the sources with the patch, or without it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportgen.review.patch import apply
from reportgen.review.rounds import Change, Draft
from reportgen.review.three_way import merge

_TRIES = 5


@dataclass(frozen=True, slots=True)
class Clash:
    """A stretch that the source and a reviewer each changed in their own way; or, in words, why a file takes no patch.

    Attributes:
        file: The narrative.
        base: What stood there when the draft was sent.
        ours: What stands there now.
        theirs: What the reviewer made of it.
        line: In the file as it is now.
        words: Where there are no three versions: what is in the way.
    """

    file: str
    base: str = ""
    ours: str = ""
    theirs: str = ""
    line: int = 0
    words: str = ""

    def __str__(self) -> str:
        if self.words:
            return self.words
        says = f"says “{_short(self.ours)}” by now" if self.ours.strip() else "has nothing there by now"
        was = f"it said “{_short(self.base)}”" if self.base.strip() else "there was nothing"
        return f"{self.file}:{self.line} {says}, where {was}"


Applied = tuple[dict[str, str], tuple[Clash, ...]]


def applied(
    draft: Draft, change: Change, texts: Mapping[str, str], *, beside: Sequence[Change] = (), theirs: bool = False
) -> Applied:
    """Return the texts that a change makes of `texts`, of all its files or of none; and what is in the way.

    Args:
        draft: The draft that the change was made in.
        change: A change of the kind ``text``.
        texts: File of a narrative -> its text now, with ``\\n`` line ends.
        beside: Changes of the same returned file that stand in the texts already, so that they are not taken for
            something that the source says otherwise.
        theirs: Take the reviewer's version where both changed the same.
    """
    return _moved(draft, change, texts, beside, back=False, theirs=theirs)


def taken_back(draft: Draft, change: Change, texts: Mapping[str, str], *, beside: Sequence[Change] = ()) -> Applied:
    """Return `texts` without a change that was applied before; arguments as of `applied`."""
    return _moved(draft, change, texts, beside, back=True, theirs=False)


def _moved(
    draft: Draft, change: Change, texts: Mapping[str, str], beside: Sequence[Change], *, back: bool, theirs: bool
) -> Applied:
    new: dict[str, str] = {}
    clashes: list[Clash] = []
    for file in dict.fromkeys(edit.file for edit in change.edits):
        if file not in draft.sources:
            clashes.append(Clash(file, words=f"{file} was no part of the draft"))
            continue
        if file not in texts:
            clashes.append(Clash(file, words=f"{file} is not there any more"))
            continue
        text, found = _merged(draft.sources[file], file, change, texts[file], beside, back=back)
        if found and theirs:
            text, found = _theirs(draft.sources[file], file, change, texts[file], beside)
        new[file] = text
        clashes += found
    return ({}, tuple(clashes)) if clashes else (new, ())


def _merged(
    base: str, file: str, change: Change, now: str, beside: Sequence[Change], *, back: bool
) -> tuple[str, list[Clash]]:
    """Merge with what stands beside the change in the base of all versions; if that does not do, with the change alone."""
    found: list[Clash] = []
    fitting = _fitting(base, file, change, beside)
    for others in (fitting, ()) if fitting else ((),):
        versions = _versions(base, file, change, others)
        if versions is None:
            continue
        before, after = reversed(versions) if back else versions
        merged = merge(before, now, after)
        if not merged.conflicts:
            return merged.text, []
        found = [
            Clash(file, each.base, each.ours, each.theirs, _line(now, each.start, each.ours))
            for each in merged.conflicts
        ]
    return now, found or [Clash(file, words=f"the record of the change does not fit {file}")]


def _versions(base: str, file: str, change: Change, beside: Sequence[Change]) -> tuple[str, str] | None:
    """Return the text without and with a change; None where its edits overlap with others."""
    ordered = sorted((*beside, change), key=lambda each: each.number)
    edits = [(each is change, edit) for each in ordered for edit in each.edits if edit.file == file]
    try:
        return apply(base, [edit for own, edit in edits if not own]), apply(base, [edit for _, edit in edits])
    except ValueError:
        return None


def _fitting(base: str, file: str, change: Change, beside: Sequence[Change]) -> list[Change]:
    """Return those of the changes beside that touch none of the same words."""
    kept: list[Change] = []
    for other in beside:
        if _versions(base, file, change, [*kept, other]) is not None:
            kept.append(other)
    return kept


def _theirs(base: str, file: str, change: Change, now: str, beside: Sequence[Change]) -> tuple[str, list[Clash]]:
    """Give every stretch in dispute the reviewer's words, then merge again: by then both sides say the same there.

    What else was accepted stands on all sides, so that a stretch in dispute does not take it back.
    """
    versions = _versions(base, file, change, _fitting(base, file, change, beside))
    if versions is None:
        return now, [Clash(file, words=f"the record of the change does not fit {file}")]
    for _ in range(_TRIES):
        merged = merge(versions[0], now, versions[1])
        if not merged.conflicts:
            return merged.text, []
        for each in reversed(merged.conflicts):
            now = now[: each.start] + each.theirs + now[each.start + len(each.ours) :]
    return now, [Clash(file, words=f"{file} has moved on too far: take the change over by hand, then accept it")]


def _line(text: str, start: int, stretch: str) -> int:
    """Return the line on which the words of a stretch start, behind the empty lines that part it from what is before."""
    start += len(stretch) - len(stretch.lstrip())
    return text.count("\n", 0, start) + 1


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:57].rstrip()}..."

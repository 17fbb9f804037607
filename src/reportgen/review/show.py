"""A change or a comment becomes lines for a person: what stood there, what shall stand there, who says so."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TextIO

from reportgen.files import CONTROL
from reportgen.review.rounds import Change, Comment, Draft, Edit
from reportgen.review.text_changes import Clash

_WORD = re.compile(r"\{\{[^{}]*\}\}|\d+(?:[.,]\d+)*|[^\W\d]+(?:['’][^\W\d]+)*|\s+|.", re.DOTALL)
_RED, _GREEN, _BOLD, _DIM, _END = "\033[31;9m", "\033[32m", "\033[1m", "\033[2m", "\033[0m"
_C1 = re.compile("[\x80-\x9f]")
_AROUND = 160
"""Characters of a paragraph that are shown on either side of what was changed."""
_MOST = 2_000
"""Words above which two texts are shown one after another, not word by word."""


def coloured(stream: TextIO) -> bool:
    """Whether a person looks on who wants colour."""
    return stream.isatty() and not os.environ.get("NO_COLOR")


@dataclass(frozen=True, slots=True)
class Show:
    """How changes are shown: with colour where a terminal is, else with ``[-old-]{+new+}``."""

    colour: bool = False

    # Pieces

    def gone(self, text: str) -> str:
        """Return words that go."""
        return self._marked(text, _RED) if self.colour else f"[-{_plain(text)}-]"

    def come(self, text: str) -> str:
        """Return words that come."""
        return self._marked(text, _GREEN) if self.colour else f"{{+{_plain(text)}+}}"

    def diff(self, old: str, new: str) -> str:
        """Return one text in which both are: words that go, and words that come."""
        out: list[str] = []
        for kept, gone, come in _runs(_WORD.findall(old), _WORD.findall(new)):
            out.append(_plain(kept))
            out += [self.gone(gone)] if gone else []
            out += [self.come(come)] if come else []
        return "".join(out)

    def _marked(self, text: str, code: str) -> str:
        return "\n".join(f"{code}{line}{_END}" if line else "" for line in _plain(text).split("\n"))

    def _in(self, text: str, code: str) -> str:
        return f"{code}{text}{_END}" if self.colour else text

    # Whole items

    def change(
        self, change: Change, draft: Draft | None = None, clashes: Sequence[Clash] = (), *, state: str = ""
    ) -> str:
        """Return a change in full.

        Args:
            change: The change.
            draft: What it was made in, so that the words around it can be shown.
            clashes: Where it is at odds with the source as it is by now.
            state: What to call its state, if not what it is.
        """
        lines = [
            self._head(change.number, change.kind, state or change.state, change.section, change.reviewer, change.date)
        ]
        if change.kind == "data":
            lines += self._proposal(change)
        elif change.kind == "text" and draft is not None:
            lines += self._edits(change, draft)
        else:
            where = [f"at {change.place}:"] if change.place else []
            lines += [*where, self.diff(change.old, change.new)]
        lines += [f"note: {_plain(change.note)}"] if change.note else []
        if change.conflict or clashes:
            why = f": {_plain(change.conflict)}" if change.conflict and not clashes else ":"
            lines.append(self._in("conflict", _BOLD) + why)
        for clash in clashes:
            lines += self.clash(clash)
        return _block(lines)

    def _edits(self, change: Change, draft: Draft) -> Iterator[str]:
        for file in dict.fromkeys(edit.file for edit in change.edits):
            base = draft.sources.get(file, "")
            edits = sorted(
                (edit for edit in change.edits if edit.file == file), key=lambda edit: (edit.start, edit.end)
            )
            for near in _near(edits, base):
                line = base.count("\n", 0, near[0].start + _blank(base, near[0])) + 1
                yield f"at {file}:{line}:"
                yield self.diff(*_versions(base, near))

    def _proposal(self, change: Change) -> Iterator[str]:
        where = f"at {change.place}" if change.place else "at no single place"
        yield f"{self.gone(change.old)} -> {self.come(change.new)} {where}; {_checks(change)}"
        if change.value and change.place:
            yield f"to write: {_plain(change.value)}" + (f" (now: {_plain(change.typed)})" if change.typed else "")
        elif change.state == "open" and change.place:
            yield "no value to write: say it with --value"
        yield f"figure: {change.path}" if change.path else ""

    def clash(self, clash: Clash) -> tuple[str, ...]:
        """Return the three versions of a stretch that both sides changed."""
        if clash.words:
            return (_plain(clash.words),)
        rows = (
            ("base", _plain(clash.base)),
            ("ours", self.diff(clash.base, clash.ours)),
            ("theirs", self.diff(clash.base, clash.theirs)),
        )
        lines = [f"{clash.file}:{clash.line}"]
        for name, text in rows:
            first, *more = text.strip("\n").split("\n")
            lines += [f"{name + ':':<8}{first}", *(f"{'':<8}{line}" for line in more)]
        return tuple(lines)

    def comment(self, comment: Comment) -> str:
        """Return a comment with its thread."""
        state = "closed" if comment.resolved else "open"
        lines = [self._head(comment.number, "comment", state, comment.section, comment.author, comment.date)]
        where = f"at {comment.place}" if comment.place else "on no narrative"
        lines.append(f"{where}: “{_plain(comment.quote)}”" if comment.quote else where)
        lines.append(_plain(comment.text))
        for reply in comment.replies:
            lines.append(f"  {_plain(reply.author)}, {reply.date[:10]}: {_plain(reply.text)}")
        return _block(lines)

    def _head(self, number: int, kind: str, state: str, section: str, who: str, date: str) -> str:
        by = ", ".join(filter(None, (_plain(who) or "reviewer not known", date[:10])))
        return self._in(" · ".join(filter(None, (f"{number} {kind}", state, section, by))), _BOLD)


def one_line(item: Change | Comment, width: int = 60) -> str:
    """Return a change or a comment in few words, without colour."""
    show = Show()
    if isinstance(item, Comment):
        text = item.text + (
            f" ({len(item.replies)} replies)" if len(item.replies) > 1 else " (1 reply)" * len(item.replies)
        )
    elif item.kind == "data":
        text = f"{item.old} -> {item.new}"
    else:
        text = "".join(
            (_shortened(kept) + (show.gone(gone) if gone else "") + (show.come(come) if come else ""))
            for kept, gone, come in _runs(_WORD.findall(item.old), _WORD.findall(item.new))
        )
    text = " ".join(_plain(text).split())
    return text if len(text) <= width else f"{text[: width - 3].rstrip()}..."


def _shortened(kept: str) -> str:
    return kept if len(kept) <= 16 else f"... {kept[-12:].lstrip()}"


def _checks(change: Change) -> str:
    if not (change.value and change.place):
        return "checks: not run"
    if not change.checks:
        return "checks: pass"
    return f"checks: would add {'; '.join(map(_plain, change.checks))}"


def _plain(text: str) -> str:
    """Return text without what could steer a terminal."""
    return _C1.sub(" ", CONTROL.sub(" ", text))


def _block(lines: Iterable[str]) -> str:
    """Return the first line, and the others below it, set in."""
    first, *rest = lines
    return "\n".join([first, *(f"   {line}" for text in rest if text for line in text.strip("\n").split("\n"))])


def _blank(base: str, edit: Edit) -> int:
    """Return how many line ends stand before the first word of an edit."""
    text = base[edit.start : edit.end] or edit.text
    return len(text) - len(text.lstrip("\n")) if base[edit.start : edit.end] else 0


def _near(edits: Sequence[Edit], base: str) -> list[list[Edit]]:
    """Return edits, those of one paragraph together."""
    groups: list[list[Edit]] = []
    for edit in edits:
        if groups and "\n\n" not in base[groups[-1][-1].end : edit.start]:
            groups[-1].append(edit)
        else:
            groups.append([edit])
    return groups


def _versions(base: str, edits: Sequence[Edit]) -> tuple[str, str]:
    """Return the paragraph around edits as it was and as it shall be, cut where it is long."""
    first, last = edits[0].start, edits[-1].end
    start = max(base.rfind("\n\n", 0, first) + 2 if "\n\n" in base[:first] else 0, first - _AROUND)
    end = base.find("\n\n", last)
    end = min(end if end >= 0 else len(base), last + _AROUND)
    new: list[str] = []
    done = start
    for edit in edits:
        new += [base[done : edit.start], edit.text]
        done = edit.end
    return base[start:end].strip("\n"), "".join((*new, base[done:end])).strip("\n")


def _runs(old: list[str], new: list[str]) -> list[tuple[str, str, str]]:
    """Return what is kept before each difference, what goes and what comes; nothing but space parts no two of them."""
    if len(old) > _MOST or len(new) > _MOST:
        return [("", "".join(old), "".join(new))]
    runs: list[tuple[str, str, str]] = []
    kept = ""
    for tag, start, end, at, to in SequenceMatcher(str.isspace, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[start:end]), "".join(new[at:to])
        if tag == "equal":
            kept = gone
        elif runs and kept and not kept.strip() and "\n" not in kept:
            before, first, second = runs.pop()
            runs.append((before, first + kept + gone, second + kept + come))
            kept = ""
        else:
            runs.append((kept, gone, come))
            kept = ""
    return [*runs, (kept, "", "")] if kept else runs

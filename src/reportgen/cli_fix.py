"""`reportgen check FOLDER --fix` becomes a diff, a question and new texts."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from reportgen.cli_print import say

if TYPE_CHECKING:
    from reportgen.build.mend import MendedFile
    from reportgen.review.show import Show

_WORD = re.compile(r"\{\{[^{}]*\}\}|\d+(?:[.,]\d+)*|[^\W\d]+|\s|.", re.DOTALL)
_AROUND = 48
"""Letters that are shown on either side of a mend; narratives have whole paragraphs on one line."""


def fix(folder: Path, *, extra: Path | None, yes: bool) -> None:
    """Show what can be mended without changing a meaning, ask, and write it.

    Ends with 1 where there is something to mend and nothing was written.
    """
    from reportgen.build.mend import mend, write
    from reportgen.child import run_in_child
    from reportgen.review.show import Show, coloured

    files = run_in_child(mend_in_child, mend, folder, extra, what=f"Mending {folder}")
    tables = " Only narratives are mended; data.xlsx stays as it is." if (folder / "data.xlsx").exists() else ""
    if not files:
        say(f"Nothing to mend.{tables}")
        return
    show = Show(coloured(sys.stdout))
    for file in files:
        print("\n".join(lines_of(file, show)))
    count = sum(sum(file.rules.values()) for file in files)
    what = f"{count} mend{'s' * (count != 1)} in {len(files)} file{'s' * (len(files) != 1)}"
    if not yes and not (sys.stdin.isatty() and typer.confirm(f"Write {what}?")):
        say(f"{what}: nothing was written." + ("" if sys.stdin.isatty() else " Add --yes to write them."))
        raise typer.Exit(1)
    write(folder, files)
    rules = Counter[str]()
    for file in files:
        rules.update(file.rules)
    say(f"{what}: written ({', '.join(f'{code} {n}' for code, n in sorted(rules.items()))}).{tables}")


def mend_in_child(
    mend: Callable[..., tuple[MendedFile, ...]], folder: Path, extra: Path | None
) -> tuple[MendedFile, ...]:
    """Run in the child, with what the parent has imported."""
    return mend(folder, extra=extra)


def lines_of(file: MendedFile, show: Show) -> Iterator[str]:
    """Yield ``file:line: words`` for every line that changes, with what goes and what comes."""
    before, after = file.before.split("\n"), file.after.split("\n")
    for number, (old, new) in enumerate(zip(before, after, strict=True), 1):
        if old != new:
            yield f"{file.file}:{number}: {_changed(old, new, show)}"


def _changed(old: str, new: str, show: Show) -> str:
    """Return one line with both texts in it; long stretches that stay are left out."""
    one, other = _WORD.findall(old), _WORD.findall(new)
    parts: list[str] = []
    runs = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    for number, (kind, a, b, c, d) in enumerate(runs):
        if kind == "equal":
            parts.append(_short("".join(one[a:b]), first=number == 0, last=number == len(runs) - 1))
            continue
        parts += [show.gone("".join(one[a:b]))] if b > a else []
        parts += [show.come("".join(other[c:d]))] if d > c else []
    return "".join(parts)


def _short(text: str, *, first: bool, last: bool) -> str:
    if len(text) <= 2 * _AROUND:
        return text
    head, tail = text[:_AROUND], text[-_AROUND:]
    return f"…{tail}" if first else f"{head}…" if last else f"{head} … {tail}"

"""`reportgen review status, accept, reject, reply, undo` and `decide` become calls of the API."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli_print import say
from reportgen.errors import WorkspaceError

if TYPE_CHECKING:
    from reportgen.review.decide import Decided
    from reportgen.review.rounds import Change, Comment
    from reportgen.review.status import Status

Folder = Annotated[Path, typer.Argument(help="The workspace: a folder with report.yaml.", show_default=False)]
Numbers = Annotated[
    list[int] | None, typer.Argument(help="Numbers of changes and comments, from `review status`.", show_default=False)
]
Section = Annotated[
    list[str] | None,
    typer.Option(help="All open ones of this outcome (D_1), section or narrative; may be repeated."),
]
All = Annotated[bool, typer.Option("--all", help="All open ones of the round.")]
RoundName = Annotated[str, typer.Option("--round", help="Name of the round. Default: the latest.")]
Wait = Annotated[bool, typer.Option("--wait", help="Wait for a build of the workspace to end.")]
Json = Annotated[bool, typer.Option("--json", help="Print what a program can read.")]

DONE, UNRESOLVED = 0, 1


def status(folder: Folder, numbers: Numbers = None, round_: RoundName = "", json: Json = False) -> None:
    """List what came back in a round and what was decided on it; with numbers, show these in full.

    Ends with 1 where a change is in conflict with the sources.
    """
    from reportgen.review.decide import latest, put_right
    from reportgen.review.show import Show, coloured
    from reportgen.review.status import as_data, as_text, read_status, summary

    _folder(folder)
    _tell(put_right(folder))
    found = read_status(folder, latest(folder, round_))
    wanted = tuple(numbers or ())
    if missing := set(wanted) - {item.number for item in found.items}:
        raise WorkspaceError(f"{found.round.name} has no number {', '.join(map(str, sorted(missing)))}.")
    show = Show(coloured(sys.stdout))
    if json:
        import json as as_json

        print(as_json.dumps(as_data(found, wanted), ensure_ascii=False, indent=2))
    elif wanted:
        print("\n\n".join(found.full(item, show) for item in found.items if item.number in wanted))
    else:
        print(as_text(found, show))
        say(summary(found))
    raise typer.Exit(UNRESOLVED if found.conflicts else DONE)


def accept(
    folder: Folder,
    numbers: Numbers = None,
    section: Section = None,
    all_: All = False,
    round_: RoundName = "",
    theirs: Annotated[
        bool, typer.Option("--theirs", help="Where the source says something else by now, take the reviewer's version.")
    ] = False,
    value: Annotated[
        str | None, typer.Option("--value", help="Write this instead of the proposed value; for one number.")
    ] = None,
    wait: Wait = False,
) -> None:
    """Accept changes: text goes into the narratives, a proposed value to its place in the data, and nothing else.

    Of a change without a place, to accept says that it was done by hand. To accept or to reject a comment both close it:
    use `review reply` to say why. Ends with 1 where something could not be applied; that stays open.
    """
    from reportgen.review.decide import accept as accept_
    from reportgen.review.decide import latest

    _folder(folder)
    selection = _selection(numbers, section, all_)
    decided = accept_(folder, latest(folder, round_), selection, theirs=theirs, value=value, wait=wait)
    _told(folder, decided, "accepted")


def reject(
    folder: Folder,
    numbers: Numbers = None,
    section: Section = None,
    all_: All = False,
    round_: RoundName = "",
    wait: Wait = False,
) -> None:
    """Reject changes: the sources stay as they are, and what was accepted before is taken back.

    To accept or to reject a comment both close it: use `review reply` to say why.
    """
    from reportgen.review.decide import latest
    from reportgen.review.decide import reject as reject_

    _folder(folder)
    _told(folder, reject_(folder, latest(folder, round_), _selection(numbers, section, all_), wait=wait), "rejected")


def reply(
    folder: Folder,
    number: Annotated[int, typer.Argument(help="Number of the comment.", show_default=False)],
    text: Annotated[str, typer.Argument(help="What to answer.", show_default=False)],
    as_: Annotated[str, typer.Option("--as", help="Your name. Default: what REPORTGEN_NAME says.")] = "",
    resolve: Annotated[bool, typer.Option("--resolve", help="Close the comment, too.")] = False,
    round_: RoundName = "",
    wait: Wait = False,
) -> None:
    """Answer a comment; the next draft carries the answer in the margin."""
    from reportgen.review.decide import latest
    from reportgen.review.decide import reply as reply_

    _folder(folder)
    author = as_ or os.environ.get("REPORTGEN_NAME", "")
    decided = reply_(folder, latest(folder, round_), number, text, author, resolve=resolve, wait=wait)
    _told(folder, decided, "answered")


def undo(folder: Folder, round_: RoundName = "", wait: Wait = False) -> None:
    """Put back what the last step of a round changed: an accept, a reject, a reply, a merge."""
    from reportgen.review.decide import latest
    from reportgen.review.decide import undo as undo_

    _folder(folder)
    undone = undo_(folder, latest(folder, round_), wait=wait)
    _tell(undone.notes)
    for name in undone.files:
        print(folder / name)
    say(f"Undone: {undone.what}.")


def decide(folder: Folder, round_: RoundName = "", wait: Wait = False) -> None:
    """Go through what is open, one by one: accept, reject, skip or quit. Each decision is kept at once."""
    from reportgen.review.decide import latest, put_right
    from reportgen.review.status import read_status, summary

    _folder(folder)
    if not sys.stdin.isatty():
        raise WorkspaceError(
            "`review decide` asks at a terminal, and there is none. Decide by number instead: "
            f"reportgen review accept {folder} 3 5, or reportgen review reject {folder} 4"
        )
    _tell(put_right(folder))
    name = latest(folder, round_)
    skipped: set[int] = set()
    while True:
        found = read_status(folder, name)
        item = next((each for each in found.open if each.number not in skipped), None)
        try:
            if item is None or not _ask(folder, name, found, item, wait):
                break
        except KeyboardInterrupt:  # what was decided so far stands
            say("")
            break
        skipped.add(item.number)
    found = read_status(folder, name)
    say(summary(found))
    raise typer.Exit(UNRESOLVED if found.conflicts else DONE)


def _ask(folder: Path, name: str, found: Status, item: Change | Comment, wait: bool) -> bool:
    """Show one item, ask what to do until that is done or passed over, and return whether to go on."""
    from reportgen.review.decide import Selection, reject
    from reportgen.review.rounds import Comment
    from reportgen.review.show import Show, coloured

    print(f"\n{found.full(item, Show(coloured(sys.stdout)))}")
    if isinstance(item, Comment):
        say(f'To answer: reportgen review reply {folder} {item.number} "..." --as NAME')
    one, theirs = Selection((item.number,)), False
    while True:
        more = "[t]ake theirs, " if theirs else ""
        match answer(f"{item.number}: [a]ccept, {more}[r]eject, [s]kip, [q]uit? "):
            case "a" | "t" as letter if letter == "a" or theirs:
                decided = _accept_one(folder, name, item, wait, theirs=letter == "t")
            case "r":
                decided = reject(folder, name, one, wait=wait)
            case "s":
                return True
            case "q" | "":
                return False
            case _:
                continue
        _left(decided)
        if decided.ok:
            return True
        theirs = any(left.conflict for left in decided.left)


def _accept_one(folder: Path, name: str, item: Change | Comment, wait: bool, *, theirs: bool) -> Decided:
    """Accept one item; where a proposal has no value, ask for it."""
    from reportgen.review.decide import Selection, accept
    from reportgen.review.rounds import Change

    value = None
    if isinstance(item, Change) and item.kind == "data" and item.place and not item.value:
        value = answer(f"Value to write at {item.place} (nothing = leave it): ", whole=True) or None
    return accept(folder, name, Selection((item.number,)), theirs=theirs, value=value, wait=wait)


def answer(question: str, *, whole: bool = False) -> str:
    """Ask at the terminal, and return the first letter of the answer, in lower case, or all of it; empty at its end.

    An empty line is answered with a space, which is none of the letters.
    """
    print(question, end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if whole:
        return line.strip()
    return (line.strip().lower() or " ")[0] if line else ""


def confirm(question: str, *, yes: bool = False) -> bool:
    """Return whether a person agrees: by `--yes`, or at the terminal.

    Raises:
        WorkspaceError: Neither.
    """
    if yes:
        return True
    if not sys.stdin.isatty():
        raise WorkspaceError("nothing was changed: there is no terminal to ask at. Say --yes to agree beforehand.")
    return answer(f"{question} [y/N] ") == "y"


# What is told -------------------------------------------------------------------------------------------------------


def _folder(folder: Path) -> None:
    if not folder.is_dir():
        raise WorkspaceError(f"there is no folder {folder}. Name the workspace: a folder with report.yaml.")


def _selection(numbers: list[int] | None, section: list[str] | None, all_: bool):
    from reportgen.review.decide import Selection

    return Selection(tuple(numbers or ()), tuple(section or ()), all_)


def _tell(notes: tuple[str, ...]) -> None:
    for note in notes:
        say(note)


def _left(decided: Decided) -> None:
    """Say what was not done, with all versions where there are several."""
    from reportgen.review.show import Show, coloured

    _tell(decided.notes)
    show = Show(coloured(sys.stderr))
    for left in decided.left:
        say(f"{left.number} is left as it was: {left.why}.")
        for clash in left.clashes:
            say("".join(f"   {line}\n" for line in show.clash(clash)).rstrip("\n"))


def _told(folder: Path, decided: Decided, verb: str) -> None:
    """Print the files that are others now, say what was done, and end with 1 where something was not."""
    _left(decided)
    for path in decided.files:
        print(folder / path.relative_to(folder.resolve()))
    numbers = ", ".join(map(str, decided.done)) or "none"
    back = f" `reportgen review undo {folder}` puts it back." if decided.files and decided.done else ""
    say(f"{decided.round}: {verb} {numbers}.{back}")
    raise typer.Exit(DONE if decided.ok else UNRESOLVED)


COMMANDS: dict[str, Callable[..., None]] = {
    "status": status,
    "accept": accept,
    "reject": reject,
    "reply": reply,
    "undo": undo,
    "decide": decide,
}

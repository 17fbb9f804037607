"""`reportgen review merge` becomes calls of the API: what came back is shown, and taken once somebody agrees."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli_print import say
from reportgen.cli_review_decide import UNRESOLVED, confirm
from reportgen.errors import WorkspaceError

if TYPE_CHECKING:
    from reportgen.review.desk import Desk
    from reportgen.review.merge import Return
    from reportgen.review.take import Taken

Folder = Annotated[Path, typer.Argument(help="The workspace: a folder with report.yaml.", show_default=False)]
Files = Annotated[list[Path], typer.Argument(help="Word files that came back.", show_default=False)]


def merge(
    folder: Folder,
    files: Files,
    yes: Annotated[bool, typer.Option("--yes", help="Apply without asking.")] = False,
    round_: Annotated[
        str, typer.Option("--round", help="The round of a file that has lost the mark of its draft.")
    ] = "",
    wait: Annotated[bool, typer.Option("--wait", help="Wait for a build of the workspace to end.")] = False,
    templates: Annotated[Path | None, typer.Option(help="Folder of your own templates, tried first.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print what a program can read.")] = False,
) -> None:
    """Show what reviewers changed in a draft, and once you agree bring it back into the workspace.

    Text goes into the narratives; a changed figure becomes a proposal that waits for `review accept`; comments are kept;
    what has no place is listed. Where sources have moved on and say something else, nothing is overwritten. Ends with 1
    where something is in conflict.
    """
    from reportgen.child import run_in_child
    from reportgen.review.desk import Desk
    from reportgen.review.merge import read_return
    from reportgen.review.take import preview, take

    if not folder.is_dir():
        raise WorkspaceError(f"there is no folder {folder}. Name the workspace: a folder with report.yaml.")
    if templates and not templates.is_dir():
        raise WorkspaceError(f"there is no folder of templates {templates}.")
    conflicts = 0
    rows: list[dict[str, object]] = []
    names = ", ".join(path.name for path in files)
    read = run_in_child(_read, Desk, read_return, folder, files, round_, templates, what=f"Reading {names}")
    seen: set[str] = set()
    for path, returned in zip(files, read, strict=True):
        if returned.again or returned.name[:9] in seen:
            say(f"{path.name} was merged before, as {returned.name}; nothing was changed.")
            continue
        previewed = preview(folder, returned)
        if not json:
            _show(folder, path, previewed)
        if not confirm(f"Bring this into {folder}?", yes=yes):
            say("Nothing was changed.")
            continue
        taken = take(folder, returned, wait=wait)
        seen.add(returned.name[:9])  # the first digits of its hash
        conflicts += sum(1 for change in taken.changes if change.conflict)
        rows.append(_row(path, taken))
        if not json:
            _told(folder, taken)
    if json:
        import json as as_json

        print(as_json.dumps({"version": 1, "merged": rows}, ensure_ascii=False, indent=2))
    raise typer.Exit(UNRESOLVED if conflicts else 0)


def _read(
    desk: Callable[..., Desk],
    read_return: Callable[..., Return],
    folder: Path,
    files: list[Path],
    round_: str,
    templates: Path | None,
) -> list[Return]:
    """Run in the child: what came by e-mail is opened there. If one file is refused, none is taken."""
    at = desk(folder, templates)
    return [read_return(at, path, round_name=round_) for path in files]


def _show(folder: Path, path: Path, returned: Return) -> None:
    """Print everything that came back, in full."""
    from reportgen.review.show import Show, coloured
    from reportgen.review.status import clashes_of
    from reportgen.review.take import count_of

    show = Show(coloured(sys.stdout))
    for note in returned.notes:
        say(f"{path.name}: {note}.")
    drafts = {returned.draft.build: returned.draft}
    blocks = [
        show.change(
            change,
            returned.draft,
            clashes_of(folder, change, drafts, returned.changes) if change.kind == "text" and change.conflict else (),
            state="to be applied" if change.state == "accepted" else "",
        )
        for change in returned.changes
    ]
    blocks += [show.comment(comment) for comment in returned.comments]
    if blocks:
        print("\n\n".join(blocks), end="\n\n")
    say(f"{path.name} ({returned.round}): {count_of(returned.changes, returned.comments)}.")


def _told(folder: Path, taken: Taken) -> None:
    for note in taken.notes:
        say(note)
    for path in taken.paths:
        print(path)
    open_ = [change for change in taken.changes if change.state == "open"]
    say(f"{taken.round}: kept as {taken.name}. `reportgen review undo {folder}` puts everything back.")
    if open_:
        what = "1 waits" if len(open_) == 1 else f"{len(open_)} wait"
        say(f"{what} for a decision: `reportgen review status {folder}`.")


def _row(path: Path, taken: Taken) -> dict[str, object]:
    return {
        "file": str(path),
        "round": taken.round,
        "kept": taken.name,
        "changes": [change.model_dump(mode="json") for change in taken.changes],
        "comments": [comment.model_dump(mode="json") for comment in taken.comments],
        "paths": [str(each) for each in taken.paths],
    }

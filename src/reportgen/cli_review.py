"""`reportgen review` becomes calls of the API: drafts that are sent for review, and what comes back."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen import cli_review_decide, cli_review_merge
from reportgen.cli_print import print_findings, say
from reportgen.limits import CHILD_SECONDS

if TYPE_CHECKING:
    from reportgen.review.send import SendRequest, SentDraft

app = typer.Typer(no_args_is_help=True, help="Rounds of review: send drafts in Word, and take back what was changed.")
Folder = Annotated[Path, typer.Argument(help="The workspace: a folder with report.yaml.", show_default=False)]
RoundName = Annotated[str, typer.Option("--round", help="Name of the round. Default: the one under way, or the next.")]
Templates = Annotated[Path | None, typer.Option(help="Folder of your own templates, tried first.")]
Wait = Annotated[bool, typer.Option("--wait", help="Wait for another build of the workspace to end.")]
Json = Annotated[bool, typer.Option("--json", help="Print what a program can read.")]


@app.callback()
def root() -> None:
    """Work on rounds of review."""


@app.command()
def send(
    folder: Folder,
    round_: RoundName = "",
    to: Annotated[str, typer.Option(help="Whom this copy is for.")] = "",
    lang: Annotated[str, typer.Option(help="Language of the draft. Default: the first of the workspace.")] = "",
    section: Annotated[
        list[str] | None, typer.Option(help="Only this outcome (D_1) or section (finance); may be repeated.")
    ] = None,
    out: Annotated[Path, typer.Option(help="Folder for the draft.")] = Path("out"),
    wait: Wait = False,
    templates: Templates = None,
    json: Json = False,
) -> None:
    """Write a draft in Word for review: every change is tracked, open findings and earlier comments are in the margin."""
    from reportgen.child import run_in_child
    from reportgen.review.send import SendRequest, send
    from reportgen.steps import Steps

    request = SendRequest(folder, today(), out, round_, to, lang, tuple(dict.fromkeys(section or ())), templates)
    sent = run_in_child(
        _sent, send, request, wait, Steps(), seconds=2 * CHILD_SECONDS, what=f"Drafting {folder} for review"
    )
    print_findings(sent.findings, to_stdout=False)
    if json:
        import json as as_json

        row = {"path": str(sent.path), "round": sent.round, "comments": sent.comments, **sent.sent.model_dump()}
        row["findings"] = [finding.as_dict() for finding in sent.findings]
        print(as_json.dumps({"version": 1, "draft": row}, ensure_ascii=False, indent=2))
        return
    comments = "1 comment" if sent.comments == 1 else f"{sent.comments} comments"
    say(f"Draft of {sent.round} with {comments}; what it was made from is kept in {folder / 'reviews' / sent.round}.")
    print(sent.path)


def _sent(send: Callable[..., SentDraft], request: SendRequest, wait: bool, steps: Callable[[str], None]) -> SentDraft:
    """Run in the child, with what the parent has imported; the progress bar ends with it."""
    try:
        return send(request, wait=wait, progress=steps)
    finally:
        steps("")


def today() -> date:
    """Return the day, which `SOURCE_DATE_EPOCH` may fix."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdigit() else date.today()


app.command()(cli_review_merge.merge)
for _name, _command in cli_review_decide.COMMANDS.items():
    app.command(_name)(_command)

"""`reportgen pack` and `reportgen agreements` become calls of the API: donors' packs, and which reports they wait for."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli_print import print_findings, say
from reportgen.errors import FindingsError, WorkspaceError
from reportgen.limits import CHILD_SECONDS

if TYPE_CHECKING:
    from reportgen.build.agreements import ReportDue
    from reportgen.build.check import Checked
    from reportgen.build.packs import Packed, PackRequest

Folder = Annotated[Path, typer.Argument(help="The workspace: a folder with report.yaml.", show_default=False)]


def pack(
    folder: Folder,
    donor: Annotated[str, typer.Option(help="Id of the donor in partners.yaml.")] = "",
    agreement: Annotated[str, typer.Option(help="Only the report on this agreement, with a brief of it.")] = "",
    all_: Annotated[bool, typer.Option("--all", help="A pack for every donor.")] = False,
    out: Annotated[Path, typer.Option(help="Folder for the packs.")] = Path("out"),
    strict: Annotated[bool, typer.Option("--strict", help="Treat warnings as errors.")] = False,
    wait: Annotated[bool, typer.Option("--wait", help="Wait for another build of the workspace to end.")] = False,
    templates: Annotated[Path | None, typer.Option(help="Folder of your own templates, tried first.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print what a program can read.")] = False,
) -> None:
    """Build the pack of one donor or of all: brief, reports on agreements, figures. Nothing of another donor is in it."""
    from reportgen.build.packs import PackRequest, build_packs
    from reportgen.child import run_in_child
    from reportgen.steps import Steps

    if bool(donor) == all_:
        raise WorkspaceError("name one donor with --donor ID, or say --all.")
    if agreement and not donor:
        raise WorkspaceError("--agreement goes with --donor.")
    if templates and not templates.is_dir():
        raise WorkspaceError(f"there is no folder of templates {templates}.")
    request = PackRequest(folder, out, donor, agreement, strict, templates)
    seconds = CHILD_SECONDS * (10 if all_ else 2)
    packed = run_in_child(_packed, build_packs, request, wait, Steps(), seconds=seconds, what=f"Packing {folder}")
    _tell(packed, json=json)
    failed = any(not each.built and any(f.severity != "info" for f in each.findings) for each in packed)
    raise typer.Exit(1 if failed else 0)


def _packed(
    build_packs: Callable[..., tuple[Packed, ...]], request: PackRequest, wait: bool, steps: Callable[[str], None]
) -> tuple[Packed, ...]:
    """Run in the child, with what the parent has imported; the progress bar ends with it."""
    try:
        return build_packs(request, wait=wait, progress=steps)
    finally:
        steps("")


def _tell(packed: tuple[Packed, ...], *, json: bool) -> None:
    """Print findings and a table on standard error, and on standard output the paths, or JSON."""
    findings = tuple(dict.fromkeys(f for each in packed for f in each.findings))
    print_findings(findings, to_stdout=False)
    width = max((len(each.donor) for each in packed), default=5)
    say(f"{'donor':<{width}}  files  brief     withheld  state")
    for each in packed:
        pages = f"{each.pages} page{'s' if each.pages != 1 else ''}" if each.pages else "-"
        state = "written" if each.built else "not written"
        if each.unfilled:
            state += f"; empty in the form: {', '.join(each.unfilled)}"
        say(f"{each.donor:<{width}}  {len(each.paths):>5}  {pages:<8}  {each.withheld:>8}  {state}")
    written = next((each for each in packed if each.note), None)
    if written is not None:
        say(f"What a pack does not show, and why, stands beside it for the office alone: {written.note}")
    if json:
        import json as as_json

        rows = [
            {"donor": e.donor, "written": e.built, "paths": [str(p) for p in e.paths], "pages": e.pages,
             "note": str(e.note or ""), "unfilled": list(e.unfilled), "findings": [f.as_dict() for f in e.findings]}
            for e in packed
        ]  # fmt: skip
        print(as_json.dumps({"version": 1, "packs": rows}, ensure_ascii=False, indent=2))
        return
    for each in packed:
        for path in each.paths:
            print(path)


def agreements(
    folder: Folder,
    on: Annotated[str, typer.Option(help="Day to look from, such as 2025-03-31. Default: today.")] = "",
    all_: Annotated[bool, typer.Option("--all", help="Also reports that were sent in earlier years.")] = False,
    templates: Annotated[Path | None, typer.Option(help="Folder of your own templates, tried first.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print what a program can read.")] = False,
) -> None:
    """List the reports that agreements ask for: sent, overdue and due, with what each still lacks."""
    from reportgen.build.check import check_workspace
    from reportgen.child import run_in_child

    day = _day(on)
    rows = run_in_child(_due, check_workspace, folder, day, templates, what=f"Reading {folder}")
    shown = [row for row in rows if all_ or row.sent is None or row.due.year >= day.year]
    if json:
        import json as as_json
        from dataclasses import asdict

        print(
            as_json.dumps(
                {"version": 1, "on": str(day), "reports": [asdict(row) for row in shown]}, default=str, indent=2
            )
        )
        return
    width = max((len(row.agreement) for row in shown), default=9)
    names = max((len(row.partner) for row in shown), default=5)
    print(f"{'due':<10}  {'agreement':<{max(width, 9)}}  {'donor':<{names}}  state")
    for row in shown:
        state = f"sent {row.sent}" + (" (late)" if row.sent and row.sent > row.due else "") if row.sent else row.state
        lacks = f"; lacks {', '.join(row.lacks)}" if row.lacks else ""
        print(f"{row.due}  {row.agreement:<{max(width, 9)}}  {row.partner:<{names}}  {state}{lacks}")
    counts = {state: sum(row.state == state for row in rows) for state in ("overdue", "due", "sent")}
    say(", ".join(f"{count} {state}" for state, count in counts.items()) + f" on {day}.")


def _day(text: str) -> date:
    if text:
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise WorkspaceError(f"--on {text} is not a day; a date such as 2025-03-31 is expected.") from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdigit() else date.today()


def _due(check_workspace: Callable[..., Checked], folder: Path, day: date, extra: Path | None) -> tuple[ReportDue, ...]:
    """Run in the child: read the workspace, and say what is due."""
    from reportgen.build.agreements import reports_due

    checked = check_workspace(folder, extra=extra)
    if checked.report is None:
        raise FindingsError(f"{folder} cannot be read.", checked.findings)
    return reports_due(checked.report, day, extra)

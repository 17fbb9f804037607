"""`reportgen pack` and `reportgen agreements` become calls of the API: donors' packs, and which reports they wait for."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.errors import WorkspaceError
from reportgen.limits import CHILD_SECONDS

if TYPE_CHECKING:
    from reportgen.build.packs import Packed, PackRequest
    from reportgen.findings import Finding

Folder = Annotated[Path, typer.Argument(help="The workspace: a folder with report.yaml.", show_default=False)]
PrintFindings = Callable[[tuple["Finding", ...]], None]


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
    from reportgen.cli import print_findings

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
    if json:
        import json as as_json

        rows = [
            {"donor": e.donor, "written": e.built, "paths": [str(p) for p in e.paths], "pages": e.pages,
             "unfilled": list(e.unfilled), "findings": [f.as_dict() for f in e.findings]}
            for e in packed
        ]  # fmt: skip
        print(as_json.dumps({"version": 1, "packs": rows}, ensure_ascii=False, indent=2))
        return
    for each in packed:
        for path in each.paths:
            print(path)


def say(text: str) -> None:
    """Print a line on standard error."""
    print(text, file=sys.stderr)

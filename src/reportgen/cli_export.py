"""`reportgen export xlsx` and `export iati` become calls of the API: a workspace leaves in another form."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Write a workspace's data in another form.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def root() -> None:
    """Write a workspace's data in another form."""


@app.command()
def iati(
    folder: Annotated[Path, typer.Argument(help="The workspace: a folder with report.yaml.", show_default=False)],
    file: Annotated[Path, typer.Argument(help="The file to write; its name ends in .xml.", show_default=False)],
    audience: Annotated[
        str, typer.Option(help="Who may see what it holds; a file that is published: public.")
    ] = "public",
    strict: Annotated[bool, typer.Option("--strict", help="Treat warnings as errors.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace another file of that name.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print what a program can read.")] = False,
) -> None:
    """Write an IATI 2.03 activity file, an activity for each outcome, and name what IATI has no place for."""
    from functools import partial

    from reportgen.child import run_in_child
    from reportgen.cli_print import print_findings, say
    from reportgen.iati.export import export_iati

    run = partial(export_iati, folder, file, audience=audience, strict=strict, force=force)
    made = run_in_child(run, what=f"Writing {file}")
    if json:
        import json as as_json

        body = {"version": 1, "findings": [each.as_dict() for each in made.findings]}
        print(as_json.dumps({**body, "unsaid": [each.as_dict() for each in made.unsaid]}, ensure_ascii=False, indent=2))
        say(str(file))
        return
    print_findings(made.findings, to_stdout=False)
    if made.unsaid:
        say("What IATI has no place for:")
    for each in made.unsaid:
        say(f"  {each}")
    print(file)


@app.command()
def xlsx(
    folder: Annotated[Path, typer.Argument(help="The workspace: a folder with report.yaml.", show_default=False)],
    file: Annotated[Path, typer.Argument(help="The workbook to write; its name ends in .xlsx.", show_default=False)],
    audience: Annotated[
        str, typer.Option(help="public: what all may see. internal: everything, for the office to fill in.")
    ] = "public",
    templates: Annotated[Path | None, typer.Option(help="Folder of your own templates, tried first.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace another file of that name.")] = False,
) -> None:
    """Write the tables as a workbook: a sheet for each, with lists, notes, checks of what is typed, and totals."""
    from functools import partial

    from reportgen.build.workbook.write import write_workbook
    from reportgen.child import run_in_child
    from reportgen.cli_print import print_findings, say
    from reportgen.errors import WorkspaceError

    if templates and not templates.is_dir():
        raise WorkspaceError(f"there is no folder of templates {templates}.")
    run = partial(write_workbook, folder, file, audience=audience, force=force, extra=templates)
    findings, hints = run_in_child(run, what=f"Writing {file}")
    print_findings(findings, to_stdout=False)
    for hint in hints:
        say(hint)
    print(file)

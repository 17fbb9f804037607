"""`reportgen import xlsx` and `import iati` become calls of the API: what others keep becomes a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from reportgen.build.importing import Imported

app = typer.Typer(help="Make a workspace of other sources.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def root() -> None:
    """Make a workspace of other sources."""


@app.command()
def xlsx(
    file: Annotated[Path, typer.Argument(help="The workbook (.xlsx).", show_default=False)],
    into: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="The workspace that gets the tables; it may be new.")
    ] = None,
    map_: Annotated[
        Path | None, typer.Option("--map", metavar="mapping.yaml", help="What the sheets and columns are.")
    ] = None,
    guess: Annotated[
        bool, typer.Option("--guess", help="Print a proposed map; nothing is imported without --map.")
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put the new rows in the place of a table's old ones.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print what a program can read.")] = False,
) -> None:
    """Write the sheets of a workbook as tables of a workspace: all or nothing; or propose a map for a foreign one."""
    from functools import partial

    from reportgen.build.importing import import_workbook, propose
    from reportgen.child import run_in_child
    from reportgen.errors import WorkspaceError

    if guess:
        print(run_in_child(propose, file, what=f"Reading {file}"), end="")
        if map_ is None:
            return
    if into is None:
        raise WorkspaceError("say which workspace gets the tables: --into FOLDER; or --guess for a proposed map.")
    run = partial(import_workbook, file, into, mapping=map_, replace=replace)
    _tell_imported(run_in_child(run, what=f"Importing {file}"), json=json, quiet=guess)


def _tell_imported(made: Imported, *, json: bool, quiet: bool) -> None:
    """Print findings, what became of each sheet, and the paths of what was written."""
    import sys

    from reportgen.cli_print import print_findings, say

    if json:
        import json as as_json
        from dataclasses import asdict

        body = {"version": 1, "sheets": [asdict(each) for each in made.taken], "not_imported": made.others}
        print(
            as_json.dumps(
                {**body, "findings": [each.as_dict() for each in made.findings]}, ensure_ascii=False, indent=2
            )
        )
    elif made.findings:
        print_findings(made.findings, to_stdout=False)
    for each in made.taken:
        left = f", {each.left_out:,} cells left out" if each.left_out else ""
        rows = "row" if each.read == 1 else "rows"
        say(f"{each.title} -> {each.file}: {each.read:,} {rows} read, {each.written:,} written{left}.")
    if made.others:
        say(f"Not imported: {', '.join(made.others)}.")
    for path in made.paths:
        print(path, file=sys.stderr if json or quiet else sys.stdout)
    if made.lacking:
        say(
            f"The workspace still needs {', '.join(made.lacking)}; `reportgen init` in an empty folder shows how they look."
        )


@app.command()
def iati(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="IATI activity files, 2.01 to 2.03.", show_default=False)
    ],
    into: Annotated[Path, typer.Option(metavar="FOLDER", help="The workspace to make.", show_default=False)],
    office: Annotated[
        str, typer.Option(metavar="CODE", help="Activities of this publisher or with identifiers that begin so.")
    ] = "",
    year: Annotated[
        int | None, typer.Option(min=1900, max=2200, help="The year reported on (default: the last known).")
    ] = None,
    lang: Annotated[str, typer.Option(help="The language of the report (default: those of the files).")] = "",
    activity: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Only this activity; may be repeated.")
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Replace an earlier import in FOLDER.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would come in, and write nothing.")] = False,
    all_: Annotated[bool, typer.Option("--all", help="Print every finding, not only 20 of a rule.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print what a program can read.")] = False,
) -> None:
    """Make a workspace of IATI activity files, and count what came in against what stands in it."""
    from functools import partial

    from reportgen.child import run_in_child
    from reportgen.cli_print import print_findings, say
    from reportgen.findings import has_errors
    from reportgen.iati.workspace import import_iati

    run = partial(
        import_iati,
        files,
        into,
        office=office,
        year=year,
        language=lang,
        only=activity or (),
        replace=replace,
        dry_run=dry_run,
    )
    made = run_in_child(run, what=f"Reading {files[0]}")
    failed = has_errors(made.findings)
    if json:
        import json as as_json

        body = {"version": 1, "written": made.written, "findings": [each.as_dict() for each in made.findings]}
        print(as_json.dumps({**body, **made.account.as_dict()}, ensure_ascii=False, indent=2))
    else:
        print_findings(made.findings, to_stdout=False, every=all_)
        if not failed:  # what was read before the error says nothing about the file
            print("\n".join(made.account.lines()))
    say(f"`reportgen build {into}` prints it." if made.written else "Nothing was written.")
    raise typer.Exit(1 if failed else 0)

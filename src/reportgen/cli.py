"""A command line becomes a call of the API: results on standard output, messages on standard error, fixed exit codes.

No command holds logic, and none imports what it does not use: ``reportgen --help`` must answer at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, Protocol, runtime_checkable

import typer

from reportgen import cli_check, cli_export, cli_import, cli_packs, cli_review, cli_style
from reportgen.cli_print import print_findings, say
from reportgen.errors import FindingsError, InternalError, LockedError, MachineError, ReportgenError, WorkspaceError

if TYPE_CHECKING:
    from reportgen.build.fresh import Request
    from reportgen.build.run import Built
    from reportgen.findings import Finding

DONE, FINDINGS, USAGE, INTERNAL, LOCKED, INTERRUPTED = 0, 1, 2, 3, 4, 130
EXIT_CODES: tuple[tuple[type[ReportgenError], int], ...] = (
    (FindingsError, FINDINGS),
    (LockedError, LOCKED),
    (WorkspaceError, USAGE),
    (MachineError, FINDINGS),
    (InternalError, INTERNAL),
    (ReportgenError, FINDINGS),
)
"""The first class that fits gives the exit code."""

app = typer.Typer(
    name="reportgen",
    help="Build country reports in PDF, Word and HTML from a folder of data and narratives.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.add_typer(cli_style.app, name="style")
app.add_typer(cli_export.app, name="export")
app.add_typer(cli_import.app, name="import")
app.add_typer(cli_review.app, name="review")
app.command()(cli_check.check)
app.command()(cli_check.explain)
app.command()(cli_packs.pack)
app.command()(cli_packs.agreements)

Folder = Annotated[Path, typer.Argument(help="The workspace: a folder with report.yaml.", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="Print what a program can read.")]
Templates = Annotated[Path | None, typer.Option(help="Folder of your own templates, tried first.")]
Strict = Annotated[bool, typer.Option("--strict", help="Treat warnings as errors.")]


@app.callback(invoke_without_command=True)
def root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and end.", is_eager=True)] = False,
) -> None:
    """Build country reports in PDF, Word and HTML from a folder of data and narratives."""
    if version:
        _print_version()
        raise typer.Exit(DONE)


def _print_version() -> None:
    from importlib.metadata import version

    print(f"reportgen {version('reportgen')}")


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="Where to make it; the folder must be new or empty.")],
    workbook: Annotated[
        bool, typer.Option("--workbook", help="Start from an empty workbook, data.xlsx, instead of CSV files.")
    ] = False,
    example: Annotated[
        bool, typer.Option("--example", help="With --workbook: fill the workspace with the invented example.")
    ] = False,
) -> None:
    """Make a small workspace that builds as it is, to be filled with your own data."""
    from reportgen.build.scaffold import scaffold

    for path in scaffold(folder, workbook=workbook, example=example or not workbook):
        print(path)
    first = "README.md" if workbook and not example else "report.yaml"
    say(f"Now look into {folder / first}, then run: reportgen build {folder}")


@app.command()
def build(
    folder: Folder,
    to: Annotated[
        list[str] | None, typer.Option("--to", help="pdf, docx or html; may be repeated. Default: all.")
    ] = None,
    lang: Annotated[
        list[str] | None,
        typer.Option("--lang", help="Language code; may be repeated. Default: the workspace's."),
    ] = None,
    audience: Annotated[str, typer.Option(help="public, internal or review.")] = "public",
    out: Annotated[Path, typer.Option(help="Folder for the deliverables.")] = Path("out"),
    strict: Strict = False,
    wait: Annotated[bool, typer.Option("--wait", help="Wait for another build of the workspace to end.")] = False,
    templates: Templates = None,
    json: Json = False,
) -> None:
    """Build the deliverables of a workspace, and print their paths."""
    from reportgen.build.fresh import Request

    formats = tuple(dict.fromkeys(to or ("html", "pdf", "docx")))
    request = Request(folder, out, formats, tuple(dict.fromkeys(lang or ())), audience, strict, templates)
    paths, findings, unchanged = _build(request, wait)
    if json:
        from reportgen.findings import to_json

        print(to_json(findings))
    print_findings(findings, to_stdout=False)
    for path in paths:
        print(path, file=sys.stderr if json else sys.stdout)
    if unchanged:
        say("Nothing has changed since these were built.")


def _build(request: Request, wait: bool) -> tuple[tuple[Path, ...], tuple[Finding, ...], bool]:
    """Ask the record first, without loading anything heavy; else build in a child that can be stopped."""
    from reportgen.build.fresh import request_key, unchanged

    held = unchanged(request, request_key(request)) if request.folder.is_dir() else None
    if held:
        return (*held, True)
    from reportgen.build.run import build_workspace
    from reportgen.child import run_in_child
    from reportgen.steps import Steps

    built = run_in_child(_built, build_workspace, request, wait, Steps(), what=f"Building {request.folder}")
    return built.paths, built.findings, built.unchanged


def _built(build_workspace: Callable[..., Built], request: Request, wait: bool, steps: Callable[[str], None]) -> Built:
    """Run in the child, with what the parent has imported; the progress bar ends with it."""
    try:
        return build_workspace(request, wait=wait, progress=steps)
    finally:
        steps("")


@app.command(name="list")
def list_(
    what: Annotated[
        str, typer.Argument(help="kinds, sections, figures, checks, languages, profiles or themes; default: all.")
    ] = "",
    json: Json = False,
) -> None:
    """List what there is: report kinds, sections, figures, checks, languages, donor profiles, themes."""
    from reportgen.build.inventory import inventory

    lists = inventory()
    if what and what not in lists:
        raise WorkspaceError(f"there is no list {what!r}; there are {', '.join(lists)}.")
    chosen = {what: lists[what]} if what else lists
    if json:
        import json as as_json

        print(as_json.dumps(chosen, ensure_ascii=False, indent=2))
        return
    for name, rows in chosen.items():
        if not what:
            print(f"\n{name}")
        for key, words in rows.items():
            print(f"{'' if what else '  '}{key:<24} {words}".rstrip())


@app.command()
def schema(folder: Folder) -> None:
    """Write JSON Schemas into FOLDER/.schemas, so that an editor completes and checks the YAML files."""
    from reportgen.build.schemas import write_schemas

    for path in write_schemas(folder):
        print(path)


@app.command()
def doctor(json: Json = False) -> None:
    """Say what is missing on this machine, and the command that mends it."""
    from dataclasses import asdict

    from reportgen.doctor import examine

    needs = examine()
    if json:
        import json as as_json

        print(as_json.dumps([asdict(need) for need in needs], ensure_ascii=False, indent=2))
    else:
        for need in needs:
            state, words = ("ok", need.version) if need.present else ("MISSING", need.what_for)
            print(f"{state:<8}{need.name:<28}{words}")
            if not need.present:
                print(f"{'':<8}mend: {need.mend}")
    if not all(need.present or need.optional for need in needs):
        raise typer.Exit(FINDINGS)


@runtime_checkable
class _UsageError(Protocol):
    """An error of the command line itself; the class is Typer's own or Click's, depending on Typer's version."""

    exit_code: int

    def show(self) -> None: ...


def main() -> NoReturn:
    """Run the command; every error becomes one sentence and an exit code."""
    try:
        if sys.argv[1:] == ["--version"]:  # at once: Typer loads pydantic to read an option
            _print_version()
            sys.exit(DONE)
        # Outside standalone mode the exit code of `typer.Exit` comes back as the result.
        code: object = app(standalone_mode=False)
        if code == INTERRUPTED:  # what Typer makes of Ctrl+C
            say("reportgen: interrupted; nothing was written.")
        sys.exit(code if isinstance(code, int) else DONE)
    except SystemExit as end:  # Click ends so where the reader has gone away, as in `reportgen list | head -1`
        sys.exit(DONE if isinstance(end.__context__, BrokenPipeError) else end.code)
    except ReportgenError as error:
        findings: tuple[Finding, ...] = getattr(error, "findings", ())
        if findings:
            print_findings(findings, to_stdout=False)
        say(f"reportgen: {error}")
        sys.exit(next(code for kind, code in EXIT_CODES if isinstance(error, kind)))
    except (KeyboardInterrupt, typer.Abort):
        say("reportgen: interrupted; nothing was written.")
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(DONE)
    except Exception as error:
        if isinstance(error, _UsageError):
            error.show()
            sys.exit(USAGE)
        if os.environ.get("REPORTGEN_DEBUG"):
            raise
        say(f"reportgen: internal error: {type(error).__name__}: {error}")
        say("This is a fault of reportgen, not of your inputs. Set REPORTGEN_DEBUG=1 to see where, and report it.")
        sys.exit(INTERNAL)

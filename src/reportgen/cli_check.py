"""`reportgen check` and `reportgen explain` become calls of the API: what is wrong with a workspace, and by which rules."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli_print import print_card, print_findings
from reportgen.errors import WorkspaceError

if TYPE_CHECKING:
    from reportgen.build.check import Checked
    from reportgen.findings import Card, Finding

ENDINGS: Mapping[str, tuple[str, ...]] = {
    "sarif": (".sarif", ".json"),
    "html": (".html", ".htm"),
    "annotate": (".xlsx",),
}
"""What the name of a file must end in, so that no slip of the hand replaces a file of the workspace."""
STDOUT = "-"


def check(
    folder: Annotated[
        Path, typer.Argument(help="The workspace: a folder with report.yaml, or a file in it.", show_default=False)
    ],
    strict: Annotated[bool, typer.Option("--strict", help="Treat warnings as errors.")] = False,
    templates: Annotated[Path | None, typer.Option(help="Folder of your own templates, tried first.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Print every finding, not only 20 of a rule.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print what a program can read.")] = False,
    sarif: Annotated[str, typer.Option(metavar="FILE", help="Write SARIF 2.1.0 too; - prints it instead.")] = "",
    html: Annotated[
        str, typer.Option(metavar="FILE", help="Write a page with the lines in question too; - prints it instead.")
    ] = "",
    annotate: Annotated[
        str, typer.Option(metavar="FILE", help="Write data.xlsx too, with a comment on each cell that has a finding.")
    ] = "",
    fix: Annotated[
        bool, typer.Option("--fix", help="Show what can be mended without changing a meaning, and ask to write it.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="With --fix: write without asking.")] = False,
) -> None:
    """Say everything that is wrong with a workspace, in one run."""
    from reportgen.build.check import check_workspace
    from reportgen.child import run_in_child
    from reportgen.findings import has_errors, to_json

    folder = _workspace(folder)
    files = _files({"sarif": sarif, "html": html, "annotate": annotate}, json=json)
    if templates and not templates.is_dir():
        raise WorkspaceError(f"there is no folder of templates {templates}.")
    if yes and not fix:
        raise WorkspaceError("--yes says nothing without --fix.")
    if fix:
        if files or json or all_ or strict:
            raise WorkspaceError("--fix stands alone: run the check again to print what is left.")
        from reportgen.cli_fix import fix as mend

        mend(folder, extra=templates, yes=yes)
        return
    if annotate:
        _keep_input(folder, annotate)
    make = _maker(files)
    what = f"Checking {folder}"
    findings, made = run_in_child(_checked, check_workspace, make, folder, strict, templates, what=what)
    printed = _write(files, made)
    if json:
        print(to_json(findings))
    elif not printed:
        print_findings(findings, to_stdout=True, every=all_)
    raise typer.Exit(1 if has_errors(findings) else 0)


def _checked(
    check_workspace: Callable[..., Checked],
    make: Callable[[tuple[Finding, ...], Path], dict[str, bytes]],
    folder: Path,
    strict: bool,
    extra: Path | None,
) -> tuple[tuple[Finding, ...], dict[str, bytes]]:
    """Run in the child, with what the parent has imported; return the findings, and files made of them.

    What a child sends back is pickled, and a whole report would be for nothing.
    """
    findings = check_workspace(folder, strict=strict, extra=extra).findings
    return findings, make(findings, folder)


def _maker(files: Mapping[str, str]) -> Callable[[tuple[Finding, ...], Path], dict[str, bytes]]:
    """Return what makes the files; what it needs is loaded only if there are any."""
    if not files:
        return lambda findings, folder: {}
    from functools import partial

    from reportgen.build.findings_files import findings_files

    return partial(findings_files, forms=tuple(files))


def _files(asked: Mapping[str, str], *, json: bool) -> dict[str, str]:
    """Return the files to write by their form; refuse names that cannot be meant."""
    files = {form: name for form, name in asked.items() if name}
    if json + list(files.values()).count(STDOUT) > 1:
        raise WorkspaceError("only one of --json, --sarif - and --html - can have standard output.")
    for form, name in files.items():
        if name != STDOUT and not name.lower().endswith(ENDINGS[form]):
            raise WorkspaceError(f"--{form} {name}: the name must end in {' or '.join(ENDINGS[form])}, or be -.")
    return files


def _workspace(path: Path) -> Path:
    """Return the workspace that a path means: itself, or the folder that holds it."""
    from reportgen.load.workbook import WORKBOOK
    from reportgen.load.workspace import FILES

    if not path.is_file():
        return path
    if path.name not in FILES:
        raise WorkspaceError(
            f"{path} is no file of a workspace. A workspace's workbook is called {WORKBOOK}; "
            "other workbooks are taken in with `reportgen import xlsx`."
        )
    return path.parent


def _keep_input(folder: Path, name: str) -> None:
    """Refuse to write a workbook over the one that it is made of, or into its folder under a name that is read."""
    held = folder / "data.xlsx" if folder.is_dir() else folder
    if name != STDOUT and (Path(name).resolve() == held.resolve() or (held.exists() and _same_file(Path(name), held))):
        raise WorkspaceError(
            f"--annotate {name}: that is the workbook itself, which is never overwritten. Name another file."
        )


def _same_file(one: Path, other: Path) -> bool:
    return one.exists() and one.samefile(other)


def _write(files: Mapping[str, str], made: Mapping[str, bytes]) -> bool:
    """Write each file whole; say whether one went to standard output."""
    from reportgen.files import atomic_write

    for form, name in files.items():
        if name == STDOUT:
            sys.stdout.flush()
            sys.stdout.buffer.write(made[form])
            sys.stdout.buffer.flush()
            continue
        try:
            atomic_write(Path(name), made[form])
        except OSError as error:
            raise WorkspaceError(f"{name} cannot be written: {error.strerror or error}.") from None
    return STDOUT in files.values()


def explain(
    rules: Annotated[list[str], typer.Argument(metavar="RULE...", help="Codes or names of rules, such as RES003.")],
    json: Annotated[bool, typer.Option("--json", help="Print what a program can read.")] = False,
) -> None:
    """Print the cards of rules: why they are there, an example, and what to do."""
    from dataclasses import asdict

    from reportgen.build.check import all_cards

    cards = all_cards()
    chosen = tuple(dict.fromkeys(_card(rule, cards) for rule in rules))
    if json:
        import json as as_json

        rows = [asdict(card) for card in chosen]
        print(as_json.dumps(rows if len(rules) > 1 else rows[0], ensure_ascii=False, indent=2))
        return
    for number, card in enumerate(chosen):
        if number:
            print()
        print_card(card)


def _card(rule: str, cards: Mapping[str, Card]) -> Card:
    """Return the card of a code or a name, in whatever letters."""
    from difflib import get_close_matches

    slugs = {card.slug: card for card in cards.values()}
    card = cards.get(rule.upper()) or slugs.get(rule.lower())
    if card is None:
        begun = [each for each in cards.values() if each.code.startswith(rule.upper())]
        if begun and rule[-1:].isdigit():
            more = f" and {len(begun) - 8} more" if len(begun) > 8 else ""
            listed = ", ".join(f"{each.code} {each.slug}" for each in sorted(begun, key=lambda each: each.code)[:8])
            raise WorkspaceError(f"there is no rule {rule!r}; so begin {listed}{more}.")
        near = get_close_matches(rule.lower(), slugs) if "-" in rule else get_close_matches(rule.upper(), cards, 3, 0.5)
        raise WorkspaceError(f"there is no rule {rule!r}" + (f"; near: {', '.join(near)}." if near else "."))
    return card

"""`reportgen style` becomes a call of the API: the house-style document that Word files take their look from."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="The look of Word files: write the house-style document.")


@app.callback()
def root() -> None:
    """Work on the look of Word files."""


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="The document to write; its name ends in .docx.", show_default=False)],
    theme: Annotated[str, typer.Option(help="The theme, as `reportgen list themes` shows it.")] = "lagoon",
    workspace: Annotated[
        Path | None, typer.Option(help="Take theme, overrides and word_style from this workspace instead.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there already.")] = False,
) -> None:
    """Write a document that shows every style of a report, to be edited in Word and given back as word_style."""
    from reportgen.build.house_style import export_style
    from reportgen.child import run_in_child

    run = partial(export_style, file, theme=theme, workspace=workspace, force=force)
    run_in_child(run, what=f"Writing {file}")
    print(file)

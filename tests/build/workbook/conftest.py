"""Workbooks that several tests look at, each made once."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import pytest

from reportgen.build.workbook.export import export_workbook

from .sheets import Workbook, in_libreoffice

DEMO = Path(__file__).parents[3] / "inputs" / "demo"


@cache
def demo(audience: str) -> bytes:
    return export_workbook(DEMO, audience)[0]


@pytest.fixture(scope="session")
def internal() -> Workbook:
    return Workbook(demo("internal"))


@pytest.fixture(scope="session")
def public() -> Workbook:
    return Workbook(demo("public"))


@cache
def saved_by_libreoffice() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return in_libreoffice(demo("internal"), Path(folder))


@pytest.fixture(scope="session")
def theirs() -> Workbook:
    """The internal workbook once LibreOffice has opened it, computed it anew and saved it."""
    return Workbook(saved_by_libreoffice())

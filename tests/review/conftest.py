"""What the tests of reviews share."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT
from tests.review.chapters import Chapter


@pytest.fixture(scope="session")
def chapter() -> Chapter:
    """A chapter of the demonstration, with a table, a quotation, numbered items and footnotes in its note."""
    return Chapter.of(ROOT / "inputs" / "demo", "D_1")

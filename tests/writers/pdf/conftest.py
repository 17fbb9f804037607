"""What the tests of the PDF writer share."""

from __future__ import annotations

import pytest

from tests.conftest import Edition


@pytest.fixture(scope="session", params=["china", "demo", "china_other", "demo_other"])
def edition(request: pytest.FixtureRequest) -> Edition:
    """The PDF of both workspaces in both themes, on A4 and on Letter."""
    return request.getfixturevalue(request.param)

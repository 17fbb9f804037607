"""The name of a test becomes the group that it runs in: tests that share something dear run one after the other.

What xdist's own mark for groups says is lost on newer pytests, so the groups stand here. A group is handed to one worker
as a whole, the largest first: nobody waits while another worker builds an edition, and nothing is opened twice.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

GROUPS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"tests/test_packs(_no_leak)?\.py"), "the packs of all donors"),
    (re.compile(r"tests/build/test_schemas\.py::test_an_editor"), "the language server of YAML"),
    (re.compile(r"tests/writers/test_html\.py"), "the browser"),
    (re.compile(r"tests/review/test_send\.py"), "the draft that was sent"),
    (re.compile(r"tests/test_no_leak\.py"), "the internal edition"),
    (re.compile(r"tests/writers/pdf/test_editions\.py.*\[china_other\b"), "China in the other look"),
    (re.compile(r"tests/writers/pdf/test_editions\.py.*\[demo_other\b"), "the demonstration in the other look"),
    (re.compile(r"\[china\b"), "China"),
    (re.compile(r"\[demo\b"), "the demonstration"),
)  # fmt: skip
"""What a test's name holds -> the group; the first that fits counts."""


def group_of(test: str) -> str:
    """Return the group of a test; a test without one is its own."""
    return next((group for pattern, group in GROUPS if pattern.search(test)), test)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Hand out tests by our groups under ``--dist loadgroup``."""
    from xdist.scheduler import LoadScopeScheduling

    class ByGroup(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return group_of(nodeid)

    return ByGroup(config, log) if config.getvalue("dist") == "loadgroup" else None

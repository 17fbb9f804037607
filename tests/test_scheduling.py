"""Tests that share what is dear are one group; all others are their own."""

from __future__ import annotations

import pytest

from tests.scheduling import GROUPS, group_of


@pytest.mark.parametrize(
    ("test", "group"),
    [
        ("tests/test_packs.py::test_a_brief_has_two_pages[westmark]", "the packs of all donors"),
        ("tests/test_packs_no_leak.py::test_x", "the packs of all donors"),
        (
            "tests/writers/pdf/test_editions.py::test_edition_keeps[demo_other-margins]",
            "the demonstration in the other look",
        ),
        ("tests/writers/pdf/test_editions.py::test_edition_keeps[demo-margins]", "the demonstration"),
        ("tests/compose/test_manuscript.py::test_numbers_run_on_through_both_reports[china]", "China"),
        ("tests/writers/test_html.py::test_editions_fit_a_phone[china-2024.en.html]", "the browser"),
        ("tests/figures/test_geometry.py::test_every_kind_can_be_read[line-chinese-lagoon]", ""),
    ],
)
def test_the_name_of_a_test_gives_its_group(test: str, group: str) -> None:
    assert group_of(test) == (group or test)


def test_groups_are_named_once() -> None:
    names = [name for _, name in GROUPS]
    assert len(set(names)) == len(names)


def test_the_scheduler_is_ours(pytestconfig: pytest.Config) -> None:
    made = pytestconfig.hook.pytest_xdist_make_scheduler
    assert any(each.plugin_name.endswith("conftest.py") for each in made.get_hookimpls())

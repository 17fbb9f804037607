"""Percentage points where nothing changes, and shares that contradict outcomes.yaml."""

import pytest

from tests.checks.conftest import Found
from tests.helpers import MINIMAL

NOTE = "narratives/en/progress-note-2024.md"


def note(text: str) -> dict[str, str]:
    return {NOTE: MINIMAL[NOTE].rpartition("---\n")[0] + "---\n" + text + "\n"}


@pytest.mark.parametrize(
    "text",
    [
        "This office carries out a share of 38 percentage points of the whole.",
        "Women hold 31.2 percentage points of the seats in provincial councils.",
    ],
)
def test_a_share_in_points_is_found(found: Found, text: str):
    [finding] = found("RES087", **note(text))
    assert (finding.found, finding.expected, finding.severity) == ("percentage points", "per cent", "warning")


@pytest.mark.parametrize(
    "text",
    [
        "The share rose by 4 percentage points.",
        "The gap is 12 percentage points, and 3 percentage points wider in the north.",
        "At 31 per cent the share is 2 percentage points above the milestone.",
        "The two surveys are 5 percentage points apart.",
        "Percentage points measure distances.",
        "It is a matter of percentage points, not of principle.",
        "This office carries out 38 per cent of the whole.",
    ],
)
def test_points_of_a_change_are_silent(found: Found, text: str):
    assert found("RES087", **note(text)) == []


JOINT = MINIMAL["outcomes.yaml"].replace("    outputs:\n", "    joint: {programme: Peace, share: 38}\n    outputs:\n")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("UNDP takes part, and this office carries out a share of 83 per cent of the whole.", 1),
        ("UNDP takes part, and this office carries out a share of 38 per cent of the whole.", 0),
        ("This office leads. UNDP carries out a share of 62 per cent.", 0),
        ("Women hold a share of 31 per cent of the seats.", 0),
    ],
)
def test_the_share_in_a_joint_programme_is_one_in_text_and_data(found: Found, text: str, count: int):
    head = "---\nkind: joint-work\nyear: 2024\ntitle: Together\n---\n"
    files = {"narratives/en/joint-work.md": head + text + "\n"}
    assert len(found("RES090", outcomes=JOINT, **files)) == count
    assert found("RES090", **files) == []

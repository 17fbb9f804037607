"""Records that stand alone."""

from tests.checks.conftest import Found, says
from tests.checks.test_images import files
from tests.checks.test_series import TWO
from tests.helpers import MINIMAL
from tests.reports import GOALS, TARGETS, goal, outcomes, targets

OUTCOMES = MINIMAL["outcomes.yaml"]
BARE = "      - code: D_1.2\n        statements: [{plan: SP-2022-2025, from: 2022, text: B}]\n"


def test_an_outcome_without_an_indicator_is_found(found: Found):
    bare = OUTCOMES + "  - code: D_2\n    statements: [{plan: SP-2022-2025, from: 2022, text: B}]\n"
    assert says(found("RES060", outcomes=bare)) == [
        "outcomes.yaml:16:11: warning: D_2 has no indicator, nor have its outputs."
    ]
    assert found("RES060") == []


def test_an_output_without_an_indicator_is_a_note_unless_it_was_dropped(found: Found):
    [finding] = found("RES060", outcomes=OUTCOMES + BARE)
    assert finding.severity == "info"
    assert found("RES060", outcomes=OUTCOMES + BARE + "        dropped: {date: 2023-06-30, reason: R}\n") == []


def test_a_target_without_a_baseline_is_found(found: Found):
    files = {"outcomes": outcomes(accumulation="latest"), "targets": targets(None, "60", "62")}
    assert says(found("RES061", **files)) == [
        "targets.csv:2:indicator: warning: D_1.1.A has 2 milestones and targets, but no baseline."
    ]
    files["outcomes"] = outcomes(accumulation="cumulative")
    assert [finding.severity for finding in found("RES061", **files)] == ["info"]


def test_where_the_baseline_does_not_count_it_may_be_missing(found: Found):
    bare = targets(None, "60", "62")
    assert found("RES061", targets=bare) == []  # years add up
    assert found("RES061", targets=bare, outcomes=outcomes(accumulation="latest", direction="maintain")) == []
    assert found("RES061", targets=bare, outcomes=outcomes(accumulation="latest", measure="text")) == []
    assert found("RES061", targets=TARGETS, outcomes=outcomes(accumulation="latest")) == []
    assert found("RES061", targets=targets("0", "60"), outcomes=outcomes(accumulation="latest")) == []


def test_an_indicator_without_a_target_among_others_with_one_is_said(found: Found):
    assert says(found("RES062", outcomes=TWO)) == [
        "outcomes.yaml:16:19: info: D_1.1.B has neither a milestone nor a target, unlike most indicators."
    ]


def test_an_office_without_targets_is_left_in_peace(found: Found):
    assert found("RES062", outcomes=TWO, targets=targets("0", None, None)) == found("RES062") == []


def picture(**more: str) -> dict[str, str | bytes | None]:
    consent = (
        "consent: {who: all persons shown, until: 2024-01-01}"
        if more.pop("ended", "")
        else "consent: {who: not needed}"
    )
    return {**files(f"alt: A house, credit: C, {consent}", used=False), **more}


def test_a_picture_that_nothing_shows_is_said(found: Found):
    [finding] = found("STR153", **picture())
    assert finding.severity == "info" and finding.message == "Nothing shows the picture shelter."
    # Of a consent that ended IMG012 speaks.
    assert found("STR153", **picture(ended="yes")) == []


def test_a_picture_of_a_text_a_cover_or_a_donor_is_used(found: Found):
    assert found("STR153", **files("alt: A house, credit: C, consent: {who: not needed}")) == []
    assert found("STR153", **picture(report=MINIMAL["report.yaml"] + "logo: shelter\n")) == []
    assert found("STR153", **picture(donors="donors:\n  - {partner: norlund, logos: [shelter, office]}\n")) == []


def test_what_aims_at_something_for_a_part_alone_has_a_target(found: Found):
    row = goal("8", "target", 2025, "sex=female").replace("D_1.1.A", "D_1.1.B")
    assert found("RES062", outcomes=TWO, targets=GOALS + goal("12", "target", 2025) + row) == []
    start = row.replace("target,2025", "baseline,2021")
    assert len(found("RES062", outcomes=TWO, targets=GOALS + goal("12", "target", 2025) + start)) == 1


def test_what_stands_under_an_outcome_is_called_what_it_is(found: Found):
    for kind, name in (("outcome", "outcome result"), ("impact", "impact result"), ("other", "result")):
        [finding] = found("RES060", outcomes=OUTCOMES + BARE + f"        type: {kind}\n")
        assert finding.message.startswith(f"The {name} D_")

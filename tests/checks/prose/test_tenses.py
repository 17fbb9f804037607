"""Promises whose year is over, and words of relative time."""

from tests.checks.conftest import Found, says

STORY = "narratives/en/story.md"


def story(text: str, year: int = 2024) -> dict[str, str]:
    return {STORY: f"---\nkind: story\nyear: {year}\ntitle: A shelter\n---\n{text}\n"}


def test_a_promise_whose_year_is_over_is_found(found: Found):
    [finding] = found("NAR172", **story("The shelter will be opened in 2023."))
    assert says([finding]) == [f"{STORY}:6:13: warning: “will be opened in 2023”: 2023 is over."]
    assert finding.expected == "what happened in 2023"
    for text in (
        "The course is scheduled for May 2023.",
        "In 2023, the ministry will hire judges.",
        "Doors are due to open by the end of 2023.",
    ):
        assert len(found("NAR172", **story(text))) == 1, text


def test_a_year_that_is_over_beside_a_future_is_no_promise(found: Found):
    for text in (
        "The law passed in 2023 will protect all workers.",
        "The course will build on the lessons learned in 2023.",
        "In 2023, the law that will protect workers was passed.",
        "The shelter will be opened in 2025.",
        "The political will shown in 2023 was new.",
        "“We will be ready in 2023,” the mayor had said.",
        "The office will publish the figures for 2023.",
        "From 2023 onwards every court will have a nurse.",
        "The strategy 2021–2023 will be evaluated.",
    ):
        assert found("NAR172", **story(text)) == [], text


def test_relative_time_is_told_of(found: Found):
    [finding] = found("NAR173", **story("This year two courts were opened."))
    assert says([finding]) == [f"{STORY}:6:1: info: “This year” is unclear once the report is printed."]
    for text in ("Recently, a nurse was hired.", "To date, 300 women came.", "The house was built last year."):
        assert len(found("NAR173", **story(text))) == 1, text


def test_words_that_only_look_relative_are_left_alone(found: Found):
    for text in (
        "In the last year of the plan, courts were opened.",
        "Registers were kept up to date, and scholars were able to date the scrolls.",
        "The series This Year We Vote was heard by many.",
        "“I came here last year,” she says.",
        "The most recently elected mayor spoke.",
    ):
        assert found("NAR173", **story(text)) == [], text

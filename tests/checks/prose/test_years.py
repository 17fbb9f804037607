"""Notes that speak of another year than their own."""

from tests.checks.conftest import Found, says
from tests.helpers import MINIMAL

NOTE = "narratives/en/note.md"
MENDED = MINIMAL["report.yaml"].replace("first_year: 2022", "first_year: 2021")


def note(
    text: str, year: int = 2021, kind: str = "progress-note", title: str = "Four laws were revised"
) -> dict[str, str]:
    return {NOTE: f"---\nkind: {kind}\noutcome: D_1\nyear: {year}\ntitle: {title}\n---\n{text}\n", "report": MENDED}


def test_a_plan_for_a_later_year_in_a_note_is_found(found: Found):
    [finding] = found("NAR170", **note("In 2021 the race was agreed. It has been postponed to Q2 2022."))
    assert says([finding]) == [f"{NOTE}:7:55: warning: The note is about 2021 and speaks of Q2 2022."]
    assert finding.found == "Q2 2022"


def test_an_event_of_a_later_year_in_a_note_is_found(found: Found):
    [finding] = found("NAR170", **note("The draft was read in 2021. In June 2023 it became law."))
    assert finding.found == "June 2023"


def test_later_years_that_are_names_or_goals_are_left_alone(found: Found):
    for text in (
        "The plan is aligned to the 2030 Agenda and will serve Vision 2035.",
        "Parliament agreed that by 2030 women shall hold half of the seats.",
        "The Strategic Plan 2022–2025 was adopted and will be applied.",
        "Expected visitors: 2,022 women; the hall holds 2030m of cable.",
        "“It will open in 2023,” she said in 2021.",
        "The office had planned to begin in 2022, and began at once.",
    ):
        assert found("NAR170", **note(text)) == [], text
    assert found("NAR170", **note("The course will be held in 2022.", kind="next-step")) == []


def test_a_note_that_opens_with_another_year_is_found(found: Found):
    [finding] = found("NAR171", **note("In 2020, four laws were revised. Judges were trained."))
    assert says([finding]) == [
        f"{NOTE}:7:4: warning: The note is filed under 2021, but it speaks of 2020 and never of 2021."
    ]
    assert finding.expected == "2021"


def test_a_note_in_which_another_year_is_told_is_found(found: Found):
    text = "Judges were trained in May 2020. The shelter opened in autumn 2020. Its staff had been found since 2019."
    [finding] = found("NAR171", **note(text))
    assert finding.found == "May 2020"


def test_a_note_that_names_its_own_year_too_is_left_alone(found: Found):
    for text in (
        "In 2020 the law was drafted; in 2021 it was passed.",
        "In 2020 the law was drafted. It has since been passed; see the Strategic Plan 2019–2022.",
        "Since 2018 the shelter has been open. Since 2018 its staff has grown.",
        'In 2020 laws were few. Now there are {{ indicators["D_1.1.A"].2021.baseline | number }}.',
    ):
        assert found("NAR171", **note(text)) == [], text


def test_a_note_without_its_year_is_told_of(found: Found):
    [finding] = found("NAR174", **note("Four laws were revised."))
    assert says([finding]) == [f"{NOTE}:4:7: info: The note about 2021 never names 2021."]


def test_a_year_in_the_title_a_range_or_a_figure_of_the_year_will_do(found: Found):
    assert found("NAR174", **note("Laws were revised.", title="Four laws in 2021")) == []
    assert found("NAR174", **note("The plan of 2020–2022 was kept.")) == []
    assert found("NAR174", **note('Laws: {{ indicators["D_1.1.A"].2021.baseline | number }}.')) == []
    assert found("NAR174", **note("No year.", kind="story")) == []


def test_a_year_in_the_name_of_a_plan_alone_is_none(found: Found):
    for text in ("Under the Strategic Plan 2020–2023 laws were revised.", "The decade 2020–2029 is that of the ocean."):
        assert [each.found for each in found("NAR174", **note(text))] == ["2021"], text
    assert found("NAR174", **note("In the school year 2020/21 laws were revised.")) == []

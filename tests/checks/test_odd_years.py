"""Years in texts that no text of the report could be about."""

import pytest

from tests.checks.conftest import Found, says
from tests.helpers import MINIMAL
from tests.reports import TARGETS

NOTE = "narratives/en/progress-note-2024.md"


def note(text: str) -> dict[str, str]:
    return {NOTE: MINIMAL[NOTE].rpartition("---\n")[0] + "---\n" + text + "\n"}


@pytest.mark.parametrize("year", [2042, 2204, 1924, 2124])
def test_a_year_decades_away_is_said(found: Found, year: int):
    [finding] = found("RES085", **note(f"Two addresses became known in {year}. Nobody was hurt."))
    assert finding.message == f"{year} is far from the year of the report (2024)." and finding.severity == "info"


@pytest.mark.parametrize(
    "text",
    [
        "The 2030 Agenda and Agenda 2063 ask for it, with net zero by 2050.",
        "Since 1979 the Convention has been in force; the law dates from 1952.",
        "The hall has room for 2,042 people, and the hotline is 0800-2042.",
        "“In 2042 we shall vote,” said a pupil.",
        "Resolution 1325 was adopted in 2000, and resolution 1820 in 2008.",
        "The hall has 1850 seats; 2204 people came, 1924 of them women.",
    ],
)
def test_years_that_are_meant_are_silent(found: Found, text: str):
    assert found("RES085", **note(text)) == []


def test_a_figure_of_the_data_is_no_year(found: Found):
    results = "indicator,period_start,period_end,value\nD_1.1.A,2024-01-01,2024-12-31,2042\n"
    assert found("RES085", results=results, **note('They heard {{ indicators["D_1.1.A"].2024.result }} people.')) == []


def stories(*years: int) -> dict[str, str]:
    head = "---\nkind: story\noutcome: D_1\nyear: {}\ntitle: Story {}\n---\nA market opened.\n"
    return {f"narratives/en/story-{n}.md": head.format(year, n) for n, year in enumerate(years)}


def test_the_one_text_of_another_year_is_said(found: Found):
    assert says(found("RES086", **stories(2024, 2024, 2023, 2024, 2024))) == [
        "narratives/en/story-2.md:4:7: info: This story is about 2023; the 4 others are about 2024."
    ]


def test_kinds_with_texts_of_many_years_are_silent(found: Found):
    for years in (
        (2024, 2024, 2023),
        (2024, 2024, 2024, 2024, 2023, 2023),
        (2024,) * 6,
        (2021, 2022, 2023, 2024, 2024, 2024, 2024),
        (2023, 2024),
    ):
        assert found("RES086", **stories(*years)) == [], years


def test_targets_of_another_century_are_found(found: Found):
    rows = "D_1.1.A,2022-01-15,milestone,1924,3,,\nD_1.1.A,2022-01-15,target,2125,12,,\nD_1.1.A,2022-01-15,baseline,1921,0,,\n"
    assert [finding.found for finding in found("RES088", targets=TARGETS + rows)] == ["1924", "2125", "1921"]
    rows = "D_1.1.A,2022-01-15,milestone,2024,3,,\nD_1.1.A,2022-01-15,target,2030,12,,\nD_1.1.A,2022-01-15,baseline,2011,0,,\n"
    assert found("RES088", targets=TARGETS + rows) == []


def baselines(*years: int) -> str:
    return TARGETS + "".join(f"D_{n},2022-01-15,baseline,{year},3,,\n" for n, year in enumerate(years))


def test_the_one_baseline_of_another_year_is_said(found: Found):
    [finding] = found("RES089", targets=baselines(*[2020] * 11, 2019))
    assert finding.message == "D_11: the baseline of 2022-01-15 is for 2019; 11 others are for 2020."
    for years in ((2020, 2019), [2020] * 11, (*[2020] * 11, 2019, 2019), (*[2020] * 11, 2019, 2018)):
        assert found("RES089", targets=baselines(*years)) == []


def spending(*periods: tuple[str, str]) -> str:
    head = "agreement,outcome,period_start,period_end,stage,amount,currency,as_of,status\n"
    return head + "".join(f"A-1,D_1,{start},{end},expended,100,USD,2025-03-01,certified\n" for start, end in periods)


def test_one_row_of_spending_over_a_year_is_said(found: Found):
    years = [(f"{year}-01-01", f"{year}-12-31") for year in (2022, 2023, 2024)]
    [finding] = found("FIN080", spending=spending(*years, ("2020-01-01", "2021-12-31")))
    assert finding.found == "2020-01-01 to 2021-12-31" and finding.place.line == 5
    for periods in (
        years,
        [("2023-04-01", "2024-03-31")] * 3,
        [("2021-01-01", "2022-12-31"), ("2023-01-01", "2024-12-31")],
    ):
        assert found("FIN080", spending=spending(*periods)) == [], periods

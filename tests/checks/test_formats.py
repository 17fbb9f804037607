"""Formats, units and decimals that say something else than the data."""

import pytest

from tests.checks.conftest import Found, says
from tests.helpers import MINIMAL
from tests.reports import outcomes

NOTE = "narratives/en/progress-note-2024.md"
RESULT = 'indicators["D_1.1.A"].2024.result'
FINANCE = "code,year,source_of_funds,stage,amount,currency\nD_1,2024,other,received,{},USD\n"
RECEIVED = 'outcomes["D_1"].finance.2024.received'


def note(text: str) -> dict[str, str]:
    return {NOTE: MINIMAL[NOTE].rpartition("---\n")[0] + "---\n" + text + "\n"}


@pytest.mark.parametrize(
    ("measure", "text", "words"),
    [
        ("percent", f"They hold {{{{ {RESULT} | number }}}} of the seats.", "printed without “per cent”"),
        ("number", f"They revised {{{{ {RESULT} | percent }}}} of the laws.", "is no percentage"),
        ("number", f"It received {{{{ {RECEIVED} | number }}}} in 2024.", "printed without its currency"),
    ],
)
def test_a_format_that_hides_what_a_figure_is_is_found(found: Found, measure: str, text: str, words: str):
    [finding] = found("RES080", outcomes=outcomes(measure=measure, unit=""), **note(text))
    assert words in finding.message and finding.severity == "warning" and finding.place.file == NOTE


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (
            "percent",
            f"They hold {{{{ {RESULT} | number }}}} per cent of the seats, up {{{{ {RESULT} | number }}}} percentage points.",
        ),
        ("percent", f"They hold {{{{ {RESULT} | percent }}}} and {{{{ {RESULT} }}}} of the seats."),
        ("percent", f"| Per cent |\n|---|\n| {{{{ {RESULT} | number }}}} |"),
        ("number", f"They revised {{{{ {RESULT} | words }}}} laws, {{{{ {RESULT} | number }}}} in all."),
        ("number", f"It received US$ {{{{ {RECEIVED} | number }}}}, or {{{{ {RECEIVED} | number }}}} dollars."),
        ("number", f"It received {{{{ {RECEIVED} | money million }}}}."),
    ],
)
def test_formats_that_suit_are_silent(found: Found, measure: str, text: str):
    assert found("RES080", outcomes=outcomes(measure=measure, unit=""), **note(text)) == []


def test_a_format_in_another_language_is_left_alone(found: Found):
    text = MINIMAL[NOTE].rpartition("---\n")[0] + f"---\nElles ont {{{{ {RESULT} | number }}}} pour cent.\n"
    report = MINIMAL["report.yaml"].replace("[en]", "[en, fr]")
    files = note("Women hold seats.") | {"narratives/fr/progress-note-2024.md": text}
    assert found("RES080", outcomes=outcomes(measure="percent", unit=""), report=report, **files) == []


def test_amounts_in_a_unit_of_another_size_are_said(found: Found):
    def of(amount: str, unit: str) -> list[str]:
        text = note(f"It received {{{{ {RECEIVED} | money {unit} }}}}.")
        return says(found("RES081", finance=FINANCE.format(amount), **text))

    assert of("3120000", "million") == of("312000", "thousand") == of("312000", "million") == of("0", "million") == []
    assert len(of("3120000", "thousand")) == len(of("3120000", "billion")) == len(of("20000", "million")) == 1
    [small] = of("1.95", "million")
    assert "the amount is implausibly small for millions; is USD 1.95 meant?" in small


def test_decimals_beyond_the_values_are_said(found: Found):
    [finding] = found("RES082", outcomes=outcomes(decimals="3"))
    assert finding.message == "D_1.1.A is printed with 3 decimals; its values have 0."
    assert found("RES082", outcomes=outcomes(decimals="0")) == []
    # One decimal for all percentages is a habit.
    assert found("RES082", outcomes=outcomes(measure="percent", unit="", decimals="1")) == []


@pytest.mark.parametrize(
    ("statement", "unit"),
    [("Number of women officers trained", "laws"), ("Number of women leaders in office", "agreements")],
)
def test_a_unit_that_the_statement_does_not_count_is_said(found: Found, statement: str, unit: str):
    [finding] = found("RES083", outcomes=outcomes(statement=f"{{en: {statement}}}", unit=f"{{en: {unit}}}"))
    assert finding.found == unit


@pytest.mark.parametrize(
    ("statement", "unit"),
    [
        ("Number of women who completed the course", "people"),
        ("Number of laws adopted or revised", "laws"),
        ("Number of women’s organizations with a plan", "organizations"),
        ("Number of survivors of violence who were heard", "survivors"),
        ("Women’s hours of unpaid care", "hours"),
        ("Number of centres for women", "centres"),
        ("Number of cases of women in court", "files"),
    ],
)
def test_units_that_suit_their_statement_are_silent(found: Found, statement: str, unit: str):
    assert found("RES083", outcomes=outcomes(statement=f"{{en: {statement}}}", unit=f"{{en: {unit}}}")) == []


def test_a_unit_that_another_indicator_counts_is_said(found: Found):
    one = outcomes(statement="{en: Number of line ministries with a plan}", unit="{en: laws}")
    other = one[one.index("          - code: ") :].replace("D_1.1.A", "D_1.1.B")
    other = other.replace("line ministries with a plan", "laws adopted or revised")
    assert [finding.found for finding in found("RES083", outcomes=one + other)] == ["laws"]
    sound = one.replace("{en: laws}", "{en: ministries}")
    assert found("RES083", outcomes=sound + other) == []


def test_money_that_counts_things_is_found(found: Found):
    assert len(found("RES084", outcomes=outcomes(measure="money", unit="{en: companies}"))) == 1
    assert len(found("RES084", outcomes=outcomes(measure="number", unit="{en: US dollars}"))) == 1
    for measure, unit in (
        ("money", "{en: US dollars}"),
        ("money", ""),
        ("number", "{en: laws}"),
        ("money", "{en: USD million}"),
    ):
        assert found("RES084", outcomes=outcomes(measure=measure, unit=unit)) == [], (measure, unit)

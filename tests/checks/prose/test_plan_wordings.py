"""Titles of outcomes that are quoted almost as the plan words them."""

from tests.checks.conftest import Found, says
from tests.helpers import MINIMAL

NOTE = "narratives/en/progress-note-2024.md"
OUTCOMES = MINIMAL["outcomes.yaml"].replace(
    "      - {plan: SP-2022-2025, from: 2022, text: {en: Women lead in public life}}",
    "      - {plan: SP-2022-2025, from: 2022, to: 2023, text: {en: Increased engagement of partners in support of the mandate}}\n"
    "      - {plan: SP-2022-2025, from: 2024, text: {en: Women lead in public life}}",
)


def note(text: str, title: str = "Four laws") -> str:
    return f"---\nkind: progress-note\noutcome: D_1\nyear: 2024\ntitle: {title}\n---\n{text}\n"


def test_a_title_that_is_quoted_differently_is_found(found: Found):
    [finding] = found("NAR175", **{NOTE: note("In 2024 the outcome “Women lead in all of public life” came nearer.")})
    assert says([finding]) == [f"{NOTE}:7:22: warning: The plan words D_1 differently: “Women lead in public life”."]
    assert finding.expected == "Women lead in public life"


def test_the_wording_of_another_year_is_found(found: Found):
    title = "Increased engagement of partners in support of the mandate"
    [finding] = found("NAR175", outcomes=OUTCOMES, **{NOTE: note("In 2024 laws were revised.", title)})
    assert finding.message == "D_1 was called so in other years; in 2024 the plan says “Women lead in public life”."


def test_the_right_wording_and_sentences_of_ones_own_are_left_alone(found: Found):
    for text in (
        "In 2024 the outcome “Women lead in public life” came nearer.",
        "Outcome: women lead in public life.",
        "More women lead in public life than ever, and they change what councils discuss.",
        "“Women lead,” the mayor said. “Laws are made by men.”",
    ):
        assert found("NAR175", **{NOTE: note(text)}) == [], text


def test_a_title_of_another_work_is_left_alone(found: Found):
    for work in ("The exhibition", "A film called", "The study entitled"):
        assert found("NAR175", **{NOTE: note(f"{work} “Women lead in the public life” was shown.")}) == [], work
    assert len(found("NAR175", **{NOTE: note("Under “Women lead in the public life” ten women ran.")})) == 1

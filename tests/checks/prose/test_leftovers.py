"""Placeholders, guidance, remarks, labels of pages, and titles said twice."""

import pytest

from tests.checks.conftest import Found, says

STORY = "narratives/en/story.md"


def story(text: str, title: str = "A shelter") -> dict[str, str]:
    return {STORY: f"---\nkind: story\nyear: 2024\ntitle: {title}\n---\n{text}\n"}


FINDS = [
    ("NAR180", "Lorem ipsum dolor sit amet, consectetur.", "Lorem ipsum dolor sit amet"),
    ("NAR180", "In all, XX women were trained.", "XX"),
    ("NAR180", "The date is TBC.", "TBC"),
    ("NAR180", "The shelter has \\[insert number\\] beds.", "[insert number]"),
    ("NAR180", "Who pays for it???", "???"),
    ("NAR180", "N/A", "N/A"),
    ("NAR181", "Please describe the main results.", "Please describe"),
    ("NAR181", "Four laws were revised. (max. 200 words)", "(max. 200 words)"),
    ("NAR181", "Summarize the change in 2-3 sentences.", "Summarize the change in 2-3 sentences"),
    ("NAR181", "This section should describe the change.", "This section should describe"),
    ("NAR181", "Veuillez décrire les résultats.", "Veuillez décrire"),
    ("NAR182", "It has 24 beds (Tom to check).", "(Tom to check)"),
    ("NAR182", "It has 24 beds @Anna and a garden.", "@Anna"),
    ("NAR182", "TODO: name the mayor.", "TODO"),
    ("NAR182", "The number is to be confirmed with M&E.", "to be confirmed with M&E"),
    ("NAR182", "NB for editor: shorten.", "NB for editor:"),
    ("NAR183", "- Chart\n- Laws", "Chart"),
    ("NAR183", "View SDG data for Norlund", "View SDG data for"),
    ("NAR183", "For the law, click here.", "click here"),
    ("NAR183", "Chart / Tableau", "Chart / Tableau"),
    ("NAR185", "## A shelter\n\nIt opened.", "A shelter"),
    ("NAR185", "A shelter.\n\nIt opened.", "A shelter."),
]
SILENT = [
    (
        "NAR180",
        "Article XX and Chapter XXX of the law; the photo shows her here. Not applicable to all, it was applied to none.",
    ),
    (
        "NAR180",
        "Tick-borne disease (TBD) is rare, and TBD can be cured. “She \\[the mayor\\] came.” See https://example.org/xxx.",
    ),
    ("NAR181", "Pupils wrote essays of no more than 200 words. Please see annex 2. Limits of 300 words helped them."),
    ("NAR181", "“Please describe what happened,” the judge asked. Describing it took an hour."),
    (
        "NAR182",
        "Write to info@example.org or follow @NorlundWomen. Judges have to be confirmed by Parliament (first by its committee).",
    ),
    ("NAR182", "The results are to be verified by an independent auditor. She is on the to do list of no ministry."),
    ("NAR183", "Girls read more than boys. Chart 3 shows it. The club was back to top form."),
    ("NAR183", "| Chart | Map |\n|---|---|\n| Table | Home |"),
    ("NAR185", "A shelter opened.\n\n## A shelter for all\n\nIt has beds."),
]


@pytest.mark.parametrize(("rule", "text", "what"), FINDS)
def test_what_was_left_behind_is_found(found: Found, rule: str, text: str, what: str):
    [finding] = found(rule, **story(text))
    assert finding.found == what and finding.severity == "warning" and finding.place.line == 6


@pytest.mark.parametrize(("rule", "text"), SILENT)
def test_what_only_looks_left_behind_is_left_alone(found: Found, rule: str, text: str):
    assert found(rule, **story(text)) == []


def test_messages_say_what_stands_there(found: Found):
    assert says(found("NAR180", **story("It costs TBD."))) == [
        f"{STORY}:6:10: warning: “TBD” stands for what is still to be written."
    ]
    assert says(found("NAR185", **story("## A shelter"))) == [f"{STORY}:6:4: warning: The heading repeats the title."]


def test_words_of_drafts_and_pages_within_speech_and_later_headings_are_left_alone(found: Found):
    assert found("NAR180", **story("“Where could I go???” she asked.")) == []
    assert found("NAR183", **story("A click here, a click there, and the form is sent.")) == []
    opening = "In spring the council of the town rented a house with nine rooms, a garden and a wall, and women moved in soon."
    assert found("NAR185", **story(f"{opening}\n\n## A shelter\n\nIt is full.")) == []
    assert [each.rule for each in found("NAR185", **story("## A shelter\n\nIt is full."))] == ["NAR185"]

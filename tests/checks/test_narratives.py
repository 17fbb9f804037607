"""Narratives as a whole: missing, doubled, too long, outdated."""

from tests.checks.conftest import Found, read, says
from tests.helpers import MINIMAL

NOTE = "narratives/en/progress-note-2024.md"
TEXT = MINIMAL[NOTE]


def test_the_minimal_workspace_is_silent(found: Found):
    for number in range(10, 16):
        assert found(f"NAR{number:03}") == []


def test_a_missing_progress_note_is_found(found: Found):
    [finding] = found("NAR010", **{NOTE: TEXT.replace("year: 2024", "year: 2023")})
    assert says([finding]) == ["outcomes.yaml:2:11: warning: D_1 has no progress note for 2024 in “en”."]
    assert finding.expected == "narratives/en/progress-note-D_1-2024.md"


def test_a_note_is_missing_in_the_language_of_an_edition(found: Found):
    report = MINIMAL["report.yaml"].replace("[en]", "[en, fr]")
    story = {"narratives/fr/story.md": "---\nkind: story\ntitle: T\n---\nTexte.\n"}
    [finding] = found("NAR010", report=report, **story)
    assert "in “fr”" in finding.message


def test_a_note_without_outcome_or_year_is_found(found: Found):
    assert says(found("NAR011", **{NOTE: "---\nkind: progress-note\ntitle: T\n---\nText.\n"})) == [
        f"{NOTE}:2:7: error: The progress note does not name its outcome and year."
    ]


def test_two_notes_of_one_year_are_found(found: Found):
    assert says(found("NAR012", **{"narratives/en/second.md": TEXT})) == [
        f"narratives/en/second.md:3:10: error: {NOTE} is already the progress note about D_1 in 2024."
    ]
    assert found("NAR012", **{"narratives/en/second.md": TEXT.replace("year: 2024", "year: 2023")}) == []


def test_a_text_over_its_limit_is_found(found: Found):
    limited = TEXT.replace("---\nIn", "limit: 6\n---\nIn")
    assert says(found("NAR013", **{NOTE: limited})) == [
        f"{NOTE}:6:8: warning: The text has 7 words, 1 over its limit of 6."
    ]
    assert found("NAR013", **{NOTE: limited.replace("limit: 6", "limit: 7")}) == []


def test_words_are_counted_without_footnotes_and_in_scripts_without_spaces(tmp_path):
    from reportgen.checks.narratives import count_words

    text = "One *two*-three.[^1] {{ report.year }} 中文字\n\n- four\n\n[^1]: Not counted at all.\n"
    report = read(tmp_path, **{"narratives/en/story.md": f"---\nkind: story\ntitle: T\n---\n{text}"})
    assert count_words(report.narratives[1]) == 1 + 1 + 1 + 3 + 1


def test_a_narrative_without_title_is_found(found: Found):
    [finding] = found("NAR014", **{NOTE: TEXT.replace("title: Four laws were revised\n", "")})
    assert finding.message == "The progress-note narrative has no title." and finding.place.file == NOTE


def test_a_translation_older_than_its_original_is_found(found: Found):
    def files(translated: str) -> dict[str, str]:
        head = "---\nkind: story\ntitle: T\n"
        return {
            "narratives/en/story.md": head + "updated: 2025-02-20\n---\nText.\n",
            "narratives/fr/story.md": head + f"source_language: en\n{translated}---\nTexte.\n",
        }

    report = MINIMAL["report.yaml"].replace("[en]", "[en, fr]")
    assert says(found("NAR015", report=report, **files("translated: 2025-02-01\n"))) == [
        "narratives/fr/story.md:5:13: warning: narratives/en/story.md was changed on 2025-02-20, after "
        "the version of "
        "2025-02-01 that this translation follows."
    ]
    assert found("NAR015", report=report, **files("translated: 2025-02-20\n")) == []
    assert found("NAR015", **files("translated: 2025-02-01\n"))[0].severity == "info"
    assert found("NAR015", report=report, **files(""))[0].severity == "info"

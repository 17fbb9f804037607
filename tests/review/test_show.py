from __future__ import annotations

import io
from pathlib import Path

import pytest

from reportgen.review.rounds import Draft, Reply
from reportgen.review.show import Show, coloured, one_line
from reportgen.review.text_changes import Clash
from tests.review.rounds_on_disk import BUILD, FILE, TEXT, comment, data_change, edit, text_change

DRAFT = Draft(
    build=BUILD, workspace="w", language="en", round="r", sources={FILE: TEXT}, anchors={}, facts={}, word="d.docx"
)


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("40 councils met", "42 councils met", "[-40-]{+42+} councils met"),
        ("one two three", "four five three", "[-one two-]{+four five+} three"),
        ("same", "same", "same"),
        ("", "new words", "{+new words+}"),
        ("old words", "", "[-old words-]"),
        ("{{result.1.value}} women", "{{result.2.value}} women", "[-{{result.1.value}}-]{+{{result.2.value}}+} women"),
        ("1,950.5", "1,950.6", "[-1,950.5-]{+1,950.6+}"),
    ],
)
def test_a_diff_is_by_word(old: str, new: str, wanted: str) -> None:
    assert Show().diff(old, new) == wanted


def test_a_diff_has_colour_where_a_person_wants_it() -> None:
    assert Show(colour=True).diff("40 met", "42 met") == "\033[31;9m40\033[0m\033[32m42\033[0m met"


def test_colour_is_for_terminals_and_no_color_is_respected(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    assert coloured(Terminal()) and not coloured(io.StringIO())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not coloured(Terminal())


def test_what_could_steer_a_terminal_is_shown_as_a_space() -> None:
    assert Show().diff("a", "\x1b[2Jb\x9b1m") == "[-a-]{+ [2Jb 1m+}"


def test_a_change_of_text_stands_in_its_paragraph() -> None:
    shown = Show().change(text_change(3, "three offices", "four offices"), DRAFT)
    assert shown.split("\n") == [
        "3 text · open · D_1 · Anna Berg, 2025-03-04",
        "   at narratives/en/D_1.md:7:",
        "   A second paragraph tells of the south, where [-three-]{+four+} offices work together.",
    ]


def test_edits_of_several_paragraphs_stand_one_after_another() -> None:
    change = text_change(3, "40", "42").model_copy(update={"edits": (edit("story", "tale"), edit("40", "42"))})
    shown = Show().change(change, DRAFT)
    assert "at narratives/en/D_1.md:5:\n   Women lead [-40-]{+42+} councils" in shown
    assert "at narratives/en/D_1.md:9:\n   A third paragraph ends the [-story-]{+tale+}." in shown


def test_a_new_paragraph_is_shown_as_new() -> None:
    change = text_change(3, "together.", "together.\n\nNew words here.")
    assert "{+" in Show().change(change, DRAFT) and "New words here." in Show().change(change, DRAFT)


def test_a_proposal_tells_place_value_and_checks() -> None:
    change = data_change(4, 17, "4120", "4210", old="4,120", new="4,210")
    assert "[-4,120-] -> {+4,210+} at results.csv:17:value; checks: pass" in Show().change(change)
    shown = Show().change(change.model_copy(update={"checks": ("RES003 results.csv:17 is above the target",)}))
    assert "checks: would add RES003 results.csv:17 is above the target" in shown
    assert "to write: 4210 (now: 4120)" in shown
    assert "say it with --value" in Show().change(change.model_copy(update={"value": ""}))


def test_a_conflict_shows_base_ours_and_theirs() -> None:
    clash = Clash(FILE, "Women lead 40 councils.", "Women lead 41 councils.", "Women lead 42 councils.", 5)
    shown = Show().change(text_change(3, "40", "42", conflict="it moved on"), DRAFT, (clash,))
    assert shown.endswith(
        "   conflict:\n"
        "   narratives/en/D_1.md:5\n"
        "   base:   Women lead 40 councils.\n"
        "   ours:   Women lead [-40-]{+41+} councils.\n"
        "   theirs: Women lead [-40-]{+42+} councils."
    )


def test_a_conflict_without_versions_is_told_in_words() -> None:
    shown = Show().change(data_change(3, 2, "4120", "4210", conflict="results.csv:2:value holds “9” by now"))
    assert shown.endswith("\n   conflict: results.csv:2:value holds “9” by now")


def test_a_comment_is_shown_with_its_thread() -> None:
    reply = Reply(author="Mia Dahl", date="2025-03-05T09:00:00Z", text="Yes.")
    assert Show().comment(comment(5, replies=(reply,))).split("\n") == [
        "5 comment · open · D_1 · Anna Berg, 2025-03-04",
        "   at narratives/en/D_1.md:7: “three offices”",
        "   Is this the right office?",
        "     Mia Dahl, 2025-03-05: Yes.",
    ]


def test_a_line_is_short() -> None:
    assert one_line(data_change(1, 2, "4120", "4210")) == "4120 -> 4210"
    assert one_line(text_change(1, "three", "four")) == "[-three-]{+four+}"
    assert one_line(text_change(1, "three", "four " * 40)).endswith("...")
    assert len(one_line(text_change(1, "three", "four " * 40))) <= 60
    assert one_line(comment(2)) == "Is this the right office?"


def test_a_long_text_is_shown_without_laying_words_side_by_side() -> None:
    shown = Show().diff("a " * 3000, "b " * 3000)
    assert shown.startswith("[-a a") and shown.endswith("b +}")


def test_what_no_place_was_found_for_is_shown_in_full(tmp_path: Path) -> None:
    lost = data_change(1, 2, "", "").model_copy(
        update={"kind": "unplaced", "place": "", "old": "", "new": "New words.", "note": "in a figure"}
    )
    assert Show().change(lost).split("\n")[1:] == ["   {+New words.+}", "   note: in a figure"]

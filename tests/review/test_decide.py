from __future__ import annotations

import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.errors import WorkspaceError
from reportgen.findings import Place
from reportgen.review.decide import Selection, accept, applied, latest, reject, reply, taken_back, undo
from reportgen.review.rounds import Draft
from reportgen.review.values import value_at
from tests.review.rounds_on_disk import BUILD, FILE, RESULTS, TEXT, Desk, comment, data_change, desk, edit, text_change

ALL = Selection(all=True)


def only(*numbers: int) -> Selection:
    return Selection(numbers)


def draft() -> Draft:
    return Draft(
        build=BUILD, workspace="w", language="en", round="r", sources={FILE: TEXT}, anchors={}, facts={}, word="d.docx"
    )


# Text


def test_an_accepted_text_stands_in_the_source_and_nothing_else_changes(tmp_path: Path) -> None:
    at = desk(tmp_path, text_change(1, "40 councils", "42 councils"), text_change(2, "three offices", "four offices"))
    before = at.everything()
    decided = accept(at.folder, "round-1", only(1))
    assert decided.ok and decided.done == (1,)
    assert at.text() == TEXT.replace("40 councils", "42 councils")
    assert at.change(1).state == "accepted" and at.change(2).state == "open"
    changed = {name for name, data in at.everything().items() if data != before.get(name)}
    assert changed == {FILE, "reviews/round-1/changes.yaml"}


def test_line_ends_byte_order_mark_and_encoding_stay(tmp_path: Path) -> None:
    given = TEXT.replace("\n", "\r\n").encode("utf-8-sig")
    at = desk(tmp_path, text_change(1, "40 councils", "42 councils\n\nand more"), text=given)
    accept(at.folder, "round-1", only(1))
    wanted = TEXT.replace("40 councils", "42 councils\n\nand more").replace("\n", "\r\n").encode("utf-8-sig")
    assert at.bytes(FILE) == wanted


def test_letters_that_an_old_encoding_lacks_leave_the_change_open(tmp_path: Path) -> None:
    text = TEXT.replace("story", "störy")
    at = desk(
        tmp_path, text_change(1, "40 councils", "٤٠ councils", edits=(edit("40 councils", "٤٠ councils", text),)),
        text=text.encode("cp1252"), sources={FILE: text},
    )  # fmt: skip
    decided = accept(at.folder, "round-1", only(1))
    assert "Windows-1252" in decided.left[0].why
    assert at.bytes(FILE) == text.encode("cp1252") and at.change(1).state == "open"


def test_changes_side_by_side_in_one_returned_file_are_both_accepted_one_after_the_other(tmp_path: Path) -> None:
    at = desk(tmp_path, text_change(1, "40 ", "42 "), text_change(2, "councils", "town councils"))
    assert accept(at.folder, "round-1", only(1)).ok
    assert accept(at.folder, "round-1", only(2)).ok
    assert "Women lead 42 town councils in" in at.text()


def test_a_source_that_moved_on_elsewhere_keeps_both(tmp_path: Path) -> None:
    at = desk(tmp_path, text_change(1, "40 councils", "42 councils"))
    at.replace("120 leaders", "130 leaders")
    assert accept(at.folder, "round-1", only(1)).ok
    assert "Women lead 42 councils" in at.text() and "trained 130 leaders" in at.text()


def test_a_true_conflict_leaves_the_source_and_tells_all_three_versions(tmp_path: Path) -> None:
    at = desk(tmp_path, text_change(1, "40 councils", "42 councils"), text_change(2, "three", "four"))
    at.replace("40 councils", "41 councils")
    before = at.bytes(FILE)
    decided = accept(at.folder, "round-1", only(1))
    assert not decided.ok and at.bytes(FILE) == before
    (clash,) = decided.left[0].clashes
    assert ("40" in clash.base, "41" in clash.ours, "42" in clash.theirs, clash.line) == (True, True, True, 5)
    assert at.change(1).state == "open" and "narratives/en/D_1.md:5 says" in at.change(1).conflict
    assert at.change(2).state == "open" and not at.change(2).conflict


def test_others_are_accepted_beside_a_conflict(tmp_path: Path) -> None:
    at = desk(tmp_path, text_change(1, "40 councils", "42 councils"), text_change(2, "three", "four"))
    at.replace("40 councils", "41 councils")
    decided = accept(at.folder, "round-1", ALL)
    assert decided.done == (2,) and [left.number for left in decided.left] == [1]
    assert "41 councils" in at.text() and "four offices" in at.text()


def test_theirs_takes_the_reviewers_version_only_where_both_changed_the_same(tmp_path: Path) -> None:
    at = desk(tmp_path, text_change(1, "40 councils", "42 councils"))
    at.replace("40 councils", "41 councils")
    at.replace("ends the story", "closes the story")
    assert accept(at.folder, "round-1", only(1), theirs=True).ok
    assert "42 councils" in at.text() and "closes the story" in at.text() and "41" not in at.text()


def test_to_reject_a_conflict_keeps_ours(tmp_path: Path) -> None:
    at = desk(tmp_path, text_change(1, "40 councils", "42 councils"))
    at.replace("40 councils", "41 councils")
    accept(at.folder, "round-1", only(1))
    assert reject(at.folder, "round-1", only(1)).ok
    assert "41 councils" in at.text()
    assert at.change(1).state == "rejected" and not at.change(1).conflict


def test_a_narrative_that_is_gone_is_a_conflict_in_words(tmp_path: Path) -> None:
    at = desk(tmp_path, text_change(1, "40 councils", "42 councils"))
    (at.folder / FILE).unlink()
    decided = accept(at.folder, "round-1", only(1))
    assert decided.left[0].why == f"{FILE} is not there any more"
    assert not (at.folder / FILE).exists()


def test_all_files_of_a_change_are_changed_or_none() -> None:
    change = text_change(1, "40", "42").model_copy(
        update={"edits": (edit("40", "42"), edit("40", "42", file="narratives/en/D_2.md"))}
    )
    both = Draft(**(draft().model_dump() | {"sources": {FILE: TEXT, "narratives/en/D_2.md": TEXT}}))
    assert applied(both, change, {FILE: TEXT})[0] == {}
    new, clashes = applied(both, change, {FILE: TEXT, "narratives/en/D_2.md": TEXT})
    assert set(new) == {FILE, "narratives/en/D_2.md"} and not clashes
    assert taken_back(both, change, new)[0] == {FILE: TEXT, "narratives/en/D_2.md": TEXT}


def test_an_accepted_text_that_is_rejected_goes_and_comes_back_when_accepted(tmp_path: Path) -> None:
    at = desk(tmp_path, text_change(1, "40 councils", "42 councils"), text_change(2, "three", "four"))
    accept(at.folder, "round-1", ALL)
    assert reject(at.folder, "round-1", only(1)).ok
    assert at.text() == TEXT.replace("three", "four")
    assert accept(at.folder, "round-1", only(1)).ok
    assert "42 councils" in at.text()


def test_the_same_change_of_two_reviewers_goes_only_with_the_last(tmp_path: Path) -> None:
    at = desk(
        tmp_path,
        text_change(1, "40 councils", "42 councils"),
        text_change(2, "40 councils", "42 councils", returned="b.docx"),
    )
    assert accept(at.folder, "round-1", ALL).ok
    assert at.text() == TEXT.replace("40 councils", "42 councils")
    reject(at.folder, "round-1", only(1))
    assert "42 councils" in at.text()
    reject(at.folder, "round-1", only(2))
    assert at.text() == TEXT


def test_two_reviewers_of_one_spot_are_a_conflict(tmp_path: Path) -> None:
    at = desk(
        tmp_path,
        text_change(1, "40 councils", "42 councils"),
        text_change(2, "40 councils", "44 councils", returned="b.docx"),
    )
    decided = accept(at.folder, "round-1", ALL)
    assert decided.done == (1,) and "says “" in decided.left[0].why
    assert "42 councils" in at.text()


# Values


def test_an_accepted_proposal_writes_its_cell_and_nothing_else(tmp_path: Path) -> None:
    at = desk(tmp_path, data_change(1, 2, "4120", "4210"))
    assert accept(at.folder, "round-1", only(1)).ok
    assert at.text("results.csv") == RESULTS.replace("4120", "4210")
    assert at.text() == TEXT


def test_a_value_that_moved_on_is_a_conflict_that_theirs_settles(tmp_path: Path) -> None:
    at = desk(tmp_path, data_change(1, 2, "4120", "4210"))
    at.replace("4120", "4130", "results.csv")
    decided = accept(at.folder, "round-1", only(1))
    assert "results.csv:2:value holds “4130” by now" in decided.left[0].why
    assert at.change(1).conflict and "4130" in at.text("results.csv")
    assert accept(at.folder, "round-1", only(1), theirs=True).ok
    assert "4210" in at.text("results.csv")
    reject(at.folder, "round-1", only(1))
    assert "4130" in at.text("results.csv")


def test_words_that_are_no_value_are_refused_until_one_is_said(tmp_path: Path) -> None:
    at = desk(tmp_path, data_change(1, 2, "4120", "", new="over four thousand"))
    decided = accept(at.folder, "round-1", only(1))
    assert "over four thousand" in decided.left[0].why and "--value" in decided.left[0].why
    assert accept(at.folder, "round-1", only(1), value="4001").ok
    assert "D_1.1,2023,4001," in at.text("results.csv")
    assert at.change(1).value == "4001"


def test_a_value_goes_with_one_number_of_a_proposal(tmp_path: Path) -> None:
    at = desk(tmp_path, data_change(1, 2, "4120", "4210"), data_change(2, 3, "4500", "4501"))
    with pytest.raises(WorkspaceError, match="--value goes with the number of one"):
        accept(at.folder, "round-1", only(1, 2), value="5")


def test_a_figure_of_several_places_is_refused_with_the_places(tmp_path: Path) -> None:
    at = desk(
        tmp_path, data_change(1, 2, "", "9", place="", note="it is computed from results.csv:2 and results.csv:3")
    )
    assert "results.csv:3" in accept(at.folder, "round-1", only(1)).left[0].why
    assert at.text("results.csv") == RESULTS


def test_two_values_for_one_figure_are_a_conflict_and_one_that_is_accepted_rejects_the_other(tmp_path: Path) -> None:
    at = desk(
        tmp_path, data_change(1, 2, "4120", "4210"), data_change(2, 2, "4120", "4300"), data_change(3, 4, "77", "78")
    )
    decided = accept(at.folder, "round-1", ALL)
    assert decided.done == (3,) and [left.number for left in decided.left] == [1, 2]
    assert accept(at.folder, "round-1", only(2)).ok
    assert at.change(1).state == "rejected" and at.change(1).note == "rejected when 2 was accepted"
    assert "4300" in at.text("results.csv")
    assert "2 was accepted" in accept(at.folder, "round-1", only(1)).left[0].why
    assert accept(at.folder, "round-1", only(1), theirs=True).ok
    assert at.change(2).state == "rejected" and "4210" in at.text("results.csv")
    reject(at.folder, "round-1", only(1, 3))
    assert at.text("results.csv") == RESULTS


def test_values_in_yaml_front_matter_and_workbooks_are_written_and_taken_back_at_their_places(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("results")
        sheet.write_row(0, 0, ["indicator", "value"])
        sheet.write_row(1, 0, ["D_1.A", 21.4])
    office = "name: N  # ours\nfacts:\n  - {id: women, value:     688000, year: 2023}\n"
    value, year = (office.split("\n")[2].index(text) + 1 for text in ("688000", "2023"))
    changes = (
        data_change(1, 0, "688000", "1200000", place=f"office.yaml:3:{value}"),
        data_change(2, 0, "2023", "2024", place=f"office.yaml:3:{year}"),
        data_change(3, 0, "Leadership", "Leading", place=f"{FILE}:2:8"),
        data_change(4, 0, "21.4", "22", place="data.xlsx!results!B2"),
        text_change(5, "three", "four"),
    )
    at = desk(tmp_path, *changes)
    (at.folder / "office.yaml").write_bytes(office.encode())
    (at.folder / "data.xlsx").write_bytes(stream.getvalue())
    assert accept(at.folder, "round-1", ALL).left == ()
    assert at.text("office.yaml") == office.replace("688000", "1200000").replace("2023", "2024")
    assert at.text() == TEXT.replace("Leadership", "Leading").replace("three", "four")
    assert value_at(at.folder, Place("data.xlsx", cell="results!B2")) == "22"
    assert reject(at.folder, "round-1", only(1, 2, 3, 4, 5)).left == ()
    assert (at.text("office.yaml"), at.text(), at.bytes("data.xlsx")) == (office, TEXT, stream.getvalue())


def test_a_value_of_several_lines_moves_the_places_below(tmp_path: Path) -> None:
    at = desk(
        tmp_path,
        data_change(1, 2, "first, counted", "one\ntwo\nthree", place="results.csv:2:note"),
        data_change(2, 4, "77", "78"),
    )
    assert accept(at.folder, "round-1", only(1)).ok
    assert at.change(2).place == "results.csv:6:value"
    assert accept(at.folder, "round-1", only(2)).ok
    assert "D_1.2,2024,78,second" in at.text("results.csv")
    reject(at.folder, "round-1", only(1))
    reject(at.folder, "round-1", only(2))
    assert at.text("results.csv") == RESULTS


def test_the_quoting_of_a_cell_comes_back_with_its_value(tmp_path: Path) -> None:
    at = desk(tmp_path, data_change(1, 4, "second", "a, b", place="results.csv:4:note"))
    accept(at.folder, "round-1", only(1))
    assert 'D_1.2,2024,77,"a, b"' in at.text("results.csv")
    reject(at.folder, "round-1", only(1))
    assert at.text("results.csv") == RESULTS


# The rest


def test_comments_are_closed_and_answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    at = desk(tmp_path, comment(1), comment(2), comment(3), text_change(4, "three", "four"))
    accept(at.folder, "round-1", only(1))
    reply(at.folder, "round-1", 2, "Yes, it is.", "Mia Dahl")
    reply(at.folder, "round-1", 3, "Mended.", "Mia Dahl", resolve=True)
    assert at.comment(1).resolved and not at.comment(2).resolved and at.comment(3).resolved
    (answer,) = at.comment(2).replies
    assert (answer.author, answer.date, answer.text) == ("Mia Dahl", "2023-11-14T22:13:20Z", "Yes, it is.")
    with pytest.raises(WorkspaceError, match="4 is a change"):
        reply(at.folder, "round-1", 4, "No.", "Mia Dahl")
    with pytest.raises(WorkspaceError, match="REPORTGEN_NAME"):
        reply(at.folder, "round-1", 2, "No.", "")


def test_what_has_no_place_is_accepted_only_by_its_number(tmp_path: Path) -> None:
    one = data_change(1, 2, "", "").model_copy(update={"kind": "unplaced", "place": "", "new": "New words."})
    at = desk(tmp_path, one, text_change(2, "three", "four"))
    decided = accept(at.folder, "round-1", ALL)
    assert decided.done == (2,) and "No place was found for 1" in decided.notes[0]
    assert accept(at.folder, "round-1", only(1)).done == (1,)
    assert at.change(1).state == "accepted"
    reject(at.folder, "round-1", only(1))
    assert at.change(1).state == "rejected"


def test_a_section_is_named_by_its_outcome_or_its_file(tmp_path: Path) -> None:
    at = desk(
        tmp_path,
        text_change(1, "three", "four"),
        text_change(2, "40", "42", section="finance"),
        data_change(3, 2, "4120", "1", section="D_9"),
    )
    assert accept(at.folder, "round-1", Selection(sections=("finance",))).done == (2,)
    assert accept(at.folder, "round-1", Selection(sections=("d_1",))).done == (1,)
    with pytest.raises(WorkspaceError, match="nothing in a section “D_5”; it has D_1, D_9, finance"):
        accept(at.folder, "round-1", Selection(sections=("D_5",)))


def test_numbers_that_are_none_are_refused_by_name(tmp_path: Path) -> None:
    at = desk(tmp_path, text_change(1, "three", "four"))
    with pytest.raises(WorkspaceError, match="round-1 has no number 7, 9; it has 1 to 1"):
        accept(at.folder, "round-1", only(1, 7, 9))
    with pytest.raises(WorkspaceError, match="say which"):
        accept(at.folder, "round-1", Selection())
    assert at.text() == TEXT


def test_a_record_of_the_draft_that_is_missing_is_named(tmp_path: Path) -> None:
    at = desk(tmp_path, text_change(1, "three", "four", build="f" * 16))
    assert "drafts" in accept(at.folder, "round-1", only(1)).left[0].why


def test_the_latest_round_is_taken_and_wrong_names_are_told(tmp_path: Path) -> None:
    at = desk(tmp_path)
    assert latest(at.folder) == "round-1"
    with pytest.raises(WorkspaceError, match="there is no round “x”; there are round-1"):
        latest(at.folder, "x")
    with pytest.raises(WorkspaceError, match="review send"):
        latest(tmp_path)


def test_undo_goes_back_step_by_step(tmp_path: Path) -> None:
    at = desk(tmp_path, text_change(1, "three", "four"), data_change(2, 2, "4120", "4210"), comment(3))
    states = [at.everything()]
    accept(at.folder, "round-1", only(1))
    states.append(at.everything())
    accept(at.folder, "round-1", only(2))
    states.append(at.everything())
    reply(at.folder, "round-1", 3, "Yes.", "Mia")
    for state, what in zip(reversed(states), ("replied to 3", "accepted 2", "accepted 1"), strict=True):
        assert undo(at.folder, "round-1").what == what
        assert at.everything() == state
    with pytest.raises(WorkspaceError, match="nothing to undo"):
        undo(at.folder, "round-1")


# Properties

WORDS = [
    "40 councils",
    "in the north",
    "trained",
    "120 leaders",
    "A second",
    "three offices",
    "together",
    "A third",
    "story",
]
VALUES = {2: "4120", 3: "4500", 4: "77"}
NEW = st.text(st.sampled_from('ab ,"é\n|*'), max_size=12).filter(lambda text: not text or text.strip() == text)


@st.composite
def rounds_(draw: st.DrawFn) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[int, str], ...], str]:
    words = draw(st.lists(st.sampled_from(WORDS), unique=True, min_size=1))
    texts = tuple((word, draw(NEW)) for word in words)
    lines = draw(st.lists(st.sampled_from(sorted(VALUES)), unique=True))
    return texts, tuple((line, draw(NEW.filter(bool))) for line in lines), draw(st.sampled_from(["\n", "\r\n", "\r"]))


def drawn(folder: str, made: tuple[tuple[tuple[str, str], ...], tuple[tuple[int, str], ...], str]) -> tuple[Desk, int]:
    texts, values, newline = made
    changes = [text_change(number, old, new) for number, (old, new) in enumerate(texts, 1)]
    changes += [
        data_change(len(texts) + number, line, VALUES[line], new) for number, (line, new) in enumerate(values, 1)
    ]
    raw = [each.replace("\n", newline).encode("utf-8-sig") for each in (TEXT, RESULTS)]
    return desk(Path(folder), *changes, text=raw[0], results=raw[1]), len(changes)


@given(rounds_())
@settings(max_examples=40, deadline=None)
def test_accept_all_and_undo_gives_back_the_bytes(
    made: tuple[tuple[tuple[str, str], ...], tuple[tuple[int, str], ...], str],
) -> None:
    with TemporaryDirectory() as folder:
        at, _ = drawn(folder, made)
        before = at.everything()
        assert accept(at.folder, "round-1", ALL).ok
        undo(at.folder, "round-1")
        assert at.everything() == before


@given(rounds_(), st.booleans())
@settings(max_examples=40, deadline=None)
def test_accept_all_and_reject_all_gives_back_the_sources(
    made: tuple[tuple[tuple[str, str], ...], tuple[tuple[int, str], ...], str], one_by_one: bool
) -> None:
    with TemporaryDirectory() as folder:
        at, count = drawn(folder, made)
        before = at.bytes(FILE), at.bytes("results.csv")
        everything = only(*range(1, count + 1))
        for selection in [only(number) for number in everything.numbers] if one_by_one else [ALL]:
            assert accept(at.folder, "round-1", selection).ok
        assert reject(at.folder, "round-1", everything).ok
        assert (at.bytes(FILE), at.bytes("results.csv")) == before

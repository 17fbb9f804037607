from __future__ import annotations

import json
from pathlib import Path

from reportgen.review.decide import Selection, accept
from reportgen.review.rounds import Reply
from reportgen.review.show import Show
from reportgen.review.status import as_data, as_table, as_text, read_status, summary
from tests.review.rounds_on_disk import FILE, Desk, comment, data_change, desk, text_change


def busy(tmp_path: Path) -> Desk:
    lost = text_change(4, "story", "tale").model_copy(
        update={"kind": "unplaced", "edits": (), "place": "", "old": "", "new": "Words that have no place."}
    )
    answer = Reply(author="Mia Dahl", date="2025-03-05T09:00:00Z", text="Yes, it is.")
    at = desk(
        tmp_path,
        text_change(1, "40 councils", "42 councils"),
        text_change(2, "three", "four"),
        data_change(3, 2, "4120", "4210"),
        lost,
        comment(5, replies=(answer,)),
        comment(6, resolved=True),
    )
    at.replace("40 councils", "41 councils")
    accept(at.folder, "round-1", Selection((1, 2)))
    return at


def test_a_round_is_a_table_of_numbers_states_and_words(tmp_path: Path) -> None:
    lines = as_table(read_status(busy(tmp_path).folder, "round-1")).split("\n")
    assert lines[0].split() == ["no.", "state", "kind", "section", "place", "reviewer", "change"]
    assert [" ".join(line.split()) for line in lines[1:]] == [
        "1 conflict text D_1 narratives/en/D_1.md:5 Anna Berg [-40-]{+42+} councils",
        "2 accepted text D_1 narratives/en/D_1.md:7 Anna Berg [-three-]{+four+}",
        "3 open data D_1 results.csv:2:value Bo Lind 4120 -> 4210",
        "4 open unplaced D_1 - Anna Berg {+Words that have no place.+}",
        "5 open comment D_1 narratives/en/D_1.md:7 Anna Berg Is this the right office? (1 reply)",
        "6 closed comment D_1 narratives/en/D_1.md:7 Anna Berg Is this the right office?",
    ]


def test_counts_stand_in_a_sentence(tmp_path: Path) -> None:
    found = read_status(busy(tmp_path).folder, "round-1")
    assert summary(found) == "round-1: 4 open, 1 accepted, 1 closed, 1 in conflict, 1 without a place."


def test_what_needs_a_person_is_shown_in_full(tmp_path: Path) -> None:
    text = as_text(read_status(busy(tmp_path).folder, "round-1"), Show())
    assert "In conflict with the sources as they are by now:\n1 text" in text
    assert "base:   Women lead 40 councils in the north." in text
    assert "ours:   Women lead [-40-]{+41+} councils in the north." in text
    assert "theirs: Women lead [-40-]{+42+} councils in the north." in text
    assert "Without a place in the sources: to be done by hand:\n4 unplaced" in text
    assert "Open comments:\n5 comment" in text and "Mia Dahl, 2025-03-05: Yes, it is." in text


def test_a_program_reads_the_same(tmp_path: Path) -> None:
    data = json.loads(json.dumps(as_data(read_status(busy(tmp_path).folder, "round-1"))))
    assert (data["version"], data["round"]) == (1, "round-1")
    assert data["counts"] == {
        "open": 4,
        "accepted": 1,
        "rejected": 0,
        "closed": 1,
        "in_conflict": 1,
        "without_a_place": 1,
    }
    assert [(item["number"], item["kind"], item["state"]) for item in data["items"]][:3] == [
        (1, "text", "open"),
        (2, "text", "accepted"),
        (3, "data", "open"),
    ]
    (clash,) = data["items"][0]["clashes"]
    assert (clash["file"], clash["line"]) == (FILE, 5) and "41" in clash["ours"]


def test_a_round_in_which_nothing_came_back_says_so(tmp_path: Path) -> None:
    found = read_status(desk(tmp_path).folder, "round-1")
    assert as_text(found, Show()) == "round-1: 1 draft was sent; nothing has come back yet."
    assert summary(found) == "round-1: nothing has come back yet."

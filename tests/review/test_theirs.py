"""Taking a reviewer's version of disputed words takes back nothing else that was accepted."""

from __future__ import annotations

from reportgen.review.rounds import Change, Draft, Edit
from reportgen.review.text_changes import applied

FILE = "narratives/en/note.md"
BASE = """---
kind: context
---
Women hold some seats.

The council met twice. It will meet again.

The office spent most of it.
"""


def _edit(old: str, new: str) -> Edit:
    at = BASE.index(old)
    return Edit(file=FILE, start=at, end=at + len(old), text=new)


def _change(number: int, returned: str, *edits: Edit) -> Change:
    return Change(number=number, kind="text", state="accepted", returned=returned, build="0" * 16, edits=edits)


DRAFT = Draft(
    build="0" * 16, workspace="w", language="en", round="r", sources={FILE: BASE}, anchors={}, facts={}, word="d.docx"
)  # fmt: skip


def test_theirs_leaves_the_changes_of_neighbouring_paragraphs_alone():
    words = _change(2, "amina", _edit("some seats", "many seats"))
    split = _change(3, "amina", _edit("twice. It", "twice.\n\nIt"))
    bold = _change(4, "amina", _edit("most", "**most**"))
    other = _change(11, "hana", _edit("some seats", "few seats"))
    now = BASE.replace("some seats", "many seats").replace("twice. It", "twice.\n\nIt").replace("most", "**most**")
    texts, clashes = applied(DRAFT, other, {FILE: now}, beside=[words, split, bold])
    assert clashes and not texts
    texts, clashes = applied(DRAFT, other, {FILE: now}, beside=[words, split, bold], theirs=True)
    assert not clashes
    assert texts[FILE] == now.replace("many seats", "few seats")

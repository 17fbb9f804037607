"""What a reviewer did in Word is written into the Markdown as a careful editor would, and every other letter stays."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Callable
from functools import cache
from random import Random
from typing import Any

import pytest

from reportgen.build.check import check_workspace
from reportgen.load.narratives import read_narrative
from reportgen.model import Report
from reportgen.project import project
from tests.conftest import ROOT
from tests.review.chapters import Chapter
from tests.review.merging import Merged, merged
from tests.review.reviewers.accepting import accept, marked_row
from tests.review.reviewers.edits import moved, set_format, strike_all
from tests.review.reviewers.package import Node, W, kind, make, opened, within
from tests.review.reviewers.pen import (
    Pen,
    cut,
    insert,
    live_text,
    mark,
    new_paragraph,
    replace,
    runs_between,
    strike,
    written,
)

KINDS = ("foreword", "next-year")
FILES = tuple(f"narratives/en/{each}.md" for each in KINDS)
FRONT = "---\nkind: {}\nyear: 2024\ntitle: Women lead\nby: Ama Boateng\n---\n"
FACT = '{{ office.facts["population"] | number }}'


@cache
def _office() -> Report:
    report = check_workspace(ROOT / "inputs" / "demo").report
    assert report is not None
    seen = project(report, "review")
    sections = seen.settings.sections.model_copy(update={"order": KINDS, "off": ()})
    return seen.model_copy(update={"settings": seen.settings.model_copy(update={"sections": sections})})


@cache
def draft(body: str, other: str = "Another text.\n", front: str = FRONT) -> Chapter:
    """Return a draft of two narratives with these bodies, which stand behind one another."""
    texts = [front.format(kind) + text for kind, text in zip(KINDS, (body, other), strict=True)]
    read = [read_narrative(text, file, "en") for text, file in zip(texts, FILES, strict=True)]
    assert not [findings for _, findings in read if any(each.severity == "error" for each in findings)]
    narratives = tuple(narrative for narrative, _ in read)
    return Chapter(_office().model_copy(update={"narratives": narratives, "memo": {}}))


class Copy:
    """A draft on a reviewer's desk, with tracking on; words tell places, so that a test reads as what was done."""

    def __init__(self, chapter: Chapter) -> None:
        self.pen = Pen(opened(chapter.docx), Random(1), Random(1), "Amina K.", "2025-03-03T09:30:00Z")

    def find(self, words: str) -> tuple[Node, int]:
        """Return the paragraph with `words`, and where they begin."""
        for story in self.pen.package.stories():
            for p in story.iter(f"{W}p"):
                if (at := live_text(p).find(words)) >= 0:
                    return p, at
        raise LookupError(words)

    def row(self, words: str) -> Node:
        row = within(self.find(words)[0], "tr")
        assert row is not None
        return row

    # Words

    def put(self, new: str, *, behind: str = "", before: str = "") -> Copy:
        p, at = self.find(behind or before)
        insert(self.pen, p, at + len(behind), new)
        return self

    def retype(self, old: str, new: str) -> Copy:
        p, at = self.find(old)
        replace(self.pen, p, at, at + len(old), new)
        return self

    def strike(self, old: str) -> Copy:
        p, at = self.find(old)
        strike(self.pen, runs_between(p, at, at + len(old)))
        return self

    def look(self, words: str, tag: str, on: bool = True) -> Copy:
        p, at = self.find(words)
        for run in runs_between(p, at, at + len(words)):
            set_format(self.pen, run, tag, on)
        return self

    def unlink(self, words: str) -> Copy:
        p, at = self.find(words)
        link = within(runs_between(p, at, at + len(words))[0], "hyperlink")
        assert link is not None
        for run in list(link):
            for style in run.findall(f"{W}rPr/{W}rStyle"):
                style.getparent().remove(style)
            link.addprevious(run)
        link.getparent().remove(link)
        return self

    # Paragraphs

    def style(self, words: str, name: str) -> Copy:
        properties = self.find(words)[0].find(f"{W}pPr")
        properties.find(f"{W}pStyle").set(f"{W}val", name)
        for number in properties.findall(f"{W}numPr"):
            properties.remove(number)
        return self

    def new(self, text: str, *, behind: str = "", before: str = "", like: str = "") -> Copy:
        """Put a paragraph behind or before that with these words, with the format of another one, or of that one."""
        near = self.find(behind or before)[0]
        p = new_paragraph(self.find(like)[0] if like else near)
        p.append(self.pen.change("ins", written(self.pen, text)))
        mark(self.pen, p, "ins")
        near.addnext(p) if behind else near.addprevious(p)
        return self

    def delete(self, *paragraphs: str) -> Copy:
        for p in [self.find(words)[0] for words in paragraphs]:
            strike_all(self.pen, p)
            mark(self.pen, p, "del")
        return self

    def split(self, before: str) -> Copy:
        """Press Enter before `before`, whose paragraph has no marks there."""
        p, at = self.find(before)
        cut(p, at)
        head = new_paragraph(p)
        mark(self.pen, head, "ins")
        p.addprevious(head)
        done = 0
        for child in [each for each in p if kind(each) != "pPr"]:
            if done >= at and kind(child) != "bookmarkEnd":
                break
            done += sum(len("".join(t.itertext())) for t in child.iter(f"{W}t"))
            head.append(child)
        return self

    def join(self, first: str) -> Copy:
        """Press Delete at the end of the paragraph with `first`, and type a space."""
        p = self.find(first)[0]
        insert(self.pen, p, len(live_text(p)), " ")
        mark(self.pen, p, "del")
        return self

    def move(self, words: str, *, before: str) -> Copy:
        """Cut a paragraph and paste it: it goes with its bookmarks and footnotes."""
        p, target = self.find(words)[0], self.find(before)[0]
        copied = copy.deepcopy(p)
        for node in list(p.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
            node.getparent().remove(node)
        moved(self.pen, p, "moveFrom", "move1")
        target.addprevious(copied)
        moved(self.pen, copied, "moveTo", "move1")
        return self

    # Tables and footnotes

    def add_row(self, words: str, *cells: str) -> Copy:
        """Put a row behind that with these words."""
        row = self.row(words)
        new = copy.deepcopy(row)
        for tag in ("tblHeader", "ins"):
            for node in new.findall(f"{W}trPr/{W}{tag}"):
                node.getparent().remove(node)
        for p, text in zip(list(new.iter(f"{W}p")), cells, strict=True):
            fresh = new_paragraph(p)
            if text:
                fresh.append(self.pen.change("ins", written(self.pen, text)))
            mark(self.pen, fresh, "ins")
            p.getparent().replace(p, fresh)
        marked_row(self.pen, new, "ins")
        row.addnext(new)
        return self

    def delete_row(self, words: str) -> Copy:
        row = self.row(words)
        for p in row.iter(f"{W}p"):
            strike_all(self.pen, p)
        marked_row(self.pen, row, "del")
        return self

    def note(self, text: str, *, behind: str, key: int = 90) -> Copy:
        """Put a footnote behind words."""
        p, at = self.find(behind)
        notes = self.pen.package.notes
        assert notes is not None
        paragraph = make("p", make("pPr", make("pStyle", val="FootnoteText")))
        mark_run = make("r", make("rPr", make("rStyle", val="FootnoteReference")), make("footnoteRef"))
        paragraph.append(self.pen.change("ins", mark_run, written(self.pen, f" {text}")))
        notes.append(make("footnote", paragraph, id=key))
        return self._marked(p, at + len(behind), key)

    def _marked(self, p: Node, at: int, key: object) -> Copy:
        reference = make("r", make("rPr", make("rStyle", val="FootnoteReference")), make("footnoteReference", id=key))
        runs_between(p, 0, at)[-1].addnext(self.pen.change("ins", reference))
        return self

    def strike_note(self, number: int = 0) -> Copy:
        reference = list(self.pen.package.body.iter(f"{W}footnoteReference"))[number]
        strike(self.pen, [reference.getparent()])
        return self

    def mark_again(self, *, behind: str) -> Copy:
        """Copy the mark of the first footnote behind words, so that two marks lead to one note."""
        first = next(self.pen.package.body.iter(f"{W}footnoteReference"))
        p, at = self.find(behind)
        return self._marked(p, at + len(behind), first.get(f"{W}id"))

    @property
    def docx(self) -> bytes:
        return copy.deepcopy(self.pen.package).save()

    @property
    def accepted(self) -> bytes:
        """The same with all changes accepted."""
        pen = dataclasses.replace(self.pen, package=copy.deepcopy(self.pen.package), mode="accepted")
        accept(pen)
        return pen.package.save()


def bodies(result: Merged) -> list[str]:
    """Return the texts behind the front matter."""
    return [result.sources[file].split("---\n", 2)[2] for file in FILES]


def changed(body: str, *pairs: tuple[str, str]) -> str:
    """Return a text with these changes alone."""
    for old, new in pairs:
        assert body.count(old) == 1, old
        body = body.replace(old, new)
    return body


def written_as(body: str, edit: Callable[[Copy], object], *pairs: tuple[str, str]) -> None:
    """Hold what an edit makes of `body` against the changes that a careful editor would make, tracked and accepted."""
    chapter = draft(body)
    desk = Copy(chapter)
    edit(desk)
    for docx in (desk.docx, desk.accepted):
        result = merged(chapter, docx)
        assert not result.lost
        assert bodies(result) == [changed(body, *pairs), "Another text.\n"]


def case(name: str, edit: Callable[[Copy], object], *pairs: tuple[str, str]) -> Any:
    return pytest.param(edit, pairs, id=name)


PROSE = f"""First line of a paragraph
goes on with **two bold words** and __more of them__,
then *slanted* and _other_ words \\
after a break; see [the plain page](https://example.org/a) or <https://example.org/b>.
Costs\\* of R&amp;D&nbsp;rose & fell.[^n]

[^n]: A note in *the* middle.

The second   paragraph is short.

<!-- reportgen: ignore NAR004 because it is quoted -->
The third paragraph has {FACT} people, who live  
on two lines.

## A *first* heading

The end comes here.
"""


@pytest.mark.parametrize(
    ("edit", "pairs"),
    [
        case("a word typed into a bold phrase stays bold", lambda d: d.put(" very", behind="two"), ("two bold", "two very bold")),
        case("a word typed into underscores keeps them", lambda d: d.put(" words", behind="more"), ("more of", "more words of")),
        case("letters typed behind a bold phrase are bold", lambda d: d.put("mith", behind="bold words"), ("words**", "wordsmith**")),
        case("one word within a bold phrase is no longer bold", lambda d: d.look("bold", "b", False), ("**two bold words**", "**two** bold **words**")),
        case("the first word of a bold phrase is no longer bold", lambda d: d.look("two", "b", False), ("**two bold", "two **bold")),
        case("a bold phrase is plain", lambda d: d.look("two bold words", "b", False), ("**two bold words**", "two bold words")),
        case("a bold phrase grows", lambda d: d.look(" and", "b"), ("words** and", "words and**")),
        case("a part of a word is bold", lambda d: d.look("para", "b"), ("a paragraph\n", "a **para**graph\n")),
        case("a word beside a hard break is italic", lambda d: d.look("after", "i"), ("\nafter", "\n*after*")),
        case("the words of a link", lambda d: d.retype("plain", "clear"), ("plain page", "clear page")),
        case("all words of a link", lambda d: d.retype("the plain page", "this"), ("the plain page", "this")),
        case("a link is taken away", lambda d: d.unlink("the plain"), ("[the plain page](https://example.org/a)", "the plain page")),
        case("the words of an address become a link's", lambda d: d.retype("https://example.org/b", "the page"), ("<https://example.org/b>", "[the page](https://example.org/b)")),
        case("a word before an address", lambda d: d.put("at ", before="https://example.org/b"), ("or <", "or at <")),
        case("a word before an escape", lambda d: d.retype("Costs", "Prices"), ("Costs", "Prices")),
        case("a word before an entity", lambda d: d.put("big ", before="R&D"), ("R&amp;", "big R&amp;")),
        case("the word behind a no-break space", lambda d: d.retype("rose", "climbed"), ("rose", "climbed")),
        case("the word before a footnote", lambda d: d.retype("fell", "sank"), ("fell", "sank")),
        case("a footnote in the middle of a file", lambda d: d.retype("middle", "midst"), ("middle", "midst")),
        case("a word is deleted", lambda d: d.strike("line "), ("First line", "First")),
        case("a word beside several spaces", lambda d: d.put("very ", before="short"), ("short", "very short")),
        case("a word before two spaces that break a line", lambda d: d.retype("live", "dwell"), ("live  \n", "dwell  \n")),
        case("a word behind two spaces that break a line", lambda d: d.retype("lines", "rows"), ("two lines", "two rows")),
        case("a word beside a figure", lambda d: d.retype("has", "counts"), ("has", "counts")),
        case("a figure is deleted with its words", lambda d: d.strike(" has 18,410,000 people,"), (f" has {FACT} people,", "")),
        case("a word in a heading keeps the rest of it", lambda d: d.retype("heading", "title"), ("heading", "title")),
        case("a paragraph becomes a heading", lambda d: d.style("The second", "Heading2"), ("The second", "## The second")),
        case("a paragraph becomes a small heading", lambda d: d.style("The end", "Heading3"), ("The end", "### The end")),
        case("a heading becomes a paragraph", lambda d: d.style("A first", "BodyText"), ("## A *f", "A *f")),
        case("a paragraph is split at a sentence", lambda d: d.split("see"), ("break; see", "break;\n\nsee")),
        case("a paragraph is split where a line ends", lambda d: d.split("Costs"), ("\nCosts", "\n\nCosts")),
        case("a paragraph before the first", lambda d: d.new("A new one.", before="First line"), ("First line", "A new one.\n\nFirst line")),
        case("a paragraph behind the last", lambda d: d.new("A new one.", behind="The end"), ("here.\n", "here.\n\nA new one.\n")),
        case("a paragraph before a footnote's text", lambda d: d.new("A new one.", behind="First line"), ("\n[^n]:", "\nA new one.\n\n[^n]:")),
        case("a paragraph before a directive, which goes on to hold for its own", lambda d: d.new("A new one.", before="The third"), ("<!--", "A new one.\n\n<!--")),
        case("a paragraph is deleted", lambda d: d.delete("The second"), ("The second   paragraph is short.\n\n", "")),
        case("a heading is deleted", lambda d: d.delete("A first"), ("## A *first* heading\n\n", "")),
        case("a new footnote", lambda d: d.note("See *the* act & [more].", behind="is short."), ("is short.", "is short.[^n1]"), ("here.\n", "here.\n\n[^n1]: See \\*the\\* act & \\[more\\].\n")),
        case("a footnote within a sentence", lambda d: d.note("New.", behind="The second"), ("The second ", "The second[^n1] "), ("here.\n", "here.\n\n[^n1]: New.\n")),
        case("a footnote is deleted", lambda d: d.strike_note(), ("fell.[^n]", "fell."), ("[^n]: A note in *the* middle.\n\n", "")),
        case("a footnote is marked a second time", lambda d: d.mark_again(behind="is short."), ("is short.", "is short.[^n]")),
    ],
)  # fmt: skip
def test_an_edit_of_prose_changes_what_it_is_about_alone(
    edit: Callable[[Copy], object], pairs: tuple[tuple[str, str], ...]
) -> None:
    written_as(PROSE, edit, *pairs)


LISTS = """Before the lists we say what is to come.

* Councils of women *met* in spring
* Ministries answered their letters,
  all of them within weeks
  - one minister wrote twice
  - another sent her deputy
* Parliament voted before summer

1) Fourteen laws were adopted
2) Nineteen posts found somebody
3) Twenty courses opened again

- Money came late from partners

- Accounts closed on time nevertheless

> Nobody asked *us* before,
> said a member.
>
> Everybody nods at this and laughs.

All this was written down.
"""


@pytest.mark.parametrize(
    ("edit", "pairs"),
    [
        case("a word in an item", lambda d: d.retype("met", "sat"), ("*met*", "*sat*")),
        case("a word in the second line of an item", lambda d: d.retype("all", "most"), ("  all", "  most")),
        case("a word in a nested item", lambda d: d.put(" soon", behind="wrote"), ("wrote", "wrote soon")),
        case("an item at the start of a list", lambda d: d.new("New words", before="Councils"), ("* Councils", "* New words\n* Councils")),
        case("an item in the middle", lambda d: d.new("New words", behind="Councils"), ("* Ministries", "* New words\n* Ministries")),
        case("an item behind nested ones", lambda d: d.new("New words", before="Parliament"), ("* Parliament", "* New words\n* Parliament")),
        case("an item at the end", lambda d: d.new("New words", behind="Parliament"), ("summer\n", "summer\n* New words\n")),
        case("a nested item at the start", lambda d: d.new("New words", before="one minister"), ("  - one", "  - New words\n  - one")),
        case("a nested item at the end", lambda d: d.new("New words", behind="another"), ("deputy\n", "deputy\n  - New words\n")),
        case("a numbered item at the start", lambda d: d.new("New words", before="Fourteen"), ("1) F", "1) New words\n1) F")),
        case("a numbered item in the middle", lambda d: d.new("New words", behind="Fourteen"), ("2) N", "2) New words\n2) N")),
        case("a numbered item at the end", lambda d: d.new("New words", behind="Twenty"), ("again\n", "again\n4) New words\n")),
        case("an item between items that stand apart", lambda d: d.new("New words", behind="Money"), ("- Accounts", "- New words\n\n- Accounts")),
        case("an item before items that stand apart", lambda d: d.new("New words", before="Money"), ("- Money", "- New words\n\n- Money")),
        case("an item is deleted", lambda d: d.delete("Councils"), ("* Councils of women *met* in spring\n", "")),
        case("a nested item is deleted", lambda d: d.delete("one minister"), ("  - one minister wrote twice\n", "")),
        case("all nested items are deleted", lambda d: d.delete("one minister", "another"), ("  - one minister wrote twice\n  - another sent her deputy\n", "")),
        case("the last item is deleted", lambda d: d.delete("Twenty"), ("3) Twenty courses opened again\n", "")),
        case("a whole list is deleted", lambda d: d.delete("Fourteen", "Nineteen", "Twenty"), ("1) Fourteen laws were adopted\n2) Nineteen posts found somebody\n3) Twenty courses opened again\n\n", "")),
        case("an item is split in two", lambda d: d.split("found"), ("posts found", "posts\n3) found")),
        case("an item is split where its line ends", lambda d: d.split("all of them"), ("  all of", "* all of")),
        case("two items become one", lambda d: d.join("Fourteen"), ("adopted\n2) N", "adopted N")),
        case("two nested items become one", lambda d: d.join("one minister"), ("twice\n  - a", "twice a")),
        case("an item becomes a paragraph", lambda d: d.style("Twenty", "BodyText"), ("3) Twenty", "\nTwenty")),
        case("a paragraph becomes an item", lambda d: d.style("All this", "ListBullet"), ("All this", "- All this")),
        case("an item moves to the start", lambda d: d.move("Twenty", before="Fourteen"), ("1) F", "1) Twenty courses opened again\n1) F"), ("\n3) Twenty courses opened again", "")),
        case("a paragraph moves before a list", lambda d: d.move("All this", before="Councils"), ("to come.\n", "to come.\n\nAll this was written down.\n"), ("laughs.\n\nAll this was written down.", "laughs.")),
        case("a paragraph between two lists", lambda d: d.new("New words.", behind="Twenty", like="All this"), ("again\n", "again\n\nNew words.\n")),
        case("a word in a quotation of two lines", lambda d: d.put("very old ", before="member"), ("member", "very old member")),
        case("a word in the second paragraph of a quotation", lambda d: d.retype("laughs", "smiles"), ("laughs", "smiles")),
        case("a paragraph within a quotation", lambda d: d.new("New words.", behind="Nobody"), ("> Everybody", "> New words.\n>\n> Everybody")),
        case("a paragraph at the end of a quotation", lambda d: d.new("New words.", behind="Everybody"), ("laughs.\n", "laughs.\n>\n> New words.\n")),
        case("a paragraph of a quotation is split", lambda d: d.split("said a"), ("> said a", ">\n> said a")),
        case("the first paragraph of a quotation is deleted", lambda d: d.delete("Nobody"), ("> Nobody asked *us* before,\n> said a member.\n>\n", "")),
        case("the last paragraph of a quotation is deleted", lambda d: d.delete("Everybody"), (">\n> Everybody nods at this and laughs.\n", "")),
        case("two paragraphs of a quotation become one", lambda d: d.join("Nobody"), ("member.\n>\n> Every", "member. Every")),
        case("a quoted paragraph becomes a plain one", lambda d: d.style("Nobody", "BodyText"), ("> Nobody", "Nobody"), ("> said a member.\n>\n", "said a member.\n\n")),
    ],
)  # fmt: skip
def test_an_edit_of_a_list_or_a_quotation_changes_what_it_is_about_alone(
    edit: Callable[[Copy], object], pairs: tuple[tuple[str, str], ...]
) -> None:
    written_as(LISTS, edit, *pairs)


TABLE = f"""| Place | Councils  | Remark |
|:------|----------:|--------|
| Velda |        12 | own    |
| Aldermere | {FACT} |  |
| Quillon | 7[^a] | none \\| few |

[^a]: Counted in May.

Below the table.
"""


def filled(desk: Copy) -> None:
    cell = list(desk.row("Aldermere").iter(f"{W}p"))[2]
    cell.append(desk.pen.change("ins", written(desk.pen, "few")))


@pytest.mark.parametrize(
    ("edit", "pairs"),
    [
        case("a cell keeps its padding", lambda d: d.retype("12", "13"), ("12", "13")),
        case("a cell of the head", lambda d: d.retype("Councils", "Number"), ("Councils", "Number")),
        case("a bar typed into a cell", lambda d: d.retype("few", "a | b"), ("few", "a \\| b")),
        case("a cell is emptied", lambda d: d.strike("own"), ("own", "")),
        case("an empty cell is filled", filled, ("|  |", "| few |")),
        case("a row behind the head", lambda d: d.add_row("Councils", "Norr", "3", "new"), ("| Velda", "| Norr | 3 | new |\n| Velda")),
        case("a row in the middle", lambda d: d.add_row("Velda", "Norr", "3", "a | b"), ("| Alder", "| Norr | 3 | a \\| b |\n| Alder")),
        case("a row with an empty cell at the end", lambda d: d.add_row("Quillon", "Norr", "3", ""), ("few |\n", "few |\n| Norr | 3 |  |\n")),
        case("a row with empty cells at the start", lambda d: d.add_row("Velda", "", "", "so"), ("| Alder", "|  |  | so |\n| Alder")),
        case("two rows", lambda d: d.add_row("Velda", "Norr", "3", "x").add_row("Quillon", "Sul", "4", "y"), ("| Alder", "| Norr | 3 | x |\n| Alder"), ("few |\n", "few |\n| Sul | 4 | y |\n")),
        case("the first row is deleted", lambda d: d.delete_row("Velda"), ("| Velda |        12 | own    |\n", "")),
        case("a row with a figure is deleted", lambda d: d.delete_row("Aldermere"), (f"| Aldermere | {FACT} |  |\n", "")),
        case("the last row is deleted with its footnote", lambda d: d.delete_row("Quillon"), ("| Quillon | 7[^a] | none \\| few |\n", ""), ("[^a]: Counted in May.\n\n", "")),
        case("all rows but the head are deleted", lambda d: d.delete_row("Velda").delete_row("Aldermere").delete_row("Quillon"),
             (f"| Velda |        12 | own    |\n| Aldermere | {FACT} |  |\n| Quillon | 7[^a] | none \\| few |\n", ""), ("[^a]: Counted in May.\n\n", "")),
    ],
)  # fmt: skip
def test_an_edit_of_a_table_changes_what_it_is_about_alone(
    edit: Callable[[Copy], object], pairs: tuple[tuple[str, str], ...]
) -> None:
    written_as(TABLE, edit, *pairs)


def test_a_table_without_a_head_cannot_be_written_and_is_told() -> None:
    chapter = draft(TABLE)
    result = merged(chapter, Copy(chapter).delete_row("Councils").docx)
    assert bodies(result)[0] == TABLE
    assert result.lost == ["it cannot be written into the file as it stands"]


def test_cells_without_outer_bars_stay_without() -> None:
    written_as("A | B\n--|--\nx | why\nz | w\n", lambda d: d.retype("why", "how"), ("why", "how"))


@pytest.mark.parametrize("body", [PROSE, LISTS, TABLE])
def test_what_nobody_changed_keeps_every_byte(body: str) -> None:
    written_as(body, lambda d: d)


def test_a_footnote_that_is_marked_twice_is_no_change() -> None:
    body = "Alpha one two[^a] three.\n\nBeta four[^a] five.\n\n[^a]: Note a.\n"
    written_as(body, lambda d: d)
    written_as(body, lambda d: d.retype("five", "six"), ("five", "six"))
    written_as(body, lambda d: d.strike_note(0), ("two[^a]", "two"))
    written_as(body, lambda d: d.strike_note(1), ("four[^a]", "four"))
    written_as(body, lambda d: d.delete("Alpha"), ("Alpha one two[^a] three.\n\n", ""))


def test_paragraphs_around_a_footnote_are_deleted_together() -> None:
    body = "Alpha one two.[^a]\n\n[^a]: Note a.\n\nBeta four five.\n\nGamma seven eight.\n"
    written_as(body, lambda d: d.delete("Alpha", "Beta"), (body[: body.index("Gamma")], ""))
    body = body.replace("[^a]\n", "\n").replace("eight.", "eight.[^a]")
    written_as(body, lambda d: d.delete("Alpha", "Beta"), ("Alpha one two.\n\n", ""), ("Beta four five.\n\n", ""))


def test_a_text_can_be_deleted_whole() -> None:
    written_as("Alpha one two.\n", lambda d: d.delete("Alpha"), ("Alpha one two.\n", ""))
    body = "Alpha one two.[^a]\n\n[^a]: Note a.\n\nBeta four five.\n"
    written_as(body, lambda d: d.delete("Alpha", "Beta"), (body, "\n"))


def test_a_paragraph_goes_before_the_directive_that_holds_for_the_first() -> None:
    body = "<!-- reportgen: ignore NAR004 because it is quoted -->\nAlpha one two.\n"
    written_as(body, lambda d: d.new("New words.", before="Alpha"), ("<!--", "New words.\n\n<!--"))


def test_a_list_that_starts_a_text_gets_an_item_before_the_first() -> None:
    written_as("* Alpha one two\n", lambda d: d.new("New words", before="Alpha"), ("* A", "* New words\n* A"))


def test_a_list_that_was_written_anew_keeps_its_place() -> None:
    written_as(
        "Before.\n\n1. Alpha one two\n2. Beta four five\n\nBehind.\n",
        lambda d: (
            d.new("Wholly other words", before="Alpha").new("Nothing like it", before="Alpha").delete("Alpha", "Beta")
        ),
        ("1. Alpha one two\n2. Beta four five", "1. Wholly other words\n2. Nothing like it"),
    )


def test_a_paragraph_of_two_lines_becomes_a_heading_of_one() -> None:
    written_as(
        "Alpha one\ntwo \\\nthree.\n",
        lambda d: d.style("Alpha", "Heading2"),
        ("Alpha one\ntwo \\\nthree.", "## Alpha one two three."),
    )


def test_a_line_break_keeps_the_spaces_before_it() -> None:
    body = "* Alpha one \\\n  two three\n\n> Beta four \\\n> five six.\n"
    written_as(body, lambda d: d.retype("one", "1"), ("one", "1"))
    written_as(body, lambda d: d.retype("five", "5"), ("five", "5"))


def test_lines_of_a_quotation_that_join_an_item_get_its_indent() -> None:
    body = "* Alpha one two\n\n> Beta four\n> five six.\n>\n> Gamma seven eight nine.\n"
    chapter = draft(body)
    result = merged(chapter, Copy(chapter).join("Alpha").docx)
    assert not result.lost
    assert bodies(result)[0] == "* Alpha one two Beta four\n  five six.\n\n> Gamma seven eight nine.\n"


def test_a_paragraph_moves_to_another_narrative_with_its_figure_and_its_footnote() -> None:
    chapter = draft(f"Alpha {FACT} *people*.[^a]\n\n[^a]: Counted & *weighed*.\n\nBeta four five.\n")
    result = merged(chapter, Copy(chapter).move("Alpha", before="Another").docx)
    assert not result.lost
    assert not result.figures
    assert bodies(result) == [
        "Beta four five.\n",
        f"Alpha {FACT} *people*.[^n1]\n\nAnother text.\n\n[^n1]: Counted & *weighed*.\n",
    ]


@pytest.mark.parametrize(
    ("title", "source"),
    [
        ("Yes", '"Yes"'),
        ("2024", '"2024"'),
        ("a: b", '"a: b"'),
        ("# x", '"# x"'),
        ("x #y", '"x #y"'),
        ("- x", '"- x"'),
        ("1:30", '"1:30"'),
        ("2024-01-01", '"2024-01-01"'),
        ("{{ x }}", '"{{ x }}"'),
        ('With "quotes"', 'With "quotes"'),
        ("It's so", "It's so"),
        ("'Quoted'", "\"'Quoted'\""),
        ("R&D <b> é", "R&D <b> é"),
    ],
)
def test_a_title_is_quoted_where_yaml_would_read_it_otherwise(title: str, source: str) -> None:
    chapter = draft("Body text here.\n")
    result = merged(chapter, Copy(chapter).retype("Women lead", title).docx)
    assert not result.lost
    assert result.sources[FILES[0]] == chapter.record.sources[FILES[0]].replace("title: Women lead", f"title: {source}")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("'Women lead'", "'Women can''t \"lead\"'"),
        ('"Women lead"', '"Women can\'t \\"lead\\""'),
        ("Women lead  # as decided", 'Women can\'t "lead"  # as decided'),
    ],
)
def test_a_title_keeps_its_quotation_marks_and_its_remark(before: str, after: str) -> None:
    chapter = draft("Body text here.\n", front=FRONT.replace("Women lead", before))
    result = merged(chapter, Copy(chapter).retype("lead", 'can\'t "lead"').docx)
    assert result.sources[FILES[0]] == chapter.record.sources[FILES[0]].replace(before, after)


def test_a_byline_is_changed_in_the_front_matter() -> None:
    chapter = draft("Body text here.\n")
    result = merged(chapter, Copy(chapter).retype("Ama Boateng", "Ama: B").docx)
    assert result.sources[FILES[0]] == chapter.record.sources[FILES[0]].replace("by: Ama Boateng", 'by: "Ama: B"')


@pytest.mark.parametrize(
    ("typed", "opening", "inside"),
    [
        ("#", "\\#", "#"),
        ("#x", "#x", "#x"),
        ("-", "\\-", "-"),
        ("-x", "-x", "-x"),
        ("+ x", "\\+ x", "+ x"),
        ("> x", "\\> x", "\\> x"),
        ("1. x", "1\\. x", "1. x"),
        ("2) x", "2\\) x", "2) x"),
        ("| x", "\\| x", "\\| x"),
        ("```", "\\`\\`\\`", "\\`\\`\\`"),
        ("*x*", "\\*x\\*", "\\*x\\*"),
        ("_x_", "\\_x\\_", "\\_x\\_"),
        ("[x](y)", "\\[x\\](y)", "\\[x\\](y)"),
        ("<b>", "\\<b\\>", "\\<b\\>"),
        ("{{ x }}", "\\{\\{ x \\}\\}", "\\{\\{ x \\}\\}"),
        ("&amp;", "\\&amp\\;", "\\&amp\\;"),
        ("R&D", "R&D", "R&D"),
        ("\\x", "\\\\x", "\\\\x"),
        ("https://a.example", "https://a.example", "https://a.example"),
        ("$5!", "$5!", "$5!"),
    ],
)
def test_signs_of_markdown_are_escaped_where_they_would_mean_something(typed: str, opening: str, inside: str) -> None:
    body = "Plain text of one line.\n\n* An item of a list\n"
    written_as(body, lambda d: d.put(f"{typed} ", before="Plain"), ("Plain", f"{opening} Plain"))
    written_as(body, lambda d: d.put(f" {typed}", behind="text"), ("text", f"text {inside}"))
    written_as(body, lambda d: d.put(f"{typed} ", before="An item"), ("An item", f"{opening} An item"))

"""Every way in which a word processor writes a thing is read as that thing, once."""

from __future__ import annotations

import io
import zipfile
from functools import cache

import pytest

from reportgen.review.word.reading import read_story
from reportgen.review.word.story import Paragraph, Story
from reportgen.review.word.views import accepted, rejected
from tests.review.reviewers.package import OFFICE, WORDPROCESSING, W
from tests.review.reviewers.small import PACKAGE, small_draft

SPACES = " ".join(
    [
        f'xmlns:w="{W[1:-1]}" xmlns:r="{OFFICE}"',
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
        'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"',
        'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"',
    ]
)
STYLES = """<w:style w:type="paragraph" w:styleId="Body"><w:name w:val="Body Text"/></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="MyHead"><w:name w:val="My head"/><w:basedOn w:val="H1"/></w:style>
<w:style w:type="paragraph" w:styleId="LB2"><w:name w:val="List Bullet 2"/></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="Strong"/></w:style>
<w:style w:type="character" w:styleId="Off"><w:name w:val="Off"/><w:rPr><w:b w:val="0"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Emphasis"><w:name w:val="Emphasis"/></w:style>"""
WHO = 'w:id="5" w:author="A" w:date="2025-03-03T09:30:00Z"'


@cache
def _frame() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(small_draft()[0])) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def story(body: str, **parts: str) -> Story:
    """Return a file with this body read; parts are those of word/ by name, without their root element."""
    members = dict(_frame())
    members["word/document.xml"] = f"<w:document {SPACES}><w:body>{body}</w:body></w:document>".encode()
    members["word/styles.xml"] = f"<w:styles {SPACES}>{STYLES}</w:styles>".encode()
    roots = {
        "footnotes": "w:footnotes",
        "endnotes": "w:endnotes",
        "comments": "w:comments",
        "commentsExtended": "w15:commentsEx",
    }
    for at, (name, content) in enumerate(parts.items()):
        members[f"word/{name}.xml"] = f"<{roots[name]} {SPACES}>{content}</{roots[name]}>".encode()
        if name == "footnotes":
            continue
        kind = (
            f"http://schemas.microsoft.com/office/2011/relationships/{name}"
            if name == "commentsExtended"
            else f"{OFFICE}/{name}"
        )
        relation = f'<Relationship Id="rId5{at}" Type="{kind}" Target="{name}.xml"/></Relationships>'
        relations = members["word/_rels/document.xml.rels"].decode().replace("</Relationships>", relation)
        members["word/_rels/document.xml.rels"] = relations.encode()
        override = f'<Override PartName="/word/{name}.xml" ContentType="{WORDPROCESSING}.{name}+xml"/></Types>'
        members["[Content_Types].xml"] = members["[Content_Types].xml"].decode().replace("</Types>", override).encode()
    to = io.BytesIO()
    with zipfile.ZipFile(to, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    assert PACKAGE in members["[Content_Types].xml"].decode()
    return read_story(to.getvalue())


def t(text: str, properties: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def gone(text: str) -> str:
    return f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'


def p(*content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(content)}</w:p>"


def only(body: str) -> Paragraph:
    (paragraph,) = story(body).paragraphs
    return paragraph


def links(paragraph: Paragraph) -> list[tuple[str, str]]:
    return [(run.text, run.link) for run in paragraph.runs if run.text]


# Links and fields


def test_a_link_is_read_by_its_relation() -> None:
    body = p(t("See "), f'<w:hyperlink r:id="rId9">{t("the page")}</w:hyperlink>', t("."))
    assert links(only(body)) == [("See ", ""), ("the page", "https://example.org/"), (".", "")]


def test_a_link_without_a_known_address_is_plain_text() -> None:
    body = p(
        f'<w:hyperlink r:id="rId77">{t("lost")}</w:hyperlink>', f'<w:hyperlink w:anchor="x">{t("here")}</w:hyperlink>'
    )
    assert links(only(body)) == [("lost", ""), ("here", "")]


def field(instruction: str, result: str) -> str:
    half = len(instruction) // 2
    words = "".join(
        f'<w:r><w:instrText xml:space="preserve">{each}</w:instrText></w:r>'
        for each in (instruction[:half], instruction[half:])
    )
    step = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return step("begin") + words + step("separate") + result + step("end")


def test_a_link_is_read_from_a_field_whose_instruction_is_in_parts() -> None:
    body = p(field(' HYPERLINK "https://example.org/f" ', t("the field")), t(" ends"))
    assert links(only(body)) == [("the field", "https://example.org/f"), (" ends", "")]
    assert not any(run.computed for run in only(body).runs)


def test_the_result_of_any_other_field_is_computed() -> None:
    body = p(t("Figure "), field(" SEQ Figure ", t("3")), f'<w:fldSimple w:instr="PAGE">{t("7")}</w:fldSimple>', t("."))
    assert [(run.text, run.computed) for run in only(body).runs if run.text] == [
        ("Figure ", False),
        ("3", True),
        ("7", True),
        (".", False),
    ]


# What stands in something


def test_nested_content_controls_are_walked_through() -> None:
    control = "<w:sdt><w:sdtPr><w:alias w:val='no text'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>".format
    assert only(p(t("a"), control(control(t("b"))), t("c"))).text == "abc"
    assert [each.text for each in story(control(control(p(t("a")))) + p(t("b"))).paragraphs] == ["a", "b"]


def test_what_can_be_shown_in_two_ways_is_read_once() -> None:
    both = "<mc:AlternateContent><mc:Choice Requires='wps'>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback></mc:AlternateContent>".format
    assert only(p(both(t("a")))).text == "a"
    assert only(p(f"<w:r>{both('<w:t>a</w:t>')}</w:r>")).text == "a"


def test_a_text_box_is_a_paragraph_of_its_own_and_is_read_once() -> None:
    box = f"<w:txbxContent>{p(t('in the box'))}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    read = story(p(t("before "), f"<w:r>{both}</w:r>", t("behind"))).paragraphs
    assert [each.text for each in read] == ["before behind", "in the box"]
    assert read[0].pictures == 1


def test_signs_that_are_elements_are_characters() -> None:
    run = "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:noBreakHyphen/><w:softHyphen/><w:sym w:font='Symbol' w:char='F0B7'/></w:r>"
    assert only(p(run)).text == "a\tb\nc\n\u2011\u00ad\uf0b7"


@pytest.mark.parametrize("char", ["", "zz", "D800", "0", "110000"])
def test_a_symbol_without_a_character_is_none(char: str) -> None:
    assert only(p(f"<w:r><w:sym w:font='Symbol' w:char='{char}'/></w:r>", t("a"))).text == "a"


def test_the_break_of_a_page_is_no_character() -> None:
    assert (
        only(p("<w:r><w:br w:type='page'/><w:br w:type='column'/><w:t>a</w:t><w:br w:type='textWrapping'/></w:r>")).text
        == "a\n"
    )


# Changes


def test_inserted_and_deleted_words_know_who_made_them() -> None:
    paragraph = only(p(t("a"), f"<w:ins {WHO}>{t('b')}</w:ins>", f"<w:del {WHO}>{gone('c')}</w:del>"))
    assert [(run.text, run.mark, run.by.author) for run in paragraph.runs] == [
        ("a", "", ""),
        ("b", "ins", "A"),
        ("c", "del", "A"),
    ]


def test_what_was_inserted_and_deleted_again_is_deleted() -> None:
    inside = f"<w:ins {WHO}><w:del {WHO}>{gone('b')}</w:del>{t('c')}</w:ins>"
    outside = f"<w:del {WHO}><w:ins {WHO}>{gone('b')}</w:ins></w:del><w:ins {WHO}>{t('c')}</w:ins>"
    for each in (inside, outside):
        read = story(p(t("a"), each))
        assert accepted(read).paragraphs[0].text == "ac"
    # Rejected, text of an insertion is gone as well; which mark remains of the two is all that is kept.
    assert [run.mark for run in story(p(t("a"), inside)).paragraphs[0].runs] == ["", "del", "ins"]


def test_moved_words_stand_where_they_went() -> None:
    body = p(f"<w:moveFrom {WHO}>{t('one ')}</w:moveFrom>", t("two "), f"<w:moveTo {WHO}>{t('one ')}</w:moveTo>")
    assert accepted(story(body)).paragraphs[0].text == "two one "
    assert rejected(story(body)).paragraphs[0].text == "one two "


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    body = p(t("one "), properties=f"<w:rPr><w:del {WHO}/></w:rPr>") + p(t("two"))
    assert [each.text for each in accepted(story(body)).paragraphs] == ["one two"]
    assert [each.text for each in rejected(story(body)).paragraphs] == ["one ", "two"]


def test_an_inserted_paragraph_mark_is_gone_when_it_is_rejected() -> None:
    body = p(t("one "), properties=f"<w:rPr><w:ins {WHO}/></w:rPr>") + p(t("two"))
    assert [each.text for each in accepted(story(body)).paragraphs] == ["one ", "two"]
    assert [each.text for each in rejected(story(body)).paragraphs] == ["one two"]


def row(*cells: str, mark: str = "") -> str:
    properties = f"<w:trPr><w:{mark} {WHO}/></w:trPr>" if mark else ""
    return f"<w:tr>{properties}{''.join(f'<w:tc>{p(t(cell))}</w:tc>' for cell in cells)}</w:tr>"


def test_deleted_rows_are_gone_and_the_others_counted_anew() -> None:
    read = story(f"<w:tbl>{row('a', 'b')}{row('c', 'd', mark='del')}{row('e', 'f', mark='ins')}</w:tbl>{p(t('z'))}")
    assert [(each.text, each.cell and (each.cell.row, each.cell.column)) for each in accepted(read).paragraphs] == [
        ("a", (0, 0)), ("b", (0, 1)), ("e", (1, 0)), ("f", (1, 1)), ("z", None),
    ]  # fmt: skip
    assert [each.text for each in rejected(read).paragraphs] == ["a", "b", "c", "d", "z"]


# Bookmarks


def mark(name: str, content: str, number: int = 1) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def test_a_figure_is_what_its_bookmark_holds() -> None:
    paragraph = only(p(mark("rg_1", t("In all ") + mark("rgf_1", t("5") + t("40"), 2) + t(" women"), 1)))
    assert paragraph.anchors == ("rg_1",)
    assert [(run.text, run.facts) for run in paragraph.runs] == [
        ("In all ", ()),
        ("5", ("rgf_1",)),
        ("40", ("rgf_1",)),
        (" women", ()),
    ]


def test_a_figures_bookmark_that_runs_over_two_paragraphs_says_nothing() -> None:
    first = p(t("a"), '<w:bookmarkStart w:id="2" w:name="rgf_1"/>', t("b"))
    read = story(first + p(t("c"), '<w:bookmarkEnd w:id="2"/>', t("d"))).paragraphs
    assert not any(run.facts for each in read for run in each.runs)


def test_bookmarks_of_others_are_left_alone() -> None:
    assert only(p(mark("_GoBack", t("a")), mark("Toc1", t("b"), 2))).anchors == ()


# Looks


@pytest.mark.parametrize(
    ("properties", "strong", "emphasis"),
    [
        ("<w:b/>", True, False),
        ("<w:b w:val='0'/>", False, False),
        ("<w:b w:val='false'/><w:i w:val='true'/>", False, True),
        ("<w:rStyle w:val='Strong'/>", True, False),
        ("<w:rStyle w:val='Mine'/>", True, False),
        ("<w:rStyle w:val='Mine'/><w:b w:val='0'/>", False, False),
        ("<w:rStyle w:val='Off'/>", False, False),
        ("<w:rStyle w:val='Emphasis'/>", False, True),
        ("<w:rStyle w:val='Emphasis'/><w:i w:val='off'/><w:b/>", True, False),
        ("<w:rStyle w:val='NoSuch'/>", False, False),
    ],
)
def test_bold_and_italics_are_read_by_hand_and_by_style(properties: str, strong: bool, emphasis: bool) -> None:
    (run,) = only(p(t("a", properties))).runs
    assert (run.strong, run.emphasis) == (strong, emphasis)


def test_a_paragraph_knows_its_style_and_depth() -> None:
    read = story(
        p(t("a"), properties="<w:pStyle w:val='MyHead'/>")
        + p(t("b"), properties="<w:pStyle w:val='LB2'/>")
        + p(t("c"), properties="<w:pStyle w:val='LB2'/><w:numPr><w:numId w:val='0'/></w:numPr>")
        + p(t("d"), properties="<w:pStyle w:val='Body'/><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>")
    ).paragraphs
    assert [(each.style, each.level, each.item) for each in read] == [
        ("myhead", 1, 0),
        ("listbullet2", 0, 2),
        ("listbullet2", 0, 0),
        ("bodytext", 0, 1),
    ]


# Notes, formulas, comments


def test_footnotes_and_endnotes_are_notes() -> None:
    body = p(t("a"), '<w:r><w:footnoteReference w:id="2"/></w:r>', '<w:r><w:endnoteReference w:id="2"/></w:r>')
    separator = f'<w:footnote w:type="separator" w:id="-1">{p(t("no"))}</w:footnote>'
    read = story(
        body,
        footnotes=f'{separator}<w:footnote w:id="2">{p(t("foot"))}{p(t("more"))}</w:footnote>',
        endnotes=f'<w:endnote w:id="2">{p(t("end"))}</w:endnote>',
    )
    assert [run.note for run in read.paragraphs[0].runs if run.note] == ["footnote:2", "endnote:2"]
    assert {key: [each.text for each in note] for key, note in read.notes.items()} == {
        "footnote:2": ["foot", "more"],
        "endnote:2": ["end"],
    }


def test_a_comment_may_run_over_several_paragraphs() -> None:
    body = p(t("one "), '<w:commentRangeStart w:id="4"/>', t("two")) + p(
        t("three"), '<w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r>', t(" four")
    )
    comment = f'<w:comment w:id="4" w:author="A" w:initials="AK" w:date="2025-03-03T09:30:00Z">{p(t("first"))}{p(t("second"))}</w:comment>'
    read = story(body, comments=comment)
    assert [each.remarks for each in read.paragraphs] == [(("4", 4, 7),), (("4", 0, 5),)]
    (remark,) = read.remarks
    assert (remark.author, remark.initials, remark.text, remark.done) == ("A", "AK", "first\nsecond", False)


def test_an_answer_knows_its_comment_and_a_resolved_one_is_done() -> None:
    def comment(number: int, key: str) -> str:
        return f'<w:comment w:id="{number}" w:author="A"><w:p w14:paraId="{key}">{t("words")}</w:p></w:comment>'

    read = story(
        p(t("a")),
        comments=comment(1, "0A") + comment(2, "0B"),
        commentsExtended='<w15:commentEx w15:paraId="0A" w15:done="1"/><w15:commentEx w15:paraId="0B" w15:paraIdParent="0A" w15:done="0"/>',
    )
    assert [(each.key, each.parent, each.done) for each in read.remarks] == [("1", "", True), ("2", "1", False)]


def test_places_of_comments_are_those_of_the_accepted_text() -> None:
    body = p(
        f"<w:del {WHO}>{gone('old ')}</w:del>",
        '<w:commentRangeStart w:id="4"/>',
        t("word"),
        '<w:commentRangeEnd w:id="4"/>',
    )
    assert accepted(story(body)).paragraphs[0].remarks == (("4", 0, 4),)


def test_a_formula_is_told_by_its_letters() -> None:
    body = p(t("a "), "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>", t(" b"))
    assert only(body).text == "a x+1 b"

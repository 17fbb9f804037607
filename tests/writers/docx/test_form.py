"""A donor's form is filled where it has fields, and is otherwise the file that it was."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reportgen.errors import WorkspaceError
from reportgen.writers.docx.form import Field, Filled, fill_form, form_fields

from .conftest import missing
from .foreign import R, W, foreign, pack, rels, style, styles
from .test_word_style_refused import DOCTYPE, EXTERNAL, OLE

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
SHEET = styles(style("PlaceholderText", "Placeholder Text", kind="character", r='<w:color w:val="808080"/>'))
BOLD, RED = "<w:b/>", '<w:color w:val="FF0000"/>'
GREY = '<w:rStyle w:val="PlaceholderText"/>'
TYPES = (
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{WML}.styles+xml"/>'
)
OPENING = f'<w:document xmlns:w="{W}" xmlns:r="{R}" xmlns:w14="{W14}" xmlns:w15="{W15}" xmlns:mc="{MC}" mc:Ignorable="w14 w15">'


def r(text: str, look: str = "", more: str = "") -> str:
    dressed = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{dressed}{more}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def sdt(content: str, called: str = "", kind: str = "<w:text/>", *, alias: str = "", before: str = "") -> str:
    named = (f'<w:alias w:val="{alias}"/>' if alias else "") + (f'<w:tag w:val="{called}"/>' if called else "")
    return f"<w:sdt><w:sdtPr>{before}{named}{kind}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def mark(called: str, content: str, number: int = 1) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{called}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def box(state: str = "0", font: str = "MS Gothic", ticked: str = "2612", clear: str = "2610") -> str:
    return (
        f'<w14:checkbox><w14:checked w14:val="{state}"/><w14:checkedState w14:val="{ticked}" w14:font="{font}"/>'
        f'<w14:uncheckedState w14:val="{clear}" w14:font="{font}"/></w14:checkbox>'
    )


def chars(*kinds: str, look: str = "") -> list[str]:
    return [f'<w:r><w:rPr>{look}</w:rPr><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in kinds]


def code(instruction: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'


def table(cells: str) -> str:
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid><w:tr>{cells}</w:tr></w:tbl>'


def document(*blocks: str) -> str:
    return f"{HEAD}{OPENING}<w:body>{''.join(blocks)}</w:body></w:document>"


def form(*blocks: str, members: Mapping[str, str | bytes] | None = None, types: str = "", **more: Any) -> bytes:
    held = {"word/document.xml": document(*blocks), **(members or {})}
    return foreign(SHEET, members=held, types=TYPES + types, **more)


def with_stories() -> bytes:
    """Return a form with fields in its header, footer, footnotes and endnotes."""
    names = {"footer": "footer1.xml", "endnotes": "endnotes.xml", "header": "header1.xml", "footnotes": "footnotes.xml"}
    note = '<w:{0} w:id="2"><w:p><w:r><w:t>{{{{ {0} }}}}</w:t></w:r></w:p></w:{0}>'
    held = {
        "header": f'<w:hdr xmlns:w="{W}">{p(r("{{ header }}"))}</w:hdr>',
        "footer": f'<w:ftr xmlns:w="{W}">{p(r("{{ footer }}"))}</w:ftr>',
        "footnotes": f'<w:footnotes xmlns:w="{W}">{note.format("footnote")}</w:footnotes>',
        "endnotes": f'<w:endnotes xmlns:w="{W}">{note.format("endnote")}</w:endnotes>',
    }
    types = "".join(
        f'<Override PartName="/word/{file}" ContentType="{WML}.{kind}+xml"/>' for kind, file in names.items()
    )
    section = '<w:sectPr><w:headerReference w:type="default" r:id="r3"/><w:footerReference w:type="default" r:id="r1"/></w:sectPr>'
    notes = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="2"/></w:r>'
    return form(
        p(r("{{ body }}"), notes),
        section,
        relations=tuple((kind, file, "") for kind, file in names.items()),
        members={f"word/{names[kind]}": HEAD + xml for kind, xml in held.items()},
        types=types,
    )


def fill(data: bytes, **values: str) -> Filled:
    return fill_form(data, "form.docx", values.get)


def xml_of(data: bytes, path: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(path).decode()


def text_of(data: bytes, path: str = "word/document.xml") -> str:
    """Return the words of a part, a line for each paragraph."""
    signs = {"br": "|", "tab": "\t"}
    return "\n".join(
        "".join(signs.get(etree.QName(e).localname, e.text or "") for e in paragraph.iter(f"{{{W}}}t", f"{{{W}}}br", f"{{{W}}}tab"))
        for paragraph in etree.fromstring(xml_of(data, path).encode()).iter(f"{{{W}}}p")
    )  # fmt: skip


def body(data: bytes) -> str:
    """Return what stands in the body, as it was written."""
    return re.search("<w:body>(.*)</w:body>", xml_of(data), re.DOTALL)[1]  # type: ignore[index]


def filled(*blocks: str, **values: str) -> str:
    """Return the body of a form of these blocks, filled."""
    return body(fill(form(*blocks), **values).data)


# Controls.


def test_a_control_in_a_line_keeps_the_format_of_its_first_run():
    assert filled(p(r("Sum: "), sdt(r("12", BOLD) + r("3", RED), "sum"), r(".")), sum="4,500") == p(
        r("Sum: "), sdt("<w:r><w:rPr><w:b/></w:rPr><w:t>4,500</w:t></w:r>", "sum"), r(".")
    )


def test_a_control_is_called_by_its_tag_and_else_by_its_title():
    both, titled = sdt(r("x"), "tag", alias="Title"), sdt(r("x"), alias="Name of project")
    data = form(p(both, titled, sdt(r("no name"))))
    assert form_fields(data, "form.docx") == (Field("tag", "control"), Field("Name of project", "control"))


def test_a_placeholder_gives_way_to_the_format_that_typed_words_would_get():
    grey = sdt(r("Click here", GREY + BOLD), "a", before=f"<w:rPr>{RED}</w:rPr>").replace(
        "<w:text/>", "<w:showingPlcHdr/><w:text/>"
    )
    found = filled(p(grey), a="Norlund")
    assert f"<w:sdtContent><w:r><w:rPr>{RED}</w:rPr><w:t>Norlund</w:t></w:r></w:sdtContent>" in found
    assert "showingPlcHdr" not in found


@pytest.mark.parametrize("look", ['<w:rStyle w:val="Platzhaltertext"/>', f'{GREY}<w:color w:val="808080"/>'])
def test_a_placeholder_loses_its_grey_whatever_the_language_of_word(look):
    found = filled(p(sdt(r("Hier", look + '<w:sz w:val="40"/>'), "a", "<w:showingPlcHdr/>")), a="Norlund")
    assert '<w:r><w:rPr><w:sz w:val="40"/></w:rPr><w:t>Norlund</w:t></w:r>' in found


def test_a_block_control_becomes_one_paragraph_with_breaks():
    held = '<w:p><w:pPr><w:jc w:val="end"/></w:pPr><w:r><w:t>One</w:t></w:r></w:p>' + p(r("Two"))
    found = filled(sdt(held, "text", ""), p(r("After")), text="First\nSecond\tcell")
    assert found == (
        sdt('<w:p><w:pPr><w:jc w:val="end"/></w:pPr><w:r><w:t>First</w:t><w:br/><w:t>Second</w:t><w:tab/><w:t>cell</w:t></w:r></w:p>', "text", "")
        + p(r("After"))
    )  # fmt: skip


def test_a_control_around_a_cell_fills_the_cell():
    cell = '<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr><w:p/></w:tc>'
    found = filled(table(sdt(cell, "cell", "")), p(), cell="Norlund")
    assert "<w:tcPr>" in found and "<w:p><w:r><w:t>Norlund</w:t></w:r></w:p></w:tc></w:sdtContent>" in found


def test_a_control_around_a_row_is_no_field_and_those_in_it_are():
    row = f"<w:tr><w:tc>{p(sdt(r('x'), 'inner'))}</w:tc></w:tr>"
    data = form(table("<w:tc><w:p/></w:tc>").replace("</w:tbl>", sdt(row, "row", "") + "</w:tbl>"), p())
    assert form_fields(data, "form.docx") == (Field("inner", "control"),)


def test_an_empty_control_gets_a_run_or_a_paragraph():
    assert "<w:sdtContent><w:r><w:t>1</w:t></w:r></w:sdtContent>" in filled(p(sdt("", "a")), a="1")
    assert "<w:sdtContent><w:p><w:r><w:t>1</w:t></w:r></w:p></w:sdtContent>" in filled(sdt("", "a"), a="1")


def test_of_controls_in_controls_the_innermost_with_a_name_are_filled():
    inner = sdt(sdt(r("x"), "inner"), "")
    data = form(sdt(p(r("Keep "), inner), "outer", ""))
    assert form_fields(data, "form.docx") == (Field("inner", "control"),)
    assert text_of(fill(data, inner="1", outer="2").data) == "Keep 1"


@pytest.mark.parametrize(
    "kind",
    [
        "<w:picture/>",
        "<w:group/>",
        '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>',
        "<w15:repeatingSection/>",
        "<w15:repeatingSectionItem/>",
        "<w:citation/>",
    ],
)
def test_a_control_that_is_made_for_other_things_is_no_field(kind):
    data = form(sdt(p(r("x")), "a", kind))
    assert form_fields(data, "form.docx") == () and fill(data, a="1") == Filled(data, (), ())


@pytest.mark.parametrize(
    "held",
    [
        table(f"<w:tc>{p(r('x'))}</w:tc>"),
        p("<w:r><w:drawing/></w:r>"),
        p(sdt(r("x"))),
        p(r("x"), *chars("begin")),
        "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>",
    ],
)
def test_a_control_around_more_than_text_stays_and_is_named(held):
    data = form(sdt(held, "frame", ""))
    assert fill(data, frame="1") == Filled(data, (), ("frame",))


def test_a_locked_control_is_filled_and_stays_locked():
    found = filled(p(sdt(r("x"), "a", '<w:lock w:val="sdtContentLocked"/><w:text/>')), a="1")
    assert '<w:lock w:val="sdtContentLocked"/>' in found and "<w:t>1</w:t>" in found


def test_a_control_is_parted_from_data_that_word_would_print_over_it():
    bound = (
        '<w:dataBinding w:xpath="/x" w:storeItemID="{0}"/><w15:dataBinding w:xpath="/x" w:storeItemID="{0}"/><w:text/>'
    )
    assert "dataBinding" not in filled(p(sdt(r("x"), "a", bound)), a="1")
    assert filled(p(sdt(r("x"), "a", bound)), b="1").count("dataBinding") == 2


def test_pairs_and_notes_in_a_control_outlive_its_words():
    first = p('<w:commentRangeStart w:id="7"/>', r("One"), mark("_Toc1", r("x")))
    second = p(r("Two"), '<w:hyperlink w:anchor="x"><w:bookmarkStart w:id="9" w:name="_Ref9"/>' + r("link") + "</w:hyperlink>",
               '<w:r><w:t>b</w:t><w:footnoteReference w:id="2"/></w:r>', '<w:commentRangeEnd w:id="7"/><w:bookmarkEnd w:id="9"/>')  # fmt: skip
    assert filled(sdt(first + second, "a", ""), a="1") == sdt(
        p('<w:commentRangeStart w:id="7"/><w:r><w:t>1</w:t></w:r><w:bookmarkStart w:id="1" w:name="_Toc1"/><w:bookmarkEnd w:id="1"/>'
          '<w:bookmarkStart w:id="9" w:name="_Ref9"/><w:r><w:footnoteReference w:id="2"/></w:r><w:commentRangeEnd w:id="7"/><w:bookmarkEnd w:id="9"/>'),
        "a", "",
    )  # fmt: skip


DAY = '<w:date w:fullDate="2020-05-01T00:00:00Z"><w:dateFormat w:val="d MMM yyyy"/></w:date>'


@pytest.mark.parametrize(
    "given_, stored",
    [
        ("2024-12-31", 'w:fullDate="2024-12-31T00:00:00Z"'),
        ("31 December 2024", ""),
        ("2024-02-30", ""),
    ],
)
def test_a_date_control_shows_the_words_and_stores_an_iso_date(given_, stored):
    found = filled(p(sdt(r("x"), "day", DAY)), day=given_)
    assert f"<w:t>{given_}</w:t>" in found
    assert re.findall('w:fullDate="[^"]*"', found) == ([stored] if stored else [])


ITEMS = '<w:listItem w:displayText="Choose" w:value=""/><w:listItem w:displayText="Grant" w:value="G"/><w:listItem w:value="Loan"/>'


@pytest.mark.parametrize("given_, shown", [("Grant", "Grant"), ("G", "Grant"), ("g", "Grant"), ("loan", "Loan")])
def test_a_list_shows_the_item_that_is_meant(given_, shown):
    for kind in ("dropDownList", "comboBox"):
        held = p(sdt(r("x"), "kind", f"<w:{kind}>{ITEMS}</w:{kind}>"))
        assert text_of(fill(form(held), kind=given_).data) == shown


@pytest.mark.parametrize("given_", ["Gift", ""])
def test_a_list_without_the_item_stays_empty_unless_one_may_type_into_it(given_):
    data = form(p(sdt(r("x"), "kind", f"<w:dropDownList>{ITEMS}</w:dropDownList>")))
    assert fill(data, kind=given_) == Filled(data, (), ("kind",))
    data = form(p(sdt(r("x"), "kind", f"<w:comboBox>{ITEMS}</w:comboBox>")))
    assert text_of(fill(data, kind=given_).data) == given_


@pytest.mark.parametrize("given_, state", [("yes", "1"), (" TRUE", "1"), ("1", "1"), ("no", "0"), ("False", "0"), ("0", "0")])  # fmt: skip
def test_a_tick_box_is_set_with_its_sign(given_, state):
    held = p(sdt(r("☐", '<w:rFonts w:ascii="MS Gothic" w:hint="eastAsia"/>'), "box", box("1" if state == "0" else "0")))
    found = filled(held, box=given_)
    assert f'<w14:checked w14:val="{state}"/>' in found
    assert (
        f'<w:rFonts w:ascii="MS Gothic" w:hint="eastAsia"/></w:rPr><w:t>{"☒" if state == "1" else "☐"}</w:t>' in found
    )


def test_a_tick_box_takes_the_sign_and_font_of_the_form():
    found = filled(p(sdt(r("x", GREY + BOLD), "box", box(font="Segoe UI Symbol", ticked="2714"))), box="yes")
    fonts = "".join(f' w:{script}="Segoe UI Symbol"' for script in ("ascii", "eastAsia", "hAnsi", "cs"))
    assert f"<w:rFonts{fonts}/><w:b/></w:rPr><w:t>✔</w:t>" in found
    found = filled(p(sdt(r("x"), "box", box(font="Wingdings", ticked="00FE"))), box="yes")
    assert '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' in found
    found = filled(p(sdt(r("x"), "box", "<w14:checkbox/>")), box="no")
    assert '<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>' in found and "<w:t>☐</w:t>" in found


def test_a_tick_box_does_not_guess():
    data = form(p(sdt(r("x"), "box", box())))
    assert fill(data, box="4,500") == Filled(data, (), ("box",))


# Bookmarks.


def test_words_in_a_bookmark_are_replaced_in_the_format_of_the_first_run():
    assert filled(p(r("For "), mark("donor", r("some", BOLD) + r("body", RED)), r(".")), donor="Norlund") == p(
        r("For "), mark("donor", "<w:r><w:rPr><w:b/></w:rPr><w:t>Norlund</w:t></w:r>"), r(".")
    )


@pytest.mark.parametrize(
    "before, after, look",
    [
        (r("a", BOLD), r("b", RED), f"<w:rPr>{BOLD}</w:rPr>"),
        ("", r("b", RED), f"<w:rPr>{RED}</w:rPr>"),
        (f"<w:pPr><w:rPr><w:ins w:id='5' w:author='A'/>{RED}</w:rPr></w:pPr>", "", f"<w:rPr>{RED}</w:rPr>"),
        ("", "", ""),
    ],
)
def test_an_empty_bookmark_gets_a_run_like_its_neighbour(before, after, look):
    found = filled(p(before, mark("donor", ""), after), donor="Norlund")
    assert mark("donor", f"<w:r>{look}<w:t>Norlund</w:t></w:r>") in found


def test_the_bookmark_of_an_old_form_field_gets_its_result():
    begin, separate, end = chars("begin", "separate", "end", look=BOLD)
    for old in ("", r("     ", BOLD) + r(" ", RED)):
        field = begin + code("FORMTEXT") + separate + old + end
        found = filled(p(mark("Text1", field)), Text1="Norlund")
        assert found == p(mark("Text1", begin + code("FORMTEXT") + separate + f"<w:r><w:rPr>{BOLD}</w:rPr><w:t>Norlund</w:t></w:r>" + end))  # fmt: skip


def test_a_bookmark_that_holds_more_than_a_text_of_one_paragraph_stays_and_is_named():
    begin, separate, end = chars("begin", "separate", "end")
    spanning = p('<w:bookmarkStart w:id="1" w:name="spanning"/>', r("a")) + p(r("b"), '<w:bookmarkEnd w:id="1"/>')
    endless = p('<w:bookmarkStart w:id="2" w:name="endless"/>', r("a"))
    between = mark("between", "", 3)
    tick = p(mark("tick", begin + code("FORMCHECKBOX") + separate + end, 4))
    around = p(mark("around", sdt(r("x"), "control"), 5))
    data = form(spanning, between, endless, tick, around)
    values = dict.fromkeys(("spanning", "endless", "between", "tick", "around"), "1")
    assert fill(data, **values) == Filled(data, (), ("spanning", "between", "endless", "tick", "around", "control"))


def test_a_bookmark_whose_ends_stand_around_its_paragraph_is_filled():
    start, end = '<w:bookmarkStart w:id="1" w:name="a"/>', '<w:bookmarkEnd w:id="1"/>'
    assert (
        filled(p(start, r("x", BOLD)), end, a="1") == p(start, r("1", BOLD).replace(' xml:space="preserve"', "")) + end
    )
    assert text_of(fill(form(start, p(r("x")), end, p(r("After"))), a="1").data) == "1\nAfter"
    empty = '<w:p><w:pPr><w:jc w:val="end"/></w:pPr></w:p>'
    assert "</w:pPr><w:r><w:t>1</w:t></w:r></w:p>" in filled(start, empty, end, a="1")


def test_bookmarks_that_word_sets_are_no_fields():
    data = form(p(mark("_GoBack", r("a")), mark("_Toc123", r("b"), 2)))
    assert form_fields(data, "form.docx") == () and fill(data, _GoBack="1").data == data


def test_a_picture_and_a_page_break_in_a_bookmark_stay():
    kept = '<w:r><w:br w:type="page"/></w:r><w:r><w:pict/></w:r>'
    assert kept in filled(p(mark("a", r("x") + kept + r("y"))), a="1")


# Marks.


def test_a_mark_is_replaced_and_the_words_around_it_stay():
    found = filled(p(r("We got {{ agreement.received | money }} from {{donor}}.")), donor="Norlund",
                   **{"agreement.received | money": "US$ 5"})  # fmt: skip
    assert found == p(r("We got US$ 5 from Norlund."))


def test_a_mark_in_pieces_takes_the_format_in_which_it_starts():
    split = p(
        r("See {", BOLD), '<w:proofErr w:type="spellStart"/>', r("{ do", RED), r("nor }", "<w:i/>"), r("} now", BOLD)
    )
    assert filled(split, donor="Norlund") == p(
        r("See Norlund", BOLD), '<w:proofErr w:type="spellStart"/>', r(" now", BOLD)
    )


def test_a_mark_is_found_with_the_quotes_that_word_makes_of_ours():
    data = form(p(r("{{ indicators[“D_1.A”].2024.result }} {{ a[„b“] }}")))
    assert [each.name for each in form_fields(data, "form.docx")] == ['indicators["D_1.A"].2024.result', 'a["b"]']


@pytest.mark.parametrize(
    "block",
    [
        p('<w:hyperlink w:anchor="x">' + r("{{ a }}") + "</w:hyperlink>"),
        table(f"<w:tc>{p(r('{{ a }}'))}</w:tc>") + p(),
        p('<w:ins w:id="4" w:author="A">' + r("{{ a") + "</w:ins>", r(" }}")),
        p('<w:fldSimple w:instr="QUOTE">' + r("{{ a }}") + "</w:fldSimple>"),
        p(sdt(r("{{ a }}"))),
        p(r("{{ "), mark("_GoBack", ""), r("a }}")),
        f"<w:p><w:r><w:pict><w:txbxContent>{p(r('{{ a }}'))}</w:txbxContent></w:pict></w:r></w:p>",
    ],
)
def test_marks_are_found_wherever_there_is_text(block):
    data = form(block)
    assert form_fields(data, "form.docx") == (Field("a", "mark"),)
    assert "Norlund" in text_of(fill(data, a="Norlund").data) and "{{" not in text_of(fill(data, a="Norlund").data)


@pytest.mark.parametrize(
    "block",
    [
        p(r("{{ a")) + p(r("}}")),
        p(r("{{ a"), "<w:r><w:tab/></w:r>", r("}}")),
        p(r("{{ }} {{}} { a } {{ a } } {a}}")),
        p('<w:del w:id="4" w:author="A"><w:r><w:delText>{{ a }}</w:delText></w:r></w:del>'),
        p('<w:moveFrom w:id="4" w:author="A">' + r("{{ a }}") + "</w:moveFrom>"),
        p(code("QUOTE {{ a }}")),
    ],
)
def test_what_only_looks_like_a_mark_is_left_alone(block):
    data = form(block)
    assert form_fields(data, "form.docx") == () and fill(data, a="1").data == data


def test_a_mark_of_several_lines_keeps_what_stands_beside_it():
    found = filled(p(r("To {{ a }} now {{ b }}", BOLD)), a="One\nTwo", b="\nThree\n")
    to, now = (f'<w:t xml:space="preserve">{text}</w:t>' for text in ("To ", " now "))
    one, two, three = (f"<w:t>{text}</w:t>" for text in ("One", "Two", "Three"))
    stop = "<w:br/>"
    assert found == p(f"<w:r><w:rPr>{BOLD}</w:rPr>{to}{one}{stop}{two}{now}{stop}{three}{stop}</w:r>")


def test_an_empty_text_takes_a_mark_away():
    assert filled(p(r("a"), r("{{ a }}", BOLD)), a="") == p(r("a"))
    assert filled(p(r("{{ a }}{{ b }}")), a="", b="") == "<w:p><w:r/></w:p>"


@pytest.mark.parametrize("change", ["del", "moveFrom"])
def test_a_field_that_a_tracked_change_took_away_is_none(change):
    data = form(
        p(f'<w:{change} w:id="4" w:author="A">', sdt(r("x"), "a"), mark("b", r("y")), r("{{ c }}"), f"</w:{change}>")
    )
    assert form_fields(data, "form.docx") == ()


# What a value cannot do.


def test_a_value_is_never_read_for_marks():
    data = form(p(sdt(r("x"), "a"), mark("b", r("y")), r("{{ c }}{{ d }} }}")))
    done = fill(data, a="{{ secret }}", b="{{ secret }}", c="{{ secret", d="{{ c }}", secret="no")
    assert text_of(done.data) == "{{ secret }}{{ secret }}{{ secret{{ c }} }}"


def test_a_value_is_text_and_nothing_else():
    data = form(p(r("{{ a }}"), sdt(r("x"), "b")))
    done = fill(data, a="<w:br/>&amp;\x00\x0b\ud800\ufffe", b="\r\nA\rB")
    assert text_of(done.data) == "<w:br/>&amp;|A|B"


def test_where_fields_share_words_one_is_filled_and_the_other_is_named():
    shared = p(sdt(r("{{ a }}") + mark("b", r("x")), "c"), mark("d", r("{{ e }}") + mark("f", r("x"), 3), 2))
    done = fill(form(shared), a="1", b="2", c="3", d="4", e="5", f="6")
    assert (text_of(done.data), done.filled, done.empty) == ("34", ("c", "d"), ("a", "b", "e", "f"))
    done = fill(form(shared), a="1", b="2", e="5", f="6")
    assert (text_of(done.data), done.filled, done.empty) == ("1256", ("a", "b", "e", "f"), ("c", "d"))


# The file.


def test_fields_are_found_in_headers_footers_and_notes_in_that_order():
    names = [each.name for each in form_fields(with_stories(), "form.docx")]
    assert names == ["body", "header", "footer", "footnote", "endnote"]
    done = fill(with_stories(), **{each: each.upper() for each in names})
    assert [
        text_of(done.data, f"word/{part}.xml").strip() for part in ("header1", "footer1", "footnotes", "endnotes")
    ] == [
        "HEADER",
        "FOOTER",
        "FOOTNOTE",
        "ENDNOTE",
    ]


def test_fields_are_told_in_the_order_of_the_text_each_once():
    data = form(p(r("{{ a }}"), sdt(r("x"), "b"), r("{{ c }}{{ a }}"), mark("d", "")), p(mark("d", r("x"), 2)))
    assert form_fields(data, "form.docx") == (Field("a", "mark"), Field("b", "control"), Field("c", "mark"), Field("d", "bookmark"))  # fmt: skip
    asked: list[str] = []
    done = fill_form(data, "form.docx", lambda name: asked.append(name) or ("1" if name in "ad" else None))
    assert (asked, done.filled, done.empty) == (["a", "b", "c", "d"], ("a", "d"), ("b", "c"))


def test_with_nothing_to_fill_the_bytes_come_back():
    data = form(p(r("{{ a }}"), sdt(r("x"), "b"), mark("c", r("y"))))
    done = fill(data)
    assert done.data is data and done.empty == ("a", "b", "c")


def test_only_the_field_changes_in_its_part_and_other_parts_keep_their_bytes():
    odd = (
        f"{HEAD}<!-- made by hand -->{OPENING}<w:body>\n  <w:p   w:rsidR='00AA' w14:paraId=\"0000000A\" ><w:r><w:t>{{{{ a }}}}</w:t></w:r>"
        '<w:r><w:t xml:space="preserve"> &amp; <![CDATA[<b>]]> &#233; é</w:t></w:r></w:p><?odd one?>\n<w:p></w:p></w:body></w:document>'
    )
    other = b"\xff\xfe any bytes \x00"
    data = form(members={"word/document.xml": odd, "custom/x.bin": other, "word/empty/": b""})
    done = fill(data, a="Norlund")
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(done.data)) as new:
        assert new.namelist() == old.namelist()
        assert {entry.date_time for entry in new.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert [n for n in old.namelist() if old.read(n) != new.read(n)] == ["word/document.xml"]
    plain = odd.replace("<w:p   w:rsidR='00AA' w14:paraId=\"0000000A\" >", '<w:p w:rsidR="00AA" w14:paraId="0000000A">')
    plain = plain.replace("<w:p></w:p>", "<w:p/>").replace("&#233;", "é")
    assert xml_of(done.data) == plain.replace("{{ a }}", "Norlund")


def test_the_same_values_give_the_same_bytes():
    assert fill(with_stories(), body="1", header="2") == fill(with_stories(), body="1", header="2")


def test_a_part_in_utf_16_is_read_and_written_in_utf_8():
    data = form(members={"word/document.xml": document(p(r("{{ a }} é"))).replace("UTF-8", "UTF-16").encode("utf-16")})
    assert text_of(fill(data, a="Norlund").data) == "Norlund é"


def test_the_document_may_have_another_name():
    members = {
        "_rels/.rels": rels(("officeDocument", "/word/Document2.xml", "")),
        "word/document2.xml": document(p(r("{{ a }}"))),
        "word/_rels/document2.xml.rels": rels(("styles", "styles.xml", "")),
    }
    assert text_of(fill(foreign(members=members), a="1").data, "word/document2.xml") == "1"


def without(path: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(form())) as archive:
        return pack({name: archive.read(name) for name in archive.namelist() if name != path})


def corrupt() -> bytes:
    """Return a file whose document does not unpack to what it was."""
    data = pack({"word/media/x.bin": b"0123456789" * 9})
    with zipfile.ZipFile(io.BytesIO(form(members={"word/media/x.bin": b"0123456789" * 9}))) as archive:
        data = pack({name: archive.read(name) for name in archive.namelist()})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entry = archive.getinfo("word/media/x.bin")
    at = entry.header_offset + 30 + len(entry.filename)
    return data[:at] + b"\xff\xff" + data[at + 2 :]


REFUSED = {
    "an old document": (OLE, "is a document of old Office programs (.doc)"),
    "a PDF file": (b"%PDF-1.7\n", "is a PDF file"),
    "text": (b"Dear all,\n", "is not a Word file (.docx)"),
    "an empty file": (b"", "is empty"),
    "a .docm": (form(main="application/vnd.ms-word.document.macroEnabled.main+xml"), "holds macros"),
    "OLE": (form(relations=(("oleObject", "embeddings/o.bin", ""),)), "holds embedded objects"),
    "altChunk": (form(relations=(("aFChunk", "chunk.html", ""),)), "holds embedded files (altChunk)"),
    "a picture elsewhere": (form(relations=(("image", "https://example.org/spy.png", EXTERNAL),)), "takes content (image) from elsewhere, “https://example.org/spy.png”"),
    "half a zip": (form()[:700], "is damaged: it cannot be unpacked"),
    "a broken zip": (corrupt(), "is damaged: it cannot be unpacked"),
    "no document": (without("word/document.xml"), "is packed like a Word file and holds no document"),
    "no XML": (form(members={"word/document.xml": "<w:document>"}), "is damaged: word/document.xml is not XML"),
    "a DOCTYPE": (form(members={"word/document.xml": DOCTYPE + document().removeprefix(HEAD)}), "has a document type (DOCTYPE) in word/document.xml, which can blow up a reader or read its files"),
    "a DOCTYPE in UTF-16": (form(members={"word/document.xml": ('<?xml version="1.0" encoding="UTF-16"?>' + DOCTYPE + document().removeprefix(HEAD)).encode("utf-16")}), "has a document type (DOCTYPE) in word/document.xml, which can blow up a reader or read its files"),
    "a large part": (form(members={"word/document.xml": document(p(r("".join(map(str, range(3_000_000))))))}), "holds word/document.xml, which is larger than 16 MB"),
    "many fields": (form(p(r("".join(f"{{{{ a{n} }}}}" for n in range(5001))))), "has 5,001 fields; at most 5,000 are filled"),
    "a bomb": (form(members={"word/x.bin": bytes(205 * 2**20)}), "is 0.2 MB and would unpack to 205.0 MB"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_form_is_refused_by_name(case):
    data, message = REFUSED[case]
    for call in (lambda: form_fields(data, "norlund.docx"), lambda: fill(data)):
        with pytest.raises(WorkspaceError, match=re.escape(message)) as caught:
            call()
    assert re.search(r"\. (Open the file in Word and save it|Ask the donor for a plain form)", str(caught.value))
    with pytest.raises(WorkspaceError, match=r"^norlund\.docx "):
        form_fields(data, "norlund.docx")


def test_links_to_elsewhere_stay():
    data = form(p(r("{{ a }}")), relations=(("hyperlink", "https://example.org", EXTERNAL),))
    assert text_of(fill(data, a="1").data) == "1"


# Other programs.


def whole_form() -> bytes:
    cell = f'<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{p(r("{{ cell | money }}", BOLD))}</w:tc>'
    begin, separate, end = chars("begin", "separate", "end")
    return form(
        p(r("Donor: "), sdt(r("Click here", GREY), "Donor", "<w:showingPlcHdr/><w:text/>")),
        p(sdt(r("Pick a day", GREY), "Day", f"<w:showingPlcHdr/>{DAY}")),
        p(sdt(r("x"), "Kind", f"<w:dropDownList>{ITEMS}</w:dropDownList>"), sdt(r("☐"), "Box", box())),
        sdt(p(r("One")) + p(r("Two")), "Story", ""),
        table(cell),
        p(mark("Sum", r("0", BOLD)), r(" and "), mark("Point", "", 2), mark("Old", begin + code("FORMTEXT") + separate + r("  ") + end, 3)),
        p(r("Say {"), r("{ wor", RED), r("ds }} twice.")),
    )  # fmt: skip


VALUES = {
    "Donor": "Norlund", "Day": "2024-12-31", "Kind": "G", "Box": "yes", "Story": "First line\nSecond line",
    "cell | money": "US$ 4,500", "Sum": "Thirty", "Point": "Forty", "Old": "Fifty", "words": "Hello\nagain",
}  # fmt: skip
PRINTED = "Norlund 2024-12-31 Grant ☒ First line Second US$ 4,500 Thirty Forty Fifty Hello again twice.".split()


def test_a_filled_form_is_as_valid_as_it_was(validate):
    for data, values in ((whole_form(), VALUES), (with_stories(), {"body": "1", "header": "2", "endnote": "3\n4"})):
        done = fill(data, **values)
        assert set(done.filled) == set(values)
        assert validate(done.data) == validate(data)
    assert validate(fill(whole_form(), **VALUES).data) == []


def test_libreoffice_prints_the_values(tmp_path):
    office = shutil.which("soffice")
    if not office:
        missing("LibreOffice")
    (tmp_path / "form.docx").write_bytes(fill(whole_form(), **VALUES).data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "form.docx"]
    subprocess.run(command, capture_output=True, check=True, timeout=180)
    done = subprocess.run(["pdftotext", tmp_path / "form.pdf", "-"], capture_output=True, text=True, check=True)
    assert [word for word in PRINTED if word not in done.stdout] == []
    assert "Click here" not in done.stdout and "{{" not in done.stdout


# Whatever Word does to a line.


@given(
    cuts=st.sets(st.integers(1, 60), max_size=12),
    looks=st.lists(st.sampled_from(["", BOLD, RED]), min_size=13, max_size=13),
    first=st.text(st.sampled_from("ab {}\n"), max_size=6),
    second=st.text(max_size=4),
)
def test_however_a_line_is_split_its_text_is_the_same(cuts, looks, first, second):
    line = "We had {{ first }}{{second}} and {{ first }}, not {{ third }}."
    edges = [0, *sorted(cut for cut in cuts if cut < len(line)), len(line)]
    pieces = [line[start:end] for start, end in pairwise(edges)]
    values = {"first": first, "second": second}
    split = fill(form(p(*(r(piece, look) for piece, look in zip(pieces, looks, strict=False)))), **values)
    whole = fill(form(p(r(line))), **values)
    assert text_of(split.data) == text_of(whole.data)
    assert (split.filled, split.empty) == (whole.filled, whole.empty) == (("first", "second"), ("third",))
    if "\n" not in first and second.isalnum():
        assert text_of(whole.data) == f"We had {first}{second} and {first}, not {{{{ third }}}}."


@given(st.text(), st.text(st.characters(exclude_categories=["Cs"])))
def test_no_bytes_and_no_text_of_a_form_break_it(around, value):
    clean = re.sub("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", around)
    escaped = clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    done = fill(form(p(r(escaped), r("{{ a }}"), sdt(r("x"), "b"), mark("c", ""))), a=value, b=value, c=value)
    assert etree.fromstring(xml_of(done.data).encode()) is not None
    assert fill(done.data).data is done.data

from __future__ import annotations

import pytest

from reportgen.document.nodes import Contents, ContentsEntry, Fact, Strong
from reportgen.writers.docx import Draft, write_docx

from .read_back import W, names, part
from .trees import LABELS, PICTURES, content, document, h, p, section, whole

V = "{urn:schemas-microsoft-com:vml}"
DRAFT = Draft(
    watermark="DRAFT",
    stamp="Draft for review · round-1",
    build="0123456789abcdef",
    round="round-1",
    workspace="demo",
    anchors={"rg_b": "n.md#2", "rg_a": "n.md#1"},
    facts={"rgf_c": 'indicators["D_1.A"].2024.result'},
)


@pytest.fixture(scope="module")
def docx(theme) -> bytes:
    return write_docx(whole(), theme, PICTURES, LABELS, {"reportgen-build": "abc"}, draft=DRAFT)


def test_the_validator_finds_no_error(docx, validate):
    assert validate(docx) == []


def test_two_drafts_are_the_same_bytes(docx, theme):
    assert docx == write_docx(whole(), theme, PICTURES, LABELS, {"reportgen-build": "abc"}, draft=DRAFT)


def test_changes_are_tracked_and_word_keeps_it_so(docx):
    settings = part(docx, "word/settings.xml")
    assert settings.find(f"{W}trackRevisions") is not None
    protection = settings.find(f"{W}documentProtection")
    assert dict(protection.attrib) == {f"{W}edit": "trackedChanges", f"{W}enforcement": "1"}


def test_there_is_no_content_control(docx):
    assert not list(part(docx).iter(f"{W}sdt"))


def test_the_contents_are_there_with_their_page_numbers(theme):
    entry = ContentsEntry(target="a", level=1, content=content("Chapter"))
    tree = document(h(1, "Contents"), Contents(entries=(entry,)), section(h(1, "Chapter", "a"), roles="body chapter"))
    body = part(write_docx(tree, theme, PICTURES, {"a": "7"}, {}, draft=DRAFT))
    assert any("TOC" in (e.text or "") for e in body.iter(f"{W}instrText"))
    assert "7" in [e.text for e in body.iter(f"{W}t")]


def test_the_stamp_is_in_words_and_the_watermark_one_word(docx):
    headers = [part(docx, name) for name in names(docx) if "header" in name and name.endswith(".xml")]
    assert headers
    for header in headers:
        assert [e.get("string") for e in header.iter(f"{V}textpath") if e.get("string")] == ["DRAFT"]
    words = ["".join(e.text for e in header.iter(f"{W}t")) for header in headers]
    assert any(text.startswith(DRAFT.stamp) for text in words)


def test_the_way_back_is_the_text_of_elements(docx):
    item = part(docx, "customXml/item1.xml")
    assert {e.tag: e.text for e in item} == {
        "build": "0123456789abcdef",
        "round": "round-1",
        "workspace": "demo",
        "anchors": "rg_a\tn.md#1\nrg_b\tn.md#2",
        "facts": 'rgf_c\tindicators["D_1.A"].2024.result',
    }
    assert not any(e.attrib for e in item.iter())


def test_bound_figures_are_shaded_also_where_they_are_bold(theme):
    fact = Fact(value="1", ref="a", trace="", content=content("1"))
    tree = document(p((fact,)), p((Strong(content=(fact,)),)))
    docx = write_docx(tree, theme, PICTURES, None, {}, draft=DRAFT)
    assert [e.get(f"{W}val") for e in part(docx).iter(f"{W}rStyle")] == ["BoundFigure", "BoundFigure"]
    assert len(list(part(docx).iter(f"{W}b"))) == 1
    style = next(e for e in part(docx, "word/styles.xml") if e.get(f"{W}styleId") == "BoundFigure")
    assert style.find(f"{W}rPr/{W}shd") is not None


def test_the_page_of_instructions_has_no_number_and_counts_for_none(theme):
    blocks = (
        section(h(1, "How to review", roles=("unlisted",)), p("Words."), roles="instructions"),
        section(p("Title", "title"), roles="cover"),
        section(h(1, "Imprint"), roles="front imprint"),
        section(h(1, "Chapter"), roles="body chapter"),
    )
    docx = write_docx(document(*blocks), theme, PICTURES, None, {}, draft=DRAFT)
    numbers = [e.find(f"{W}pgNumType") for e in part(docx).iter(f"{W}sectPr")]
    assert numbers[:2] == [None, None]
    assert [dict(e.attrib) for e in numbers[2:]] == [
        {f"{W}fmt": "lowerRoman", f"{W}start": "1"}, {f"{W}fmt": "decimal", f"{W}start": "1"},
    ]  # fmt: skip


def test_what_is_no_draft_has_none_of_it(write):
    docx = write(whole(), pages=LABELS)
    assert not [name for name in names(docx) if "customXml" in name or "comments" in name]
    settings = part(docx, "word/settings.xml")
    assert settings.find(f"{W}trackRevisions") is None and settings.find(f"{W}documentProtection") is None
    assert not [e for e in part(docx, "word/styles.xml") if e.get(f"{W}styleId") in ("BoundFigure", "CommentText")]

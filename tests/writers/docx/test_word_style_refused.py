"""A Word file that is none, could do harm or contradicts itself is refused or completed, by name and at its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportgen.build.check import check_workspace
from reportgen.writers.docx.own.reading import read_own
from tests.helpers import MINIMAL, write_workspace

from .foreign import (
    GERMAN,
    MAIN,
    foreign,
    huge_part,
    level,
    many_files,
    numbering,
    overlapping,
    pack,
    rels,
    style,
    styles,
    styles_that_unpack_to_much,
    theme,
)
from .looks import Looks
from .read_back import names, read_text
from .test_word_style import LAGOON, PLACE, dressed, read
from .trees import LABELS, whole


def findings_of(tmp_path: Path, data: bytes | None, line: str = "word_style: house.docx\n") -> list[str]:
    """Return what a check of a workspace with this file says, as it is printed."""
    workspace = write_workspace(tmp_path, **{"report.yaml": MINIMAL["report.yaml"] + line})
    if data is not None:
        (workspace / "house.docx").write_bytes(data)
    found = check_workspace(workspace).findings
    return [str(finding) for finding in found if finding.rule.startswith("LAY") or "word_style" in finding.message]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
EXTERNAL = "External"
REFUSED = {
    "a PDF file": (b"%PDF-1.7\n", "LAY110", "house.docx is a PDF file."),
    "text": (b"Dear all,\n", "LAY110", "house.docx is not a Word file (.docx)."),
    "an empty file": (b"", "LAY110", "house.docx is empty."),
    "an old document": (OLE, "LAY110", "house.docx is a document of old Office programs (.doc)."),
    "a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "LAY110", "house.docx is protected with a password, so nothing in it can be read."),
    "a damaged zip": (foreign()[:900], "LAY110", "house.docx is damaged: it cannot be unpacked."),
    "another zip": (pack({"a.txt": "x"}), "LAY110", "house.docx is a packed file (zip), not a Word file."),
    "an OpenDocument": (pack({"mimetype": "application/vnd.oasis.opendocument.text"}), "LAY110", "house.docx is an OpenDocument file."),
    "a workbook": (foreign(main="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"), "LAY110", "house.docx is a workbook."),
    "strict": (foreign(relations=(("http://purl.oclc.org/ooxml/officeDocument/relationships/styles", "styles.xml", ""),)), "LAY110", "house.docx is saved as “Strict Open XML Document”; an ordinary Word document is expected."),
    "no styles": (pack({"[Content_Types].xml": f'<Types><Override ContentType="{MAIN}"/></Types>'.replace("<Types>", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'), "_rels/.rels": rels(("officeDocument", "word/document.xml", "")), "word/document.xml": "<x/>"}), "LAY110", "house.docx is a Word file without styles."),
    "styles that are not XML": (foreign("<w:styles>"), "LAY110", "house.docx is damaged: word/styles.xml is not XML."),
    "macros": (foreign(members={"word/vbaProject.bin": b"\0"}), "LAY111", "house.docx holds macros."),
    "a .docm": (foreign(main="application/vnd.ms-word.document.macroEnabled.main+xml"), "LAY111", "house.docx holds macros."),
    "a .dotm": (foreign(main="application/vnd.ms-word.template.macroEnabledTemplate.main+xml"), "LAY111", "house.docx holds macros."),
    "ActiveX": (foreign(members={"word/activeX/activeX1.xml": "<x/>"}), "LAY111", "house.docx holds ActiveX controls."),
    "OLE": (foreign(relations=(("oleObject", "embeddings/oleObject1.bin", ""),)), "LAY111", "house.docx holds embedded objects."),
    "altChunk": (foreign(relations=(("aFChunk", "chunk.html", ""),)), "LAY111", "house.docx holds embedded files (altChunk)."),
    "a template elsewhere": (foreign(relations=(("attachedTemplate", "file:///C:/evil.dotm", EXTERNAL),)), "LAY111", "house.docx takes a template from elsewhere, “file:///C:/evil.dotm”."),
    "a picture elsewhere": (foreign(relations=(("image", "https://example.org/spy.png", EXTERNAL),)), "LAY111", "house.docx takes content (image) from elsewhere, “https://example.org/spy.png”."),
    "many files": (many_files(), "LAY111", "house.docx holds 2,105 packed files; at most 2,000 are read."),
    "a way out": (foreign(members={"../../etc/passwd": "x"}), "LAY111", "house.docx holds a packed file whose name leads elsewhere, “../../etc/passwd”."),
    "a root": (foreign(members={"/etc/passwd": "x"}), "LAY111", "house.docx holds a packed file whose name leads elsewhere, “/etc/passwd”."),
    "a drive": (foreign(members={"C:/x": "x"}), "LAY111", "house.docx holds a packed file whose name leads elsewhere, “C:/x”."),
    "a backslash": (foreign(members={"word\\..\\x": "x"}), "LAY111", "house.docx holds a packed file whose name leads elsewhere, “word\\..\\x”."),
    "a name twice": (foreign(members={"word/STYLES.xml": "x"}), "LAY111", "house.docx holds two packed files with the name “word/STYLES.xml”."),
    "a relation out": (foreign(members={"word/_rels/document.xml.rels": rels(("styles", "../../styles.xml", ""))}), "LAY111", "house.docx has a relation that leads out of the file, “../../styles.xml”."),
    "a DOCTYPE": (foreign(DOCTYPE + styles()), "LAY111", "house.docx has a document type (DOCTYPE) in word/styles.xml, which can blow up a reader or read its files."),
    "a DOCTYPE in UTF-16": (foreign(members={"word/styles.xml": ('<?xml version="1.0" encoding="UTF-16"?>' + DOCTYPE + styles()).encode("utf-16")}), "LAY111", "house.docx has a document type (DOCTYPE) in word/styles.xml, which can blow up a reader or read its files."),
    "many styles": (foreign(styles(*(style(f"s{n}", f"S {n}") for n in range(5001)))), "LAY111", "house.docx has 5,002 styles; at most 5,000 are read."),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_by_name(case, tmp_path):
    data, rule, message = REFUSED[case]
    [line] = findings_of(tmp_path, data)
    slug = {"LAY110": "word-style-not-word", "LAY111": "word-style-unsafe"}[rule]
    assert line.startswith(f"report.yaml:10:13: error [{rule} {slug}] {message}")
    assert re.search(r"(Open the file in Word|Copy its text into a new)", line)


@pytest.mark.parametrize("make", [huge_part, styles_that_unpack_to_much, overlapping])
def test_a_bomb_is_refused_before_it_goes_off(make, tmp_path):
    [line] = findings_of(tmp_path, make())
    assert re.match(r"report.yaml:10:13: error \[LAY11[01] ", line)
    assert re.search(r"would unpack to|damaged|larger than|lie over one another", line)


WRONG_PATHS = {
    "word_style: house.docx\n": "word_style: house.docx is missing.",
    "word_style: ../house.docx\n": "word_style: “../house.docx” leads out of the folder",
    "word_style: /etc/hostname\n": "word_style: “/etc/hostname” leads out of the folder",
    "word_style: narratives\n": "word_style: narratives is a folder; a file is expected.",
    'word_style: ""\n': "word_style names no file.",
}


@pytest.mark.parametrize("line", WRONG_PATHS)
def test_a_file_that_is_not_there_is_found_at_its_place(line, tmp_path):
    [found] = findings_of(tmp_path, None, line)
    assert found.startswith(f"report.yaml:10:13: error [STR004 file-unreadable] {WRONG_PATHS[line]}")


def test_a_link_is_not_followed(tmp_path):
    (tmp_path / "real.docx").write_bytes(foreign())
    workspace = write_workspace(tmp_path, **{"report.yaml": MINIMAL["report.yaml"] + "word_style: house.docx\n"})
    (workspace / "house.docx").symlink_to(workspace / "results.csv")
    messages = [finding.message for finding in check_workspace(workspace).findings if "word_style" in finding.message]
    assert messages == [
        "word_style: “house.docx” goes through a symbolic link (house.docx). Put the file itself there."
    ]


def test_a_file_without_heading_1_is_completed_with_a_warning(tmp_path):
    lines = findings_of(tmp_path, foreign(styles(style("T", "Body Text"))))
    assert lines[0].startswith(
        "report.yaml:10:13: warning [LAY112 word-style-incomplete] house.docx has no style “heading 1”. The report's own stands in, "
        "in the colours and fonts of house.docx. In Word, give one paragraph the style"
    )
    assert "Heading1" in Looks(dressed(foreign(styles(style("T", "Body Text"))), whole())).styles


def test_an_id_given_twice_is_said_and_the_first_is_taken(validate, tmp_path):
    sheet = styles(style("x", "heading 1", r='<w:color w:val="111111"/>'), style("x", "Lead"))
    lines = findings_of(tmp_path, foreign(sheet))
    assert (
        "[LAY112 word-style-incomplete] house.docx: The id “x” is that of “heading 1” and of “Lead”; the first is taken."
        in lines[0]
    )
    assert validate(dressed(foreign(sheet), whole())) == []


def test_a_circle_of_styles_is_cut_by_name(validate, tmp_path):
    sheet = styles(
        style("a", "heading 1", based="b"), style("b", "ACME Base", based="c"), style("c", "ACME Low", based="b")
    )
    lines = findings_of(tmp_path, foreign(sheet))
    assert (
        "[LAY112 word-style-incomplete] house.docx: Styles are based on each other in a circle: “ACME Base” → “ACME Low” → “ACME Base”; "
        "“ACME Low” is taken as based on none."
    ) in lines[0]
    docx = dressed(foreign(sheet), whole())
    assert validate(docx) == [] and len(list(Looks(docx).chain("Heading1"))) == 3


def test_a_style_based_on_itself_is_cut(tmp_path):
    lines = findings_of(tmp_path, foreign(styles(style("a", "heading 1", based="a"))))
    assert "in a circle: “heading 1” → “heading 1”; “heading 1” is taken as based on none." in lines[0]


def test_a_style_too_faint_to_read_is_a_warning(tmp_path):
    sheet = styles(*GERMAN, style("q", "Quote", r='<w:color w:val="AAAAAA"/>'))
    [line] = [line for line in findings_of(tmp_path, foreign(sheet)) if "LAY113" in line]
    assert line.startswith(
        "report.yaml:10:13: warning [LAY113 word-style-faint] house.docx has styles with too little contrast: Quote (2.3 to 1). "
    )


def test_hyperlinks_and_templates_without_macros_are_no_reason_to_refuse():
    read(foreign(relations=(("hyperlink", "https://example.org", EXTERNAL),)))
    read(foreign(main=MAIN.replace("document.main", "template.main")))


def test_a_broken_file_never_brings_a_traceback():
    """Bytes changed at many places: what comes is an answer or a finding."""
    whole_file = foreign(parts={"theme": theme(), "numbering": numbering((5, level("bullet", "x")))})
    for at in range(0, len(whole_file), 7):
        data = whole_file[:at] + bytes([whole_file[at] ^ 0xFF]) + whole_file[at + 1 :]
        own, findings = read_own(data, "house.docx", PLACE, LAGOON)
        assert findings and (own is not None or findings[0].severity == "error")


def test_the_words_of_a_report_do_not_depend_on_its_house_document(write):
    assert read_text(dressed(foreign(), whole())) == read_text(write(whole(), pages=LABELS))
    assert set(names(dressed(foreign(), whole()))) == set(names(write(whole(), pages=LABELS)))

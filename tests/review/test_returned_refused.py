"""A file that came back and is none of ours, is damaged or could do harm is refused by name, and nothing is touched."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from reportgen.errors import WorkspaceError
from reportgen.review.desk import Desk
from reportgen.review.merge import read_return
from tests.conftest import PROOF
from tests.review.reviewers.package import MAIN, RELATIONS, TYPES, W, opened
from tests.review.small_rounds import NOTE, TEXT, Case, Copy
from tests.review.small_rounds import case as case  # a fixture
from tests.review.small_rounds import sent as sent  # a fixture
from tests.writers.docx.foreign import PACKAGE, R, foreign, overlapping, pack

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
BOMB = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>'
Spoil = Callable[[bytes], bytes]
Members = dict[str, bytes]


def with_members(change: Callable[[Members], object]) -> Spoil:
    """Return what packs a draft anew after its packed files were changed."""

    def spoil(docx: bytes) -> bytes:
        members = opened(docx).members
        change(members)
        return packed(members)

    return spoil


def packed(members: Members) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def added(name: str, data: bytes = b"x") -> Spoil:
    return with_members(lambda members: members.update({name: data}))


def related(kind: str, target: str, mode: str = "") -> Spoil:
    """Add a relation of the document."""
    words = f'<Relationship Id="rEvil" Type="{R}/{kind}" Target="{target}"{mode and f" TargetMode={mode!r}"}/>'
    return replaced(RELATIONS, b"</Relationships>", words.encode() + b"</Relationships>")


def replaced(member: str, old: bytes, new: bytes) -> Spoil:
    def change(members: Members) -> None:
        assert old in members[member]
        members[member] = members[member].replace(old, new, 1)

    return with_members(change)


def document(text: bytes | Callable[[bytes], bytes]) -> Spoil:
    return with_members(lambda held: held.update({MAIN: text if isinstance(text, bytes) else text(held[MAIN])}))


def nested(levels: int) -> bytes:
    table = b"<w:tbl><w:tr><w:tc>", b"</w:tc></w:tr></w:tbl>"
    return b"".join((f'<w:document xmlns:w="{W[1:-1]}"><w:body>'.encode(), table[0] * levels, b"<w:p/>", table[1] * levels, b"</w:body></w:document>"))  # fmt: skip


def always(data: bytes) -> Spoil:
    return lambda _: data


EXTERNAL = "External"
REFUSED: dict[str, tuple[Spoil, str]] = {
    "macros": (added("word/vbaProject.bin"), "holds macros"),
    "a .docm": (replaced(TYPES, b"wordprocessingml.document.main+xml", b"wordprocessingml.document.macroEnabled.main+xml"), "holds macros"),
    "an OLE object": (related("oleObject", "embeddings/oleObject1.bin"), "holds embedded objects"),
    "an altChunk": (related("aFChunk", "chunk.html"), "holds embedded files (altChunk)"),
    "a template elsewhere": (related("attachedTemplate", "file:///C:/evil.dotm", EXTERNAL), "takes a template from elsewhere, “file:///C:/evil.dotm”"),
    "a picture elsewhere": (related("image", "https://example.org/spy.png", EXTERNAL), "takes content (image) from elsewhere, “https://example.org/spy.png”"),
    "a DOCTYPE": (document(lambda xml: xml.replace(b"<w:document", b"<!DOCTYPE w><w:document", 1)), "has a document type (DOCTYPE) in word/document.xml"),
    "an entity bomb": (document(lambda xml: xml.replace(b"<w:document", BOMB.encode() + b"<w:document", 1).replace(b"Four", b"&c;")), "has a document type (DOCTYPE) in word/document.xml"),
    "an entity bomb in UTF-16": (document(lambda xml: BOMB.encode("utf-16")), "has a document type (DOCTYPE) in word/document.xml"),
    "an entity bomb in comments": (added("word/_rels/x.rels", BOMB.encode()), "has a document type (DOCTYPE) in word/_rels/x.rels"),
    "a zip bomb": (added("word/media/x.bmp", b"\0" * 60_000_000), "would unpack to"),
    "files over one another": (always(overlapping()), "lie over one another|damaged|would unpack to|packed files"),
    "a name that leads out": (added("../../etc/cron.d/x"), "holds a packed file whose name leads elsewhere, “../../etc/cron.d/x”"),
    "a name from the root": (added("/etc/passwd"), "holds a packed file whose name leads elsewhere, “/etc/passwd”"),
    "many files": (with_members(lambda held: held.update({f"x{n}": b"" for n in range(2100)})), r"holds 2,\d+ packed files; at most 2,000 are read"),
    "a zip that is cut": (lambda docx: docx[:4000], "is damaged: it cannot be unpacked"),
    "a zip with other bytes": (lambda docx: docx[:300] + b"\xff" * 4000 + docx[4300:], "is damaged"),
    "another way of packing": (lambda docx: docx.replace(b"\x14\0\0\0\x08\0", b"\x14\0\0\0\x0e\0"), "is damaged: it cannot be unpacked"),
    "a document that is cut": (document(lambda xml: xml[: len(xml) // 2]), "is damaged: word/document.xml is not XML"),
    "a document without a body": (document(b"<x/>"), "holds no text"),
    "a document without words": (document(f'<w:document xmlns:w="{W[1:-1]}"><w:body><w:p/></w:body></w:document>'.encode()), "holds no text"),
    "an empty file": (always(b""), "is empty"),
    "an old document": (always(OLE), "is a document of old Office programs (.doc)"),
    "a password": (always(OLE + "EncryptedPackage".encode("utf-16-le")), "is protected with a password, so nothing in it can be read"),
    "a PDF": (always(b"%PDF-1.7\n"), "is a PDF file"),
    "an OpenDocument": (always(pack({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"})), "is an OpenDocument file"),
    "a Rich Text": (always(b"{\\rtf1\\ansi Dear all}"), "is a Rich Text file"),
    "a text": (always(b"Dear all,\n"), "is not a Word file (.docx)"),
    "tables in tables": (document(nested(300)), "is damaged: word/document.xml is not XML"),
    "a huge part": (document(lambda xml: xml.replace(b"<w:body>", b"<w:body>" + "".join(f"<!--{n:x}-->" for n in range(1_700_000)).encode())), "holds word/document.xml, which is larger than 16 MB"),
    "a huge attribute": (document(lambda xml: xml.replace(b"<w:body>", b'<w:body><w:p w:rsidR="' + bytes(range(97, 123)) * 400_000 + b'"/>')), "is damaged: word/document.xml is not XML"),
    "somebody's own document": (always(foreign()), "carries no mark of a round"),
    "another workspace": (lambda docx: Copy.of(docx).say(workspace="solmara").save(), "is a draft of the workspace “solmara”, and this one is “norlund”"),
    "a round that is not there": (lambda docx: Copy.of(docx).say(round="round-9").save(), "belongs to the round “round-9” (build "),
    "a round that leads out": (lambda docx: Copy.of(docx).say(round="../../etc").save(), "belongs to the round “../../etc” (build "),
    "a build that is not there": (lambda docx: Copy.of(docx).say(build="f" * 16).save(), "belongs to the round “round-1” (build ffffffffffffffff)"),
    "no mark of a round": (lambda docx: Copy.of(docx).forget(bookmarks=False).save(), "carries no mark of a round: it was not sent by `reportgen review send`"),
}  # fmt: skip


@pytest.mark.parametrize("which", REFUSED)
def test_it_is_refused_by_name_and_nothing_is_touched(which: str, case: Case) -> None:
    spoil, words = REFUSED[which]
    line = refused(case, case.came_back(spoil(case.docx)))
    assert line.startswith("back.docx ") and "\n" not in line and len(line) < 600
    assert words in line or re.search(words, line), line


@pytest.mark.parametrize("which", ["macros", "a zip bomb", "a document that is cut", "another workspace"])
def test_the_command_says_so_and_ends_with_2(which: str, case: Case) -> None:
    spoil, words = REFUSED[which]
    before = case.everything()
    done = case.merge(case.came_back(spoil(case.docx)))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("reportgen: back.docx ") and done.stderr.count("\n") == 1 and words in done.stderr
    assert case.everything() == before


def refused(case: Case, path: Path, round_: str = "") -> str:
    before = case.everything()
    with pytest.raises(WorkspaceError) as error:
        read_return(Desk(case.folder), path, round_name=round_)
    assert case.everything() == before
    return str(error.value)


def test_a_folder_and_a_file_that_is_not_there_are_said(case: Case) -> None:
    assert "narratives" in refused(case, case.folder / "narratives") and "folder" in refused(case, case.folder)
    assert "none.docx is missing" in refused(case, case.folder.parent / "none.docx")


def test_a_round_that_the_file_does_not_belong_to_is_said(case: Case) -> None:
    docx = case.came_back(case.docx)
    assert "belongs to the round “round-1”, not to “round-2”" in refused(case, docx, "round-2")
    bare = case.came_back(Copy.of(case.docx).forget().save())
    assert "there is no round “round-9”" in refused(case, bare, "round-9")
    assert "is no name for a round" in refused(case, bare, "../round-1")


def test_one_file_that_is_refused_keeps_all_of_a_command_out(case: Case) -> None:
    before = case.everything()
    good = case.came_back(Copy.of(case.docx).change("work together", "work apart").save(), "good.docx")
    done = case.merge(good, case.came_back(b"%PDF-1.7", "bad.docx"))
    assert done.returncode == 2 and done.stderr.startswith("reportgen: bad.docx is a PDF file.")
    assert case.everything() == before


def test_what_a_file_says_of_itself_is_told_briefly(case: Case) -> None:
    told = refused(case, case.came_back(Copy.of(case.docx).say(round="x" * 100_000).save()))
    assert len(told) < 600
    told = refused(case, case.came_back(Copy.of(case.docx).say(workspace="y\u009b2J" * 100_000).save()))
    assert len(told) < 600 and "\u009b" not in told


def test_with_its_round_named_a_file_without_any_bookmark_is_merged_by_its_words(case: Case) -> None:
    copy = Copy.of(case.docx).change("work together", "work side by side")
    copy.change("Second point of the list", "Last point of the list").row("Quillon", "Sable", "9")
    path = case.came_back(copy.forget().save())
    done = case.merge(path, more=("--round", "round-1"))
    assert done.returncode == 0, done.stderr
    assert "has lost the mark of its draft; its text was compared word by word" in done.stderr
    wanted = TEXT.replace("work together", "work side by side").replace("Second point", "Last point")
    assert case.note == wanted.replace("| Quillon | 7 |\n", "| Quillon | 7 |\n| Sable | 9 |\n")


def test_a_name_or_a_depth_beyond_measure_is_cut(case: Case) -> None:
    copy = Copy.of(case.docx, author="A" * 1_000_000).item("First point of the list", "A new point")
    for depth in copy.paragraph("A new point").iter(f"{W}pPr"):
        about = f'<w:numPr xmlns:w="{W[1:-1]}"><w:ilvl w:val="99999999"/><w:numId w:val="1"/></w:numPr>'
        depth.insert(1, etree.fromstring(about))
    taken = case.take(copy.save())
    assert any("A new point" in change.new for change in taken.changes) and len(case.note) < len(TEXT) + 200
    assert all(len(change.reviewer) <= 200 for change in case.changes())


# Chance -----------------------------------------------------------------------------------------------------------------

CHANCE = settings(
    max_examples=200 if PROOF else 60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
ODD = st.sampled_from(
    ["", "-1", "0", "99999999999999999999", "x", "\u0660", "rg_", "rgf_", "1e9", "true", " ", "é" * 300]
)
PARTS = (MAIN, "word/footnotes.xml", "word/styles.xml", "word/numbering.xml", RELATIONS, TYPES, "docProps/custom.xml", "_rels/.rels")  # fmt: skip


def is_read_or_refused(case: Case, data: bytes) -> None:
    path = case.came_back(data, "chance.docx")
    for round_ in ("", "round-1"):
        try:
            read_return(Desk(case.folder), path, round_name=round_)
        except WorkspaceError as error:
            assert len(str(error)) < 600
        else:
            return


@pytest.mark.proof
@CHANCE
@given(flips=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(1, 255)), min_size=1, max_size=6))
def test_bytes_flipped_in_the_file_are_read_or_refused(case: Case, flips: list[tuple[float, int]]) -> None:
    data = bytearray(case.docx)
    for at, mask in flips:
        data[int(at * len(data))] ^= mask
    is_read_or_refused(case, bytes(data))


@pytest.mark.proof
@CHANCE
@given(flips=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(32, 122)), min_size=1, max_size=2))
def test_bytes_flipped_in_the_document_are_read_or_refused(case: Case, flips: list[tuple[float, int]]) -> None:
    members = opened(case.docx).members
    data = bytearray(members[MAIN])
    for at, byte in flips:
        data[int(at * len(data))] = byte
    is_read_or_refused(case, packed(members | {MAIN: bytes(data)}))


Blow = tuple[str, float, str, str]
BLOWS = st.tuples(
    st.sampled_from((MAIN, MAIN, MAIN, *PARTS)),
    st.floats(0, 1, exclude_max=True),
    st.sampled_from(("drop", "twice", "empty", "wrap", "odd", "bare", "rename")),
    ODD,
)


@pytest.mark.proof
@settings(CHANCE, max_examples=100 if PROOF else 30)
@given(blows=st.lists(BLOWS, min_size=1, max_size=12))
def test_elements_lost_doubled_and_odd_are_read_or_refused(case: Case, blows: list[Blow]) -> None:
    package = opened(case.docx)
    for part, at, how, odd in blows:
        every = list(package.tree(part).iter())
        strike(every[int(at * len(every))], how, odd)
    is_read_or_refused(case, package.save())


def strike(node: etree._Element, how: str, odd: str) -> None:
    parent = node.getparent()
    if how == "odd":
        for name in node.attrib:
            node.set(name, odd)
    elif how == "bare":
        node.attrib.clear()
    elif how == "empty":
        for child in list(node):
            node.remove(child)
    elif parent is None:
        return
    elif how == "drop":
        parent.remove(node)
    elif how == "twice":
        parent.append(etree.fromstring(etree.tostring(node, with_tail=False)))
    elif how == "wrap":
        parent.replace(node, wrapper := etree.Element(f"{W}ins"))
        wrapper.append(node)
    else:
        node.tag = f"{W}p"


def test_the_small_draft_itself_is_read(case: Case) -> None:
    """So that what is refused above is refused for what was done to it."""
    read = read_return(Desk(case.folder), case.came_back(case.docx))
    assert (read.changes, read.comments, read.round) == ((), (), "round-1")
    assert f"{PACKAGE}/relationships".encode() in opened(case.docx).members[RELATIONS] and NOTE in read.draft.sources

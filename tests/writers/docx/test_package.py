from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from .read_back import W, names, part
from .trees import LABELS, document, p, whole

DC = "{http://purl.org/dc/elements/1.1/}"


@pytest.mark.parametrize("tree", [whole(), whole(stamp="Draft for review"), document(p("One line."))])
def test_the_validator_finds_no_error(write, validate, tree):
    assert validate(write(tree, pages=LABELS)) == []


def test_two_builds_are_the_same_bytes(write):
    assert write(whole(), pages=LABELS) == write(whole(), pages=LABELS)


def test_another_process_with_another_hash_seed_writes_the_same_bytes(write):
    code = (
        "import hashlib\nfrom reportgen.theme import load_theme\n"
        "from reportgen.writers.docx import write_docx\n"
        "from tests.writers.docx.trees import LABELS, PICTURES, whole\n"
        "docx = write_docx(whole(), load_theme('lagoon'), PICTURES, LABELS, {'reportgen-build': 'abc'})\n"
        "print(hashlib.sha256(docx).hexdigest())"
    )
    here = hashlib.sha256(write(whole(), pages=LABELS)).hexdigest()
    for seed in ("1", "4711"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[3],
            capture_output=True,
            text=True,
        )
        assert done.stdout.strip() == here, done.stderr


def test_nothing_of_a_template_is_left(write):
    docx = write(whole())
    assert not [name for name in names(docx) if "thumbnail" in name or "customXml" in name]
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels")))
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    for word in (b"python-docx", b"rsid", b"useFELayout", b"ja-JP"):
        assert word not in everything


def test_word_opens_it_in_its_own_mode_and_asks_nothing(write):
    settings = part(write(p("x")), "word/settings.xml")
    modes = {e.get(f"{W}name"): e.get(f"{W}val") for e in settings.iter(f"{W}compatSetting")}
    assert modes["compatibilityMode"] == "15"
    assert settings.find(f"{W}updateFields") is None


def test_properties_come_from_the_report(write):
    tree = document(p("x"), title="Annual report", subject="Results", author="Office", keywords=("a", "b"), lang="fr")
    core = part(write(tree), "docProps/core.xml")
    assert [core.findtext(f"{DC}{name}") for name in ("title", "subject", "creator", "language")] == [
        "Annual report", "Results", "Office", "fr-FR",
    ]  # fmt: skip
    assert [e.text for e in core if e.tag.endswith(("created", "modified"))] == ["2025-02-28T00:00:00Z"] * 2
    assert "reportgen-build" in [e.get("name") for e in part(write(tree), "docProps/custom.xml")]


def test_colours_and_fonts_are_words_own_to_change(write, theme):
    docx = write(p("x"))
    look = {e.get(f"{W}styleId"): e for e in part(docx, "word/styles.xml").iter(f"{W}style")}["Heading1"]
    assert look.find(f"{W}rPr/{W}color").get(f"{W}themeColor") == "accent1"
    assert look.find(f"{W}rPr/{W}rFonts").get(f"{W}asciiTheme") == "majorHAnsi"
    latin = part(docx, "word/theme/theme1.xml").find(".//{*}minorFont/{*}latin")
    assert latin.get("typeface") == theme.fonts.body

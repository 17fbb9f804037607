"""A build holds each PDF that it writes against both standards; what fails is told by rule and clause, and writes nothing."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest

from reportgen.build.fresh import Request
from reportgen.build.run import build_workspace
from reportgen.build.scaffold import scaffold
from reportgen.cli import EXIT_CODES, INTERNAL
from reportgen.errors import InternalError
from reportgen.writers.pdf.clauses import STANDARDS, clause_of
from reportgen.writers.pdf.mend import links
from reportgen.writers.pdf.validate import validate
from tests.conftest import reportgen
from tests.writers.pdf import sample

PATH = Path("out/office/public/office.en.pdf")


def test_good_file_passes_in_silence() -> None:
    validate(sample.mended(), PATH)


def test_failing_rule_is_told_with_file_standard_and_clause() -> None:
    with pytest.raises(InternalError) as told:
        validate(sample.upstream(), PATH)
    sentence = str(told.value)
    assert sentence.startswith(
        f"{PATH} was not written: as PDF/UA-1 it fails the rules PDFUA1-ID-PART-001 (ISO 14289-1, 5), "
    )
    assert "PDFUA1-LI-KIDS-001 (ISO 14289-1, 7.2), an LI structure element" in sentence
    assert sentence.endswith(
        "; and 1 more. This is a fault of reportgen, or of templates of your own; please report it."
    )


def test_the_second_standard_is_held_to_as_well() -> None:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(sample.mended())) as pdf:
        del pdf.Root.AF[0]["/AFRelationship"]
        pdf.save(buffer)
    with pytest.raises(InternalError, match=r"as PDF/A-3a it fails the rules? \S+ \(ISO 19005-3, 6\.8\)"):
        validate(buffer.getvalue(), PATH)


def test_file_that_cannot_be_read_is_told() -> None:
    with pytest.raises(InternalError, match=r"the validator of PDF/UA-1 cannot read it: "):
        validate(b"%PDF-1.7\nno more", PATH)


def test_without_the_validator_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", version)
    validate(sample.upstream(), PATH)


def test_validator_is_loaded_only_where_a_file_is_held_against_it() -> None:
    code = "import sys, reportgen.writers.pdf, reportgen.writers.pdf.validate; print('page' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("profile", "rule", "clause"),
    [
        ("ua1", "PDFUA1-LINK-CONTENTS-001", "ISO 14289-1, 7.18.5"),
        ("ua1", "PDFUA1-TABLE-HEADERS-SCOPE-001", "ISO 14289-1, 7.5"),
        ("ua1", "PDFUA1-TABLE-KIDS-001", "ISO 14289-1, 7.2"),
        ("ua1", "PDFUA1-METADATA-LANGUAGE-001", "ISO 14289-1, 7.2"),
        ("3a", "PDFA3A-METADATA-FILTER-001", "ISO 19005-3, 6.6.2"),
        ("3a", "PDFA3A-ID-SCHEMA-001", "ISO 19005-3, 6.6.4"),
        ("3a", "PDFA3A-ICCBased-CMYK-OVERPRINT-001", "ISO 19005-3, 6.2.4"),
        ("3a", "PDFA3A-NEWS-001", "ISO 19005-3"),
    ],
)
def test_rules_have_clauses(profile: str, rule: str, clause: str) -> None:
    assert clause_of(profile, rule) == clause


def test_every_rule_of_the_validator_has_a_clause() -> None:
    [library] = Path(page.__file__).parent.glob("_page*.so")
    names = {name.decode() for name in re.findall(rb"PDF(?:UA1|A1[AB])-[A-Za-z0-9-]+?-\d{3}", library.read_bytes())}
    assert len(names) > 250
    # Rules of PDF/A are kept under the names of its first part.
    rules = {("ua1" if name.startswith("PDFUA1") else "3a", name) for name in names}
    assert [rule for profile, rule in sorted(rules) if clause_of(profile, rule) == STANDARDS[profile][1]] == []


def test_failing_file_ends_a_build_and_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scaffold(tmp_path / "office")
    request = Request(tmp_path / "office", tmp_path / "out", ("pdf", "html"), (), "public", False, None)
    before = {path: path.read_bytes() for path in build_workspace(request).paths}
    report = tmp_path / "office" / "report.yaml"
    report.write_text(report.read_text().replace("year: 2024", "year: 2024 # again"))

    def describe(tree: Any) -> None:
        for each in tree.pdf.objects:
            if isinstance(each, dict) and each.get("Subtype") == "/Link":
                del each["Contents"]

    monkeypatch.setattr(links, "describe", describe)
    with pytest.raises(
        InternalError, match=r"office\.en\.pdf was not written: .*PDFUA1-LINK-CONTENTS-001 \(ISO 14289-1, 7\.18\.5\)"
    ):
        build_workspace(request)
    assert {path: path.read_bytes() for path in before} == before
    assert next(code for kind, code in EXIT_CODES if issubclass(InternalError, kind)) == INTERNAL


def test_character_that_no_font_has_is_a_fault_of_the_input(tmp_path: Path) -> None:
    scaffold(tmp_path / "office")
    narrative = tmp_path / "office" / "narratives" / "en" / "context.md"
    text = narrative.read_text()
    narrative.write_text(text + "\nA unicorn \U0001f984 came.\n")
    done = reportgen("build", tmp_path / "office", "--to", "pdf", "--out", tmp_path / "out")
    line = len(text.splitlines()) + 2
    place = narrative.relative_to(tmp_path / "office").as_posix()
    assert "LAY103 character-without-font (1 error)" in done.stderr
    assert f"{place}:{line}:11: No font of the theme has the character" in done.stderr
    assert done.returncode == 1 and not (tmp_path / "out").exists()

"""`reportgen style export` and ``word_style``, as an office uses them: out to a designer, back into every report."""

from __future__ import annotations

from pathlib import Path

from reportgen.theme import load_theme
from reportgen.writers.docx.sample import write_sample
from tests.conftest import reportgen
from tests.helpers import MINIMAL, write_workspace
from tests.writers.docx.foreign import GERMAN, foreign, style, styles
from tests.writers.docx.looks import Looks, val


def test_the_document_is_written_and_its_path_printed(tmp_path: Path) -> None:
    done = reportgen("style", "export", tmp_path / "new" / "house.docx")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{tmp_path}/new/house.docx\n", "")
    assert (tmp_path / "new" / "house.docx").read_bytes() == write_sample(load_theme("lagoon"))
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["house.docx"]


def test_two_exports_are_the_same_bytes_and_themes_differ(tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert reportgen("style", "export", tmp_path / f"{name}.docx", "--theme", "savanna").returncode == 0
    assert (
        (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes() != write_sample(load_theme("lagoon"))
    )


def test_a_designers_work_is_not_overwritten_by_mistake(tmp_path: Path) -> None:
    path = tmp_path / "house.docx"
    path.write_bytes(b"edited")
    done = reportgen("style", "export", path)
    assert done.returncode == 2 and path.read_bytes() == b"edited"
    assert done.stderr == f"reportgen: {path} is there already; `--force` replaces it.\n"
    assert reportgen("style", "export", path, "--force").returncode == 0
    assert reportgen("style", "export", path).returncode == 0  # the same bytes: nothing is lost


def test_a_name_without_its_ending_and_an_unknown_theme_are_said(tmp_path: Path) -> None:
    done = reportgen("style", "export", tmp_path / "house.doc")
    assert done.returncode == 2 and done.stderr.endswith("house.doc must end in .docx, so that Word knows it.\n")
    done = reportgen("style", "export", tmp_path / "house.docx", "--theme", "lagun")
    assert done.returncode == 1 and "there is no theme 'lagun'; 'lagoon' is near" in done.stderr
    assert not list(tmp_path.iterdir())


def test_the_document_of_a_workspace_has_its_overrides_and_its_own_styles(tmp_path: Path) -> None:
    settings = MINIMAL["report.yaml"] + 'overrides: {field: "#224466"}\nword_style: house.docx\n'
    workspace = write_workspace(tmp_path, **{"report.yaml": settings})
    (workspace / "house.docx").write_bytes(foreign(styles(*GERMAN, style("q", "Quote", r='<w:color w:val="AA0011"/>'))))
    done = reportgen("style", "export", tmp_path / "x.docx", "--workspace", workspace)
    assert done.returncode == 0
    looks = Looks((tmp_path / "x.docx").read_bytes())
    assert looks.slots["accent1"] == "224466" and looks.look("Quote", None).colour == "AA0011"
    (workspace / "house.docx").write_bytes(b"%PDF")
    done = reportgen("style", "export", tmp_path / "y.docx", "--workspace", workspace)
    assert done.returncode == 1 and "LAY110 " in done.stderr and "  report.yaml:11:13: " in done.stderr


def test_a_report_takes_its_look_and_the_build_says_so(tmp_path: Path) -> None:
    workspace = write_workspace(tmp_path, **{"report.yaml": MINIMAL["report.yaml"] + "word_style: house.docx\n"})
    (workspace / "house.docx").write_bytes(foreign())
    done = reportgen("build", workspace, "--to", "docx", "--out", tmp_path / "out")
    assert done.returncode == 0 and "LAY114 word-style-mapped (1 info)" in done.stderr
    assert "  report.yaml:10:13: Taken from house.docx, 7 styles" in done.stderr
    docx = tmp_path / "out/norlund/public/norlund.en.docx"
    assert Looks(docx.read_bytes()).look("Heading1", None).colour == "AA0011"
    (workspace / "house.docx").write_bytes(foreign(styles(style("h", "heading 1", r='<w:color w:val="00AA11"/>'))))
    done = reportgen("build", workspace, "--to", "docx", "--out", tmp_path / "out")
    assert done.returncode == 0 and "Nothing has changed" not in done.stderr
    assert val(Looks(docx.read_bytes()).styles["Heading1"], "rPr/color") == "00AA11"


def test_a_refused_file_stops_the_build_before_anything_is_written(tmp_path: Path) -> None:
    workspace = write_workspace(tmp_path, **{"report.yaml": MINIMAL["report.yaml"] + "word_style: house.docx\n"})
    (workspace / "house.docx").write_bytes(foreign(members={"word/vbaProject.bin": b"x"}))
    done = reportgen("build", workspace, "--to", "docx", "--out", tmp_path / "out")
    assert done.returncode == 1 and not (tmp_path / "out").exists()
    assert "LAY111 word-style-unsafe (1 error)" in done.stderr
    assert "  report.yaml:10:13: house.docx holds macros." in done.stderr

"""House styles: those that ship, those of a workspace, and what each takes from the one that it extends."""

from pathlib import Path

import pytest

from reportgen.build.data import data_files
from reportgen.editorial import shipped_style, style_names, whole
from reportgen.errors import TemplateError
from reportgen.load import load
from reportgen.model import Editorial, Name, Report
from reportgen.project import project
from tests.helpers import MINIMAL, write_workspace

REPORT = MINIMAL["report.yaml"]


def loaded(folder: Path, style: str | None, name: str = "house.yaml") -> tuple[Report, list[str]]:
    files = {"report": REPORT + f"editorial: {name}\n"} | ({name: style} if style is not None else {})
    made = load(write_workspace(folder, **files))
    assert made.report is not None
    return made.report, [f"{each.place}: {each.rule}: {each.message}" for each in made.findings]


@pytest.mark.parametrize("name", ["plain", "un", "un-women"])
def test_every_style_that_ships_loads(name: str):
    assert name in style_names()
    style = shipped_style(name)
    assert style.name and style.source and (style.spelling == "any") == (name == "plain")


def test_a_shipped_style_takes_what_it_does_not_say_from_the_one_that_it_extends():
    un, women = shipped_style("un"), shipped_style("un-women")
    assert (women.percent, women.numbers_below, women.spelling) == (un.percent, un.numbers_below, un.spelling)
    assert [name.name for name in un.names if "UN-Women" in (name.name, *name.variants)] == ["UN-Women"]
    assert [name.name for name in women.names if "UN-Women" in (name.name, *name.variants)] == ["UN Women"]


def test_no_shipped_style_has_another_name():
    with pytest.raises(TemplateError, match="there are plain, un, un-women"):
        shipped_style("unwomen")


def test_a_style_of_ones_own_keeps_what_it_says_and_its_names_go_first():
    style = Editorial(extends="un", numbers_below=11, severities={"NAR110": "info"}, names=(Name(name="Ilex"),))
    made = whole(style)
    assert (made.numbers_below, made.percent, made.severities) == (11, "words", {"NAR110": "info"})
    assert [name.name for name in made.names][:2] == ["Ilex", "UN-Women"]


def test_a_style_in_the_workspace_is_read_and_its_keys_have_places(tmp_path: Path):
    report, findings = loaded(tmp_path, "extends: un\npercent: sign\nseverities: {NAR122: info}\n")
    assert findings == [] and (report.editorial.percent, report.editorial.spelling) == ("sign", "british-ize")
    assert str(report.editorial.place("severities[NAR122]")) == "house.yaml:3:22"


def test_a_style_that_extends_nothing_has_no_rules_of_another(tmp_path: Path):
    report, findings = loaded(tmp_path, "spelling: american\n")
    assert findings == [] and (report.editorial.numbers_below, report.editorial.names) == (0, ())


def test_a_style_that_is_missing_is_found(tmp_path: Path):
    _, findings = loaded(tmp_path, None)
    assert len(findings) == 1 and findings[0].startswith("report.yaml:10:12: STR")
    assert "The house style house.yaml is missing" in findings[0]


def test_a_style_outside_the_workspace_is_not_read(tmp_path: Path):
    files = {"report": REPORT + "editorial: ../house.yaml\n"}
    (tmp_path / "house.yaml").write_text("percent: sign\n")
    made = load(write_workspace(tmp_path, **files))
    assert made.report is not None and made.report.editorial == Editorial()
    assert [str(each.place) for each in made.findings] == ["report.yaml:10:12"]


def test_an_unknown_style_to_extend_is_found_with_those_that_there_are(tmp_path: Path):
    report, findings = loaded(tmp_path, "percent: sign\nextends: unwomen\n")
    assert len(findings) == 1 and findings[0].startswith("house.yaml:2:10: ")
    assert (
        "There is no editorial profile “unwomen” that could be extended; there are plain, un, un-women." in findings[0]
    )
    assert report.editorial.percent == "sign"


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("percnt: words", "house.yaml:1:1"),
        ("percent: word", "house.yaml:1:10"),
        ("numbers_below: ten", "house.yaml:1:16"),
        ("severities: {NAR110: grave}", "house.yaml:1:22"),
        ("names: [{name: A, kind: club}]", "house.yaml:1:25"),
        ("- percent", "house.yaml:1"),
    ],
)
def test_keys_and_values_that_no_style_has_are_found_where_they_stand(tmp_path: Path, line: str, place: str):
    report, findings = loaded(tmp_path, line + "\n")
    assert len(findings) == 1 and findings[0].startswith(place + ": "), findings
    assert report.editorial.name == ""


def test_names_and_style_are_for_the_checks_and_in_no_edition(tmp_path: Path):
    files = {"names.yaml": "names:\n  - {name: Leila Amari, kind: person, title: Ms., variants: [L. Amari]}\n"}
    made = load(write_workspace(tmp_path, **files))
    assert made.report is not None and [name.title for name in made.report.names] == ["Ms."]
    for audience in ("public", "internal"):
        held = b"".join(attached.data for attached in data_files(project(made.report, audience)))
        assert b"Amari" not in held

"""Broken and hostile files are refused in one clear message with a place, and nothing is written."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.iati.made import Import, activity, indicator, money, period, result, stated, whole

GOOD = whole(activity(inner=result(indicator(period(stated("actual", "3"))))))
BOMB = (
    '<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "&a;" * 10}">' for n in range(9))
    + "]>"
)


@pytest.mark.parametrize(
    ("data", "rule", "words"),
    [
        (b"", "IMP030", "is empty"),
        (b"Reference,Title\n1,2\n", "IMP030", "is not XML"),
        (GOOD.encode()[:-200], "IMP030", "ends in the middle"),
        (GOOD.replace("</indicator>", "</indikator>", 1).encode(), "IMP030", "is not XML"),
        (b"PK\x03\x04rest", "IMP030", "a packed file"),
        (b"\x1f\x8b\x08rest", "IMP030", "a packed file"),
        (b"\xd0\xcf\x11\xe0rest", "IMP030", "an old Word or Excel file"),
        (GOOD.encode()[:300], "IMP030", "ends in the middle"),
        (GOOD.replace("Water House", "Water&nbsp;House").encode(), "IMP030", "holds &nbsp; in line 5"),
        (GOOD.replace("Wells", "We\0lls").encode(), "IMP030", "is not XML"),
        (GOOD.replace("UTF-8", "UTF-16").encode(), "IMP031", "one byte a letter"),
        (GOOD.replace("<iati-activities ", '<iati-activities xmlns="http://example.org" ').encode(), "IMP033", "namespace"),
        (("<a>" * 400 + "</a>" * 400).join(GOOD.split("<activity-status code=\"2\"/>")).encode(), "IMP030", "deep"),
        (GOOD.replace("Wells", "Brunnen für").encode("latin-1"), "IMP031", "bytes that are not"),
        (GOOD.replace("UTF-8", "ISO-8859-1").replace("Wells", "Brunnen für").encode(), "IMP031", "it is UTF-8"),
        (GOOD.replace("UTF-8", "klingon").encode(), "IMP031", "not known"),
        (GOOD.replace("?>\n", "?>\n<!-- a --><!DOCTYPE iati-activities>\n", 1).encode(), "IMP032", "document type"),
        (GOOD.replace("?>\n", f"?>\n{BOMB}\n", 1).replace("Water House", "&a8;").encode(), "IMP032", "document type"),
        (GOOD.replace("?>\n", '?>\n<!DOCTYPE a SYSTEM "file:///etc/passwd">\n', 1).encode(), "IMP032", "document type"),
        (GOOD.replace("?>\n", "?>\n<!DOCTYPE iati-activities>\n", 1).replace("UTF-8", "UTF-16").encode("utf-16"), "IMP032", "document type"),
        (b"<!DOCTYPE html><html><body>Not found</body></html>", "IMP033", "web page"),
        (b'<iati-organisations version="2.03"><iati-organisation/></iati-organisations>', "IMP033", "organisation file"),
        (activity().encode(), "IMP033", "single activity"),
        (b"<rss/>", "IMP033", "begins with <rss>"),
        (b'<iati-activities version="1.05"><iati-activity><title>Wells</title></iati-activity></iati-activities>', "IMP034", "version 1"),
        (b"<iati-activities><iati-activity><title>Wells</title></iati-activity></iati-activities>", "IMP034", "names no version"),
        (b'<iati-activities version="3.0"><iati-activity/></iati-activities>', "IMP034", "says that it is version 3.0"),
        (whole().encode(), "IMP036", "no activity in it"),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_in_one_message(tmp_path: Path, data: bytes, rule: str, words: str) -> None:
    made = Import(tmp_path, data)
    errors = [each for each in made.made.findings if each.severity == "error"]
    assert [each.rule for each in errors] == [rule] and words in errors[0].message
    assert errors[0].place.file == "file.xml"
    assert not made.made.written and sorted(path.name for path in tmp_path.iterdir()) == ["file.xml"]


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    from reportgen.iati.workspace import import_iati

    for path in (tmp_path / "none.xml", tmp_path):
        made = import_iati([path], tmp_path / "into")
        assert [each.rule for each in made.findings] == ["IMP030"] and not made.written


@pytest.mark.parametrize("version", ["1.0", "1.05", "", "2.3", "2.04", "3.0", "two"])
def test_a_wrong_version_is_refused_whatever_the_file_is_written_in(tmp_path: Path, version: str) -> None:
    made = Import(tmp_path, GOOD.replace('version="2.03"', f'version="{version}"' if version else ""))
    (said,) = made.found("IMP034")
    assert said.severity == "error" and "written like version 2" in said.message and not made.made.written
    assert str(said.place) == "file.xml:2:/iati-activities/@version" and "correct the attribute" in said.hint


@pytest.mark.parametrize("version", ["2.01", "2.02", "2.03"])
def test_versions_2_01_to_2_03_are_read_without_a_word(tmp_path: Path, version: str) -> None:
    made = Import(tmp_path, GOOD.replace("2.03", version))
    assert made.made.written and not made.found("IMP034")


def test_latin_1_and_utf_16_are_read_where_they_are_named(tmp_path: Path) -> None:
    text = GOOD.replace("Wells for all", "Brunnen für alle")
    for number, encoding in enumerate(("ISO-8859-1", "UTF-16")):
        folder = tmp_path / str(number)
        folder.mkdir()
        made = Import(folder, text.replace("UTF-8", encoding).encode(encoding))
        assert made.report.outcomes[0].statement(2020).to("en") == "Brunnen für alle"


def test_findings_say_line_and_path_after_many_activities(tmp_path: Path) -> None:
    odd = activity(
        "XM-EX-77-Z9",
        inner=result(indicator(stated("baseline", "NA", more=' year="2019"'), period(stated("actual", "3")))),
    )
    text = whole(*(activity(f"XM-EX-77-B{n}") for n in range(40)), odd)
    (finding,) = Import(tmp_path, text).found("IMP040")
    line = next(n for n, each in enumerate(text.split("\n"), 1) if 'value="NA"' in each)
    path = "/iati-activities/iati-activity[41]/result[1]/indicator[1]/baseline[1]/@value"
    assert str(finding.place) == f"file.xml:{line}:{path}" and finding.found == "NA"


def test_no_damage_of_any_kind_ends_in_a_traceback(tmp_path: Path) -> None:
    good = whole(
        activity(inner=money("1", "120.50", provider="Norland") + result(indicator(stated("baseline", "2", more=' year="2019"'),
                 period(stated("target", "4"), stated("actual", "3", sex="female")))))
    ).encode()  # fmt: skip
    chance = random.Random(8)
    for number in range(150):
        data = bytearray(good)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(data))
            cut = data[at : at + chance.randint(0, 30)]
            data[at : at + len(cut)] = chance.choice((b"", bytes(reversed(cut)), cut * 3, b'"', b"<", b"9999", b"\xff"))
        folder = tmp_path / str(number)
        folder.mkdir()
        made = Import(folder, bytes(data))
        assert made.made.written or all(each.place.file for each in made.made.findings)
        if made.made.written:
            assert made.made.account.missing() == []

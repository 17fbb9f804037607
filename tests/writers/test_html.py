"""The HTML edition: one file, valid, accessible, that reaches for nothing."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from reportgen.document.read import read_html
from reportgen.theme import load_theme
from reportgen.writers.html import write_html
from tests.conftest import ROOT, Edition
from tests.writers.docx.conftest import missing

VNU = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
WORDS = {"notes": "Notes", "skip": "Skip to the text", "back": "Back to mark", "contents": "Contents"}


def tool(name: str) -> str:
    found = shutil.which(name)
    if not found:
        missing(name)
    return found or ""


def written(body: str, pictures: Mapping[str, bytes] | None = None, head: str = "") -> Any:
    html = f'<!DOCTYPE html><html lang="en" dir="ltr"><head><title>T</title>{head}</head><body>{body}</body></html>'
    data = write_html(html, read_html(html), load_theme("lagoon"), pictures or {}, WORDS)
    return lxml.html.document_fromstring(data.decode())


@pytest.mark.proof
def test_both_editions_are_valid_html(china: Edition, demo: Edition) -> None:
    java = tool("java")
    command = [java, "-jar", VNU, "--format", "json", "--exit-zero-always", china.path("html"), demo.path("html")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    messages = json.loads(done.stderr or done.stdout)["messages"]
    assert [message for message in messages if message["type"] == "error"] == []


def test_the_validator_would_tell(tmp_path: Path) -> None:
    (tmp_path / "wrong.html").write_text("<!DOCTYPE html><html lang=en><title>x</title><p><img src=a></p>")
    done = subprocess.run(
        [tool("java"), "-jar", VNU, "--format", "json", "--exit-zero-always", tmp_path / "wrong.html"],
        capture_output=True,
        text=True,
    )
    assert "alt" in done.stderr + done.stdout


@pytest.fixture(scope="module")
def axe(china: Edition, demo: Edition, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    wrong = tmp_path_factory.mktemp("axe") / "wrong.html"
    wrong.write_text("<!DOCTYPE html><html><title>x</title><p style='color:#ccc'>pale<img src='data:,'></p>")
    files = [china.path("html"), demo.path("html"), wrong]
    done = subprocess.run(
        [tool("node"), Path(__file__).parent / "axe.cjs", tool("chromium"), *files],
        capture_output=True,
        text=True,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr
    return {Path(name).name: found for name, found in json.loads(done.stdout).items()}


@pytest.mark.proof
@pytest.mark.parametrize("name", ["china-2024.en.html", "demo.en.html"])
def test_editions_have_no_accessibility_fault(axe: dict[str, Any], name: str) -> None:
    assert axe[name]["violations"] == []
    assert axe[name]["passes"] > 20
    assert {each.split(":")[0] for each in axe["wrong.html"]["violations"]} >= {
        "color-contrast",
        "image-alt",
        "html-has-lang",
    }


@pytest.mark.parametrize("name", ["china-2024.en.html", "demo.en.html"])
def test_editions_reach_for_nothing(axe: dict[str, Any], name: str) -> None:
    assert [Path(url).name for url in axe[name]["requests"]] == [name]


@pytest.mark.parametrize("name", ["china-2024.en.html", "demo.en.html"])
def test_editions_fit_a_phone(axe: dict[str, Any], name: str) -> None:
    assert axe[name]["scrollsSideways"] is False


def test_every_link_within_an_edition_has_a_target(edition: Edition) -> None:
    root: Any = lxml.html.document_fromstring(edition.html.decode())
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    links = [a.get("href") for a in root.iter("a")]
    assert len(links) > 20
    assert [link for link in links if link.startswith("#") and link[1:] not in ids] == []
    assert all(link.startswith(("#", "http://", "https://", "mailto:")) for link in links)


def test_footnotes_stand_at_the_end_and_link_both_ways() -> None:
    root = written(
        '<p>One<span class="footnote">First <em>note</em></span>, two<span class="footnote">Second</span> end.</p>'
    )
    marks = root.find_class("noteref")
    assert [(m.text, m.get("href"), m.get("id"), m.tail) for m in marks] == [
        ("1", "#note-1", "noteref-1", ", two"),
        ("2", "#note-2", "noteref-2", " end."),
    ]
    notes = root.find_class("footnotes")[0].findall(".//li")
    assert [note.get("id") for note in notes] == ["note-1", "note-2"]
    assert notes[0].text_content() == "First note ↩"
    assert [a.get("href") for note in notes for a in note.iter("a")] == ["#noteref-1", "#noteref-2"]


def test_without_footnotes_there_is_no_list_of_them() -> None:
    assert written("<p>Words.</p>").find_class("footnotes") == []


def test_tables_scroll_by_themselves_and_are_named() -> None:
    root = written("<table><caption>Money by year</caption><tbody><tr><td>1</td></tr></tbody></table>")
    [box] = root.find_class("scroll")
    assert (box.get("tabindex"), box.get("role"), box.get("aria-label")) == ("0", "region", "Money by year")


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"\x89PNG\r\n", "image/png"), (b"\xff\xd8\xff\xe0", "image/jpeg"), (b"<svg/>", "image/svg+xml")],
)
def test_pictures_are_inside_the_file(data: bytes, kind: str) -> None:
    root = written('<figure><img src="rg:a" alt="A"><figcaption>C</figcaption></figure>', {"rg:a": data})
    assert next(root.iter("img")).get("src").startswith(f"data:{kind};base64,")


def test_a_stamp_stands_on_the_page() -> None:
    root = written("<p>Words.</p>", head='<meta name="stamp" content="Draft">')
    assert [p.text for p in root.find_class("stamp-bar")] == ["Draft"]
    assert written("<p>Words.</p>").find_class("stamp-bar") == []


def test_no_script_and_no_style_from_elsewhere(edition: Edition) -> None:
    root: Any = lxml.html.document_fromstring(edition.html.decode())
    assert not list(root.iter("script", "link", "iframe", "object", "embed", "form", "svg"))
    [style] = root.iter("style")
    assert "@import" not in style.text and "http" not in style.text.replace("http://www.w3.org/2000/svg", "")

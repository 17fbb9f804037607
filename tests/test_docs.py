"""What the documents say is held against the program: modules, links, commands, exit codes, facts, lists."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
import yaml

from reportgen import cli, load_report
from reportgen.build.inventory import inventory
from reportgen.facts import Facts, parse_format, print_fact
from reportgen.findings import Card, Place, to_json
from reportgen.language import Words
from reportgen.load.fields import columns_of
from reportgen.load.workspace import TABLES
from reportgen.model.report import Settings
from reportgen.project import project
from reportgen.theme import Colours, Fonts, Page, Sizes, load_theme
from reportgen.writers.docx.styles import REPORT_TABLE, TABLE_NAME, all_styles, shown
from reportgen.writers.docx.uses import USES

ROOT = Path(__file__).resolve().parents[1]
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
COMMAND = re.compile(r"^(?:\$ )?(?:\.venv/bin/)?reportgen( [a-z-].*)$", re.MULTILINE)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def first_column(text: str) -> list[str]:
    """Return the code words in the first column of all tables."""
    return [
        word for row in re.findall(r"^\| (`[^|]*) \|", text, re.MULTILINE) for word in re.findall(r"`([^`]+)`", row)
    ]


# Architecture


def modules() -> set[str]:
    home = ROOT / "src" / "reportgen"
    names = (path.relative_to(home).with_suffix("").parts for path in home.rglob("*.py"))
    return {".".join(parts[:-1] if parts[-1] == "__init__" else parts) or "reportgen" for parts in names}


def test_architecture_lists_every_module_and_no_other():
    section = text_of("ARCHITECTURE.md").partition("## Every module")[2].partition("\n## ")[0]
    listed = first_column(section)
    assert len(listed) == len(set(listed))
    assert {"missing": modules() - set(listed), "gone": set(listed) - modules()} == {"missing": set(), "gone": set()}


def test_architecture_lists_every_dependency():
    settings = tomllib.loads(text_of("pyproject.toml"))
    locked = [*settings["project"]["dependencies"], *settings["dependency-groups"]["build"]]
    locked += [name for extra in settings["project"]["optional-dependencies"].values() for name in extra]
    package = json.loads(text_of("package.json"))
    names = {re.split("[<>=]", name)[0] for name in locked}
    names |= package["devDependencies"].keys() | package["optionalDependencies"].keys()
    section = text_of("ARCHITECTURE.md").partition("## Dependencies")[2].partition("\n## ")[0]
    assert {name for name in names if not re.search(rf"[ |]{re.escape(name)}[ ,|]", section)} == set()


# Links and pictures


def slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def links() -> Iterator[tuple[str, str]]:
    for path in DOCS:
        for target in re.findall(r"\]\(([^)\s]+)\)", FENCE.sub("", path.read_text(encoding="utf-8"))):
            if not re.match(r"[a-z]+:", target):
                yield path.relative_to(ROOT).as_posix(), target


@pytest.mark.parametrize(("document", "target"), sorted(set(links())))
def test_link_leads_somewhere(document: str, target: str):
    name, _, anchor = target.partition("#")
    path = (ROOT / document).parent / name if name else ROOT / document
    assert path.exists()
    if anchor:
        headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert anchor in {slug(heading) for heading in headings}


def test_pictures_are_small():
    sizes = {path.name: path.stat().st_size for path in (ROOT / "docs" / "pictures").glob("*.png")}
    assert sizes
    assert {name: size for name, size in sizes.items() if size > 120_000} == {}


def test_every_page_of_the_guide_is_in_its_index():
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    pages = {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")} - {"README.md"}
    assert {page for page in pages if f"]({page})" not in index} == set()


# Commands


def commands() -> Iterator[tuple[str, str]]:
    for path in DOCS:
        text = path.read_text(encoding="utf-8")
        blocks = "\n".join(block for _, block in FENCE.findall(text))
        found = COMMAND.findall(blocks)
        found += re.findall(r"`reportgen( [^`]+)`", FENCE.sub("", text))
        for line in found:
            yield path.relative_to(ROOT).as_posix(), re.split(r"\s[#>|&]", line)[0].strip()


@pytest.mark.parametrize(("document", "line"), sorted(set(commands())))
def test_command_can_be_parsed(document: str, line: str):
    """Options and arguments exist; nothing is run."""
    name, *rest = shlex.split(line)
    if name in ("--help", "--version"):
        return
    command = typer.main.get_command(cli.app).commands[name]
    while rest and hasattr(command, "commands"):
        command = command.commands[rest.pop(0)]
    if rest:  # else only the command's name is mentioned
        command.make_context(name, rest)


def test_reference_has_every_command_and_option():
    reference = text_of("docs/reference/commands.md")
    commands = dict(typer.main.get_command(cli.app).commands)
    for name, group in list(commands.items()):
        if hasattr(group, "commands"):
            del commands[name]
            commands |= {f"{name} {each}": command for each, command in group.commands.items()}
    for name, command in commands.items():
        section = reference.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        options = {option for param in command.params for option in param.opts if option.startswith("--")}
        assert set(re.findall(r"^\| `(--[a-z-]+)", section, re.MULTILINE)) == options - {"--help"}, name


def test_exit_codes_are_those_of_the_command():
    section = text_of("docs/reference/commands.md").partition("## Exit codes")[2]
    codes = {int(code) for code in re.findall(r"^\| (\d+) \|", section, re.MULTILINE)}
    assert codes == {cli.DONE, cli.FINDINGS, cli.USAGE, cli.INTERNAL, cli.LOCKED, cli.INTERRUPTED}
    assert codes == {0, 1, 2, 3, 4, 130}


def test_exit_codes_elsewhere_exist():
    for path in DOCS:
        for code in re.findall(r"(?:ends with|exit code) (\d+)", path.read_text(encoding="utf-8")):
            assert int(code) in {0, 1, 2, 3, 4, 130}, path


# Facts


@pytest.fixture(scope="module")
def facts() -> Facts:
    report, _ = load_report(ROOT / "inputs" / "demo")
    assert report is not None
    return Facts.of(project(report, "public"))


def test_facts_of_the_reference_exist_and_print_as_it_says(facts: Facts):
    rows = re.findall(r"^\| `([^`]+)` \|([^|]*)\|", text_of("docs/reference/facts.md"), re.MULTILINE)
    assert len(rows) > 25
    formats = 0
    for cell, printed in rows:
        path, _, form = cell.replace("\\|", "|").partition("|")
        text = print_fact(facts.get(path), parse_format(form), Words("en"))
        if form:
            formats += 1
            assert text == printed.strip()
    assert formats == 7


def test_facts_in_examples_resolve(facts: Facts):
    """Other pages speak of the demonstration, or of the workspace that `init` makes."""
    report, _ = load_report(ROOT / "templates" / "workspace")
    assert report is not None
    others = Facts.of(project(report, "public"))
    for path in DOCS:
        if path.name in ("workspace.md", "findings.md"):  # a reference of forms, and of what is wrong
            continue
        blocks = "\n".join(block for name, block in FENCE.findall(path.read_text("utf-8")) if name == "markdown")
        for cell in re.findall(r"\{\{ ([^.}][^}]*?) \}\}", blocks):
            if cell == "...":
                continue
            known = [catalogue for catalogue in (facts, others) if _has(catalogue, cell)]
            assert known, f"{path.name}: {cell}"


def _has(catalogue: Facts, cell: str) -> bool:
    name, _, form = cell.partition("|")
    try:
        print_fact(catalogue.get(name), parse_format(form), Words("en"))
    except Exception:
        return False
    return True


# What ships


@pytest.mark.parametrize(
    ("what", "page"),
    [
        ("kinds", "docs/reference/sections-and-figures.md"),
        ("sections", "docs/reference/sections-and-figures.md"),
        ("figures", "docs/reference/sections-and-figures.md"),
        ("themes", "docs/reference/themes.md"),
    ],
)
def test_everything_that_ships_is_in_the_reference(what: str, page: str):
    assert set(inventory()[what]) - set(first_column(text_of(page))) == set()


def test_reference_of_sections_names_nothing_else():
    lists = inventory()
    known = {*lists["kinds"], *lists["sections"], *lists["figures"]}
    assert set(first_column(text_of("docs/reference/sections-and-figures.md"))) - known == set()


def test_every_topic_of_the_checks_is_explained():
    listed = set(first_column(text_of("docs/reference/findings.md")))
    assert {code[:3] for code in inventory()["checks"]} - listed == set()


def test_rules_that_documents_name_exist():
    for path in DOCS:
        if path.name == "rules.md":  # made from the cards, whose examples are of what is wrong
            continue
        named = set(re.findall(r"\b(?:STR|RES|FIN|NAR|IMG|DIS|LAY)\d{3}\b", path.read_text(encoding="utf-8")))
        assert named - set(inventory()["checks"]) == set(), path


def test_reference_has_every_key_of_a_theme():
    listed = set(first_column(text_of("docs/reference/themes.md")))
    keys = {key for part in (Colours, Fonts, Sizes, Page) for key in part.model_fields}
    assert keys - listed == set()


def test_reference_has_every_word_style_and_what_it_is_for():
    rows = re.findall(r"^\| ([^|`]+) \| ([^|]+) \|", text_of("docs/reference/word-styles.md"), re.MULTILINE)
    names = {style.id: shown(style.name) for style in all_styles(load_theme("lagoon"))} | {REPORT_TABLE: TABLE_NAME}
    assert {name: use for name, use in rows if use in USES.values()} == {names[key]: use for key, use in USES.items()}


def test_json_example_has_the_form_that_is_printed():
    block = next(body for name, body in FENCE.findall(text_of("docs/reference/findings.md")) if name == "json")
    card = Card("RES002", "x", "error", why="", example="", mend="y")
    printed = json.loads(to_json([card.at(Place("f", 1), "m")]))
    shown = json.loads(block)
    assert shown.keys() == printed.keys() and shown["version"] == printed["version"]
    assert shown["findings"][0].keys() == printed["findings"][0].keys()


def test_yaml_examples_of_the_how_to_pages_are_keys_of_report_yaml():
    for path in (ROOT / "docs" / "how-to").glob("*.md"):
        for name, body in FENCE.findall(path.read_text(encoding="utf-8")):
            if name == "yaml":
                assert yaml.safe_load(body).keys() <= Settings.model_fields.keys(), path


# The workspace


@pytest.mark.parametrize("table", TABLES)
def test_reference_has_every_column(table: str):
    section = text_of("docs/reference/workspace.md").partition(f"\n## {table}\n")[2]
    listed = section.partition("`")[2].partition("`")[0].split(", ")
    model = TABLES[table][1]
    assert set(listed) - {"note"} == set(columns_of(model).names) - {"note"}

"""The schemas say of the inputs what the records say, and an editor speaks with their words."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker

from reportgen.build.scaffold import scaffold
from reportgen.build.schemas import DOCUMENTS, schemas, write_schemas
from reportgen.errors import WorkspaceError
from reportgen.load.fields import LOADER_ONLY, keys_of
from reportgen.load.workspace import TABLES
from reportgen.resources import templates
from tests.build.yaml_server import YamlServer

ROOT = Path(__file__).resolve().parents[2]
SERVER = ROOT / "node_modules" / ".bin" / "yaml-language-server"
WORKSPACES = (templates() / "workspace", ROOT / "inputs" / "china-2024", ROOT / "inputs" / "demo")
YAML_FILES = [
    path for folder in WORKSPACES for path in sorted(folder.rglob("*.yaml")) if not path.parent.name.startswith(".")
]
MADE = {name: json.loads(text) for name, text in schemas().items()}


class Yaml12(yaml.SafeLoader):
    """YAML 1.2 as editors read it: a date is a text, and so is ``no``."""


Yaml12.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.rpartition(":")[2] not in ("timestamp", "bool")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Yaml12.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), ["t", "f"])


def problems(schema: str, data: Any) -> list[str]:
    validator = Draft202012Validator(MADE[f"{schema}.schema.json"], format_checker=FormatChecker())
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]


def read(text: str) -> Any:
    return yaml.load(text, Yaml12)


@pytest.mark.parametrize("name", MADE)
def test_every_schema_is_a_schema_of_its_draft(name: str) -> None:
    assert MADE[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(MADE[name])


@pytest.mark.parametrize("path", YAML_FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_yaml_files_that_ship_are_valid(path: Path) -> None:
    assert problems(path.stem, read(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("folder", WORKSPACES, ids=lambda folder: folder.name)
def test_front_matter_that_ships_is_valid(folder: Path) -> None:
    files = list(folder.glob("narratives/*/*.md"))
    assert files
    for path in files:
        front = path.read_text(encoding="utf-8").split("---\n")[1]
        assert problems("narrative", read(front)) == [], path


@pytest.mark.parametrize("table", TABLES)
def test_rows_that_ship_are_valid(table: str) -> None:
    holding = [folder for folder in WORKSPACES if (folder / table).exists()]
    assert holding
    for folder in holding:
        with (folder / table).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                cells = {column: cell.strip() for column, cell in row.items() if cell.strip()}
                assert problems(table.removesuffix(".csv"), cells) == [], (folder, row)


def test_the_first_line_of_every_yaml_file_that_ships_names_its_schema() -> None:
    for path in YAML_FILES:
        up = "../" if path.parent.name == "images" else ""
        first = path.read_text(encoding="utf-8").split("\n", 1)[0]
        assert first == f"# yaml-language-server: $schema={up}.schemas/{path.stem}.schema.json", path


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_keys_are_those_that_a_user_may_type(name: str) -> None:
    model, _ = DOCUMENTS[name]
    assert MADE[f"{name}.schema.json"]["properties"].keys() == keys_of(model).keys()
    assert MADE[f"{name}.schema.json"]["additionalProperties"] is False


def test_what_only_loaders_fill_in_is_left_out() -> None:
    assert LOADER_ONLY["Narrative"].isdisjoint(MADE["narrative.schema.json"]["properties"])
    assert LOADER_ONLY["Image"].isdisjoint(MADE["images.schema.json"]["$defs"]["Image"]["properties"])
    assert "$defs" not in MADE["narrative.schema.json"]


def test_every_key_is_explained() -> None:
    def unexplained(node: Any, way: str) -> Iterator[str]:
        if isinstance(node, dict):
            for key, value in node.get("properties", {}).items():
                # The languages of a text explain themselves.
                if "description" not in value and value != {"type": "string"}:
                    yield f"{way}.{key}"
            for key, value in node.items():
                yield from unexplained(value, f"{way}.{key}")
        elif isinstance(node, list):
            for item in node:
                yield from unexplained(item, way)

    assert [way for name, schema in MADE.items() for way in unexplained(schema, name)] == []


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        ("report", "{title: A, yaer: 2024, year: 2024, plan: P, date: 2025-03-31}"),
        ("report", "{title: A, year: 2024, plan: P, date: 31 March 2025}"),
        ("report", "{title: A, year: 2024, plan: P, date: 2025-02-30}"),
        ("report", "{title: A, year: 24, plan: P, date: 2025-03-31}"),
        ("report", "{title: A, year: 2024, plan: P, date: 2025-03-31, edition: drafty}"),
        ("report", "{title: A, year: 2024, plan: P, date: 2025-03-31, theme: lagune}"),
        ("report", "{title: A, year: 2024, plan: P, date: 2025-03-31, sections: {off: [joint_work]}}"),
        ("report", "{title: A, year: 2024, plan: P, date: 2025-03-31, disclosure: secret}"),
        ("report", "{title: {English: A}, year: 2024, plan: P, date: 2025-03-31}"),
        ("report", "{title: [A], year: 2024, plan: P, date: 2025-03-31}"),
        ("images", "{images: [{id: a, file: a.jpg, data: x}]}"),
        ("narrative", "{kind: prologue}"),
    ],
)
def test_slips_are_found(schema: str, text: str) -> None:
    assert problems(schema, read(text))


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        ("report", "{title: A, year: 2024, plan: 2022, date: 2025-03-31, disclosure: 'embargo:2025-06-01'}"),
        ("report", "{title: {en: A, pt-BR: B}, year: 2024, plan: P, date: 2025-03-31, overrides: {sizes.body: 11}}"),
        ("partners", "{partners: [{id: 7, name: N, disclosure: 'partner:norlund, westmark'}]}"),
        ("outcomes", "{outcomes: [{code: 1.1, statements: [{plan: P, from: 2022, text: T}], sdgs: [5, 5.5]}]}"),
    ],
)
def test_what_the_loader_reads_is_valid(schema: str, text: str) -> None:
    assert problems(schema, read(text)) == []


def test_two_runs_give_the_same_texts() -> None:
    assert dict(schemas()) == dict(schemas())
    assert list(schemas()) == sorted(schemas())
    assert all(text.endswith("}\n") and "$id" not in text for text in schemas().values())


def test_schemas_are_written_anew_over_old_ones(tmp_path: Path) -> None:
    (tmp_path / ".schemas").mkdir()
    (tmp_path / ".schemas" / "report.schema.json").write_text("old")
    written = write_schemas(tmp_path)
    assert {path.name: path.read_text(encoding="utf-8") for path in written} == dict(schemas())


def test_a_missing_folder_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="no folder"):
        write_schemas(tmp_path / "norlund")
    assert not (tmp_path / "norlund").exists()


def test_a_link_out_of_the_workspace_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / ".schemas").symlink_to(tmp_path / "out")
    with pytest.raises(WorkspaceError):
        write_schemas(tmp_path / "in")
    assert list((tmp_path / "out").iterdir()) == []


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("editor") / "examplia"
    scaffold(folder)
    return folder


@pytest.fixture(scope="module")
def server(workspace: Path) -> Iterator[YamlServer]:
    if not (shutil.which("node") and SERVER.exists()):
        # `make test` installs both; where CI runs, their absence must not look like success.
        message = "the YAML language server is missing; `make test` installs it"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    with YamlServer(SERVER, workspace) as running:
        yield running


def place_of(text: str, key: str) -> tuple[int, int]:
    """Return line and column, both from 1, of the second letter of a key."""
    before = text[: text.index(f"{key}:") + 1]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def test_an_editor_has_nothing_to_say_about_a_new_workspace(server: YamlServer, workspace: Path) -> None:
    files = sorted(workspace.rglob("*.yaml"))
    assert len(files) == 8
    assert {path.name: server.problems(path) for path in files} == {path.name: [] for path in files}


def test_an_editor_underlines_a_misspelt_key(server: YamlServer, workspace: Path) -> None:
    text = (workspace / "report.yaml").read_text(encoding="utf-8").replace("\nyear:", "\nyaer:")
    found = server.problems(workspace / "misspelt.yaml", text)
    assert (place_of(text, "yaer")[0], "Property yaer is not allowed.") in found
    assert any(message == 'Missing property "year".' for _, message in found)


@pytest.mark.parametrize(
    ("file", "key", "words"),
    [
        ("report.yaml", "first_year", "Where tables and trends start"),
        ("office.yaml", "absence", "Why there is no value."),
        ("plan.yaml", "impact_areas", "Code -> name"),
        ("outcomes.yaml", "accumulation", "How years go together"),
        ("partners.yaml", "at_risk", "whom naming could harm"),
        ("images/images.yaml", "alt", "cannot see the picture"),
    ],
)
def test_an_editor_explains_a_key(server: YamlServer, workspace: Path, file: str, key: str, words: str) -> None:
    path = workspace / file
    server.problems(path)
    shown = server.hover(path, *place_of(path.read_text(encoding="utf-8"), key)).replace("\\", "").replace("&gt;", ">")
    assert words in shown


def test_an_editor_offers_keys_and_values(server: YamlServer, workspace: Path) -> None:
    head = "# yaml-language-server: $schema=.schemas/report.schema.json\n"
    server.problems(workspace / "key.yaml", head + "ti")
    assert server.completions(workspace / "key.yaml", 2, 3)["title"] == "Title on the cover."
    server.problems(workspace / "value.yaml", head + "edition: ")
    assert {"final", "draft", "illustrative"} <= server.completions(workspace / "value.yaml", 2, 10).keys()

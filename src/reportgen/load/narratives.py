"""The files of narratives/<language>/ become narratives: front matter as a record, the body as blocks."""

from __future__ import annotations

import re
from pathlib import Path

from reportgen.errors import WorkspaceError
from reportgen.files import FILE_UNREADABLE, inside, read_text
from reportgen.findings import Finding, Place
from reportgen.limits import MAX_NARRATIVE
from reportgen.load.markdown import read_markdown
from reportgen.load.records import read_record
from reportgen.load.rules import narrative as narrative_rules
from reportgen.load.rules import structure as structure_rules
from reportgen.load.yaml import read_yaml
from reportgen.model.base import PlacedDict
from reportgen.model.narrative import Narrative

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_FRONT = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def read_narratives(root: Path, languages: tuple[str, ...], limit: int) -> tuple[tuple[Narrative, ...], list[Finding]]:
    """Return all narratives, by language and file name; at most `limit` files are looked at."""
    folder = root / "narratives"
    narratives: list[Narrative] = []
    findings: list[Finding] = []
    if not folder.exists() and not folder.is_symlink():
        return (), []
    if folder.is_symlink() or not folder.is_dir():
        message = "“narratives” is not a folder; a folder with one folder for each language is expected."
        return (), [FILE_UNREADABLE.at(Place("narratives"), message)]
    count = 0
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        name = f"narratives/{path.name}"
        if finding := _language_problem(root, path, name, languages):
            findings.append(finding)
            if finding.severity == "error":
                continue
        for file in sorted(path.iterdir()):
            if file.name.startswith("."):
                continue
            count += 1
            if count > limit:
                message = f"The workspace has more than {limit:,} files; the rest was not read."
                return tuple(narratives), [
                    *findings,
                    structure_rules.TOO_LARGE.at(Place("narratives"), message),
                ]
            narrative, found = _read_file(file, f"{name}/{file.name}", path.name)
            findings.extend(found)
            if narrative is not None:
                narratives.append(narrative)
    return tuple(narratives), findings


def _language_problem(root: Path, path: Path, name: str, languages: tuple[str, ...]) -> Finding | None:
    try:
        inside(root, name)
    except WorkspaceError as error:
        return structure_rules.LEAVES_WORKSPACE.at(Place(name), str(error))
    if not path.is_dir():
        if path.suffix.lower() != ".md":
            message = f"{name} is not read: narratives are .md files in a language's folder."
            # An error as a severity would be too much for a stray file, but it cannot be walked into.
            return narrative_rules.UNKNOWN_LANGUAGE.at(Place(name), message)
        message = f"{path.name} stands in no language's folder. Move it to narratives/{_first(languages)}/."
        return narrative_rules.UNKNOWN_LANGUAGE.at(
            Place(name), message, expected=f"narratives/{_first(languages)}/{path.name}"
        )
    if not LANGUAGE.fullmatch(path.name):
        message = f"“{path.name}” is no code of a language. Is narratives/{_first(languages)}/ meant?"
        return narrative_rules.UNKNOWN_LANGUAGE.at(Place(name), message, found=path.name, expected=_first(languages))
    if languages and path.name not in languages:
        message = f"Narratives in “{path.name}” are not printed: report.yaml names {', '.join(languages)} only."
        return narrative_rules.UNKNOWN_LANGUAGE.at(
            Place(name), message, found=path.name, expected=", ".join(languages), severity="info",
            hint="Add the language to `languages` in report.yaml once its edition is wanted.",
        )  # fmt: skip
    return None


def _first(languages: tuple[str, ...]) -> str:
    return languages[0] if languages else "en"


def _read_file(path: Path, name: str, language: str) -> tuple[Narrative | None, list[Finding]]:
    if path.suffix.lower() != ".md":
        message = f"{name} is not read: narratives are .md files."
        return None, [structure_rules.UNKNOWN_FILE.at(Place(name), message)]
    text, notes = read_text(path, name, MAX_NARRATIVE)
    if text is None:
        return None, list(notes)
    narrative, findings = read_narrative(text, name, language)
    return narrative, [*notes, *findings]


def read_narrative(text: str, file: str, language: str) -> tuple[Narrative | None, list[Finding]]:
    """Return the narrative (None where its front matter is unusable), and what is wrong with it."""
    front = _FRONT.match(text)
    if front is None:
        message = "The file has no front matter: it starts with a line ---, its keys, and a line ---."
        if text.startswith("---"):
            message = "The front matter is not closed: a line --- is missing after its keys."
        return None, [narrative_rules.FRONT_MATTER.at(Place(file, 1), message)]
    data, notes = read_yaml(front[1], file, first_line=2)
    findings = list(notes)
    narrative = None
    if isinstance(data, PlacedDict):
        narrative, found = read_record(Narrative, data)
        findings.extend(found)
    elif not findings:
        message = "The front matter holds no keys; kind: and title: are expected."
        findings.append(narrative_rules.FRONT_MATTER.at(Place(file, 1), message))
    # Blanks keep every offset and line of the body what it is in the file.
    body = "\n".join(" " * len(line) for line in front[0].split("\n")) + text[front.end() :]
    read = read_markdown(body, file)
    findings.extend(read.findings)
    if narrative is None:
        return None, findings
    update = {
        "language": language,
        "file": file,
        "source": text,
        "blocks": read.blocks,
        "directives": read.directives,
    }
    return narrative.model_copy(update=update), findings

"""templates/reports/<kind>/kind.toml becomes a report kind: its sections in order, and the parts of an outcome's chapter."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from reportgen.errors import TemplateError
from reportgen.resources import template_homes, templates


@dataclass(frozen=True, slots=True)
class ReportKind:
    """A folder of templates. `title` and `about` are for lists; `sections` and `chapter` name templates, in order."""

    name: str
    title: str
    about: str
    sections: tuple[str, ...]
    chapter: tuple[str, ...]


def kind_names(extra: Path | None = None) -> tuple[str, ...]:
    """Return the names of the report kinds that ship, and of the operator's own in `extra`."""
    homes = template_homes(extra)
    return tuple(sorted({path.parent.name for home in homes for path in home.glob("reports/*/kind.toml")}))


def load_kind(name: str, extra: Path | None = None) -> ReportKind:
    """Return the report kind `name`.

    Raises:
        TemplateError: No such kind, or its kind.toml is not what it should be.
    """
    for home in template_homes(extra):
        path = home / "reports" / name / "kind.toml"
        if name in kind_names(extra) and path.is_file():
            try:
                data = tomllib.loads(path.read_text(encoding="utf-8"))
                return ReportKind(
                    name,
                    data["title"],
                    data.get("about", ""),
                    tuple(data["sections"]),
                    tuple(data.get("chapter", ())),
                )
            except (tomllib.TOMLDecodeError, KeyError) as error:
                raise TemplateError(f"{path.name} of report kind {name!r}: {error}") from None
    raise TemplateError(f"there is no report kind {name!r}; there are {', '.join(kind_names(extra))}.")


def section_names() -> tuple[str, ...]:
    """Return the names of all section templates that ship."""
    return tuple(sorted(path.name.partition(".")[0] for path in (templates() / "sections").glob("*.html.j2")))

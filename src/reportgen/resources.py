"""A name becomes the path of something that ships with the package: templates, themes, languages."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def templates() -> Path:
    """Return the folder of the shipped templates: inside an installed wheel, or at the top of a checkout."""
    inside = _PACKAGE / "templates"
    return inside if inside.is_dir() else _PACKAGE.parents[1] / "templates"


def template_homes(extra: Path | None = None) -> tuple[Path, ...]:
    """Return the folders in which templates are sought, first come first served: an operator's own, then the shipped."""
    return (*([extra] if extra else []), templates())

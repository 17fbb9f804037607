"""The name of a house style that ships, or a workspace's own style, becomes the whole style, with what it extends."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml
from pydantic import ValidationError

from reportgen.errors import TemplateError
from reportgen.model.editorial import Editorial
from reportgen.resources import templates


def style_names() -> tuple[str, ...]:
    """Return the names of the styles that ship."""
    return tuple(sorted(path.stem for path in (templates() / "editorial").glob("*.yaml")))


@cache
def shipped_style(name: str) -> Editorial:
    """Return the style `name` as it ships, with what it extends.

    Raises:
        TemplateError: No such style, or one that is not what it should be.
    """
    if name not in style_names():
        raise TemplateError(f"there is no editorial profile {name!r}; there are {', '.join(style_names())}.")
    try:
        text = (templates() / "editorial" / f"{name}.yaml").read_text(encoding="utf-8")
        data: Any = yaml.load(
            text, Loader=yaml.CBaseLoader
        )  # every scalar stays text: the record says what is a number
        return whole(Editorial.model_validate(data))
    except (yaml.YAMLError, ValidationError, UnicodeDecodeError) as error:
        raise TemplateError(f"editorial/{name}.yaml: {error}") from None


def whole(style: Editorial) -> Editorial:
    """Return `style` with the values of the style that it extends, where it says nothing itself; its own names go first."""
    if not style.extends or style.extends not in style_names():
        return style
    base = shipped_style(style.extends)
    unsaid = Editorial.model_fields.keys() - style.model_fields_set
    own = {name.casefold() for each in style.names for name in (each.name, *each.variants)}
    names = (*style.names, *(each for each in base.names if each.name.casefold() not in own))
    return style.model_copy(  # of the two it is the one whose keys have places
        update={
            **{key: getattr(base, key) for key in unsaid},
            "names": names,
            "severities": {**base.severities, **style.severities},
        }
    )

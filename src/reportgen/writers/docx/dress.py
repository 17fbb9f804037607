"""A theme, with or without an organisation's own document, becomes all that gives a Word file its look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportgen.theme import Theme

from .own.lists import Level
from .palette import Palette


@dataclass(frozen=True, slots=True)
class Dress:
    """What the parts of a file take their look from.

    Attributes:
        theme: Sizes, fonts, paper, and the colours of everything that the writer draws.
        palette: Colours by role, and the slots of the Word theme.
        styles: Styles that the organisation gives, by the report's ids; under ``docDefaults`` what holds where no style
            says otherwise.
        more: Further styles of theirs that those are based on.
        levels: Levels of lists that theirs look like.
        fonts: Entries of their font table, by name.
        scripts: ``majorFont`` and ``minorFont`` -> their fonts for East Asian and for complex scripts.
        plain_cover: Whether the cover has no coloured field, since their title could not be read on it.
    """

    theme: Theme
    palette: Palette
    styles: Mapping[str, str] = field(default_factory=dict[str, str])
    more: tuple[str, ...] = ()
    levels: Mapping[str, Level] = field(default_factory=dict[str, Level])
    fonts: Mapping[str, str] = field(default_factory=dict[str, str])
    scripts: Mapping[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])
    plain_cover: bool = False

    @classmethod
    def of(cls, theme: Theme) -> Dress:
        """Return the look of a theme alone."""
        return cls(theme, Palette.of(theme))

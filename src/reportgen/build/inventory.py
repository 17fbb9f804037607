"""What ships becomes lists for `reportgen list`: report kinds, sections, figures, checks, languages, themes."""

from __future__ import annotations

from reportgen.build.check import all_cards
from reportgen.compose import kind_names, load_kind, section_names
from reportgen.figures import FIGURES
from reportgen.language import languages
from reportgen.theme import load_theme, theme_names


def inventory() -> dict[str, dict[str, str]]:
    """Return, for each list, name -> words."""
    from babel import Locale

    kinds = {name: load_kind(name) for name in kind_names()}
    return {
        "kinds": {name: f"{kind.title}. {kind.about}" for name, kind in kinds.items()},
        "sections": {
            name: "in " + ", ".join(kind.name for kind in kinds.values() if name in kind.sections + kind.chapter)
            for name in section_names()
            if any(name in kind.sections + kind.chapter for kind in kinds.values())
        },
        "figures": {name: card.title for name, card in FIGURES.items()},
        "checks": {code: f"{card.slug} ({card.severity})" for code, card in sorted(all_cards().items())},
        "languages": {code: Locale.parse(code, sep="-").english_name or code for code in languages()},
        "themes": {name: load_theme(name).title for name in theme_names()},
    }

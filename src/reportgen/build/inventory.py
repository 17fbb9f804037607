"""What ships becomes lists for `reportgen list`: report kinds, sections, figures, checks, languages, profiles, themes."""

from __future__ import annotations

from collections import defaultdict

from reportgen.build.check import all_cards
from reportgen.compose import kind_names, load_kind, section_names
from reportgen.figures import FIGURES
from reportgen.language import languages
from reportgen.profiles import load_profile, profile_names
from reportgen.theme import load_theme, theme_names


def inventory() -> dict[str, dict[str, str]]:
    """Return, for each list, name -> words."""
    from babel import Locale

    kinds = {name: load_kind(name) for name in kind_names()}
    profiles = {name: load_profile(name) for name in profile_names()}
    homes: dict[str, list[str]] = defaultdict(list)
    for kind in kinds.values():
        for name in kind.sections + kind.chapter:
            homes[name].append(kind.name)
    for profile in profiles.values():
        for name in profile.brief + profile.report:
            homes[name] = ["donors’ briefs" if name in profile.brief else "reports on agreements"]
    return {
        "kinds": {name: f"{kind.title}. {kind.about}" for name, kind in kinds.items()},
        "sections": {name: "in " + ", ".join(homes[name]) for name in section_names() if name in homes},
        "figures": {name: card.title for name, card in FIGURES.items()},
        "checks": {code: f"{card.slug} ({card.severity})" for code, card in sorted(all_cards().items())},
        "languages": {code: Locale.parse(code, sep="-").english_name or code for code in languages()},
        "profiles": {name: f"{p.title.to('en')}. {p.about.to('en')}" for name, p in profiles.items()},
        "themes": {name: load_theme(name).title for name in theme_names()},
    }

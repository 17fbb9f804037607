"""templates/donors/<profile>/profile.yaml, and what donors.yaml changes of it, become what one donor's pack looks like."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from reportgen.errors import TemplateError
from reportgen.model import Partner, Profile, Report
from reportgen.resources import template_homes

BY_TYPE = {"foundation": "foundation", "private": "foundation"}
"""Type of partner -> the profile that it has unless donors.yaml names another; for all others `GENERIC`."""
GENERIC = "government"


def profile_names(extra: Path | None = None) -> tuple[str, ...]:
    """Return the names of the profiles that ship, and of an operator's own."""
    found = (path.parent.name for home in template_homes(extra) for path in home.glob("donors/*/profile.yaml"))
    return tuple(sorted(set(found)))


def load_profile(name: str, extra: Path | None = None) -> Profile:
    """Return the profile `name` as it ships.

    Raises:
        TemplateError: No such profile, or one that is not what it should be.
    """
    home = _home(name, extra)
    try:
        # Every scalar stays text, as in a workspace: the record says what is a number.
        data: Any = yaml.load((home / "profile.yaml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
        return Profile.model_validate(data)
    except (yaml.YAMLError, ValidationError, UnicodeDecodeError) as error:
        raise TemplateError(f"profile.yaml of donor profile {name!r}: {error}") from None


def _home(name: str, extra: Path | None) -> Path:
    for home in template_homes(extra):
        if name in profile_names(extra) and (home / "donors" / name / "profile.yaml").is_file():
            return home / "donors" / name
    raise TemplateError(f"there is no donor profile {name!r}; there are {', '.join(profile_names(extra))}.")


def profile_name(report: Report, partner: Partner) -> str:
    """Return the name of the profile that a donor takes."""
    donor = next((each for each in report.donors if each.partner == partner.id), None)
    return (donor.profile if donor else "") or BY_TYPE.get(partner.type, GENERIC)


def profile_of(report: Report, partner: Partner, extra: Path | None = None) -> Profile:
    """Return what a donor asks for: its profile, with what donors.yaml changes.

    Raises:
        TemplateError: No such profile.
    """
    profile = load_profile(profile_name(report, partner), extra)
    donor = next((each for each in report.donors if each.partner == partner.id), None)
    return donor.over(profile) if donor else profile


def profile_picture(report: Report, partner: Partner, file: str, extra: Path | None = None) -> bytes:
    """Return a picture that ships with a donor's profile; empty where the profile has none of that name."""
    path = _home(profile_name(report, partner), extra) / Path(file).name
    return path.read_bytes() if path.is_file() else b""

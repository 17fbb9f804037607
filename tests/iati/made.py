"""Small IATI files, made for the tests: nothing in them is anybody's."""

from __future__ import annotations

from pathlib import Path

from reportgen.findings import Finding
from reportgen.iati.workspace import Imported, import_iati
from reportgen.load import load
from reportgen.model import Report

PUBLISHER = "XM-EX-77"


def narrative(text: str, language: str = "") -> str:
    said = f' xml:lang="{language}"' if language else ""
    return f"<narrative{said}>{text}</narrative>"


def activity(
    identifier: str = "XM-EX-77-A1", *, attributes: str = "", title: str = "Wells for all", inner: str = ""
) -> str:
    return f"""<iati-activity xml:lang="en" default-currency="USD" {attributes}>
<iati-identifier>{identifier}</iati-identifier>
<reporting-org ref="{PUBLISHER}" type="40">{narrative("Water House")}</reporting-org>
<title>{narrative(title)}</title>
<description type="1">{narrative("Villages dig and keep their wells.")}</description>
<participating-org ref="XX-1" type="10" role="1">{narrative("Norland")}</participating-org>
<activity-status code="2"/>
<activity-date iso-date="2020-01-01" type="1"/><activity-date iso-date="2021-12-31" type="3"/>
<recipient-country code="KE" percentage="100"/>
{inner}
</iati-activity>
"""


def whole(*activities: str, version: str = "2.03", head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    return f'{head}\n<iati-activities version="{version}">\n{"".join(activities)}</iati-activities>\n'


def result(*indicators: str, kind: str = "1", title: str = "Wells are dug") -> str:
    return f'<result type="{kind}"><title>{narrative(title)}</title>\n{"".join(indicators)}</result>\n'


def indicator(*inner: str, measure: str = "1", title: str = "Number of wells", more: str = "") -> str:
    said = f' measure="{measure}"' if measure else ""
    return f"<indicator{said}{more}>\n<title>{narrative(title)}</title>\n{''.join(inner)}</indicator>\n"


def period(*inner: str, year: int = 2020, start: str = "", end: str = "") -> str:
    return (
        f'<period><period-start iso-date="{start or f"{year}-01-01"}"/><period-end iso-date="{end or f"{year}-12-31"}"/>\n'
        f"{''.join(inner)}</period>\n"
    )


def stated(name: str, value: str | None = None, *, comment: str = "", more: str = "", **parts: str) -> str:
    said = "" if value is None else f' value="{value}"'
    inner = "".join(f'<dimension name="{key}" value="{text}"/>' for key, text in parts.items())
    words = f"<comment>{narrative(comment)}</comment>" if comment else ""
    return f"<{name}{said}{more}>{inner}{words}</{name}>\n"


def money(kind: str, amount: str, day: str = "2020-06-30", *, currency: str = "", provider: str = "") -> str:
    held = f' currency="{currency}"' if currency else ""
    of = f"<provider-org>{narrative(provider)}</provider-org>" if provider else ""
    return (
        f'<transaction><transaction-type code="{kind}"/><transaction-date iso-date="{day}"/>'
        f'<value value-date="{day}"{held}>{amount}</value>{of}</transaction>\n'
    )


def budget(amount: str, kind: str = "1", *, year: int = 2020, currency: str = "") -> str:
    held = f' currency="{currency}"' if currency else ""
    return (
        f'<budget type="{kind}"><period-start iso-date="{year}-01-01"/><period-end iso-date="{year}-12-31"/>'
        f'<value value-date="{year}-01-01"{held}>{amount}</value></budget>\n'
    )


class Import:
    """One import of texts, in a folder of its own."""

    def __init__(self, folder: Path, *texts: str | bytes, **options: object) -> None:
        self.files: list[Path] = []
        for number, text in enumerate(texts):
            path = folder / f"file{number or ''}.xml"
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
            self.files.append(path)
        self.into = folder / "made"
        self.made: Imported = import_iati(self.files, self.into, **options)  # type: ignore[arg-type]

    @property
    def report(self) -> Report:
        loaded = load(self.into)
        assert loaded.report is not None, loaded.findings
        assert [str(each) for each in loaded.findings] == []
        return loaded.report

    @property
    def extra(self) -> str:
        return (self.into / "iati-extra.yaml").read_text(encoding="utf-8")

    def found(self, rule: str) -> list[Finding]:
        return [each for each in self.made.findings if each.rule == rule]

    def rules(self) -> set[str]:
        return {each.rule for each in self.made.findings}

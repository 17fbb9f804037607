"""A few strings become a workspace on disk, for tests."""

from __future__ import annotations

from pathlib import Path

MINIMAL: dict[str, str] = {
    "report.yaml": """\
kind: country-report
title: {en: Annual country report 2024}
year: 2024
first_year: 2022
plan: SP-2022-2025
languages: [en]
currency: USD
date: 2025-03-31
disclosure: public
""",
    "office.yaml": """\
code: XM-DAC-41146-NLD
name: {en: UN Women Norlund}
country: {en: Norlund}
facts:
  - {id: population-women, label: {en: Women}, value: 688000, year: 2023, source: {en: Census}}
""",
    "plan.yaml": """\
plans:
  SP-2022-2025:
    name: {en: Strategic Plan 2022-2025}
    start: 2022-01-01
    end: 2025-12-31
    impact_areas: {IA_1: {en: Governance}}
    systemic_outcomes: {SP_D_0.1: {en: Norms}}
    organizational_outputs: {SP_O_1: {en: Partnerships}}
""",
    "outcomes.yaml": """\
outcomes:
  - code: D_1
    short: {en: Leadership}
    statements:
      - {plan: SP-2022-2025, from: 2022, text: {en: Women lead in public life}}
    outputs:
      - code: D_1.1
        statements:
          - {plan: SP-2022-2025, from: 2022, text: {en: Laws are reviewed}}
        indicators:
          - code: D_1.1.A
            statement: {en: Number of laws adopted or revised}
            measure: number
            unit: {en: laws}
            accumulation: sum
""",
    "partners.yaml": """\
partners:
  - {id: norlund, name: {en: Government of Norlund}, type: government, roles: [funder]}
""",
    "targets.csv": """\
indicator,version,kind,period,value,approved_by,reason
D_1.1.A,2022-01-15,baseline,2021,0,,
D_1.1.A,2022-01-15,milestone,2024,3,,
D_1.1.A,2022-01-15,target,2025,12,,
""",
    "results.csv": """\
indicator,period_start,period_end,value,source
D_1.1.A,2024-01-01,2024-12-31,4,Official gazette
""",
    "finance.csv": """\
code,year,source_of_funds,stage,amount,currency
D_1,2024,other,available,1000000,USD
D_1,2024,other,received,950000,USD
""",
    "narratives/en/progress-note-2024.md": """\
---
kind: progress-note
outcome: D_1
year: 2024
title: Four laws were revised
---
In 2024 the parliament revised {{ indicators["D_1.1.A"].2024.result | words }} laws.
""",
}
"""A workspace that loads without a finding: office, plan, one outcome with one output and one indicator."""

STEMS = {name.partition(".")[0]: name for name in MINIMAL if "/" not in name} | {
    "sdg": "sdg.csv",
    "agreements": "agreements.csv",
    "contributions": "contributions.csv",
    "images": "images/images.yaml",
    "spending": "spending.csv",
    "controls": "controls.csv",
    "donors": "donors.yaml",
}


def write_workspace(folder: Path, **files: str | bytes | None) -> Path:
    """Write the minimal workspace into ``folder/norlund`` and return that folder.

    `files` replace or add: by stem, ``results="..."``, or by path, ``**{"narratives/en/x.md": "..."}``. None
    leaves a file out. To change a little: ``report=MINIMAL["report.yaml"] + "theme: x\\n"``.
    """
    root = folder / "norlund"
    named = {STEMS.get(name, name): content for name, content in files.items()}
    for name, content in ({**MINIMAL, **named}).items():
        if content is None:
            continue
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root

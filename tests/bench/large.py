"""A seed becomes a workspace as large as the largest office could ever have: for the time that `check` takes.

200 outcomes with 600 outputs, 5,000 indicators, four years of results and money, 800 notes of 250 words. The same
seed gives the same bytes.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

OUTCOMES, OUTPUTS, INDICATORS = 200, 3, 25
YEARS = (2021, 2022, 2023, 2024)
NOTE_WORDS = 250
_NOUNS = (
    "council budget service shelter law court school market clinic village province network course register report "
    "partner member leader grower teacher nurse judge mayor committee plan fund loan contract survey station road"
).split()
_VERBS = (
    "opened adopted reviewed trained reached funded joined widened published joined-up followed kept raised".split()
)
_OTHERS = (
    "women girls local new public rural young safe open shared first equal common trusted early small strong nearby"
).split()
_LINKS = "in with for across near through among before after beyond".split()


def write_workspace(folder: Path, seed: int = 20_241) -> None:
    """Write the workspace into a new folder."""
    chance = random.Random(seed)
    for name in ("narratives/en",):
        (folder / name).mkdir(parents=True)
    codes = [f"D_{number}" for number in range(1, OUTCOMES + 1)]
    _write(folder / "report.yaml", _REPORT)
    _write(folder / "office.yaml", _OFFICE)
    _write(folder / "plan.yaml", _PLAN)
    _write(folder / "partners.yaml", ["partners:", *(_partner(n) for n in range(1, 101))])
    _write(folder / "outcomes.yaml", ["outcomes:", *(line for code in codes for line in _outcome(code, chance))])
    indicators = [name for code in codes for name in _indicators(code)]
    _tables(folder, codes, indicators, chance)
    for code in codes:
        for year in YEARS:
            _write(folder / f"narratives/en/progress-note-{code}-{year}.md", _note(code, year, chance))


_REPORT = """
kind: country-report
title: {en: A report of unusual size}
year: 2024
first_year: 2021
plan: P
languages: [en]
currency: USD
date: 2025-03-31
as_of: 2025-03-15
edition: illustrative
stamp: {en: Made up to measure time}
disclosure: public
""".strip().splitlines()
_OFFICE = ["code: XX", "name: {en: Office of Sizes}", "country: {en: Measuria}", "facts: []"]
_PLAN = """
plans:
  P:
    name: {en: Plan of the years 2021 to 2025}
    kind: corporate
    start: 2021-01-01
    end: 2025-12-31
    impact_areas: {IA_1: {en: Women share power}, IA_2: {en: Women earn and own}}
    systemic_outcomes: {S_1: {en: Laws are equal}, S_2: {en: Money reaches women}}
    organizational_outputs: {O_1: {en: Sound management}}
""".strip().splitlines()


def _partner(number: int) -> str:
    role = ("funder", "implementing-partner", "un-entity", "government")[number % 4]
    return f"  - {{id: p-{number}, name: {{en: Partner number {number}}}, type: government, roles: [funder, {role}]}}".replace(
        "[funder, funder]", "[funder]"
    )


def _parts(code: str) -> list[str]:
    return [f"{code}.{number}" for number in range(1, OUTPUTS + 1)]


def _share(code: str) -> dict[str, list[str]]:
    """Return outcome or output -> codes of its indicators."""
    holders = [code, *_parts(code)]
    shared: dict[str, list[str]] = {holder: [] for holder in holders}
    for number in range(INDICATORS):
        holder = holders[number % len(holders)]
        shared[holder].append(f"{holder}.{chr(ord('A') + number // len(holders))}")
    return shared


def _indicators(code: str) -> Iterable[str]:
    return (name for names in _share(code).values() for name in names)


def _outcome(code: str, chance: random.Random) -> Iterable[str]:
    shared = _share(code)
    yield f"  - code: {code}"
    yield f"    short: {{en: {_words(chance, 2)}}}"
    yield "    statements:"
    yield f"      - {{plan: P, from: 2021, text: {{en: {_words(chance, 12)}}}}}"
    yield f"    description: {{en: {_words(chance, 30)}}}"
    yield '    sdgs: ["5", "5.5"]'
    yield "    humanitarian: false"
    yield "    contributes: {impact_areas: [IA_1], systemic_outcomes: [S_1, S_2]}"
    yield "    indicators:"
    for name in shared[code]:
        yield from _indicator(name, "      ", chance)
    yield "    outputs:"
    for part in _parts(code):
        yield f"      - code: {part}"
        yield "        statements:"
        yield f"          - {{plan: P, from: 2021, text: {{en: {_words(chance, 12)}}}}}"
        yield "        indicators:"
        for name in shared[part]:
            yield from _indicator(name, "          ", chance)


def _indicator(code: str, indent: str, chance: random.Random) -> Iterable[str]:
    yield f"{indent}- code: {code}"
    yield f"{indent}  statement: {{en: Number of {_words(chance, 9)}}}"
    yield f"{indent}  measure: number"
    yield f"{indent}  unit: {{en: {chance.choice(_NOUNS)}s}}"
    yield f"{indent}  decimals: 0"
    yield f"{indent}  direction: increase"
    yield f"{indent}  accumulation: cumulative"
    yield f"{indent}  scope: CO"
    yield f"{indent}  verification: {{en: {_words(chance, 5)}}}"


def _words(chance: random.Random, count: int) -> str:
    kinds = (_OTHERS, _NOUNS, _VERBS, _OTHERS, _NOUNS, _LINKS)
    return " ".join(chance.choice(kinds[at % len(kinds)]) for at in range(count)).capitalize()


def _note(code: str, year: int, chance: random.Random) -> Iterable[str]:
    yield from ("---", "kind: progress-note", f"outcome: {code}", f"year: {year}")
    yield from (f"title: {_words(chance, 9)}", f"updated: {year + 1}-02-01", f"limit: {NOTE_WORDS + 50}", "---")
    fact = f'indicators["{code}.A"].{year}.result'
    rate, spent = (f'outcomes["{code}"].finance.{year}.{name}' for name in ("delivery_rate", "expended"))
    yield f"The work reached {{{{ {fact} | number }}}} places, and {{{{ {rate} | percent }}}} of the money was spent: "
    yield f"{{{{ {spent} | money million }}}} in all."
    written = 20
    while written < NOTE_WORDS - 33:  # a paragraph is twice as long
        yield ""
        sentences = [_words(chance, chance.randint(9, 18)) for _ in range(5)]
        written += sum(len(sentence.split()) for sentence in sentences)
        if chance.random() < 0.2:
            sentences[-1] = f"**{sentences[-1]}**"
        yield ". ".join(sentences) + "."


def _tables(folder: Path, codes: Sequence[str], indicators: Sequence[str], chance: random.Random) -> None:
    targets: list[Sequence[object]] = [("indicator", "version", "kind", "period", "value", "approved_by")]
    results: list[Sequence[object]] = [
        ("indicator", "period_start", "period_end", "value", "verified", "source", "recorded")
    ]
    for name in indicators:
        base = chance.randint(10, 400)
        targets.append((name, "2021-01-10", "baseline", 2020, base, "Director"))
        targets.extend((name, "2021-01-10", "milestone", year, base + 40 * (year - 2020), "Director") for year in YEARS)
        targets.append((name, "2021-01-10", "target", 2025, base + 220, "Director"))
        for year in YEARS:
            base += chance.randint(5, 60)
            results.append(
                (name, f"{year}-01-01", f"{year}-12-31", base, "yes", f"Register of {year}", f"{year + 1}-02-01")
            )
    finance: list[Sequence[object]] = [
        ("code", "year", "source_of_funds", "stage", "amount", "currency", "as_of", "status")
    ]
    shares: list[Sequence[object]] = [("outcome", "year", "goal", "target", "share")]
    agreements: list[Sequence[object]] = [("id", "partner", "outcomes", "title", "start", "end", "currency", "amount")]
    tranches: list[Sequence[object]] = [
        ("partner", "agreement", "outcome", "year", "amount", "currency", "rate_date", "development", "humanitarian")
    ]
    for number, code in enumerate(codes):
        partner = f"p-{number % 100 + 1}"
        agreements.append((f"A-{number}", partner, code, "Shared work", "2021-01-01", "2025-12-31", "USD", 2_000_000))
        for year in YEARS:
            money = chance.randint(100, 400) * 1000
            shares += [(code, year, 5, "5.5", 60), (code, year, 5, "5.1", 40)]
            tranches.append((partner, f"A-{number}", code, year, money, "USD", f"{year}-06-01", money, 0))
            for source, factor in (("regular", 1), ("other", 1)):
                for stage, part in (("planned", 10), ("available", 10), ("received", 10), ("expended", 8)):
                    amount = money * factor * part // 10
                    finance.append((code, year, source, stage, amount, "USD", f"{year + 1}-03-01", "certified"))
    tables = {"targets": targets, "results": results, "finance": finance, "sdg": shares}
    for name, rows in (tables | {"agreements": agreements, "contributions": tranches}).items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)


def _write(path: Path, lines: Iterable[str]) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")

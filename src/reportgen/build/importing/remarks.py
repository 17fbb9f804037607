"""What stands in a sheet becomes lines of a proposed map: what its values mean, how numbers and dates are written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Literal, get_args

from reportgen.build.importing.fit import Fit, cells_of
from reportgen.build.importing.mapping import TO_FILL
from reportgen.build.importing.values import day, number
from reportgen.build.importing.words import MEANINGS, plain_words
from reportgen.load.fields import keys_of
from reportgen.load.workbook_cells import stripped
from reportgen.load.workspace import TABLES
from reportgen.ooxml.sheet import Row

MOST_VALUES = 20
HINTS: Mapping[str, str] = {
    "currency": "such as USD", "version": "the day on which the targets were approved, such as 2021-12-31",
    "year": "such as 2024", "period": "a year, such as 2024", "period_start": "such as 2024-01-01",
    "period_end": "such as 2024-12-31", "indicator": "a code of outcomes.yaml", "code": "a code of outcomes.yaml",
    "outcome": "a code of outcomes.yaml", "partner": "an id of partners.yaml",
}  # fmt: skip
"""Column -> what may be filled in; for closed lists their values are named."""
NOTHING = frozenset(("-", "–", "—", "n/a", "n.a.", "na", "n/d", "nd", "n.d.", "s/o", "tbd", "tbc", "...", "…"))
"""What stands in cells that say nothing, in small letters."""


def choices_of(file: str, name: str) -> str:
    """Return a remark with the values that a column may have, or with an example of one."""
    said = ", ".join(closed_list(file, name)) or HINTS.get(name, "")
    return f"  # {said}" if said else ""


def constants_lines(lacking: Mapping[str, str], numbers: Sequence[str]) -> Iterator[str]:
    """Yield the needed columns (name -> file) that the sheet lacks; a currency may stand beside its numbers."""
    if lacking:
        yield "    constants:  # needed, and not found in the sheet"
    for name, file in lacking.items():
        currency = currency_of(numbers) if name == "currency" else ""
        said = f"{currency}  # it stands beside the amounts" if currency else f"{TO_FILL}{choices_of(file, name)}"
        yield f"      {name}: {said}"


def values_lines(fit: Fit, beneath: Sequence[Row], numbers: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield what the values of closed lists mean, and which texts in columns of numbers (name -> texts) mean nothing."""
    lines: list[str] = []
    for name, texts in numbers.items():
        nothing = dict.fromkeys(text for text in texts if text.casefold() in NOTHING)
        if nothing:
            lines.append(f"      {name}:")
            lines.extend(f'        {quoted(text)}: ""  # as an empty cell' for text in nothing)
    for column, name in fit.columns.items():
        choices = closed_list(fit.file, name)
        foreign = dict.fromkeys(stripped(cell.text) for cell in cells_of(beneath, column)) if choices else {}
        foreign = [text for text in foreign if text not in choices][:MOST_VALUES]
        if foreign:
            lines.append(f"      {name}:")
        for text in foreign:
            meant = next(
                (each for each in choices if plain_words(text) in (plain_words(each), *MEANINGS.get(each, ()))), ""
            )
            lines.append(
                f"        {quoted(text)}: {meant}"
                if meant
                else f"        # {quoted(text)}: one of {', '.join(choices)}"
            )
    if any(not line.lstrip().startswith("#") and not line.endswith(":") for line in lines):
        yield "    values:"
        yield from _without_empty(lines)
    else:
        yield from (f"    # values: {line.strip()}" for line in lines if line.lstrip().startswith("#"))


def _without_empty(lines: Sequence[str]) -> Iterator[str]:
    """Yield lines; a column that has nothing but remarks becomes a remark itself."""
    for at, line in enumerate(lines):
        if line.startswith("        "):
            yield line
            continue
        beneath = takewhile(lambda each: each.startswith("        "), lines[at + 1 :])
        yield f"      # {line.strip()}" if all(each.lstrip().startswith("#") for each in beneath) else line


def closed_list(file: str, name: str) -> tuple[str, ...]:
    """Return the values that a column may have; empty where it is open."""
    annotation = keys_of(TABLES[file][1]).get(name, (None, False))[0]
    for each in (annotation, *get_args(annotation)):
        if getattr(each, "__origin__", None) is Literal:
            return tuple(map(str, get_args(each)))
    return ()


def marks_lines(numbers: Sequence[str], days: Sequence[str]) -> Iterator[str]:
    """Yield how numbers and days that are texts are written, where they say it themselves."""
    unclear = [
        text for text in numbers if re.search(r"\d", text) and (number(text, None) is None or re.search(r"[.,']", text))
    ]
    if unclear:
        fits = {mark: sum(number(text, mark) is not None for text in unclear) for mark in ("point", "comma")}
        best = max(fits, key=lambda mark: fits[mark])
        if fits["point"] == fits["comma"]:
            yield f"    # numbers: point or comma? {quoted(unclear[0])} can be read either way"
        else:
            yield f"    numbers: {best}"
    parts = {text: re.split(r"[-./ ]", text)[:2] for text in days if re.match(r"\d{1,2}[-./ ]\d{1,2}[-./ ]\d{4}", text)}
    unclear = [text for text, (first, second) in parts.items() if int(first) != int(second)]
    if unclear:
        told = {int(parts[text][0]) > 12 for text in unclear if day(text, None)}
        if len(told) == 1:
            yield f"    dates: {'day-first' if told.pop() else 'month-first'}"
        else:
            yield f"    # dates: day-first or month-first? {quoted(unclear[0])} can be read either way"


def currency_of(texts: Sequence[str]) -> str:
    """Return the one currency that stands beside numbers; empty where there is none, or another beside it."""
    found = {match[0] for text in texts if re.search(r"\d", text) for match in re.finditer(r"\b[A-Z]{3}\b", text)}
    return found.pop() if len(found) == 1 else ""


def quoted(text: str) -> str:
    """Return a text as YAML takes it, whatever stands in it."""
    return json.dumps(text, ensure_ascii=False)

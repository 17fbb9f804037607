"""A number and its printed label become the number format under which Word prints the number so.

The label itself says what it is made of, so that no language has to be known here. Word puts in the separators of
whoever reads the file; everything else stands as printed.
"""

from __future__ import annotations

import re
from decimal import Decimal

from reportgen.language import rounded

_DIGITS = re.compile(r"\d(?:[\d.,'’\u00a0\u202f\u2009٬٫]*\d)?")
_ISOLATES = re.compile("[\u2066-\u2069]")
_MINUS = "−"
MOST_DECIMALS = 6
LONGEST = 250
"""Characters of a format; Excel takes 255."""


def marked(text: str) -> str:
    """Return `text` with its isolates (U+2066 to U+2069), which Word does not know, as left-to-right marks."""
    return _ISOLATES.sub("\u200e", text)


def number_format(value: Decimal, label: str) -> str:
    """Return the format code (ECMA-376 Part 1, 18.8.31) that prints `value` as `label`.

    A label that is not made from the number is printed as it stands.
    """
    label = marked(label)
    match = _DIGITS.search(label)
    code = _code(value, match[0]) if match else ""
    if match and code:
        before = re.sub(f"[-{_MINUS}]", "", label[: match.start()])
        code = _quoted(before) + code + _quoted(label[match.end() :])
        code = f"{code};{_quoted(_MINUS)}{code}"
    else:
        code = _quoted(label)
    return code if len(code) <= LONGEST else "General"


def _code(value: Decimal, printed: str) -> str:
    """Return the code of the digits alone; nothing where they are not those of `value`."""
    figures = "".join(str(int(sign)) for sign in printed if sign.isdigit())
    for commas in range(3):
        for decimals in range(MOST_DECIMALS + 1):
            number = format(rounded(abs(value).scaleb(-3 * commas), decimals), "f")
            if number.replace(".", "") == figures:
                grouped = len(printed) > len(number) or len(number.partition(".")[0]) < 4
                whole = "#,##0" if grouped else "0"
                return whole + ("." + "0" * decimals if decimals else "") + "," * commas
    return ""


def _quoted(text: str) -> str:
    """Return `text` as a literal of a format code; a quotation mark in it stands behind a backslash."""
    return '"' + text.replace('"', '"\\""') + '"' if text else ""

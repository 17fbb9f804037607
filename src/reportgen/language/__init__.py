"""Numbers, money, dates and interface strings become words of one language (Babel's data, the house's spelling).

The strings stand in ``templates/languages/<code>/*.toml``; a string may hold ``{names}``, and may be a table of plural
forms (``one``, ``other`` ...; Unicode CLDR plural rules) that is chosen by the value ``count``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any, Literal, cast

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, get_decimal_symbol

from reportgen.errors import TemplateError
from reportgen.resources import templates

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
_PLURALS = {"zero", "one", "two", "few", "many", "other"}
_NAME = re.compile(r"\{(\w+)\}")


def languages() -> tuple[str, ...]:
    """Return the codes of the languages that ship."""
    return tuple(sorted(path.name for path in (templates() / "languages").iterdir() if path.is_dir()))


def direction(language: str) -> Literal["ltr", "rtl"]:
    """Return the writing direction of a language code."""
    return "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def _flatten(table: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in table.items():
        if isinstance(value, dict) and not value.keys() <= _PLURALS:
            flat |= _flatten(cast("dict[str, Any]", value), f"{prefix}{key}.")
        else:
            flat[prefix + key] = value
    return flat


def read_strings(folder: Path) -> dict[str, Any]:
    """Return all strings of one language folder."""
    strings: dict[str, Any] = {}
    for path in sorted(folder.glob("*.toml")):
        strings |= _flatten(tomllib.loads(path.read_text(encoding="utf-8")))
    return strings


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Return `value` rounded half up, as readers do by hand; a rounded zero has no sign."""
    result = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return abs(result) if result == 0 else result


def plain_decimals(value: Decimal, most: int) -> int:
    """Return how many decimals `value` needs, at most `most`."""
    exponent = rounded(value, most).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def fill(pattern: str, values: Mapping[str, object], key: str) -> str:
    """Return `pattern` with its ``{names}`` replaced.

    Raises:
        TemplateError: A name without a value.
    """
    if not values:
        return pattern
    try:
        return _NAME.sub(lambda match: str(values[match[1]]), pattern)
    except KeyError as error:
        raise TemplateError(f"interface string {key!r} wants a value for {error}") from None


class Words:
    """How one language writes numbers, money, dates and the interface's own strings."""

    def __init__(self, language: str = "en") -> None:
        try:
            self.locale = Locale.parse(language, sep="-")
        except (UnknownLocaleError, ValueError):
            raise TemplateError(f"{language!r} is not a language code that is known") from None
        self.language = language
        self.direction: Literal["ltr", "rtl"] = direction(language)
        home = templates() / "languages"
        self._strings: dict[str, Any] = read_strings(home / "en")
        if language != "en":
            self._strings |= read_strings(home / language)

    def pattern(self, key: str, count: Any = None) -> str:
        """Return the interface string `key` as it stands in the language, with its ``{names}``.

        Raises:
            TemplateError: No such string.
        """
        text = self._strings.get(key)
        if text is None:
            raise TemplateError(f"no interface string {key!r} in templates/languages/en")
        if isinstance(text, dict):
            forms = cast("dict[str, str]", text)
            return forms.get(self.locale.plural_form(count or 0)) or forms["other"]
        return text

    def t(self, key: str, **values: object) -> str:
        """Return the interface string `key` with its ``{names}`` filled in.

        Raises:
            TemplateError: No such string, or a name without a value.
        """
        return fill(self.pattern(key, values.get("count")), values, key)

    def number(self, value: Decimal | int, decimals: int | None = None) -> str:
        """Return a number with the language's separators; without `decimals` as many as it needs, at most 2."""
        value = Decimal(value)
        places = plain_decimals(value, 2) if decimals is None else decimals
        pattern = "#,##0" + ("." + "0" * places if places else "")
        text = format_decimal(rounded(value, places), pattern, self.locale, numbering_system="latn")
        return text.replace("-", "−")

    def percent(self, value: Decimal | int, decimals: int | None = None) -> str:
        """Return a percentage (0 to 100) for tables: ``19%``."""
        value = Decimal(value)
        return self.t(
            "percent.table",
            number=self.number(value, plain_decimals(value, 1) if decimals is None else decimals),
        )

    def percent_prose(self, value: Decimal | int, decimals: int | None = None) -> str:
        """Return a percentage (0 to 100) for sentences: ``19 per cent``."""
        value = Decimal(value)
        return self.t(
            "percent.prose",
            number=self.number(value, plain_decimals(value, 1) if decimals is None else decimals),
        )

    def _currency(self, currency: str, number: str) -> str:
        sign = "−" if number.startswith("−") else ""
        key = f"money.{currency}"
        pattern = self._strings.get(key, self._strings["money.any"])
        return sign + _NAME.sub(lambda m: {"number": number.lstrip("−"), "code": currency}[m[1]], pattern)

    def money(self, value: Decimal | int, currency: str, decimals: int = 0) -> str:
        """Return an amount in full: ``US$1,950,000``."""
        return self._currency(currency, self.number(Decimal(value), decimals))

    def money_short(
        self, value: Decimal | int, currency: str, decimals: int | None = None, unit: str = "million"
    ) -> str:
        """Return an amount in millions or thousands: ``US$1.95 million``; trailing zeros are left out."""
        scaled = Decimal(value) / {"million": 1_000_000, "thousand": 1_000, "billion": 1_000_000_000}[unit]
        places = plain_decimals(scaled, 2) if decimals is None else decimals
        return self.t(f"money.{unit}", amount=self._currency(currency, self.number(scaled, places)))

    def count(self, value: Decimal | int) -> str:
        """Return a whole number from one to nine in words, any other in digits."""
        value = Decimal(value)
        if value == value.to_integral_value() and 0 < value < 10:
            return self.t(f"count.{int(value)}")
        return self.number(value)

    def date(self, day: date) -> str:
        """Return a date in full: ``15 March 2025``."""
        return format_date(day, self.t("date.full"), locale=self.locale)

    def month(self, day: date) -> str:
        """Return month and year: ``March 2025``."""
        return format_date(day, self.t("date.month"), locale=self.locale)

    def list(self, parts: Sequence[str]) -> str:
        """Join parts as a sentence does: ``a, b and c``."""
        text = format_list(list(parts), locale=self.locale)
        return text.replace(", and ", " and ") if self.language.startswith("en") else text

    @property
    def decimal_mark(self) -> str:
        """The character that tables align on."""
        return get_decimal_symbol(self.locale, numbering_system="latn")

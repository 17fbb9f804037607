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
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

from reportgen.errors import TemplateError
from reportgen.language.scripts import isolated
from reportgen.resources import template_homes

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
POWERS = {"thousand": 3, "million": 6, "billion": 9}
"""What an amount in short is counted in, as powers of ten; a language that counts otherwise says so in ``[scale]``."""
THOUSANDS = {"comma": ",", "space": "\u202f", "point": ".", "apostrophe": "’"}
"""What may stand between thousands, by name."""
_OTHER_MARK = {",": ".", ".": ","}
"""What then stands before decimals, where the language's own mark would be the same."""
_PLURALS = {"zero", "one", "two", "few", "many", "other"}
_NAME = re.compile(r"\{(\w+)\}")


def languages(extra: Path | None = None) -> tuple[str, ...]:
    """Return the codes of the languages that ship, and of those in an operator's own folder of templates."""
    folders = [home / "languages" for home in template_homes(extra)]
    found = [path for folder in folders if folder.is_dir() for path in folder.iterdir()]
    return tuple(sorted({path.name for path in found if path.is_dir()}))


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
    """Return all strings of one language folder.

    Raises:
        TemplateError: A file that is not TOML.
    """
    strings: dict[str, Any] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            strings |= _flatten(tomllib.loads(path.read_text(encoding="utf-8")))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise TemplateError(f"{folder.name}/{path.name} cannot be read: {error}") from None
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
    """How one language writes numbers, money, dates and the interface's own strings.

    Where text runs from right to left, what must keep its order (``−3.5``, ``19%``) stands between the marks of a
    left-to-right isolate (U+2066, U+2069).
    """

    def __init__(
        self, language: str = "en", extra: Path | None = None, *, thousands: str = "", dates: str = ""
    ) -> None:
        """Take a language, and what a donor asks for besides: a name of `THOUSANDS`, and a pattern of dates (CLDR)."""
        try:
            self.locale = Locale.parse(language, sep="-")
        except (UnknownLocaleError, ValueError):
            raise TemplateError(f"{language!r} is not a language code that is known") from None
        self.language = language
        self.direction: Literal["ltr", "rtl"] = direction(language)
        self._strings: dict[str, Any] = {}
        for home in reversed(template_homes(extra)):
            self._strings |= read_strings(home / "languages" / "en")
        for home in reversed(template_homes(extra)) if language != "en" else ():
            self._strings |= read_strings(home / "languages" / language)
        self._thousands = THOUSANDS.get(thousands, "")
        if dates:
            self._strings["date.full"] = dates

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

    def _plain(self, value: Decimal, decimals: int) -> str:
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        text = format_decimal(rounded(value, decimals), pattern, self.locale, numbering_system="latn")
        if self._thousands:
            group = get_group_symbol(self.locale, numbering_system="latn")
            own = get_decimal_symbol(self.locale, numbering_system="latn")
            text = text.replace(group, "\0").replace(own, self.decimal_mark)
            text = text.replace("\0", self._thousands)
        return text.replace("-", "−")

    def _kept(self, text: str) -> str:
        return isolated(text) if self.direction == "rtl" else text

    def number(self, value: Decimal | int, decimals: int | None = None) -> str:
        """Return a number with the language's separators; without `decimals` as many as it needs, at most 2."""
        value = Decimal(value)
        return self._kept(self._plain(value, plain_decimals(value, 2) if decimals is None else decimals))

    def _percent(self, key: str, value: Decimal | int, decimals: int | None) -> str:
        value = Decimal(value)
        number = self._plain(value, plain_decimals(value, 1) if decimals is None else decimals)
        return self._kept(self.t(key, number=number))

    def percent(self, value: Decimal | int, decimals: int | None = None) -> str:
        """Return a percentage (0 to 100) for tables: ``19%``."""
        return self._percent("percent.table", value, decimals)

    def percent_prose(self, value: Decimal | int, decimals: int | None = None) -> str:
        """Return a percentage (0 to 100) for sentences: ``19 per cent``."""
        return self._percent("percent.prose", value, decimals)

    def _currency(self, currency: str, number: str) -> str:
        """Return `number` with its currency; a minus stands before a sign that comes first: ``−US$5``."""
        pattern: str = self._strings.get(f"money.{currency}", self._strings["money.any"])
        sign, digits = ("−", number[1:]) if number.startswith("−") else ("", number)
        if pattern.startswith("{number}"):
            sign, digits = "", number
        return sign + _NAME.sub(lambda match: {"number": digits, "code": currency}[match[1]], pattern)

    def currency(self, currency: str) -> str:
        """Return what amounts are in, as it stands beside them: ``US$``."""
        return self._currency(currency, "").strip()

    def money(self, value: Decimal | int, currency: str, decimals: int = 0) -> str:
        """Return an amount in full: ``US$1,950,000``."""
        return self._kept(self._currency(currency, self._plain(Decimal(value), decimals)))

    def money_short(
        self, value: Decimal | int, currency: str, decimals: int | None = None, unit: str = "million"
    ) -> str:
        """Return an amount in millions or thousands: ``US$1.95 million``; trailing zeros are left out.

        A language that counts in other powers of ten (Chinese: of four) prints as many figures, not as many decimals.
        """
        power: int = self._strings.get(f"scale.{unit}", POWERS[unit])
        scaled = Decimal(value).scaleb(-power)
        shift = power - POWERS[unit]
        places = plain_decimals(scaled, max(0, 2 + shift)) if decimals is None else max(0, decimals + shift)
        number = self._plain(scaled, places)
        amount, name = self._currency(currency, number), self.currency(currency)
        return self._kept(self.t(f"money.{unit}", amount=amount, number=number, currency=name))

    def count(self, value: Decimal | int) -> str:
        """Return a whole number from one to nine in words, any other in digits."""
        value = Decimal(value)
        if value == value.to_integral_value() and 0 < value < 10:
            return self.t(f"count.{int(value)}")
        return self.number(value)

    def date(self, day: date) -> str:
        """Return a date in full: ``15 March 2025``."""
        return self._date(day, "date.full")

    def month(self, day: date) -> str:
        """Return month and year: ``March 2025``."""
        return self._date(day, "date.month")

    def _date(self, day: date, key: str) -> str:
        """Return a date; a house that names months otherwise than CLDR (``آذار/مارس``) does so in ``[month]``."""
        month: str = self._strings.get(f"month.{day.month}", "")
        pattern = self.t(key)
        return format_date(day, pattern.replace("MMMM", f"'{month}'") if month else pattern, locale=self.locale)

    def list(self, parts: Sequence[str]) -> str:
        """Join parts as a sentence does: ``a, b and c``."""
        text = format_list(list(parts), locale=self.locale)
        return text.replace(", and ", " and ") if self.language.startswith("en") else text

    @property
    def decimal_mark(self) -> str:
        """The character that tables align on."""
        own = get_decimal_symbol(self.locale, numbering_system="latn")
        return _OTHER_MARK.get(self._thousands, own)

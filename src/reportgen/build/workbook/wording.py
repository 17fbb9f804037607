"""Keys become the words of a workbook, in its language, with the model's own explanations where there are no others."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reportgen.build.workbook.columns import Column
from reportgen.build.workbook.computed import Words as FormulaWords
from reportgen.errors import TemplateError
from reportgen.language import Words, read_strings
from reportgen.resources import template_homes


def lacking(language: str, extra: Path | None) -> tuple[str, ...]:
    """Return the keys of ``workbook.toml`` that a language lacks, so that English stands there."""
    homes = template_homes(extra)
    ours, theirs = (
        {key for home in homes for key in read_strings(home / "languages" / each)} for each in ("en", language)
    )
    return tuple(sorted(key for key in ours - theirs if key.startswith("workbook.")))


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one workbook.

    Attributes:
        words: The language.
    """

    words: Words

    def t(self, key: str, **values: object) -> str:
        """Return a string of ``workbook.toml``."""
        return self.words.t(f"workbook.{key}", **values)

    def or_else(self, key: str, other: str) -> str:
        """Return a string of ``workbook.toml``, or another where the language has none."""
        try:
            return self.t(key)
        except TemplateError:
            return other

    def heading(self, table: str, column: Column) -> str:
        """Return the heading of a column for people."""
        plain = column.base.replace("_", " ").capitalize()
        name = self.or_else(f"{table}.{column.base}", self.or_else(f"heading.{column.base}", plain))
        return self.t("in-language", name=name, language=column.language) if column.language else name

    def note(self, table: str, column: Column) -> str:
        """Return what is said of a column: in the language of the workbook, else in the model's words."""
        words = self.or_else(f"note.{table}.{column.base}", self.or_else(f"note.{column.base}", column.note))
        if column.choices:
            words = f"{words} {self.t('one-of', words=', '.join(column.choices))}"
        return f"{words} {self.t('required')}" if column.required else words

    @property
    def formulas(self) -> FormulaWords:
        """The words that formulas give."""
        return FormulaWords(*(self.t(f"word.{key}") for key in ("yes", "no", "unknown", "replaced")))

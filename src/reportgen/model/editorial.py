"""A house style and a list of names become what texts are held against: how numbers, words and names are written."""

from typing import Literal

from reportgen.findings import Severity
from reportgen.model.base import Code, Record

NameKind = Literal["organization", "person", "place", "programme", "event", "term"]


class Name(Record):
    """A name as the office writes it, and the spellings that it must not have."""

    name: str
    """The spelling that is right."""
    kind: NameKind = "organization"
    """What bears the name."""
    variants: tuple[str, ...] = ()
    """Spellings that are found in drafts and are wrong."""
    title: str = ""
    """Of a person: what stands before or after the name, such as Ms. or Minister of Finance."""
    languages: tuple[str, ...] = ()
    """Languages in which it is written so; all, unless said otherwise."""


class NameList(Record):
    """The whole of names.yaml."""

    names: tuple[Name, ...] = ()
    """Names of organizations, people, places and programmes that texts use."""


class Editorial(Record):
    """A house style: how words and numbers are written, and how grave it is if they are not."""

    name: str = ""
    """What the style is called."""
    source: str = ""
    """The manual that it follows."""
    extends: Code | None = None
    """A style that ships, whose values hold where this one says nothing."""
    severities: dict[Code, Severity] = {}
    """How grave the findings of a rule are: error, warning or info. What a card calls an error stays one."""
    percent: Literal["words", "sign", "any"] = "any"
    """Percentages in sentences: 19 per cent (words) or 19% (sign)."""
    numbers_below: int = 0
    """Whole numbers below this one are written in words; 0 = no rule."""
    money: Literal["symbol", "code", "any"] = "any"
    """Amounts: US$1.95 million (symbol) or USD 1.95 million (code)."""
    spelling: Literal["british-ize", "british", "american", "any"] = "any"
    """organization and programme (british-ize), organisation and programme, or organization and program."""
    quotes: Literal["curly", "straight", "any"] = "any"
    """Quotation marks and apostrophes."""
    contractions: bool = True
    """Whether a text may say we’ve and don’t."""
    sentence_words: int = 45
    """The most words that a sentence should have."""
    names: tuple[Name, ...] = ()
    """Names as the house writes them; names.yaml of a workspace goes first."""

"""Cells and nodes of the inputs become typed, frozen records that know where each value was typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Annotated, Any, Literal, Self, cast

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    RootModel,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from reportgen.findings import Place

NOTHING: Mapping[str, Any] = {}
"""What origins share that know no keys or texts: there are a hundred thousand."""


@dataclass(frozen=True, slots=True)
class SheetColumns:
    """The sheet of a workbook that rows stand in.

    Attributes:
        title: Its name as typed.
        letters: Column -> its letters, as ``period_end`` -> ``C``; of the row as a whole those under ``""``.
    """

    title: str
    letters: Mapping[str, str]

    def place(self, file: str, line: int, key: str) -> Place:
        """Return the cell of a row in a column; of a column that the sheet lacks, the first of the row."""
        letters = self.letters.get(key) or self.letters.get("", "A")
        return Place(file, line, cell=f"{self.title}!{letters}{line}")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record stands, and what was typed there.

    Attributes:
        file: Path relative to the workspace.
        line: Line on which the record starts, from 1.
        column: Column on which it starts, from 1; 0 for table rows.
        keys: For YAML, key -> (line, column) of its value; an item of a list or map of plain values goes by
            ``key[0]`` or ``key[en]``. Empty for table rows, whose columns go by name.
        texts: Key or column -> the text as typed.
        names: For YAML, key -> (line, column) of the key itself.
        sheet: For rows of a workbook, the sheet that they stand in.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    keys: Mapping[str, tuple[int, int]] = field(default_factory=lambda: NOTHING)
    texts: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    names: Mapping[str, tuple[int, int]] = field(default_factory=lambda: NOTHING)
    sheet: SheetColumns | None = None

    def place(self, key: str = "") -> Place:
        """Return the place of one value, or of the record."""
        if self.sheet is not None:
            return self.sheet.place(self.file, self.line, key)
        if key in self.keys:
            line, column = self.keys[key]
            return Place(self.file, line, str(column))
        if self.column:
            return Place(self.file, self.line, str(self.column))
        return Place(self.file, self.line, key)


class PlacedDict(dict[str, Any]):
    """A mapping from the inputs, with its origin; what loaders hand to `Record.model_validate`."""

    __slots__ = ("origin",)

    def __init__(self, values: Mapping[str, Any], origin: Origin) -> None:
        super().__init__(values)
        self.origin = origin


NOWHERE = Origin()


_put = object.__setattr__


def _share_fields_set(record: BaseModel) -> None:
    """Let records of which the same fields were given share the set that says so: each has 700 bytes of its own."""
    _put(record, "__pydantic_fields_set__", _set_of(frozenset(record.__pydantic_fields_set__)))


@cache
def _set_of(names: frozenset[str]) -> set[str]:
    return set(names)


def _begin(record: BaseModel, context: Any, /) -> None:
    """Begin a record whose one private attribute is its origin, in a tenth of the time that pydantic takes."""
    _put(record, "__pydantic_private__", {"_origin": NOWHERE})


class Record(BaseModel):
    """The base of all records: frozen, unknown keys refused, place kept."""

    # What validates records is built when the first is read: of most kinds only within another.
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, defer_build=True)
    _origin: Origin = PrivateAttr(default_factory=lambda: NOWHERE)  # a default as it stands would be copied each time

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Let pydantic not begin the private attributes once more for each class that a record descends from."""
        if tuple(cls.__private_attributes__) == ("_origin",):
            cls.model_post_init = _begin

    @model_validator(mode="wrap")
    @classmethod
    def _keep_origin(cls, data: Any, handler: ModelWrapValidatorHandler[Any]) -> Any:
        if isinstance(data, cls):  # a record within a report that is put together
            return data
        record = handler(data)
        _share_fields_set(record)
        if isinstance(data, PlacedDict):
            record.__pydantic_private__["_origin"] = data.origin
        return record

    @property
    def origin(self) -> Origin:
        """Where the record stands, and what was typed there; ten times as fast as the attribute."""
        return (self.__pydantic_private__ or {}).get("_origin", NOWHERE)

    def place(self, key: str = "") -> Place:
        """Return where the value of `key` was typed, or where the record starts."""
        return self.origin.place(key)

    def places(self) -> frozenset[Place]:
        """Return where the record and its keys and values were typed; of a table's row the row stands for all."""
        origin = self._origin
        if origin.sheet is not None:
            return frozenset(origin.place(key) for key in origin.sheet.letters)
        spots = (*origin.keys.values(), *origin.names.values())
        return frozenset((origin.place(), *(Place(origin.file, line, str(column)) for line, column in spots)))

    def typed(self, key: str) -> str:
        """Return the text of `key` as it was typed; empty where nothing was."""
        return self.origin.texts.get(key, "")

    def untyped(self, **update: object) -> Self:
        """Return a copy, changed by `update`, that knows its place but not what was typed there."""
        copy, origin, values = type(self).__new__(type(self)), self.origin, self.__dict__
        # Records are frozen, so that two with the same values may share them.
        same = all(name in values and values[name] == value for name, value in update.items())
        _put(copy, "__dict__", values if same else {**values, **update})
        _put(copy, "__pydantic_fields_set__", _set_of(frozenset(self.__pydantic_fields_set__.union(update))))
        _put(copy, "__pydantic_extra__", None)
        place = Origin(origin.file, origin.line, 0, NOTHING, NOTHING, NOTHING, origin.sheet)
        _put(copy, "__pydantic_private__", {**(self.__pydantic_private__ or {}), "_origin": place})
        return copy


class Noted(Record):
    """A record that may carry a note of the office; checks heed ``ignore RULE because REASON`` in it.

    Notes are for those who keep the inputs: the projection drops them, and no data file has a place for them.
    """

    note: str = Field(default="", exclude=True)
    """For the office; never printed. `ignore RULE because REASON` says why findings of a check do not hold here."""

    def unnoted(self, **update: object) -> Self:
        """Return a copy without its note, changed by `update`; it knows what else was typed, and where."""
        copy, origin = self.model_copy(update={"note": "", **update}), self._origin
        _share_fields_set(copy)
        texts = {key: text for key, text in origin.texts.items() if key != "note"}
        copy._origin = replace(origin, texts=texts)
        return copy


_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class LocalText(RootModel[dict[str, str]]):
    """A text in one or several languages; the key ``""`` holds a text whose language was not said."""

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _from_string(cls, data: Any) -> Any:
        if isinstance(data, str):
            return {"": data}
        if isinstance(data, dict):
            texts = cast("dict[object, object]", data)
            for key in map(str, texts):
                if key and not _LANGUAGE.fullmatch(key):
                    message = "“{key}” is no code of a language, such as en or fr"
                    raise PydanticCustomError("language_key", message, {"key": key})
            return texts
        return data

    def to(self, language: str) -> str:
        """Return the text in `language`, else the undeclared one, else English, else the first."""
        texts = self.root
        for key in (language, "", "en"):
            if key in texts:
                return texts[key]
        return next(iter(texts.values()), "")

    def language(self, wanted: str) -> str:
        """Return the language of what `to(wanted)` gives, so that it can be marked where it differs."""
        if wanted in self.root or "" in self.root or not self.root:
            return wanted
        return "en" if "en" in self.root else next(iter(self.root))

    def __bool__(self) -> bool:
        return any(self.root.values())

    def __hash__(self) -> int:
        # What has no hash pydantic copies for every record that it is the default of.
        return hash(frozenset(self.root.items()))


_NUMBER = re.compile(r"[-−+]?\d{1,15}(\.\d{1,9})?")
"""At most 15 digits before the point and 9 behind it: more would leave the precision of `Decimal`'s context (28)."""
_LOOKS_NUMERIC = re.compile(r"[-−+]?[\d.,'\s\u00a0\u202f]*\d[\d.,'\s\u00a0\u202f]*")


def number_problem(text: str) -> str:
    """Say what is wrong with a text that was meant as a number; empty where nothing is."""
    text = text.strip()
    if len(text) > 60:
        # No number; and the patterns below take time that grows with the square of a cell's length.
        return "number"
    if _NUMBER.fullmatch(text):
        return ""
    if _LOOKS_NUMERIC.fullmatch(text):
        if re.fullmatch(r"[-−+]?\d{1,3}([ ,.'\u00a0\u202f]\d{3})+([.,]\d+)?", text):
            return "thousands"
        if re.fullmatch(r"[-−+]?\d+,\d+", text):
            return "comma"
    return "number"


def parse_number(value: Any) -> Any:
    """Turn a plain number's text into a `Decimal`; thousands separators and decimal commas are refused by name."""
    if not isinstance(value, str):
        return value
    problem = number_problem(value)
    if problem == "thousands":
        raise PydanticCustomError("number_thousands", "a number is written without thousands separators")
    if problem == "comma":
        raise PydanticCustomError("number_comma", "a number is written with a decimal point, not a comma")
    if problem:
        raise PydanticCustomError("number_type", "a plain number is expected, such as 1950000 or 58.3")
    return Decimal(value.strip().replace("−", "-"))


def _web_address(value: str) -> str:
    if not value.startswith(("https://", "http://")):
        raise PydanticCustomError("web_address", "a web address that begins with https:// is expected")
    return value


WebAddress = Annotated[str, AfterValidator(_web_address)]
Number = Annotated[Decimal, BeforeValidator(parse_number), WithJsonSchema({"type": "number"})]
Code = Annotated[str, WithJsonSchema({"type": ["string", "number"]})]
"""A code; in YAML it may be typed like a number."""


@dataclass(frozen=True, slots=True)
class Value:
    """What was observed or aimed at: a number, ``yes``/``no``, or words.

    Attributes:
        text: As typed, trimmed.
        number: The number, where the text is one.
    """

    text: str
    number: Decimal | None = None

    @classmethod
    def parse(cls, value: Any) -> Any:
        """Turn a text into a value; a text that is no plain number keeps its words only."""
        if isinstance(value, cls):
            return value
        if not isinstance(value, str):
            raise PydanticCustomError("value_type", "a number, yes or no, or a text is expected")
        text = value.strip()
        return cls(text, Decimal(text.replace("−", "-")) if _NUMBER.fullmatch(text) else None)


AnyValue = Annotated[Value, BeforeValidator(Value.parse), WithJsonSchema({"type": ["string", "number"]})]


def _to_list(value: Any) -> Any:
    """Split a cell's list at semicolons; YAML lists pass."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(";") if part.strip()]
    return value


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def parse_day(value: Any) -> Any:
    """Turn ``2024-12-31`` into a date; nothing else is one, seconds since 1970 least of all."""
    return _day(value.strip()) if isinstance(value, str) else value


@lru_cache(maxsize=4096)  # most days of a workspace stand in it many times
def _day(text: str) -> date:
    if not _DAY.fullmatch(text):
        raise PydanticCustomError("day_format", "a date such as 2024-12-31 is expected")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise PydanticCustomError("day_impossible", "there is no such day") from None
    if not 1900 <= day.year <= 2200:
        raise PydanticCustomError("day_impossible", "a date between 1900 and 2200 is expected")
    return day


def parse_year(value: Any) -> Any:
    """Turn four digits into a year between 1900 and 2200."""
    if isinstance(value, str):
        text = value.strip()
        value = int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None
    if not isinstance(value, int) or not 1900 <= value <= 2200:
        raise PydanticCustomError("year", "a year between 1900 and 2200 is expected")
    return value


Day = Annotated[date, BeforeValidator(parse_day), WithJsonSchema({"type": "string", "format": "date"})]
CodeList = Annotated[tuple[Code, ...], BeforeValidator(_to_list)]
DayList = Annotated[tuple[Day, ...], BeforeValidator(_to_list)]
Year = Annotated[
    int, BeforeValidator(parse_year), WithJsonSchema({"type": "integer", "minimum": 1900, "maximum": 2200})
]
Decimals = Annotated[int, Field(ge=0, le=12)]
"""Digits after the decimal point."""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Who may see a datum.

    Attributes:
        kind: ``public``, ``internal``, ``partner`` (those named, and the office), or ``embargo`` (nobody outside before a day).
        partners: Ids of the partners, for ``partner``.
        until: For ``embargo``: the first day on which it is public.
    """

    kind: Literal["public", "internal", "partner", "embargo"]
    partners: tuple[str, ...] = ()
    until: date | None = None

    @classmethod
    def parse(cls, value: Any) -> Any:
        """Turn ``public``, ``internal``, ``partner:ID[,ID]`` or ``embargo:DATE`` into a disclosure."""
        if isinstance(value, cls):
            return value
        if not isinstance(value, str):
            value = ""
        kind, _, rest = value.strip().partition(":")
        if kind in ("public", "internal") and not rest:
            return cls("public" if kind == "public" else "internal")
        if kind == "partner" and (names := tuple(name.strip() for name in rest.split(",") if name.strip())):
            return cls("partner", partners=names)
        if kind == "embargo":
            try:
                return cls("embargo", until=parse_day(rest.strip()))
            except PydanticCustomError:
                pass
        raise PydanticCustomError("disclosure", "public, internal, partner:ID[,ID] or embargo:YYYY-MM-DD is expected")


_STRICT = ("public", "embargo", "partner", "internal")


def strictest(disclosures: Iterable[Disclosure]) -> Disclosure:
    """Return the disclosure that shows least: internal, then the partners named by all, then the last embargo, then public."""
    named = list(disclosures)
    if not named:
        return Disclosure("public")
    kind = max((each.kind for each in named), key=_STRICT.index)
    same = [each for each in named if each.kind == kind]
    if kind == "partner":
        common = set(same[0].partners).intersection(*(each.partners for each in same))
        return Disclosure("partner", tuple(sorted(common))) if common else Disclosure("internal")
    if kind == "embargo":
        return Disclosure("embargo", until=max(each.until for each in same if each.until))
    return same[0]


AnyDisclosure = Annotated[Disclosure, BeforeValidator(Disclosure.parse), WithJsonSchema({"type": "string"})]

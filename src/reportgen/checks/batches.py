"""Rows and conditions become a batch with its total; a difference becomes the one row that explains it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from reportgen.checks.check import plain
from reportgen.model import Record, Value

SEARCHED = 1_000
"""In so many rows the one that explains a difference is looked for; of more, too many would explain it."""


def number_in(record: Record, column: str) -> Decimal | None:
    """Return the number in a cell; None where it holds words, a day or nothing."""
    value = getattr(record, column, None)
    if isinstance(value, Value):
        return value.number
    if isinstance(value, Decimal):
        return value
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else None


@dataclass(frozen=True, slots=True)
class Condition:
    """A column holds what is asked for, as it was typed."""

    column: str
    value: str

    @classmethod
    def parse(cls, where: str) -> tuple[Condition, ...]:
        """Return the conditions of ``year=2024; stage=expended``; what is none is passed over."""
        parts = (part.partition("=") for part in where.split(";"))
        return tuple(cls(column.strip(), value.strip()) for column, sign, value in parts if sign)

    def holds(self, record: Record) -> bool:
        """Say whether a row fulfils it; ``*`` alone is fulfilled by every cell that is not empty."""
        typed = record.typed(self.column).strip()
        if self.value == "*":
            return bool(typed)
        return typed.startswith(self.value[:-1]) if self.value.endswith("*") else typed == self.value


@dataclass(frozen=True, slots=True)
class Batch:
    """The rows that a control is about, the number in each (None: none), and the rows that only just miss it."""

    rows: tuple[Record, ...]
    numbers: Mapping[int, Decimal]
    """Position in `rows` -> number."""
    near: tuple[tuple[Record, Condition, Decimal], ...]
    """Rows outside that fail one condition alone, with that condition and their number."""

    @classmethod
    def of(cls, records: Iterable[Record], column: str, where: str) -> Batch:
        """Return the batch of the records that fulfil all conditions."""
        conditions = Condition.parse(where)
        rows: list[Record] = []
        near: list[tuple[Record, Condition, Decimal]] = []
        for record in records:
            failed = [condition for condition in conditions if not condition.holds(record)]
            if not failed:
                rows.append(record)
            elif len(failed) == 1 and (number := number_in(record, column)) is not None:
                near.append((record, failed[0], number))
        numbers = {at: number for at, row in enumerate(rows) if (number := number_in(row, column)) is not None}
        return cls(tuple(rows), numbers, tuple(near))

    @property
    def total(self) -> Decimal:
        """What the numbers add up to."""
        return sum(self.numbers.values(), Decimal(0))


def explained(batch: Batch, off: Decimal, rows_off: int | None) -> str:
    """Say which one row explains that the total is `off`, as auditors reckon; empty where none or several do.

    `rows_off` is how many rows there are too many; None where nobody stated how many there are. Where the number of
    rows agrees no row is lost, so that only a number within can be wrong.
    """
    hints: list[str] = []
    if not rows_off:
        hints += _changed(batch, off)
    if rows_off is None or rows_off < 0:
        hints += _left_out(batch, off)
    if rows_off is None or rows_off > 0:
        hints += _one_too_many(batch, off)
    return hints[0] if len(hints) == 1 else ""


def _changed(batch: Batch, off: Decimal) -> Iterator[str]:
    """Yield a hint for each row that explains the difference by the most telling slip that explains it at all."""
    numbers = batch.numbers
    if len(numbers) > SEARCHED:
        return
    for slips, what in _SLIPS:
        meant = {at: each for at, number in numbers.items() for each in slips(number) if number - each == off}
        for at, number in meant.items():
            line = batch.rows[at].place().line
            yield f"The difference is explained if line {line} ({plain(numbers[at])}) was meant as {plain(number)}: {what}."
        if meant:
            return


def _left_out(batch: Batch, off: Decimal) -> Iterator[str]:
    """Yield a hint for each row outside that has the amount that lacks."""
    for row, condition, number in batch.near:
        if number and number == -off:
            typed = row.typed(condition.column).strip() or "nothing"
            yield f"Line {row.place().line} has just this amount, but as its {condition.column} stands {typed}."


def _one_too_many(batch: Batch, off: Decimal) -> Iterator[str]:
    """Yield a hint for each row inside that has the amount that is too much; of two alike, one that speaks of both."""
    lines = [batch.rows[at].place().line for at, number in batch.numbers.items() if number and number == off]
    if len(lines) == 2:
        yield f"Lines {lines[0]} and {lines[1]} both have just this amount: does it stand twice?"
        return
    for line in lines:
        yield f"Line {line} has just this amount: does it belong to these rows?"


def _numbers(texts: Iterable[str]) -> Iterator[Decimal]:
    for text in texts:
        try:
            yield Decimal(text)
        except InvalidOperation:
            continue


def _transposed(number: Decimal) -> Iterator[Decimal]:
    """Yield the number with two neighbouring digits in the other order."""
    text = format(number, "f")
    places = [at for at, letter in enumerate(text) if letter.isdigit()]
    for one, other in pairwise(places):
        if text[one] != text[other]:
            yield from _numbers([text[:one] + text[other] + text[one + 1 : other] + text[one] + text[other + 1 :]])


def _moved(number: Decimal) -> Iterator[Decimal]:
    """Yield the number with its decimal point elsewhere, or with more or fewer zeros."""
    for power in (1, -1, 2, -2, 3, -3):
        yield number.scaleb(power)


def _signed(number: Decimal) -> Iterator[Decimal]:
    yield -number


def _shortened(number: Decimal) -> Iterator[Decimal]:
    """Yield the number without one digit."""
    text = format(number, "f")
    yield from _numbers(text[:at] + text[at + 1 :] for at, letter in enumerate(text) if letter.isdigit())


def _lengthened(number: Decimal) -> Iterator[Decimal]:
    """Yield the number with one more digit."""
    text = format(number, "f")
    places = [at for at, letter in enumerate(text) if letter.isdigit()]
    for at in (*places, len(text)):
        yield from _numbers(text[:at] + digit + text[at:] for digit in "0123456789")


def _replaced(number: Decimal) -> Iterator[Decimal]:
    """Yield the number with one other digit."""
    text = format(number, "f")
    for at, letter in enumerate(text):
        if letter.isdigit():
            yield from _numbers(text[:at] + digit + text[at + 1 :] for digit in "0123456789" if digit != letter)


_SLIPS: tuple[tuple[Callable[[Decimal], Iterator[Decimal]], str], ...] = (
    (_signed, "its sign"),
    (_moved, "its decimal point or zeros"),
    (_transposed, "two digits are transposed"),
    (_lengthened, "a digit is missing"),
    (_shortened, "a digit stands twice"),
    (_replaced, "one digit differs"),
)
"""Slips, from the most telling to the one that explains most."""

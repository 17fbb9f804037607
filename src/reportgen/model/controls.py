"""controls.csv becomes totals that somebody stated apart from the tables, so that a slip in them shows."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from reportgen.model.base import Day, Noted, Number


class Control(Noted):
    """How many rows of a table there must be, and what a column of them adds up to."""

    table: str
    """The table, such as finance.csv."""
    column: str = ""
    """The column that is added up; empty where only rows are counted."""
    where: str = ""
    """Which rows: conditions such as `year=2024; stage=expended`; `*` at the end stands for any rest. Empty = all."""
    total: Number | None = None
    """What the column adds up to, as stated by the source."""
    rows: Annotated[int, Field(ge=0)] | None = None
    """How many rows there are, as stated by the source."""
    source: str = ""
    """Who stated it: the accounts, the register of results."""
    date: Day | None = None
    """The day on which it was stated."""

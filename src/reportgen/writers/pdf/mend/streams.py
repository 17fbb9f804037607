"""Streams become streams whose end is plain: data that ends in a carriage return is closed by CR LF, not by LF alone.

Stands in for, in pydyf (not reported as of 2026-11): LF before every ``endstream``. Where the data themselves end in
CR, a reader cannot tell that byte from the first half of a CR LF, and finds the stream one byte shorter than its
``/Length`` (ISO 19005-3, 6.1.7.1).
"""

from __future__ import annotations

import re
from typing import Any

import pydyf


class PlainEnd(pydyf.Stream):
    """A stream that is written with an end-of-line marker that cannot be taken for data."""

    @property
    def data(self) -> bytes:
        """The stream as it stands in the file."""
        written: bytes = super().data
        body, _, end = written.rpartition(b"\n")
        return body + b"\r\n" + end if body.endswith(b"\r") else written


def end_plainly(pdf: Any) -> None:
    """Give every stream of `pdf` a plain end."""
    for held in pdf.objects:
        if isinstance(held, pydyf.Stream):
            held.__class__ = PlainEnd


_LAST = re.compile(rb"\r\nendstream\s+endobj\s+startxref\s+\d+\s+%%EOF\s*\Z")


def end_table_plainly(data: bytes) -> bytes:
    """Return a written PDF whose cross-reference stream, which pydyf makes while it writes, has a plain end too.

    It is the last object, so that nothing behind it moves that any offset points to.
    """
    found = _LAST.search(data)
    return data[: found.start()] + b"\r" + data[found.start() :] if found else data

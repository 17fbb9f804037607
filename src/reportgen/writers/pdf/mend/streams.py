"""Streams become streams whose end is plain: data that ends in a carriage return is closed by CR LF, not by LF alone.

Stands in for, in pydyf (not reported as of 2026-11): LF before every ``endstream``. Where the data themselves end in
CR, a reader cannot tell that byte from the first half of a CR LF, and finds the stream one byte shorter than its
``/Length`` (ISO 19005-3, 6.1.7.1).
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import pydyf

_STREAM: Any = pydyf.Stream


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
        if isinstance(held, _STREAM):
            held.__class__ = PlainEnd


@contextmanager
def plain_ends() -> Generator[None]:
    """Let the streams that pydyf makes while it writes (packed objects, and the table of them) end plainly too.

    They are made by the class's name in its module, so it stands for the plain one as long as the block lasts, and only
    in the process that lays this document out.
    """
    module: Any = pydyf
    module.Stream = PlainEnd
    try:
        yield
    finally:
        module.Stream = _STREAM

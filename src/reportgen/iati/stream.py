"""An IATI file becomes its activities, one after the other, each as a tree that is forgotten before the next is read."""

from __future__ import annotations

import codecs
import contextlib
import importlib
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

from reportgen.findings import Finding, Place
from reportgen.iati import in_rules as rules
from reportgen.iati.broken import SIGNATURES, tell

_etree: Any = importlib.import_module("lxml.etree")  # no type stubs: typed by `Xml`
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
CHUNK = 1 << 16
ROOT, ACTIVITY = "iati-activities", "iati-activity"
READ = ("2.01", "2.02", "2.03")
"""Versions of the standard that are read."""
_DECLARED = re.compile(rb"""^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_BEFORE_ROOT = re.compile(rb"<!--.*?-->|<\?.*?\?>", re.DOTALL)
_ONE_BYTE = re.compile(r"(iso-?8859|latin|windows-?12|cp-?12|us-?ascii)", re.IGNORECASE)
_TWO_BYTES = re.compile(r"(utf-?(16|32)|(iso-10646-)?ucs-?[24])", re.IGNORECASE)


class Xml(Protocol):
    """What this package uses of an lxml element."""

    text: str | None

    @property
    def tag(self) -> str: ...  # noqa: D102
    @property
    def sourceline(self) -> int | None: ...  # noqa: D102
    def get(self, key: str) -> str | None: ...  # noqa: D102
    def items(self) -> list[tuple[str, str]]: ...  # noqa: D102
    def keys(self) -> list[str]: ...  # noqa: D102
    def find(self, path: str) -> Xml | None: ...  # noqa: D102
    def iterfind(self, path: str) -> Iterator[Xml]: ...  # noqa: D102
    def __iter__(self) -> Iterator[Xml]: ...


class Unreadable(Exception):
    """Why a file is not read; nothing of it is taken."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


class ActivityFile:
    """One file, read once from beginning to end.

    Attributes:
        name: What findings call it.
        findings: What is odd about the file as a whole.
        generated: When it was made, as it says itself.
        bytes: How many were read.
    """

    def __init__(self, path: Path, name: str) -> None:
        self.path, self.name = path, name
        self.findings: list[Finding] = []
        self.generated = ""
        self.bytes = 0
        self._declared = ""
        self._decoder: codecs.IncrementalDecoder | None = None
        self._beyond_ascii = False

    def activities(self) -> Iterator[tuple[int, Xml]]:
        """Yield each activity with its number, from 1. What was yielded is empty once the next is asked for.

        Raises:
            Unreadable: The file is no activity file of version 2, or not whole; then nothing of it counts.
        """
        with self._open() as file:
            yield from self._read(file)

    def _open(self) -> BinaryIO:
        try:
            descriptor = os.open(self.path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
            file = os.fdopen(descriptor, "rb")
        except FileNotFoundError:
            raise self._stop(f"There is no file {self.path}.") from None
        except OSError as error:
            raise self._stop(f"{self.name} cannot be read: {error.strerror}.") from None
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            file.close()
            raise self._stop(f"{self.name} is no file.")
        return file

    def _read(self, file: BinaryIO) -> Iterator[tuple[int, Xml]]:
        parser: Any = _etree.XMLPullParser(
            events=("start", "end"),
            tag=(ROOT, ACTIVITY),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        number = 0
        chunk = file.read(CHUNK)
        self._look_at_beginning(chunk)
        self._look_at_root(chunk)
        while chunk:
            self.bytes += len(chunk)
            self._watch_encoding(chunk)
            self._feed(parser, chunk)
            for event, element in parser.read_events():
                if element.tag != ACTIVITY or event == "start" or not _at_top(element):
                    continue
                number += 1
                if number == 1:
                    self._look_at_version(element)
                yield number, cast(Xml, element)
                _forget(element)
            chunk = file.read(CHUNK)
        self._close(parser)
        self._judge_encoding()

    def _feed(self, parser: Any, chunk: bytes) -> None:
        try:
            parser.feed(chunk)
        except (_etree.XMLSyntaxError, LookupError) as error:
            raise self._broken(error) from None

    def _close(self, parser: Any) -> None:
        try:
            parser.close()
        except (_etree.XMLSyntaxError, LookupError) as error:
            raise self._broken(error) from None

    def _broken(self, error: Any) -> Unreadable:
        return self._stop(*tell(error, self.path, self.name, self._declared))

    def _look_at_beginning(self, first: bytes) -> None:
        """Refuse what need not be parsed to be refused, a document type above all."""
        if not first:
            raise self._stop(f"{self.name} is empty.")
        plain = first.replace(b"\0", b"")  # UTF-16 has a zero in every letter
        for signature, what in SIGNATURES:
            if first.startswith(signature):
                raise self._stop(f"{self.name} is {what}.")
        head = _BEFORE_ROOT.sub(b"", plain)
        if re.match(rb"[^<]*<!(DOCTYPE|ENTITY)", head, re.IGNORECASE):
            html = re.match(rb"[^<]*<!DOCTYPE\s+html", head, re.IGNORECASE)
            if html:
                raise self._stop(f"{self.name} is a web page, not IATI.", rules.NOT_ACTIVITIES, 1)
            raise self._has_doctype()
        declared = _DECLARED.match(plain)
        self._declared = declared[1].decode("ascii") if declared else ""
        if _TWO_BYTES.match(self._declared) and b"\0" not in first:
            raise self._stop(
                f"{self.name} says that it is {self._declared}, but has one byte a letter.", rules.ENCODING, 1
            )
        if _ONE_BYTE.match(self._declared):
            self._decoder = codecs.getincrementaldecoder("utf-8")()

    def _has_doctype(self) -> Unreadable:
        return self._stop(f"{self.name} has a document type (DOCTYPE), which is never read.", rules.DOCTYPE, 1)

    def _look_at_root(self, chunk: bytes) -> None:
        """Read no further than the first element; what stops even that, the reading of the whole will say."""
        parser: Any = _etree.XMLPullParser(
            events=("start",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        with contextlib.suppress(_etree.XMLSyntaxError, LookupError):
            parser.feed(chunk)
        top = next((element for _, element in parser.read_events()), None)
        if top is None:
            return
        if top.getroottree().docinfo.doctype:
            raise self._has_doctype()
        if top.tag != ROOT:
            name = str(top.tag)
            what = {
                "iati-organisations": "an IATI organisation file, which holds no results",
                ACTIVITY: f"a single activity without the element {ROOT} around it",
            }.get(name)
            if name.endswith("}" + ROOT):
                what = "no IATI file as the standard has it: its elements are in a namespace, and those of IATI in none"
            what = what or (f"not an IATI activity file: it begins with <{name[:60]}>")
            raise self._stop(f"{self.name} is {what}.", rules.NOT_ACTIVITIES, top.sourceline or 1)
        self.generated = top.get("generated-datetime") or ""

    def _look_at_version(self, activity: Any) -> None:
        """Take versions 2.01 to 2.03; of another, the first activity shows what it is really written in."""
        top = activity.getparent()
        version = (top.get("version") or "").strip()
        if version in READ:
            return
        said = f"says that it is version {version[:20]}" if version else "names no version of the standard"
        place = Place(self.name, top.sourceline or 1, f"/{ROOT}/@version")
        second = activity.find("title/narrative") is not None or activity.find("reporting-org/narrative") is not None
        but = "but is written like version 2" if second else "and is written in version 1, which is not read"
        hint = "If it is version 2, correct the attribute version of its first element, and import it again."
        message = f"{self.name} {said}, {but}."
        found = rules.VERSION.at(place, message, found=version, expected=", ".join(READ), hint=hint if second else "")
        raise Unreadable(found)

    def _watch_encoding(self, chunk: bytes) -> None:
        """Look whether a file that names an encoding of one byte a letter is UTF-8 after all."""
        if self._decoder is None:
            return
        try:
            self._beyond_ascii |= not self._decoder.decode(chunk).isascii()
        except UnicodeDecodeError:
            self._decoder = None

    def _judge_encoding(self) -> None:
        if self._decoder is None or not self._beyond_ascii:
            return
        message = (
            f"{self.name} says that it is {self._declared}, but it is UTF-8: its accents would come out as two letters."
        )
        raise self._stop(message, rules.ENCODING, 1)

    def _stop(self, message: str, card: Any = rules.NOT_XML, line: int = 0) -> Unreadable:
        return Unreadable(card.at(Place(self.name, line), message))


def _at_top(element: Any) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == ROOT and parent.getparent() is None


def _forget(element: Any) -> None:
    """Free what was read: the activity and all before it."""
    element.clear()
    parent = element.getparent()
    while element.getprevious() is not None:
        del parent[0]

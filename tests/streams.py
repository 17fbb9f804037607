"""A deliverable becomes every byte stream in it, unpacked: what a curious reader could search."""

from __future__ import annotations

import base64
import io
import re
import subprocess
import zipfile
from collections.abc import Collection, Iterable, Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from pathlib import Path

import pikepdf
from babel import Locale
from babel.numbers import format_decimal
from PIL import Image

LOCALES = ("en", "fr", "es", "ru", "zh", "ar", "de", "de_CH", "en_IN", "pt")


def streams(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield (name, bytes) of the file as it is and of everything packed in it."""
    data = path.read_bytes()
    yield path.name, data
    yield "file name", path.name.encode()
    match path.suffix:
        case ".html":
            yield from _data_uris(path.name, data)
        case ".docx":
            yield from _parts(path.name, data)
        case ".png":
            yield from _chunks(data)
        case ".pdf":
            yield from _objects(path)
            printed = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
            yield "printed text", printed.stdout
        case _:
            pass


def _chunks(png: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the texts of a PNG, unpacked, and its pixels."""
    with Image.open(io.BytesIO(png)) as picture:
        yield "texts", "\n".join(f"{key}={value}" for key, value in picture.info.items()).encode()
        yield "pixels", picture.tobytes()


def _data_uris(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    for number, packed in enumerate(re.findall(rb"base64,([A-Za-z0-9+/=]+)", data)):
        yield f"{name}: data URI {number}", base64.b64decode(packed)


def _parts(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.infolist():
            content = archive.read(part)
            yield f"{name}/{part.filename}", content
            yield f"{name}/{part.filename} comment", part.comment + part.extra
            if content.startswith(b"PK\x03\x04"):
                yield from _parts(f"{name}/{part.filename}", content)
            elif content.startswith(b"<"):
                # Word may part a number into runs; a search in the XML alone would then not see it.
                yield f"{name}/{part.filename} text", re.sub(rb"<[^>]*>", b"", content)


def _objects(path: Path) -> Iterator[tuple[str, bytes]]:
    texts: list[str] = []
    with pikepdf.open(path) as pdf:
        for number, thing in enumerate(pdf.objects):
            # Packed objects are listed one by one; what packs them holds nothing but them and their offsets.
            if isinstance(thing, pikepdf.Stream) and thing.get("/Type") not in ("/ObjStm", "/XRef"):
                yield f"stream {number}", thing.read_bytes() if _can_unpack(thing) else thing.read_raw_bytes()
            texts += _strings(thing, 0)
    yield "strings of all objects", "\n".join(texts).encode()


def _can_unpack(stream: pikepdf.Stream) -> bool:
    filters = stream.get("/Filter")
    return "/DCTDecode" not in str(filters)


def _strings(thing: object, depth: int) -> Iterator[str]:
    if isinstance(thing, pikepdf.String):
        yield str(thing)
    elif depth < 20 and isinstance(thing, pikepdf.Array):
        for each in thing:
            if not getattr(each, "is_indirect", False):
                yield from _strings(each, depth + 1)
    elif depth < 20 and isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key, each in thing.items():
            yield key
            if not getattr(each, "is_indirect", False):
                yield from _strings(each, depth + 1)


def spellings(amount: Decimal) -> set[str]:
    """Return an amount as somebody might print it: as typed, whole, in thousands; in many languages."""
    found = {format(amount, "f"), format(amount.normalize(), "f"), str(int(amount * 100))}
    whole = {amount.quantize(Decimal(1), rounding=how) for how in (ROUND_HALF_UP, ROUND_DOWN)}
    thousands = {(amount / 1000).quantize(Decimal(step), rounding=ROUND_HALF_UP) for step in ("0.1", "0.01", "0.001")}
    for locale in LOCALES:
        for value, pattern in [(amount, "#,##0.00"), (amount, "0.00"), *((w, "#,##0") for w in whole)]:
            found.add(format_decimal(value, pattern, Locale.parse(locale), numbering_system="latn"))
            found.add(format_decimal(value, pattern, Locale.parse(locale), numbering_system="default"))
    found |= {str(value) for value in whole}
    # 96.2 (thousand) stands in any report by chance; with its neighbours in money it does not.
    found |= {f"US${value} thousand" for value in thousands} | {
        f"US${value.normalize():f} thousand" for value in thousands
    }
    # The workbook behind a chart holds what the chart prints in thousands or millions with all its digits.
    found |= {
        exact for power in (3, 6) if len(exact := format(amount.scaleb(-power).normalize(), "f").replace("-", "")) > 6
    }
    return {spelling for spelling in found if len(spelling) >= 5}


def found_in(path: Path, needles: Collection[str]) -> list[str]:
    """Return where which needle is found, in any byte stream of a file; white space of all kinds counts as one."""
    return found_among(streams(path), needles)


def found_among(named: Iterable[tuple[str, bytes]], needles: Collection[str]) -> list[str]:
    """Return where which needle is found in byte streams.

    There are thousands of needles and of streams: only those whose first four bytes stand in a stream are looked for.
    """
    heads: dict[bytes, list[bytes]] = {}
    for needle in {_even(needle).encode() for needle in needles}:
        heads.setdefault(needle[:4], []).append(needle)
    starts = re.compile(b"|".join({re.escape(head[:1]) for head in heads}))
    hits: list[str] = []
    for name, data in named:
        for text in _even_bytes(data):
            there = {text[match.start() : match.start() + 4] for match in starts.finditer(text)}
            for needle in (needle for head in heads.keys() & there for needle in heads[head]):
                if needle in text and re.search(rb"(?<![\d.,])" + re.escape(needle) + rb"(?!\d)", text):
                    hits.append(f"{name}: {needle.decode()}")
    return hits


def _even_bytes(data: bytes) -> Iterator[bytes]:
    yield data
    try:
        yield _even(data.decode()).encode()
    except UnicodeDecodeError:
        if data[:2] in (b"\xfe\xff", b"\xff\xfe"):
            yield _even(data.decode("utf-16", "replace")).encode()


def _even(text: str) -> str:
    return re.sub("[\u00a0\u202f\u2009 \t\n]", " ", text).replace("’", "'")

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image as Pillow
from PIL import ImageFile

from reportgen.load import load
from reportgen.load.images import Refused, look
from tests.helpers import write_workspace

LIST = "images:\n  - id: opening\n    file: {}\n    alt: {{en: Women at a table}}\n"


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 20), **options: object) -> bytes:
    buffer = io.BytesIO()
    Pillow.radial_gradient("L").convert("RGB").resize(size).save(buffer, kind, **options)
    return buffer.getvalue()


def said(tmp_path: Path, file: str, data: bytes | None) -> list[str]:
    root = write_workspace(tmp_path, images=LIST.format(file), **{f"images/{file}": data} if data else {})
    return [str(finding) for finding in load(root).findings]


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_sound_picture_gets_its_bytes_and_size(tmp_path: Path, kind: str):
    data = picture(kind)
    loaded = load(write_workspace(tmp_path, images=LIST.format("a.img"), **{"images/a.img": data}))
    assert loaded.findings == () and loaded.report is not None
    [image] = loaded.report.images
    assert (image.data, image.size) == (data, (40, 20))


def test_a_turned_photo_has_the_size_it_is_shown_with():
    exif = Pillow.Exif()
    exif[274] = 6
    assert look(picture("JPEG", exif=exif)) == (20, 40)


def test_a_missing_picture_is_found_at_its_file(tmp_path: Path):
    root = write_workspace(tmp_path, images=LIST.format("openning.jpg"), **{"images/opening.jpg": picture("JPEG")})
    findings = [str(finding) for finding in load(root).findings]
    assert findings[0].startswith(
        "images/images.yaml:3:11: error [IMG001 image-missing] The picture opening is missing: "
        "there is no file images/openning.jpg. Is opening.jpg meant?"
    )
    assert findings[1].startswith("images/opening.jpg: info [IMG005 image-unlisted]")


@pytest.mark.parametrize("data", [b"GIF89a", b"<svg/>", b"", picture("GIF"), picture("WEBP"), b"\0" * 100])
def test_other_formats_are_refused(tmp_path: Path, data: bytes):
    root = write_workspace(tmp_path, images=LIST.format("a.png"), **{"images/a.png": data})
    [finding] = load(root).findings
    assert str(finding).startswith("images/images.yaml:3:11: error [IMG002 image-format] images/a.png is neither PNG")


@pytest.mark.parametrize("lenient", [False, True])
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_truncated_picture_is_found_whatever_other_libraries_allow(
    tmp_path: Path, kind: str, lenient: bool, monkeypatch: pytest.MonkeyPatch
):
    # WeasyPrint sets this when it is imported.
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lenient)
    [found] = said(tmp_path, "a.img", picture(kind, (400, 300))[:-200])
    assert found.startswith("images/images.yaml:3:11: error [IMG004 image-broken] images/a.img is damaged")


def bomb(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(8_000, 6_000), (20_000, 20_000), (2**31 - 1, 2**31 - 1)])
def test_a_picture_of_too_many_pixels_is_refused_by_its_head(size: tuple[int, int]):
    refused = look(bomb(*size))
    assert isinstance(refused, Refused)
    assert refused.card.code == "IMG003" and "40 million" in refused.what


def test_a_picture_of_too_many_bytes_is_refused(tmp_path: Path):
    root = write_workspace(tmp_path, images=LIST.format("a.png"))
    with (root / "images" / "a.png").open("wb") as file:
        file.truncate(41 * 2**20)
    [finding] = load(root).findings
    assert finding.rule == "IMG003" and finding.message == "images/a.png is 41 MB large; at most 40 MB are read."


@pytest.mark.parametrize("name", ["../report.yaml", "/etc/hostname", "../../x.png", "sub/../../report.yaml"])
def test_a_path_that_leaves_the_folder_is_refused(tmp_path: Path, name: str):
    [found] = said(tmp_path, name, None)
    assert found.startswith("images/images.yaml:3:11: error [STR009 leaves-workspace]")


def test_damaged_pictures_never_raise():
    for kind in ("PNG", "JPEG"):
        data = picture(kind, (64, 48))
        for at in range(0, len(data), 3):
            look(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])
            look(data[:at])

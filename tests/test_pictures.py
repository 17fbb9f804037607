"""Photographs come out as what they show: nothing of the camera, the place or the sender goes along."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import PIL.Image
import PIL.PngImagePlugin
import pytest

from tests.broken import IMAGES, STORY
from tests.conftest import Edition, reportgen
from tests.helpers import write_workspace
from tests.streams import streams

SECRETS = (b"CanaryCamera", b"CanaryComment", b"Exif\0\0", b"CanaryXMP", b"CanaryTail")


def photograph(kind: str) -> bytes:
    """A picture with a camera's name, a place, comments and bytes after its end."""
    exif = PIL.Image.Exif()
    exif[0x010F] = "CanaryCamera"
    exif.get_ifd(0x8825).update({1: "N", 2: (31.0, 12.0, 57.5), 3: "E", 4: (121.0, 28.0, 12.0)})
    picture = PIL.Image.radial_gradient("L").convert("RGB").resize((2000, 1200))
    buffer = io.BytesIO()
    if kind == "JPEG":
        picture.save(buffer, "JPEG", exif=exif, comment=b"CanaryComment", xmp=b"<x>CanaryXMP</x>")
    else:
        texts = PIL.PngImagePlugin.PngInfo()
        texts.add_text("Comment", "CanaryComment")
        texts.add_itxt("XML:com.adobe.xmp", "<x>CanaryXMP</x>")
        picture.save(buffer, "PNG", exif=exif, pnginfo=texts)
    return buffer.getvalue() + b"CanaryTail"


@pytest.mark.proof
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_nothing_of_the_camera_goes_along(tmp_path: Path, kind: str) -> None:
    data = photograph(kind)
    assert all(secret in data for secret in (b"CanaryCamera", b"CanaryComment", b"CanaryXMP", b"CanaryTail"))
    folder = write_workspace(tmp_path, images=IMAGES, **{"images/opening.png": data, "narratives/en/story.md": STORY})
    done = reportgen("build", folder, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    edition = Edition(folder, tmp_path / "out")
    for form in ("html", "pdf", "docx"):
        for name, held in streams(edition.path(form)):
            assert not [secret for secret in SECRETS if secret in held], (form, name)
    assert b'alt="Women at a table"' in edition.html
    with zipfile.ZipFile(edition.path("docx")) as archive:
        media = [name for name in archive.namelist() if name.startswith("word/media/")]
        assert media
        for name in media:
            if name.endswith(".svg"):  # a chart's
                continue
            with PIL.Image.open(io.BytesIO(archive.read(name))) as shown:
                assert not shown.getexif() and "comment" not in shown.info


def test_a_turned_photograph_comes_out_upright(tmp_path: Path) -> None:
    exif = PIL.Image.Exif()
    exif[0x0112] = 6
    buffer = io.BytesIO()
    PIL.Image.new("RGB", (2000, 1200), "#336699").save(buffer, "JPEG", exif=exif)
    folder = write_workspace(
        tmp_path, images=IMAGES, **{"images/opening.png": buffer.getvalue(), "narratives/en/story.md": STORY}
    )
    assert reportgen("build", folder, "--to", "docx", "--out", tmp_path / "out").returncode == 0
    with zipfile.ZipFile(Edition(folder, tmp_path / "out").path("docx")) as archive:
        sizes = [
            PIL.Image.open(io.BytesIO(archive.read(name))).size
            for name in archive.namelist()
            if name.startswith("word/media/") and name.endswith((".jpg", ".jpeg"))
        ]
    assert sizes and all(width < height for width, height in sizes)

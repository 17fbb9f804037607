"""images.yaml and the pictures that it names become images whose bytes are known to be sound PNG or JPEG."""

from __future__ import annotations

import difflib
import io
import warnings
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image as Pillow
from PIL import ImageFile, UnidentifiedImageError

from reportgen.errors import WorkspaceError
from reportgen.files import inside, read_bytes
from reportgen.findings import Card, Finding
from reportgen.limits import MAX_IMAGE_FILE, MAX_IMAGE_PIXELS
from reportgen.load.rules import image as image_rules
from reportgen.load.rules import structure as structure_rules
from reportgen.model.images import Image

FORMATS = {"PNG", "JPEG", "MPO"}
"""MPO is what many telephones write under .jpg: a JPEG with further pictures after it."""
_EXIF_ORIENTATION = 274
_TURNED = (5, 6, 7, 8)
"""Orientations (EXIF 2.32, 4.6.4) that swap width and height."""


def read_image(root: Path, image: Image) -> tuple[Image, list[Finding]]:
    """Return `image` with its bytes and its size as shown, or without them and why."""
    place = image.place("file")
    try:
        path = inside(root / "images", image.file)
    except WorkspaceError as error:
        message = f"The file of the picture {image.id} is refused: {error}"
        return image, [structure_rules.LEAVES_WORKSPACE.at(place, message, found=image.file)]
    if not path.exists():
        near = _nearest(root / "images", image.file)
        guess = f" Is {near} meant?" if near else ""
        message = f"The picture {image.id} is missing: there is no file images/{image.file}.{guess}"
        return image, [image_rules.IMAGE_MISSING.at(place, message, found=image.file, expected=near)]
    if path.is_file() and path.stat().st_size > MAX_IMAGE_FILE:
        size = f"{path.stat().st_size / 2**20:.0f} MB"
        message = f"images/{image.file} is {size} large; at most {MAX_IMAGE_FILE // 2**20} MB are read."
        return image, [image_rules.IMAGE_LARGE.at(place, message, found=size)]
    data, notes = read_bytes(path, f"images/{image.file}", MAX_IMAGE_FILE)
    if data is None:
        return image, list(notes)
    looked = look(data)
    if isinstance(looked, tuple):
        return image.model_copy(update={"data": data, "size": looked}), []
    card, what = looked.card, looked.what
    return image, [card.at(place, f"images/{image.file} {what}.", found=image.file)]


class Refused:
    """Why a picture is refused: the rule, and the rest of a sentence that starts with the file."""

    def __init__(self, card: Card, what: str) -> None:
        self.card = card
        self.what = what


@contextmanager
def _whole_files_only() -> Generator[None]:
    """Refuse truncated files for as long as the block lasts: the page layout, once imported, lets Pillow accept them."""
    held = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = held


def look(data: bytes) -> tuple[int, int] | Refused:
    """Return width and height as shown, after decoding the whole picture once, or why it is refused."""
    with warnings.catch_warnings(), _whole_files_only():
        warnings.simplefilter("error", Pillow.DecompressionBombWarning)
        try:
            with Pillow.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
                return _look(picture)
        except UnidentifiedImageError:
            return Refused(image_rules.IMAGE_FORMAT, "is neither PNG nor JPEG, whatever its name says")
        except (Pillow.DecompressionBombError, Pillow.DecompressionBombWarning):
            return Refused(image_rules.IMAGE_LARGE, f"has more than {MAX_IMAGE_PIXELS // 10**6} million pixels")
        except Exception as error:
            # Pillow raises whatever its decoders trip over: OSError, SyntaxError, ValueError, struct.error and more.
            return Refused(image_rules.IMAGE_BROKEN, f"is damaged ({error})")


def _look(picture: Pillow.Image) -> tuple[int, int] | Refused:
    width, height = picture.size
    if picture.format not in FORMATS:
        return Refused(image_rules.IMAGE_FORMAT, f"is {picture.format}, not PNG or JPEG")
    if width * height > MAX_IMAGE_PIXELS:
        found = f"has {width:,} by {height:,} pixels"
        return Refused(image_rules.IMAGE_LARGE, f"{found}, more than {MAX_IMAGE_PIXELS // 10**6} million")
    turned = picture.getexif().get(_EXIF_ORIENTATION) in _TURNED
    # A JPEG is decoded at an eighth of its size: quick, and a truncated file is noticed all the same.
    picture.draft("RGB", (max(width // 8, 1), max(height // 8, 1)))
    picture.load()
    return (height, width) if turned else (width, height)


def _nearest(folder: Path, name: str) -> str:
    names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    return next(iter(difflib.get_close_matches(name, names, 1, 0.6)), "")

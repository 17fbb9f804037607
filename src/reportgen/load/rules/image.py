"""What can be wrong with a picture's file becomes cards."""

from __future__ import annotations

from reportgen.findings import Card

IMAGE_MISSING = Card(
    "IMG001",
    "image-missing",
    "error",
    why="The picture that images.yaml describes is not in the folder.",
    example="file: shelter-openning.jpg",
    mend="Put the picture into images/ under this name, or correct the name.",
)
IMAGE_FORMAT = Card(
    "IMG002",
    "image-format",
    "error",
    why="Only PNG and JPEG are shown alike by every reader of PDF, Word and HTML.",
    example="map.svg, photo.heic, or a renamed .gif",
    mend="Save the picture as PNG or JPEG.",
)
IMAGE_LARGE = Card(
    "IMG003",
    "image-too-large",
    "error",
    why="A picture of this size would make a report that cannot be mailed, or take the machine's memory.",
    example="A scan of 20,000 by 20,000 pixels",
    mend="Reduce the picture to at most 40 million pixels and 40 MB; 3,000 pixels of width fill a page.",
)
IMAGE_BROKEN = Card(
    "IMG004",
    "image-broken",
    "error",
    why="A damaged file would show as a grey area, or not at all.",
    example="A picture whose download broke off",
    mend="Copy the picture again from its source.",
)
IMAGE_UNLISTED = Card(
    "IMG005",
    "image-unlisted",
    "info",
    why="A picture that images.yaml does not name is never shown.",
    example="images/group.jpg without an entry",
    mend="Describe it in images/images.yaml, with credit and consent, or move it away.",
)

CARDS: tuple[Card, ...] = (
    IMAGE_MISSING,
    IMAGE_FORMAT,
    IMAGE_LARGE,
    IMAGE_BROKEN,
    IMAGE_UNLISTED,
)
"""In the order of their codes."""

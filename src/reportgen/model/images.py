"""images.yaml becomes the pictures a report may show, with what it owes to the people in them."""

from pydantic import Field

from reportgen.model.base import (
    AnyDisclosure,
    Code,
    Day,
    LocalText,
    Noted,
    Record,
)


class Consent(Record):
    """Who agreed to be shown, and until when. ``who: not needed`` for pictures without recognizable people."""

    who: str
    """Who agreed, such as all persons shown, or: not needed."""
    until: Day | None = None
    """Last day on which the picture may be used."""


class Image(Noted):
    """One picture. `data` is the file's bytes, empty where it could not be read; `size` is (width, height) in pixels."""

    id: Code
    """Short name, by which narratives refer to the picture."""
    file: str
    """PNG or JPEG file in images/."""
    alt: LocalText = LocalText({})
    """What a reader who cannot see the picture should know."""
    credit: LocalText = LocalText({})
    """Who made it."""
    caption: LocalText = LocalText({})
    """Words below the picture."""
    place_shown: LocalText = Field(default=LocalText({}), alias="place")
    """Where it was taken."""
    consent: Consent | None = None
    """Without valid consent a picture is not shown."""
    disclosure: AnyDisclosure | None = None
    """Who may see it; the workspace's `disclosure` unless said otherwise."""
    data: bytes = Field(default=b"", exclude=True, repr=False)
    size: tuple[int, int] = Field(default=(0, 0), exclude=True)


class Images(Record):
    """The whole of images.yaml."""

    images: tuple[Image, ...] = ()
    """All pictures that narratives may show."""

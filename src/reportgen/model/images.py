"""images.yaml becomes the pictures a report may show, with what it owes to the people in them."""

from pydantic import Field

from reportgen.model.base import Code, Day, LocalText, Record


class Consent(Record):
    """Who agreed to be shown, and until when. ``who: not needed`` for pictures without recognizable people."""

    who: str
    until: Day | None = None


class Image(Record):
    """One picture. `data` is the file's bytes, empty where it could not be read; `size` is (width, height) in pixels."""

    id: Code
    file: str
    alt: LocalText = LocalText({})
    credit: LocalText = LocalText({})
    caption: LocalText = LocalText({})
    place_shown: LocalText = Field(default=LocalText({}), alias="place")
    consent: Consent | None = None
    data: bytes = Field(default=b"", exclude=True, repr=False)
    size: tuple[int, int] = Field(default=(0, 0), exclude=True)


class Images(Record):
    """The whole of images.yaml."""

    images: tuple[Image, ...] = ()

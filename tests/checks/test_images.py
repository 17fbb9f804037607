"""What a picture owes to those who see it and to those who are in it."""

import io

from PIL import Image

from tests.checks.conftest import Found, says
from tests.helpers import MINIMAL

ENTRY = "images:\n  - {{id: shelter, file: shelter.png, {}}}\n"
GOOD = "alt: {en: A house}, credit: {en: A. Name}, consent: {who: not needed}"
STORY = "---\nkind: story\ntitle: T\nimage: shelter\n---\nText.\n"


def files(entry: str, *, used: bool = True, width: int = 1200, height: int = 400) -> dict[str, str | bytes | None]:
    picture = io.BytesIO()
    Image.new("L", (width, height)).save(picture, "PNG")
    return {
        "images": ENTRY.format(entry),
        "images/shelter.png": picture.getvalue(),
        "narratives/en/story.md": STORY if used else None,
    }


def test_a_picture_with_everything_is_silent(found: Found):
    for rule in ("IMG010", "IMG011", "IMG012", "LAY001"):
        assert found(rule, **files(GOOD)) == []


def test_a_picture_without_alternative_text_is_found_where_it_is_used(found: Found):
    [finding] = found("IMG010", **files(GOOD.replace("alt: {en: A house}, ", "")))
    assert finding.message == "“shelter” has no alternative text; narratives/en/story.md shows it."
    assert finding.place.file == "images/images.yaml" and finding.severity == "error"
    assert found("IMG010", **files(GOOD.replace("alt: {en: A house}, ", ""), used=False)) == []


def test_a_picture_without_credit_is_found_where_it_is_used(found: Found):
    [finding] = found("IMG011", **files(GOOD.replace("credit: {en: A. Name}, ", "")))
    assert finding.message == "“shelter” has no credit; narratives/en/story.md shows it."
    assert found("IMG011", **files(GOOD.replace("credit: {en: A. Name}, ", ""), used=False)) == []


def test_expired_consent_is_found_with_its_day(found: Found):
    expired = GOOD.replace("who: not needed", "who: all shown, until: 2024-06-30")
    [finding] = found("IMG012", **files(expired))
    assert finding.severity == "error" and finding.found == "2024-06-30"
    assert finding.message == (
        "“shelter” has a consent that ended on 2024-06-30, before the date of issue, 2025-03-31; "
        "narratives/en/story.md shows it."
    )
    assert found("IMG012", **files(expired, used=False))[0].severity == "info"
    assert found("IMG012", **files(expired.replace("2024-06-30", "2025-03-31"))) == []


def test_missing_consent_is_found(found: Found):
    [finding] = found("IMG012", **files(GOOD.replace(", consent: {who: not needed}", "")))
    assert "says nothing about consent" in finding.message and finding.severity == "error"


def test_a_coarse_picture_is_found_with_its_resolution(found: Found):
    assert says(found("LAY001", **files(GOOD, width=600))) == [
        "images/images.yaml:2:25: warning: “shelter” has 600 x 400 pixels: 95 dots per inch, 160 mm across the text."
    ]
    assert found("LAY001", **files(GOOD, width=945)) == found("LAY001", **files(GOOD, used=False, width=600)) == []


def test_a_picture_is_held_against_the_size_at_which_its_theme_prints_it(found: Found):
    letter = MINIMAL["report.yaml"] + "overrides: {page.size: Letter, inner: '40', outer: '40'}\n"
    assert found("LAY001", report=letter, **files(GOOD, width=803)) == []  # 135.9 mm
    [finding] = found("LAY001", report=letter, **files(GOOD, width=802))
    assert finding.expected == "803 x 343 pixels or more"
    [finding] = found("LAY001", **files(GOOD, width=1900, height=300))
    assert "131 dots per inch" in finding.message


def test_a_coarse_logo_is_found_by_its_height(found: Found):
    settings = MINIMAL["report.yaml"] + "logo: shelter\n"
    [finding] = found("LAY001", report=settings, **files(GOOD, used=False, height=60))
    assert finding.message == "“shelter” has 1200 x 60 pixels: 95 dots per inch, 16 mm high on the cover."
    assert found("LAY001", report=settings, **files(GOOD, used=False, height=95)) == []


def test_a_logo_is_an_image_of_the_workspace_with_words(found: Found):
    settings = MINIMAL["report.yaml"] + "logo: shelter\n"
    entry = "alt: {en: Programme}"
    assert found("IMG013", report=settings, **files(entry, used=False)) == []
    assert found("IMG012", report=settings, **files(entry, used=False)) == []
    [finding] = found("IMG013", report=settings.replace("shelter", "sheltr"), **files(entry, used=False))
    assert finding.place.file == "report.yaml" and "sheltr" in finding.message and "shelter" in str(finding.expected)
    [finding] = found("IMG013", report=settings, **files("caption: {en: A mark}", used=False))
    assert finding.place.file == "images/images.yaml" and "no alternative text" in finding.message

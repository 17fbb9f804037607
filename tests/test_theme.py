"""Themes hold what pages promise: contrast, possible values, and names that are known."""

from itertools import product

import pytest

from reportgen.contrast import contrast
from reportgen.errors import ThemeError
from reportgen.theme import load_theme, theme_names

TEXT_ON_PAPER = ("text", "quiet", "accent", "field", "met", "partly", "not_met", "no_data")
GRAPHICS = ("accent", "muted", "second", "field", "met", "partly", "not_met", "no_data")


@pytest.mark.parametrize(("name", "colour"), list(product(theme_names(), TEXT_ON_PAPER)))
def test_text_stands_out_from_paper_and_tint(name: str, colour: str) -> None:
    colours = load_theme(name).colours
    for ground in ("#ffffff", colours.tint):
        assert contrast(getattr(colours, colour), ground) >= 4.5, (name, colour, ground)


@pytest.mark.parametrize(("name", "colour"), list(product(theme_names(), GRAPHICS)))
def test_graphics_stand_out_from_paper(name: str, colour: str) -> None:
    assert contrast(getattr(load_theme(name).colours, colour), "#ffffff") >= 3


@pytest.mark.parametrize("name", theme_names())
def test_cover_words_stand_out_from_the_field(name: str) -> None:
    colours = load_theme(name).colours
    assert contrast(colours.on_field, colours.field) >= 4.5


@pytest.mark.parametrize("name", theme_names())
def test_accent_and_muted_marks_differ_in_grey(name: str) -> None:
    colours = load_theme(name).colours
    assert contrast(colours.accent, colours.muted) >= 1.3


def test_two_themes_ship_and_differ() -> None:
    first, second = (load_theme(name) for name in theme_names())
    assert first.colours.field != second.colours.field
    assert first.fonts.body != second.fonts.body


def test_unknown_theme_names_the_nearest() -> None:
    with pytest.raises(ThemeError, match="'lagoon' is near"):
        load_theme("lagon")


def test_override_changes_one_value_only() -> None:
    plain, changed = load_theme("lagoon"), load_theme("lagoon", {"accent": "#005a5b"})
    assert changed.colours.accent == "#005a5b"
    assert changed.colours.field == plain.colours.field


def test_impossible_override_names_its_key() -> None:
    with pytest.raises(ThemeError, match=r"colours\.accent = 'red' is impossible"):
        load_theme("lagoon", {"accent": "red"})


def test_override_of_an_ambiguous_key_asks_for_its_part() -> None:
    with pytest.raises(ThemeError, match="ambiguous"):
        load_theme("lagoon", {"body": "11"})
    assert load_theme("lagoon", {"sizes.body": "11"}).sizes.body == 11


@pytest.mark.parametrize(
    ("overrides", "words"),
    [
        ({"leading": "9"}, "leaves lines of 10 points no air"),
        ({"small": "11"}, "small print of 11 points is larger"),
        ({"heading": "9"}, "do not rise"),
        ({"inner": "80", "outer": "80"}, "leave 50 mm for the text"),
        ({"top": "80", "bottom": "80"}, "too little of the page's height"),
        ({"sizes.body": "96"}, "less than or equal to 16"),
        ({"page.size": "A3"}, "'A4' or 'Letter'"),
        ({"fonts.body": "{}"}, "is impossible"),
        ({"inner": "wide"}, "is impossible"),
    ],
)
def test_what_no_page_can_be_set_with_is_refused(overrides: dict[str, str], words: str) -> None:
    with pytest.raises(ThemeError) as told:
        load_theme("lagoon", overrides)
    assert words in str(told.value)


def test_sizes_that_go_together_are_possible_one_by_one() -> None:
    assert load_theme("lagoon", {"sizes.body": "13"}, alone=True).sizes.body == 13
    assert load_theme("lagoon", {"sizes.body": "13", "leading": "17"}).sizes.leading == 17

"""A figure stays what it is, whatever is written around it and in its place."""

from __future__ import annotations

import pytest

from reportgen.review.difference import compare
from reportgen.review.tokens import Token, cut


def tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text with its figures in braces: the first carries the bookmark a, the second b."""
    stretches: list[Token] = []
    names = iter("abcdef")
    for part in text.replace("{", "\0{").replace("}", "\0").split("\0"):
        stretches.append(Token(part[1:], fact=next(names)) if part.startswith("{") else Token(part))
    return cut(stretches, by_fact=True)


def returned(text: str) -> tuple[Token, ...]:
    """The same of a returned file, where a word that a bookmark parts is one token."""
    stretches: list[Token] = []
    names = iter("abcdef")
    for part in text.replace("{", "\0{").replace("}", "\0").split("\0"):
        stretches.append(Token(part[1:], fact=next(names)) if part.startswith("{") else Token(part))
    return cut(stretches, by_fact=False)


def reads(sent: str, back: str) -> list[str | None]:
    return [figure.new for figure in compare(tokens(sent), returned(back)).figures]


SEATS = "Women hold {31.2 per cent} of the seats, up from {21.4 per cent} before."


def test_what_nobody_touched_is_the_same() -> None:
    difference = compare(tokens(SEATS), returned(SEATS))
    assert difference.same
    assert [figure.new for figure in difference.figures] == ["31.2 per cent", "21.4 per cent"]


@pytest.mark.parametrize(
    "back",
    [
        SEATS.replace("{", "").replace("}", ""),
        SEATS.replace("{31", "3{1").replace("cent} of", "cent o}f"),
        SEATS.replace("d {", "{d ").replace("cent} of", "cent }of"),
        SEATS.replace("{31.2 per cent}", "31.2{} per cent"),
    ],
    ids=["lost", "shifted into the next word", "shifted to the left", "empty"],
)
def test_a_bookmark_that_was_shifted_or_lost_is_no_change(back: str) -> None:
    difference = compare(tokens(SEATS), returned(back))
    assert difference.same
    assert [figure.new for figure in difference.figures] == ["31.2 per cent", "21.4 per cent"]


@pytest.mark.parametrize(
    ("sent", "back", "new"),
    [
        ("In all {540} women came.", "In all {541} women came.", "541"),
        ("In all {540} women came.", "In all {}541 women came.", "541"),
        ("In all {540} women came.", "In all 541 women came.", "541"),
        ("In all {540} women came.", "In all {5401} women came.", "5401"),
        ("In all {540} women came.", "In all {540}1 women came.", "5401"),
        ("In all {540} women came.", "In all 1{540} women came.", "1540"),
        ("In all {540} women came.", "In all {1,234,567} women came.", "1,234,567"),
        ("In all {540} women came.", "In all {1 234 567} women came.", "1 234 567"),
        ("It is {31.2} now.", "It is {31.25} now.", "31.25"),
        ("It is {31.2} now.", "It is {31} now.", "31"),
        ("It is {31} now.", "It is {31}.5 now.", "31.5"),
        ("It cost {US$1.95 million} in all.", "It cost {US$2.05 million} in all.", "US$2.05 million"),
        ("It cost {US$1.95 million} in all.", "It cost US$2.05 million in all.", "US$2.05 million"),
        ("It cost {US$1.95 million} in all.", "It cost {US$}2.05{ million} in all.", "US$2.05 million"),
        ("Women are {26.4 per cent} of them.", "Women are {26.5 per cent} of them.", "26.5 per cent"),
        ("Women are {26.4 per cent} of them.", "Women are 26.5 per cent of them.", "26.5 per cent"),
        ("Women are {26.4%} of them.", "Women are {26.5%} of them.", "26.5%"),
        ("Women are {26.4%} of them.", "Women are 26.5% of them.", "26.5%"),
        ("The rate is {26}% here.", "The rate is {27}% here.", "27"),
        ("In {seven} provinces they lead.", "In {nine} provinces they lead.", "nine"),
        ("In {seven} provinces they lead.", "In nine provinces they lead.", "nine"),
        ("In {seven} provinces they lead.", "In 9 provinces they lead.", "9"),
        ("In {7} provinces they lead.", "In nine provinces they lead.", "nine"),
        ("{540} women came.", "{541} women came.", "541"),
        ("{540} women came.", "541 women came.", "541"),
        ("They were {540}", "They were 541", "541"),
        ("They were {540}.", "They were 541.", "541"),
        ("They were ({540}), all told.", "They were (541), all told.", "541"),
        ("They were “{540}”; all told.", "They were “541”; all told.", "541"),
        ("In 2024 there were {2,024} women in 2023.", "In 2024 there were {2,025} women in 2023.", "2,025"),
        ("In 2024 there were {540} women.", "In 2025 there were {540} women.", "540"),
        ("In 2024 there were {540} women.", "In 2025 there were {541} women.", "541"),
        ("It fell by {−3.5} points.", "It fell by {−4.5} points.", "−4.5"),
    ],
)
def test_a_figure_reads_what_stands_in_its_place(sent: str, back: str, new: str) -> None:
    assert reads(sent, back) == [new]


def test_text_typed_anew_around_a_figure_leaves_it_alone() -> None:
    difference = compare(
        tokens("The course was completed by {540} women."), returned("Councillors ({540} of them) finished training.")
    )
    assert not difference.same
    assert [figure.new for figure in difference.figures] == ["540"]
    assert [each.token.text for each in difference.after if each.figure == 0] == ["540"]


@pytest.mark.parametrize("marked", [True, False])
def test_two_figures_in_a_sentence_that_was_typed_anew_are_found_in_either_order(marked: bool) -> None:
    sent = "Of {540} women who began, {35 per cent} stood for office."
    same = "We saw {540} start and {35 per cent} run in the vote."
    other = "We saw 35 per cent run in the vote; those who started were 540."
    assert reads(sent, same if marked else same.replace("{", "").replace("}", "")) == ["540", "35 per cent"]
    assert reads(sent, other) == ["540", "35 per cent"]


def test_two_figures_that_changed_keep_their_order() -> None:
    assert reads(SEATS, "Women hold 32.2 per cent of the seats, up from 22.4 per cent before.") == [
        "32.2 per cent",
        "22.4 per cent",
    ]


@pytest.mark.parametrize(
    "back", ["Nothing else is said.", "Something. Nothing else is said.", "{}Nothing else is said."]
)
def test_a_figure_that_went_with_its_sentence_is_gone(back: str) -> None:
    assert reads("In all {540} women came. Nothing else is said.", back) == [None]


def test_one_of_two_figures_is_gone() -> None:
    assert reads(SEATS, "Women hold {31.2 per cent} of the seats.") == ["31.2 per cent", None]
    assert reads(SEATS, "Women were 21.4 per cent before.") == [None, "21.4 per cent"]


def test_two_figures_with_the_same_words_are_two() -> None:
    assert reads("From {5} to {5} in all.", "From {5} to {6} in all.") == ["5", "6"]
    assert reads("From {5} to {5} in all.", "From 6 to 5 in all.") == ["6", "5"]


def test_a_figure_that_is_bold_now_is_a_change_of_looks() -> None:
    back = [
        Token("In all "),
        Token("540", strong=True, fact="a"),
        Token(" women came."),
    ]
    difference = compare(tokens("In all {540} women came."), cut(back, by_fact=False))
    assert [figure.new for figure in difference.figures] == ["540"]


def test_words_that_two_texts_share_by_chance_are_not_kept() -> None:
    difference = compare(tokens("It is of the old day."), returned("Who are they of all in the end?"))
    assert [each.kept for each in difference.after if each.token.text == "of"] == [-1]

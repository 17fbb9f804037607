"""Texts are parted into sentences where a reader would."""

import pytest

from reportgen.checks.prose.sentences import sentences


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        (
            "Ms. Orr met Dr. B. Lund, e.g. in May. Then she left.",
            ["Ms. Orr met Dr. B. Lund, e.g. in May.", "Then she left."],
        ),
        ("It grew by 3.5 per cent. No. 5 fell.", ["It grew by 3.5 per cent.", "No. 5 fell."]),
        ("She said: “We stay.” They stayed.", ["She said: “We stay.”", "They stayed."]),
        ("Floods (in May.) came.", ["Floods (in May.) came."]),
        ("第一句。第二句！", ["第一句。", "第二句！"]),
        ("Line one\nLine two", ["Line one", "Line two"]),
        ("   ", []),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]):
    assert parts(text) == expected

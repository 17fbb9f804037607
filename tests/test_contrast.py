"""Contrast is that of WCAG."""

import pytest

from reportgen.contrast import contrast


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#0000ff", "000000", 2.44),
    ],
)
def test_contrast_is_measured_as_wcag_does_whichever_comes_first(one: str, other: str, expected: float) -> None:
    assert round(contrast(one, other), 2) == round(contrast(other, one), 2) == expected

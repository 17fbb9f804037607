"""Each edit that a rule about marks or numbers offers makes the right text, and then the rule is silent."""

import pytest

from tests.checks.prose import test_numerals, test_spacing, test_typography
from tests.checks.prose.mending import findings, found, mended


@pytest.mark.parametrize(
    ("rule", "text", "right"), [*test_spacing.MENDED, *test_typography.MENDED, *test_numerals.MENDED]
)
def test_the_edit_makes_the_right_text(rule: str, text: str, right: str):
    assert findings(rule, text)
    assert mended(rule, text) == right
    assert found(rule, right) == []

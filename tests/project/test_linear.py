"""What can be computed from known sums, held against another way of reckoning it."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.project.linear import Span

NAMES = "abcdef"


def sum_of(*terms: tuple[str, int]) -> dict[str, Fraction]:
    return {name: Fraction(value) for name, value in terms}


def test_a_difference_of_two_sums_is_computed_and_says_how() -> None:
    span = Span([sum_of(("a", 1), ("b", 1)), sum_of(("b", 1))])
    assert span.combination(sum_of(("a", 1))) == {0: 1, 1: -1}


def test_a_sum_does_not_tell_its_parts() -> None:
    span = Span([sum_of(("a", 1), ("b", 1), ("c", 1)), sum_of(("b", 1), ("c", 1), ("d", 1))])
    assert span.combination(sum_of(("a", 1))) is None
    assert span.combination(sum_of(("a", 1), ("d", -1))) == {0: 1, 1: -1}


def test_three_pairs_tell_each_of_three() -> None:
    span = Span([sum_of(("a", 1), ("b", 1)), sum_of(("b", 1), ("c", 1)), sum_of(("a", 1), ("c", 1))])
    assert span.combination(sum_of(("a", 1))) == {0: Fraction(1, 2), 1: Fraction(-1, 2), 2: Fraction(1, 2)}


def test_other_rates_tell_what_equal_ones_hide() -> None:
    """The same two payments, once added up as they are and once in another currency, are two equations."""
    dollars, euros = sum_of(("a", 1), ("b", 1)), {"a": Fraction(11, 10), "b": Fraction(12, 10)}
    assert Span([dollars, dollars]).combination(sum_of(("a", 1))) is None
    assert Span([dollars, euros]).combination(sum_of(("a", 1))) is not None


def test_nothing_is_always_known_and_something_never_from_nothing() -> None:
    assert Span([]).combination({}) == {}
    assert Span([{}]).combination(sum_of(("a", 1))) is None


sums = st.dictionaries(st.sampled_from(NAMES), st.integers(-3, 3).map(Fraction), max_size=6)


@pytest.mark.proof
@settings(max_examples=400, deadline=None)
@given(st.lists(sums, max_size=6), sums)
def test_it_is_computed_exactly_where_the_rank_does_not_rise(
    known: list[dict[str, Fraction]], secret: dict[str, Fraction]
):
    rows = [[float(each.get(name, 0)) for name in NAMES] for each in known]
    goal = [float(secret.get(name, 0)) for name in NAMES]
    rank = np.linalg.matrix_rank(np.array(rows)) if rows else 0
    made = Span(known).combination(secret)
    assert (made is not None) == (np.linalg.matrix_rank(np.array([*rows, goal])) == rank)
    if made is not None:  # and what is said to make it does
        total = {
            name: sum((f * known[i].get(name, Fraction(0)) for i, f in made.items()), Fraction(0)) for name in NAMES
        }
        assert total == {name: secret.get(name, Fraction(0)) for name in NAMES}

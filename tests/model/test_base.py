"""Records: what they share with one another, and what they keep to themselves."""

from __future__ import annotations

import copy
import pickle

import pytest

from reportgen.model import Indicator, LocalText, Origin, PlacedDict, Report, Target
from reportgen.model.base import NOWHERE
from tests.reports import report

ROW = {"indicator": "A", "version": "2024-01-10", "kind": "target", "period": "2025", "value": "3"}
PLACE = Origin("targets.csv", 7, texts={"value": "3", "note": "secret"})


def a_target(**more: str) -> Target:
    return Target.model_validate(PlacedDict(ROW | more, PLACE))


@pytest.fixture(scope="module")
def minimal() -> Report:
    return report()


def test_records_know_which_of_their_fields_were_given() -> None:
    one, two, other = a_target(), a_target(value="5"), a_target(note="x")
    assert one.model_fields_set is two.model_fields_set  # a hundred thousand sets would take 70 MB
    assert one.model_fields_set == set(ROW) and other.model_fields_set == {*ROW, "note"}
    assert one.model_dump(exclude_unset=True).keys() == ROW.keys()


def test_a_changed_copy_changes_nothing_that_the_others_share() -> None:
    one, two = a_target(), a_target()
    changed = one.untyped(note="new")
    assert changed.model_fields_set == {*ROW, "note"} and two.model_fields_set == set(ROW)
    assert (changed.note, one.note) == ("new", "")


def test_an_untyped_copy_keeps_its_line_and_forgets_what_was_typed() -> None:
    copied = a_target().untyped()
    assert str(copied.place("value")) == "targets.csv:7:value"
    assert (copied.typed("note"), a_target().typed("note")) == ("", "secret")


def test_an_untyped_copy_with_the_same_values_shares_them() -> None:
    one = a_target()
    assert one.untyped(note="").__dict__ is one.__dict__ and one.untyped(note="") == one.untyped()
    assert one.untyped(note="new").__dict__ is not one.__dict__ and one.untyped().origin is not one.origin


def test_records_from_nowhere_share_the_place_that_says_so() -> None:
    given = Target.model_validate(ROW)
    assert given.origin is given._origin is NOWHERE and str(given.place()) == ""  # pyright: ignore[reportPrivateUsage]


def test_a_default_text_is_not_copied_for_every_record() -> None:
    one, two = ({"code": code, "statement": "Laws"} for code in "AB")
    assert Indicator.model_validate(one).caveat is Indicator.model_validate(two).caveat


def test_texts_that_are_equal_have_one_hash() -> None:
    one, two = LocalText({"en": "a", "fr": "b"}), LocalText({"fr": "b", "en": "a"})
    assert one == two and hash(one) == hash(two) and len({one, two, LocalText({})}) == 2


def test_a_record_that_is_put_into_another_stays_as_it_is(minimal: Report) -> None:
    again = Report(**dict(minimal))
    assert again == minimal and again.targets[0] is minimal.targets[0] and again.memo is not minimal.memo


def test_a_report_can_be_pickled_and_copied(minimal: Report) -> None:
    for other in (pickle.loads(pickle.dumps(minimal)), copy.deepcopy(minimal)):
        assert other == minimal and other.targets[0].place("value") == minimal.targets[0].place("value")

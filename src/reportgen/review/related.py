"""Two changes of a round become what they have to do with each other."""

from __future__ import annotations

from reportgen.review.rounds import Change


def beside(other: Change, change: Change) -> bool:
    """Whether another change of the same draft stands in the sources, whichever file it came back in."""
    same = (other.kind, other.state, other.build) == ("text", "accepted", change.build)
    return same and other.number != change.number


def rivals(one: Change, other: Change) -> bool:
    """Whether two proposals give one figure different values."""
    if one.number == other.number or not one.kind == other.kind == "data":
        return False
    same = one.place == other.place if one.place and other.place else bool(one.path) and one.path == other.path
    return same and (one.value, one.value or one.new) != (other.value, other.value or other.new)


def twins(other: Change, change: Change) -> bool:
    """Whether another accepted change says the very same, so that the sources stay as they are without this one."""
    if other.number == change.number or other.state != "accepted" or other.kind != change.kind:
        return False
    if change.kind == "text":
        return (other.build, other.edits) == (change.build, change.edits)
    return bool(change.place) and (other.place, other.value) == (change.place, change.value)

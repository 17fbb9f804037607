"""Random matrices of donors, amounts and disclosures: no secret can be computed, and no secret changes what is shown."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.model import Contribution, Report
from reportgen.project import OTHER_PARTNERS, Sight, projection
from tests.project.matrices import PARTNERS, Matrix, computed, matrices, told

pytestmark = pytest.mark.proof
MANY = 1000 if os.environ.get("REPORTGEN_PROOF") else 50
AUDIENCES = ("public", *(f"donor:{name}" for name in PARTNERS))


def secrets(whole: Report, seen: Report) -> list[tuple[str, list[float]]]:
    """Return what `seen` does not name: each payment, and of partners that it does not know what they paid in all and by year."""
    named = {(r.partner, r.outcome, r.year) for r in seen.contributions}
    rows = list(whole.contributions)
    hidden = [r for r in rows if (r.partner, r.outcome, r.year) not in named]
    found = [
        (f"{h.partner} {h.outcome} {h.year}", [1.0 if r is h else 0.0 for r in rows])
        for h in hidden
        if _is_secret(whole, seen, h)
    ]
    known = {partner.id for partner in seen.partners}
    for partner in PARTNERS:
        if partner not in known and any(r.partner == partner for r in rows):
            for year in (None, 2023, 2024):
                mine = [1.0 if r.partner == partner and year in (None, r.year) else 0.0 for r in rows]
                if any(mine):
                    found.append((f"{partner} {year or 'in all'}", mine))
    return found


def _is_secret(whole: Report, seen: Report, row: Contribution) -> bool:
    """Say whether a payment is withheld for its own sake, and not to protect another."""
    sight = Sight(whole, seen.audience)
    closed = row.partner in sight.closed_partners or row.agreement in sight.closed_agreements
    return closed or not sight.sees("contributions", row)


@settings(max_examples=MANY, deadline=None)
@given(matrices, st.sampled_from(AUDIENCES))
def test_no_secret_can_be_computed_from_what_is_shown(matrix: Matrix, audience: str) -> None:
    whole = matrix.report()
    made = projection(whole, audience)
    equations = told(made.report, whole)
    if audience != "public":  # a donor also has the public edition
        equations += told(projection(whole, "public").report, whole)
    for name, secret in secrets(whole, made.report):
        if computed(equations, secret):
            assert audience != "public" and made.exposed, f"{audience} can compute {name}, and nothing says so"


@settings(max_examples=MANY, deadline=None)
@given(matrices, st.integers(1, 5000), st.sampled_from(AUDIENCES))
def test_money_moved_between_members_of_a_group_changes_nothing(matrix: Matrix, cents: int, audience: str) -> None:
    """One member of a group gave less, another more: what is shown stays the same to the byte."""
    whole = matrix.report()
    one = projection(whole, audience)
    for (outcome, year), members in _groups(matrix, one.report).items():
        first, second = members[0], members[1]
        moved = tuple(
            replace(p, cents=p.cents + cents) if p == first else replace(p, cents=p.cents - cents) if p == second else p
            for p in matrix.payments
        )
        two = projection(replace(matrix, payments=moved).report(), audience)
        assert two.report == one.report, (outcome, year)
        assert two.report.model_dump_json() == one.report.model_dump_json()
        assert (two.told, two.exposed) == (one.told, one.exposed)


def _groups(matrix: Matrix, seen: Report) -> dict[tuple[str, int], list]:
    """Return the hidden payments under each outcome and year with at least two closed partners in it."""
    named = {(r.partner, r.outcome, r.year) for r in seen.contributions if r.partner != OTHER_PARTNERS}
    groups: dict[tuple[str, int], list] = {}
    for payment in matrix.payments:
        if (payment.partner, payment.outcome, payment.year) not in named and payment.partner in matrix.closed:
            groups.setdefault((payment.outcome, payment.year), []).append(payment)
    return {key: members for key, members in groups.items() if len(members) > 1}


def test_the_second_way_of_reckoning_would_find_a_leak() -> None:
    """The same check on a report that nobody projected fails, so it can fail."""
    from tests.project.matrices import Payment

    matrix = Matrix(
        tuple(Payment(name, "D_1", 2024, 1000 + n, "") for n, name in enumerate(PARTNERS)),
        frozenset({"ash"}),
        frozenset(),
    )
    whole = matrix.report()
    seen = projection(whole, "public").report
    [secret] = [s for name, s in secrets(whole, seen) if name == "ash D_1 2024"]
    assert not computed(told(seen, whole), secret)
    leaking = seen.model_copy(update={"finance": whole.finance})
    assert computed(told(leaking, whole), secret), "what the outcome received, less what is named"

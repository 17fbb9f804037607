"""A projected report becomes a list of what it holds and IATI has no place for, each thing by name and with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from reportgen.facts.money import resources
from reportgen.iati.codes import ORGANISATIONS, ROLES
from reportgen.iati.unsaid_results import (
    absences,
    approvals,
    chosen,
    indicators,
    restated,
    versions,
    worded,
    wordy_results,
    wordy_targets,
)
from reportgen.iati.who import linked, roles_of
from reportgen.model import Agreement, Contribution, FinanceLine, Report


@dataclass(frozen=True, slots=True)
class Unsaid:
    """What stays behind.

    Attributes:
        what: The kind of thing, in the plural.
        why: What IATI has instead, or why it has nothing.
        names: Each thing by name.
    """

    what: str
    why: str
    names: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.what} ({len(self.names)}): {', '.join(self.names)}. {self.why}"

    def as_dict(self) -> dict[str, str | list[str]]:
        """Return the JSON form."""
        return {"what": self.what, "why": self.why, "names": list(self.names)}


def unsaid(report: Report) -> tuple[Unsaid, ...]:
    """Return what the report holds and the file cannot, in the order of `KINDS`."""
    found = ((what, why, tuple(dict.fromkeys(names(report)))) for what, why, names in KINDS)
    return tuple(Unsaid(what, why, names) for what, why, names in found if names)


# Outcomes and outputs ---------------------------------------------------------------------------------------------


def _wordings(report: Report) -> Iterator[str]:
    for outcome in report.outcomes:
        for each in (outcome, *outcome.outputs):
            now = each.statement(report.year)
            yield from (f"{each.code} {s.from_}" for s in each.statements if s.text != now)


def _shorts(report: Report) -> Iterator[str]:
    every = (*report.outcomes, *report.outputs)
    yield from (each.code for each in every if each.short and each.short != each.statement(report.year))


def _outputs(report: Report) -> Iterator[str]:
    yield from (each.code for each in report.outputs if each.indicators)


def _bare_outputs(report: Report) -> Iterator[str]:
    yield from (each.code for each in report.outputs if not each.indicators)


def _dropped(report: Report) -> Iterator[str]:
    yield from (each.code for each in report.outputs if each.dropped)


def _joint(report: Report) -> Iterator[str]:
    yield from (each.code for each in report.outcomes if each.joint)


def _types(report: Report) -> Iterator[str]:
    yield from (each.code for each in report.outcomes if each.type == "organizational")


# Money ------------------------------------------------------------------------------------------------------------


def _lines(holds: Callable[[Report, FinanceLine], object]) -> Callable[[Report], Iterator[str]]:
    def names(report: Report) -> Iterator[str]:
        for line in report.finance:
            if holds(report, line):
                yield f"{line.code} {line.year} {line.stage}, {line.source_of_funds} funds"

    return names


def _of_output(report: Report, line: FinanceLine) -> bool:
    return all(outcome.code != line.code for outcome in report.outcomes)


def _split(report: Report) -> Iterator[str]:
    """Name the budgets that are of both sources, or were revised for one of them alone."""
    for (code, year), held in sorted(resources(report).items()):
        if any(outcome.code == code for outcome in report.outcomes):
            for stage in ("planned", "revised"):
                if held.amount(stage) is not None:
                    yield f"{code} {year} {stage}"


def _replaced(report: Report) -> Iterator[str]:
    standing = {id(line) for held in resources(report).values() for a in held.by_stage.values() for line in a.lines}
    for line in report.finance:
        if line.currency == report.settings.currency and id(line) not in standing:
            yield f"{line.code} {line.year} {line.stage}, {line.source_of_funds} funds, as of {line.as_of}"


def _gaps(report: Report) -> Iterator[str]:
    for gap in report.gaps:
        yield f"{gap.code} {gap.year} {gap.stage}, {gap.source_of_funds} funds"


def _paid(holds: Callable[[Report, Contribution], object]) -> Callable[[Report], Iterator[str]]:
    def names(report: Report) -> Iterator[str]:
        for row in report.contributions:
            if holds(report, row):
                yield " ".join(part for part in (row.partner, row.agreement, row.outcome, str(row.year)) if part)

    return names


def _foreign(report: Report, row: FinanceLine | Contribution) -> bool:
    return row.currency != report.settings.currency


def _agreements(holds: Callable[[Agreement], object]) -> Callable[[Report], Iterator[str]]:
    return lambda report: (each.id for each in report.agreements if holds(each))


def _shares(report: Report) -> Iterator[str]:
    yield from (f"{each.outcome} {each.year} {each.target or each.goal}" for each in report.sdg)


# Partners and texts -----------------------------------------------------------------------------------------------


def _placed(report: Report) -> frozenset[str]:
    return frozenset[str]().union(*(linked(report, outcome) for outcome in report.outcomes))


def _unplaced(report: Report) -> Iterator[str]:
    there = _placed(report)
    yield from (each.id for each in report.partners if each.id not in there)


def _roleless(report: Report) -> Iterator[str]:
    there = _placed(report)
    written = {partner.id for outcome in report.outcomes for partner, _ in roles_of(report, outcome)}
    for partner in report.partners:
        lost = [role for role in partner.roles if role not in ROLES]
        if partner.id in there and (lost or partner.id not in written):
            yield f"{partner.id}: {', '.join(lost) or 'no role'}"


def _kinds(report: Report) -> Iterator[str]:
    yield from (f"{each.id}: {each.type}" for each in report.partners if each.type not in ORGANISATIONS)


def _acronyms(report: Report) -> Iterator[str]:
    yield from (each.id for each in report.partners if each.acronym or each.credit_line)


def _narratives(report: Report) -> Iterator[str]:
    yield from (each.file for each in report.narratives)


def _rest(report: Report) -> Iterator[str]:
    yield from (f"fact {each.id}" for each in report.office.facts)
    yield from (f"picture {each.id}" for each in report.images)


_FACTS = "IATI speaks of activities, not of the country nor of pictures."
KINDS: tuple[tuple[str, str, Callable[[Report], Iterable[str]]], ...] = (
    ("Other wordings of outcomes and outputs", "IATI holds the one in force.", _wordings),
    ("Short names", "IATI has titles only.", _shorts),
    ("Outcomes of the organization itself", "IATI does not tell them from development results.", _types),
    ("Codes and identifiers of outputs", "A result has no reference where its indicators have one (rule 8.11.1).", _outputs),
    ("Outputs without an indicator", "A result needs one.", _bare_outputs),
    ("Why outputs were given up", "IATI gives up whole activities only.", _dropped),
    ("Joint programmes with their shares", "IATI knows them by their own identifier, which the workspace does not hold.", _joint),
    ("Amounts of money as indicators", "They are units in IATI; the description names the unit.",
     indicators(lambda each: each.measure == "money")),
    ("Answers yes and no", "They are qualitative in IATI, with the answer as comment.",
     indicators(lambda each: each.measure == "yes-no")),
    ("Indicators that are to be kept as they are", "IATI knows up and down.",
     indicators(lambda each: each.direction == "maintain")),
    ("How years go together", "IATI says whether values may be added, and no more.",
     indicators(lambda each: each.accumulation)),
    ("Units, caveats and sources of indicators", "They stand together in the description.",
     indicators(lambda each: each.unit or each.caveat or each.verification)),
    ("Scopes, flags, decimals, kinds of breakdown", "IATI has no place for them.",
     indicators(lambda each: each.scope or each.flag or each.disaggregation or each.decimals is not None)),
    ("Earlier versions of targets", "IATI holds the current one.", versions),
    ("Days, names and reasons of approval", "IATI has no place for them.", approvals),
    ("Targets in words where a number is measured", "IATI holds numbers only there (rules 8.8 and 8.9).", wordy_targets),
    ("Results in words where a number is measured", "IATI holds numbers only there (rule 8.10).", wordy_results),
    ("Results without a value", "IATI has no reason for one; the period stands without an actual value.", absences),
    ("Earlier recordings of results", "IATI holds the last.", restated),
    ("Caveats of results", "They stand in the comment, before the comment itself.", chosen(lambda each: each.caveat)),
    ("Comments on answers and on results in words", "They stand behind the value, in one text with it.", worded),
    ("Sources of results, who verified them, days of recording", "IATI has no place for them.",
     chosen(lambda each: each.source or each.recorded or each.verified is not None)),
    ("Ratings set by hand", "IATI has no place for them.", chosen(lambda each: each.status)),
    ("Available money", "IATI has no such stage.", _lines(lambda _, line: line.stage == "available")),
    ("Money of outputs", "It is a part of the outcome's.", _lines(_of_output)),
    ("Budgets by source of funds", "The two sources stand as one budget.", _split),
    ("Earlier states of the accounts", "IATI holds the last.", _replaced),
    ("Amounts in other currencies", "See IMP069.", _lines(_foreign)),
    ("Amounts withheld from this audience", "They are in no total either.", _gaps),
    ("Contributions without an outcome", "They belong to no activity.", _paid(lambda _, row: not row.outcome)),
    ("Original amounts of contributions in other currencies",
     "They stand in the currency of the report; the description names the payment and its rate.", _paid(_foreign)),
    ("Parts of contributions for development and humanitarian action", "IATI has no place for them.",
     _paid(lambda _, row: row.development is not None or row.humanitarian is not None)),
    ("Agreements on several outcomes", "Which part of the amount is whose is not known.",
     _agreements(lambda each: len(each.outcomes) != 1)),
    ("Ends, terms, fees and reports of agreements", "IATI has no place for them.", _agreements(lambda each: True)),
    ("Shares of goals", "IATI's tags have no percentage.", _shares),
    ("Partners of no outcome", "The workspace does not say on which outcome they work.", _unplaced),
    ("Roles of partners", "IATI knows funding, accountable, extending and implementing.", _roleless),
    ("Kinds of partners", "IATI asks whether an NGO is international or national.", _kinds),
    ("Acronyms and credit lines of partners", "IATI has names only.", _acronyms),
    ("Narratives", "IATI has no reports.", _narratives),
    ("Facts and pictures", _FACTS, _rest),
)  # fmt: skip
"""What, why, and the function that names each."""

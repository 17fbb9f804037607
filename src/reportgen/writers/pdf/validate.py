"""A finished PDF is held against PDF/UA-1 and PDF/A-3a, where page-validation is installed; what fails stops the build.

Pages of many charts take 0.6 seconds a standard: the validator reads a file anew for each, and offers no other way.
"""

from __future__ import annotations

from importlib import metadata
from pathlib import Path
from typing import Any

from reportgen.errors import InternalError
from reportgen.writers.pdf.clauses import STANDARDS, clause_of

PACKAGE = "page-validation"
_END = "This is a fault of reportgen, or of templates of your own; please report it."


def validate(pdf: bytes, path: Path) -> None:
    """Hold `pdf` against both standards; without the validator nothing happens.

    Args:
        pdf: The file.
        path: Where it is to be written.

    Raises:
        InternalError: A rule fails.
    """
    validator = _validator()
    for profile, (standard, _, _) in STANDARDS.items() if validator else ():
        # What the build made itself needs no guard against files made to exhaust a reader.
        limits = validator.SafetyLimits.unlimited()
        try:
            failures = validator.validate_pdf_bytes(pdf, profile=profile, limits=limits).failures
        except validator.PageError as error:
            raise InternalError(
                f"{path} was not written: the validator of {standard} cannot read it: {error}. {_END}"
            ) from None
        if failures:
            raise InternalError(f"{path} was not written: {_told(standard, profile, failures)}. {_END}")


def _validator() -> Any:
    """Return the module ``page``, unless it is missing or some other package goes by that short name."""
    try:
        metadata.version(PACKAGE)
    except metadata.PackageNotFoundError:
        return None
    import page

    return page


def _told(standard: str, profile: str, failures: list[Any]) -> str:
    first = {failure.rule_id: failure.message for failure in reversed(failures)}
    rules = sorted(first.items())
    told = "; ".join(f"{rule} ({clause_of(profile, rule)}), {message}" for rule, message in rules[:3])
    more = f"; and {len(rules) - 3} more" if len(rules) > 3 else ""
    return f"as {standard} it fails the rule{'s' if len(rules) > 1 else ''} {told}{more}"

"""Identifiers become short codes, the same in every import; names of organisations become ids."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from reportgen.iati.records import Reference

LONGEST = 20
"""Letters of an outcome's code; outputs and indicators add theirs."""
OWN = "99"
_OTHER = re.compile(r"[^A-Za-z0-9._]+")


def outcome_code(identifier: str, publisher: str) -> str:
    """Return the part of an identifier that is the activity's own; of a long one the end, and a mark made from the whole."""
    own = identifier.strip()
    while publisher and own.startswith(publisher) and own != publisher:
        own = own[len(publisher) :].lstrip("-_/:. ")
    code = _OTHER.sub("-", _ascii(own)).strip("-_.")
    if code and len(code) <= LONGEST:
        return code
    mark = hashlib.sha256(identifier.encode()).hexdigest()[:4]
    pieces = code.split("-")
    kept = pieces.pop() if pieces else ""
    while pieces and len(kept) + 1 + len(pieces[-1]) <= LONGEST - 5:
        kept = f"{pieces.pop()}-{kept}"
    return f"{kept[-(LONGEST - 5) :].strip('-_.')}-{mark}".lstrip("-")


class Codes:
    """All codes of a workspace, each given once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def outcome(self, identifier: str, publisher: str, own: str = "") -> str:
        """Return the code of an activity: the publisher's own where it is one; a longer mark parts it from another's."""
        if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", own) and len(own) <= LONGEST and self.take(own):
            return own
        code = outcome_code(identifier, publisher)
        digest = hashlib.sha256(identifier.encode()).hexdigest()
        for length in range(4, 65, 4):
            if self.take(code):
                return code
            code = f"{code.rsplit('-', 1)[0][: LONGEST - 5]}-{digest[:length]}"
        return self.numbered(code)

    def take(self, code: str) -> bool:
        """Take a code; say whether it was free. Codes that differ in capitals alone are one."""
        if code.casefold() in self._taken:
            return False
        self._taken.add(code.casefold())
        return True

    def numbered(self, code: str) -> str:
        """Take a code, with a number where it is taken."""
        number = 2
        wanted = code
        while not self.take(wanted):
            wanted, number = f"{code}-{number}", number + 1
        return wanted

    def inner(self, outcome: str, owner: str, ending: str, references: tuple[Reference, ...]) -> str:
        """Return the code of an output or indicator: the publisher's own where it goes on from its outcome's."""
        for reference in references:
            if reference.vocabulary == OWN and self.own(outcome, reference.code):
                return reference.code
        return self.numbered(f"{owner}.{ending}")

    def own(self, outcome: str, code: str) -> str:
        """Take a publisher's own code where it goes on from its outcome's; empty where it is none, or taken."""
        fits = code.startswith(f"{outcome}.") and re.fullmatch(r"[A-Za-z0-9._-]{1,39}[A-Za-z0-9]", code)
        return code if fits and self.take(code) else ""


def letters(number: int) -> str:
    """Return A for 0, Z for 25, AA for 26."""
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text


def slug(name: str, longest: int = 28) -> str:
    """Return a name as an id: small letters and hyphens, cut between words."""
    text = re.sub(r"[^a-z0-9]+", "-", _ascii(name).lower()).strip("-")
    if len(text) > longest:
        text = text[: longest + 1].rpartition("-")[0] or text[:longest]
    return text


def _ascii(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return (
        "".join(sign for sign in decomposed if not unicodedata.combining(sign))
        .encode("ascii", "replace")
        .decode()
        .replace("?", "-")
    )

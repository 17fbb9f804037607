"""Names, goals, policy markers and documents of an activity become keys of its outcome, shares of goals rows of sdg.csv."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportgen.checks.sdg import GOALS, TARGETS
from reportgen.iati import in_rules as rules
from reportgen.iati.context import PLAN, Context
from reportgen.iati.emit import by_language, quoted
from reportgen.iati.in_codes import OWN
from reportgen.iati.records import Activity, Coded
from reportgen.iati.values import LONGEST_LEAD, first_sentences

MARKERS = {
    "1": "Gender equality", "2": "Environment", "3": "Good governance", "4": "Trade development", "5": "Biodiversity",
    "6": "Climate change mitigation", "7": "Climate change adaptation", "8": "Desertification",
    "9": "Reproductive, maternal, newborn and child health", "10": "Disaster risk reduction", "11": "Disability",
    "12": "Nutrition",
}  # fmt: skip
"""PolicyMarker of the OECD DAC -> name."""
LEVELS = {"0": "not-targeted", "1": "significant", "2": "principal"}
TAG_GOALS, TAG_TARGETS = "2", "3"
SECTOR_GOALS, SECTOR_TARGETS = "7", "8"
MOST_DOCUMENTS = 6
"""Documents of an outcome that are printed; all of them stand in iati-extra.yaml."""
LONGEST_SHORT = 40
"""Letters of a title that captions of tables and figures have room for."""
_WEB = re.compile(r"https?://[^\s/]+\S*")


class Codes:
    """What the activities say in codes; `shares` are for sdg.csv: outcome, and goal, target and share of each row."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.shares: list[tuple[str, Sequence[tuple[str, str, str]]]] = []
        self._shorts: set[str] = set()

    def names(self, activity: Activity, code: str, since: int) -> list[str]:
        """Return the lines of the title; captions call the outcome by it where it is short, and no other has it."""
        self.context.heard(activity.title)
        title = activity.title or {"": activity.identifier or code}
        lines = [f"    statements: [{{plan: {PLAN}, from: {since}, text: {by_language(title)}}}]"]
        taken = {text.casefold() for text in activity.title.values()}
        if taken and not taken & self._shorts and max(map(len, taken)) <= LONGEST_SHORT:
            lines.insert(0, f"    short: {by_language(title)}")
        self._shorts |= taken
        return lines

    def description(self, activity: Activity) -> dict[str, str]:
        """Return the description as a chapter can begin with it: of pages of text the first sentences."""
        short = {code: first_sentences(text) for code, text in activity.description.items()}
        if short != activity.description:
            longest = max(map(len, activity.description.values()))
            message = (
                f"A description of {longest:,} characters was cut after the sentence that ends before {LONGEST_LEAD:,}."
            )
            self.context.find(rules.LONG_TEXT, activity.file, activity.spot, message, more="/description")
        return short

    def lines(self, activity: Activity, code: str) -> list[str]:
        """Return the lines of goals, markers, documents and whether the work is humanitarian."""
        sdgs: dict[str, None] = {}
        for tag in activity.tags:
            if tag.vocabulary in (TAG_GOALS, TAG_TARGETS):
                self._sdg(activity, tag, sdgs, GOALS if tag.vocabulary == TAG_GOALS else TARGETS)
        self._shares(activity, code, sdgs)
        lines = [f"    sdgs: [{', '.join(quoted(each) for each in sdgs)}]"] if sdgs else []
        markers = {text: None for each in activity.markers if (text := _marker(each))}
        if markers:
            lines.append(f"    markers: [{', '.join(markers)}]")
        if activity.humanitarian is not None:
            lines.append(f"    humanitarian: {'true' if activity.humanitarian else 'false'}")
        documents: dict[str, str] = {}
        for each in activity.documents:
            if _WEB.fullmatch(each.url):
                title = each.title or {"": each.url}
                documents.setdefault(each.url, f"      - {{title: {by_language(title)}, url: {quoted(each.url)}}}")
            else:
                message = f"{code}: the address of a document, “{each.url[:60]}”, leads nowhere."
                self.context.find(rules.BAD_CODE, activity.file, each.spot, message, more="/@url", found=each.url)
        if len(documents) > MOST_DOCUMENTS:
            message = (
                f"{code}: the margin of a chapter has room for {MOST_DOCUMENTS} documents; there are {len(documents)}."
            )
            self.context.find(rules.NO_PLACE, activity.file, activity.documents[0].spot, message)
        return lines + (["    documents:", *list(documents.values())[:MOST_DOCUMENTS]] if documents else [])

    def _sdg(self, activity: Activity, each: Coded, sdgs: dict[str, None], known: Sequence[str]) -> bool:
        if (code := each.code.lower()) in known:
            sdgs[code] = None
            return True
        message = f"There is no Sustainable Development Goal or target “{each.code[:40]}”."
        self.context.find(rules.BAD_CODE, activity.file, each.spot, message, more="/@code", found=each.code)
        return False

    def _shares(self, activity: Activity, code: str, sdgs: dict[str, None]) -> None:
        """Take shares from sectors that are targets, else from those that are goals: the standard lets them add up to 100."""
        for vocabulary, known in ((SECTOR_TARGETS, TARGETS), (SECTOR_GOALS, GOALS)):
            held = [each for each in activity.sectors if each.vocabulary == vocabulary]
            right = [each for each in held if self._sdg(activity, each, sdgs, known)]
            if not right or len(right) < len(held) or any(share == code for share, _ in self.shares[-1:]):
                continue
            rows = [
                (e.code.partition(".")[0], e.code.lower() if vocabulary == SECTOR_TARGETS else "", e.share)
                for e in right
            ]
            total = _total([share for _, _, share in rows])
            if total is not None and abs(total - 100) <= 1 / 2:
                self.shares.append((code, rows))
            elif total is not None:
                message = f"{code}: the shares of goals add up to {total:g} per cent; they are not in sdg.csv."
                self.context.find(rules.SHARES, activity.file, right[0].spot, message, found=f"{total:g}")


def _marker(each: Coded) -> str:
    """Return a policy marker: one of the DAC by its name there, one of a publisher's own by the name that it has."""
    names = {"en": MARKERS[each.code]} if each.vocabulary == "1" and each.code in MARKERS else {}
    if each.vocabulary == OWN:
        names = each.names
    if not names or each.share not in LEVELS:
        return ""
    return f"{{name: {by_language(names)}, level: {LEVELS[each.share]}}}"


def _total(shares: Sequence[str]) -> float | None:
    try:
        return sum(float(share) for share in shares)
    except ValueError:
        return None

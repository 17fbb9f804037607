"""Plain words in which marks are left over become findings: their author meant something by them."""

from __future__ import annotations

import re

from reportgen.findings import Card
from reportgen.load.rules import narrative as rules

_TAGS = (
    "a|abbr|b|big|br|center|code|dd|del|details|div|dl|dt|em|embed|figure|font|form|h[1-6]|head|hr|html|i|iframe|img|"
    "input|ins|li|link|mark|math|meta|object|ol|p|pre|s|script|small|span|strike|strong|style|sub|summary|sup|svg|"
    "table|tbody|td|tfoot|th|thead|title|tr|tt|u|ul|var|video"
)
MARK = re.compile(r"[<\[\]^~*_{}]")
"""What every mark has in it: most words have none, and are not searched eight times."""
LEFTOVERS: tuple[tuple[re.Pattern[str], Card, str], ...] = (
    (re.compile(r"<!--"), rules.NOT_READ, "A comment would be printed. Delete it."),
    (
        re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE),
        rules.NOT_READ,
        "“{found}” is HTML, which is not read. Use Markdown, or write \\< for the sign itself.",
    ),
    (
        re.compile(r"\]\("),
        rules.LINK,
        "This looks like a link but is none. Is a bracket missing, or a space too much?",
    ),
    (
        re.compile(r"(?<!\S)\[[^\]\n]{1,80}\]:|\]\["),
        rules.LINK,
        "Links by reference are not read. Write the address behind the words: [words](https://address).",
    ),
    (
        re.compile(r"\^\["),
        rules.NOT_READ,
        "A note inside the text is not read. Write [^1], and [^1]: the note, below.",
    ),
    (re.compile(r"~~"), rules.PLAIN_TEXT, "Struck text is not read; the tildes are printed."),
    (re.compile(r"\*\*|__"), rules.PLAIN_TEXT, "These marks close or open nothing, so they are printed."),
    (re.compile(r"\{\{|\}\}"), rules.FACT_OPEN, "A reference to the data is not complete on this line."),
)
"""What is left of marks in plain words -> rule and what to say."""

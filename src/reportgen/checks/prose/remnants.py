"""What drafts, forms and web pages leave in texts becomes patterns: placeholders, guidance, remarks, labels of pages.

A pattern is tried only on texts that hold one of its hints: most texts hold none, and looking for a few letters is cheap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remnant:
    """A pattern, and in lower case the letters one of which every match of it holds."""

    hints: tuple[str, ...]
    pattern: re.Pattern[str]


def remnants(table: tuple[Remnant, ...], text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of a table in `text`, of two that overlap the first."""
    lower = text.lower()
    found = [
        match
        for each in table
        if any(hint in lower for hint in each.hints)
        for match in each.pattern.finditer(text)
        if match[0]
    ]
    reached = -1
    for match in sorted(found, key=lambda each: (each.start(), -each.end())):
        if match.start() >= reached:
            reached = match.end()
            yield match


def _made(hints: str, *parts: str, exact: bool = False) -> Remnant:
    """Return a remnant; hints are divided by commas, parts are alternatives."""
    return Remnant(tuple(hints.split(",")), re.compile("|".join(parts), 0 if exact else re.IGNORECASE))


_FORM = r"(?:text|title|heading|subtitle|caption|content|quote|name|number|figure|amount|date|photo|picture|link)"
_VERB = r"(?!(?:and|or|of|in|to|is|was|on|as|which|that|by|does|century|provides?|says?|requires?|sets?)\b)[a-z]"
_CHAPTERS = "".join(
    rf"(?<!{word} )" for word in ("Article", "Chapter", "Part", "Annex", "Louis", "Section", "Title", "Protocol")
)
PLACEHOLDERS: tuple[Remnant, ...] = (
    _made("lorem,dolor", r"\blorem ipsum\b(?: dolor sit amet)?", r"(?<!ipsum )\bdolor sit amet\b"),
    # Two capital letters are twenty in Roman numerals.
    _made(
        "xx",
        r"(?<![\w@/.-])(?:xxx+|XXXX+)(?![\w/-])",
        rf"(?<![\w@/.-]){_CHAPTERS}XX(?=%|[ \u00a0](?:per cent|percent|million|{_VERB}))",
        r"(?<![\w@/.-])xx(?=%|[ \u00a0](?:per cent|percent|million|women|girls|people|men|children)\b)",
        exact=True,
    ),
    _made("tbc,tbd,tba", r"\b(?:TBC|TBD|TBA|tbc|tbd)\b", exact=True),
    _made(
        "[,<",
        r"\[\s?(?:insert|add|enter|fill in|type|paste|to come|name of|number of|placeholder|your|x{1,4}"
        rf"|{_FORM}(?!\s?:))\b[^\]\n]{{0,120}}\]",
        r"<\s?(?:insert|add|enter|name|date|number)\b[^<>\n]{0,80}>",
    ),
    _made("???,____,......", r"\?\?\?+|_{4,}|\.{6,}"),
    _made(
        " here,placeholder text,type your text",
        rf"^\W*(?:your )?{_FORM} here\W*$",
        rf"\b(?:your |the |a )?{_FORM} goes here\b|\byour {_FORM} here\b",
        rf"\b(?:insert|enter|add) {_FORM} here\b|\btype your text\b|\bplaceholder text\b",
    ),
)
NOTHING = re.compile(
    r"\W*(?:n\s?/\s?a|none|nil|not applicable|to be added|to come|coming soon|text to follow|xx+|s\.?\s?o\.?"
    r"|tbc|tbd)\W*",
    re.IGNORECASE,
)
"""What stands in place of a whole text and is none."""

_BEGIN = r"(?:^|(?<=[.!?:)] )|(?<=[\[(]))"
_COUNT = r"(?:\d+|one|two|three|four|five|half)(?: ?(?:-|–|to|or) ?(?:\d+|one|two|three|four|five))?"
_PIECES = r"(?:sentences?|words|paragraphs?|lines|pages?|bullet points?|bullets)"
_ASK = (
    "describe|provide|explain|list|summari[sz]e|indicate|specify|outline|include|highlight|elaborate|attach"
    "|insert|complete|fill|use|add|do not"
    "|ensure|limit|report|refer|state|select|enter|write|update|delete|give|keep|answer|mention|share|note "
    "that this (?:section|field)"
)
_TOPIC = (
    "results?|progress|achievements?|challenges|lessons|reporting period|changes?|activities|contribution|office|outcome"
    "|output|indicator"
)
_WORDS = "words|characters|mots|palabras|palavras"
GUIDANCE: tuple[Remnant, ...] = (
    _made("please ", rf"{_BEGIN}please (?:kindly )?(?:{_ASK})\b"),
    _made(
        "sentence,words,paragraph,lines,page,bullet",
        rf"{_BEGIN}(?:briefly )?(?:describe|summari[sz]e|explain|outline|list|provide|give|write|answer|tell"
        rf"|present)\b[^.\n]{{0,80}}?"
        rf"\b(?:in|using|not exceeding|within|with) (?:about |up to |at most |no more than |a maximum of "
        rf"|max\.? )?{_COUNT} {_PIECES}",
    ),
    _made(
        "describe,summari,explain how,elaborate on,outline",
        rf"{_BEGIN}(?:briefly )?(?:describe|summari[sz]e|explain how|elaborate on"
        rf"|outline)\b[^.\n]{{0,60}}?\b(?:{_TOPIC})\b",
    ),
    _made(
        "guidance,instruction,guiding question,drafting note,word limit,character limit,template note,note to ",
        rf"{_BEGIN}(?:guidance|instructions?|guiding questions?|drafting notes?|(?:word|character) limit|template note"
        r"|note to (?:the )?(?:drafter|author|user)s?)\s?(?::|-|–)",
    ),
    _made(
        "this section ,this paragraph ,this field ,this box ,this part ,this text ,this chapter ",
        rf"{_BEGIN}this (?:section|paragraph|field|box|part|text|chapter) (?:should|must|is to|needs to) "
        rf"(?:describe|summari[sz]e|explain"
        r"|provide|contain|include|outline|list|give|present|highlight|be (?:completed|filled|updated|written"
        r"|no longer|used|\d+))\b",
    ),
    _made(
        "delete ",
        rf"{_BEGIN}delete (?:this|these|the) (?:text|box|line|paragraph|section|instructions?|guidance)",
        r"\bdelete (?:before|prior to) (?:submission|submitting|publication|publishing)\b",
    ),
    _made(
        "veuillez,por favor,describa,descreva,décri",
        rf"{_BEGIN}veuillez (?:décrire|indiquer|préciser|expliquer|fournir|résumer|compléter|insérer)",
        rf"{_BEGIN}por favor,? (?:describa|indique|explique|resuma|descreva)",
        rf"{_BEGIN}(?:décrivez|décrire|describa|descreva)\b[^.\n]{{0,60}}\b(?:résultats|resultados|progrès"
        rf"|mots|palabras|palavras)",
    ),
    _made(
        _WORDS.replace("|", ","),
        r"[\[(]\s?(?:max(?:imum|\.)?|up to|no more than|not more than|at most|limit:?|about"
        r"|approx\.)?\s?\d{2,4}(?: ?[-–] ?\d{2,4})?"
        rf" (?:{_WORDS})(?: ?(?:max(?:imum|\.)?|or less|or fewer|limit))?\s?[\])]",
        r"(?:^|(?<=[.;] ))\W{0,4}(?:max(?:imum|\.)?|no more than|not more than|up to|word limit:?|limit:?)(?: "
        r"of)? \d{2,4}"
        rf" (?:{_WORDS})\b",
    ),
    _made(
        "[", r"\[\s?(?:note|nota|guidance|instruction|template|drafting|for the (?:drafter|author))\b[^\]\n]{0,200}\]?"
    ),
)

_UNIT = (
    r"(?:M&E|HQ|RO|CO|(?:the )?(?:M&E|finance|programme|communications|comms|country|regional)"
    r" (?:team|unit|section|office|colleagues?))"
)
_WHO = (
    rf"(?:{_UNIT}|\w+ (?:team|unit|section|colleagues?)|colleagues|finance|programme|communications|comms|[A-Z][a-z]+)"
)
_DONE = "confirmed|checked|verified|updated|clarified|completed|provided|finali[sz]ed"
_DO = (
    "check|confirm|verify|update|provide|complete|review|add|clarify|send|advise|insert|fill|follow up|edit|revise"
    "|finali[sz]e|look"
)
_SOMEBODY = "(?:[A-Z][a-z]+|HQ|M&E|RO|we|I|who|team|finance|colleagues?)"
_QUERY = "check|confirm|verify|update|review|clarify|advise|follow up|revise|finali[sz]e"
_REST = r"[^()\[\]\n]"
REMARKS: tuple[Remnant, ...] = (
    _made("todo,to do,fixme", r"\b(?:TODO|TO DO|FIXME)\b(?! list)", exact=True),
    _made(
        "@",
        r"(?<![\w./@])(?<!on )(?<!follow )(?<!account )(?<!handle )@(?:[A-Z][a-z]+(?: [A-Z][a-z]+)?|all|team"
        r"|[a-z]{3,10}(?=[,:] ))(?![\w./-])",
        exact=True,
    ),
    _made(
        "(,[",
        rf"[(\[]{_REST}{{0,40}}\b{_SOMEBODY} to (?:{_QUERY})\b{_REST}{{0,80}}[)\]]",
        rf"[(\[]{_REST}{{0,40}}\b{_SOMEBODY} to (?:{_DO})\b{_REST}{{0,14}}[)\]]",
        rf"[(\[]\s?(?:still )?to be (?:{_DONE}|added|inserted|translated|revised)\s?[)\]]",
        rf"[(\[]\s?check(?:ing)?(?: (?:with|this|again|figure|number|source|spelling|date"
        rf"|name){_REST}{{0,60}})?\s?[)\]]",
        rf"[(\[]\s?(?:[A-Z]\w+,? |@\w+,? )?(?:please|pls|Please) (?:{_DO}){_REST}{{0,80}}\s?[)\]]",
        rf"[(\[]\s?(?:source|which one|which year|(?:is|are) (?:this|it|these) {_REST}{{0,60}}|really|correct"
        rf"|true)\?+\s?[)\]]",
        rf"[(\[]\s?(?:confirm(?: with {_REST}{{0,40}})?|verify{_REST}{{0,40}}|needs? (?:a )?(?:source"
        rf"|reference|citation|update|checking){_REST}{{0,40}}"
        rf"|citation needed|[Cc]omment{_REST}{{0,80}}|delete\?|rephrase\??)\s?[)\]]",
        exact=True,
    ),
    _made("to be ", rf"\bto be (?:{_DONE}|discussed|cleared) (?:with {_WHO}|by {_UNIT})", exact=True),
    _made(
        "nb ,n.b.,note,nota,comment,question,remark",
        r"\b(?:NB|N\.B\.|Note|Nota|Comment|Question|Remark)s? (?:for|to|from) (?:the )?(?:editors?"
        r"|translators?|design(?:er)?s?|layout|reviewers?"
        r"|self|M&E|HQ|team|colleagues|drafters?|communications?|comms)\s?[:,–-]",
        r"\b(?:NB|N\.B\.|Note) (?:for|to|from) [A-Z][a-z]+:",
        r"\b(?:NB|N\.B\.) (?:for|to) (?:the )?(?:editors?|translators?|designers?|layout|reviewers?)\b",
        exact=True,
    ),
    _made("pls ,plz ", r"\b(?:pls|plz) (?:check|confirm|update|add|verify|see)\b"),
)

LABEL = re.compile(
    r"[\W_]*(?:charts?|tableau|chart\W+tableau|graphs?|map|table|read more|learn more|see more|show (?:more"
    r"|less)|view more|load more"
    r"|more info(?:rmation)?|click here(?: to [^.]{0,40})?|back to (?:top|home)|return to top|to the top|next"
    r"|previous|prev|next page"
    r"|previous page|home|menu|search|share(?: this(?: page| story| article)?)?|share on [\w ,]+|print(?: this "
    r"page)?|tweet"
    r"|follow us(?: on [\w ,]+)?|download(?: (?:the )?(?:pdf|data|csv|image|chart|report|full report))?|skip "
    r"to (?:main )?content"
    r"|sign (?:in|up)|log ?in|subscribe(?: to (?:our|the) newsletter)?|accept(?: all)?(?: cookies)?|cookie "
    r"(?:policy|settings)"
    r"|view (?:all|chart|table|data|details|map|as table|as chart)|export|filter|select (?:a )?(?:year"
    r"|country)|loading|expand all"
    r"|collapse all|all rights reserved|home [>»/|][^.]{0,80}|lire la suite|en savoir plus|cliquez ici|retour "
    r"en haut|leer más|ver más"
    r"|haga clic aquí|volver arriba|leia mais|saiba mais)[\W_]*",
    re.IGNORECASE,
)
"""A passage that is a label of a web page and nothing else."""
FURNITURE: tuple[Remnant, ...] = (
    _made("data for", r"\bview [A-Z]?\w{0,12} ?data for\b"),
    _made("click ", r"\bclick here\b|\bclick (?:on )?the (?:link|button|icon)\b"),
    _made("back to ", r"\bBack to (?:the )?top\b(?! [a-z])", exact=True),
    _made("skip to ", r"\bskip to (?:main )?content\b"),
    _made("read more", r"\bread more(?= ?(?:»|→|›|>|\.\.\.|…|\.?$))"),
    _made("chart", r"\bchart\s?/?\s?tableau\b"),
    _made("uses cookies", r"\bthis (?:site|website) uses cookies\b"),
    _made("share on,follow us on", r"\b(?:share|follow us) on (?:facebook|twitter|linkedin|x)\b"),
    _made("cliquez ici,haga clic", r"\bcliquez ici\b|\bhaga clic aquí\b"),
)

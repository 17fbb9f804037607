"""Activities as no standard forbids them: made by chance from a seed, of all that publishers leave out, repeat and mistype."""

from __future__ import annotations

from random import Random
from xml.sax.saxutils import escape, quoteattr

from tests.iati.made import whole

WORDS = (
    "wells pumps villages committees water girls’ schools — “training” & <repair> 水井 آبار المياه колодцы ﷽ naïve ½ {{x}} "
    "{% if %} #1 : - | > ' \" \\n ; = , % $ ️ é̂ \u200f"
).split()
TONGUES = (
    "en",
    "fr",
    "es",
    "ar",
    "zh",
    "ru",
    "pt",
    "de",
    "sw",
    "ENG",
    "FR",
    "zh-Hans",
    "german language",
    "",
    "x-none",
)
VALUES = (
    "3", "-4.5", "0", "12,000", "45%", "1e5", "0,2", " 7 ", "+8", ".5", "9" * 18, "NA", "-", ":", "2020:6,218", "yes", "Yes", "No", "TBD",
    "", "over 25", "1000 / 700", "NaN", "Infinity", "٣", "many words " * 80,
)  # fmt: skip
DAYS = (
    "2019-01-01",
    "2020-06-30",
    "2020-12-31",
    "2021-12-31Z",
    "2022-03-01T00:00:00",
    "31/12/2020",
    "2020-02-30",
    "",
    "0001-01-01",
    "9999-12-31",
)
GOOD_DAYS = DAYS[:5]
IDENTIFIERS = ("A{}", "a/{}/b", "B {} c", "{}", "x:{}:y", "{}" + "-long" * 20, "Ж{}", "#{}", "A{}.", "'{}'")
AMOUNTS = ("100", "-20.5", "1,200", "", "12.345678", "1e3", "0", "99999999999", "USD 5")
CURRENCIES = ("", "USD", "EUR", "usd", "XXX", "ZZZ", "Euro")


class Nasty:
    """One maker of files; the same seed makes the same."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)

    def file(self, version: str = "") -> str:
        """Return a whole file."""
        number = self.chance.randint(1, 4)
        odd = 'xmlns:x="http://example.org/x" version'
        version = version or self.chance.choice(("2.01", "2.02", "2.03"))
        return (
            whole(*(self.activity(n) for n in range(number)), version=version)
            .replace("version", odd, 2)
            .replace(odd, "version", 1)
        )

    def often(self, share: float = 0.8) -> bool:
        return self.chance.random() < share

    def times(self, most: int) -> range:
        return range(self.chance.choice((0, 1, 1, 2, most)))

    def words(self, most: int = 8) -> str:
        if not self.often(0.93):
            most = self.chance.choice((40, 300))
        text = escape(" ".join(self.chance.choice(WORDS) for _ in range(self.chance.randint(1, most))))
        breaking = self.chance.choice(
            ("", "", "", "<!-- c -->", "<?pi x?>", "<![CDATA[<b>&]]>", "\n   ", "\n", "\u00a0")
        )
        return f"{text}{breaking}{text[:5].split('&')[0]}"

    def texts(self, tag: str, attributes: str = "", share: float = 0.85) -> str:
        if not self.often(share):
            return self.chance.choice(("", f"<{tag} {attributes}/>", f"<{tag} {attributes}><narrative/></{tag}>"))
        tongues = self.chance.sample(TONGUES, self.chance.choice((1, 1, 1, 2, 10)))
        inner = "".join(
            f"<narrative{f' xml:lang={quoteattr(each)}' if each else ''}>{self.words()}</narrative>" for each in tongues
        )
        return f"<{tag} {attributes}>{inner}</{tag}>"

    def pick(self, name: str, values: tuple[str, ...], share: float = 0.9) -> str:
        return f" {name}={quoteattr(self.chance.choice(values))}" if self.often(share) else ""

    def foreign(self) -> str:
        return self.chance.choice(
            (
                "",
                "",
                '<x:more a="1"><x:in>kept</x:in></x:more>',
                '<more xmlns="http://example.org/y" title="t">kept</more>',
            )
        )

    def activity(self, number: int) -> str:
        identifier = self.chance.choice(IDENTIFIERS).format(f"{number}{self.chance.randint(1, 999)}")
        attributes = self.pick("xml:lang", TONGUES) + self.pick("default-currency", CURRENCIES, 0.6)
        attributes += self.pick("humanitarian", ("1", "true", "0", "maybe")) + self.pick(
            "last-updated-datetime", DAYS, 0.7
        )
        attributes += self.pick("hierarchy", ("1", "2")) + self.pick("x:own", ("1",))
        head = f"<iati-identifier>{' ' * self.chance.randint(0, 2)}XM-EX-77-{escape(identifier)}\n</iati-identifier>"
        parts = [head if self.often(0.97) else ""]
        parts += [self.texts("reporting-org", f'ref="XM-EX-7{n}" type="40"') for n in self.times(2)]
        parts += [self.texts("title") for _ in self.times(2)] + [
            self.texts("description", 'type="1"') for _ in self.times(3)
        ]
        parts += [self.texts("participating-org", self.pick("ref", ("", "XX-1", "XM-EX-77")) + self.pick("role", ("1", "2", "3", "4", "9")))
                  for _ in self.times(5)]  # fmt: skip
        parts += [
            f'<other-identifier ref="{self.chance.choice(("A1", "a b", ""))}" type="{self.chance.choice(("A1", "B1"))}"/>'
            for _ in self.times(2)
        ]
        parts += [
            f"<activity-date{self.pick('iso-date', DAYS)}{self.pick('type', ('1', '2', '3', '4'))}/>"
            for _ in self.times(4)
        ]
        parts += [
            self.texts("recipient-country", self.pick("code", ("KE", "ke", "Kenya", "")), 0.3) for _ in self.times(2)
        ]
        parts += [f"<recipient-region{self.pick('code', ('998', ''))}/>" for _ in self.times(1)]
        parts += [f"<sector{self.pick('vocabulary', ('1', '7', '8'))}{self.pick('code', ('5', '5.a', '17.1', '15170'))}"
                  f"{self.pick('percentage', ('50', '50%', '33.3', ''))}/>" for _ in self.times(3)]  # fmt: skip
        parts += [
            f"<tag{self.pick('vocabulary', ('2', '3', '99'))}{self.pick('code', ('5', '5.A', '5.c', '99', ''))}/>"
            for _ in self.times(3)
        ]
        parts += [self.texts("policy-marker", self.pick("vocabulary", ("1", "99")) + self.pick("code", ("1", "2", "own"))
                             + self.pick("significance", ("0", "1", "2", "3", "4"))) for _ in self.times(2)]  # fmt: skip
        parts += [
            self.texts("document-link", self.pick("url", ("https://example.org/a b", "www.example.org", "")), 0.9)
            for _ in self.times(2)
        ]
        parts += [f'<related-activity ref="XM-EX-77-{n}" type="2"/>' for n in self.times(2)]
        parts += [self.budget() for _ in self.times(4)] + [self.transaction() for _ in self.times(8)]
        results = [self.result() for _ in self.times(4)]
        parts += results + (results[:1] if self.often(0.3) else []) + [self.foreign()]
        return f"<iati-activity{attributes}>{''.join(parts)}</iati-activity>\n"

    def value(self) -> str:
        return f"<value{self.pick('currency', CURRENCIES, 0.5)}{self.pick('value-date', DAYS)}>{self.chance.choice(AMOUNTS)}</value>"

    def budget(self) -> str:
        return (f"<budget{self.pick('type', ('1', '2', '3', ''))}><period-start{self.pick('iso-date', GOOD_DAYS)}/>"
                f"<period-end{self.pick('iso-date', DAYS)}/>{self.value() if self.often(0.95) else ''}</budget>")  # fmt: skip

    def transaction(self) -> str:
        provider = self.texts("provider-org", self.pick("ref", ("", "XX-1", "XX-2")), 0.5) if self.often(0.6) else ""
        return (f"<transaction{self.pick('ref', ('A1-2020-expended-regular', 'T 1', ''))}>"
                f"<transaction-type{self.pick('code', ('1', '2', '3', '4', '11', '13', ''))}/>"
                f"<transaction-date{self.pick('iso-date', DAYS)}/>{self.value()}{self.texts('description', share=0.3)}{provider}</transaction>")  # fmt: skip

    def result(self) -> str:
        indicators = [self.indicator() for _ in self.times(4)]
        if indicators and self.often(0.3):
            indicators *= 2
        title = (
            self.texts("title") if self.often() else f"<title>{self.chance.choice(('Outcomes', 'plain words'))}</title>"
        )
        reference = (
            f"<reference{self.pick('vocabulary', ('99', '9'))}{self.pick('code', ('A1', '5.5.1', ''))}/>"
            if self.often(0.3)
            else ""
        )
        return (f"<result{self.pick('type', ('1', '2', '3', '9', '', 'output'))}{self.pick('aggregation-status', ('true', '0'))}>"
                f"{title}{self.texts('description', share=0.4)}{''.join(indicators)}{reference}{self.foreign()}</result>")  # fmt: skip

    def indicator(self) -> str:
        inner = [self.stated("baseline", self.pick("year", ("2019", "2020", "20", "soon", "")) + self.pick("iso-date", DAYS, 0.3))
                 for _ in self.times(2)]  # fmt: skip
        inner += [self.period() for _ in self.times(5)]
        references = "".join(
            f"<reference{self.pick('vocabulary', ('99', '9'))}{self.pick('code', ('A1.1', '5.5.1', 'q'))}/>"
            for _ in self.times(2)
        )
        return (f"<indicator{self.pick('measure', ('1', '1', '2', '3', '4', '5', '5', '9', ''))}{self.pick('ascending', ('1', '0', 'false', '?'))}>"
                f"{self.texts('title')}{self.texts('description', share=0.4)}{references}{''.join(inner)}{self.foreign()}</indicator>")  # fmt: skip

    def period(self) -> str:
        days = DAYS if self.often(0.3) else GOOD_DAYS
        start = f"<period-start{self.pick('iso-date', days)}/>" if self.often(0.95) else ""
        end = f"<period-end{self.pick('iso-date', days)}/>" if self.often(0.95) else ""
        inner = [self.stated("target") for _ in self.times(3)] + [self.stated("actual") for _ in self.times(4)]
        return f"<period>{start}{end}{''.join(inner)}{self.foreign()}</period>"

    def stated(self, tag: str, more: str = "") -> str:
        dimensions = "".join(
            f"<dimension{self.pick('name', ('sex', 'Sex', 'age', '', 'a=b;c', 'number of people ' * 8))}"
            f"{self.pick('value', ('female', 'male', '', '18+', 'x;y=z'))}/>" for _ in (self.times(3) if self.often(0.5) else ())
        )  # fmt: skip
        location = (
            "".join(f"<location{self.pick('ref', ('KE-1', ''))}/>" for _ in self.times(2)) if self.often(0.2) else ""
        )
        comment = self.texts("comment") if self.often(0.4) else ""
        link = self.texts("document-link", 'url="https://example.org/d"') if self.often(0.1) else ""
        return f"<{tag}{self.pick('value', VALUES)}{more}>{location}{dimensions}{comment}{link}{self.foreign()}</{tag}>"

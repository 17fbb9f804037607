"""Text that stands twice."""

from tests.checks.conftest import Found, says

LONG = "Nine judges of the labour court were trained by the academy, and a list of lawyers who work without a fee was printed."
OTHER = "The courts heard more cases."


def text(body: str, year: int = 2024, kind: str = "story") -> str:
    return f"---\nkind: {kind}\noutcome: D_1\nyear: {year}\ntitle: T{year}\n---\n{body}\n"


def test_a_paragraph_that_stands_in_two_texts_of_a_year_is_found(found: Found):
    files = {"narratives/en/a.md": text(LONG), "narratives/en/b.md": text(f"{OTHER}\n\n{LONG.upper()}")}
    [finding] = found("NAR190", **files)
    assert says([finding]) == ["narratives/en/b.md:9:1: warning: The paragraph stands at narratives/en/a.md:7 already."]


def test_a_paragraph_whose_first_word_was_glued_to_another_is_the_same(found: Found):
    [finding] = found(
        "NAR190", **{"narratives/en/a.md": text(f"Common {LONG}\n\nCommonCommon {LONG}\n\nCommon {LONG}")}
    )
    assert finding.message.endswith("already, and in 1 more place.")
    assert found("NAR190", **{"narratives/en/a.md": text(f"Men {LONG}\n\nWomen {LONG}")}) == []


def test_short_quoted_official_and_separately_printed_paragraphs_may_stand_twice(found: Found):
    assert found("NAR190", **{"narratives/en/a.md": text(f"{OTHER}\n\n{OTHER}\n\n> {LONG}\n\n{LONG}")}) == []
    assert found("NAR190", **{"narratives/en/a.md": text(LONG), "narratives/en/b.md": text(LONG, kind="brief")}) == []
    assert found("NAR190", **{"narratives/en/a.md": text(LONG), "narratives/en/b.md": text(LONG, 2023)}) == []
    cited = f"{LONG}[^1]\n\n{OTHER}[^2]\n\n[^1]: {LONG} Page 4.\n[^2]: {LONG} Page 4."
    assert found("NAR190", **{"narratives/en/a.md": text(cited)}) == []


def test_a_sentence_of_the_year_before_is_found(found: Found):
    changed = LONG.replace("Nine", "Twelve")
    files = {"narratives/en/a.md": text(LONG, 2023), "narratives/en/b.md": text(f"{OTHER} {changed} More came.")}
    [finding] = found("NAR191", **files)
    assert says([finding]) == [
        "narratives/en/b.md:7:30: warning: Almost the same words stand in the text about 2023 (narratives/en/a.md:7)."
    ]


def test_a_sentence_among_new_ones_is_found_where_it_stands(found: Found):
    new = "Elections in five towns brought twelve women into councils that had never before had a woman among their members."
    files = {"narratives/en/a.md": text(LONG, 2023), "narratives/en/b.md": text(f"{new} {LONG} {new[:-1]} at all.")}
    [finding] = found("NAR191", **files)
    assert finding.found == LONG[:120] and finding.place.column == str(len(new) + 2)


def test_a_formula_with_the_figure_of_its_own_year_is_not_the_text_of_another(found: Found):
    formula = 'In the course of the year the office helped to revise {{{{ indicators["D_1.1.A"].{year}.milestone | number }}}} laws on pay.'
    files = {f"narratives/en/{year}.md": text(formula.format(year=year), year) for year in (2023, 2024)}
    assert found("NAR191", **files) == []
    same = {f"narratives/en/{year}.md": text(formula.format(year=2024), year) for year in (2023, 2024)}
    assert len(found("NAR191", **same)) == 1


def test_a_sentence_that_stands_twice_in_one_text_is_found(found: Found):
    [finding] = found("NAR192", **{"narratives/en/a.md": text(f"{OTHER} {LONG} It helped. {LONG}")})
    assert says([finding]) == [
        "narratives/en/a.md:7:160: warning: The sentence stands at narratives/en/a.md:7 already."
    ]
    assert (
        found(
            "NAR192", **{"narratives/en/a.md": text(f"{OTHER} {LONG}"), "narratives/en/b.md": text(f"{LONG} {OTHER}")}
        )
        == []
    )
    assert found("NAR192", **{"narratives/en/a.md": text(f"{OTHER} {OTHER} {OTHER}")}) == []


def test_a_text_of_repetitions_gets_few_findings(found: Found):
    sentences = " ".join(f"{LONG[:-1]} in village {number}. {LONG[:-1]} in village {number}." for number in range(40))
    findings = found("NAR192", **{"narratives/en/a.md": text(sentences)})
    assert len(findings) == 5 and findings[-1].message.endswith("35 more in this text.")
    assert len(found("NAR190", **{"narratives/en/a.md": text("\n\n".join([LONG] * 500))})) == 1

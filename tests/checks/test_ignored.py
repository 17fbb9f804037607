"""Directives that take findings away."""

from tests.checks.conftest import Found, says

NOTE = "narratives/en/story.md"


def story(*blocks: str) -> dict[str, str]:
    return {NOTE: "---\nkind: story\ntitle: T\n---\n" + "\n\n".join(blocks) + "\n"}


def ignore(rule: str) -> str:
    return f"<!-- reportgen: ignore {rule} because it is quoted -->"


def test_a_directive_takes_the_findings_of_the_next_block_away_and_of_no_other(found: Found):
    files = story(ignore("NAR002"), "First {{7*7}}\nand {{8*8}}.", "Second {{9*9}}.")
    assert [finding.found for finding in found("NAR002", **files)] == ["9*9"]
    assert found("NAR022", **files) == []


def test_an_error_cannot_be_ignored(found: Found):
    files = story(ignore("NAR001"), "First {{ counts.nothing }}.")
    assert len(found("NAR001", **files)) == 1 and len(found("NAR022", **files)) == 1


def test_an_unused_directive_is_said(found: Found):
    assert says(found("NAR022", **story("First.", ignore("NAR002"), "Second."))) == [
        f"{NOTE}:7: info: No finding of NAR002 (not-a-reference) stands in the block after this line."
    ]


def test_a_directive_for_an_unknown_rule_is_found(found: Found):
    assert says(found("NAR020", **story(ignore("NAR999"), "First {{7*7}}."))) == [
        f"{NOTE}:5: warning: There is no check “NAR999” that could be ignored."
    ]
    assert found("NAR020", **story(ignore("NAR002"), "First {{7*7}}.")) == []


def test_a_directive_without_a_reason_holds_and_is_found(found: Found):
    assert found("NAR021", **story(ignore("NAR002"), "First {{7*7}}.")) == []
    files = story("<!-- reportgen: ignore NAR002 -->", "First {{7*7}}.")
    assert says(found("NAR021", **files)) == [
        f"{NOTE}:5: warning: NAR002 is to be ignored, but no reason is given.",
    ]
    assert found("NAR002", **files) == []


def test_a_rule_may_be_named_instead_of_its_code(found: Found):
    files = story(ignore("not-a-reference"), "First {{7*7}}.", ignore("no-reference"), "Second {{8*8}}.")
    assert [finding.found for finding in found("NAR002", **files)] == ["8*8"]
    assert [finding.found for finding in found("NAR020", **files)] == ["no-reference"]

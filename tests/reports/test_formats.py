"""Each machine's format as its readers want it."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from citations.model import Audit, LinkStatus, Problem
from reports import LINKS, REPORTS, Options, to_json
from reports.csv import _cell
from reports.markdown import _text
from reports.safe import one_line


def rendered(name: str, *audits: Audit, **options: Any) -> str:
    """One report over these sources."""
    return REPORTS[name](audits, Options(**options))


def rows(*audits: Audit, **options: Any) -> list[dict[str, str]]:
    """The rows of the spreadsheet, as a program reads them."""
    text = rendered("csv", *audits, **options)
    return list(csv.DictReader(io.StringIO(text, newline="")))


def sarif_results(*audits: Audit, **options: Any) -> list[dict[str, Any]]:
    """The results of the one run."""
    (run,) = json.loads(rendered("sarif", *audits, **options))["runs"]
    return list(run["results"])


def test_the_spreadsheet_has_a_row_for_everything(audit: Audit) -> None:
    """Claims, references and links, each with status, place and reason."""
    made = rows(audit)
    reading = audit.reading

    assert [row["id"] for row in made] == [
        *(claim.id for claim in reading.claims),
        *(reference.id for reference in reading.references),
        *(link.id for link in reading.links),
    ]
    assert made[1]["status"] == "contradicted"
    assert made[1]["evidence"] == "£38,200, against an estimate of £20,000"
    assert {row["kind"] for row in rows(audit, parts=LINKS)} == {"link"}


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", " =", "\t=", "\r\n@"]
)
def test_no_cell_is_a_formula(start: str) -> None:
    """A cell that a spreadsheet would run is shown as text."""
    assert _cell(f"{start}cmd|' /C calc'!A0").startswith("'")


def test_no_cell_of_a_hostile_document_is_a_formula(hostile: Audit) -> None:
    """Every cell is quoted, on one line, and begins with something harmless."""
    text = rendered("csv", hostile)

    assert all(not cell.startswith(tuple("=+-@")) for row in rows(hostile) for cell in row.values())
    assert all(line.startswith('"') and line.endswith('"') for line in text.split("\r\n")[:-1])


def test_json_lines_hold_what_the_json_report_holds(audit: Audit) -> None:
    """One object a line, named and with its source, in the report's order."""
    lines = [json.loads(line) for line in rendered("jsonl", audit).splitlines()]
    whole = to_json(audit)

    assert [line for line in lines if line["type"] == "claim"] == [
        {"type": "claim", "source": "bridge.txt", **claim} for claim in whole["claims"]
    ]
    assert [line["type"] for line in lines[:2]] == ["document", "claim"]
    assert lines[-1]["type"] == "run"


def test_sarif_points_at_the_words(audit: Audit) -> None:
    """Line, column and offset lead to the very words that the finding is about."""
    text = audit.reading.document.text
    lines = text.split("\n")
    seen = 0
    for result in sarif_results(audit):
        region = result["locations"][0]["physicalLocation"]["region"]
        if "charOffset" not in region:
            continue
        start = region["charOffset"]
        words = text[start : start + region["charLength"]]
        line = lines[region["startLine"] - 1][region["startColumn"] - 1 :]
        assert words.split("\n")[0].startswith(line) or line.startswith(words.split("\n")[0])
        assert lines[region["endLine"] - 1][: region["endColumn"] - 1].endswith(words[-1])
        seen += 1
    assert seen > 15


def test_sarif_fingerprints_outlive_a_moved_line(audit: Audit) -> None:
    """Unique within a run, the same when the text moves down, and named once for all."""
    document = audit.reading.document
    moved = dataclasses.replace(
        audit,
        reading=dataclasses.replace(
            audit.reading,
            document=dataclasses.replace(document, text="\n" * 40 + document.text),
            claims=tuple(
                dataclasses.replace(c, start=c.start + 40, end=c.end + 40, line=c.line + 40)
                for c in audit.reading.claims
            ),
        ),
    )
    before, after = (
        [r["partialFingerprints"]["verifierFinding/v1"] for r in sarif_results(one)]
        for one in (audit, moved)
    )

    assert len(set(before)) == len(before)
    assert sorted(before) == sorted(after)


def test_sarif_keeps_the_limits_of_code_scanning(audit: Audit) -> None:
    """At most 25,000 results a run; the most urgent stay, and what is left out is said."""
    problems = tuple(Problem(code="odd", message="Odd.", start=0, line=n) for n in range(1, 26_001))
    document = dataclasses.replace(audit.reading.document, problems=problems)
    many = dataclasses.replace(audit, reading=dataclasses.replace(audit.reading, document=document))
    (run,) = json.loads(rendered("sarif", audit, many))["runs"]
    kinds = [result["ruleId"] for result in run["results"]]
    (*_, left_out) = run["invocations"][0]["toolExecutionNotifications"]

    assert len(kinds) == 25_000
    assert kinds[:2] == ["claim-contradicted"] * 2
    assert "less urgent results were left out" in left_out["message"]["text"]
    assert set(kinds) <= {known["id"] for known in run["tool"]["driver"]["rules"]}


@pytest.mark.parametrize(
    ("source", "uri"),
    [
        ("docs/a chapter.md", "docs/a%20chapter.md"),
        ("./a.md", "a.md"),
        ("/srv/ä.md", "file:///srv/%C3%A4.md"),
        ("https://example.org/a?b=1", "https://example.org/a?b=1"),
        ("100%.md", "100%25.md"),
    ],
)
def test_sarif_names_files_as_addresses(audit: Audit, source: str, uri: str) -> None:
    """A relative path stays relative, and every name is a valid URI."""
    document = dataclasses.replace(audit.reading.document, source=source)
    named = dataclasses.replace(
        audit, reading=dataclasses.replace(audit.reading, document=document)
    )
    (location,) = sarif_results(named)[0]["locations"]

    assert location["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_junit_fails_what_must_be_mended(audit: Audit, hostile: Audit) -> None:
    """A test for each thing checked; the counts are right, and hostile words are still XML."""
    root = ET.fromstring(rendered("junit", audit))
    (suite,) = root
    failed = {case.get("name", "").split()[0] for case in suite if case.find("failure") is not None}

    assert failed == {"c2", "c3", "c14", "l3", "l5", "r8"}
    assert suite.get("failures") == "6"
    assert suite.get("tests") == str(len(suite))
    assert len(ET.fromstring(rendered("junit", hostile))[0]) == len(suite)


def test_github_names_a_link_that_fails(audit: Audit) -> None:
    """It may be what the exit code is 1 for, so it is told without --verbose; counts agree."""
    [url, *_] = audit.states
    failing = dataclasses.replace(
        audit.states[url], status=LinkStatus.FAILING, reason="http_404", why="404."
    )
    one = dataclasses.replace(audit, states={url: failing}, tags={})

    text = rendered("github", one, parts=LINKS)

    assert ",title=link failing::" in text
    assert "1 link failing" in text


def test_github_gets_one_command_a_line(audit: Audit, hostile: Audit) -> None:
    """A hostile document gives as many commands as a harmless one, and none of its own."""
    for one in (audit, hostile):
        lines = rendered("github", one, verbose=True).splitlines()
        assert all(re.match(r"::(error|warning|notice) [^:]*::", line) for line in lines)
    assert len(rendered("github", hostile).splitlines()) == len(
        rendered("github", audit).splitlines()
    )
    assert "::error file=bridge.txt,line=5,title=claim contradicted::" in rendered("github", audit)


def test_notes_are_not_annotated_unless_asked_for(audit: Audit) -> None:
    """Seventy uncited sentences would bury the three that matter."""
    assert "uncited::" not in rendered("github", audit)
    assert "uncited::" in rendered("github", audit, verbose=True)


def _kinds(markdown: str) -> set[str]:
    parser = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    return {
        token.type for block in parser.parse(markdown) for token in [block, *(block.children or [])]
    }


def test_markdown_has_only_its_own_markup(audit: Audit, hostile: Audit) -> None:
    """Hostile words add no element: no raw HTML, no image, no code, no rule."""
    usual, attacked = _kinds(rendered("markdown", audit)), _kinds(rendered("markdown", hostile))

    assert attacked <= usual
    assert "html_inline" not in usual
    assert "table_open" in usual


@pytest.mark.parametrize(
    "words",
    ["- item", "1. item", "# head", "> quote", "=== ", "+ x", "`code`", "![i](u)", "<b>", "a|b",
     "http://a.example", "www.a.example", "x@a.example", "~~s~~", "&amp;", "\\*x*", "***"],
)  # fmt: skip
def test_markdown_shows_words_as_they_are(audit: Audit, words: str) -> None:
    """Whatever a document's words mean to Markdown, they read as the words they are."""
    document = dataclasses.replace(audit.reading.document, source=words, title=None)
    named = dataclasses.replace(
        audit, reading=dataclasses.replace(audit.reading, document=document)
    )
    heading, paragraph = [
        token
        for token in MarkdownIt("gfm-like", {"linkify": False}).parse(rendered("markdown", named))
        if token.type == "inline"
    ][:2]

    for token in (heading, paragraph):
        assert "".join(child.content for child in token.children or []) == words.strip()


@settings(deadline=None, max_examples=150)
@given(st.text(st.sampled_from("ab1 *_`[]()<>!#|~&^$@:/.-+=\\\"'{}\n\t;w\u202e漢"), max_size=24))
def test_markdown_shows_any_words_as_they_are(words: str) -> None:
    """No sequence of Markdown's own characters, wherever it begins, becomes mark-up."""
    for start in ("x ", "# ", "- "):
        tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(start + _text(words))
        inner = [child for token in tokens for child in token.children or []]
        shown = "".join(child.content for child in inner)
        assert shown.removeprefix("x").strip() == one_line(words)


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=40))
def test_a_cell_is_never_a_formula_nor_more_than_a_line(words: str) -> None:
    """Whatever it holds, a cell begins with no sign that a spreadsheet acts on."""
    cell = _cell(words)

    assert not cell.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert len(cell.splitlines()) <= 1


def test_only_a_persons_decision_is_published(audit: Audit) -> None:
    """ClaimReview holds the one reviewed claim, in the person's name, and no other."""
    (made,) = json.loads(rendered("claimreview", audit))["@graph"]

    assert made["claimReviewed"] == audit.reading.claims[0].text
    assert made["author"] == {"@type": "Person", "name": "A. Reader"}
    assert made["reviewRating"]["alternateName"] == "supported"
    assert json.loads(rendered("claimreview", Audit(reading=audit.reading)))["@graph"] == []

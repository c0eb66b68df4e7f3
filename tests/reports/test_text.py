"""The text report tells an editor what to do, at any width, whatever the document holds."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable

import pytest

from citations.model import Audit, LinkStatus, Reference
from reports import LINKS, PARSE, REPORTS, Options
from reports.safe import cells, one_line, shorten, visible, web_address, wrap
from reports.view import label


def lines(audit: Audit, **options: object) -> list[str]:
    """The lines of one source's report."""
    return REPORTS["text"]([audit], Options(**options)).splitlines()  # type: ignore[arg-type]


def test_what_must_be_mended_stands_first(audit: Audit) -> None:
    """The three groups come in order of urgency, contradictions first of all."""
    text = "\n".join(lines(audit))
    order = ["TO MEND", "✗ claim contradicted", "✗ link dead", "TO LOOK AT", "→ link moved"]
    order += ["TO KNOW", "○ claim uncited"]

    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)


def test_a_finding_says_where_what_why_and_what_next(audit: Audit) -> None:
    """Line, words, reason, passage, source, and the address to cite instead."""
    text = "\n".join(lines(audit, width=120))

    assert "line 5  It cost the town £41,500, twice the first estimate." in text
    assert "why     The claim says £41,500; the source says £38,200." in text
    assert "says    … £38,200, against an estimate of £20,000 …" in text
    assert "source  Osgood, Accounts of the Bridge Committee, 1938 · moved" in text
    assert "cite    https://archive.example/20210305/https://pell.example/lanterns" in text


def test_a_dangling_marker_is_told_beside_a_good_source(audit: Audit) -> None:
    """A claim with one good source and one marker that leads nowhere is still mended."""
    supported = dict.fromkeys(audit.tags, audit.tags["c1"])
    changed = dataclasses.replace(audit, tags=supported)

    assert "⚠ claim dangling" in lines(changed)


@pytest.mark.parametrize("width", [40, 60, 80, 132])
def test_lines_fit_the_terminal(audit: Audit, width: int) -> None:
    """No line is wider than asked, but for an address, which is never broken."""
    assert [
        line
        for line in lines(audit, width=width)
        if cells(line) > width and not re.search(r"https?://\S+$", line)
    ] == []


def test_long_lists_are_cut_and_say_so(large: Callable[[int], Audit]) -> None:
    """Ten of each kind are shown, the rest is counted; all are shown to those who ask."""
    short = lines(large(60))
    whole = lines(large(60), verbose=True)

    assert sum("more; --verbose shows them all" in line for line in short) == 4
    assert not any("--verbose" in line for line in whole)
    assert len(whole) > 2 * len(short)


def test_colour_only_where_it_is_wanted(audit: Audit) -> None:
    """Without colour there is no escape; with it, the words stay the same."""
    plain = "\n".join(lines(audit))
    colored = "\n".join(lines(audit, color=True))

    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[\d*m", "", colored) == plain


def test_a_document_cannot_steer_the_terminal(hostile: Audit) -> None:
    """Control and direction marks are written out, and no text begins a line of its own."""
    text = REPORTS["text"]([hostile], Options(verbose=True))

    assert not set(text) & (set(map(chr, range(32))) - {"\n"} | set("\x7f\x9b\u202e\u2066\ufeff"))
    assert "⟨U+202E⟩" in text
    assert not any(line.startswith("::error") for line in text.splitlines())
    text.encode("utf-8")


def test_a_page_that_no_longer_says_it_is_told(audit: Audit) -> None:
    """A live page whose cited words changed is a finding, with both wordings."""
    text = "\n".join(lines(audit, width=120))

    assert "≈ link drifted" in text
    assert "It said “on Thursday, 27 May”; now it says “on Friday, 28 May”." in text


def test_a_persons_decision_is_told(audit: Audit) -> None:
    """Who decided, when and why stands by the claim and by the link."""
    review = audit.reviews["c1"]
    reviews = {"c2": review, "https://pell.example/lanterns": review}
    told = "\n".join(lines(dataclasses.replace(audit, reviews=reviews), width=120))

    assert told.count("A. Reader decided on 2026-11-21: supported. Read the newspaper itself.") == 2


def test_a_reason_that_all_share_is_told_once(audit: Audit) -> None:
    """Of twenty links that were not visited offline, one line says why."""
    state = dataclasses.replace(
        audit.states["https://census.example/1947"],
        status=LinkStatus.UNCHECKED,
        reason="offline",
        why="You asked to stay offline.",
    )
    offline = dataclasses.replace(
        audit, states={link.url: state for link in audit.reading.links}, drift={}
    )

    assert [line.strip() for line in lines(offline)].count("You asked to stay offline.") == 1


def test_a_run_cut_short_says_so(audit: Audit) -> None:
    """An incomplete report never passes for a whole one."""
    assert any("Incomplete" in line for line in lines(dataclasses.replace(audit, complete=False)))


def test_nothing_to_mend_is_said(audit: Audit) -> None:
    """An empty document has an answer too."""
    reading = dataclasses.replace(
        audit.reading, claims=(), citations=(), notes=(), references=(), links=()
    )
    bare = dataclasses.replace(reading, document=dataclasses.replace(reading.document, problems=()))

    assert lines(Audit(reading=bare))[-1] == "Nothing to mend."


def test_parse_and_links_show_their_parts(audit: Audit) -> None:
    """What was read is listed for parse; links leaves claims out."""
    parsed = lines(Audit(reading=audit.reading), parts=PARSE)
    links = lines(audit, parts=LINKS)

    assert {"CLAIMS", "REFERENCES"} <= set(parsed)
    assert not any(line.startswith("✗ claim") for line in links)
    assert "✗ link dead" in links


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("\x1b[0m", "⟨U+001B⟩[0m"),
        ("\ud800", "⟨U+D800⟩"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_hidden_characters_are_shown(text: str, shown: str) -> None:
    """What steers or hides is written out; what a script needs stays."""
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("url", "followed"),
    [
        ("https://example.org/a?b#c", True),
        ("http://[2001:db8::1]/", True),
        ("HTTPS://example.org/", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org/", False),
        ("https://bank.example@evil.example/", False),
        ("https://example.org/\u202egpj", False),
        ("https:///path", False),
        ("http://[broken/", False),
        (" javascript:alert(1)", False),
        ("", False),
        (None, False),
    ],
)
def test_only_honest_web_addresses_are_followed(url: str | None, followed: bool) -> None:
    """http and https with a host in plain sight; nothing else becomes a link."""
    assert web_address(url) == (url if followed else None)


def test_text_is_wrapped_by_columns() -> None:
    """Wide characters count twice, marks not at all, and a long word is broken."""
    assert wrap("", 10) == [""]
    assert wrap("one two three", 7) == ["one two", "three"]
    assert wrap("漢字漢字漢", 4) == ["漢字", "漢字", "漢"]
    assert cells("e\u0301") == 1
    assert all(cells(line) <= 9 for line in wrap("abcdefghijklmnop qrs 漢字漢字漢字", 9))
    assert shorten("a long sentence here", 12) == "a long sent…"
    assert one_line("a\n\t b\r\n") == "a b"


@pytest.mark.parametrize(
    ("raw", "note", "expected"),
    [
        ("Brown, *The Lake*, https://a.example/1.", "n1", "Brown, The Lake"),
        ("See https://a.example/1", "n1", "a.example/1"),
        ("<https://a.example/1>", "n1", "a.example/1"),
        ("[Brown said so](https://a.example/1)", None, "a.example/1"),
        ("https://a.example/1 (Date of Access: 14.02.2024)", "n1", "a.example/1"),
        ("Siehe https://a.example/1, zuletzt abgerufen am 3. März 2021", "n1", "a.example/1"),
        ("Brown, The Lake", "n1", "Brown, The Lake"),
    ],
)
def test_a_source_without_a_title_is_named_by_its_words(
    raw: str, note: str | None, expected: str
) -> None:
    """A note is known by what it says beside the address; a link in the prose by its address."""
    url = "https://a.example/1"
    reference = Reference(
        id="r1",
        raw=raw,
        start=0,
        end=len(raw),
        line=1,
        csl={"type": "webpage", "URL": url},
        note=note,
        url_printed=url,
    )

    assert label(reference) == expected

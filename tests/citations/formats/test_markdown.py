"""Markdown as users write it, through the public door: what is cited where."""

from __future__ import annotations

import time

import pytest

from citations.model import BlockKind, Reading
from citations.reading import read


def reading(text: str) -> Reading:
    found = read(text.encode(), "a.md")
    for block in found.document.blocks:
        for char, offset in zip(block.content.text, block.content.offsets, strict=True):
            assert char == text[offset] or text[offset] in "\n\r&\\|0123456789"
    return found


def cited(text: str) -> list[tuple[str, str, str, bool]]:
    """(style, text of the claim, text of the note, dangling) of every citation."""
    found = reading(text)
    claims = {claim.id: claim.text for claim in found.claims}
    notes = {note.id: note.text for note in found.notes}
    return [
        (one.style, claims.get(one.claim or "", ""), notes.get(one.note or "", ""), one.dangling)
        for one in found.citations
    ]


ARTICLE = """\
---
title: "On rivers"
lang: en-GB
---

# On rivers {#top}

The river rose *two* metres in 2019.[^a] It fell [again](https://ex.org/fall_(2020) "t").
Some say so^[Peters, "A flood," *The Post*, 2 May 2021. <https://ex.org/p?a=1>], others [do][r] not.

> A quoted sentence stands here.[^2]

1. An item with a [^2] marker.

| Town | Metres |
|------|-------:|
| Bonn | 2.1 |

```
no [^marker] here, https://code.example
```

[^a]: Smith, *Rivers*, 2020.
    Go on.

    A second paragraph.
[^2]: See https://ex.org/two.

[r]: <https://ex.org/ref> 'Title'
"""


def test_an_article_is_read_with_its_notes_and_links() -> None:
    """Footnotes, inline notes, links of every kind: each with its claim and its note."""
    assert cited(ARTICLE) == [
        (
            "footnote",
            "The river rose two metres in 2019.",
            "Smith, Rivers, 2020. Go on. A second paragraph.",
            False,
        ),
        ("inline_link", "It fell again.", "", False),
        (
            "inline_note",
            "Some say so, others do not.",
            'Peters, "A flood," The Post, 2 May 2021. https://ex.org/p?a=1',
            False,
        ),
        ("inline_link", "Some say so, others do not.", "", False),
        ("footnote", "A quoted sentence stands here.", "See https://ex.org/two.", False),
        ("footnote", "An item with a marker.", "See https://ex.org/two.", False),
    ]


def test_blocks_keep_their_kinds() -> None:
    """Headings, quotations, items, rows and code are told apart."""
    kinds = [(block.kind, block.level) for block in reading(ARTICLE).document.blocks]
    assert kinds == [
        (BlockKind.HEADING, 1),
        (BlockKind.PARAGRAPH, 1),
        (BlockKind.QUOTATION, 1),
        (BlockKind.LIST_ITEM, 1),
        (BlockKind.HEADING, 7),
        (BlockKind.TABLE_ROW, 1),
        (BlockKind.CODE, 1),
    ]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("| a | b |\n|---|---|\n| 1 | 2 |\n\n: Of a table.\n", (BlockKind.CAPTION, "Of a table.")),
        ("Term\n:   Its meaning.\n", (BlockKind.LIST_ITEM, "Its meaning.")),
        (": A colon.\n", (BlockKind.PARAGRAPH, ": A colon.")),
    ],
)
def test_a_colon_means_what_stands_before_it(text: str, last: tuple[BlockKind, str]) -> None:
    """Behind a table a caption, under a term its meaning, else text."""
    block = reading(text).document.blocks[-1]
    assert (block.kind, block.content.text) == last


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("# Two {#id .class}", "Two"),
        ("# Two {-}", "Two"),
        ("# Set {a, b}", "Set {a, b}"),
        ("## Two {#id ##", "Two {#id"),
        ("# C#", "C#"),
    ],
)
def test_headings_lose_their_attributes_alone(line: str, text: str) -> None:
    """Pandoc's attributes are mark-up, other braces and hashes are text."""
    assert [block.content.text for block in reading(line).document.blocks] == [text]


def test_the_metadata_gives_title_and_language() -> None:
    """The front matter is read and is no text of the article."""
    document = reading(ARTICLE).document
    assert (document.title, document.language) == ("On rivers", "en")
    assert document.problems == ()


def test_links_are_those_written() -> None:
    """Addresses keep their parentheses and lose their titles; code holds none."""
    urls = {link.url for link in reading(ARTICLE).links}
    assert urls == {
        "https://ex.org/fall_(2020)",
        "https://ex.org/ref",
        "https://ex.org/p?a=1",
        "https://ex.org/two",
    }


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("A.[^1]\n\n[^1]: N.\n", []),
        ("A.[^1]\n", ["undefined_note"]),
        ("A.[^x]\n\n[^1]: N.\n", ["undefined_note", "unused_note"]),
        ("A.[^1]\n\n[^1]: N.\n\n[^1]: M.\n", ["duplicate_note"]),
        ("A class [^abc] of characters.\n", []),
        ("A `[^1]` in code.\n", []),
        ("A \\[^1] escaped.\n", []),
        ("A.[^1] B.[^1]\n\n[^1]: N.\n", []),
        ("A.[^N]\n\n[^n]: labels fold.\n", []),
        ("A.[^1]\n\n[^1]: See [^2].\n[^2]: M.\n", []),
        ("---\na: [b\n---\n\nText.\n", ["bad_metadata"]),
        ("As [@lost] said.\n", ["undefined_citation"]),
        ("---\nbibliography: b.bib\n---\n\nAs [@k] said.\n", ["bibliography_elsewhere"]),
        ("---\nreferences:\n- id: k\n  title: T\n---\n\nText.\n", ["unused_reference"]),
    ],
)
def test_problems_are_named(text: str, codes: list[str]) -> None:
    """Undefined, unused and duplicate notes and citations are reported, and nothing else."""
    assert [problem.code for problem in reading(text).document.problems] == codes


def test_an_undefined_note_dangles() -> None:
    """A marker without its note is a citation that leads nowhere."""
    assert cited("A fact.[^9] Another.\n") == [("footnote", "A fact.", "", True)]


CITED = """\
---
lang: en
references:
- id: ortega2020
  type: book
  title: Floods
  author:
  - family: Ortega
    given: Ana
  issued: 2020-05-01
  URL: https://ex.org/floods
- id: brown19
  type: article-journal
  title: "On: water"
  issued: {year: 2019}
---

Water rises [see @ortega2020, pp. 3-5; -@brown19]. As @brown19 [p. 7] says, it falls.
"""


def test_citation_keys_lead_to_the_references_of_the_metadata() -> None:
    """Each key is a citation with its locator; the reference has the fields that are given."""
    found = reading(CITED)
    csl = {one.id: one.csl for one in found.references}
    rows = [
        (one.marker, one.locator, [csl[ref]["title"] for ref in one.references])
        for one in found.citations
    ]
    assert rows == [
        ("see @ortega2020, pp. 3-5", "pp. 3-5", ["Floods"]),
        ("-@brown19", None, ["On: water"]),
        ("@brown19 [p. 7]", "p. 7", ["On: water"]),
    ]
    assert csl["r1"]["issued"] == {"date-parts": [[2020, 5, 1]]}
    assert [claim.text for claim in found.claims] == [
        "Water rises.",
        "As brown19 says, it falls.",
    ]


def test_a_bibliography_elsewhere_leaves_keys_open() -> None:
    """A key whose file we do not have is no dangling marker."""
    found = reading("---\nbibliography: [a.bib]\n---\n\nSo it is [@key, p. 3].\n")
    (citation,) = found.citations
    assert not citation.dangling


def test_names_in_chat_are_no_citations() -> None:
    """``@name`` and mail addresses mean people unless the document cites by keys."""
    assert reading("Thanks to @octocat and jo@ex.org for it.\n").citations == ()


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("It weighs 100^2^ kg and H~2~O is wet.", ["It weighs 100² kg and H₂O is wet."]),
        ("Area 9<sup>2</sup> m.", ["Area 9² m."]),
        ("One\r\ntwo [link\r\nwords](https://a.org).\r\n", ["One two link words."]),
        ("Costs $5 and $6 now.", ["Costs $5 and $6 now."]),
        ("A [span]{.smallcaps} is read.", ["A span is read."]),
        ("::: {.note}\nInside a div.\n:::\n", ["Inside a div."]),
        ("<div>\n<p>Raw <b>HTML</b> text.</p>\n</div>\n", ["Raw HTML text."]),
        ("A marker [^1] between words.\n\n[^1]: N.\n", ["A marker between words."]),
        ("![A figure's caption.](a.png)\n", ["A figure's caption."]),
        ("Text with ![an icon](i.png) inside.\n", ["Text with inside."]),
    ],
)
def test_the_claim_is_what_a_reader_sees(text: str, claims: list[str]) -> None:
    """Mark-up leaves no trace in the claims, raised digits stay raised."""
    assert [" ".join(claim.text.split()) for claim in reading(text).claims] == claims


def test_spans_point_into_the_file() -> None:
    """A claim's span begins and ends at its first and last character in the file."""
    text = "> A *first* one.[^1]\n> A second\n> one.\n\n[^1]: N.\n"
    found = reading(text)
    assert [text[claim.start : claim.end] for claim in found.claims] == [
        "A *first* one.",
        "A second\n> one.",
    ]
    assert [claim.line for claim in found.claims] == [1, 2]


HOSTILE = {
    "brackets": "[" * 50_000,
    "closers": "]" * 50_000,
    "links": "[a](" * 25_000,
    "links_angle": "[a](<" * 25_000,
    "emphasis": "*a _b " * 20_000,
    "stars": "**x* " * 20_000,
    "ticks": "".join("`" * n + " " for n in range(1, 400)),
    "comments": "<!-- a " * 20_000,
    "tags": "<a b='" * 20_000,
    "instructions": "<?a " * 20_000,
    "quotes": ">" * 50_000,
    "items": "- " * 30_000,
    "entities": "&a" * 50_000,
    "notes": "^[" * 30_000,
    "carets": "^a" * 30_000,
    "definitions": "[a]: /u\n" * 10_000,
    "open_definitions": "[a]:\n" * 20_000,
    "spaces": " " * 100_000 + "x",
    "lines_of_spaces": "x" + " " * 100_000 + "\ny",
    "pipes": "|" * 50_000 + "\n" + "|-" * 25_000 + "\n" + "|" * 50_000,
    "math": "$a" * 40_000,
    "at": "[@a;" * 20_000,
    "urls": "http://" * 15_000,
    "braces": "[a]{" * 20_000,
    "deep_list": "\n".join(" " * (2 * n) + "- a" for n in range(300)),
    "front": "---\n" * 10_000,
    "yaml": "---\na: " + "[" * 5_000 + "\n---\n",
    "aliases": "---\na: &a [x,x]\n"
    + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)},*{chr(97 + n)}]\n" for n in range(24))
    + "references: *y\n---\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_linear_time(name: str) -> None:
    """No construct, however often it is opened, costs more than its length."""
    from citations.formats.markdown import read as parse

    started = time.process_time()
    parse(
        ("x " + HOSTILE[name]).encode()
        if name not in ("yaml", "aliases", "front")
        else HOSTILE[name].encode(),
        "a.md",
    )
    assert time.process_time() - started < 4

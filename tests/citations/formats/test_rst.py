"""reStructuredText through the public door, and its text against docutils."""

from __future__ import annotations

import re
import time

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import given, settings
from hypothesis import strategies as st

from citations.formats.rst import read as parse
from citations.model import BlockKind, Reading
from citations.reading import read

ARTICLE = """\
On rivers
=========

:Author: Jo Doe

The river rose *two* metres in 2019 [1]_. It fell `again <https://ex.org/fall>`_ and
again_, says [Smith2020]_. See `the paper`__, too. [#auto]_ More. [#]_

    A quotation stands here. [#]_

Methods
-------

#. An item with ``code`` in it, and :math:`x`.

.. note:: Mind the gap, they say [*]_.

.. code-block:: python

   x = "https://code.example [1]_"

Literal follows::

   not [1]_ read

==== ======
Year Metres
==== ======
2019 2.1 [1]_
==== ======

.. [1] Smith, *Rivers*, 2020.
   Goes on.

   A second paragraph.
.. [#auto] Auto note.
.. [#] First anonymous.
.. [#] Second, https://ex.org/two.
.. [*] Star note.
.. [Smith2020] Smith, J. On falling. 2020.
.. _again: https://ex.org/again
__ https://ex.org/paper
.. A comment that no one reads [1]_.
"""


def reading(text: str) -> Reading:
    found = read(text.encode(), "a.rst")
    for block in found.document.blocks:
        assert len(list(block.content.offsets)) == len(block.content.text)
    return found


def test_an_article_is_read_with_its_notes_and_links() -> None:
    """Numbered, self-numbering, symbolic and named notes; named, embedded, anonymous links."""
    found = reading(ARTICLE)
    notes = {one.id: one.text for one in found.notes}
    rows = [(one.style, one.marker, notes.get(one.note or "")) for one in found.citations]
    assert rows == [
        ("footnote", "1", "Smith, Rivers, 2020. Goes on. A second paragraph."),
        ("inline_link", "again", None),
        ("inline_link", "again", None),
        ("footnote", "Smith2020", "Smith, J. On falling. 2020."),
        ("inline_link", "the paper", None),
        ("footnote", "#auto", "Auto note."),
        ("footnote", "#", "First anonymous."),
        ("footnote", "#", "Second, https://ex.org/two."),
        ("footnote", "*", "Star note."),
        ("footnote", "1", "Smith, Rivers, 2020. Goes on. A second paragraph."),
    ]
    assert [one.dangling for one in found.citations] == [False] * 10
    assert {link.url for link in found.links} == {
        "https://ex.org/fall",
        "https://ex.org/again",
        "https://ex.org/paper",
        "https://ex.org/two",
    }
    assert found.document.problems == ()


def test_blocks_keep_their_kinds_and_words() -> None:
    """Sections, fields, quotations, items, directives, code, tables."""
    blocks = [(b.kind, b.level, b.content.text) for b in reading(ARTICLE).document.blocks]
    assert blocks == [
        (BlockKind.HEADING, 1, "On rivers"),
        (BlockKind.BYLINE, 1, "Jo Doe"),
        (
            BlockKind.PARAGRAPH,
            1,
            (
                "The river rose two metres in 2019. It fell again and again, says. "
                "See the paper, too. More."
            ),
        ),
        (BlockKind.QUOTATION, 1, "A quotation stands here."),
        (BlockKind.HEADING, 2, "Methods"),
        (BlockKind.LIST_ITEM, 1, "An item with code in it, and x."),
        (BlockKind.PARAGRAPH, 1, "Mind the gap, they say."),
        (BlockKind.CODE, 1, 'x = "https://code.example [1]_"'),
        (BlockKind.PARAGRAPH, 1, "Literal follows:"),
        (BlockKind.CODE, 1, "not [1]_ read"),
        (BlockKind.HEADING, 7, "Year\tMetres"),
        (BlockKind.TABLE_ROW, 1, "2019\t2.1"),
    ]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("A fact. [1]_\n\n.. [1] N.\n", []),
        ("A fact. [7]_\n", ["undefined_note"]),
        ("A fact.\n\n.. [1] N.\n", ["unused_note"]),
        ("A fact. [1]_\n\n.. [1] N.\n.. [1] M.\n", ["duplicate_note"]),
        ("A fact. [#]_ B. [#]_\n\n.. [#] N.\n", ["undefined_note"]),
    ],
)
def test_problems_are_named(text: str, codes: list[str]) -> None:
    """Undefined, unused and duplicate notes are reported, and nothing else."""
    assert [problem.code for problem in reading(text).document.problems] == codes


def test_spans_point_into_the_file() -> None:
    """A claim's span begins and ends at its own characters."""
    text = "   A *first* one [1]_. A\n   second one.\n\n.. [1] N.\n"
    found = reading(text)
    assert [text[one.start : one.end] for one in found.claims] == [
        "A *first* one [1]_.",
        "A\n   second one.",
    ]


PIECES = (
    "Text here.|More *words* and **bold**.|``lit *eral``|a `phrase`_ here|a word_ here|x*y*z|2 * 3"
    "|- item|- item\n  goes on|1. one|#. auto|(a) letter|Term\n    definition|    indented"
    "|Title\n=====|Title\n-----|====\nOver\n====|----|.. note:: Body here.|.. note::\n\n   Body."
    "|.. comment|.. _name: http://x.org|Code::\n\n   x = *y*|| line one\n| line two|\\*escaped\\*"
    "|:field: body|.. image:: a.png|..\n   hidden|A. Einstein said.|`link <http://a.org>`_|`role`"
    "|*a* *b*|**a*b**|wo*rd*|'*q*'|(*p*)|*un closed|dash - - dash|* star|+ plus|  two|end::"
)
PIECE = st.sampled_from([p or "| bar" for p in PIECES.split("|")])


def expected(text: str) -> list[str]:
    """The visible text of docutils' paragraphs, titles, terms and lines."""
    tree = publish_doctree(
        text,
        settings_overrides={"report_level": 5, "doctitle_xform": False, "docinfo_xform": False},
    )
    for message in list(tree.findall(nodes.system_message)):
        message.parent.remove(message)
    wanted = (nodes.paragraph, nodes.title, nodes.term, nodes.line)
    return [node.astext() for node in tree.findall(lambda n: isinstance(n, wanted))]


def squeezed(texts: list[str]) -> str:
    return re.sub(r"\s+", "", "".join(texts))


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECE, min_size=1, max_size=6))
def test_the_text_is_that_of_docutils(pieces: list[str]) -> None:
    """Paragraph by paragraph, what docutils shows is what we read."""
    targets = ".. _phrase: http://a.org\n.. _word: http://b.org\n"
    text = "Start.\n\n" + "\n\n".join(pieces) + "\n\nStop.\n\n" + targets
    blocks = [b for b in parse(text.encode(), "a").blocks if b.kind is not BlockKind.CODE]
    assert squeezed([b.content.text for b in blocks]) == squeezed(expected(text))


HOSTILE = {
    "stars": "*a " * 40_000,
    "ticks": "`a " * 40_000,
    "literals": "``a " * 30_000,
    "bars": "|a " * 40_000,
    "underscores": "a_" * 60_000,
    "words": "a.b-c_ " * 30_000,
    "notes": "[a]_" * 30_000,
    "roles": ":a:`" * 30_000,
    "phrases": "`a <b" * 25_000,
    "deep": "\n\n".join(" " * n + "a" for n in range(400)),
    "items": "- " * 30_000,
    "fields": ":a:" * 40_000,
    "directives": ".. a::\n" * 20_000,
    "tables": "== ==\n" * 20_000,
    "grids": "+--+\n" * 20_000,
    "spaces": " " * 100_000 + "x",
    "targets": ".. _a: b_\n" * 20_000,
    "quotes": "a\n b\n" * 20_000,
    "escapes": "\\" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_linear_time(name: str) -> None:
    """No construct, however often it is opened, costs more than its length."""
    started = time.process_time()
    parse(("x\n\n" + HOSTILE[name]).encode(), "a.rst")
    assert time.process_time() - started < 4


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("J. Quill, *Tides*, 2019.", ["J. Quill, Tides, 2019."]),
        ("a. one mill\n   b. two mills", ["one mill two mills"]),
    ],
)  # fmt: skip
def test_an_initial_at_a_notes_head_is_part_of_a_name(body: str, shown: list[str]) -> None:
    """A letter with a full stop begins a list only where the next letter follows."""
    found = read(f"The mill is old [1]_.\n\n.. [1] {body}\n".encode(), "a.rst")
    assert [note.text for note in found.notes] == shown


TABLES = """\
.. list-table:: Floods
   :header-rows: 1

   * - Year
     - Dead
   * - 1911
     - 40 people
       in all [1]_
   * -
     - none

.. csv-table::
   :header: "Year", "Days"

   1912, "12, or ""more"", they say"

.. [1] Kay, Ice, 2011.
"""


def test_tables_written_as_lists_are_read_row_by_row() -> None:
    """Of lists, and of values between commas; a note belongs to its row."""
    found = reading(TABLES)
    assert [(one.kind, one.content.text) for one in found.document.blocks] == [
        (BlockKind.CAPTION, "Floods"),
        (BlockKind.HEADING, "Year\tDead"),
        (BlockKind.TABLE_ROW, "1911\t40 people in all"),
        (BlockKind.TABLE_ROW, "none"),
        (BlockKind.HEADING, "Year\tDays"),
        (BlockKind.TABLE_ROW, '1912\t12, or ""more"", they say'),
    ]
    claims = {one.id: one.text for one in found.claims}
    assert [claims[one.claim or ""] for one in found.citations] == ["1911\t40 people in all"]


@pytest.mark.parametrize(
    ("role", "said", "keys", "locator"),
    [
        (":cite:p:`kay`", "It froze.", ["kay"], None),
        (":cite:`{see}kay{p. 3},lund`", "It froze.", ["kay", "lund"], "p. 3"),
        (":footcite:t:`kay`", "It froze kay.", ["kay"], None),
        (":cite:t:`kay`", "It froze kay.", ["kay"], None),
        (":cite:`the book <kay>`", "It froze.", ["kay"], None),
    ],
)
def test_keys_of_roles_are_cited(
    role: str, said: str, keys: list[str], locator: str | None
) -> None:
    """With pages; where the author is in the sentence the key stands for the name."""
    found = reading(f"It froze {role}.\n")
    assert [one.text for one in found.claims] == [said]
    assert [one.marker for one in found.citations] == keys
    assert found.citations[0].locator == locator


def test_an_initial_at_the_top_is_a_name() -> None:
    """Not the first item of a list; and who said a quotation is none of its words."""
    quoted = ".. epigraph::\n\n   It froze.\n\n   -- B. Lund\n"
    found = reading(f"Title\n=====\n\n:Author: A. Kay\n\n{quoted}")
    assert [(one.kind.value, one.content.text) for one in found.document.blocks[1:]] == [
        ("byline", "A. Kay"),
        ("quotation", "It froze."),
        ("byline", "-- B. Lund"),
    ]

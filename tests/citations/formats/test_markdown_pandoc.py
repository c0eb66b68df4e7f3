"""Pandoc's tables, line blocks, definitions and examples, alone and beside pandoc itself."""

from __future__ import annotations

import json
import time
from collections import Counter
from typing import Any

import pytest

from citations.model import BlockKind, Reading
from citations.reading import read

GRID = """\
+-------+------------------------+
| Town  | Metres                 |
+=======+========================+
| Bonn  | 2.1[^1]                |
+-------+------------------------+
| Ulm   | It is                  |
| here  | [x](https://e.org/a)   |
|       |                        |
|       | - new                  |
+-------+------------------------+

[^1]: Peters, 2019.
"""
SIMPLE = """\
  Right     Left
-------     ----
     12     twelve
    123     [x](https://e.org/a)

Table: What it shows.

-------  -------
     4   four
     5   five
-------  -------

: Another.
"""
MULTILINE = """\
-----------------------------------
 Centered   Default
  Header    Aligned
----------- ----------------------
   First    row of two
            lines[^1]

  Second    row
-----------------------------------

[^1]: Peters, 2019.
"""
INDENTED = """\
      Right   Left
-----------   -----
         12   twelve
"""
VERSE = "| The river rose\n|    in the night[^1]\n  and fell.\n\n[^1]: Peters, 2019.\n"
TERMS = """\
River

:   It flows.[^1]

    It rises.

Lake
:   It stands.
:   It is [still](https://e.org/a).

Not a term.

[^1]: Peters, 2019.
"""
EXAMPLES = "(@) It rose.\n(@good) It fell.[^1]\n\nAs (@good) says.\n\n[^1]: Peters, 2019.\n"
NESTED = """\
> It rose.
>
>   Town   Metres
>   -----  ------
>   Bonn   two[^1]
>   Ulm    three
>
> +------+-----+
> | Lake | m   |
> +======+=====+
> | Long | 4   |
> +------+-----+

- Item

  -------  -------
     4     four
     5     five
  -------  -------

- Last

[^1]: Peters, 2019.
"""
FANCY = """\
#. It rose.
#. It fell.

(a) One says it.
(b) Two says it.

Then:

i) First.
ii) Second.

A.  Upper one.
B.  Upper two.

B. Russell wrote so.
"""
TEXTS = {
    "grid": GRID,
    "simple": SIMPLE,
    "multiline": MULTILINE,
    "indented": INDENTED,
    "verse": VERSE,
    "terms": TERMS,
    "wide": "+------+----+\n| 東京 | 14 |\n+------+----+\n| Bonn | 2  |\n+------+----+\n",
    "headless": "+---+---+\n| a | b |\n+---+---+\n| c | d |\n+---+---+\n\nText.\n",
    "rule": "Text.\n\n----------\n\nMore text.\n\n----------\n\nEnd.\n",
    "setext": "Title\n----------\n\nText.\n",
    "nested": NESTED,
    "fancy": FANCY,
    "two tables": SIMPLE + "\nText between.\n\n" + MULTILINE,
}


def reading(text: str) -> Reading:
    found = read(text.encode(), "a.md")
    for block in found.document.blocks:
        offsets = list(block.content.offsets)
        assert offsets == sorted(offsets)
        for char, at in zip(block.content.text, offsets, strict=True):
            assert char == text[at] or char in "\t "
    return found


def blocks(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.content.text) for block in reading(text).document.blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            GRID,
            [
                "heading Town\tMetres",
                "table_row Bonn\t2.1",
                "table_row Ulm here",
                "table_row It is x",
                "table_row new",
            ],
        ),
        (
            SIMPLE,
            [
                "heading Right\tLeft",
                "table_row 12\ttwelve",
                "table_row 123\tx",
                "caption What it shows.",
                "table_row 4\tfour",
                "table_row 5\tfive",
                "caption Another.",
            ],
        ),
        (
            MULTILINE,
            [
                "heading Centered Header",
                "heading Default Aligned",
                "table_row First",
                "table_row row of two lines",
                "table_row Second\trow",
            ],
        ),
        (INDENTED, ["heading Right\tLeft", "table_row 12\ttwelve"]),
        (VERSE, ["paragraph The river rose in the night and fell."]),
        (
            TERMS,
            [
                "list_item River",
                "list_item It flows.",
                "list_item It rises.",
                "list_item Lake",
                "list_item It stands.",
                "list_item It is still.",
                "paragraph Not a term.",
            ],
        ),
        (EXAMPLES, ["list_item It rose.", "list_item It fell.", "paragraph As (@good) says."]),
        (
            NESTED,
            [
                "quotation It rose.",
                "heading Town\tMetres",
                "table_row Bonn\ttwo",
                "table_row Ulm\tthree",
                "heading Lake\tm",
                "table_row Long\t4",
                "list_item Item",
                "table_row 4\tfour",
                "table_row 5\tfive",
                "list_item Last",
            ],
        ),
        (
            FANCY,
            [
                "list_item It rose.",
                "list_item It fell.",
                "list_item One says it.",
                "list_item Two says it.",
                "paragraph Then:",
                "list_item First.",
                "list_item Second.",
                "list_item Upper one.",
                "list_item Upper two.",
                "paragraph B. Russell wrote so.",
            ],
        ),
    ],
    ids=[
        "grid",
        "simple",
        "multiline",
        "indented",
        "verse",
        "terms",
        "examples",
        "nested",
        "fancy",
    ],
)
def test_blocks_are_those_that_a_reader_sees(text: str, expected: list[str]) -> None:
    """Rows, items and verses have their kinds, and no border is left in their text."""
    assert [f"{kind} {words}" for kind, words in blocks(text)] == expected


@pytest.mark.parametrize("text", [GRID, MULTILINE, VERSE, TERMS, EXAMPLES, NESTED])
def test_notes_lead_from_where_they_stand(text: str) -> None:
    """A marker in a cell, a verse or an item has its place, and leads to its note."""
    found = reading(text)
    markers = [one for one in found.citations if one.style == "footnote"]
    assert [(one.start, one.dangling) for one in markers] == [(text.index("[^1]"), False)]
    assert not found.document.problems


def test_the_label_of_an_example_is_no_citation() -> None:
    """In a text that cites by keys, ``(@good)`` still means the example of that label."""
    text = EXAMPLES + "\nSo it is [@smith].\n"
    keys = [one.marker for one in reading(text).document.pointers if one.style == "citation_key"]
    assert keys == ["@smith"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| a | b |\n|---|---|\n| 1 | 2 |\n", ["heading a\tb", "table_row 1\t2"]),
        ("+ one\n+ two\n", ["list_item one", "list_item two"]),
        ("+---+\n\nText.\n", ["paragraph +---+", "paragraph Text."]),
        ("Text\n\n--- ---\n\nmore\n", ["paragraph Text", "paragraph more"]),
        ("A\n\n----------\n\nB\n", ["paragraph A", "paragraph B"]),
        ("Title\n-----\n", ["heading Title"]),
        ("See (@) there.\n", ["paragraph See (@) there."]),
        ("It is so\na. or not.\n", ["paragraph It is so a. or not."]),
        ("c. 1900 it rose.\n", ["paragraph c. 1900 it rose."]),
        ("I. M. Pei built it.\n", ["paragraph I. M. Pei built it."]),
        ("# a. head\n", ["heading a. head"]),
        ("> text\na. or not\n", ["quotation text a. or not"]),
        ("> a\n> ---\n> b\n", ["heading a", "quotation b"]),
    ],
)
def test_what_only_looks_alike_stays_what_it_was(text: str, expected: list[str]) -> None:
    """Pipe tables, lists, rules and headings are read as before."""
    assert [f"{kind} {words}" for kind, words in blocks(text)] == expected


def seen(node: Any) -> str:
    """The visible text of a node of pandoc's tree, without notes."""
    if isinstance(node, list):
        return "".join(seen(one) for one in node)
    if not isinstance(node, dict) or node["t"] == "Note":
        return ""
    kind, content = node["t"], node.get("c", [])
    if kind == "Str":
        return str(content)
    if kind == "LineBlock":
        return " ".join(seen(line) for line in content) + " "
    ends = kind in ("Space", "SoftBreak", "LineBreak", "Plain", "Para", "Header")
    # A term is no block of pandoc's: what follows it is.
    if kind == "DefinitionList":
        return " ".join(seen(part) for pair in content for part in pair) + " "
    return seen(content) + " " * ends


@pytest.mark.parametrize("name", TEXTS)
def test_the_words_are_those_that_pandoc_reads(name: str) -> None:
    """Every word that pandoc sees outside notes is seen, and none besides."""
    pandoc = pytest.importorskip("pypandoc")
    tree = json.loads(pandoc.convert_text(TEXTS[name], "json", format="markdown"))

    ours = Counter(" ".join(words for _, words in blocks(TEXTS[name])).split())
    assert ours == Counter(seen(tree["blocks"]).split())


HOSTILE = {
    "grid": "+---+\n| a |\n" * 20_000,
    "grids apart": "+---+\n| a |\n\n" * 20_000,
    "columns": "--- ---\na b\n\n" * 20_000,
    "dashes": "----------\n" * 40_000,
    "heads": "----------\nh h\n--- ---\na b\n\n" * 10_000,
    "no end": "--- ---\n" + "a b\n\n" * 40_000,
    "bars": "+" + "-+" * 2_000 + "\n" + "|a" * 2_000 + "\n",
    "verse": "| a\n" * 40_000,
    "terms": "a\n\n: b\n\n" * 10_000,
    "quoted columns": "> --- ---\n> a b\n>\n" * 10_000,
    "quoted grids": "> +---+\n> | a |\n" * 10_000,
    "listed no end": "- a\n\n  --- ---\n" + "  a b\n" * 20_000,
    "letters": "a. x\n\n" * 20_000,
    "blank lines": ("a\n" + "\n" * 200 + ": b\n") * 500,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_linear_time(name: str) -> None:
    """Text that only begins like a table does not cost more than its length."""
    from citations.formats.markdown import read as read_markdown

    before = time.process_time()
    document = read_markdown(HOSTILE[name].encode(), "a.md")
    assert time.process_time() - before < 3
    assert all(block.kind is not BlockKind.CODE for block in document.blocks)

"""Places in files: headings as those who show Markdown name them, anchors, lines."""

from __future__ import annotations

import pytest

from verifier.local.places import has_place, nearest_place, places_in

_MARKDOWN = """\
---
title: "# Not a heading"
---
# The *first* `code_word` & [link](x.md)!

Setext _title_
--------------

## Ünïcode – Straße 🎉

## 1. Getting started

## Dup
## Dup
### `__init__.py` and snake_case {#own-id}

> ## Quoted

- ## In a list

## हिन्दी में

<a id="Given"></a><h2 name='other'>x</h2>

[span]{#spanned .x}

```python
# not a heading
<!-- nor -->
```
~~~
## Nor this
~~~
<!--
## Nor that
-->
"""


@pytest.mark.parametrize(
    "place",
    [
        "the-first-code_word--link",
        "the-first-code_word-link",
        "setext-title",
        "ünïcode--straße-",
        "%C3%BCn%C3%AFcode--stra%C3%9Fe-",
        "unicode-strae",
        "1-getting-started",
        "getting-started",
        "dup",
        "dup-1",
        "dup_1",
        "user-content-dup",
        "own-id",
        "__init__py-and-snake_case",
        "quoted",
        "in-a-list",
        "हिन्दी-में",
        "Given",
        "other",
        "spanned",
        "top",
        "fnref:1",
    ],
)
def test_a_place_in_markdown_is_found_as_generators_name_it(place: str) -> None:
    """Whoever of them makes this anchor, it is there."""
    assert has_place(places_in(_MARKDOWN.encode(), "a.md"), place) is not False


@pytest.mark.parametrize(
    "place",
    ["first", "dup-2", "not-a-heading", "nor-this", "nor-that", "setext", "quote", "getting"],
)
def test_a_place_that_nobody_would_make_is_missing(place: str) -> None:
    """Nor are there any in code, comments and the metadata."""
    assert has_place(places_in(_MARKDOWN.encode(), "a.md"), place) is False


_RST = """\
Title: the *first* ``one``
==========================

.. _My Label:
.. _`other label`: https://e.example/

Sub
---

An _`inline target` and :ref:`x`.
"""


@pytest.mark.parametrize(
    ("data", "name", "place", "expected"),
    [
        (_RST, "a.rst", "title-the-first-one", True),
        (_RST, "a.rst", "my-label", True),
        (_RST, "a.rst", "sub", True),
        (_RST, "a.rst", "inline-target", True),
        (_RST, "a.rst", "subs", False),
        (_RST + "\n.. automodule:: x\n", "a.rst", "x.Y", None),
        (_RST + "\n.. py:function:: f\n", "a.rst", "f", None),
        ("# A\n\n(my-label)=\n## B\n", "a.md", "my-label", True),
        ("# A\n\n(my-label)=\n## B\n", "a.md", "label-of-another-file", None),
        ("# A [![x](b.svg)](c)\n", "a.md", "a-", True),
        ("# 2. <nodejs.example> access<br>\n", "a.md", "2-nodejsexample-access", True),
        ('# A\n\n--8<-- "b.md"\n', "a.md", "b", None),
        ("# A\n\n{% include x %}\n", "a.md", "b", None),
        ("# A\n\n::: pkg.module\n", "a.md", "pkg.module", None),
        ("# A\n\n::: warning\nx\n:::\n", "a.mdx", "b", None),
        ("# A\n\n:::tip\nx\n:::\n", "a.mdx", "b", False),
        ("<h1 id=a>x</h1><p>" + "word " * 50, "a.html", "a", True),
        ("<h1 id=a>x</h1><p>" + "word " * 50, "a.html", "b", False),
        ("<h1 id='a%3Ab'>x</h1>", "a.html", "a%3Ab", True),
        ("a\nb", "a.c", "L2", True),
        ("a\nb", "a.c", "L3", False),
        ("a\nb", "a.c", "L1-L3", False),
        ("a\nb", "a.c", "main", None),
        ("\0\0", "a.bin", "L9", None),
        ("%PDF-1.4 /Type /Page /Type /Page", "a.pdf", "page=2", True),
        ("%PDF-1.4 /Type /Page /Type /Page", "a.pdf", "page=3", False),
    ],
)
def test_places_of_other_files(data: str, name: str, place: str, expected: bool | None) -> None:
    """Titles, labels, ids, lines and pages; None where programs make more than can be seen."""
    assert has_place(places_in(data.encode(), name), place) is expected


def test_what_is_there_instead_is_named() -> None:
    """A slip of the pen is told by what it is near to."""
    assert nearest_place(places_in(b"# Set up\n", "a.md"), "setup") == "#set-up is there"
    assert nearest_place(places_in(b"# Set up\n", "a.md"), "else") == ""
    assert nearest_place(places_in(b"a\nb\n", "a.py"), "L7") == "it has 2 lines"


@pytest.mark.parametrize(
    "text",
    [
        "# " + "[" * 200_000,
        "# " + "![a](" * 50_000,
        "`" * 200_000,
        "<!--" * 50_000,
        "{" * 200_000 + "#",
        "x\n-\n" * 50_000,
        "# " + "<a " * 50_000,
        ".. " + "a" * 200_000,
        "---\n" * 100_000,
        "# " + "*_" * 100_000,
    ],
    ids=range(10),
)
def test_hostile_files_take_little_time(text: str) -> None:
    """Two hundred thousand characters of one sign are read at once."""
    for name in ("a.md", "a.rst"):
        assert has_place(places_in(text.encode(), name), "x" * 100) in (False, None)

"""What documents point at in their own folder."""

from __future__ import annotations

import pytest

from citations.formats import read_document
from citations.formats._marks import is_local
from citations.linking import read_links

_MARKDOWN = """\
# Tides

See [a](b.md#x), ![chart](img/x.png "t"), [here](#t), [![b](badge.svg)](LICENSE), `[c](no.md)`,
[r], f[i](x), [q](<my file.md>), [w](https://e.example/), [m](mailto:a@b.example),
[tpl]({{ site.x }}/y.md), [dots](...), <img src="k.png"> and <a href="z.html">z</a>.[^1]

[r]: ref.md

    [code](no2.md)

<!-- [c](no3.md) -->

<div><a href="d.html#q">d</a><img src="../e.png"></div>

| a | b |
|---|---|
| [t](t.md) | x |

[^1]: A note with [n](n.md).
"""
_RST = """\
Tides
=====

`text <other.html>`_ and :doc:`guide/start` and :doc:`S <../x>`, :download:`f <d.csv>`,
files_ `in`_, `m <a@b.example>`_, w__.

.. _files: files/t.txt
.. _in: https://e.example/
__ in_

.. image:: img/x.png
   :alt: hello

.. figure:: img/y.png

   A caption.

.. literalinclude:: ../src/a.py
.. include:: https://e.example/x
"""
_HTML = """\
<!doctype html><html><head><link rel=stylesheet href="s.css?v=3"><script src=/j.js></script></head>
<body><nav><a href="../">up</a></nav><p>See <a href="b.html#x">b</a>, <a href="#">top</a>,
<a href="javascript:x()">x</a>, <a href="//e.example/">e</a> and <img src=i.png>.</p></body></html>
"""


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (
            _MARKDOWN,
            "a.md",
            (
                "b.md#x img/x.png #t LICENSE badge.svg ref.md my_file.md k.png z.html d.html#q "
                "../e.png t.md n.md"
            ),
        ),
        (
            _RST,
            "a.rst",
            "other.html guide/start.rst ../x.rst d.csv files/t.txt img/x.png img/y.png ../src/a.py",
        ),
        (_HTML, "a.html", "s.css?v=3 /j.js ../ b.html#x i.png"),
        (_HTML.replace("<link", "<base href=https://e.example/><link"), "a.html", ""),
    ],
    ids=["markdown", "rst", "html", "html with a base"],
)
def test_files_that_a_document_points_at_are_found_with_their_places(
    text: str, name: str, expected: str
) -> None:
    """Each file is found once and in its place; code, comments and other schemes hold none."""
    found = read_document(text.encode(), name).local_links
    assert [link.url.replace(" ", "_") for link in found] == expected.split()
    shown = [text[link.start : link.end] for link in found]
    for link, piece in zip(found, shown, strict=True):
        last = link.url.removesuffix(".rst").rpartition("/")[2]
        assert last in piece or piece in ("[r]", "files_")
    assert read_links(text.encode(), name).document.local_links == found


@pytest.mark.parametrize(
    "url",
    [
        "mailto:a@b",
        "std::vec",
        "C:\\x",
        "//host/x",
        "www.e.example",
        "?page=2",
        "#",
        "#!",
        "~x",
        "@site/x",
        "${X}/y",
        "{lang}/y",
        "...",
        "…",
        "{{x}}/y",
        "{%x%}",
        "%PUBLIC_URL%/x",
        "a|b",
        "*.md",
        "<url>",
    ],
)
def test_what_is_no_file_is_not_taken_for_one(url: str) -> None:
    """Schemes, hosts, queries, aliases, patterns and what a generator fills in."""
    assert not is_local(url)

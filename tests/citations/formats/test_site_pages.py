"""What people's sites and tools put around their prose: heads of fields, templates, labels."""

from __future__ import annotations

import time

import pytest

from citations import read
from citations.markers import numeric
from citations.model import BlockKind


@pytest.mark.parametrize(
    ("name", "text", "title", "language"),
    [
        ("a.md", "Title: Flut\nDate: 2021-03-04\nLang: de\n\nDas Wasser stieg.\n", "Flut", "de"),
        ("a.md", "title: Flood\nauthor: E. Marlow\n  and others\n\nIt rose.\n", "Flood", "en"),
        ("a.rst", "PEP: 9\nTitle: Flood\n\n\nOne\n===\n\nIt rose to the sill.\n", "Flood", "en"),
    ],
)  # fmt: skip
def test_lines_of_fields_at_the_top_are_no_prose(
    name: str, text: str, title: str, language: str
) -> None:
    """They give the title and the language, and no claim."""
    found = read(text.encode(), name)

    assert (found.document.title, found.document.language) == (title, language)
    assert len(found.claims) == 1
    assert found.citations == ()


@pytest.mark.parametrize(
    "text",
    [
        "Note: the river rose.\n\nIt fell.\n",
        "Title: one\nof two\n\nIt fell.\n",
        "Title: x\n\nIt.\n",
    ],
)
def test_prose_that_begins_with_a_colon_is_prose(text: str) -> None:
    """A head has two fields at least, and nothing else stands in it."""
    assert len(read(text.encode(), "a.md").claims) == 2


def test_a_head_without_end_is_read_in_linear_time() -> None:
    """However many fields and spaces there are."""
    started = time.process_time()
    read(b"a:" + b" " * 50_000 + b"\n" + b"bb:  \n  x\n" * 20_000 + b"x\n", "a.md")
    assert time.process_time() - started < 4


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Damm ist nicht alt, und das Wasser stieg auf drei Meter.\n", "de"),
        ("La digue est ancienne et les eaux sont montées dans le port.\n", "fr"),
        ("Плотина старая, и вода поднялась.\n", "ru"),
        ("---\nlang: it\n---\n\nDer Damm ist nicht alt.\n", "it"),
        ("```\nif the and of to in that is\n```\n\nDer Damm ist nicht alt.\n", "de"),
    ],
)
def test_the_language_is_told_by_the_words(text: str, language: str) -> None:
    """Unless the metadata says it; code has no language."""
    for name in ("a.md", "a.rst")[: 2 if text.isprintable() else 1]:
        assert read(text.encode(), name).document.language == language


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('{{< panel title="x" >}}The river rose.{{< /panel >}}\n', "The river rose."),
        ("{% include nav.html %}\nThe river rose {{ site.much }}.\n", "The river rose."),
        ("The river rose, [they say]({{ site.url }}/a).\n", "The river rose, they say."),
        ('The river rose, [they say]({% link a.md %} "t").\n', "The river rose, they say."),
        ("The set {a, {b}} rose.\n", "The set {a, {b}} rose."),
        ("Say `{{ x }}` for it.\n", "Say {{ x }} for it."),
    ],
)  # fmt: skip
def test_what_a_generator_fills_in_is_no_word_of_the_sentence(text: str, shown: str) -> None:
    """The prose between its tags is read; code that shows a tag keeps it."""
    assert [one.text for one in read(text.encode(), "a.md").claims] == [shown]


def test_an_address_that_a_tag_is_given_is_a_link() -> None:
    """It is shown on the page like any other."""
    found = read(b"{% embed url='https://film.example/w?v=1' %}\n\nIt rose.\n", "a.md")

    assert [one.url for one in found.links] == ["https://film.example/w?v=1"]


def test_code_between_the_tags_for_it_is_code() -> None:
    """Jekyll's older way to write a listing."""
    text = (
        b"It rose.\n\n{% highlight py %}\nprint(1). Run it.\n\nraise\n{% endhighlight %}\n\nSo.\n"
    )
    found = read(text, "a.md")

    assert [one.text for one in found.claims] == ["It rose.", "So."]
    assert BlockKind.CODE in {one.kind for one in found.document.blocks}


@pytest.mark.parametrize(
    "marker",
    ["[1][^1]", "[\\[1\\]](#fn-1)[^1]", "\\[[1](#fn-1)[^1]\\]", " \\[1\\] [^1]"],
)
def test_a_number_that_is_written_before_a_marker_cites_once(marker: str) -> None:
    """The same note is meant; the number is no part of the claim."""
    found = read(
        f"The river rose.{marker} It fell.\n\n[^1]: Marlow, Tides, 1988.\n".encode(), "a.md"
    )

    assert [(one.marker, one.dangling) for one in found.citations] == [("1", False)]
    assert [one.text for one in found.claims] == ["The river rose.", "It fell."]


@pytest.mark.parametrize(
    "heading", ["4.2.1 The quay", "12.3 In the harbour", "1.1.1.2 We", "A.1 Proof", "B.12 In"]
)
def test_the_number_of_a_section_is_no_marker(heading: str) -> None:
    """Though a sentence could begin behind it; one in the middle of a text is a marker."""
    text = f"# {heading}\n\nIt rose.1 It fell.2\n\n# References\n\n1. A, 2001.\n2. B, 2002.\n"

    assert [one.line for one in read(text.encode(), "a.md").citations] == [3, 3]
    assert list(numeric(heading)) == []


@pytest.mark.parametrize(
    "text",
    [
        "The slope is 3 rad m^-1^ here.",
        "The slope is 3 rad m^−1^ here.",
        "So\n$$\n\\|W^{1/2}(y)\\|_2^2+x^2\n$$\nholds.",
        "The flow is 4 m⁻¹ s⁻² here.",
    ],
)
def test_exponents_are_no_markers(text: str) -> None:
    """Negative powers of units, and what stands in a formula over several lines."""
    found = read(f"{text}\n\n# References\n\n1. Marlow, Tides, 1988.\n".encode(), "a.md")

    assert found.citations == ()


@pytest.mark.parametrize(
    ("url", "links"),
    [
        ("gloss:tide", 0),
        ("https://people.example/{{author.id}}", 0),
        ("doi:10.5555/12345678", 1),
        ("urn:isbn:9780306406157", 1),
        ("ftp://files.example/a", 1),
        ("//cdn.example/a", 1),
    ],
)
def test_a_word_of_some_tools_own_is_no_link(url: str, links: int) -> None:
    """Only what names a source is looked for: a known scheme, or any with two strokes."""
    assert len(read(f"The [tide]({url}) rose.\n".encode(), "a.md").links) == links


def test_a_chunk_with_backticks_in_its_head_is_one() -> None:
    """What stands behind it is prose again."""
    text = '```{r map, fig.cap="Drawn by `draw()` here", eval=FALSE}\ndraw(1)\n```\n\nIt rose.\n'

    assert [one.text for one in read(text.encode(), "a.Rmd").claims] == ["It rose."]


def test_an_abstract_before_the_document_is_read() -> None:
    """Some classes of LaTeX want it there."""
    text = (
        "\\documentclass{x}\n\\newcommand{\\a}{b}\n\\begin{abstract}\nThe quay sank by 3 cm; see "
        "\\url{https://quay.example/}.\n\\end{abstract}\n"
        "\\begin{document}\nIt rose.\n\\end{document}\n"
    )
    found = read(text.encode(), "a.tex")

    assert [one.url for one in found.links] == ["https://quay.example/"]
    assert [one.text for one in found.claims][-1] == "It rose."
    assert found.claims[0].text.startswith("The quay sank")


@pytest.mark.parametrize("name", ["a.md", "a.rst", "a.txt"])
@pytest.mark.parametrize(
    "text",
    [
        "见 https://quay.example/x。然后水上涨",
        "见 https://quay.example/x．然后水上涨",
        "見 https://quay.example/x）と、水が増えた",
        "見る「https://quay.example/x」と増えた",
        "“https://quay.example/x”的水上涨",
        "See “https://quay.example/x”, where it rose.",
    ],
)
def test_an_address_ends_where_the_sentence_goes_on(name: str, text: str) -> None:
    """Chinese and Japanese set no space behind it, and its quotation marks are none of it."""
    assert [one.url for one in read(f"{text}\n".encode(), name).links] == ["https://quay.example/x"]


def test_an_address_without_its_scheme_is_one() -> None:
    """As sites show it: "www." begins an address in running text."""
    assert [one.url for one in read(b"See www.quay.example/x, then.\n", "a.md").links] == [
        "http://www.quay.example/x"
    ]


@pytest.mark.parametrize("head", ["!!! note", '!!! tip "A tip"', "??? warning", "???+ info"])
def test_what_stands_in_a_box_is_prose(head: str) -> None:
    """Paragraphs, links and notes in it, up to the first line that is not indented."""
    text = (
        f"One rose.\n\n{head}\n    The quay [sank](https://quay.example/).[^1]\n"
        "\n    It rose\n    again.\n\nTwo fell.\n\n[^1]: Marlow, Tides, 1988.\n"
    )
    found = read(text.encode(), "a.md")

    assert [one.text for one in found.claims] == [
        "One rose.", "The quay sank.", "It rose again.", "Two fell."
    ]  # fmt: skip
    assert [one.style for one in found.citations] == ["inline_link", "footnote"]


@pytest.mark.parametrize(
    "text", ["!!! Look out.\n\nIt rose.", "!!!\n    code", "?? What\n\n    code"]
)
def test_signs_of_surprise_are_no_box(text: str) -> None:
    """Without indented lines, or without a word, they are text as ever."""
    found = read(f"{text}\n".encode(), "a.md")

    assert found.document.blocks[0].content.text.startswith(text[:2])

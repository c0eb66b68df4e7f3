"""What is told of Markdown at a look is what the grammar and the scanner tell of it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations.formats._md_plain import plain_note
from citations.formats.markdown import read
from citations.model import NoteBody

WORDS = [
    "Brown",
    "*The Lake*",
    "_a_",
    "**b** c",
    "*d",
    "e_",
    "f*g*",
    "(*h*)",
    "“*i*”,",
    "*j*.",
    "2*3*4",
]
WORDS += [
    "p. 3",
    "A & B",
    "AT&T",
    "a/b",
    "www.",
    "ww1.",
    "http",
    "://",
    "x:",
    "[k]",
    "`l`",
    "{m}",
    "\\*",
]
WORDS += [
    "é",
    "$5",
    "n@o",
    "|",
    "^",
    "~",
    "<b>",
    "\u00ad",
    "\t",
    "  ",
    "1. q",
    "a) r",
    "- s",
    "> t",
    "#",
]
ADDRESSES = [
    "https://a.example/b",
    "http://a.example/b/",
    "https://a.example/*c*",
    "HTTP://a.example/",
]
ADDRESSES += [
    "https://a.example/(d)",
    "https://a.example/e.",
    "https://a.example/f?g=1&h=2#i",
    "https://",
]
ADDRESSES += ["https://a.example/j-", "https://é.example/", "www.a.example/k", "ftp://a.example/l"]
AROUND = [
    "{}",
    "{}",
    "{}",
    "<{}>",
    "[title]({})",
    "[*m* n]({})",
    "![o]({})",
    "[p]({} 'q')",
    "[^r]({})",
    "({})",
]
BEHIND = [
    "",
    ".",
    ",",
    ").",
    " (accessed 3 May)",
    " a-b-c/d",
    " s",
    "  t",
    "/u",
    " ",
    "…",
    "\t",
    ": v",
    "{w}",
]


@st.composite
def notes(draw: Any) -> str:
    """The words of a note, and addresses between and behind them."""
    words = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)
    address = draw(st.sampled_from(AROUND)).format(draw(st.sampled_from(ADDRESSES)))
    parts = [draw(words), address + draw(st.sampled_from(BEHIND)), draw(words)]
    joint: str = draw(st.sampled_from([" ", ", ", ""]))
    return joint.join(parts[: draw(st.integers(1, 3))])


def body_of(text: str) -> tuple[Any, ...]:
    body: NoteBody = read(text.encode(), "a.md").note_bodies[0]
    places = list(body.content.offsets)
    return body.key, body.content.text, places, body.start, body.end, body.urls, body.number


@given(notes(), st.sampled_from([" ", "  ", "", "\t", "     "]), st.sampled_from(["\n", "\r\n"]))
@settings(deadline=None, max_examples=80)
def test_a_note_told_at_a_look_is_the_one_that_the_grammar_gives(
    note: str, space: str, end: str
) -> None:
    """A list behind a note is none of it, and has the note looked at closely."""
    text = f"It fell.[^1]{end}{end}[^1]:{space}{note}{end}"

    assert body_of(text) == body_of(f"{text}{end}- item{end}")
    assert body_of(text) == body_of(f"{text}[^2]: Quill, The River{end}")
    assert body_of(text) == body_of(f"{text}{end}It rose.{end}")


@pytest.mark.parametrize(
    "note",
    [
        "Brown, *The Lake*, https://a.example/1",
        "Brown & Quill, “The River”, The Courier, 3 May 2004, <https://a.example/1>, p. 90.",
        "[The Lake](https://a.example/1), The Herald, 2021.",
        "Ibid., p. 3.",
        "https://a.example/1",
    ],
)
def test_notes_as_most_are_written_are_told_at_a_look(note: str) -> None:
    """One line of words, with or without an address, however that is written."""
    text = f"[^1]: {note}\n"

    found = plain_note(text, 0, len(text))

    assert found is not None
    assert [url for url, _, _ in found[1].urls] == ["https://a.example/1"] * ("a.ex" in note)


@pytest.mark.parametrize(
    "behind",
    [
        "goes on",
        "    goes on",
        "\n    goes on",
        "- item",
        "> quote",
        "| a |",
        "***",
        ": x",
        "\n: x",
    ],
)
def test_a_note_that_may_go_on_is_not_told_at_a_look(behind: str) -> None:
    """A line behind it that is no definition may belong to it."""
    text = f"[^1]: Brown, https://a.example/1\n{behind}\n"

    assert plain_note(text, 0, len(text)) is None


@pytest.mark.parametrize("words", ["It fell", "It\nfell", "It fell ", "It fell\n", "", " ", "…"])
@pytest.mark.parametrize("notes", ["[^1]: Brown\n", "[^a]: Quill\n", ""])
@pytest.mark.parametrize("label", ["1", "a", "2"])
def test_a_marker_at_the_end_is_read_as_one_in_the_middle(
    words: str, notes: str, label: str
) -> None:
    """A paragraph with an entity at its beginning is scanned sign for sign."""
    at_a_look, scanned = (
        read(f"{begin} x{words}[^{label}]\n\n{notes}It rose.\n".encode(), "a.md")
        for begin in ("&", "&amp;")
    )

    assert at_a_look.blocks[0].content.text == scanned.blocks[0].content.text
    assert [(one.key, one.at) for one in at_a_look.pointers] == [
        (one.key, one.at) for one in scanned.pointers
    ]
    assert [one.code for one in at_a_look.problems] == [one.code for one in scanned.problems]


@pytest.mark.parametrize(
    "text", ["www.,", "See www.; then www..", "x http://, y", "ftp://.", "a://b"]
)
def test_the_beginning_of_an_address_alone_is_none(text: str) -> None:
    """Nothing but stops behind it: the scanner goes on, and the words stay as they are."""
    document = read(text.encode(), "a.md")

    assert document.blocks[0].content.text == text


def test_the_end_of_an_address_begins_no_other() -> None:
    """A stop is no part of an address, and what stands before it is read once."""
    document = read(b"See https://a.example/b.www., which fell.", "a.md")

    assert [one.url for one in document.pointers] == ["https://a.example/b.www"]

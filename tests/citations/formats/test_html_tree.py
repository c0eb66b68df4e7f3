"""The HTML tokenizer and tree against lxml and selectolax, and against hostile pages."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from citations.formats._html_text import Flow
from citations.formats._html_tree import build
from citations.model import Mapped

PIECES = (
    "text|more &amp; text|<p>|</p>|<p class=a>|<div id='x'>|</div>|<b>|</b>|<i title=\"a>b\">|</i>"
    "|<br>|<br/>|<ul>|<li>|</li>|</ul>|<a href=http://x.org/?a=1&b=2>|</a>|<!-- c -->|<!-- <p> -->"
    "|&lt;|&#65;|&#x42;|&nbsp;|&ampx|&nosuch;|&|<|< a|a<b|<3|</ x>|<?php x?>|<!doctype html>"
    "|<script>a<b</script>|<style>p{}</style>|<span hidden>|</span>|<h1>|</h1>|<em/>|</em>"
    "|<p\n  class = \"q\"\n>|</nosuch>|<dl>|<dt>|<dd>|</dl>|é|\u201c|\n|  |<hr>|<img src=a alt='>'>"
)
PIECE = st.sampled_from(PIECES.split("|"))


def ours(page: str) -> str:
    """All text of the page, scripts left out, as our events give it."""
    tree = build(page)
    flow = Flow(Mapped.plain(page))
    skip = 0
    for index, (first, second) in enumerate(tree.events):
        if isinstance(first, int):
            if index >= skip:
                flow.add(first, second)
                flow.space(second - 1)
        elif first == "start" and second.tag in ("script", "style", "head"):
            skip = max(skip, second.last)
    return flow.finish().text


def theirs(page: str) -> str:
    tree = LexborHTMLParser(page)
    for node in tree.css("script, style, head"):
        node.decompose()
    return tree.root.text(separator=" ") if tree.root else ""


def letters(text: str) -> str:
    return re.sub(r"\s+", "", text)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECE, max_size=20))
def test_the_text_is_that_of_a_browser_parser(pieces: list[str]) -> None:
    """Well-formed or not, a page has the same characters, in the same order."""
    page = "<body>" + "".join(pieces)
    assert letters(ours(page)) == letters(theirs(page))


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="<>/!-?&#;='\" abp1\n", max_size=60))
def test_broken_markup_ends_and_every_character_knows_its_place(page: str) -> None:
    """No sequence of mark-up characters stops the reader, and offsets stay in order."""
    flow = Flow(Mapped.plain(page))
    for first, second in build(page).events:
        if isinstance(first, int):
            flow.add(first, second)
    content = flow.finish()
    offsets = list(content.offsets)
    assert len(offsets) == len(content.text)
    assert offsets == sorted(offsets)
    assert all(0 <= offset < len(page) for offset in offsets)


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + "deep",
        "<b>" * 100_000 + "</i>" * 100_000,
        "<p><a>" * 50_000,
        "<!--" * 100_000,
        "<a b='" * 50_000,
        '<a b="' + "<a c='" * 50_000,
        "<" * 300_000,
        "&" * 300_000,
        "&#" * 150_000,
        "<a " * 100_000,
        "<table><tr><td>" * 30_000,
        "<li>" * 100_000,
        "<script>" * 50_000,
        "</p>" * 100_000,
        "<a " + "x " * 150_000,
        "<![CDATA[" * 40_000,
        " " * 300_000 + "x",
    ],
    ids=lambda page: page[:12],
)
def test_hostile_pages_take_linear_time(page: str) -> None:
    """Nesting, unclosed quotes, comments and tags cost no more than their length."""
    started = time.process_time()
    ours(page)
    assert time.process_time() - started < 5

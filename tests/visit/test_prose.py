"""Prose told from mark-up alone is never more than the page's tree has."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from verifier.availability.prose import has_prose
from verifier.availability.words import read_words

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.origin import articles
from bench.pages import live_articles, missing_pages

PROSE = "The council measured the lake and published what it had found, as it does each year. "

# No form: a tree keeps one open behind an end that stands in the wrong place.
_TAGS = ("p", "div", "a", "nav", "header", "footer", "aside", "li", "em", "span", "button")
_PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in _TAGS]),
    st.sampled_from([f"</{tag}>" for tag in _TAGS]),
    st.sampled_from(["<br>", "<!--", "-->", "<script>", "</script>", "&nbsp;", "<P CLASS=x>"]),
    st.integers(1, 6).map(lambda times: PROSE * times),
)


@settings(deadline=None, max_examples=150)
@example(["<p>", "<a>", "<p>", PROSE * 6, "<p>"])  # the link goes on in the next paragraph
@given(st.lists(_PIECES, max_size=40))
def test_mark_up_never_shows_more_prose_than_the_tree(pieces: list[str]) -> None:
    """Whatever stands in a page, prose that is found without a tree is found with it."""
    source = f"<body>{''.join(pieces)}"

    if has_prose(source.encode(), "utf-8", 400):
        assert read_words(source).prose > 400


def test_articles_need_no_tree() -> None:
    """What is plainly an article is known as one, and what is none never is."""
    assert all(has_prose(page, "utf-8", 1_500) for page in articles(60))
    for case in [*live_articles(200), *missing_pages(200)]:
        plain = has_prose(case.fetched.body, "utf-8", 1_500)
        assert plain <= (read_words(case.fetched.body.decode()).prose > 1_500)


UNSEEN = {
    "in a comment": "<!-- {} -->",
    "in a script": "<script>var a = '{}'</script>",
    "in a menu": "<nav>{}</nav>",
    "in a form": "<form action=/><div>{}</div></form>",
    "in teasers that are links": "<a href=/>{}</a>",
    "in a script that never ends": "<script>{}",
    "in menus inside one another": "<nav><nav></nav>{}</nav>",
    "made of links": "<p><a href=/>{}</a></p>",
}


@pytest.mark.parametrize("name", UNSEEN)
def test_text_that_is_no_prose_is_not_taken_for_it(name: str) -> None:
    """Menus, forms, links, comments and scripts may be as long as they like."""
    inner = "".join(f"<p>{PROSE * 3}</p>" for _ in range(20))
    if "<p>" in UNSEEN[name]:
        inner = PROSE * 60

    page = f"<html><body><h1>Gone</h1>{UNSEEN[name].format(inner)}</body></html>"

    assert not has_prose(page.encode(), "utf-8", 1_500)


HOSTILE = {
    "tags without an end": b"<p><" + b"a" * 3_980 + b"</p>",
    "nothing but begun tags": b"<p>" + b"<" * 3_980 + b"</p>",
    "menus of begun tags": b"<header>" + b"<" * 400 + b"</header>",
    "links without an end": b"<p>" + b"<a>" * 1_300 + b"</p>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_page_takes_long_to_look_through(name: str) -> None:
    """The time grows with a page's length, whatever is in it."""
    begun = time.process_time()

    assert not has_prose(b"<body>" + HOSTILE[name] * 600, "utf-8", 1_500)

    assert time.process_time() - begun < 0.5

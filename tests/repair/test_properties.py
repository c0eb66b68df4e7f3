"""Whatever the document: only the intended bytes change, and a second repair changes nothing."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from world import mended, understood

from citations.errors import UnreadableSource
from verifier.repair import Patch
from verifier.repair.html import repair_html
from verifier.repair.nodes import bare_addresses
from verifier.repair.wikitext import repair_wikitext

_HOSTS = st.sampled_from(["moved", "dead", "soft", "live", "failing"])
_URLS = st.builds(
    lambda host, path: f"http://{host}.example/{path}",
    _HOSTS,
    st.sampled_from(["a", "b/c.html", "d?e=1&f=2", "g_(h)", "i#j", "k%20l", "", "m-n,o"]),
)
_WORDS = st.sampled_from(
    ["The bridge was opened in 1932", "Nobody was hurt", "Prices rose by 3.5 %", "“Ja”, sagte sie",
     "Smith, J., 'Closing', Town News", "ibid.", "*very* `odd`", "a | b", "[x] {y}", "\\*"]
)  # fmt: skip
_ENDS = st.sampled_from([". ", ".\n", ".\n\n", ".\r\n\r\n", ", ", "\t", "\n\n## H\n\n"])

_PIECES = {
    "a.md": st.one_of(
        st.builds("[{}]({})".format, _WORDS, _URLS),
        st.builds("<{}>".format, _URLS),
        _URLS,
        _WORDS,
        st.builds("claim[^{0}]\n\n[^{0}]: {1}, {2}\n\n".format, st.integers(1, 9), _WORDS, _URLS),
        st.builds("[r{0}]\n\n[r{0}]: {1} 'T'\n\n".format, st.integers(1, 9), _URLS),
    ),
    "a.txt": st.one_of(
        _URLS,
        _WORDS,
        st.builds("{}.{}".format, _WORDS, st.integers(1, 9)),
        st.builds("\n\n{} {}, {}\n".format, st.integers(1, 9), _WORDS, _URLS),
    ),
    "a.html": st.one_of(
        st.builds('<p>{} <a href="{}">b</a></p>'.format, _WORDS, _URLS),
        st.builds("<a href={}>{}</a>".format, _URLS, _WORDS),
        st.builds("<li id=n1>{}, {}</li>".format, _WORDS, _URLS),
        st.builds("<!-- {} -->".format, _URLS),
        _WORDS,
    ),
    "a.wiki": st.one_of(
        st.builds("<ref>{{{{cite web|url={}|title={}}}}}</ref>".format, _URLS, _WORDS),
        st.builds("[{} {}]".format, _URLS, _WORDS),
        _URLS,
        _WORDS,
        st.sampled_from(["{{", "}}", "[[", "]]", "|", "<!--", "<nowiki>"]),
    ),
    "a.tex": st.one_of(
        st.builds("It is so\\footnote{{{}, \\url{{{}}}.}}".format, _WORDS, _URLS),
        st.builds("\\href{{{}}}{{{}}}".format, _URLS, _WORDS),
        st.sampled_from(["\\", "{", "}", "%", "$x$", "\\verb|http://dead.example/a|"]),
        _WORDS,
    ),
    "a.bib": st.one_of(
        st.builds("@misc{{k, url = {{{}}}, title = {{{}}}}}\n".format, _URLS, _WORDS),
        st.builds('@misc{{k, howpublished = "\\url{{{}}}"}}\n'.format, _URLS),
        st.sampled_from(["@", "{", "}", "@comment{x}\n"]),
    ),
    "a.ris": st.builds("\nTY  - WEB\nTI  - {}\nUR  - {}\nER  - \n".format, _WORDS, _URLS),
    "a.csv": st.builds('\n"{}",{},"{}"'.format, _WORDS, _URLS, _URLS),
    "a.urls": st.builds("\n{}\n# {}".format, _URLS, _WORDS),
}


def only_intended(patch: Patch) -> None:
    """Undoing the edits one by one, from the last, gives the document back."""
    text = patch.texts[0][2] if patch.texts else ""
    moved = sum(len(edit.new) - len(edit.old) for edit in patch.edits)
    for edit in reversed(patch.edits):
        moved -= len(edit.new) - len(edit.old)
        start = edit.start + moved
        assert text[start : start + len(edit.new)] == edit.new
        text = text[:start] + edit.old + text[start + len(edit.new) :]
    if patch.edits:
        assert text == patch.texts[0][1]
        assert text.encode() == patch.before
    else:
        assert patch.after == patch.before


@pytest.mark.parametrize("name", sorted(_PIECES))
@given(data=st.data())
@settings(deadline=None, max_examples=60)
def test_only_the_intended_bytes_change(name: str, data: st.DataObject) -> None:
    """And the second run has nothing to do."""
    pieces = data.draw(st.lists(st.tuples(_PIECES[name], _ENDS), min_size=1, max_size=8))
    document = "".join(piece + end for piece, end in pieces)
    if not document.strip():
        return
    kind = "wikitext" if name == "a.wiki" else None
    try:
        patch = mended(document.encode(), name, kind)
    except UnreadableSource:
        return  # there is nothing in it
    only_intended(patch)
    assert mended(patch.after, name, kind).edits == ()


@pytest.mark.parametrize("name", ["article.md", "chapter.txt", "newsletter.txt"])
def test_our_examples_are_read_the_same_after_a_repair(name: str) -> None:
    """Claims, notes and references of a real document survive it."""
    document = (Path(__file__).parents[2] / "examples" / name).read_bytes()
    text = document.decode().replace("https://", "http://dead.example/")
    before = understood(text.encode(), name)
    patch = mended(text.encode(), name)
    after = understood(patch.after, name)

    only_intended(patch)
    assert [claim.text for claim in after.claims] == [claim.text for claim in before.claims]
    assert len(after.notes) == len(before.notes)


@pytest.mark.parametrize(
    "piece", ["{{", "}}", "[[", "|", "<!--", "{{a|", "<a ", "<a href='", '<a b="']
)
def test_hostile_mark_up_is_scanned_in_bounded_time(piece: str) -> None:
    """A hundred thousand characters of brackets take less than a few seconds."""
    text = (piece * (100_000 // len(piece)))[:100_000]
    reading = understood(b"See http://dead.example/a.", "a.txt")
    hostile = type(reading.document)(
        source="x",
        format="html",
        text=text,
        text_sha256="",
        blocks=(),
    )
    reading = type(reading)(document=hostile, links=reading.links)
    started = time.process_time()
    repair_html(reading, {}, "beside")
    repair_wikitext(reading, {}, "beside")
    assert time.process_time() - started < 5


def test_a_template_without_parameters_is_left_alone() -> None:
    """An empty pair of braces has no bar, and nothing to repair."""
    assert mended(b"{{. }}. {{stub}} http://live.example/", "a.wiki", "wikitext").edits == ()


@given(st.lists(st.tuples(_WORDS, _URLS), min_size=1, max_size=4), st.booleans(), st.integers(0, 3))
@settings(deadline=None, max_examples=40)
def test_a_notebook_is_the_same_but_for_its_addresses(
    said: list[tuple[str, str]], ascii_only: bool, indent: int
) -> None:
    """However it is laid out and escaped, it stays JSON, and code and outputs stay as they are."""
    lines = [f"{words} [x]({url}) “{words}”\n" for words, url in said]
    code = {"cell_type": "code", "source": lines, "outputs": [{"text": lines}]}
    made = {"nbformat": 4, "cells": [{"source": lines, "cell_type": "markdown"}, code]}
    text = json.dumps(made, ensure_ascii=ascii_only, indent=indent or None)
    patch = mended(text.encode(), "a.ipynb")
    only_intended(patch)
    after = json.loads(patch.after)
    assert after["cells"][1] == code
    assert len(after["cells"][0]["source"]) == len(lines)
    assert mended(patch.after, "a.ipynb").edits == ()


@pytest.mark.parametrize("piece", ["<a>", "<a b='", "<w:t>", "http://dead.example/<", "<!--", "("])
def test_hostile_text_between_tags_is_scanned_in_bounded_time(piece: str) -> None:
    """A hundred thousand characters take less than a few seconds."""
    text = (piece * (100_000 // len(piece)))[:100_000]
    started = time.process_time()
    assert list(bare_addresses(text, {}, skip=("a",))) == []
    assert time.process_time() - started < 5

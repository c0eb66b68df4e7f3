"""Addresses: one spelling an address, found whole in prose, mended where a line broke them."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations.model import Mapped
from citations.urls import canonical, find, host_of, is_url

EQUIVALENT = [
    ("HTTP://Example.ORG", "http://example.org/"),
    ("https://example.org:443/a", "https://example.org/a"),
    ("http://example.org:8080/a", "http://example.org:8080/a"),
    ("https://example.org/a#part", "https://example.org/a"),
    ("https://example.org/%7Euser/%c3%a9", "https://example.org/~user/%C3%A9"),
    ("https://example.org/é", "https://example.org/%C3%A9"),
    ("https://bücher.example/", "https://xn--bcher-kva.example/"),
    ("https://example.org/a/../b/./c", "https://example.org/b/c"),
    ("https://example.org/..", "https://example.org/"),
    ("https://example.org?q=1", "https://example.org/?q=1"),
    ("https://example.org/a%2Fb", "https://example.org/a%2Fb"),
    ("http://[2001:DB8:0:0:0:0:0:1]/", "http://[2001:db8::1]/"),
    ("  https://example.org/a\n", "https://example.org/a"),
    # A stray "%" is left alone, and nothing beside it is decoded.
    ("https://example.org/%u0431%41", "https://example.org/%u0431%41"),
]

NO_URL = [
    "",
    "example.org",
    "mailto:a@example.org",
    "https://",
    "https://exa mple.org/",
    "http://example.org:99999/",
    "http://example.org:x/",
    "http://-.example/",
    r"http://internal:8888\@public/",
    "http://[::1/",
]


@pytest.mark.parametrize(("written", "one_spelling"), EQUIVALENT)
def test_equivalent_addresses_have_one_spelling(written: str, one_spelling: str) -> None:
    """Scheme, host, port, dots and escapes have one canonical form each (RFC 3986, 6.2)."""
    assert canonical(written) == one_spelling
    assert is_url(written)


@pytest.mark.parametrize("text", NO_URL)
def test_what_is_no_address_stays_as_it_is(text: str) -> None:
    """``canonical`` raises for nothing: it gives the stripped text back."""
    assert canonical(text) == text.strip()
    assert not is_url(text)


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=60))
def test_canonical_is_idempotent_on_any_text(tail: str) -> None:
    """A canonical address is its own canonical form, whatever it was made from."""
    for text in (tail, f"https://example.org/{tail}", f"http://{tail}", f"https://a.b/?{tail}"):
        once = canonical(text)
        assert canonical(once) == once


@settings(deadline=None, max_examples=100)
@given(
    st.from_regex(r"[a-z]{1,8}(\.[a-z]{2,5}){1,2}", fullmatch=True),
    st.from_regex(r"(/[A-Za-z0-9._~-]{1,8}){0,4}", fullmatch=True),
)
def test_case_of_the_host_port_and_fragment_do_not_count(host: str, path: str) -> None:
    """Two spellings of one address are one link."""
    assert canonical(f"HTTPS://{host.upper()}:443{path}#x") == canonical(f"https://{host}{path}")


WHOLE = [
    ("See https://example.org/a.", "https://example.org/a"),
    ("(https://example.org/a_(b))", "https://example.org/a_(b)"),
    (
        "https://en.example.org/wiki/Rust_(language), and",
        "https://en.example.org/wiki/Rust_(language)",
    ),
    ("“https://example.org/a”", "https://example.org/a"),
    ("<https://example.org/a>", "https://example.org/a"),
    ("参见https://example.org/a。下", "https://example.org/a"),
    ("https://example.org是", "https://example.org"),
    ("https://zh.example.org/wiki/中国 x", "https://zh.example.org/wiki/中国"),
    ("*https://example.org/a*", "https://example.org/a"),
    ("https://example.org/a?b=c&d=e;", "https://example.org/a?b=c&d=e"),
    ("www.example.org/a!", "http://www.example.org/a"),
    ("https://example.org/a…", "https://example.org/a"),
    ("https://example.org/\nThe next sentence begins.", "https://example.org/"),
    ("https://example.org/a\n\nhttps://example.org/b", "https://example.org/a"),
    ("https://example.org/page.\nAnd so on", "https://example.org/page"),
    ("https://example.org/a and/or b", "https://example.org/a"),
]


@pytest.mark.parametrize(("text", "url"), WHOLE)
def test_an_address_ends_where_the_sentence_goes_on(text: str, url: str) -> None:
    """Punctuation, quotes, brackets, East Asian signs and the next line are left outside."""
    first = find(Mapped.plain(text))[0]
    assert (first.url, first.repaired) == (url, False)
    assert text[first.start : first.end] == first.printed


BROKEN = [
    (
        "https://example.org/news/\n2021/05/03/harbour-wall.html",
        "https://example.org/news/2021/05/03/harbour-wall.html",
    ),
    ("https://example.org/a-long-\nslug-of-words/", "https://example.org/a-long-slug-of-words/"),
    ("https://example.org/x?id=\n12", "https://example.org/x?id=12"),
    ("https://example.org/find\n?q=tide", "https://example.org/find?q=tide"),
    ("https://example.org/har\u00ad\nbour/wall", "https://example.org/harbour/wall"),
    ("<https://example.org/har\nbour/ wall>", "https://example.org/harbour/wall"),
    ("https:// www.example.org/a", "https://www.example.org/a"),
    (
        "https://www.example.org/data/ 2021-05-03-wall.pdf",
        "https://www.example.org/data/2021-05-03-wall.pdf",
    ),
    (
        "https://example.org/very/deep/pa\nth/to/file.html is",
        "https://example.org/very/deep/path/to/file.html",
    ),
    ("https://example.org/docs/\nguide (accessed 3 May 2021)", "https://example.org/docs/guide"),
    ("https://example.org/report.\npdf", "https://example.org/report.pdf"),
]


@pytest.mark.parametrize(("text", "url"), BROKEN)
def test_a_broken_address_is_mended_and_says_why(text: str, url: str) -> None:
    """Line breaks, soft hyphens and spaces inside an address go, and the reason is given."""
    found = find(Mapped.plain(text))[0]
    assert found.url == url
    assert found.repaired
    assert found.why


def test_a_hyphen_at_the_line_end_goes_if_the_text_knows_the_whole_word() -> None:
    """The document's own words decide between two readings; the other one is kept."""
    text = "https://example.org/how-lighthou-\nses-were-built"
    dropped = find(Mapped.plain(text), words={"lighthouses"})[0]
    kept = find(
        Mapped.plain("https://example.org/stone-\nlighthouse"), words={"stone", "lighthouse"}
    )[0]

    assert dropped.url == "https://example.org/how-lighthouses-were-built"
    assert dropped.candidates == ("https://example.org/how-lighthou-ses-were-built",)
    assert "lighthouses" in (dropped.why or "")
    assert kept.url == "https://example.org/stone-lighthouse"
    assert kept.candidates == ("https://example.org/stonelighthouse",)


def test_a_part_that_cannot_be_a_word_speaks_against_the_hyphen() -> None:
    """Nothing between hyphens is called "str": the hyphen was put in at the line end."""
    found = find(Mapped.plain("https://example.org/a-str-\neam-of-water"))[0]
    assert found.url == "https://example.org/a-stream-of-water"


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet="htps:/w.a-()\n <>\u00ad?=中。", max_size=80))
def test_what_is_found_lies_in_the_text_in_order(text: str) -> None:
    """Spans are inside the text, not empty, never overlap, and print what stands there."""
    end = 0
    for found in find(Mapped.plain(text)):
        assert end <= found.start < found.end <= len(text)
        assert found.printed == text[found.start : found.end]
        assert found.url not in found.candidates
        end = found.end


_PARTS = ["http://", "https://", "a", "b-c", "7.7", "xn--a", ".", "-", "--", "_", ":80", ":49152"]
_PARTS += [":", ":0", "/", "//", "/.", "/..", "?", "?q=1", "%41", "~", "é", "'", "@", "[", "..html"]


@given(st.lists(st.sampled_from(_PARTS), max_size=6).map("".join))
@settings(deadline=None, max_examples=300)
def test_a_plain_address_is_told_at_a_look_as_by_reading_it(tail: str) -> None:
    """What needs no other spelling is known quickly; a fragment makes us read it in full."""
    url = f"https://a{tail}"

    assert is_url(url) == is_url(f"{url}#f")
    assert canonical(url) == (canonical(f"{url}#f") if is_url(url) else url.strip())
    assert host_of(url) == host_of(f"{url}#f")


_BEHIND = [
    "http://",
    "a",
    "b-c",
    "c/d/e",
    "é",
    ".",
    ",",
    "/",
    "-",
    "_",
    "?",
    "#",
    ")",
    "(",
    "]",
    "'",
]
_BEHIND += [
    "<",
    ">",
    "”",
    "…",
    "{",
    "\\",
    "*",
    " ",
    "  ",
    "\n",
    "\t",
    "\u00a0",
    "\u00ad",
    ". ",
    "/ ",
    "- ",
]


@given(st.lists(st.sampled_from(_BEHIND), max_size=10).map("".join))
@settings(deadline=None, max_examples=400)
def test_a_plain_address_ends_where_it_ends_for_who_reads_it_closely(behind: str) -> None:
    """One whose scheme is in capitals is always read closely; it is found the same."""
    text = f"See https://example.org/x{behind}"

    quickly, closely = (find(Mapped.plain(one)) for one in (text, text.replace("http", "HTTP", 1)))

    assert quickly == tuple(
        replace(
            one,
            printed=one.printed.replace("HTTP", "http"),
            url=one.url.replace("HTTP", "http"),
            candidates=tuple(other.replace("HTTP", "http") for other in one.candidates),
        )
        for one in closely
    )


@pytest.mark.parametrize(
    "piece",
    [
        "https://a/\n",
        "https://a-",
        "www.",
        "(a\n-",
        "https://x/)",
        "https://x/a-\n",
        "<https://a b",
    ],
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    """100 kB of the worst repetitions are read in a blink."""
    text = "https://x.org/" + piece * (100_000 // len(piece))
    begin = time.process_time()
    find(Mapped.plain(text))
    canonical(text)
    assert time.process_time() - begin < 2

"""Pages that want to be trouble: read within bounds, judged, never raised."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verifier.availability import Fetched
from verifier.availability.classify import classify
from verifier.availability.page import Page

URL = "http://site.test/a/report.html"


def fetched(body: bytes, kind: str = "text/html", status: int = 200) -> Fetched:
    headers = (("content-type", kind),)
    return Fetched(asked=URL, final_url=URL, status=status, headers=headers, body=body)


GIANTS = {
    "nested": b"<div>" * 300_000,
    "nested lists": b"<ul><li>" * 150_000,
    "unclosed tags": b"<" * 1_000_000,
    "a giant title": b"<title>" + b"not found " * 200_000,
    "many titles": b"<title>x" * 100_000,
    "a giant attribute": b'<p id="' + b"a" * 2_000_000,
    "many attributes": b"<p " + b"a=b " * 200_000 + b">",
    "many meta": b"<meta http-equiv=refresh " * 60_000,
    "many headings": b"<h1>404</h1>" * 80_000,
    "many paragraphs": b"<p>" + b"word " * 30 + b"</p>\n" * 3 + b"<p>x" * 200_000,
    "entities": b"&lt;" * 400_000,
    "numbers": b"&#x10ffff;" * 100_000,
    "one word": b"a" * 2_000_000,
    "blanks": b" " * 2_000_000,
    "comments": b"<!--" * 300_000,
    "scripts": b"<script>" * 100_000,
    "tables": b"<table><tr><td>" * 60_000,
    "links": b"<p><a href=x>" * 60_000,
    "zero bytes": b"\x00" * 2_000_000,
    "half characters": b"\xe3\x83" * 500_000,
}


@pytest.mark.parametrize("name", GIANTS)
def test_no_page_takes_long_to_judge(name: str) -> None:
    """Two megabytes of anything are judged in a moment, with and without a fragment."""
    started = time.process_time()

    found = classify(fetched(GIANTS[name]), fragment="place")
    Page(fetched(GIANTS[name])).refresh()

    assert found.why
    assert time.process_time() - started < 4


CODECS = [
    *(
        "utf-7",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
        "idna",
        "undefined",
        "zlib",
        "hex",
    ),
    *(
        "rot13",
        "base64",
        "mbcs",
        "utf-8",
        "utf-16",
        "shift_jis",
        "gb18030",
        "iso-2022-jp",
        "nonsense",
    ),
    *("", "'", "ISO_8859-1", "x-user-defined", "utf-32"),
]


@pytest.mark.parametrize("codec", CODECS)
def test_a_page_cannot_choose_a_codec_that_is_none_of_the_web(codec: str) -> None:
    """Whatever it names, its bytes are read as some text."""
    page = Page(
        fetched(b"<title>A\\u0041+AEE-</title>" + b"\\x" * 90, f"text/html; charset={codec}")
    )

    assert page.title.startswith("A") or codec == "utf-16"


@given(st.binary(max_size=2000), st.sampled_from([200, 403, 503]), st.text(max_size=30))
@settings(deadline=None, max_examples=150)
def test_any_bytes_are_judged(body: bytes, status: int, fragment: str) -> None:
    """There is a status, a reason and a sentence for everything."""
    found = classify(fetched(body, status=status), fragment=fragment)

    assert found.why.endswith(".")
    assert "\n" not in found.why


def test_mangled_pages_are_judged() -> None:
    """Good mark-up with pieces cut, doubled and swapped, in every encoding."""
    chance = random.Random(3)
    good = (
        '<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Straße & mehr</title>'
        '<meta http-equiv="refresh" content="300"><script>if (a<b) {}</script></head>'
        "<body><h1 id=x>Ä</h1>"
        "<p>Text</p><table><tr><td>1</table><form><input type=password></form></body></html>"
    ) * 3
    for codec in ("utf-8", "utf-16", "iso-8859-1"):
        raw = good.encode(codec, "replace")
        for _ in range(60):
            at, to = sorted(chance.sample(range(len(raw)), 2))
            piece = raw[at:to]
            body = chance.choice([raw[:at] + raw[to:], piece * 3, raw[to:] + piece, piece[::-1]])
            assert classify(fetched(body, f"text/html; charset={codec}"), fragment="x").why


def test_what_a_page_says_is_quoted_on_one_plain_line() -> None:
    """Control and direction characters of a heading do not reach the reader."""
    heading = "Page not found \u202e\x1b[31m\n\n really"

    found = classify(fetched(f"<title>x</title><h1>{heading}</h1>".encode()))

    assert found.reason == "not_found_page"
    assert found.why.isprintable()

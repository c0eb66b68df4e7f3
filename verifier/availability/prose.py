"""Whether a page is plainly a page of prose, told from its mark-up without a tree.

Nearly every page that is visited is one, and a tree of 39 kB costs a millisecond where
the rest of a visit costs a tenth of that. What is counted here is counted by the rules of
``words.py`` and never more generously, so a page is parsed only where there is doubt.
"""

from __future__ import annotations

import html
import re

from verifier.availability.words import AROUND, PROSE

__all__ = ["has_prose"]

#: So many bytes and tags are looked at before a page is left in doubt.
_MOST = 262_144
_MOST_TAGS = 1_500
_TAG = re.compile(rb"<(?:(/?)([A-Za-z][A-Za-z0-9]{0,15})[^<>]{0,4000}>|!--)")
_SKIPPED = frozenset(name.encode() for name in AROUND - {"a"}) | frozenset(
    (
        *(b"script", b"style", b"template", b"noscript", b"svg", b"math", b"title", b"textarea"),
        *(b"iframe", b"noembed", b"noframes", b"xmp", b"listing", b"plaintext", b"object"),
    )
)
# Elements that leave a paragraph open; any other ends it, which counts too little at worst.
_INLINE = frozenset(
    (
        *(b"a", b"abbr", b"b", b"bdi", b"bdo", b"br", b"cite", b"code", b"del", b"dfn", b"em"),
        *(b"font", b"i", b"img", b"ins", b"kbd", b"mark", b"q", b"s", b"samp", b"small", b"span"),
        *(b"strong", b"sub", b"sup", b"time", b"u", b"var", b"wbr"),
    )
)


def has_prose(body: bytes, charset: str, enough: int) -> bool:
    """Whether the paragraphs of an HTML page surely hold more than ``enough`` characters.

    False if it cannot be told cheaply. ``charset`` must be a superset of ASCII.
    """
    at, end = max(body.find(b"<body"), 0), min(len(body), _MOST)
    total, linked = 0, False
    for _ in range(_MOST_TAGS):
        match = _TAG.search(body, at, end)
        if match is None:
            return False
        at, name = match.end(), (match[2] or b"").lower()
        if not name or (name in _SKIPPED and not match[1]):
            at = _behind(body, name, at, end)
            if at < 0:
                return False
        elif name == b"a":
            linked = not match[1]
        elif name == b"p" and not match[1] and not linked:
            length, at = _paragraph(body, at, end, charset)
            total += length
            if total > enough:
                return True
    return False


def _behind(body: bytes, name: bytes, at: int, end: int) -> int:
    """Where the comment or the element that has just opened is over; -1 if that is unclear."""
    if not name:
        return body.find(b"-->", at, end)
    close = body.find(b"</" + name, at, end)
    nested = close >= 0 and body.find(b"<" + name, at, close) >= 0
    return -1 if nested else close


def _paragraph(body: bytes, at: int, end: int, charset: str) -> tuple[int, int]:
    """Characters of prose in the paragraph that begins at ``at``, and where it ends."""
    pieces: list[bytes] = []
    links: list[bytes] = []
    linked = False
    while (match := _TAG.search(body, at, end)) is not None:
        piece = body[at : match.start()]
        pieces.append(piece)
        if linked:
            links.append(piece)
        name = (match[2] or b"").lower()
        if name not in _INLINE:
            break
        if name == b"a":
            linked = not match[1]
        at = match.end()
    if match is None:
        return 0, end
    length = _length(b" ".join(pieces), charset)
    counts = length >= PROSE and 2 * _length(b"".join(links), charset) < length
    return (length if counts else 0), match.start()


def _length(piece: bytes, charset: str) -> int:
    text = piece.decode(charset, "replace")
    if "&" in text:
        text = html.unescape(text)
    return len(" ".join(text.split()))

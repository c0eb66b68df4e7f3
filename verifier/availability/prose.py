"""Whether a page is plainly a page of prose, told from its mark-up without a tree.

Nearly every page that is visited is one, and a tree of 39 kB costs several times what the
rest of a visit costs. What is counted here is counted by the rules of ``words.py`` and
never more generously, so a page is parsed only where there is doubt.
"""

from __future__ import annotations

import re
from itertools import groupby
from operator import itemgetter

from verifier.availability.needle import Needles
from verifier.availability.words import AROUND, PROSE

__all__ = ["has_prose"]

#: So many bytes and tags are looked at before a page is left in doubt.
_MOST = 262_144
_MOST_TAGS = 1_500
# What matters here: comments, paragraphs, links, and elements whose text is no prose.
_SKIPPED = (
    *sorted(AROUND - {"a"}),
    *("script", "style", "template", "noscript", "svg", "math", "title", "textarea", "iframe"),
    *("noembed", "noframes", "xmp", "listing", "plaintext", "object"),
)
_TAG = re.compile(
    rb"<(?:!--|(?:([pP])|(/?)[aA]|(%s))(?![A-Za-z0-9])[^<>]{0,4000}>)"
    % "|".join(  # one way in for each first letter: most tags are none of these
        f"[{first}{first.upper()}](?i:{'|'.join(name[1:] for name in names)})"
        for first, names in groupby(sorted(_SKIPPED), key=itemgetter(0))
    ).encode()
)
# Elements that leave a paragraph open; any other ends it, which counts too little at worst.
_END = re.compile(
    rb"<(?!/?(?:a|abbr|b|bdi|bdo|br|cite|code|del|dfn|em|font|i|img|ins|kbd|mark|q|s|samp|small|"
    rb"span|strong|sub|sup|time|u|var|wbr)[\s/>])",
    re.IGNORECASE,
)
_INLINE = re.compile(rb"<[^<>]{0,4000}>")
# How most paragraphs are: no longer than this, closed, and with nothing in them but these.
_COMMON = 4_000
_NAMED = re.compile(rb"<([^\s<>]*+)[^<>]*+>")
_COMMON_TAGS = frozenset(
    slash + name
    for name in rb"a abbr b br cite code del em font i img q s small span strong sub sup u".split()
    for slash in (b"", b"/")
)
_LINK = re.compile(rb"<a(?=[\s>])", re.IGNORECASE)
# What surely ends a paragraph (HTML, 13.2.6.4.7).
_CLOSING = re.compile(
    rb"</p[\s>]|<(?:address|article|aside|blockquote|center|details|dialog|dir|div|dl|dd|dt|"
    rb"fieldset|figcaption|figure|footer|form|h[1-6]|header|hgroup|hr|li|main|menu|nav|ol|p|pre|"
    rb"section|summary|table|ul)[\s>]",
    re.IGNORECASE,
)
_ENTITY = re.compile(rb"&[^&;\s]{1,40};")
_RAW = (
    (b"<!--", b"-->"),
    (b"<script", b"</script"),
    (b"<style", b"</style"),
    (b"<textarea", b"</textarea"),
)
_RAW_BEGINS = Needles(*(opens for opens, _ in _RAW))
_CAPITAL = Needles(b"<A")
#: How a link begins and ends, behind its "<".
_BEGINS_LINK = frozenset(b"a" + after for after in (b" ", b">", b"\n", b"\t", b"\r"))
_ENDS_LINK = frozenset(b"/" + begins for begins in _BEGINS_LINK)
#: Blanks, and the bytes of a UTF-8 character behind its first.
_NO_CHARACTER = b" \t\r\n\f" + bytes(range(0x80, 0xC0))


def has_prose(body: bytes, charset: str, enough: int) -> bool:
    """Whether the paragraphs of an HTML page surely hold more than ``enough`` characters.

    False if that cannot be told cheaply.
    """
    if charset != "utf-8":
        body = body[:_MOST].decode(charset, "replace").encode()
    at, end = max(body.find(b"<body"), 0), min(len(body), _MOST)
    total, linked = 0, False
    for _ in range(_MOST_TAGS):
        match = _TAG.search(body, at, end)
        if match is None:
            return False
        at, kind = match.end(), match.lastindex
        if kind == 2:
            linked = not match[2]
        elif kind != 1:
            start, at = at, _behind(body, match[3] and match[3].lower(), at, end)
            if at < 0:
                return False
            linked = linked or _leaves_link_open(body[start:at])
        elif not linked:
            close = body.find(b"</p>", at, min(at + _COMMON, end))
            counted = _common(body[at:close]) if close >= 0 else None
            if counted is None:
                ends = _END.search(body, at, end)
                if ends is None:
                    return False
                close = ends.start()
                counted = _paragraph(body, at, close)
            at, (length, linked) = close, counted
            total += length
            if total > enough:
                return True
    return False


def _common(paragraph: bytes) -> tuple[int, bool] | None:
    """The same as ``_paragraph`` tells, for nearly all of them; None where it is unclear."""
    pieces = _NAMED.split(paragraph)
    texts, names = pieces[::2], pieces[1::2]
    text = b"".join(texts)
    if b"<" in text or not _COMMON_TAGS.issuperset(names):
        return None
    if b"&" in text:
        text = _ENTITY.sub(b"x", text)
    length, linked = len(text.translate(None, _NO_CHARACTER)), False
    if b"a" in names:
        links = []
        for name, piece in zip(names, texts[1:], strict=True):
            linked = name == b"a" or (linked and name != b"/a")
            if linked:
                links.append(piece)
        link = b"".join(links)
        if linked or (2 * len(link) >= length and 2 * _length(link) >= length):
            return 0, linked
    return length if length >= PROSE else 0, False


def _paragraph(body: bytes, at: int, close: int) -> tuple[int, bool]:
    """Characters of prose in the paragraph that ends at ``close``, and whether a link goes on."""
    paragraph = body[at:close]
    if _leaves_link_open(paragraph):
        return 0, True
    # Behind any other tag the paragraph goes on, and so it may behind a stray end.
    return _prose(paragraph) if _CLOSING.match(body, close) else 0, False


def _behind(body: bytes, name: bytes | None, at: int, end: int) -> int:
    """Where the comment or the element that has just opened is over; -1 if that is unclear."""
    if name is None:
        return body.find(b"-->", at, end)
    close = body.find(b"</" + name, at, end)
    if close < 0 or body.find(b"<" + name, at, close) >= 0:
        return -1
    # A comment or a script that is open there would swallow that end.
    if _RAW_BEGINS.any_in(inside := body[at:close]) and any(
        inside.rfind(opens) > inside.rfind(closes) for opens, closes in _RAW
    ):
        return -1
    return close


def _leaves_link_open(piece: bytes) -> bool:
    """Whether what comes behind may be in a link as well: one goes on in the next paragraph."""
    if _CAPITAL.any_in(piece):
        return True
    at = piece.rfind(b"<")
    while at >= 0:
        begins = piece[at + 1 : at + 4]
        if begins in _ENDS_LINK:
            return False
        if begins[:2] in _BEGINS_LINK:
            return True
        at = piece.rfind(b"<", 0, at)
    return False


def _prose(paragraph: bytes) -> int:
    """Characters of a paragraph, blanks left out, if it is prose and not mostly links."""
    length = _length(paragraph)
    if length < PROSE:
        return 0
    link = _LINK.search(paragraph)
    if link is None or 2 * (len(paragraph) - link.end()) < length:  # were all that follows links
        return length
    links = [part.partition(b">")[2].partition(b"</a")[0] for part in _LINK.split(paragraph)[1:]]
    return length if 2 * sum(map(_length, links)) < length else 0


def _length(piece: bytes) -> int:
    if b"<" in piece:
        piece = _INLINE.sub(b"", piece)
    if b"&" in piece:
        piece = _ENTITY.sub(b"x", piece)
    return len(piece.translate(None, _NO_CHARACTER))

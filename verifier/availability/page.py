"""A page as far as a verdict needs it: its type, its title, its words, where it sends us.

Everything is read only when asked for, so a page that is plainly alive costs little.
Pages are hostile: what is searched is bounded, and no pattern here can backtrack far.
"""

from __future__ import annotations

import codecs
import functools
import html
import re

from verifier.availability.fetched import Fetched

__all__ = ["Page", "clean"]

#: Titles, meta elements and challenges stand near the start.
_HEAD = 65_536
_MAX_TITLE = 300

_TITLE = re.compile(rb"<title\b[^<>]{0,300}>([^<]{0,2000})", re.IGNORECASE)
_META = re.compile(rb"<meta\b([^<>]{1,2000})>", re.IGNORECASE)
_META_CHARSET = re.compile(
    rb"""charset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE
)
_HEADER_CHARSET = re.compile(
    r"""charset\s{0,9}=\s{0,9}["']?([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE
)
_REFRESH = re.compile(
    r"""content\s{0,9}=\s{0,9}["']?\s{0,9}([0-9.]{1,9})\s{0,9}[;,]?\s{0,9}(?:url\s{0,9}=\s{0,9})?"""
    r"""["']?\s{0,9}([^"'>]{1,4000})""",
    re.IGNORECASE,
)
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
#: A page that sends its readers on says so early.
_REFRESH_HEAD = 8_192
_REFRESH_WORDS = (b"refresh", b"Refresh", b"REFRESH")
#: Refreshes that take longer are news tickers, not redirects.
_REFRESH_SECONDS = 30.0


def clean(text: str, limit: int = _MAX_TITLE) -> str:
    """Text fit to be shown on one line: no control or direction characters, bounded."""
    return " ".join(_UNSEEN.sub("", text[: limit * 8]).split())[:limit]


class Page:
    """One answer's body, read on demand."""

    def __init__(self, fetched: Fetched) -> None:
        self.fetched = fetched
        self.body = fetched.body
        self.media_type = fetched.header("content-type").partition(";")[0].strip().lower()

    @functools.cached_property
    def is_html(self) -> bool:
        if self.media_type in ("text/html", "application/xhtml+xml"):
            return True
        if self.media_type in ("", "application/octet-stream", "unknown/unknown"):
            start = self.body[:1024].lstrip(b"\xef\xbb\xbf\t\r\n ").lower()
            return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body"))
        return False

    @functools.cached_property
    def charset(self) -> str:
        """By byte order mark, header, meta; UTF-8 if it is, else Windows-1252 (WHATWG)."""
        for mark, name in (
            (codecs.BOM_UTF8, "utf-8"),
            (b"\xff\xfe", "utf-16-le"),
            (b"\xfe\xff", "utf-16-be"),
        ):
            if self.body.startswith(mark):
                return name
        match = _HEADER_CHARSET.search(self.fetched.header("content-type"))
        named = match[1] if match else ""
        if not named and (found := _META_CHARSET.search(self.body[:4096])):
            named = found[1].decode("ascii")
        return _codec(named) or _guess(self.body[:_HEAD])

    @functools.cached_property
    def head(self) -> str:
        """The start of the page, decoded."""
        return self.body[:_HEAD].decode(self.charset, "replace")

    @functools.cached_property
    def title(self) -> str:
        """The page's title, on one line, or ""."""
        if not self.is_html:
            return ""
        body = self.body[:_HEAD]
        if self.charset.startswith("utf-16"):
            body = self.head.encode("utf-8")
        match = _TITLE.search(body)
        if match is None:
            return ""
        charset = "utf-8" if self.charset.startswith("utf-16") else self.charset
        return clean(html.unescape(match[1].decode(charset, "replace")))

    def refresh(self) -> str | None:
        """Where a meta element or a Refresh header sends the reader on at once, if any does."""
        header = self.fetched.header("refresh")
        if header and (target := _refresh_target(f'content="{header}"')):
            return target
        if not self.is_html or max(self.body.find(w, 0, _REFRESH_HEAD) for w in _REFRESH_WORDS) < 0:
            return None
        for match in _META.finditer(self.body[:_REFRESH_HEAD]):
            attributes = match[1].decode(self.charset, "replace")
            if re.search(r"""http-equiv\s*=\s*["']?\s*refresh""", attributes, re.IGNORECASE):
                return _refresh_target(html.unescape(attributes))
        return None


def _refresh_target(attributes: str) -> str | None:
    match = _REFRESH.search(attributes)
    if match is None:
        return None
    try:
        soon = float(match[1]) <= _REFRESH_SECONDS
    except ValueError:
        return None
    return match[2].strip() if soon else None


def _codec(name: str) -> str:
    label = name.strip().lower()
    # WHATWG Encoding: these labels mean Windows-1252 on the web.
    if label in ("iso-8859-1", "latin1", "latin-1", "ascii", "us-ascii", "iso8859-1"):
        return "cp1252"
    try:
        found = codecs.lookup(label).name if label else ""
        b"x".decode(found or "utf-8")  # leaves out codecs that are not of text ("hex")
    except (LookupError, UnicodeError, ValueError):
        return ""
    return found


def _guess(start: bytes) -> str:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"

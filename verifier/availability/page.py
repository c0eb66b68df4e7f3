"""A page as far as a verdict needs it: its type, its title, its words, where it sends us.

Everything is read only when asked for, so a page that is plainly alive costs little.
Pages are hostile: what is searched is bounded, and no pattern here can backtrack far.
"""

from __future__ import annotations

import codecs
import functools
import hashlib
import html
import re
from urllib.parse import unquote, urljoin

from verifier.availability.challenges import CHALLENGES
from verifier.availability.fetched import Fetched
from verifier.availability.lazy import lazy
from verifier.availability.needle import Needles
from verifier.availability.phrases import TELLTALE, plain
from verifier.availability.prose import has_prose
from verifier.availability.words import Words, parse_html, read_text, read_words, too_deep

__all__ = ["ARTICLE", "Page", "clean"]

#: Titles, meta elements and challenges stand near the start.
_HEAD = 65_536
_MAX_TITLE = 300

_TITLE = re.compile(rb"<title\b[^<>]{0,300}>([^<]{0,2000})", re.IGNORECASE)
_META = re.compile(rb"<meta\b([^<>]{1,2000})>", re.IGNORECASE)
_BASE = re.compile(
    rb"""<base\b[^<>]{0,300}?\bhref\s{0,9}=\s{0,9}["']?([^\s"'<>]{1,1000})""", re.IGNORECASE
)
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
_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: A page that sends its readers on says so early.
_REFRESH_HEAD = 8_192
#: What no http-equiv is without, in whatever case.
_EQUIVALENTS = Needles(b"-eq", b"-eQ", b"-Eq", b"-EQ")
_CHALLENGES = Needles(*(mark for mark, _ in CHALLENGES))
#: Refreshes that take longer are news tickers, not redirects.
_REFRESH_SECONDS = 30.0


def clean(text: str, limit: int = _MAX_TITLE) -> str:
    """Text fit to be shown on one line: no control or direction characters, bounded."""
    text = text[: limit * 8]
    if not text.isprintable():
        text = _UNSEEN.sub("", text)
    return " ".join(text.split())[:limit]


def _find(body: bytes, word: bytes, end: int) -> int:
    """Where ``word`` stands before ``end`` in whatever case, or -1; patterns are far slower."""
    start = body.find(word, 0, end)
    return start if start >= 0 else body[:end].lower().find(word)


#: Letters that ``plain`` makes nothing of that is in ASCII.
_BEYOND_ASCII = re.compile("[\u00e0-\u00f6\u00f8-\u00ff\u0430-\u044f]")
_BETWEEN = re.compile(r"\s[|\-–—·•»«:/~]+\s|\s?[|»«•]\s?| ?:: ?")
_TAG = re.compile(rb"<[^<>]{0,500}>?")
#: So much is parsed when a page has to be read.
_MOST_PARSED = 400_000
#: The first heading stands within so many bytes, or it is not looked for.
_HEADING = 24_576
#: So much prose is an article, whatever its headings say.
ARTICLE = 1_500
#: A smaller page is read whole: it costs little, and notices are small.
_SMALL = 6_000


# Walls, notices and made-up siblings come again and again, byte for byte: read them once.
_READ: dict[str, Words] = {}
_MARKED: dict[str, tuple[str, ...]] = {}
_MOST_READ = 200


class Page:
    """One answer's body, read on demand."""

    def __init__(self, fetched: Fetched, *, honest: bool | None = None) -> None:
        self.fetched = fetched
        #: Whether its site says 404 for an address that cannot exist; None if nobody asked.
        self.honest = honest
        self.body = fetched.body
        self._content_type = fetched.header("content-type")
        self.media_type = self._content_type.partition(";")[0].strip().lower()

    @lazy
    def is_html(self) -> bool:
        if self.media_type in ("text/html", "application/xhtml+xml"):
            return not self.body.startswith(b"%PDF-")  # whatever its server takes it for
        if self.media_type in ("", "application/octet-stream", "unknown/unknown"):
            start = self.body[:1024].lstrip(b"\xef\xbb\xbf\t\r\n ").lower()
            return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body"))
        return False

    @lazy
    def charset(self) -> str:
        """By byte order mark, header, meta; UTF-8 if it is, else Windows-1252 (WHATWG)."""
        for mark, name in _ORDER_MARKS:
            if self.body.startswith(mark):
                return name
        named = _header_charset(self._content_type)
        if not named and (start := _find(self.body, b"charset", 4_096)) >= 0:
            found = _META_CHARSET.search(self.body, start, 4_096)
            named = found[1].decode("ascii") if found else ""
        return _codec(named) or _guess(self.body[:_HEAD])

    @lazy
    def head(self) -> str:
        """The start of the page, decoded."""
        return self.body[:_HEAD].decode(self.charset, "replace")

    @lazy
    def title(self) -> str:
        """The page's title, on one line, or ""."""
        if not self.is_html:
            return ""
        body = self.head.encode("utf-8") if self.charset.startswith("utf-16") else self.body
        start = _find(body, b"<title", _HEAD)
        match = _TITLE.search(body, start, _HEAD) if start >= 0 else None
        if match is None:
            return ""
        charset = "utf-8" if self.charset.startswith("utf-16") else self.charset
        return clean(html.unescape(match[1].decode(charset, "replace")))

    @lazy
    def title_parts(self) -> tuple[str, ...]:
        """The title, and what it is made of: "Not found | The Daily" has two parts."""
        parts = [part.strip() for part in _BETWEEN.split(self.title)]
        return (*parts, self.title) if len(parts) > 1 else (self.title,)

    @lazy
    def digest(self) -> str:
        """SHA-256 of the body, in hexadecimal digits."""
        return hashlib.sha256(self.body).hexdigest()

    @lazy
    def words(self) -> Words:
        """What a reader sees; the whole page is parsed for it, so ask last."""
        words = _READ.get(self.digest)
        if words is None:
            words = read_words(self.body[:_MOST_PARSED].decode(self.charset, "replace"))
            _READ[self.digest] = words
            if len(_READ) > _MOST_READ:
                del _READ[next(iter(_READ))]
        return words

    @lazy
    def names(self) -> frozenset[str]:
        """The places in it that links can name: ids and names of its elements."""
        tree = parse_html(self._whole)
        found = (
            node.attributes.get(key)
            for node in tree.css("[id], a[name], map[name]")
            for key in ("id", "name")
        )
        return frozenset(name for name in found if name)

    @lazy
    def has_more_names(self) -> bool:
        """Whether it nests so deep that ``names`` may lack some."""
        return too_deep(self._whole) is not None

    @property
    def _whole(self) -> str:
        return self.body.decode(self.charset, "replace")

    @lazy
    def all_text(self) -> str:
        """Every word of the page, margins included, for finding a quotation in it."""
        return read_text(self.body[: 5 * _MOST_PARSED].decode(self.charset, "replace"))

    @lazy
    def is_suspect(self) -> bool:
        """Whether anything calls for reading the whole page.

        Most pages are spared it: they are plainly articles, or they have a title and a
        heading of their own, none of whose words belongs to an error, a check or a notice,
        and their site is known to say 404 when it means it.
        """
        if not self.is_html:
            return False
        weighty = self.honest is True and len(self.body) >= _SMALL
        # A title that is not in ASCII settles it, whatever is made of the heading.
        if weighty and not _BEYOND_ASCII.search(self.title):
            said = plain(f"{self.title} {self._first_heading()}")
            words = said.split()
            if len(words) >= 2 and said.isascii() and TELLTALE.isdisjoint(words):
                return False
        return not self.is_article

    @lazy
    def is_article(self) -> bool:
        """Whether it plainly has so much prose that no verdict would take it for a notice."""
        return not self.charset.startswith("utf-16") and has_prose(self.body, self.charset, ARTICLE)

    @lazy
    def marks(self) -> tuple[str, ...]:
        """The products whose challenge pages have something in common with this page."""
        found = _MARKED.get(self.digest)
        if found is None:
            start, found = self.body[:200_000], ()
            if _CHALLENGES.any_in(start):
                found = tuple(product for mark, product in CHALLENGES if mark in start)
            _MARKED[self.digest] = found
            if len(_MARKED) > _MOST_READ:
                del _MARKED[next(iter(_MARKED))]
        return found

    @lazy
    def sure_of_itself(self) -> bool:
        """The title repeats words of the address: this is the page that was asked for."""
        path = plain(unquote(self.fetched.asked.partition("://")[2].partition("/")[2])[:500])
        asked = {word for word in path.split() if len(word) > 3 and not word.isdigit()}
        shared = asked.intersection(plain(self.title).split()) - TELLTALE
        return len(shared) >= 2

    def _first_heading(self) -> str:
        start = self.body.find(b"<h1", 0, _HEADING)
        if start < 0:
            return ""
        piece = self.body[start : start + 600].partition(b"</h1")[0]
        return _TAG.sub(b" ", piece).decode(self.charset, "replace")

    def refresh(self) -> str | None:
        """Where a meta element or a Refresh header sends the reader on at once, if any does."""
        header = self.fetched.header("refresh")
        if header and (target := _refresh_target(f'content="{header}"')):
            return target
        start = self.body[:_REFRESH_HEAD]
        if not self.is_html or not _EQUIVALENTS.any_in(start) or b"refresh" not in start.lower():
            return None
        for match in _META.finditer(self.body, 0, _REFRESH_HEAD):
            attributes = match[1].decode(self.charset, "replace")
            if re.search(r"""http-equiv\s*=\s*["']?\s*refresh""", attributes, re.IGNORECASE):
                return self._from_base(_refresh_target(html.unescape(attributes)))
        return None

    def _from_base(self, target: str | None) -> str | None:
        """A target as the page means it: its addresses may begin somewhere else."""
        base = _BASE.search(self.body, 0, _REFRESH_HEAD) if target else None
        if target is None or base is None:
            return target
        try:
            return urljoin(html.unescape(base[1].decode(self.charset, "replace")), target)
        except ValueError:
            return target


def _refresh_target(attributes: str) -> str | None:
    match = _REFRESH.search(attributes)
    if match is None:
        return None
    try:
        soon = float(match[1]) <= _REFRESH_SECONDS
    except ValueError:
        return None
    return match[2].strip() if soon else None


# The encodings of the web (WHATWG Encoding) as Python names them. Python has others that
# no page should be able to choose: escapes, punycode, compression.
_WEB_CODEC = re.compile(
    r"utf-8|utf-16(-[lb]e)?|cp(125\d|866|874|932|949|950)|iso8859-\d{1,2}|koi8-[ru]|mac-(roman|cyrillic)|"
    r"gb2312|gbk|gb18030|hz|big5(hkscs)?|euc_(jp|kr)|iso2022_jp|shift_jis|tis-620"
)


@functools.lru_cache(maxsize=256)
def _header_charset(content_type: str) -> str:
    match = _HEADER_CHARSET.search(content_type)
    return match[1] if match else ""


@functools.lru_cache(maxsize=256)
def _codec(name: str) -> str:
    label = name.strip().lower()
    # WHATWG Encoding: these labels mean Windows-1252 on the web.
    if label in ("iso-8859-1", "latin1", "latin-1", "ascii", "us-ascii", "iso8859-1"):
        return "cp1252"
    try:
        found = codecs.lookup(label).name if label else ""
    except (LookupError, UnicodeError, ValueError):
        return ""
    return found if _WEB_CODEC.fullmatch(found) else ""


def _guess(start: bytes) -> str:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"

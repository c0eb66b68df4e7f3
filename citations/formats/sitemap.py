"""Sitemaps and sitemap indexes (sitemaps.org), packed or not, and lists in feeds."""

from __future__ import annotations

import html
import re
import zlib

from citations.errors import UnreadableSource
from citations.formats._addresses import Listed, document_of
from citations.formats.decode import decode
from citations.model import Document

__all__ = ["read"]

_GZIP = b"\x1f\x8b"
#: The protocol's own bound for an unpacked sitemap is 50 MiB.
_MAX_UNPACKED = 52_428_800
_ADDRESS = re.compile(
    r"<(?:[a-z]{1,10}:)?(?:loc|link)\s{0,9}>\s{0,99}(?:<!\[CDATA\[)?\s{0,9}"
    r"([^<>\s\]]{1,8000})\s{0,99}(?:\]\]>)?\s{0,99}</",
    re.IGNORECASE,
)
_ROOT = re.compile(r"<(?:[a-z]{1,10}:)?(?:urlset|sitemapindex|rss|feed|rdf)\b", re.IGNORECASE)


def read(data: bytes, source: str) -> Document:
    """The document: no prose, each address a citation; raises ``UnreadableSource``.

    Scanned, not parsed: entities that a file defines for itself are never expanded.
    """
    text = decode(_unpacked(data, source), source)
    if _ROOT.search(text, 0, 20_000) is None:
        raise UnreadableSource(f"{source}: not a sitemap: it has no <urlset> or <sitemapindex>")
    listed = [
        Listed(html.unescape(found[1]), *found.span(1), f"entry {number}")
        for number, found in enumerate(_ADDRESS.finditer(text), 1)
        if found[1].lower().startswith(("http://", "https://"))
    ]
    if not listed:
        raise UnreadableSource(f"{source}: the sitemap lists no address")
    return document_of(text, source, "sitemap", listed)


def _unpacked(data: bytes, source: str) -> bytes:
    if not data.startswith(_GZIP):
        return data
    unpacker = zlib.decompressobj(wbits=31)
    try:
        unpacked = unpacker.decompress(data, _MAX_UNPACKED)
    except zlib.error:
        raise UnreadableSource(f"{source}: the packed sitemap is damaged") from None
    if unpacker.unconsumed_tail:
        raise UnreadableSource(
            f"{source}: unpacks to more than {_MAX_UNPACKED // 2**20} MiB; split the sitemap"
        )
    return unpacked

"""A plain list of addresses, one a line; what stands behind one is a remark on it."""

from __future__ import annotations

import re

from citations.errors import UnreadableSource
from citations.formats._addresses import Listed, document_of
from citations.formats.decode import decode
from citations.model import Document

__all__ = ["read"]

_LINE = re.compile(r"[^\r\n]+")
_URL = re.compile(r"[\s<\"'*+-]{0,20}((?:https?|ftp)://[^\s<>\"']{1,8000})", re.IGNORECASE)
_BARE = re.compile(
    r"\s*((?:[\w-]{1,63}\.){1,8}[a-z]{2,24}(?:[/?#][^\s<>\"']{0,8000})?)\s*$", re.IGNORECASE
)


def read(data: bytes, source: str) -> Document:
    """The document: no prose, each address a citation; raises ``UnreadableSource``."""
    text = decode(data, source)
    listed = []
    for number, line in enumerate(_LINE.finditer(text), 1):
        words = line[0].strip()
        if not words or words.startswith(("#", "//", ";")):
            continue
        if found := _URL.match(line[0]):
            url = found[1]
        elif found := _BARE.match(line[0]):
            url = f"https://{found[1]}"
        else:
            continue
        start = line.start() + found.start(1)
        listed.append(Listed(url, start, start + len(found[1]), f"line {number}"))
    if not listed:
        raise UnreadableSource(f"{source}: there is no address in it")
    return document_of(text, source, "urls", listed)

"""A plain list of addresses, one a line; what stands behind one is a remark on it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citations.errors import UnreadableSource
from citations.formats._addresses import Listed, document_of
from citations.formats.decode import decode
from citations.model import Document

__all__ = ["listed", "read"]

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_URL = re.compile(
    r"""[\s<"'*+-]{0,20}(?:\d{1,6}[.)]\s{1,20})?[<"']?"""
    r"""((?:(?:https?|ftp)://|(?:mailto|doi|hdl):)[^\s<>"']{1,8000})""",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"\s*((?:[\w-]{1,63}\.){1,8}[a-z]{2,24}(?:[/?#][^\s<>\"']{0,8000})?)\s*$", re.IGNORECASE
)
_DOI = re.compile(r"10\.\d{4,9}/[^\s<>\"']{1,500}")
#: A line of more words without an address is a remark; one of fewer is an address gone wrong,
#: of which whoever checks a list wants to hear.
_WORDS = 5
_LONGEST = 8_000


def read(data: bytes, source: str) -> Document:
    """The document: no prose, each address a citation; raises ``UnreadableSource``."""
    text = decode(data, source)
    return document_of(text, source, "urls", [one for _, one in listed(text, source)])


def listed(text: str, source: str) -> Iterator[tuple[int, Listed]]:
    """Each address with the number of its line; raises ``UnreadableSource`` if there is none."""
    number, none = 0, True
    for number, line in enumerate(_LINE.finditer(text), 1):
        words = line[1].strip()
        if not words or words.startswith(("#", "//", ";")):
            continue
        url, start, end = _address(words)
        if url:
            none, at = False, line.start() + line[1].index(words)
            yield number, Listed(url, at + start, at + end, f"line {number}")
    if none:
        raise UnreadableSource(f"{source}: there is no address in it; write one a line")


def _address(words: str) -> tuple[str, int, int]:
    """The address in a line, and where it stands; "": there is none."""
    if found := _URL.match(words):
        return found[1], found.start(1), found.end(1)
    if found := _DOI.match(words):
        return f"doi:{found[0]}", 0, found.end()
    if found := _BARE.match(words):
        return f"https://{found[1]}", found.start(1), found.end(1)
    if len(words.split(maxsplit=_WORDS)) > _WORDS:
        return "", 0, 0
    return words[:_LONGEST], 0, len(words[:_LONGEST])

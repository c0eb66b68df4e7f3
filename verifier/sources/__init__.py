"""What a cited source says: its text without the furniture, and what the text is not.

A page is judged only when its words are the cited thing's own. A bot wall, a consent
page, an abstract or an empty frame is named as such (``SourceText.defect``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from importlib import import_module

from citations.errors import CitationsError
from citations.formats.decode import decode, is_binary, sha256_of
from citations.model import SourceText
from verifier.sources.base import MAX_TEXT, Read, tidy
from verifier.sources.defects import defect_of

__all__ = ["read_source"]

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)


# By the beginning of the content type: the module whose read(body, declared, url) reads it.
_READERS: dict[str, str] = {
    "text/html": "verifier.sources.page",
    "application/xhtml": "verifier.sources.page",
    "application/pdf": "verifier.sources.pdf",
    "application/zip": "verifier.sources.office",
}


def read_source(
    body: bytes,
    content_type: str | None,
    url: str,
    *,
    captured_at: datetime | None = None,
) -> SourceText:
    """The source's text, title, authors and date; what cannot be read has a defect, and no text."""
    kind, declared = _kind(body, content_type), _charset(content_type)
    try:
        found = _reader(kind)(body, declared, url)
        defect = None
    except CitationsError:
        # Empty, binary or in no known encoding: nothing to read, which is an answer.
        found, defect = Read(text=""), "unreadable" if body.strip() else "empty"
    text = tidy(found.text[:MAX_TEXT])
    found = replace(found, text=text)
    return SourceText(
        url=url,
        text=text,
        text_sha256=sha256_of(text),
        title=found.title,
        authors=found.authors,
        published=found.published,
        language=found.language,
        captured_at=captured_at,
        defect=defect or defect_of(text, found.title, scholarly=found.scholarly),
    )


def _kind(body: bytes, content_type: str | None) -> str:
    """The content type, by the bytes where they contradict what the server says."""
    start = body[:1024].lstrip().lower()
    if start.startswith(b"%pdf-"):
        return "application/pdf"
    if start.startswith(b"pk\x03\x04"):
        # Office files and books are archives, whatever the server calls them.
        return "application/zip"
    said = (content_type or "").split(";")[0].strip().lower()
    looks_html = start.startswith((b"<!doctype html", b"<html")) or b"<html" in start
    if looks_html or said in ("", "application/octet-stream"):
        return "text/html" if looks_html else "text/plain"
    return said


def _charset(content_type: str | None) -> str | None:
    found = _CHARSET.search(content_type or "")
    return found[1] if found else None


def _reader(kind: str) -> Callable[[bytes, str | None, str], Read]:
    for prefix, module in _READERS.items():
        if kind.startswith(prefix):
            read: Callable[[bytes, str | None, str], Read] = import_module(module).read
            return read
    return _plain


def _plain(body: bytes, declared: str | None, url: str) -> Read:
    if is_binary(body):
        return Read(text="")
    return Read(text=decode(body, url, declared))
